/*
 * Where an IPv6 address may be over, by what it is.  This is no part of the
 * library: its functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/ipv6_facts.acsl"
#include "spec/terminals.acsl"
#endif

/*@ ghost
    /@ terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  group:  GroupRuns(s);
       ensures  colon:  ColonRuns(s);
       ensures  tail:   TailRuns(s);
       ensures  closed: Ipv4Closed(s);
    @/
    static void group_facts(const uint8_t *s)
    {
        ipv4_facts(s);
    }

    /@ requires most:   1 <= m <= 8;
       requires fewer:  GroupsFacts(s, m - 1);
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  run:    GroupsRun(s, m);
       ensures  closed: GroupsClosed(s, m);
    @/
    static void one_group_more(const uint8_t *s, int m)
    {
        group_facts(s);
    }

    /@ requires most:   1 <= m <= 8;
       requires fewer:  GroupsFacts(s, m - 1);
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  run:    GapRun(s, m);
       ensures  closed: GapClosed(s, m);
       ensures  room:   GapRoom(s, m);
    @/
    static void one_group_more_before_gap(const uint8_t *s, int m)
    {
        group_facts(s);
        /@ assert gap: \forall integer p;
                       GroupColon(s, p) && s[NextGroup(s, p)] == ':'
                   ==> Ipv6Run(s, p, NextGroup(s, p) + 1); @/
    }

    /@ terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  facts:  \forall integer m; 0 <= m <= 8 ==> GroupsFacts(s, m);
    @/
    static void groups_facts(const uint8_t *s)
    {
        int m = 0;

        /@ loop invariant most:  0 <= m <= 8;
           loop invariant facts:
             \forall integer k; 0 <= k <= m ==> GroupsFacts(s, k);
           loop assigns m;
           loop variant 8 - m;
        @/
        while (m < 8) {
            m++;
            one_group_more(s, m);
            one_group_more_before_gap(s, m);
        }
    }

    /@ terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  runs:   Ipv6Runs(s, i);
       ensures  closed: Ipv6Closed(s, i);
    @/
    static void ipv6_facts(const uint8_t *s, size_t i)
    {
        groups_facts(s);
        /@ assert groups: GroupsFacts(s, 8) && GroupsFacts(s, 7); @/
        /@ assert gap:    Ipv6Gap(s, i) ==> Ipv6Run(s, i, Ipv6GapEnd(s, i)); @/
        /@ assert room:   Ipv6Gap(s, i) ==> 0 <= Ipv6GapGroups(s, i) <= 7; @/
        /@ assert behind: Ipv6Gap(s, i)
                      ==> GroupsFacts(s, 7 - Ipv6GapGroups(s, i)); @/
        /@ assert left:   \forall integer m; Ipv6Gap(s, i)
                          && i <= m < Ipv6GapEnd(s, i) ==> Ipv6Prefix(s, i, m);
        @/
    }

    void ipv6_read(const uint8_t *s, size_t i, size_t n, size_t end)
    {
        ipv6_facts(s, i);
    }

    void ipv6_is_long(const uint8_t *s)
    {
        groups_facts(s);
        ipv4_is_long(s);
        /@ assert facts:  GroupsFacts(s, 8); @/
        /@ assert group:  \forall integer i, j; GroupText(s, i, j) ==> i < j; @/
        /@ assert colon:  \forall integer i; GroupColon(s, i)
                      ==> i < NextGroup(s, i); @/
        /@ assert run:    \forall integer i, j; Groups(s, i, j, 7, 7)
                      ==> i <= j; @/
        /@ assert groups: \forall integer i, j; Groups(s, i, j, 8, 8)
                      ==> i < j; @/
        /@ assert gap:    \forall integer i; GroupsGap(s, i, 7)
                      ==> i < GapEnd(s, i, 7)
                          && 1 <= GapGroups(s, i, 7) <= 7; @/
        /@ assert right:  \forall integer p, j, m; 0 <= m <= 7
                      && Groups(s, p, j, 1, m) ==> p <= j; @/
    }

    void ipv6_begins(const uint8_t *s, size_t i)
    {
        ipv6_facts(s, i);
    }

    void ipv6_holds_no_end(const uint8_t *s, size_t i)
    {
        ipv6_facts(s, i);
    }

    void ipv6_denotes_once(const uint8_t *s)
    {
    }
*/
