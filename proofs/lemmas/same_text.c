/*
 * Two texts of the same bytes read alike.  This is no part of the library: its
 * functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/same_facts.acsl"
#endif

/*@ ghost
    /@ requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  values:  SameValues(s, t, n);
    @/
    static void same_values(const uint8_t *s, const uint8_t *t, size_t n)
    {
        /@ assert byte:  \forall integer p; 0 <= p < n ==> s[p] == t[p]; @/
        /@ assert digit: \forall integer p, j; 0 <= p < j < p + 2 && j <= n ==>
                           GroupValue(s, p, j) == HexValue(s[p])
                           && GroupValue(t, p, j) == HexValue(t[p])
                           && OctetValue(s, p, j) == s[p] - '0'
                           && OctetValue(t, p, j) == t[p] - '0'; @/
        /@ assert one:   SameDigits(s, t, n, 1); @/
        /@ assert two:   SameDigits(s, t, n, 2); @/
        /@ assert three: SameDigits(s, t, n, 3); @/
        /@ assert four:  SameDigits(s, t, n, 4); @/
        /@ assert all:   \forall integer p, j; p < j <= p + 4 ==>
                           j == p + 1 || j == p + 2 || j == p + 3
                           || j == p + 4; @/
    }

    /@ requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  octet:   SameOctet(s, t, n);
       ensures  dot:     SameOctetDot(s, t, n);
       ensures  group:   SameGroup(s, t, n);
       ensures  colon:   SameGroupColon(s, t, n);
    @/
    static void same_parts(const uint8_t *s, const uint8_t *t, size_t n)
    {
        same_values(s, t, n);
    }

    /@ requires octet:   SameOctet(s, t, n);
       requires dot:     SameOctetDot(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  dotted:  SameDotted(s, t, n);
    @/
    static void same_dotted(const uint8_t *s, const uint8_t *t, size_t n)
    {
        /@ assert two:   SameTwoOctets(s, t, n); @/
        /@ assert three: SameThreeOctets(s, t, n); @/
    }

    /@ requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  tokens:  SameTokens(s, t, n);
       ensures  s:       GroupsSteps(s, n);
       ensures  t:       GroupsSteps(t, n);
    @/
    static void same_tokens(const uint8_t *s, const uint8_t *t, size_t n)
    {
        same_parts(s, t, n);
        same_dotted(s, t, n);
        groups_steps(s, n);
        groups_steps(t, n);
    }
*/

/*@ ghost
    /@ terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  joined:  \forall integer p, q;
                           OneColon(s, t, p, q, n) && SameNumbers(s, t, q, n)
                       ==> SameNumbers(s, t, p, n);
    @/
    static void one_colon(const uint8_t *s, const uint8_t *t, size_t n)
    {
    }
*/

/*@ ghost
    /@ requires same:    SameBytes(s, t, n);
       requires tokens:  SameTokens(s, t, n);
       requires steps:   GroupsSteps(s, n) && GroupsSteps(t, n);
       requires most:    0 <= m < 8;
       requires begin:   GroupsBegin(s, n, m);
       requires fewer:   SameGroupRows(s, t, n, m);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  begin:   GroupsBegin(s, n, m + 1);
       ensures  more:    SameGroupRows(s, t, n, m + 1);
    @/
    static void one_group_more(const uint8_t *s, const uint8_t *t, size_t n,
                               int m)
    {
        /@ assert begin: GroupsBegin(s, n, m + 1); @/
        /@ assert next:  \forall integer p, least, k; 0 <= p && GroupColon(s, p)
                         && 0 <= k <= m
                         && Groups(s, NextGroup(s, p), n, least, k) ==>
                           OneColon(s, t, p, NextGroup(s, p), n); @/
        /@ assert colon: \forall integer p, least, k; 0 <= p && GroupColon(s, p)
                         && 0 <= k <= m
                         && Groups(s, NextGroup(s, p), n, least, k) ==>
                           least < GroupCount(s, p, n) <= k + 1
                           && SameNumbers(s, t, p, n); @/
    }

    /@ requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  begin:   GroupsBegin(s, n, 8);
       ensures  groups:  SameGroupRows(s, t, n, 8);
    @/
    static void same_groups(const uint8_t *s, const uint8_t *t, size_t n)
    {
        int m = 0;

        same_tokens(s, t, n);
        /@ loop invariant most:   0 <= m <= 8;
           loop invariant begin:  GroupsBegin(s, n, m);
           loop invariant groups: SameGroupRows(s, t, n, m);
           loop assigns           m;
           loop variant           8 - m;
        @/
        while (m < 8) {
            one_group_more(s, t, n, m);
            m++;
        }
    }
*/

