#include "waiting.h"

#include <stdlib.h>
#include <sys/random.h>

/* The connections of one peer address that wait: at least one. */
struct waiting_peer {
    struct ppv1_address address;
    size_t count;
    struct waiting_peer *next;
};

bool waiting_init(struct waiting *waiting)
{
    *waiting = (struct waiting){0};
    return getrandom(&waiting->key, sizeof waiting->key, 0) ==
           (ssize_t)sizeof waiting->key;
}

void waiting_free(struct waiting *waiting)
{
    for (size_t i = 0; i < WAITING_BUCKETS; i++) {
        struct waiting_peer *peer = waiting->buckets[i];

        while (peer != NULL) {
            struct waiting_peer *next = peer->next;
            free(peer);
            peer = next;
        }
        waiting->buckets[i] = NULL;
    }
    waiting->total = 0;
}

/* The finisher of splitmix64. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* The link to the peer, or the link at the end of its bucket. */
static struct waiting_peer **find(struct waiting *waiting,
                                  struct ppv1_address address)
{
    uint64_t hash = mix(mix(address.high ^ waiting->key) ^ address.low);
    struct waiting_peer **link = &waiting->buckets[hash % WAITING_BUCKETS];

    while (*link != NULL && ppv1_address_compare((*link)->address, address))
        link = &(*link)->next;
    return link;
}

enum ppv1_reason waiting_enter(struct waiting *waiting,
                               struct ppv1_address peer, size_t limit,
                               size_t limit_per_peer)
{
    struct waiting_peer **link = find(waiting, peer);

    if (waiting->total >= limit)
        return PPV1_REASON_TOO_MANY_WAITING;
    if (*link != NULL && (*link)->count >= limit_per_peer)
        return PPV1_REASON_TOO_MANY_WAITING_PEER;
    if (*link == NULL)
        *link = calloc(1, sizeof **link);
    if (*link == NULL)
        return PPV1_REASON_TOO_MANY_WAITING;
    (*link)->address = peer;
    (*link)->count++;
    waiting->total++;
    return PPV1_REASON_NONE;
}

void waiting_leave(struct waiting *waiting, struct ppv1_address peer)
{
    struct waiting_peer **link = find(waiting, peer);
    struct waiting_peer *found = *link;

    if (found == NULL)
        return;
    waiting->total--;
    found->count--;
    if (found->count > 0)
        return;
    *link = found->next;
    free(found);
}
