#include "ppv1/networks.h"

#include "address_order.h"
#include "networks_ranges.h"
#include "networks_sort.h"

#ifdef __FRAMAC__
#include "spec/networks_index.acsl"
#endif

/* How many blocks there are, how many of them begin with an IPv6 address, and
 * how many ranges there are. */
struct counts {
    size_t blocks;
    size_t ipv6;
    size_t ranges;
};

/* Is `a` at `b` or before it? */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> AddressOrder(a) <= AddressOrder(b);
*/
static bool at_most(struct ppv1_address a, struct ppv1_address b)
{
    return !address_before(b, a);
}

/* Lets blocks[k] reach as far as blocks[i]. */
/*@ requires writable: \valid(blocks + k);
    requires readable: \valid_read(blocks + i);
    terminates         \true;
    exits              \false;
    assigns            blocks[k].last;
    ensures  reaches:  Last(blocks, k) == \max(\old(Last(blocks, k)),
                                               \old(Last(blocks, i)));
    ensures  begins:   First(blocks, k) == \old(First(blocks, k));
    ensures  others:   Unmoved{Pre, Post}(blocks, 0, k);
*/
static void extend(struct ppv1_network *blocks, size_t k, size_t i)
{
    if (!at_most(blocks[i].last, blocks[k].last))
        blocks[k].last = blocks[i].last;
}

/*@ requires writable: \valid(blocks + k);
    requires readable: \valid_read(blocks + i);
    terminates         \true;
    exits              \false;
    assigns            blocks[k];
    ensures  last:     Last(blocks, k) == \old(Last(blocks, i));
    ensures  first:    First(blocks, k) == \old(First(blocks, i));
    ensures  others:   Unmoved{Pre, Post}(blocks, 0, k);
*/
static void copy(struct ppv1_network *blocks, size_t k, size_t i)
{
    blocks[k] = blocks[i];
}

/*@ requires writable: \valid(blocks + k);
    requires readable: \valid_read(blocks + i);
    requires order:    k < i;
    requires meet:     First(blocks, k) <= First(blocks, i) <= Last(blocks, k);
    terminates         \true;
    exits              \false;
    assigns            blocks[k].last;
    ensures  added:    Added{Pre, Post}(blocks, k + 1, i, k + 1);
    ensures  begins:   First(blocks, k) == \old(First(blocks, k));
    ensures  others:   Unmoved{Pre, Post}(blocks, 0, k);
*/
static void absorb(struct ppv1_network *blocks, size_t k, size_t i)
{
    extend(blocks, k, i);
}

/*@ requires writable: \valid(blocks + k);
    requires readable: \valid_read(blocks + i);
    terminates         \true;
    exits              \false;
    assigns            blocks[k];
    ensures  added:    Added{Pre, Post}(blocks, k, i, k + 1);
    ensures  first:    First(blocks, k) == \old(First(blocks, i));
    ensures  others:   Unmoved{Pre, Post}(blocks, 0, k);
*/
static void append(struct ppv1_network *blocks, size_t k, size_t i)
{
    copy(blocks, k, i);
}

/* Adds blocks[i], which begins last, to blocks[0 .. kept). */
/*@ requires writable: \valid(blocks + (0 .. i));
    requires order:    kept <= i < SIZE_MAX;
    requires sorted:   Sorted(blocks, 0, kept);
    requires disjoint: Disjoint(blocks, kept);
    requires next:     kept > 0 ==> First(blocks, kept - 1) <= First(blocks, i);
    terminates         \true;
    exits              \false;
    assigns            blocks[0 .. kept];
    ensures  kept:     kept <= \result <= kept + 1 && \result > 0;
    ensures  sorted:   Sorted(blocks, 0, \result);
    ensures  disjoint: Disjoint(blocks, \result);
    ensures  last:     First(blocks, \result - 1) <= \old(First(blocks, i));
    ensures  added:    Added{Pre, Post}(blocks, kept, i, \result);
*/
static size_t add(struct ppv1_network *blocks, size_t kept, size_t i)
{
    if (kept > 0 && at_most(blocks[i].first, blocks[kept - 1].last)) {
        absorb(blocks, kept - 1, i);
        return kept;
    }
    append(blocks, kept, i);
    return kept + 1;
}