/*@ ghost
    /@ requires same:    SameBytes(s, t, n);
       requires tokens:  SameTokens(s, t, n);
       requires steps:   GroupsSteps(s, n) && GroupsSteps(t, n);
       requires begin:   GroupsBegin(s, n, 8);
       requires groups:  SameGroupRows(s, t, n, 8);
       requires most:    0 <= m < 7;
       requires count:   GapsCount(s, m);
       requires fewer:   SameGaps(s, t, n, m);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  count:   GapsCount(s, m + 1);
       ensures  more:    SameGaps(s, t, n, m + 1);
    @/
    static void one_group_more_before_gap(const uint8_t *s, const uint8_t *t,
                                          size_t n, int m)
    {
        /@ assert count: GapsCount(s, m + 1); @/
        /@ assert right: \forall integer r; GroupsOrEnd(s, r, n) && 0 <= r ==>
                           r <= n && GroupCount(s, r, n) >= 0
                           && SameNumbers(s, t, r, n); @/
        one_colon(s, t, n);
        /@ assert after: \forall integer p; 0 <= p && GroupColon(s, p)
                         && s[NextGroup(s, p)] == ':'
                         && NextGroup(s, p) < n ==>
                           AfterGroup(s, p) == NextGroup(s, p) + 1
                           && AfterGroup(t, p) == NextGroup(s, p) + 1; @/
        /@ assert here:  \forall integer p; 0 <= p && GroupColon(s, p)
                         && s[NextGroup(s, p)] == ':'
                         && NextGroup(s, p) < n ==>
                           OneColon(s, t, p, NextGroup(s, p) + 1, n); @/
        /@ assert same_here: \forall integer p; 0 <= p && GroupColon(s, p)
                         && s[NextGroup(s, p)] == ':'
                         && GroupsOrEnd(s, NextGroup(s, p) + 1, n) ==>
                           NextGroup(s, p) < n && SameNumbers(s, t, p, n)
                           && GroupCount(s, p, n) >= 1; @/
        /@ assert behind: \forall integer p; 0 <= p && GroupColon(s, p)
                         && s[NextGroup(s, p)] != ':'
                         && NextGroup(s, p) < n ==>
                           AfterGroup(s, p) == NextGroup(s, p)
                           && AfterGroup(t, p) == NextGroup(s, p); @/
        /@ assert next:  \forall integer p; 0 <= p && GroupColon(s, p)
                         && s[NextGroup(s, p)] != ':'
                         && NextGroup(s, p) < n ==>
                           OneColon(s, t, p, NextGroup(s, p), n); @/
        /@ assert same_next: \forall integer p; 0 <= p && GroupColon(s, p)
                         && s[NextGroup(s, p)] != ':'
                         && GroupsGap(s, NextGroup(s, p), m)
                         && GroupsOrEnd(s, GapEnd(s, NextGroup(s, p), m), n) ==>
                           NextGroup(s, p) < n && SameNumbers(s, t, p, n)
                           && GroupCount(s, p, n)
                              == 1 + GroupCount(s, NextGroup(s, p), n); @/
    }

    /@ requires same:    SameBytes(s, t, n);
       requires begin:   GroupsBegin(s, n, 8);
       requires groups:  SameGroupRows(s, t, n, 8);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  count:   GapsCount(s, 7);
       ensures  gaps:    SameGaps(s, t, n, 7);
    @/
    static void same_gaps(const uint8_t *s, const uint8_t *t, size_t n)
    {
        int m = 0;

        same_tokens(s, t, n);
        /@ loop invariant most:  0 <= m <= 7;
           loop invariant count: GapsCount(s, m);
           loop invariant gaps:  SameGaps(s, t, n, m);
           loop assigns          m;
           loop variant          7 - m;
        @/
        while (m < 7) {
            one_group_more_before_gap(s, t, n, m);
            m++;
        }
    }

    /@ requires begin:   GroupsBegin(s, n, 8);
       requires groups:  SameGroupRows(s, t, n, 8);
       requires counted: GapsCount(s, 7);
       requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  split:   Groups(s, 0, n, 8, 8) ==> SameSplit(s, t, n);
       ensures  text:    Groups(s, 0, n, 8, 8) ==> Ipv6Text(t, 0, n);
    @/
    static void same_eight(const uint8_t *s, const uint8_t *t, size_t n)
    {
        /@ assert whole: Groups(s, 0, n, 8, 8) ==>
                           Groups(t, 0, n, 8, 8) && HexDigit(s[0]) && 0 < n
                           && s[0] == t[0] && GroupCount(s, 0, n) == 8
                           && SameNumbers(s, t, 0, n); @/
        /@ assert start: Groups(s, 0, n, 8, 8) ==>
                           Ipv6Start(s, 0) == 0 && Ipv6Start(t, 0) == 0
                           && Ipv6GapGroups(s, 0) >= 1; @/
    }

    /@ requires begin:   GroupsBegin(s, n, 8);
       requires groups:  SameGroupRows(s, t, n, 8);
       requires none:    NoGroupStep(s, n) && NoGroupStep(t, n);
       requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  split:   GapIsFirst(s, n) ==> SameSplit(s, t, n);
       ensures  text:    GapIsFirst(s, n) ==> Ipv6Text(t, 0, n);
    @/
    static void same_first_gap(const uint8_t *s, const uint8_t *t, size_t n)
    {
        /@ assert room:  GapIsFirst(s, n) ==>
                           2 <= n && t[0] == ':' && t[1] == ':'; @/
        /@ assert right: GapIsFirst(s, n) ==>
                           Ipv6Right(t, 2, n, 7) && SameNumbers(s, t, 2, n)
                         && GroupCount(s, 2, n) >= 0; @/
        /@ assert start: GapIsFirst(s, n) ==>
                           Ipv6Start(s, 0) == 2 && Ipv6Start(t, 0) == 2
                         && Ipv6GapGroups(s, 0) == 0
                         && Ipv6GapGroups(t, 0) == 0
                         && Ipv6GapEnd(t, 0) == 2; @/
    }

    /@ requires begin:   GroupsBegin(s, n, 8);
       requires groups:  SameGroupRows(s, t, n, 8);
       requires counted: GapsCount(s, 7);
       requires gaps:    SameGaps(s, t, n, 7);
       requires same:    SameBytes(s, t, n);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  split:   GapIsBehind(s, n) ==> SameSplit(s, t, n);
       ensures  text:    GapIsBehind(s, n) ==> Ipv6Text(t, 0, n);
    @/
    static void same_gap(const uint8_t *s, const uint8_t *t, size_t n)
    {
        /@ assert room:  GapIsBehind(s, n) ==>
                           0 < GapEnd(s, 0, 7) <= n; @/
        /@ assert right: GapIsBehind(s, n) ==>
                           GroupsOrEnd(s, GapEnd(s, 0, 7), n); @/
        /@ assert same:  GapIsBehind(s, n) ==>
                           GroupsGap(t, 0, 7)
                         && GapEnd(t, 0, 7) == GapEnd(s, 0, 7)
                         && GapGroups(t, 0, 7) == GapGroups(s, 0, 7)
                         && GroupCount(s, 0, n) >= GapGroups(s, 0, 7)
                         && SameNumbers(s, t, 0, n); @/
        /@ assert there: GapIsBehind(s, n) ==>
                           Ipv6Right(t, GapEnd(t, 0, 7), n,
                                   7 - GapGroups(t, 0, 7)); @/
        /@ assert start: GapIsBehind(s, n) ==>
                           HexDigit(s[0]) && HexDigit(t[0]); @/
        /@ assert begin: GapIsBehind(s, n) ==>
                           Ipv6Start(s, 0) == 0 && Ipv6Start(t, 0) == 0
                         && Ipv6GapGroups(s, 0) == GapGroups(s, 0, 7)
                         && Ipv6GapGroups(t, 0) == GapGroups(t, 0, 7)
                         && Ipv6GapEnd(t, 0) == GapEnd(t, 0, 7); @/
        /@ assert whole: GapIsBehind(s, n) ==> Ipv6Gap(t, 0)
                         && Ipv6Right(t, Ipv6GapEnd(t, 0), n,
                                      7 - Ipv6GapGroups(t, 0)); @/
    }

    /@ terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  value:   SameSplit(s, t, n) ==>
                           \forall struct ppv1_address a;
                             Ipv6Denotes(s, 0, n, a)
                             ==> Ipv6Denotes(t, 0, n, a);
    @/
    static void same_value(const uint8_t *s, const uint8_t *t, size_t n)
    {
        /@ assert zeros: SameSplit(s, t, n) ==>
                           Ipv6Zeros(s, 0, n) == Ipv6Zeros(t, 0, n)
                           && Ipv6Zeros(s, 0, n)
                              == 8 - GroupCount(s, Ipv6Start(s, 0), n); @/
        /@ assert eight: SameSplit(s, t, n) && Ipv6Zeros(s, 0, n) == 0 ==>
                         \forall integer k; 0 <= k < 8 ==>
                           Ipv6Group(s, 0, n, k)
                           == GroupNumber(s, Ipv6Start(s, 0), n, k)
                           && Ipv6Group(t, 0, n, k)
                              == GroupNumber(t, Ipv6Start(t, 0), n, k); @/
        /@ assert all:   SameSplit(s, t, n) && Ipv6Zeros(s, 0, n) == 0 ==>
                         \forall integer k; 0 <= k < 8 ==>
                           Ipv6Group(s, 0, n, k) == Ipv6Group(t, 0, n, k); @/
        /@ assert left:  SameSplit(s, t, n) && Ipv6Zeros(s, 0, n) != 0 ==>
                         \forall integer k; 0 <= k < Ipv6GapGroups(s, 0) ==>
                           Ipv6Group(s, 0, n, k) == Ipv6Group(t, 0, n, k); @/
        /@ assert zero:  SameSplit(s, t, n) && Ipv6Zeros(s, 0, n) != 0 ==>
                         \forall integer k; Ipv6GapGroups(s, 0) <= k
                           < Ipv6GapGroups(s, 0) + Ipv6Zeros(s, 0, n) ==>
                           Ipv6Group(s, 0, n, k) == 0
                           && Ipv6Group(t, 0, n, k) == 0; @/
        /@ assert s_at:  \forall integer k; Ipv6GapGroups(s, 0) <= k
                         && Ipv6GapGroups(s, 0) + Ipv6Zeros(s, 0, n) <= k ==>
                           Ipv6Group(s, 0, n, k)
                           == GroupNumber(s, Ipv6Start(s, 0), n,
                                          k - Ipv6Zeros(s, 0, n)); @/
        /@ assert t_at:  \forall integer k; Ipv6GapGroups(t, 0) <= k
                         && Ipv6GapGroups(t, 0) + Ipv6Zeros(t, 0, n) <= k ==>
                           Ipv6Group(t, 0, n, k)
                           == GroupNumber(t, Ipv6Start(t, 0), n,
                                          k - Ipv6Zeros(t, 0, n)); @/
        /@ assert place: SameSplit(s, t, n) && Ipv6Zeros(s, 0, n) != 0 ==>
                         \forall integer k; Ipv6GapGroups(s, 0)
                           + Ipv6Zeros(s, 0, n) <= k < 8 ==>
                           0 <= k - Ipv6Zeros(s, 0, n)
                           < GroupCount(s, Ipv6Start(s, 0), n); @/
        /@ assert number: SameSplit(s, t, n) ==>
                         \forall integer k; 0 <= k - Ipv6Zeros(s, 0, n)
                           < GroupCount(s, Ipv6Start(s, 0), n) ==>
                           GroupNumber(s, Ipv6Start(s, 0), n,
                                       k - Ipv6Zeros(s, 0, n))
                           == GroupNumber(t, Ipv6Start(t, 0), n,
                                          k - Ipv6Zeros(t, 0, n)); @/
        /@ assert right: SameSplit(s, t, n) && Ipv6Zeros(s, 0, n) != 0 ==>
                         \forall integer k; Ipv6GapGroups(s, 0) <= k < 8 ==>
                           Ipv6Group(s, 0, n, k) == Ipv6Group(t, 0, n, k); @/
        /@ assert groups: SameSplit(s, t, n) ==>
                         \forall integer k; 0 <= k < 8 ==>
                           Ipv6Group(s, 0, n, k) == Ipv6Group(t, 0, n, k); @/
    }
*/

/*@ ghost
    void same_text(const uint8_t *s, const uint8_t *t, size_t n)
    {
        same_tokens(s, t, n);
        same_groups(s, t, n);
        same_gaps(s, t, n);
        same_eight(s, t, n);
        same_first_gap(s, t, n);
        same_gap(s, t, n);
        /@ assert split: Ipv6Text(s, 0, n) ==>
                           Groups(s, 0, n, 8, 8) || GapIsFirst(s, n)
                           || GapIsBehind(s, n); @/
        same_value(s, t, n);
    }
*/
