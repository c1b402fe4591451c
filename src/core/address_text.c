#include "ppv1/address.h"

#include "decimal.h"
#include "scan.h"

/* The longest spelling: six groups in full and a dotted tail in full. */
#define SPELLING_MAX 45

#define GROUPS 8

#ifdef __FRAMAC__
#include "spec/address_text.acsl"
#endif

/* ---- parse ------------------------------------------------------------- */

static bool parse_ipv4(const uint8_t *text, size_t n,
                       struct ppv1_address *address)
{
    uint32_t ipv4 = 0;
    struct scan scan = scan_ipv4(text, 0, n + 1, &ipv4);

    if (scan.answer != SCAN_DONE || scan.end != n)
        return false;
    *address = ppv1_address_from_ipv4(ipv4);
    return true;
}

static bool parse_ipv6(const uint8_t *text, size_t n,
                       struct ppv1_address *address)
{
    struct ppv1_address ipv6 = {0, 0};
    struct scan scan = scan_ipv6(text, 0, n + 1, &ipv6);

    if (scan.answer != SCAN_DONE || scan.end != n)
        return false;
    *address = ipv6;
    return true;
}

/* A scanner knows that an address has ended only by the byte behind it, so
 * it gets a copy that has one. */
bool ppv1_address_parse(const uint8_t *text, size_t n,
                        struct ppv1_address *address)
{
    uint8_t ended[SPELLING_MAX + 1];

    if (n > SPELLING_MAX)
        return false;
    for (size_t i = 0; i < n; i++)
        ended[i] = text[i];
    ended[n] = ' ';
    return parse_ipv4(ended, n, address) || parse_ipv6(ended, n, address);
}

/* ---- write ------------------------------------------------------------- */

/* The groups first .. end - 1, for which :: stands; first == end: none. */
struct gap {
    size_t first;
    size_t end;
};

/* Where the octets of an IPv4 address begin, but for the first, and end. */
struct octets {
    size_t second;
    size_t third;
    size_t fourth;
    size_t end;
};

/*@ requires octet:    octet <= 255;
    requires room:     at <= 12;
    requires writable: \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    requires letters:  AddressLetters(text, 0, at);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + DECIMAL_MAX];
    ensures  bound:    at + 2 <= \result <= at + 4;
    ensures  text:     OctetDotIs(text, at, \result, octet);
    ensures  letters:  AddressLetters(text, 0, \result);
*/
static size_t write_octet_dot(uint32_t octet, uint8_t *text, size_t at)
{
    at = decimal_write((uint16_t)octet, text, at);
    text[at] = '.';
    return at + 1;
}

/*@ requires writable: \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    terminates         \true;
    exits              \false;
    assigns            text[0 .. PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    7 <= \result.end <= 15;
    ensures  first:    OctetDotIs(text, 0, \result.second, upper / 0x100);
    ensures  second:   OctetDotIs(text, \result.second, \result.third,
                                  upper % 0x100);
    ensures  third:    OctetDotIs(text, \result.third, \result.fourth,
                                  lower / 0x100);
    ensures  fourth:   OctetIs(text, \result.fourth, \result.end,
                               lower % 0x100);
    ensures  letters:  AddressLetters(text, 0, \result.end);
*/
static struct octets write_octets(uint16_t upper, uint16_t lower,
                                  uint8_t *text)
{
    struct octets octets;

    octets.second = write_octet_dot(upper / 0x100u, text, 0);
    octets.third = write_octet_dot(upper % 0x100u, text, octets.second);
    octets.fourth = write_octet_dot(lower / 0x100u, text, octets.third);
    octets.end = decimal_write(lower % 0x100u, text, octets.fourth);
    return octets;
}

/*@ requires writable: \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    terminates         \true;
    exits              \false;
    assigns            text[0 .. PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    7 <= \result <= 15;
    ensures  text:     Ipv4Text(text, 0, \result);
    ensures  value:    Ipv4Value(text, 0, \result) == ipv4;
    ensures  letters:  AddressLetters(text, 0, \result);
*/
static size_t write_ipv4(uint32_t ipv4, uint8_t *text)
{
    struct octets octets = write_octets((uint16_t)(ipv4 / 0x10000),
                                        (uint16_t)(ipv4 % 0x10000), text);

    return octets.end;
}

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

/*@ requires room:     at <= SIZE_MAX - 4;
    requires writable: \valid(text + (at .. at + 3));
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + 3];
    ensures  exact:    GroupText(text, at, \result, group);
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
/*@ requires groups:    first <= end <= GROUPS
                     && \valid_read(groups + (0 .. GROUPS - 1));
    requires room:      at + 5 * (end - first) <= PPV1_ADDRESS_TEXT_MAX + 1;
    requires writable:  \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    requires separated: \separated(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1),
                                   groups + (0 .. GROUPS - 1));
    requires letters:   AddressLetters(text, 0, at);
    terminates          \true;
    exits               \false;
    assigns             text[at .. PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:     first < end ==>
                          at + 2 * (end - first) - 1 <= \result
                          <= at + 5 * (end - first) - 1;
    ensures  none:      first == end ==> \result == at;
    ensures  letters:   AddressLetters(text, 0, \result);
*/
static size_t write_groups(const uint16_t *groups, size_t first, size_t end,
                           uint8_t *text, size_t at)
{
    /*@ loop invariant place:   first <= i <= end;
        loop invariant begin:   i == first ==> at == \at(at, Pre);
        loop invariant bound:   i > first ==>
                                  \at(at, Pre) + 2 * (i - first) - 1 <= at
                                  <= \at(at, Pre) + 5 * (i - first) - 1;
        loop invariant letters: AddressLetters(text, 0, at);
        loop assigns            i, at,
                                text[\at(at, Pre) .. PPV1_ADDRESS_TEXT_MAX - 1];
        loop variant            end - i;
    */
    for (size_t i = first; i < end; i++) {
        if (i > first)
            text[at++] = ':';
        at = write_group(groups[i], text, at);
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
        loop invariant run:     run.first <= i && ZeroGroups(groups, run.first, i);
        loop invariant whole:   run.first == 0 || groups[run.first - 1] != 0;
        loop invariant longest: LongestRun(groups, i, longest.first, longest.end);
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

/*@ requires writable: \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    terminates         \true;
    exits              \false;
    assigns            text[0 .. PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    2 <= \result <= PPV1_ADDRESS_TEXT_MAX;
    ensures  letters:  AddressLetters(text, 0, \result);
*/
static size_t write_ipv6(struct ppv1_address address, uint8_t *text)
{
    uint16_t groups[GROUPS];
    struct gap gap;
    size_t at;

    split_groups(address, groups);
    gap = longest_gap(groups);
    if (gap.first == gap.end)
        return write_groups(groups, 0, GROUPS, text, 0);
    at = write_groups(groups, 0, gap.first, text, 0);
    text[at++] = ':';
    text[at++] = ':';
    return write_groups(groups, gap.end, GROUPS, text, at);
}

size_t ppv1_address_write(struct ppv1_address address, uint8_t *text)
{
    if (ppv1_address_is_ipv4(address))
        return write_ipv4((uint32_t)(address.low % 0x100000000), text);
    return write_ipv6(address, text);
}
