#include "address_text.h"

#include "address_order.h"
#include "decimal.h"
#include "lower_hex.h"

#ifdef __FRAMAC__
#include "spec/group_kept.acsl"
#include "spec/noted_groups.acsl"
#endif

#define GROUPS 8

/* ---- write IPv4 -------------------------------------------------------- */

/*@ requires room:     TextRoom(text, at, 4);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + 3];
    ensures  bound:    at + 2 <= \result <= at + 4;
    ensures  text:     DigitsDot(text, at, \result, octet);
*/
static size_t write_octet_dot(uint8_t octet, uint8_t *text, size_t at)
{
    at = decimal_write(octet, text, at);
    text[at] = '.';
    return at + 1;
}

/*@ ghost
    /@ requires written: OctetDigits(s, i, j, v);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    OctetIs(s, i, j, v);
       ensures  letters: Ipv4Letters(s, i, j);
    @/
    static void last_is_read(const uint8_t *s, size_t i, size_t j, uint8_t v)
    {
        /@ assert tens: v < 100 ==> v / 10 <= 9
                     && v == 10 * (v / 10) + v % 10 && 0 <= v % 10 <= 9; @/
        /@ assert hundreds: v / 100 <= 2 && 0 <= v / 10 % 10 <= 9
                         && v == 100 * (v / 100) + 10 * (v / 10 % 10)
                                 + v % 10; @/
        /@ assert one:   j < i + 2 ==> OctetIs(s, i, j, v); @/
        /@ assert two:   i + 1 < j < i + 3 ==> OctetIs(s, i, j, v); @/
        /@ assert three: i + 2 < j ==> OctetIs(s, i, j, v); @/
    }

    /@ requires written: DigitsDot(s, i, next, v);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    OctetDotIs(s, i, next, v);
       ensures  letters: Ipv4Letters(s, i, next);
    @/
    static void dotted_is_read(const uint8_t *s, size_t i, size_t next,
                               uint8_t v)
    {
        last_is_read(s, i, next - 1, v);
    }

    /@ requires first:  OctetDotIs(s, i, second, a);
       requires second: OctetDotIs(s, second, third, b);
       requires third:  OctetDotIs(s, third, fourth, c);
       requires fourth: OctetIs(s, fourth, j, d);
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  text:   Ipv4Text(s, i, j);
       ensures  value:  Ipv4Value(s, i, j)
                        == a * 0x1000000 + b * 0x10000 + c * 0x100 + d;
    @/
    static void four_are_read(const uint8_t *s, size_t i, size_t second,
                              size_t third, size_t fourth, size_t j, uint8_t a,
                              uint8_t b, uint8_t c, uint8_t d)
    {
        /@ assert two:   TwoOctets(s, third, j)
                      && TwoOctetsValue(s, third, j) == c * 0x100 + d; @/
        /@ assert three: ThreeOctets(s, second, j)
                      && ThreeOctetsValue(s, second, j)
                         == b * 0x10000 + c * 0x100 + d; @/
    }
*/

/*@ requires room:     TextRoom(text, at, ADDRESS_TEXT_IPV4_MAX);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + ADDRESS_TEXT_IPV4_MAX - 1];
    ensures  bound:    at + 7 <= \result <= at + ADDRESS_TEXT_IPV4_MAX;
    ensures  text:     Ipv4Text(text, at, \result);
    ensures  value:    Ipv4Value(text, at, \result)
                       == a * 0x1000000 + b * 0x10000 + c * 0x100 + d;
    ensures  letters:  Ipv4Letters(text, at, \result);
*/
static size_t write_octets(uint8_t a, uint8_t b, uint8_t c, uint8_t d,
                           uint8_t *text, size_t at)
{
    size_t second = write_octet_dot(a, text, at);
    size_t third = write_octet_dot(b, text, second);
    size_t fourth = write_octet_dot(c, text, third);
    size_t end = decimal_write(d, text, fourth);

    /*@ ghost dotted_is_read(text, at, second, a); */
    /*@ ghost dotted_is_read(text, second, third, b); */
    /*@ ghost dotted_is_read(text, third, fourth, c); */
    /*@ ghost last_is_read(text, fourth, end, d); */
    /*@ ghost four_are_read(text, at, second, third, fourth, end, a, b, c, d);
    */
    return end;
}

