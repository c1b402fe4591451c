/*
 * whole_groups - the groups of an IPv6 address, in the usual case.
 */
#ifndef WHOLE_GROUPS_H
#define WHOLE_GROUPS_H

#include "scan_groups.h"

/* `count` groups, of which `left` stand before "::"; all if there is none.
 * They end before s[end], or at 0 if this is not the usual case. */
struct whole_groups {
    size_t end;
    int count;
    int left;
};

#ifdef __FRAMAC__
#include "spec/whole_groups.acsl"
#endif

/* whole_groups - reads an address that has neither "::" at an end nor a dotted
 * tail, and a space behind it. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(group + (0 .. 7));
    requires separated: \separated(s + (i .. n - 1), group + (0 .. 7));
    terminates          \true;
    exits               \false;
    assigns             group[0 .. 7];
    ensures  position:  \result.end == 0 || i < \result.end < n;
    ensures  counts:    \result.end != 0
                    ==> 0 <= \result.left <= \result.count <= 8;
    ensures  start:     \result.end != 0 ==> Ipv6Start(s, i) == i;
    ensures  text:      \result.end != 0 ==> Ipv6Text(s, i, \result.end);
    ensures  over:      \result.end != 0 ==> s[\result.end] == ' ';
    ensures  count:     \result.end != 0
                    ==> \result.count == GroupCount(s, i, \result.end);
    ensures  left:      \result.end != 0
                    ==> \result.left == Ipv6GapGroups(s, i)
                     || \result.count == 8;
    ensures  groups:    \result.end != 0
                    ==> GroupsAre(s, i, \result.end, group, \result.count);
*/
struct whole_groups whole_groups(const uint8_t *s, size_t i, size_t n,
                                 uint16_t *group);

#endif
