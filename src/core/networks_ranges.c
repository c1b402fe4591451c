#include "networks_ranges.h"

#include "address_order.h"

size_t networks_ipv6_count(const struct ppv1_network *blocks, size_t n)
{
    size_t k = 0;

    /*@ loop invariant range: 0 <= k <= n;
        loop invariant ipv6:  Ipv6First(blocks, k, k);
        loop assigns k;
        loop variant n - k;
    */
    while (k < n && !address_is_ipv4(blocks[k].first))
        k++;
    return k;
}

/* Writes the IPv4 addresses of blocks[i] to ranges[k]. */
/*@ requires readable: \valid_read(blocks + i);
    requires ipv4:     Ipv4Order(0) <= Last(blocks, i);
    requires writable: \valid(ranges + k);
    terminates         \true;
    exits              \false;
    assigns            ranges[k];
    ensures  exact:    RangeOf(ranges, k, blocks, i);
    ensures  others:   SameRanges{Pre, Post}(ranges, k);
*/
static void write_range(const struct ppv1_network *blocks, size_t i,
                        struct ppv1_ipv4_range *ranges, size_t k)
{
    ranges[k].first = address_is_ipv4(blocks[i].first)
                          ? address_to_ipv4(blocks[i].first)
                          : 0;
    ranges[k].last = address_to_ipv4(blocks[i].last);
}

/*@ ghost
  // One block more is among the ranges.
  /@ requires range:    RangeOf(ranges, k, blocks, i);
     requires before:   RangesBefore(ranges, k, blocks, i, n);
     requires blocks:   Sorted(blocks, 0, n) && Disjoint(blocks, n) && i < n;
     requires sorted:   RangesSorted(ranges, k);
     requires disjoint: RangesDisjoint(ranges, k);
     requires so_far:   RangesOf(ranges, k, blocks, i);
     requires place:    k < SIZE_MAX;
     terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  before:   RangesBefore(ranges, k + 1, blocks, i + 1, n);
     ensures  sorted:   RangesSorted(ranges, k + 1);
     ensures  disjoint: RangesDisjoint(ranges, k + 1);
     ensures  exact:    RangesOf(ranges, k + 1, blocks, i + 1);
  @/
  static void one_range_more(const struct ppv1_network *blocks, size_t i,
                             size_t n, const struct ppv1_ipv4_range *ranges,
                             size_t k)
  {
  }
*/

size_t networks_ranges_write(const struct ppv1_network *blocks, size_t n,
                             struct ppv1_ipv4_range *ranges)
{
    size_t k = 0;

    /*@ loop invariant place:    0 <= k <= i <= n;
        loop invariant sorted:   RangesSorted(ranges, k);
        loop invariant disjoint: RangesDisjoint(ranges, k);
        loop invariant before:   RangesBefore(ranges, k, blocks, i, n);
        loop invariant exact:    RangesOf(ranges, k, blocks, i);
        loop assigns i, k, ranges[0 .. n - 1];
        loop variant n - i;
    */
    for (size_t i = 0; i < n; i++) {
        if (!address_is_ipv4(blocks[i].last))
            continue;
        write_range(blocks, i, ranges, k);
        //@ ghost one_range_more(blocks, i, n, ranges, k);
        k++;
    }
    return k;
}
