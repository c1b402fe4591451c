/*
 * An IPv6 address that is written reads back.  This is no part of the library:
 * its functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/groups_read.acsl"
#include "spec/groups_steps.acsl"
#include "spec/written_form.acsl"
#endif

/* ---- in hexadecimal ---------------------------------------------------- */

/*@ ghost
    /@ requires groups:   AddressGroups(a, g);
       requires written:  \forall integer k; 0 <= k < 8 ==>
                            Ipv6Group(s, i, j, k) == g[k];
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  denotes:  Ipv6Denotes(s, i, j, a);
    @/
    static void groups_denote(const uint8_t *s, size_t i, size_t j,
                              const uint16_t \ghost *g, struct ppv1_address a)
    {
    }

    /@ requires gap:      Gap(g, first, end);
       requires written:  AddressOf(s, i, j, g, first < end ? first : 0,
                                    first < end ? end : 0);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  gap:      CanonicalGap(s, i, j);
    @/
    static void gap_is_canonical(const uint8_t *s, size_t i, size_t j,
                                 const uint16_t \ghost *g, size_t first,
                                 size_t end)
    {
        /@ assert runs:   \forall integer a, b; ZeroRun(s, i, j, a, b) ==>
                            ZeroGroups(g, a, b); @/
    }

    /@ requires readable: \valid_read(note);
       requires written:  Hexadecimal(s, i, j, a, note);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  read:     Ipv6Text(s, i, j) && Ipv6Denotes(s, i, j, a);
       ensures  gap:      CanonicalGap(s, i, j);
    @/
    static void hexadecimal_is_read(const uint8_t *s, size_t i, size_t j,
                                    struct ppv1_address a,
                                    const struct ipv6_note \ghost *note)
    {
        size_t right;

        if (note->first == note->end)
            eight_are_read(s, i, j, &note->groups[0], &note->ends[0]);
        else {
            right = note->first == 0 ? i + 2 : note->ends[note->first - 1] + 2;
            /@ assert right: right == BehindGap(i, note); @/
            /@ assert left: LeftOfGap(s, i, right, note); @/
            around_is_read(s, i, right, j, &note->groups[0], &note->ends[0],
                           note->first, note->end);
        }
        groups_denote(s, i, j, &note->groups[0], a);
        gap_is_canonical(s, i, j, &note->groups[0], note->first, note->end);
    }
*/

/* ---- with a dotted tail ------------------------------------------------ */