size_t address_text_write_ipv4(uint32_t ipv4, uint8_t *text, size_t at)
{
    uint16_t upper = (uint16_t)(ipv4 / 0x10000);
    uint16_t lower = (uint16_t)(ipv4 % 0x10000);

    return write_octets((uint8_t)(upper / 0x100), (uint8_t)(upper % 0x100),
                        (uint8_t)(lower / 0x100), (uint8_t)(lower % 0x100),
                        text, at);
}

/* ---- write IPv6 -------------------------------------------------------- */

/* The groups first .. end - 1, for which :: stands; first == end: none. */
struct gap {
    size_t first;
    size_t end;
};

/*@ requires room:     TextRoom(text, at, 4);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + 3];
    ensures  kept:     KeptBytes{Pre, Post}(text, at);
    ensures  exact:    GroupDigits(text, at, \result, group);
    ensures  bound:    at + 1 <= \result <= at + 4;
*/
static size_t write_group(uint16_t group, uint8_t *text, size_t at)
{
    if (group >= 0x1000)
        text[at++] = lower_hex(group / 0x1000u);
    if (group >= 0x100)
        text[at++] = lower_hex(group / 0x100u % 16);
    if (group >= 0x10)
        text[at++] = lower_hex(group / 0x10u % 16);
    text[at++] = lower_hex(group % 16u);
    return at;
}

/*@ ghost
    /@ requires before: first < k && GroupsAt(s, i, g, first, k, ends);
       requires next:   OneAt(s, g, ends, k);
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  joined: GroupsAt(s, i, g, first, k + 1, ends);
    @/
    static void join_group(const uint8_t *s, size_t i, const uint16_t *g,
                           size_t first, size_t k, const size_t \ghost *ends)
    {
    }
*/

/* A colon and group k behind the at bytes that are there; it ends where ends[k]
 * says. */
/*@ requires groups:    k < GROUPS && \valid_read(groups + (0 .. GROUPS - 1));
    requires ends:      \valid(ends + (0 .. GROUPS - 1));
    requires room:      TextRoom(text, at, 5);
    requires separated: \separated(text + (at .. at + 4),
                                   groups + (0 .. GROUPS - 1),
                                   ends + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + 4], ends[k];
    ensures  bound:     at + 2 <= \result <= at + 5;
    ensures  kept:      KeptBytes{Pre, Post}(text, at);
    ensures  before:    SameGroups{Pre, Post}(groups, ends, k);
    ensures  end:       ends[k] == \result;
    ensures  exact:     ColonGroup(text, at, \result, groups[k]);
*/
static size_t write_next(const uint16_t *groups, size_t k, uint8_t *text,
                         size_t at) /*@ ghost (size_t \ghost *ends) */
{
    size_t end;

    text[at] = ':';
    end = write_group(groups[k], text, at + 1);
    /*@ ghost ends[k] = end; */
    return end;
}

/* groups[first .. end) with colons between them. */
/*@ requires groups:    first < end <= GROUPS
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires ends:      \valid(ends + (0 .. GROUPS - 1));
    requires room:      TextRoom(text, at, 5 * (end - first) - 1);
    requires separated: \separated(text + (at .. at + 5 * (end - first) - 2),
                                   groups + (0 .. GROUPS - 1),
                                   ends + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + 5 * (end - first) - 2],
                        ends[first .. end - 1];
    ensures  bound:     at + 2 * (end - first) - 1 <= \result
                        <= at + 5 * (end - first) - 1;
    ensures  kept:      KeptBytes{Pre, Post}(text, at);
    ensures  last:      ends[end - 1] == \result;
    ensures  inside:    GroupsInside(at, \result, first, end, ends);
    ensures  written:   GroupsAt(text, at, groups, first, end, ends);
*/
static size_t write_groups(const uint16_t *groups, size_t first, size_t end,
                           uint8_t *text, size_t at)
