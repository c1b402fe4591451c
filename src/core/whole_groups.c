#include "whole_groups.h"

#include "hex.h"

/* Four digits, a colon or two, and a digit. */
#define GROUP_ROOM 6

/* A number of groups before "::" that says that there is none. */
#define NO_GAP 8

/* What was read, and where it ends: at 0 if it is no group. */
struct whole_group {
    size_t end;
    unsigned value;
};

/* Most groups have four digits, so these are asked for first. */
/*@ requires readable: \valid_read(s + (at .. at + 3));
    requires position: at + 4 <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  position: \result.end == 0 || at < \result.end <= at + 4;
    ensures  text:     \result.end != 0 ==> GroupText(s, at, \result.end);
    ensures  value:    \result.end != 0
                   ==> \result.value == GroupValue(s, at, \result.end);
    ensures  bound:    \result.value <= 0xffff;
*/
static inline struct whole_group whole_group(const uint8_t *s, size_t at)
{
    unsigned a = hex_value(s[at]);
    unsigned b = hex_value(s[at + 1]);
    unsigned c = hex_value(s[at + 2]);
    unsigned d = hex_value(s[at + 3]);

    if (a + b + c + d < NOT_HEX)
        return (struct whole_group){at + 4, 4096 * a + 256 * b + 16 * c + d};
    if (a == NOT_HEX)
        return (struct whole_group){0, 0};
    if (b == NOT_HEX)
        return (struct whole_group){at + 1, a};
    if (c == NOT_HEX)
        return (struct whole_group){at + 2, 16 * a + b};
    return (struct whole_group){at + 3, 256 * a + 16 * b + c};
}

/*@ ghost
    /@ requires group:   GroupText(s, p, e) && s[e] == ':';
       requires after:   s[e + 1] == ':' ? q == e + 2 : q == e + 1;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  colon:   GroupColon(s, p) && GroupEnd(s, p) == e;
       ensures  count:   CountBehind(s, p, q, 1);
       ensures  numbers: NumbersBehind(s, p, q, 1);
       ensures  first:   FirstNumber(s, p, e + 1, GroupValue(s, p, e));
    @/
    static void group_behind(const uint8_t *s, size_t p, size_t e, size_t q)
    {
        /@ assert end: GroupEnd(s, p) == e; @/
        /@ assert after: q == AfterGroup(s, p); @/
    }

    /@ requires group:   GroupText(s, p, e) && !Ipv6Byte(s[e]);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  count:   GroupCount(s, p, e) == 1;
       ensures  number:  GroupNumber(s, p, e, 0) == GroupValue(s, p, e);
       ensures  groups:  \forall integer least, most; least <= 1 <= most
                         ==> Groups(s, p, e, least, most);
    @/
    static void group_over(const uint8_t *s, size_t p, size_t e)
    {
        groups_count(s, p, e);
        /@ assert end: e <= GroupEnd(s, p); @/
    }

    /@ requires group:   GroupColon(s, p) && 0 <= k <= 6;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  text:    \forall integer j;
                           Groups(s, NextGroup(s, p), j, 7 - k, 7 - k)
                           ==> Groups(s, p, j, 8 - k, 8 - k);
       ensures  gap:     s[NextGroup(s, p)] == ':'
                     ==> GroupsGap(s, p, 7 - k)
                         && GapEnd(s, p, 7 - k) == NextGroup(s, p) + 1
                         && GapGroups(s, p, 7 - k) == 1;
       ensures  groups:  s[NextGroup(s, p)] != ':'
                     ==> GapGroups(s, p, 7 - k)
                         == 1 + GapGroups(s, NextGroup(s, p), 6 - k);
       ensures  end:     s[NextGroup(s, p)] != ':'
                     ==> GapEnd(s, p, 7 - k)
                         == GapEnd(s, NextGroup(s, p), 6 - k);
       ensures  later:   GroupsGap(s, NextGroup(s, p), 6 - k)
                     ==> GroupsGap(s, p, 7 - k);
    @/
    static void left_behind(const uint8_t *s, size_t p, int k)
    {
    }

    /@ requires group:   GroupColon(s, p) && 0 <= left <= k <= 6;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  text:    \forall integer j;
                           Groups(s, NextGroup(s, p), j,
                                  0 - (k - left), 6 - k)
                           ==> Groups(s, p, j, 1 - (k - left), 7 - k);
    @/
    static void right_behind(const uint8_t *s, size_t p, int left, int k)
    {
    }

    /@ requires so_far:  CountBehind(s, i, p, k) && NumbersBehind(s, i, p, k);
       requires step:    CountBehind(s, p, q, 1) && NumbersBehind(s, p, q, 1);
       requires order:   p <= q;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  count:   CountBehind(s, i, q, k + 1);
       ensures  numbers: NumbersBehind(s, i, q, k + 1);
    @/
    static void one_more(const uint8_t *s, size_t i, size_t p, size_t q, int k)
    {
    }

    /@ requires group:   GroupColon(s, p) && 0 <= k <= 6;
       requires so_far:  LeftBehind(s, i, p, k) && GapLater(s, i, p, k);
       requires order:   p <= q && q == NextGroup(s, p);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  all:     LeftBehind(s, i, q, k + 1);
       ensures  later:   s[q] != ':' ==> GapLater(s, i, q, k + 1);
       ensures  found:   s[q] == ':' ==> GroupsGap(s, i, 7)
                             && GapGroups(s, i, 7) == k + 1
                             && GapEnd(s, i, 7) == q + 1;
    @/
    static void one_more_left(const uint8_t *s, size_t i, size_t p, size_t q,
                              int k)
    {
        left_behind(s, p, k);
    }

    /@ requires group:   GroupColon(s, p) && 0 <= left <= k <= 6;
       requires so_far:  RightBehind(s, GapEnd(s, i, 7), p, left, k);
       requires order:   p <= q && q == NextGroup(s, p);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  all:     RightBehind(s, GapEnd(s, i, 7), q, left, k + 1);
    @/
    static void one_more_right(const uint8_t *s, size_t i, size_t p, size_t q,
                               int left, int k)
    {
        right_behind(s, p, left, k);
    }

    /@ requires start:   s[i] != ':';
       requires all:     left == NO_GAP ==> Groups(s, i, e, 8, 8);
       requires found:   left != NO_GAP ==> GroupsGap(s, i, 7)
                             && GapGroups(s, i, 7) == left;
       requires right:   left != NO_GAP
                     ==> Groups(s, GapEnd(s, i, 7), e, 1, 7 - left);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  text:    Ipv6Text(s, i, e);
    @/
    static void address_over(const uint8_t *s, size_t i, size_t e, int left)
    {
    }
*/

