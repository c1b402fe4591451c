/*
 * Groups that are written read back.  This is no part of the library: its
 * functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/read_back.acsl"
#endif

/* ---- one group --------------------------------------------------------- */

/*@ ghost
    /@ requires written: GroupDigits(s, p, q, v);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  group:   GroupText(s, p, q) && HexDigit(s[p]);
       ensures  value:   GroupValue(s, p, q) == v;
       ensures  colon:   s[q] == ':' ==> GroupColon(s, p) && GroupEnd(s, p) == q;
    @/
    static void group_is_read(const uint8_t *s, size_t p, size_t q, uint16_t v)
    {
        /@ assert digit: \forall integer d; 0 <= d < 16 ==>
                           HexValue(LowerHexDigit(d)) == d; @/
        /@ assert one:   q == p + 1 ==> GroupValue(s, p, p + 1) == v; @/
        /@ assert two:   q == p + 2 ==> GroupValue(s, p, p + 2) == v; @/
        /@ assert three: q == p + 3 ==> GroupValue(s, p, p + 3) == v; @/
        /@ assert four:  q == p + 4 ==> GroupValue(s, p, p + 4) == v; @/
    }
*/

/* ---- one group more, read back ----------------------------------------- */

/*@ ghost
    /@ requires colon:   ColonAt(s, p, q, next) && q < j;
       requires first:   GroupValue(s, p, q) == g[k];
       requires more:    k < first && first <= end <= 8
                      && Numbers(s, next, j, g, k + 1, first, end);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  numbers: Numbers(s, p, j, g, k, first, end);
    @/
    static void one_number_more(const uint8_t *s, size_t p, size_t q,
                                size_t next, size_t j, const uint16_t \ghost *g,
                                size_t k, size_t first, size_t end)
    {
        groups_steps(s, j);
        /@ assert before: GroupBefore(s, p, next, j); @/
        /@ assert number: GroupNumber(s, p, j, 0) == g[k]; @/
        /@ assert left:   \forall integer x; 1 <= x < first - k ==>
                            GroupNumber(s, p, j, x) == g[k + x]; @/
        /@ assert all:    \forall integer x; 0 <= x < first - k ==>
                            GroupNumber(s, p, j, x) == g[k + x]; @/
        /@ assert right:  \forall integer x;
                            first - k <= x < first - k + 8 - end ==>
                            GroupNumber(s, p, j, x)
                            == g[k + x + end - first]; @/
    }

    /@ requires colon:   ColonAt(s, p, q, q + 1);
       requires more:    1 <= count && Row(s, q + 1, j, count);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  row:     Row(s, p, j, count + 1);
    @/
    static void row_of_one_more(const uint8_t *s, size_t p, size_t q, size_t j,
                                size_t count)
    {
    }

    /@ requires colon:   ColonAt(s, p, q, q + 1);
       requires more:    1 <= count && s[q + 1] != ':'
                      && RowToGap(s, q + 1, r, count);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  row:     RowToGap(s, p, r, count + 1);
    @/
    static void gap_behind_one_more(const uint8_t *s, size_t p, size_t q,
                                    size_t r, size_t count)
    {
    }

    /@ requires colon:   ColonAt(s, p, q, q + 2) && s[q + 1] == ':';
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  row:     RowToGap(s, p, q + 2, 1);
    @/
    static void gap_behind_one(const uint8_t *s, size_t p, size_t q)
    {
    }
*/

/* ---- the groups behind "::", or all eight ------------------------------ */

/*@ ghost
    /@ requires group:   \valid_read(g + 7);
       requires written: GroupDigits(s, p, j, g[7]);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    RightRead(s, p, j, g, 7);
    @/
    static void last_is_read(const uint8_t *s, size_t p, size_t j,
                             const uint16_t \ghost *g)
    {
        group_is_read(s, p, j, g[7]);
        groups_steps(s, j);
        /@ assert row:    Row(s, p, j, 1); @/
        /@ assert count:  GroupCount(s, p, j) == 1; @/
        /@ assert number: GroupNumber(s, p, j, 0) == g[7]; @/
    }

    /@ requires group:   k < 7 && \valid_read(g + k);
       requires written: GroupDigits(s, p, q, g[k]) && s[q] == ':';
       requires right:   q < j && RightRead(s, q + 1, j, g, k + 1);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    RightRead(s, p, j, g, k);
    @/
    static void right_is_read(const uint8_t *s, size_t p, size_t q, size_t j,
                              const uint16_t \ghost *g, size_t k)
    {
        group_is_read(s, p, q, g[k]);
        /@ assert colon: ColonAt(s, p, q, q + 1); @/
        one_number_more(s, p, q, q + 1, j, g, k, 8, 8);
        row_of_one_more(s, p, q, j, 7 - k);
    }
*/

