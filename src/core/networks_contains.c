#include "address_order.h"
#include "ppv1/networks.h"

#ifdef __FRAMAC__
#include "spec/networks_search.acsl"
#endif

bool ppv1_network_contains(const struct ppv1_network *block,
                           struct ppv1_address address)
{
    return ppv1_address_compare(block->first, address) <= 0
           && ppv1_address_compare(address, block->last) <= 0;
}

/* The last of ranges[0 .. n) that begins at the address or before it; the
 * first range if none does.  No other range can contain the address.  (Not its
 * index: to make a place of that takes time in every step.) */
/*@ requires readable: \valid_read(ranges + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   RangesSorted(ranges, n);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    RangeCandidate(ranges, n, \result, ipv4);
*/
static const struct ppv1_ipv4_range *
range_candidate(const struct ppv1_ipv4_range *ranges, size_t n, uint32_t ipv4)
{
    const struct ppv1_ipv4_range *range = ranges;
    //@ ghost size_t begin = 0;

    /* The candidate is one of range[0 .. n). */
    /*@ loop invariant range:  0 < n && begin + n <= \at(n, Pre);
        loop invariant place:  range == ranges + begin;
        loop invariant begins: begin > 0 ==> ranges[begin].first <= ipv4;
        loop invariant last:   begin + n < \at(n, Pre) ==>
                               ipv4 < ranges[begin + n].first;
        loop assigns range, begin, n;
        loop variant n;
    */
    while (n > 1) {
        size_t half = n / 2;
        bool begins = range[half].first <= ipv4;

        range = begins ? range + half : range;
        //@ ghost begin = begins ? begin + half : begin;
        n -= half;
    }
    return range;
}

/* Both ends are asked, for the processor cannot guess who is inside. */
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
    const struct ppv1_ipv4_range *range = range_candidate(ranges, n, ipv4);
    bool begins = range->first <= ipv4;
    bool ends = ipv4 <= range->last;

    return begins && ends;
}

/* The same of the blocks that begin with an IPv6 address. */
/*@ requires readable: \valid_read(blocks + (0 .. n - 1));
    requires some:     n > 0;
    requires sorted:   Sorted(blocks, 0, n);
    requires ipv6:     Ipv6First(blocks, n, n) && !AddressIsIpv4(peer);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    BlockCandidate(blocks, n, \result, AddressOrder(peer));
*/
static const struct ppv1_network *
block_candidate(const struct ppv1_network *blocks, size_t n,
                struct ppv1_address peer)
{
    const struct ppv1_network *block = blocks;
    //@ ghost size_t begin = 0;

    /*@ loop invariant range:  0 < n && begin + n <= \at(n, Pre);
        loop invariant place:  block == blocks + begin;
        loop invariant begins: begin > 0 ==>
                               First(blocks, begin) <= AddressOrder(peer);
        loop invariant last:   begin + n < \at(n, Pre) ==>
                               AddressOrder(peer) < First(blocks, begin + n);
        loop assigns block, begin, n;
        loop variant n;
    */
    while (n > 1) {
        size_t half = n / 2;
        bool begins = address_at_most(block[half].first, peer);

        block = begins ? block + half : block;
        //@ ghost begin = begins ? begin + half : begin;
        n -= half;
    }
    return block;
}

/* The last IPv6 address of a block that begins with one and ends here. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  beyond:   AddressIsIpv4(last) ==> AddressNumber(\result)
                       == 0xffffffffffffffffffffffffffffffff;
    ensures  same:     !AddressIsIpv4(last) ==>
                       AddressNumber(\result) == AddressNumber(last);
*/
static struct ppv1_address ipv6_end(struct ppv1_address last)
{
    struct ppv1_address end = {UINT64_MAX, UINT64_MAX};

    return address_is_ipv4(last) ? end : last;
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
    const struct ppv1_network *block = block_candidate(blocks, n, peer);
    bool begins = address_at_most(block->first, peer);
    bool ends = address_at_most(peer, ipv6_end(block->last));

    return begins && ends;
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
    if (networks->range_count == 0)
        return false;
    return ranges_contain(networks->ranges, networks->range_count, ipv4);
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
    if (networks->ipv6_count == 0)
        return false;
    return blocks_contain(networks->blocks, networks->ipv6_count, peer);
}

/* `any` is asked last, and whatever was found: so it costs no branch. */
bool ppv1_networks_contains(const struct ppv1_networks *networks,
                            struct ppv1_address peer)
{
    bool found = address_is_ipv4(peer) ? contains_ipv4(networks, peer)
                                       : contains_ipv6(networks, peer);
    bool any = networks->any;

    return found || any;
}
