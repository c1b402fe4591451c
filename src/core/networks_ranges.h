/*
 * networks_ranges - the two families of sorted blocks, each for its search.
 */
#ifndef NETWORKS_RANGES_H
#define NETWORKS_RANGES_H

#include "ppv1/networks.h"

#ifdef __FRAMAC__
#include "spec/networks_ranges.acsl"
#endif

/* networks_ipv6_count - how many of blocks[0 .. n) begin with an IPv6 address.
 */
/*@ requires readable: \valid_read(blocks + (0 .. n - 1));
    requires sorted:   Sorted(blocks, 0, n);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    Ipv6First(blocks, \result, n);
*/
size_t networks_ipv6_count(const struct ppv1_network *blocks, size_t n);

/* networks_ranges_write - writes the IPv4 addresses of blocks[0 .. n) to
 * ranges; returns how many ranges there are. */
/*@ requires readable:  \valid_read(blocks + (0 .. n - 1));
    requires sorted:    Sorted(blocks, 0, n) && Disjoint(blocks, n);
    requires writable:  \valid(ranges + (0 .. n - 1));
    requires separated: \separated(blocks + (0 .. n - 1),
                                   ranges + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             ranges[0 .. n - 1];
    ensures  fewer:     \result <= n;
    ensures  sorted:    RangesSorted(ranges, \result);
    ensures  disjoint:  RangesDisjoint(ranges, \result);
    ensures  exact:     RangesOf(ranges, \result, blocks, n);
*/
size_t networks_ranges_write(const struct ppv1_network *blocks, size_t n,
                             struct ppv1_ipv4_range *ranges);

#endif