/*@ ghost
    /@ requires readable: \valid_read(g + (0 .. 7))
                       && \valid_read(ends + (0 .. 7));
       requires written:  first <= k < end <= 8
                       && GroupsAt(s, i, g, first, end, ends);
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  digits:   GroupDigits(s, \result, ends[k], g[k]);
       ensures  colon:    BehindColon(s, i, \result, first, ends, k);
    @/
    static size_t group_begin(const uint8_t *s, size_t i,
                              const uint16_t \ghost *g, size_t first,
                              size_t end, const size_t \ghost *ends, size_t k)
    {
        /@ assert next: first < k ==> OneAt(s, g, ends, k); @/
        return k == first ? i : ends[k - 1] + 1;
    }

    /@ requires groups:  \valid_read(g + (0 .. 7))
                      && \valid_read(ends + (0 .. 7));
       requires some:    end < 8 && ends[7] == j;
       requires written: GroupsAt(s, r, g, end, 8, ends);
       requires inside:  GroupsInside(r, j, end, 8, ends);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    RightRead(s, r, j, g, end);
    @/
    static void right_groups_are_read(const uint8_t *s, size_t r, size_t j,
                                      const uint16_t \ghost *g,
                                      const size_t \ghost *ends, size_t end)
    {
        size_t k = 7;
        size_t p = group_begin(s, r, g, end, 8, ends, k);
        size_t q;

        last_is_read(s, p, j, g);
        /@ loop invariant place: end <= k < 8;
           loop invariant begin: BehindColon(s, r, p, end, ends, k);
           loop invariant read:  RightRead(s, p, j, g, k);
           loop assigns          k, p, q;
           loop variant          k;
        @/
        while (k > end) {
            k--;
            q = ends[k];
            /@ assert colon: s[q] == ':' && p == q + 1; @/
            p = group_begin(s, r, g, end, 8, ends, k);
            right_is_read(s, p, q, j, g, k);
        }
    }
*/

/* ---- the groups in front of "::" --------------------------------------- */

/*@ ghost
    /@ requires group:   k < first && first <= end <= 8 && \valid_read(g + k);
       requires written: GroupDigits(s, p, q, g[k]) && s[q] == ':';
       requires last:    k + 1 == first && s[q + 1] == ':' && q + 2 <= j;
       requires right:   Numbers(s, q + 2, j, g, first, first, end);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    LeftRead(s, p, q + 2, j, g, k, first, end);
    @/
    static void last_left_is_read(const uint8_t *s, size_t p, size_t q,
                                  size_t j, const uint16_t \ghost *g, size_t k,
                                  size_t first, size_t end)
    {
        group_is_read(s, p, q, g[k]);
        /@ assert colon: ColonAt(s, p, q, q + 2); @/
        one_number_more(s, p, q, q + 2, j, g, k, first, end);
        gap_behind_one(s, p, q);
    }

    /@ requires group:   k < first && first <= end <= 8 && \valid_read(g + k);
       requires written: GroupDigits(s, p, q, g[k]) && s[q] == ':';
       requires left:    k + 1 < first && q < r <= j
                      && LeftRead(s, q + 1, r, j, g, k + 1, first, end);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    LeftRead(s, p, r, j, g, k, first, end);
    @/
    static void left_is_read(const uint8_t *s, size_t p, size_t q, size_t r,
                             size_t j, const uint16_t \ghost *g, size_t k,
                             size_t first, size_t end)
    {
        group_is_read(s, p, q, g[k]);
        /@ assert colon: ColonAt(s, p, q, q + 1); @/
        one_number_more(s, p, q, q + 1, j, g, k, first, end);
        gap_behind_one_more(s, p, q, r, first - k - 1);
    }

    /@ requires groups:  \valid_read(g + (0 .. 7))
                      && \valid_read(ends + (0 .. 7));
       requires some:    0 < first && first <= end <= 8
                      && ends[first - 1] == r - 2;
       requires colons:  i + 2 <= r <= j && s[r - 2] == ':' && s[r - 1] == ':';
       requires written: GroupsAt(s, i, g, 0, first, ends);
       requires inside:  GroupsInside(i, r - 2, 0, first, ends);
       requires right:   Numbers(s, r, j, g, first, first, end);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    LeftRead(s, i, r, j, g, 0, first, end);
    @/
    static void left_groups_are_read(const uint8_t *s, size_t i, size_t r,
                                     size_t j, const uint16_t \ghost *g,
                                     const size_t \ghost *ends, size_t first,
                                     size_t end)
    {
        size_t k = first - 1;
        size_t p = group_begin(s, i, g, 0, first, ends, k);
        size_t q = ends[k];

        last_left_is_read(s, p, q, j, g, k, first, end);
        /@ loop invariant place: 0 <= k < first;
           loop invariant begin: BehindColon(s, i, p, 0, ends, k);
           loop invariant read:  LeftRead(s, p, r, j, g, k, first, end);
           loop assigns          k, p, q;
           loop variant          k;
        @/
        while (k > 0) {
            k--;
            q = ends[k];
            /@ assert colon: s[q] == ':' && p == q + 1; @/
            p = group_begin(s, i, g, 0, first, ends, k);
            left_is_read(s, p, q, r, j, g, k, first, end);
        }
    }
*/