/*@ ghost (size_t \ghost *ends) */
{
    /*@ ghost size_t begin = at; */
    /*@ ghost size_t colon; */

    at = write_group(groups[first], text, at);
    /*@ ghost ends[first] = at; */
    /*@ loop invariant place:   first < k <= end;
        loop invariant bound:   begin + 2 * (k - first) - 1 <= at
                                <= begin + 5 * (k - first) - 1;
        loop invariant last:    ends[k - 1] == at;
        loop invariant inside:  GroupsInside(begin, at, first, k, ends);
        loop invariant written: GroupsAt(text, begin, groups, first, k, ends);
        loop assigns            k, at, colon, ends[first + 1 .. end - 1],
                                text[begin .. begin + 5 * (end - first) - 2];
        loop variant            end - k;
    */
    for (size_t k = first + 1; k < end; k++) {
        /*@ ghost colon = at; */
        at = write_next(groups, k, text, at) /*@ ghost (ends) */;
        //@ assert kept: GroupsAt(text, begin, groups, first, k, ends);
        //@ assert colon: ends[k - 1] == colon;
        //@ assert next: OneAt(text, groups, ends, k);
        /*@ ghost join_group(text, begin, groups, first, k, ends); */
    }
    return at;
}

/* RFC 5952 section 4.2: the longest run of two or more groups that are zero,
 * the first of equals. */
/*@ requires readable: \valid_read(groups + (0 .. GROUPS - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    Gap(groups, \result.first, \result.end);
    ensures  order:    \result.first <= \result.end <= GROUPS;
*/
static struct gap longest_gap(const uint16_t *groups)
{
    struct gap run = {0, 0};
    struct gap longest = {0, 0};

    /*@ loop invariant place:   0 <= i <= GROUPS && run.end == i;
        loop invariant run:     run.first <= i
                             && ZeroGroups(groups, run.first, i);
        loop invariant whole:   run.first == 0 || groups[run.first - 1] != 0;
        loop invariant longest: LongestRun(groups, i, longest.first,
                                           longest.end);
        loop assigns            i, run, longest;
        loop variant            GROUPS - i;
    */
    for (size_t i = 0; i < GROUPS; i++) {
        run.end = i + 1;
        if (groups[i] != 0)
            run.first = run.end;
        if (run.end - run.first > longest.end - longest.first)
            longest = run;
    }
    if (longest.end - longest.first < 2)
        longest.end = longest.first;
    return longest;
}

/*@ requires writable: \valid(groups + (0 .. 3));
    terminates         \true;
    exits              \false;
    assigns            groups[0 .. 3];
    ensures  exact:    half == FourGroups(groups, 0);
*/
static void split_half(uint64_t half, uint16_t *groups)
{
    uint32_t upper = (uint32_t)(half / 0x100000000);
    uint32_t lower = (uint32_t)(half % 0x100000000);

    groups[0] = (uint16_t)(upper / 0x10000);
    groups[1] = (uint16_t)(upper % 0x10000);
    groups[2] = (uint16_t)(lower / 0x10000);
    groups[3] = (uint16_t)(lower % 0x10000);
}

/*@ requires writable: \valid(groups + (0 .. GROUPS - 1));
    terminates         \true;
    exits              \false;
    assigns            groups[0 .. GROUPS - 1];
    ensures  exact:    AddressGroups(address, groups);
*/
static void split_groups(struct ppv1_address address, uint16_t *groups)
{
    split_half(address.high, groups);
    split_half(address.low, groups + 4);
}

/* "::" behind the at bytes that are there. */
/*@ requires room:   TextRoom(text, at, 2);
    terminates       \true;
    exits            \false;
    assigns          text[at .. at + 1];
    ensures  end:    \result == at + 2;
    ensures  kept:   KeptBytes{Pre, Post}(text, at);
    ensures  colons: text[at] == ':' && text[at + 1] == ':';
*/
static size_t write_colons(uint8_t *text, size_t at)
{
    text[at] = ':';
    text[at + 1] = ':';
    return at + 2;
}

