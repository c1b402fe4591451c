#include "scan.h"
#include "scan_groups.h"
#include "whole_groups.h"

#ifdef __FRAMAC__
#include "spec/ipv6_scan.acsl"
#include "spec/terminals.acsl"
#endif

#define GROUPS 8

/* What stands behind "::", which ends before s[r]: at most `most` groups. */
/*@ requires readable:  \valid_read(s + (r .. n - 1));
    requires position:  r <= n;
    requires bounds:    0 <= most <= 7;
    requires writable:  \valid(group + (0 .. most - 1));
    requires separated: \separated(s + (r .. n - 1), group + (0 .. most - 1));
    terminates          \true;
    exits               \false;
    assigns             group[0 .. most - 1];
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  r <= \result.end <= n;
    ensures  prefix:    Ipv6RightPrefix(s, r, \result.end, most);
    ensures  done:      \result.answer == SCAN_DONE
                   <==> RightDone(s, r, n, \result.end, most);
    ensures  more:      \result.answer == SCAN_MORE <==> \result.end == n;
    ensures  stop:      \result.answer != SCAN_MORE
                    ==> RightStop(s, r, \result.end, most);
    ensures  reason:    \result.answer > SCAN_MORE
                    ==> RightReason(s, r, \result.end, most,
                                    \result.answer);
    ensures  few:       0 <= \result.count <= most;
    ensures  count:     \result.answer == SCAN_DONE
                    ==> \result.count == GroupCount(s, r, \result.end);
    ensures  groups:    \result.answer == SCAN_DONE
                    ==> GroupsAre(s, r, \result.end, group, \result.count);
*/
static struct groups scan_right(const uint8_t *s, size_t r, size_t n,
                                int most, uint16_t *group)
{
    if (r == n)
        return (struct groups){n, SCAN_MORE, 0};
    /*@ ghost groups_count(s, r, r); */
    /*@ ghost groups_none(s, r, 1, most); */
    if (!is_ipv6_byte(s[r]))
        return (struct groups){r, SCAN_DONE, 0};
    if (most == 0)
        return (struct groups){r, SCAN_TOO_MANY_GROUPS, 0};
    return scan_groups(s, r, n, 1, most, group);
}

/* What stands before "::", and "::" itself, which is SCAN_SECOND_GAP at its
 * second colon; or eight groups. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(group + (0 .. GROUPS - 1));
    requires separated: \separated(s + (i .. n - 1),
                                   group + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             group[0 .. GROUPS - 1];
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  i <= \result.end <= n;
    ensures  prefix:    \result.answer != SCAN_SECOND_GAP
                    ==> LeftPrefix(s, i, \result.end);
    ensures  done:      \result.answer == SCAN_DONE
                   <==> GroupsDone(s, i, n, \result.end, 8, 8);
    ensures  more:      \result.answer == SCAN_MORE <==> \result.end == n;
    ensures  stop:      \result.answer != SCAN_MORE
                    ==> LeftStop(s, i, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE
                     && \result.answer != SCAN_SECOND_GAP
                    ==> LeftReason(s, i, \result.end, \result.answer);
    ensures  few:       0 <= \result.count <= GROUPS;
    ensures  room:      \result.answer == SCAN_SECOND_GAP
                    ==> \result.count <= 7 && i < \result.end;
    ensures  eight:     \result.answer == SCAN_DONE
                    ==> \result.count == 8 && Ipv6Start(s, i) == i
                        && GroupCount(s, i, \result.end) == 8;
    ensures  groups:    \result.answer == SCAN_DONE
                    ==> GroupsAre(s, i, \result.end, group, 8);
    ensures  gap:       \result.answer == SCAN_SECOND_GAP
                    ==> LeftGap(s, i, \result.end, \result.count);
    ensures  no_gap:    \result.answer != SCAN_MORE
                     && \result.answer != SCAN_SECOND_GAP
                    ==> !Ipv6Gap(s, i);
    ensures  before:    \result.answer == SCAN_SECOND_GAP
                    ==> GroupsBefore(s, Ipv6Start(s, i), \result.end + 1,
                                     group, \result.count);
    ensures  behind:    \result.answer == SCAN_SECOND_GAP
                    ==> CountBehind(s, Ipv6Start(s, i), \result.end + 1,
                                    \result.count);
    ensures  numbers:   \result.answer == SCAN_SECOND_GAP
                    ==> NumbersBehind(s, Ipv6Start(s, i), \result.end + 1,
                                      \result.count);
*/
static struct groups scan_left(const uint8_t *s, size_t i, size_t n,
                               uint16_t *group)
{
    if (i == n || s[i] != ':')
        return scan_groups(s, i, n, GROUPS, GROUPS, group);
    if (i + 1 == n)
        return (struct groups){n, SCAN_MORE, 0};
    /*@ ghost groups_none(s, i, GROUPS, GROUPS); */
    if (s[i + 1] != ':')
        return (struct groups){i + 1, SCAN_GROUP_MISSING, 0};
    return (struct groups){i + 1, SCAN_SECOND_GAP, 0};
}

