#include "ppv1/networks.h"

bool ppv1_network_contains(const struct ppv1_network *block,
                           struct ppv1_address address)
{
    return ppv1_address_compare(block->first, address) <= 0
           && ppv1_address_compare(address, block->last) <= 0;
}

/* The last of blocks[0 .. n) that begins at the peer or before it; the first
 * block if none does.  No other block can contain the peer. */
/*@ requires readable: \valid_read(blocks + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   Sorted(blocks, 0, n);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  inside:   \result < n;
    ensures  begins:   \result > 0 ==>
                       First(blocks, \result) <= AddressOrder(peer);
    ensures  last:     \result + 1 < n ==>
                       AddressOrder(peer) < First(blocks, \result + 1);
*/
static size_t candidate(const struct ppv1_network *blocks, size_t n,
                        struct ppv1_address peer)
{
    size_t begin = 0;

    /* The candidate is one of blocks[begin .. begin + n). */
    /*@ loop invariant range:  0 < n && begin + n <= \at(n, Pre);
        loop invariant begins: begin > 0 ==>
                               First(blocks, begin) <= AddressOrder(peer);
        loop invariant last:   begin + n < \at(n, Pre) ==>
                               AddressOrder(peer) < First(blocks, begin + n);
        loop assigns begin, n;
        loop variant n;
    */
    while (n > 1) {
        size_t half = n / 2;

        if (ppv1_address_compare(blocks[begin + half].first, peer) <= 0)
            begin += half;
        n -= half;
    }
    return begin;
}

bool ppv1_networks_contains(const struct ppv1_networks *networks,
                            struct ppv1_address peer)
{
    size_t i;

    if (networks->any || networks->count == 0)
        return networks->any;
    i = candidate(networks->blocks, networks->count, peer);
    return ppv1_network_contains(&networks->blocks[i], peer);
}
