#include "matchers.h"

#include <arpa/inet.h>
#include <stdlib.h>

struct entry_ipv4 {
    uint32_t network, mask;
};

struct entry_ipv6 {
    struct ppv1_address network, mask;
};

static struct entry_ipv4 *entries_ipv4;
static struct entry_ipv6 *entries_ipv6;
static size_t count_ipv4, count_ipv6;

void linear_load(const struct set *set)
{
    size_t count = set->count;

    entries_ipv4 = realloc(entries_ipv4, count * sizeof *entries_ipv4);
    entries_ipv6 = realloc(entries_ipv6, count * sizeof *entries_ipv6);
    if (entries_ipv4 == NULL || entries_ipv6 == NULL)
        abort();
    for (size_t k = 0; k < count; k++) {
        struct ppv1_address first = set->blocks[k].first;
        struct ppv1_address last = set->blocks[k].last;

        entries_ipv6[k] = (struct entry_ipv6){
            first, {~(first.high ^ last.high), ~(first.low ^ last.low)}};
        entries_ipv4[k] = (struct entry_ipv4){
            (uint32_t)first.low, (uint32_t)entries_ipv6[k].mask.low};
    }
    count_ipv4 = set->family == AF_INET ? count : 0;
    count_ipv6 = set->family == AF_INET ? 0 : count;
}

static bool contains_ipv4(uint32_t ipv4)
{
    for (size_t k = 0; k < count_ipv4; k++)
        if ((ipv4 & entries_ipv4[k].mask) == entries_ipv4[k].network)
            return true;
    return false;
}

static bool contains_ipv6(struct ppv1_address peer)
{
    for (size_t k = 0; k < count_ipv6; k++) {
        const struct entry_ipv6 *entry = &entries_ipv6[k];

        if ((peer.high & entry->mask.high) == entry->network.high &&
            (peer.low & entry->mask.low) == entry->network.low)
            return true;
    }
    return false;
}

bool linear_contains(const struct ppv1_networks *networks,
                     struct ppv1_address peer)
{
    bool mapped = peer.high == 0 && peer.low >> 32 == 0xffff;

    (void)networks;
    return mapped ? contains_ipv4((uint32_t)peer.low) : contains_ipv6(peer);
}
