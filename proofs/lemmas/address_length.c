/*
 * How long the text of an address can be.  This is no part of the library: its
 * functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/length_facts.acsl"
#endif

/*@ ghost
    /@ terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  octet:  OctetLength(s);
       ensures  ipv4:   Ipv4Length(s);
       ensures  group:  GroupLength(s);
    @/
    static void length_of_parts(const uint8_t *s)
    {
        /@ assert octet: OctetLength(s); @/
        /@ assert two:   \forall integer o, j; TwoOctets(s, o, j) ==>
                           j <= o + 7; @/
        /@ assert three: \forall integer o, j; ThreeOctets(s, o, j) ==>
                           j <= o + 11; @/
    }

    /@ requires most:   0 <= m < 8;
       requires fewer:  GroupsLength(s, m) && GapLength(s, m);
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  groups: GroupsLength(s, m + 1);
       ensures  gap:    GapLength(s, m + 1);
    @/
    static void one_group_longer(const uint8_t *s, int m)
    {
        length_of_parts(s);
    }

    void address_length(const uint8_t *s, size_t n)
    {
        int m = 0;

        length_of_parts(s);
        /@ loop invariant most:   0 <= m <= 7;
           loop invariant groups: GroupsLength(s, m);
           loop invariant gap:    GapLength(s, m);
           loop assigns m;
           loop variant 7 - m;
        @/
        while (m < 7) {
            one_group_longer(s, m);
            m++;
        }
        one_group_longer(s, 7);
        /@ assert start: s[0] == ':' ==>
                           Ipv6GapGroups(s, 0) == 0 && Ipv6GapEnd(s, 0) == 2; @/
        /@ assert colon: s[0] == ':' ==> !GroupsGap(s, 0, 7); @/
        /@ assert gap:   Ipv6Gap(s, 0) ==>
                           0 <= Ipv6GapGroups(s, 0) <= 7
                           && Ipv6GapEnd(s, 0)
                              <= 5 * Ipv6GapGroups(s, 0) + 2; @/
        /@ assert right: \forall integer r, k; 0 <= k <= 7
                         && Ipv6Right(s, r, n, k) ==> n <= r + 5 * k + 5; @/
    }
*/
