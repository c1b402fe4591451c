/*
 * tally - how many there are of each: connections by address, or by user.
 */
#ifndef FE_TALLY_H
#define FE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TALLY_BUCKETS 1024

struct tally_entry;

struct tally {
    size_t total;
    uint64_t key; /* nobody outside can choose names that collide */
    struct tally_entry *buckets[TALLY_BUCKETS];
};

/* false: no randomness. */
bool tally_init(struct tally *tally);
void tally_free(struct tally *tally);

/* One more of name[0 .. n), which is copied.  false: there are `limit` of it
 * already, or there is no memory, and it is not counted.  Limit 0 is none. */
bool tally_enter(struct tally *tally, const void *name, size_t n, size_t limit);

/* One that was counted is gone. */
void tally_leave(struct tally *tally, const void *name, size_t n);

#endif