/* ---- the address ------------------------------------------------------- */

/*@ ghost
    /@ terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  group:   \forall integer k; Ipv6GapGroups(s, i) <= k
                         && Ipv6GapGroups(s, i) + Ipv6Zeros(s, i, j) <= k ==>
                           Ipv6Group(s, i, j, k)
                           == GroupNumber(s, Ipv6Start(s, i), j,
                                          k - Ipv6Zeros(s, i, j));
    @/
    static void behind_zeros(const uint8_t *s, size_t i, size_t j)
    {
    }

    /@ requires start:   Ipv6Start(s, i) == i && Ipv6Zeros(s, i, j) == 0;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  group:   \forall integer k;
                           Ipv6Group(s, i, j, k) == GroupNumber(s, i, j, k);
    @/
    static void no_gap(const uint8_t *s, size_t i, size_t j)
    {
        /@ assert before: \forall integer k; k < Ipv6GapGroups(s, i) ==>
                            Ipv6Group(s, i, j, k) == GroupNumber(s, i, j, k); @/
        behind_zeros(s, i, j);
        /@ assert behind: \forall integer k; Ipv6GapGroups(s, i) <= k ==>
                            Ipv6Group(s, i, j, k) == GroupNumber(s, i, j, k); @/
    }

    void eight_are_read(const uint8_t *s, size_t i, size_t j,
                        const uint16_t \ghost *g, const size_t \ghost *ends)
    {
        right_groups_are_read(s, i, j, g, ends, 0);
        /@ assert text:  Groups(s, i, j, 8, 8); @/
        no_gap(s, i, j);
    }

    /@ requires right:   end == 8 ? r == j : RightRead(s, r, j, g, end);
       requires gap:     first <= end <= 8;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  right:   end == 8 ? r == j : Row(s, r, j, 8 - end);
       ensures  numbers: Numbers(s, r, j, g, first, first, end);
    @/
    static void behind_gap(const uint8_t *s, size_t r, size_t j,
                           const uint16_t \ghost *g, size_t first, size_t end)
    {
        groups_steps(s, j);
    }

    /@ requires gap:     first + 2 <= end <= 8 && ZeroGroups(g, first, end);
       requires colons:  first == 0 ==>
                           r == i + 2 && s[i] == ':' && s[i + 1] == ':';
       requires left:    first != 0 ==>
                           LeftRead(s, i, r, j, g, 0, first, end);
       requires right:   end == 8 ? r == j : Row(s, r, j, 8 - end);
       requires numbers: Numbers(s, r, j, g, first, first, end);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  address: AddressOf(s, i, j, g, first, end);
    @/
    static void gap_is_read(const uint8_t *s, size_t i, size_t r, size_t j,
                            const uint16_t \ghost *g, size_t first, size_t end)
    {
        /@ assert start: Ipv6Start(s, i) == (first == 0 ? r : i); @/
        /@ assert gap:   Ipv6Gap(s, i) && Ipv6GapEnd(s, i) == r
                         && Ipv6GapGroups(s, i) == first; @/
        /@ assert text:  Ipv6Right(s, r, j, 7 - first); @/
        /@ assert all:   Numbers(s, Ipv6Start(s, i), j, g, 0, first, end); @/
        /@ assert zeros: Ipv6Zeros(s, i, j) == end - first; @/
        /@ assert group: \forall integer k; 0 <= k < first ==>
                           Ipv6Group(s, i, j, k) == g[k]; @/
        /@ assert zero:  \forall integer k; first <= k < end ==>
                           Ipv6Group(s, i, j, k) == g[k]; @/
        /@ assert last:  \forall integer k; end <= k < 8 ==>
                           Ipv6Group(s, i, j, k) == g[k]; @/
    }

    void around_is_read(const uint8_t *s, size_t i, size_t r, size_t j,
                        const uint16_t \ghost *g, const size_t \ghost *ends,
                        size_t first, size_t end)
    {
        if (end < 8)
            right_groups_are_read(s, r, j, g, ends, end);
        behind_gap(s, r, j, g, first, end);
        if (first > 0)
            left_groups_are_read(s, i, r, j, g, ends, first, end);
        gap_is_read(s, i, r, j, g, first, end);
    }
*/
