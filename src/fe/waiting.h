/*
 * waiting - how many connections wait for a header, in total and of each peer
 * address.
 */
#ifndef FE_WAITING_H
#define FE_WAITING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

#define WAITING_BUCKETS 1024

struct waiting_peer;

struct waiting {
    size_t total;
    uint64_t key; /* nobody outside can choose addresses that collide */
    struct waiting_peer *buckets[WAITING_BUCKETS];
};

/* false: no randomness. */
bool waiting_init(struct waiting *waiting);
void waiting_free(struct waiting *waiting);

/* One more of `peer` is to wait.  PPV1_REASON_NONE: it is counted.  Else it is
 * not, and the answer says which of the limits stands in the way. */
enum ppv1_reason waiting_enter(struct waiting *waiting,
                               struct ppv1_address peer, size_t limit,
                               size_t limit_per_peer);

/* One that was counted waits no more. */
void waiting_leave(struct waiting *waiting, struct ppv1_address peer);

#endif