/* Drops every block that lies inside another; returns how many are left. */
/*@ requires writable: \valid(blocks + (0 .. n - 1));
    requires sorted:   Sorted(blocks, 0, n);
    terminates         \true;
    exits              \false;
    assigns            blocks[0 .. n - 1];
    ensures  fewer:    \result <= n;
    ensures  sorted:   Sorted(blocks, 0, \result) && Disjoint(blocks, \result);
    ensures  same:     Merged{Pre, Post}(blocks, n, \result);
*/
static size_t merge(struct ppv1_network *blocks, size_t n)
{
    size_t kept = 0;

    /*@ loop invariant range:  0 <= kept <= i <= n;
        loop invariant sorted: Sorted(blocks, 0, kept)
                            && Disjoint(blocks, kept);
        loop invariant next:   kept > 0 ==>
                               NotBefore(blocks, i, n, First(blocks, kept - 1));
        loop invariant rest:   Unmoved{Pre, Here}(blocks, i, n);
        loop invariant same:   Merged{Pre, Here}(blocks, i, kept);
        loop assigns i, kept, blocks[0 .. n - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++)
        kept = add(blocks, kept, i);
    return kept;
}

/*@ requires writable:  \valid(blocks + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             blocks[0 .. n - 1];
    ensures  fewer:     \result <= n;
    ensures  sorted:    Sorted(blocks, 0, \result);
    ensures  disjoint:  Disjoint(blocks, \result);
    ensures  same:      Merged{Pre, Post}(blocks, n, \result);
*/
static size_t index_blocks(struct ppv1_network *blocks, size_t n)
{
    networks_sort(blocks, n);
    return merge(blocks, n);
}

/*@ requires writable:  \valid(blocks + (0 .. n - 1))
                     && \valid(ranges + (0 .. n - 1));
    requires separated: \separated(blocks + (0 .. n - 1),
                                   ranges + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             blocks[0 .. n - 1], ranges[0 .. n - 1];
    ensures  fewer:     \result.ranges <= \result.blocks <= n;
    ensures  indexed:   Indexed(blocks, \result.blocks, \result.ipv6, ranges,
                                \result.ranges);
    ensures  same:      Merged{Pre, Post}(blocks, n, \result.blocks);
*/
static struct counts index_all(struct ppv1_network *blocks, size_t n,
                               struct ppv1_ipv4_range *ranges)
{
    struct counts counts;

    counts.blocks = index_blocks(blocks, n);
    counts.ipv6 = networks_ipv6_count(blocks, counts.blocks);
    counts.ranges = networks_ranges_write(blocks, counts.blocks, ranges);
    return counts;
}

/*@ requires writable:  NetworksWritable(networks);
    requires fewer:     counts.ranges <= counts.blocks <= networks->count;
    terminates          \true;
    exits               \false;
    assigns             networks->count, networks->ipv6_count,
                        networks->range_count;
    ensures  count:     networks->count == counts.blocks
                     && networks->ipv6_count == counts.ipv6
                     && networks->range_count == counts.ranges;
    ensures  same:      Unmoved{Pre, Post}(networks->blocks, 0, counts.blocks);
*/
static void put_counts(struct ppv1_networks *networks, struct counts counts)
{
    networks->count = counts.blocks;
    networks->ipv6_count = counts.ipv6;
    networks->range_count = counts.ranges;
}

/*@ requires writable:  NetworksWritable(networks);
    requires fewer:     counts.ranges <= counts.blocks <= networks->count;
    requires indexed:   Indexed(networks->blocks, counts.blocks, counts.ipv6,
                                networks->ranges, counts.ranges);
    terminates          \true;
    exits               \false;
    assigns             networks->count, networks->ipv6_count,
                        networks->range_count;
    ensures  count:     networks->count == counts.blocks
                     && networks->range_count == counts.ranges;
    ensures  indexed:   NetworksIndexed(networks);
    ensures  same:      Merged{Pre, Post}(networks->blocks, counts.blocks,
                                          counts.blocks);
*/
static void set_counts(struct ppv1_networks *networks, struct counts counts)
{
    put_counts(networks, counts);
    /*@ assert same:  Merged{Pre, Here}(networks->blocks, counts.blocks,
                                        counts.blocks); */
    /*@ assert order: Sorted(networks->blocks, 0, counts.blocks)
                   && Disjoint(networks->blocks, counts.blocks); */
}

void ppv1_networks_index(struct ppv1_networks *networks)
{
    struct counts counts = {0, 0, 0};

    if (networks->count > 0)
        counts = index_all(networks->blocks, networks->count,
                           networks->ranges);
    set_counts(networks, counts);
}