/* Group k of the address: `count` groups were read, and "::" stands before
 * group[left] for those that are missing. */
/*@ requires counts:   0 <= left <= count <= GROUPS && 0 <= k < GROUPS;
    requires readable: \valid_read(group + (0 .. count - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == PackedGroup(group, count, left, k);
    ensures  bound:    \result <= 0xffff;
*/
static uint64_t group_at(const uint16_t *group, int count, int left, int k)
{
    int zeros = GROUPS - count;

    if (k < left)
        return group[k];
    return k < left + zeros ? 0 : group[k - zeros];
}

/*@ requires counts:   0 <= left <= count <= GROUPS;
    requires readable: \valid_read(group + (0 .. count - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    Packed(group, count, left, \result);
*/
static struct ppv1_address pack(const uint16_t *group, int count, int left)
{
    struct ppv1_address a;

    a.high = group_at(group, count, left, 0) * 0x1000000000000
             + group_at(group, count, left, 1) * 0x100000000
             + group_at(group, count, left, 2) * 0x10000
             + group_at(group, count, left, 3);
    a.low = group_at(group, count, left, 4) * 0x1000000000000
            + group_at(group, count, left, 5) * 0x100000000
            + group_at(group, count, left, 6) * 0x10000
            + group_at(group, count, left, 7);
    return a;
}

/*@ ghost
    /@ requires gap:     LeftGap(s, i, end, count) && i < end < j;
       requires left:    !Groups(s, i, j, 8, 8) && !LeftPrefix(s, i, j);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  text:    Ipv6Text(s, i, j)
                    <==> Ipv6Right(s, end + 1, j, 7 - count);
       ensures  prefix:  Ipv6Prefix(s, i, j)
                    <==> Ipv6RightPrefix(s, end + 1, j, 7 - count);
    @/
    static void gap_read(const uint8_t *s, size_t i, size_t end, int count,
                         size_t j)
    {
    }

    /@ requires none:    !Ipv6Gap(s, i);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  text:    Ipv6Text(s, i, j) <==> Groups(s, i, j, 8, 8);
       ensures  prefix:  Ipv6Prefix(s, i, j) <==> LeftPrefix(s, i, j);
    @/
    static void no_gap_read(const uint8_t *s, size_t i, size_t j)
    {
    }
*/

/* Whatever stands there, also at the end of the bytes. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(ipv6);
    requires separated: \separated(s + (i .. n - 1), ipv6);
    terminates          \true;
    exits               \false;
    assigns             *ipv6;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> Ipv6Done(s, i, n, \result.end);
    ensures  text:      \result.answer == SCAN_DONE
                    ==> Ipv6Text(s, i, \result.end) && \result.end < n;
    ensures  value:     \result.answer == SCAN_DONE
                    ==> Ipv6Denotes(s, i, \result.end, *ipv6);
    ensures  kept:      \result.answer != SCAN_DONE ==> *ipv6 == \old(*ipv6);
    ensures  more:      \result.answer == SCAN_MORE <==> Ipv6Prefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  stop:      \result.answer > SCAN_MORE ==> \result.end < n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> Ipv6Defect(s, i, n, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE
                    ==> Ipv6Reason(s, i, \result.end, \result.answer);
*/
static struct scan any_ipv6(const uint8_t *s, size_t i, size_t n,
                            struct ppv1_address *ipv6)
{
    uint16_t group[GROUPS];
    struct groups left = scan_left(s, i, n, group);
    struct groups right = {left.end, left.answer, 0};

