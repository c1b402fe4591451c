#include "address_text.h"

#include "decimal.h"

#define GROUPS 8

/* ---- write IPv4 -------------------------------------------------------- */

/* Where the octets of an IPv4 address begin, but for the first, and end. */
struct octets {
    size_t second;
    size_t third;
    size_t fourth;
    size_t end;
};

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
    /@ requires written: DigitsDot(s, i, next, v);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    OctetDotIs(s, i, next, v);
       ensures  letters: AddressLetters(s, i, next);
    @/
    static void dotted_is_read(const uint8_t *s, size_t i, size_t next,
                               uint8_t v)
    {
    }

    /@ requires written: OctetDigits(s, i, j, v);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  read:    OctetIs(s, i, j, v);
       ensures  letters: AddressLetters(s, i, j);
    @/
    static void last_is_read(const uint8_t *s, size_t i, size_t j, uint8_t v)
    {
    }
*/

/*@ requires room:     TextRoom(text, at, ADDRESS_TEXT_IPV4_MAX);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + ADDRESS_TEXT_IPV4_MAX - 1];
    ensures  bound:    at + 7 <= \result.end <= at + ADDRESS_TEXT_IPV4_MAX;
    ensures  first:    OctetDotIs(text, at, \result.second, a);
    ensures  second:   OctetDotIs(text, \result.second, \result.third, b);
    ensures  third:    OctetDotIs(text, \result.third, \result.fourth, c);
    ensures  fourth:   OctetIs(text, \result.fourth, \result.end, d);
    ensures  letters:  AddressLetters(text, at, \result.end);
*/
static struct octets write_octets(uint8_t a, uint8_t b, uint8_t c, uint8_t d,
                                  uint8_t *text, size_t at)
{
    struct octets octets;

    octets.second = write_octet_dot(a, text, at);
    octets.third = write_octet_dot(b, text, octets.second);
    octets.fourth = write_octet_dot(c, text, octets.third);
    octets.end = decimal_write(d, text, octets.fourth);
    /*@ ghost dotted_is_read(text, at, octets.second, a); */
    /*@ ghost dotted_is_read(text, octets.second, octets.third, b); */
    /*@ ghost dotted_is_read(text, octets.third, octets.fourth, c); */
    /*@ ghost last_is_read(text, octets.fourth, octets.end, d); */
    return octets;
}

size_t address_text_write_ipv4(uint32_t ipv4, uint8_t *text, size_t at)
{
    uint16_t upper = (uint16_t)(ipv4 / 0x10000);
    uint16_t lower = (uint16_t)(ipv4 % 0x10000);

    return write_octets((uint8_t)(upper / 0x100), (uint8_t)(upper % 0x100),
                        (uint8_t)(lower / 0x100), (uint8_t)(lower % 0x100),
                        text, at).end;
}

/* ---- write IPv6 -------------------------------------------------------- */

/* The groups first .. end - 1, for which :: stands; first == end: none. */
struct gap {
    size_t first;
    size_t end;
};

/*@ requires digit:   value < 16;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == LowerHexDigit(value);
*/
static uint8_t hex_digit(unsigned value)
{
    return (uint8_t)(value < 10 ? '0' + value : 'a' + (value - 10));
}

/*@ requires room:     TextRoom(text, at, 4);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + 3];
    ensures  exact:    GroupDigits(text, at, \result, group);
    ensures  bound:    at + 1 <= \result <= at + 4;
    ensures  letters:  AddressLetters(text, at, \result);
*/
static size_t write_group(uint16_t group, uint8_t *text, size_t at)
{
    if (group >= 0x1000)
        text[at++] = hex_digit(group / 0x1000u);
    if (group >= 0x100)
        text[at++] = hex_digit(group / 0x100u % 16);
    if (group >= 0x10)
        text[at++] = hex_digit(group / 0x10u % 16);
    text[at++] = hex_digit(group % 16u);
    return at;
}

