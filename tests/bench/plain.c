#include "matchers.h"

#include <arpa/inet.h>
#include <stdlib.h>

struct range_ipv4 {
    uint32_t first, last;
};

/* A set has both families, either of which may be empty. */
static struct ppv1_network *ranges_ipv6;
static struct range_ipv4 *ranges_ipv4;
static size_t count_ipv6, count_ipv4;

static bool below(struct ppv1_address a, struct ppv1_address b)
{
    return a.high < b.high || (a.high == b.high && a.low < b.low);
}

static int by_first(const void *a, const void *b)
{
    const struct ppv1_network *x = a, *y = b;

    return below(y->first, x->first) - below(x->first, y->first);
}

/* Leaves out what lies in others: two prefixes are apart, or one is inside the
 * other. */
static size_t drop_inner(struct ppv1_network *ranges, size_t count)
{
    size_t kept = 1;

    for (size_t k = 1; k < count; k++) {
        if (below(ranges[kept - 1].last, ranges[k].first))
            ranges[kept++] = ranges[k];
        else if (below(ranges[kept - 1].last, ranges[k].last))
            ranges[kept - 1].last = ranges[k].last;
    }
    return kept;
}

/* Those of one family. */
void plain_load(const struct set *set)
{
    size_t count = set->count;

    ranges_ipv6 = realloc(ranges_ipv6, count * sizeof *ranges_ipv6);
    ranges_ipv4 = realloc(ranges_ipv4, count * sizeof *ranges_ipv4);
    if (ranges_ipv6 == NULL || ranges_ipv4 == NULL)
        abort();
    for (size_t k = 0; k < count; k++)
        ranges_ipv6[k] = set->blocks[k];
    qsort(ranges_ipv6, count, sizeof *ranges_ipv6, by_first);
    count = drop_inner(ranges_ipv6, count);
    for (size_t k = 0; k < count; k++)
        ranges_ipv4[k] = (struct range_ipv4){(uint32_t)ranges_ipv6[k].first.low,
                                             (uint32_t)ranges_ipv6[k].last.low};
    count_ipv4 = set->family == AF_INET ? count : 0;
    count_ipv6 = set->family == AF_INET ? 0 : count;
}

static bool contains_ipv4(uint32_t ipv4)
{
    const struct range_ipv4 *range = ranges_ipv4;
    size_t n = count_ipv4;

    if (n == 0)
        return false;
    while (n > 1) {
        size_t half = n / 2;

        range = range[half].first <= ipv4 ? range + half : range;
        n -= half;
    }
    return (range->first <= ipv4) & (ipv4 <= range->last);
}

/* One subtraction of 128 bits, and no branch. */
static bool at_most(struct ppv1_address a, struct ppv1_address b)
{
    return ((unsigned __int128)a.high << 64 | a.low) <=
           ((unsigned __int128)b.high << 64 | b.low);
}

static bool contains_ipv6(struct ppv1_address peer)
{
    const struct ppv1_network *range = ranges_ipv6;
    size_t n = count_ipv6;
    bool begins, ends;

    if (n == 0)
        return false;
    while (n > 1) {
        size_t half = n / 2;

        range = at_most(range[half].first, peer) ? range + half : range;
        n -= half;
    }
    begins = at_most(range->first, peer);
    ends = at_most(peer, range->last);
    return begins & ends;
}

bool plain_contains(const struct ppv1_networks *networks,
                    struct ppv1_address peer)
{
    bool mapped = peer.high == 0 && peer.low >> 32 == 0xffff;

    (void)networks;
    return mapped ? contains_ipv4((uint32_t)peer.low) : contains_ipv6(peer);
}
