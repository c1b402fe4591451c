/*
 * scan_groups - groups of an IPv6 address in a row, with single colons between.
 */
#ifndef SCAN_GROUPS_H
#define SCAN_GROUPS_H

#include <stdbool.h>

#include "scan.h"
#include "scan_group.h"

struct groups {
    size_t end;
    enum scan_answer answer;
    int count; /* of the groups that were read */
};

#ifdef __FRAMAC__
#include "spec/groups_scan.acsl"
#endif

/* scan_groups - at least `least` and at most `most` groups, the last two
 * perhaps dotted.  Their bytes are those of an IPv6 address, so "::" ends
 * them: SCAN_SECOND_GAP at its second colon.  When it is done, and at "::",
 * group[0 .. count) is what was read. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires bounds:    least <= most && 1 <= most <= 8 && -8 <= least;
    requires writable:  \valid(group + (0 .. most - 1));
    requires separated: \separated(s + (i .. n - 1), group + (0 .. most - 1));
    terminates          \true;
    exits               \false;
    assigns             group[0 .. most - 1];
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  i <= \result.end <= n;
    ensures  prefix:    GroupsPrefix(s, i, \result.end, least, most);
    ensures  done:      \result.answer == SCAN_DONE
                   <==> GroupsDone(s, i, n, \result.end, least, most);
    ensures  more:      \result.answer == SCAN_MORE <==> \result.end == n;
    ensures  stop:      \result.answer != SCAN_MORE
                    ==> GroupsStop(s, i, \result.end, least, most);
    ensures  reason:    \result.answer > SCAN_MORE
                    ==> GroupsReason(s, i, \result.end, least, most,
                                     \result.answer);
    ensures  few:       0 <= \result.count <= most;
    ensures  enough:    \result.answer == SCAN_DONE
                    ==> least <= \result.count <= most;
    ensures  count:     \result.answer == SCAN_DONE
                    ==> \result.count == GroupCount(s, i, \result.end);
    ensures  groups:    \result.answer == SCAN_DONE
                    ==> GroupsAre(s, i, \result.end, group, \result.count);
    ensures  room:      \result.answer == SCAN_SECOND_GAP
                    ==> \result.count < most && i < \result.end;
    ensures  gap:       \result.answer == SCAN_SECOND_GAP
                    ==> GroupsGap(s, i, most - 1)
                        && \result.end + 1 == GapEnd(s, i, most - 1)
                        && \result.count == GapGroups(s, i, most - 1);
    ensures  no_gap:    \result.answer != SCAN_MORE
                     && \result.answer != SCAN_SECOND_GAP
                    ==> !GroupsGap(s, i, most - 1);
    ensures  before:    \result.answer == SCAN_SECOND_GAP
                    ==> GroupsBefore(s, i, \result.end + 1, group,
                                     \result.count);
    ensures  behind:    \result.answer == SCAN_SECOND_GAP
                    ==> CountBehind(s, i, \result.end + 1, \result.count)
                        && NumbersBehind(s, i, \result.end + 1, \result.count);
*/
struct groups scan_groups(const uint8_t *s, size_t i, size_t n, int least,
                          int most, uint16_t *group);

/*@ ghost
    /@ requires bounds:  0 <= most <= 8 && 1 <= least;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  none:    !HexDigit(s[p]) || most == 0
                     ==> GroupsStop(s, p, p, least, most);
       ensures  no_gap:  !HexDigit(s[p])
                     ==> \forall integer m; !GroupsGap(s, p, m);
    @/
    void groups_none(const uint8_t *s, size_t p, int least, int most);

    /@ terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  step:    GroupCountStep(s, p, j);
    @/
    void groups_count(const uint8_t *s, size_t p, size_t j);
*/

/* is_ipv6_byte - a byte that an IPv6 address is made of */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> Ipv6Byte(c);
*/
bool is_ipv6_byte(uint8_t c);

#endif
