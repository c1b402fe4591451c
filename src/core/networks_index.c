#include "ppv1/networks.h"

#include "networks_sort.h"

#ifdef __FRAMAC__
#include "spec/networks_index.acsl"
#endif

/* Is `a` at `b` or before it? */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> AddressOrder(a) <= AddressOrder(b);
*/
static bool at_most(struct ppv1_address a, struct ppv1_address b)
{
    return ppv1_address_compare(a, b) <= 0;
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

/*@ requires writable: \valid(blocks + (0 .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            blocks[0 .. n - 1];
    ensures  fewer:    \result <= n;
    ensures  sorted:   Sorted(blocks, 0, \result);
    ensures  disjoint: Disjoint(blocks, \result);
    ensures  same:     Merged{Pre, Post}(blocks, n, \result);
*/
static size_t index_blocks(struct ppv1_network *blocks, size_t n)
{
    networks_sort(blocks, n);
    return merge(blocks, n);
}

/*@ requires writable: NetworksWritable(networks);
    requires fewer:    count <= networks->count;
    terminates         \true;
    exits              \false;
    assigns            networks->count;
    ensures  count:    networks->count == count;
    ensures  same:     Unmoved{Pre, Post}(networks->blocks, 0, count);
*/
static void shorten(struct ppv1_networks *networks, size_t count)
{
    networks->count = count;
}

void ppv1_networks_index(struct ppv1_networks *networks)
{
    if (networks->count > 0)
        shorten(networks, index_blocks(networks->blocks, networks->count));
}