    if (left.answer == SCAN_SECOND_GAP) {
        right = scan_right(s, left.end + 1, n, GROUPS - 1 - left.count,
                           group + left.count);
        /*@ ghost gap_read(s, i, left.end, left.count, right.end); */
        /*@ ghost if (right.end < n)
              gap_read(s, i, left.end, left.count, right.end + 1); */
        /*@ ghost gap_read(s, i, left.end, left.count, n); */
    }
    /*@ ghost if (left.answer != SCAN_SECOND_GAP && left.answer != SCAN_MORE) {
          no_gap_read(s, i, right.end);
          no_gap_read(s, i, right.end + 1);
          no_gap_read(s, i, n);
        } */
    /*@ assert more:   right.answer == SCAN_MORE <==> right.end == n; */
    /*@ assert prefix: Ipv6Prefix(s, i, right.end); */
    /*@ assert stop:   right.answer != SCAN_MORE
                   ==> !Ipv6Prefix(s, i, right.end + 1)
                       && !Ipv6Prefix(s, i, n); */
    /*@ assert done:   right.answer == SCAN_DONE
                  <==> Ipv6Done(s, i, n, right.end); */
    /*@ assert reason: right.answer > SCAN_MORE
                   ==> Ipv6Reason(s, i, right.end, right.answer); */
    /*@ assert count:  right.answer == SCAN_DONE
                   ==> left.count + right.count
                       == GroupCount(s, Ipv6Start(s, i), right.end); */
    /*@ assert groups: right.answer == SCAN_DONE
                   ==> GroupsAre(s, Ipv6Start(s, i), right.end, &group[0],
                                 left.count + right.count); */
    /*@ assert zeros:  right.answer == SCAN_DONE
                   ==> Ipv6Zeros(s, i, right.end)
                       == 8 - (left.count + right.count); */
    /*@ assert gap:    right.answer == SCAN_DONE
                    && left.answer == SCAN_SECOND_GAP
                   ==> PackedAre(s, i, right.end, &group[0],
                                 left.count + right.count, left.count); */
    /*@ assert no_gap: right.answer == SCAN_DONE
                    && left.answer != SCAN_SECOND_GAP
                   ==> PackedAre(s, i, right.end, &group[0],
                                 left.count + right.count, left.count); */
    if (right.answer == SCAN_DONE)
        *ipv6 = pack(group, left.count + right.count, left.count);
    return (struct scan){right.end, right.answer};
}

struct scan scan_ipv6(const uint8_t *s, size_t i, size_t n,
                      struct ppv1_address *ipv6)
{
    uint16_t group[GROUPS];
    struct whole_groups whole = whole_groups(s, i, n, group);

    if (whole.end == 0)
        return any_ipv6(s, i, n, ipv6);
    /*@ ghost ipv6_read(s, i, n, whole.end); */
    /*@ assert zeros:  Ipv6Zeros(s, i, whole.end) == 8 - whole.count; */
    /*@ assert gap:    whole.left == Ipv6GapGroups(s, i)
                   ==> PackedAre(s, i, whole.end, &group[0], whole.count,
                                 whole.left); */
    /*@ assert no_gap: whole.count == 8
                   ==> PackedAre(s, i, whole.end, &group[0], whole.count,
                                 whole.left); */
    *ipv6 = pack(group, whole.count, whole.left);
    return (struct scan){whole.end, SCAN_DONE};
}
