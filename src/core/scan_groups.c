#include "scan_groups.h"

#include "scan_group.h"

bool is_ipv6_byte(uint8_t c)
{
    return (c >= '0' && c <= ':') || (c >= 'a' && c <= 'f')
           || (c >= 'A' && c <= 'F') || c == '.';
}

/* How a row of groups ends: with one group, or with a dotted tail, which is
 * two; `value` is their number. */
struct last {
    size_t end;
    enum scan_answer answer;
    int count;
    uint32_t value;
};

/*@ ghost
    void groups_none(const uint8_t *s, size_t p, int least, int most)
    {
    }

    void groups_count(const uint8_t *s, size_t p, size_t j)
    {
    }
*/

/* Why the group s[at .. dot) is no octet, as scan_ipv4 says it. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  octet:   answer == SCAN_OCTET_LEADING_ZERO
                   || answer == SCAN_OCTET_ABOVE_255 ==> \result == answer;
    ensures  other:   answer != SCAN_OCTET_LEADING_ZERO
                   && answer != SCAN_OCTET_ABOVE_255
                  ==> \result == SCAN_MISPLACED_TAIL;
*/
static enum scan_answer octet_reason(enum scan_answer answer)
{
    if (answer == SCAN_OCTET_LEADING_ZERO || answer == SCAN_OCTET_ABOVE_255)
        return answer;
    return SCAN_MISPLACED_TAIL;
}

/* The group s[at .. dot) ends with a dot, so it is an octet of a dotted tail.
 * Only the dot makes a group wrong that is no octet. */
/*@ requires readable:  \valid_read(s + (at .. n - 1));
    requires octet:     GroupDone(s, at, n, dot) && s[dot] == '.'
                     && dot == GroupEnd(s, at);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  reason:    \result.answer > SCAN_MORE
                    ==> TailReason(s, at, \result.end, \result.answer);
    ensures  no_gap:    \result.answer != SCAN_SECOND_GAP;
    ensures  position:  dot <= \result.end <= n;
    ensures  prefix:    \result.end == dot
                     || Ipv4Prefix(s, at, \result.end);
    ensures  done:      \result.answer == SCAN_DONE
                   <==> TailDone(s, at, n, \result.end);
    ensures  more:      \result.answer == SCAN_MORE <==> \result.end == n;
    ensures  stop:      \result.answer != SCAN_MORE
                    ==> TailStop(s, at, \result.end);
    ensures  few:       \result.count == 0 || \result.count == 2;
    ensures  count:     \result.answer == SCAN_DONE
                    ==> dot < \result.end && \result.count == 2
                        && GroupCount(s, at, \result.end) == 2;
    ensures  value:     \result.answer == SCAN_DONE
                    ==> \result.value == Ipv4Value(s, at, \result.end);
*/
static struct last scan_tail(const uint8_t *s, size_t at, size_t n, size_t dot)
{
    uint32_t ipv4;
    struct scan scan = scan_ipv4(s, at, n, &ipv4);

    if (scan.end < dot)
        return (struct last){dot, octet_reason(scan.answer), 0, 0};
    if (scan.answer != SCAN_DONE)
        return (struct last){scan.end, scan.answer, 0, 0};
    if (is_ipv6_byte(s[scan.end]))
        return (struct last){scan.end, SCAN_MISPLACED_TAIL, 0, 0};
    /*@ ghost groups_count(s, at, scan.end); */
    return (struct last){scan.end, SCAN_DONE, 2, ipv4};
}

/*@ requires readable: g.answer == SCAN_DONE
                   ==> g.end < n && \valid_read(s + (g.end .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result
                  <==> g.answer == SCAN_DONE && s[g.end] == ':'
                       && g.end + 1 < n && s[g.end + 1] != ':';
*/
static bool goes_on(const uint8_t *s, size_t n, struct group g)
{
    if (g.answer != SCAN_DONE || s[g.end] != ':')
        return false;
    return g.end + 1 < n && s[g.end + 1] != ':';
}