/* groups[0 .. first) and "::". */
/*@ requires groups:    first < GROUPS
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires ends:      \valid(ends + (0 .. GROUPS - 1));
    requires room:      TextRoom(text, at, 5 * first + 2);
    requires separated: \separated(text + (at .. at + 5 * first + 1),
                                   groups + (0 .. GROUPS - 1),
                                   ends + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + 5 * first + 1], ends[0 .. first - 1];
    ensures  bound:     at + 2 <= \result <= at + 5 * first + 2;
    ensures  colons:    text[\result - 2] == ':' && text[\result - 1] == ':';
    ensures  last:      first == 0 ? \result == at + 2
                                   : ends[first - 1] == \result - 2;
    ensures  inside:    GroupsInside(at, \result - 2, 0, first, ends);
    ensures  written:   GroupsAt(text, at, groups, 0, first, ends);
*/
static size_t write_left(const uint16_t *groups, size_t first, uint8_t *text,
                         size_t at) /*@ ghost (size_t \ghost *ends) */
{
    size_t end;

    if (first > 0)
        at = write_groups(groups, 0, first, text, at) /*@ ghost (ends) */;
    /*@ ghost Groups: ; */
    end = write_colons(text, at);
    //@ assert same: SameGroups{Groups, Here}(groups, ends, first);
    return end;
}

/* groups[first .. GROUPS), if there are any, behind the at bytes that are
 * there. */
/*@ requires groups:    2 <= first <= GROUPS
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires ends:      \valid(ends + (0 .. GROUPS - 1));
    requires room:      TextRoom(text, at, 5 * (GROUPS - first));
    requires separated: \separated(text + (at .. at + 5 * (GROUPS - first) - 1),
                                   groups + (0 .. GROUPS - 1),
                                   ends + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + 5 * (GROUPS - first) - 1],
                        ends[first .. GROUPS - 1];
    ensures  bound:     at <= \result <= at + 5 * (GROUPS - first);
    ensures  kept:      KeptBytes{Pre, Post}(text, at);
    ensures  left:      SameGroups{Pre, Post}(groups, ends, first);
    ensures  last:      first == GROUPS ? \result == at
                                        : ends[GROUPS - 1] == \result;
    ensures  inside:    GroupsInside(at, \result, first, GROUPS, ends);
    ensures  written:   GroupsAt(text, at, groups, first, GROUPS, ends);
*/
static size_t write_right(const uint16_t *groups, size_t first, uint8_t *text,
                          size_t at) /*@ ghost (size_t \ghost *ends) */
{
    if (first == GROUPS)
        return at;
    return write_groups(groups, first, GROUPS, text, at) /*@ ghost (ends) */;
}

/* The groups with :: in place of those in the gap. */
/*@ requires groups:    gap.first + 2 <= gap.end <= GROUPS
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires noted:     \valid(note)
                     && SameGroupNumbers{Here,Here}(groups, &note->groups[0])
                     && note->first == gap.first && note->end == gap.end;
    requires room:      TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    requires separated: \separated(
                          text + (at .. at + PPV1_ADDRESS_TEXT_MAX - 1),
                          groups + (0 .. GROUPS - 1), note);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1],
                        note->ends[0 .. 7];
    ensures  bound:     at + 2 <= \result <= at + PPV1_ADDRESS_TEXT_MAX;
    ensures  left:      LeftOfGap(text, at, BehindGap(at, note), note);
    ensures  right:     RightOfGap(text, BehindGap(at, note), \result, note);
*/
static size_t write_around(const uint16_t *groups, struct gap gap,
                           uint8_t *text, size_t at)
/*@ ghost (struct ipv6_note \ghost *note) */
{
    size_t right = write_left(groups, gap.first, text, at)
        /*@ ghost (&note->ends[0]) */;
    size_t end = write_right(groups, gap.end, text, right)
        /*@ ghost (&note->ends[0]) */;

    //@ assert left: GroupsAt(text, at, groups, 0, gap.first, &note->ends[0]);
    //@ assert right: right == BehindGap(at, note);
    /*@ ghost groups_are_noted(text, at, groups, 0, gap.first, note); */
    /*@ ghost groups_are_noted(text, right, groups, gap.end, GROUPS, note); */
    return end;
}