/* groups[first .. end) with colons between them. */
/*@ requires groups:    first < end <= GROUPS
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires room:      TextRoom(text, at, 5 * (end - first) - 1);
    requires separated: \separated(text + (at .. at + 5 * (end - first) - 2),
                                   groups + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + 5 * (end - first) - 2];
    ensures  bound:     at + 2 * (end - first) - 1 <= \result
                        <= at + 5 * (end - first) - 1;
    ensures  letters:   AddressLetters(text, at, \result);
*/
static size_t write_groups(const uint16_t *groups, size_t first, size_t end,
                           uint8_t *text, size_t at)
{
    at = write_group(groups[first], text, at);
    /*@ loop invariant place:   first < i <= end;
        loop invariant bound:   \at(at, Pre) + 2 * (i - first) - 1 <= at
                                <= \at(at, Pre) + 5 * (i - first) - 1;
        loop invariant letters: AddressLetters(text, \at(at, Pre), at);
        loop assigns            i, at,
                                text[\at(at, Pre) ..
                                     \at(at, Pre) + 5 * (end - first) - 2];
        loop variant            end - i;
    */
    for (size_t i = first + 1; i < end; i++) {
        text[at] = ':';
        at = write_group(groups[i], text, at + 1);
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
    ensures  exact:    half == FourGroups(groups);
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

/* The groups with :: in place of those in the gap. */
/*@ requires groups:    gap.first < gap.end <= GROUPS
                     && gap.end - gap.first >= 2
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires room:      TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    requires separated: \separated(text + (at .. at + PPV1_ADDRESS_TEXT_MAX - 1),
                                   groups + (0 .. GROUPS - 1));
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:     at + 2 <= \result <= at + PPV1_ADDRESS_TEXT_MAX;
    ensures  letters:   AddressLetters(text, at, \result);
*/
static size_t write_around(const uint16_t *groups, struct gap gap,
                           uint8_t *text, size_t at)
{
    if (gap.first > 0)
        at = write_groups(groups, 0, gap.first, text, at);
    text[at] = ':';
    text[at + 1] = ':';
    if (gap.end == GROUPS)
        return at + 2;
    return write_groups(groups, gap.end, GROUPS, text, at + 2);
}

/*@ requires room:     TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    at + 2 <= \result <= at + PPV1_ADDRESS_TEXT_MAX;
    ensures  letters:  AddressLetters(text, at, \result);
*/
static size_t write_hexadecimal(struct ppv1_address address, uint8_t *text,
                                size_t at)
{
    uint16_t groups[GROUPS];
    struct gap gap;

    split_groups(address, groups);
    gap = longest_gap(groups);
    if (gap.first == gap.end)
        return write_groups(groups, 0, GROUPS, text, at);
    return write_around(groups, gap, text, at);
}

/* RFC 4291 section 2.5.5.2: ::ffff:a.b.c.d */
/*@ requires room:     TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    at + 14 <= \result <= at + 22;
    ensures  letters:  AddressLetters(text, at, \result);
*/
static size_t write_mapped(uint32_t ipv4, uint8_t *text, size_t at)
{
    text[at] = ':';
    text[at + 1] = ':';
    text[at + 2] = 'f';
    text[at + 3] = 'f';
    text[at + 4] = 'f';
    text[at + 5] = 'f';
    text[at + 6] = ':';
    //@ assert letters: AddressLetters(text, at, at + 7);
    return address_text_write_ipv4(ipv4, text, at + 7);
}

/*@ requires ipv4:    AddressIsIpv4(address);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   AddressNumber(address) == Ipv4Number(\result);
*/
static uint32_t ipv4_of(struct ppv1_address address)
{
    return (uint32_t)(address.low - 0xffff00000000);
}

size_t address_text_write_ipv6(struct ppv1_address address, uint8_t *text,
                               size_t at)
{
    if (ppv1_address_is_ipv4(address))
        return write_mapped(ipv4_of(address), text, at);
    return write_hexadecimal(address, text, at);
}

size_t ppv1_address_write(struct ppv1_address address, uint8_t *text)
{
    if (ppv1_address_is_ipv4(address))
        return address_text_write_ipv4(ipv4_of(address), text, 0);
    return address_text_write_ipv6(address, text, 0);
}