/* The group g at s[at] is the last, or wrong, or not yet whole. */
/*@ requires readable:  \valid_read(s + (at .. n - 1));
    requires position:  at <= n;
    requires bounds:    least <= most && 1 <= most <= 8 && -16 <= least;
    requires group:     GroupScanned(s, at, n, g);
    requires last:      most == 1 || !GroupGoesOn(s, at, n);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  at <= \result.end <= n;
    ensures  prefix:    GroupsPrefix(s, at, \result.end, least, most);
    ensures  done:      \result.answer == SCAN_DONE
                   <==> GroupsDone(s, at, n, \result.end, least, most);
    ensures  more:      \result.answer == SCAN_MORE <==> \result.end == n;
    ensures  stop:      \result.answer != SCAN_MORE
                    ==> GroupsStop(s, at, \result.end, least, most);
    ensures  reason:    \result.answer > SCAN_MORE
                    ==> GroupsReason(s, at, \result.end, least, most,
                                     \result.answer);
    ensures  few:       0 <= \result.count <= 2 && \result.count <= most;
    ensures  small:     \result.count == 1 ==> \result.value <= 0xffff;
    ensures  enough:    \result.answer == SCAN_DONE
                    ==> least <= \result.count <= most;
    ensures  count:     \result.answer == SCAN_DONE
                    ==> \result.count == GroupCount(s, at, \result.end);
    ensures  one:       \result.answer == SCAN_DONE && \result.count == 1
                    ==> \result.value == GroupNumber(s, at, \result.end, 0);
    ensures  two:       \result.answer == SCAN_DONE && \result.count == 2
                    ==> \result.value / 0x10000
                        == GroupNumber(s, at, \result.end, 0)
                     && \result.value % 0x10000
                        == GroupNumber(s, at, \result.end, 1);
    ensures  gap:       \result.answer == SCAN_SECOND_GAP
                    ==> 2 <= most && GroupColon(s, at)
                        && g.answer == SCAN_DONE && s[g.end] == ':'
                        && \result.end == NextGroup(s, at)
                        && \result.end + 1 == AfterGroup(s, at)
                        && s[\result.end] == ':' && \result.count == 1
                        && \result.value
                           == GroupValue(s, at, GroupEnd(s, at));
    ensures  no_gap:    \result.answer != SCAN_MORE
                     && \result.answer != SCAN_SECOND_GAP
                    ==> !GroupColon(s, at) || most == 1;
*/
static struct last scan_last(const uint8_t *s, size_t at, size_t n,
                             struct group g, int least, int most)
{
    if (g.answer != SCAN_DONE)
        return (struct last){g.end, g.answer, 0, 0};
    if (s[g.end] == '.' && least <= 2 && most >= 2)
        return scan_tail(s, at, n, g.end);
    if (s[g.end] == '.')
        return (struct last){g.end, SCAN_MISPLACED_TAIL, 0, 0};
    /*@ ghost groups_count(s, at, g.end); */
    if (s[g.end] != ':')
        return (struct last){
            g.end, least > 1 ? SCAN_TOO_FEW_GROUPS : SCAN_DONE, 1, g.value};
    if (most == 1)
        return (struct last){g.end, SCAN_TOO_MANY_GROUPS, 0, 0};
    if (g.end + 1 == n)
        return (struct last){n, SCAN_MORE, 0, 0};
    return (struct last){g.end + 1, SCAN_SECOND_GAP, 1, g.value};
}

/* ---- a row ------------------------------------------------------------- */

/*@ requires readable:  \valid_read(s + (at .. n - 1));
    requires position:  at <= n;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  group:     GroupScanned(s, at, n, \result);
*/
static struct group scan_next(const uint8_t *s, size_t at, size_t n)
{
    return scan_group(s, at, n);
}