/* All groups. */
/*@ requires groups:    \valid_read(groups + (0 .. GROUPS - 1));
    requires noted:     \valid(note)
                     && SameGroupNumbers{Here,Here}(groups, &note->groups[0]);
    requires room:      TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    requires separated: \separated(
                          text + (at .. at + PPV1_ADDRESS_TEXT_MAX - 1),
                          groups + (0 .. GROUPS - 1), note);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1],
                        note->ends[0 .. 7];
    ensures  bound:     at + 2 <= \result <= at + PPV1_ADDRESS_TEXT_MAX;
    ensures  written:   AllGroups(text, at, \result, note);
*/
static size_t write_eight(const uint16_t *groups, uint8_t *text, size_t at)
/*@ ghost (struct ipv6_note \ghost *note) */
{
    size_t end = write_groups(groups, 0, GROUPS, text, at)
        /*@ ghost (&note->ends[0]) */;

    /*@ ghost groups_are_noted(text, at, groups, 0, GROUPS, note); */
    return end;
}

/*@ requires room:      TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    requires ipv6:      !AddressIsIpv4(address);
    requires note:      \valid(note);
    requires separated: \separated(
                          text + (at .. at + PPV1_ADDRESS_TEXT_MAX - 1), note);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1], *note;
    ensures  bound:     at + 2 <= \result <= at + PPV1_ADDRESS_TEXT_MAX;
    ensures  written:   Hexadecimal(text, at, \result, address, note);
*/
static size_t write_hexadecimal(struct ppv1_address address, uint8_t *text,
                                size_t at)
/*@ ghost (struct ipv6_note \ghost *note) */
{
    uint16_t groups[GROUPS];
    struct gap gap;
    size_t end;

    split_groups(address, groups);
    gap = longest_gap(groups);
    /*@ ghost note_groups(address, &groups[0], gap.first, gap.end, note); */
    /*@ ghost Noted: ; */
    if (gap.first == gap.end)
        end = write_eight(groups, text, at) /*@ ghost (note) */;
    else
        end = write_around(groups, gap, text, at) /*@ ghost (note) */;
    return end;
}

/* RFC 4291 section 2.5.5.2: ::ffff:a.b.c.d */
/*@ requires room:     TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    requires ipv4:     AddressIsIpv4(address);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    at + 14 <= \result <= at + 22;
    ensures  written:  Mapped(text, at, \result, address);
*/
static size_t write_mapped(struct ppv1_address address, uint8_t *text,
                           size_t at)
{
    uint32_t ipv4 = address_to_ipv4(address);
    size_t end;

    text[at] = ':';
    text[at + 1] = ':';
    text[at + 2] = 'f';
    text[at + 3] = 'f';
    text[at + 4] = 'f';
    text[at + 5] = 'f';
    text[at + 6] = ':';
    end = address_text_write_ipv4(ipv4, text, at + 7);
    //@ assert mapped: MappedText(text, at, end);
    return end;
}

size_t address_text_write_ipv6(struct ppv1_address address, uint8_t *text,
                               size_t at)
/*@ ghost (struct ipv6_note \ghost *note) */
{
    size_t end;

    if (ppv1_address_is_ipv4(address))
        end = write_mapped(address, text, at);
    else
        end = write_hexadecimal(address, text, at) /*@ ghost (note) */;
    /*@ ghost ipv6_is_read(text, at, end, address, note); */
    return end;
}

size_t address_text_write(struct ppv1_address address, uint8_t *text)
/*@ ghost (struct ipv6_note \ghost *note) */
{
    if (ppv1_address_is_ipv4(address))
        return address_text_write_ipv4(address_to_ipv4(address), text, 0);
    return address_text_write_ipv6(address, text, 0) /*@ ghost (note) */;
}

size_t ppv1_address_write(struct ppv1_address address, uint8_t *text)
{
    /*@ ghost struct ipv6_note note; */

    return address_text_write(address, text) /*@ ghost (&note) */;
}
