#include "address_order.h"
#include "ppv1/networks.h"

bool ppv1_network_contains(const struct ppv1_network *block,
                           struct ppv1_address address)
{
    return ppv1_address_compare(block->first, address) <= 0
           && ppv1_address_compare(address, block->last) <= 0;
}

/* The last of ranges[0 .. n) that begins at the address or before it; the
 * first range if none does.  No other range can contain the address. */
/*@ requires readable: \valid_read(ranges + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   RangesSorted(ranges, n);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  inside:   \result < n;
    ensures  begins:   \result > 0 ==> ranges[\result].first <= ipv4;
    ensures  last:     \result + 1 < n ==> ipv4 < ranges[\result + 1].first;
*/
static size_t range_candidate(const struct ppv1_ipv4_range *ranges, size_t n,
                              uint32_t ipv4)
{
    size_t begin = 0;

    /* The candidate is one of ranges[begin .. begin + n). */
    /*@ loop invariant range:  0 < n && begin + n <= \at(n, Pre);
        loop invariant begins: begin > 0 ==> ranges[begin].first <= ipv4;
        loop invariant last:   begin + n < \at(n, Pre) ==>
                               ipv4 < ranges[begin + n].first;
        loop assigns begin, n;
        loop variant n;
    */
    while (n > 1) {
        size_t half = n / 2;

        begin = ranges[begin + half].first <= ipv4 ? begin + half : begin;
        n -= half;
    }
    return begin;
}

/*@ requires readable: \valid_read(ranges + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   RangesSorted(ranges, n) && RangesDisjoint(ranges, n);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> RangesCover(ranges, n, ipv4);
*/
static bool ranges_contain(const struct ppv1_ipv4_range *ranges, size_t n,
                           uint32_t ipv4)
{
    size_t i = range_candidate(ranges, n, ipv4);

    return ranges[i].first <= ipv4 && ipv4 <= ranges[i].last;
}

/* The same of the blocks that begin with an IPv6 address. */
/*@ requires readable: \valid_read(blocks + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   Sorted(blocks, 0, n);
    requires ipv6:     Ipv6First(blocks, n, n) && !AddressIsIpv4(peer);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  inside:   \result < n;
    ensures  begins:   \result > 0 ==>
                       First(blocks, \result) <= AddressOrder(peer);
    ensures  last:     \result + 1 < n ==>
                       AddressOrder(peer) < First(blocks, \result + 1);
*/
static size_t block_candidate(const struct ppv1_network *blocks, size_t n,
                              struct ppv1_address peer)
{
    size_t begin = 0;

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

        begin = address_at_most(blocks[begin + half].first, peer) ? begin + half
                                                                  : begin;
        n -= half;
    }
    return begin;
}

/*@ requires readable: \valid_read(blocks + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   Sorted(blocks, 0, n) && Disjoint(blocks, n);
    requires ipv6:     Ipv6First(blocks, n, n) && !AddressIsIpv4(peer);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> Covers(blocks, n, AddressOrder(peer));
*/
static bool blocks_contain(const struct ppv1_network *blocks, size_t n,
                           struct ppv1_address peer)
{
    size_t i = block_candidate(blocks, n, peer);

    return address_at_most(blocks[i].first, peer)
           && (address_is_ipv4(blocks[i].last)
               || address_at_most(peer, blocks[i].last));
}

/*@ requires readable: NetworksReadable(networks);
    requires indexed:  NetworksIndexed(networks);
    requires ipv4:     AddressIsIpv4(peer);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> Covers(networks->blocks, networks->count,
                                           AddressOrder(peer));
*/
static bool contains_ipv4(const struct ppv1_networks *networks,
                          struct ppv1_address peer)
{
    uint32_t ipv4 = address_to_ipv4(peer);

    //@ assert place: Ipv4Order(ipv4) == AddressOrder(peer);
    return networks->range_count > 0
           && ranges_contain(networks->ranges, networks->range_count, ipv4);
}

/*@ requires readable: NetworksReadable(networks);
    requires indexed:  NetworksIndexed(networks);
    requires ipv6:     !AddressIsIpv4(peer);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> Covers(networks->blocks, networks->count,
                                           AddressOrder(peer));
*/
static bool contains_ipv6(const struct ppv1_networks *networks,
                          struct ppv1_address peer)
{
    //@ assert place: AddressOrder(peer) < Ipv4Order(0);
    return networks->ipv6_count > 0
           && blocks_contain(networks->blocks, networks->ipv6_count, peer);
}

bool ppv1_networks_contains(const struct ppv1_networks *networks,
                            struct ppv1_address peer)
{
    if (networks->any)
        return true;
    return address_is_ipv4(peer) ? contains_ipv4(networks, peer)
                                 : contains_ipv6(networks, peer);
}
