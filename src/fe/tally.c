#include "tally.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* All of one name: at least one. */
struct tally_entry {
    struct tally_entry *next;
    size_t count;
    size_t length;
    uint8_t name[];
};

bool tally_init(struct tally *tally)
{
    *tally = (struct tally){0};
    return getrandom(&tally->key, sizeof tally->key, 0) ==
           (ssize_t)sizeof tally->key;
}

void tally_free(struct tally *tally)
{
    for (size_t i = 0; i < TALLY_BUCKETS; i++) {
        struct tally_entry *entry = tally->buckets[i];

        while (entry != NULL) {
            struct tally_entry *next = entry->next;
            free(entry);
            entry = next;
        }
        tally->buckets[i] = NULL;
    }
    tally->total = 0;
}

/* The finisher of splitmix64. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static uint64_t hash(uint64_t key, const uint8_t *name, size_t n)
{
    uint64_t result = mix(key ^ n);

    for (size_t at = 0; at < n; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        size_t left = n - at;

        memcpy(&word, name + at, left < sizeof word ? left : sizeof word);
        result = mix(result ^ word);
    }
    return result;
}

/* The link to the entry, or the link at the end of its bucket. */
static struct tally_entry **find(struct tally *tally, const void *name,
                                 size_t n)
{
    struct tally_entry **link =
        &tally->buckets[hash(tally->key, name, n) % TALLY_BUCKETS];

    while (*link != NULL &&
           ((*link)->length != n || memcmp((*link)->name, name, n) != 0))
        link = &(*link)->next;
    return link;
}

static struct tally_entry *new_entry(const void *name, size_t n)
{
    struct tally_entry *entry = calloc(1, sizeof *entry + n);

    if (entry == NULL)
        return NULL;
    entry->length = n;
    memcpy(entry->name, name, n);
    return entry;
}

bool tally_enter(struct tally *tally, const void *name, size_t n, size_t limit)
{
    struct tally_entry **link = find(tally, name, n);

    if (*link == NULL)
        *link = new_entry(name, n);
    if (*link == NULL || (limit != 0 && (*link)->count >= limit))
        return false;
    (*link)->count++;
    tally->total++;
    return true;
}

void tally_leave(struct tally *tally, const void *name, size_t n)
{
    struct tally_entry **link = find(tally, name, n);
    struct tally_entry *found = *link;

    if (found == NULL)
        return;
    tally->total--;
    found->count--;
    if (found->count > 0)
        return;
    *link = found->next;
    free(found);
}