/*@ ghost
    /@ requires ffff:     s[p] == 'f' && s[p + 1] == 'f' && s[p + 2] == 'f'
                       && s[p + 3] == 'f' && s[p + 4] == ':';
       requires tail:     Ipv4Text(s, p + 5, j);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  colon:    GroupColon(s, p) && GroupEnd(s, p) == p + 4
                       && AfterGroup(s, p) == p + 5 && p + 5 < j;
       ensures  value:    GroupValue(s, p, p + 4) == 0xffff;
    @/
    static void ffff_is_read(const uint8_t *s, size_t p, size_t j)
    {
    }

    /@ requires colon:    GroupColon(s, p) && GroupEnd(s, p) == q && q < j;
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  before:   GroupBefore(s, p, AfterGroup(s, p), j);
    @/
    static void group_before(const uint8_t *s, size_t p, size_t q, size_t j)
    {
        groups_steps(s, j);
    }

    /@ requires ffff:     s[p] == 'f' && s[p + 1] == 'f' && s[p + 2] == 'f'
                       && s[p + 3] == 'f' && s[p + 4] == ':';
       requires tail:     Ipv4Text(s, p + 5, j)
                       && Ipv4Value(s, p + 5, j) == ipv4;
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  text:     Groups(s, p, j, 1, 7);
       ensures  count:    GroupCount(s, p, j) == 3;
       ensures  ffff:     GroupNumber(s, p, j, 0) == 0xffff;
       ensures  upper:    GroupNumber(s, p, j, 1) == ipv4 / 0x10000;
       ensures  lower:    GroupNumber(s, p, j, 2) == ipv4 % 0x10000;
    @/
    static void three_are_read(const uint8_t *s, size_t p, size_t j,
                               uint32_t ipv4)
    {
        ffff_is_read(s, p, j);
        /@ assert tail:   Groups(s, p + 5, j, 0, 6); @/
        /@ assert text:   Groups(s, p, j, 1, 7); @/
        group_before(s, p, p + 4, j);
        groups_steps(s, j);
        /@ assert dotted: GroupCount(s, p + 5, j) == 2
                          && GroupNumber(s, p + 5, j, 0) == ipv4 / 0x10000
                          && GroupNumber(s, p + 5, j, 1) == ipv4 % 0x10000; @/
        /@ assert before: GroupBefore(s, p, p + 5, j); @/
    }

    /@ requires colons:   s[i] == ':' && s[i + 1] == ':';
       requires text:     Groups(s, i + 2, j, 1, 7);
       requires count:    GroupCount(s, i + 2, j) == 3;
       requires ffff:     GroupNumber(s, i + 2, j, 0) == 0xffff;
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  text:     Ipv6Text(s, i, j);
       ensures  zeros:    \forall integer k; 0 <= k < 5 ==>
                            Ipv6Group(s, i, j, k) == 0;
       ensures  three:    \forall integer k; 5 <= k < 8 ==>
                            Ipv6Group(s, i, j, k)
                            == GroupNumber(s, i + 2, j, k - 5);
       ensures  gap:      CanonicalGap(s, i, j);
    @/
    static void five_are_zero(const uint8_t *s, size_t i, size_t j)
    {
        /@ assert gap:    Ipv6Gap(s, i) && Ipv6GapEnd(s, i) == i + 2
                          && Ipv6GapGroups(s, i) == 0; @/
        /@ assert start:  Ipv6Start(s, i) == i + 2; @/
        /@ assert zeros:  Ipv6Zeros(s, i, j) == 5; @/
        /@ assert three:  \forall integer k; 5 <= k < 8 ==>
                            Ipv6Group(s, i, j, k)
                            == GroupNumber(s, i + 2, j, k - 5); @/
        /@ assert fifth:  Ipv6Group(s, i, j, 5) == 0xffff; @/
    }

    /@ requires mapped:   MappedText(s, i, j);
       requires value:    Ipv4Value(s, i + 7, j) == ipv4;
       requires ipv4:     AddressNumber(a) == Ipv4Number(ipv4);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  read:     Ipv6Text(s, i, j) && Ipv6Denotes(s, i, j, a);
       ensures  gap:      CanonicalGap(s, i, j);
    @/
    static void mapped_is_read(const uint8_t *s, size_t i, size_t j,
                               uint32_t ipv4, struct ppv1_address a)
    {
        three_are_read(s, i + 2, j, ipv4);
        five_are_zero(s, i, j);
        /@ assert ffff:   Ipv6Group(s, i, j, 5) == 0xffff; @/
        /@ assert upper:  Ipv6Group(s, i, j, 6) == ipv4 / 0x10000; @/
        /@ assert lower:  Ipv6Group(s, i, j, 7) == ipv4 % 0x10000; @/
    }
*/

/* ---- either ------------------------------------------------------------ */

/*@ ghost
    void ipv6_is_read(const uint8_t *s, size_t i, size_t j,
                      struct ppv1_address a,
                      const struct ipv6_note \ghost *note)
    {
        if (a.high == 0 && 0xffff00000000 <= a.low && a.low <= 0xffffffffffff)
            mapped_is_read(s, i, j, (uint32_t)(a.low - 0xffff00000000), a);
        else
            hexadecimal_is_read(s, i, j, a, note);
        ipv6_has_form(s, i, j, a, note);
    }
*/
