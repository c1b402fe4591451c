/*
 * An IPv6 address that is written has the letters of RFC 5952, and no leading
 * zeros.  This is no part of the library: its functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/written_form.acsl"
#endif

/* ---- in hexadecimal ---------------------------------------------------- */

/*@ ghost
    /@ requires written: GroupDigits(s, i, j, v);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  plain:   PlainGroups(s, i, j);
    @/
    static void group_is_plain(const uint8_t *s, size_t i, size_t j,
                               uint16_t v)
    {
        /@ assert digit: \forall integer d; 0 <= d < 16 ==>
                           AddressByte(LowerHexDigit(d))
                           && LowerHexDigit(d) != '.'; @/
        /@ assert zero:  \forall integer d; 0 < d < 16 ==>
                           LowerHexDigit(d) != '0'; @/
    }

    /@ requires left:    i <= c < j && PlainGroups(s, i, c);
       requires colon:   s[c] == ':';
       requires right:   PlainGroups(s, c + 1, j);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  joined:  PlainGroups(s, i, j);
    @/
    static void join_at_colon(const uint8_t *s, size_t i, size_t c, size_t j)
    {
    }

    /@ requires groups:  \valid_read(g + (0 .. 7))
                      && \valid_read(ends + (0 .. 7));
       requires some:    first < end <= 8;
       requires written: GroupsAt(s, i, g, first, end, ends);
       requires inside:  GroupsInside(i, j, first, end, ends);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  plain:   PlainGroups(s, i, ends[end - 1]);
    @/
    static void groups_are_plain(const uint8_t *s, size_t i, size_t j,
                                 const uint16_t \ghost *g, size_t first,
                                 size_t end, const size_t \ghost *ends)
    {
        size_t k = first;

        group_is_plain(s, i, ends[first], g[first]);
        /@ loop invariant place: first <= k < end;
           loop invariant plain: PlainGroups(s, i, ends[k]);
           loop assigns          k;
           loop variant          end - k;
        @/
        while (k + 1 < end) {
            k++;
            /@ assert next: OneAt(s, g, ends, k); @/
            group_is_plain(s, ends[k - 1] + 1, ends[k], g[k]);
            join_at_colon(s, i, ends[k - 1], ends[k]);
        }
    }

    /@ requires colons:  i + 2 <= r <= j
                      && s[r - 2] == ':' && s[r - 1] == ':';
       requires left:    PlainGroups(s, i, r - 2);
       requires right:   PlainGroups(s, r, j);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  plain:   PlainGroups(s, i, j);
    @/
    static void join_at_gap(const uint8_t *s, size_t i, size_t r, size_t j)
    {
        join_at_colon(s, r - 1, r - 1, j);
        join_at_colon(s, i, r - 2, j);
    }

    /@ requires readable: \valid_read(note);
       requires gap:      note->first < note->end <= 8;
       requires left:     LeftOfGap(s, i, r, note) && r == BehindGap(i, note);
       requires right:    RightOfGap(s, r, j, note);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  plain:    PlainGroups(s, i, j);
    @/
    static void around_is_plain(const uint8_t *s, size_t i, size_t r, size_t j,
                                const struct ipv6_note \ghost *note)
    {
        if (note->first > 0)
            groups_are_plain(s, i, r - 2, &note->groups[0], 0, note->first,
                             &note->ends[0]);
        /@ assert left: PlainGroups(s, i, r - 2); @/
        if (note->end < 8)
            groups_are_plain(s, r, j, &note->groups[0], note->end, 8,
                             &note->ends[0]);
        /@ assert right: PlainGroups(s, r, j); @/
        join_at_gap(s, i, r, j);
    }

    /@ requires readable: \valid_read(note);
       requires written:  Hexadecimal(s, i, j, a, note);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  plain:    PlainGroups(s, i, j);
    @/
    static void hexadecimal_is_plain(const uint8_t *s, size_t i, size_t j,
                                     struct ppv1_address a,
                                     const struct ipv6_note \ghost *note)
    {
        size_t right;

        if (note->first == note->end)
            groups_are_plain(s, i, j, &note->groups[0], 0, 8, &note->ends[0]);
        else {
            right = note->first == 0 ? i + 2 : note->ends[note->first - 1] + 2;
            /@ assert right: right == BehindGap(i, note); @/
            around_is_plain(s, i, right, j, note);
        }
    }
*/

/* ---- either ------------------------------------------------------------ */

/*@ ghost
    /@ requires mapped: MappedText(s, i, j);
       requires dotted: Ipv4Letters(s, i + 7, j);
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  zeros:  NoLeadingZeros(s, i, j);
       ensures  bytes:  AddressLetters(s, i, j);
    @/
    static void mapped_is_plain(const uint8_t *s, size_t i, size_t j)
    {
    }

    void ipv6_has_form(const uint8_t *s, size_t i, size_t j,
                       struct ppv1_address a,
                       const struct ipv6_note \ghost *note)
    {
        if (a.high == 0 && 0xffff00000000 <= a.low && a.low <= 0xffffffffffff)
            mapped_is_plain(s, i, j);
        else
            hexadecimal_is_plain(s, i, j, a, note);
    }
*/