/*@ ghost
    /@ requires group:   GroupScanned(s, p, n, g) && g.answer == SCAN_DONE
                      && s[g.end] == ':';
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  colon:   GroupColon(s, p) && NextGroup(s, p) == g.end + 1;
       ensures  count:   CountBehind(s, p, AfterGroup(s, p), 1);
       ensures  numbers: NumbersBehind(s, p, AfterGroup(s, p), 1);
       ensures  first:   FirstNumber(s, p, g.end + 1, g.value);
    @/
    static void one_group_behind(const uint8_t *s, size_t p, size_t n,
                                 struct group g)
    {
    }

    /@ requires group:   GroupScanned(s, p, n, g) && g.answer == SCAN_DONE
                      && s[g.end] == ':';
       requires bounds:  2 <= most <= 8 && -16 <= least <= most;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  groups:  GroupsBehind(s, p, g.end + 1, 1, least, most);
       ensures  prefix:  PrefixBehind(s, p, g.end + 1, 1, least, most);
    @/
    static void one_group_read(const uint8_t *s, size_t p, size_t n,
                               struct group g, int least, int most)
    {
        /@ assert next: GroupColon(s, p) && NextGroup(s, p) == g.end + 1; @/
        /@ assert text: \forall integer j; g.end < j ==>
                          !GroupText(s, p, j) && !Ipv4Text(s, p, j); @/
        /@ assert begun: \forall integer j; g.end < j ==>
                          !GroupPrefix(s, p, j) && !Ipv4Prefix(s, p, j); @/
        /@ assert back: \forall integer j; g.end < j
                      && Groups(s, p, j, least, most)
                      ==> GroupText(s, p, j) || Ipv4Text(s, p, j)
                       || Groups(s, g.end + 1, j, least - 1, most - 1); @/
    }

    /@ requires group:   GroupGoesOn(s, p, n);
       requires bounds:  2 <= most <= 8;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  reason:  ReasonBehind(s, p, NextGroup(s, p), 1, least, most);
    @/
    static void one_group_reason(const uint8_t *s, size_t p, size_t n,
                                 int least, int most)
    {
    }

    /@ requires group:   GroupGoesOn(s, p, n);
       requires bounds:  1 <= most <= 8;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  after:   AfterGroup(s, p) == NextGroup(s, p);
       ensures  gap:     GroupsGap(s, p, most)
                    <==> GroupsGap(s, NextGroup(s, p), most - 1);
       ensures  end:     GapEnd(s, p, most)
                      == GapEnd(s, NextGroup(s, p), most - 1);
       ensures  left:    GapGroups(s, p, most)
                      == 1 + GapGroups(s, NextGroup(s, p), most - 1);
    @/
    static void one_group_before_gap(const uint8_t *s, size_t p, size_t n,
                                     int most)
    {
    }
*/

struct groups scan_groups(const uint8_t *s, size_t i, size_t n, int least,
                          int most, uint16_t *group)
{
    size_t at = i;
    int k = 0;
    struct group g = scan_next(s, i, n);
    struct last last;

    /*@ loop invariant at:      i <= at <= n && 0 <= k < most;
        loop invariant first:   k == 0 ==> at == i;
        loop invariant begins:  k != 0 ==> at < n && s[at] != ':';
        loop invariant group:   GroupScanned(s, at, n, g);
        loop invariant groups:  GroupsBehind(s, i, at, k, least, most);
        loop invariant prefix:  PrefixBehind(s, i, at, k, least, most);
        loop invariant reason:  ReasonBehind(s, i, at, k, least, most);
        loop invariant count:   CountBehind(s, i, at, k);
        loop invariant numbers: NumbersBehind(s, i, at, k);
        loop invariant before:  GroupsBefore(s, i, at, group, k);
        loop invariant gap:     GroupsGap(s, i, most - 1)
                           <==> GroupsGap(s, at, most - 1 - k);
        loop invariant gap_end: GapEnd(s, i, most - 1)
                             == GapEnd(s, at, most - 1 - k);
        loop invariant left:    GapGroups(s, i, most - 1)
                             == k + GapGroups(s, at, most - 1 - k);
        loop assigns            at, k, g, group[0 .. most - 1];
        loop variant            most - k;
    */
    while (k < most - 1 && goes_on(s, n, g)) {
        /*@ ghost one_group_behind(s, at, n, g); */
        /*@ ghost one_group_read(s, at, n, g, least - k, most - k); */
        /*@ ghost one_group_reason(s, at, n, least - k, most - k); */
        /*@ ghost one_group_before_gap(s, at, n, most - 1 - k); */
        //@ assert next: AfterGroup(s, at) == g.end + 1;
        //@ assert count: CountBehind(s, at, g.end + 1, 1);
        //@ assert numbers: NumbersBehind(s, at, g.end + 1, 1);
        //@ assert counted: CountBehind(s, i, g.end + 1, k + 1);
        //@ assert numbered: NumbersBehind(s, i, g.end + 1, k + 1);
        group[k] = g.value;
        k++;
        at = g.end + 1;
        g = scan_next(s, at, n);
    }
    last = scan_last(s, at, n, g, least - k, most - k);
    /*@ ghost if (last.answer == SCAN_SECOND_GAP)
          one_group_behind(s, at, n, g); */
    /*@ assert behind: last.answer == SCAN_SECOND_GAP ==>
          CountBehind(s, i, last.end + 1, k + 1)
          && NumbersBehind(s, i, last.end + 1, k + 1); */
    if (last.count == 1) {
        group[k] = (uint16_t)last.value;
    } else if (last.count == 2) {
        group[k] = (uint16_t)(last.value / 0x10000);
        group[k + 1] = (uint16_t)(last.value % 0x10000);
    }
    return (struct groups){last.end, last.answer, k + last.count};
}
