#include "matchers.h"

#include <stdlib.h>

struct range_ipv4 {
    uint32_t first, last;
};

static struct ppv1_network *ranges;
static struct range_ipv4 *ranges_ipv4;
static size_t count;

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
static void drop_inner(void)
{
    size_t kept = 1;

    for (size_t k = 1; k < count; k++) {
        if (below(ranges[kept - 1].last, ranges[k].first))
            ranges[kept++] = ranges[k];
        else if (below(ranges[kept - 1].last, ranges[k].last))
            ranges[kept - 1].last = ranges[k].last;
    }
    count = kept;
}

void plain_load(const struct set *set)
{
    count = set->count;
    ranges = realloc(ranges, count * sizeof *ranges);
    ranges_ipv4 = realloc(ranges_ipv4, count * sizeof *ranges_ipv4);
    if (ranges == NULL || ranges_ipv4 == NULL)
        abort();
    for (size_t k = 0; k < count; k++)
        ranges[k] = set->blocks[k];
    qsort(ranges, count, sizeof *ranges, by_first);
    drop_inner();
    for (size_t k = 0; k < count; k++)
        ranges_ipv4[k] = (struct range_ipv4){(uint32_t)ranges[k].first.low,
                                             (uint32_t)ranges[k].last.low};
}

bool plain_ipv4(const struct ppv1_networks *networks, struct ppv1_address peer)
{
    const struct range_ipv4 *range = ranges_ipv4;
    uint32_t ipv4 = (uint32_t)peer.low;
    size_t n = count;

    (void)networks;
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

bool plain_ipv6(const struct ppv1_networks *networks, struct ppv1_address peer)
{
    const struct ppv1_network *range = ranges;
    size_t n = count;
    bool begins, ends;

    (void)networks;
    while (n > 1) {
        size_t half = n / 2;

        range = at_most(range[half].first, peer) ? range + half : range;
        n -= half;
    }
    begins = at_most(range->first, peer);
    ends = at_most(peer, range->last);
    return begins & ends;
}