struct whole_groups whole_groups(const uint8_t *s, size_t i, size_t n,
                                 uint16_t *group)
{
    size_t at = i;
    int left = NO_GAP;
    struct whole_group g;
    int k = 0;

    /*@ loop invariant at:      i <= at <= n && 0 <= k <= 7;
        loop invariant first:   k == 0 ==> at == i && left == NO_GAP;
        loop invariant start:   k != 0 ==> s[i] != ':';
        loop invariant gap:     left == NO_GAP || 1 <= left <= k;
        loop invariant count:   CountBehind(s, i, at, k);
        loop invariant numbers: NumbersBehind(s, i, at, k);
        loop invariant before:  GroupsBefore(s, i, at, group, k);
        loop invariant all:     left == NO_GAP ==> LeftBehind(s, i, at, k);
        loop invariant later:   left == NO_GAP ==> GapLater(s, i, at, k);
        loop invariant found:   left != NO_GAP ==> GroupsGap(s, i, 7)
                                    && GapGroups(s, i, 7) == left;
        loop invariant right:   left != NO_GAP ==>
                                RightBehind(s, GapEnd(s, i, 7), at, left, k);
        loop assigns            at, left, g, k, group[0 .. 7];
        loop variant            8 - k;
    */
    for (;;) {
        if (n - at < GROUP_ROOM)
            return (struct whole_groups){0, 0, 0};
        g = whole_group(s, at);
        if (g.end == 0)
            return (struct whole_groups){0, 0, 0};
        group[k] = (uint16_t)g.value;
        if (s[g.end] != ':')
            break;
        if (k == 7)
            return (struct whole_groups){0, 0, 0};
        /*@ ghost size_t next = s[g.end + 1] == ':' ? g.end + 2 : g.end + 1; */
        /*@ ghost group_behind(s, at, g.end, next); */
        /*@ ghost if (left == NO_GAP) one_more_left(s, i, at, g.end + 1, k);
                  else one_more_right(s, i, at, g.end + 1, left, k); */
        /*@ ghost one_more(s, i, at, next, k); */
        at = g.end + 1;
        k++;
        if (s[at] == ':') {
            if (left != NO_GAP)
                return (struct whole_groups){0, 0, 0};
            left = k;
            at++;
            //@ assert gap: RightBehind(s, GapEnd(s, i, 7), at, left, k);
        }
        /*@ assert right: left != NO_GAP ==>
                          RightBehind(s, GapEnd(s, i, 7), at, left, k); */
    }
    if (s[g.end] != ' ' || (left == NO_GAP) != (k == 7))
        return (struct whole_groups){0, 0, 0};
    /*@ ghost group_over(s, at, g.end); */
    /*@ ghost address_over(s, i, g.end, left); */
    return (struct whole_groups){g.end, k + 1, left};
}
