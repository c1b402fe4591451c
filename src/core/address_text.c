#include "ppv1/address.h"

#include "decimal.h"
#include "scan.h"

/* The longest spelling: six groups in full and a dotted tail in full. */
#define SPELLING_MAX 45

#define GROUPS 8

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

static size_t write_ipv4(uint32_t ipv4, uint8_t *text)
{
    size_t at = decimal_write((uint16_t)(ipv4 / 0x1000000), text, 0);

    text[at++] = '.';
    at = decimal_write((uint16_t)(ipv4 / 0x10000 % 0x100), text, at);
    text[at++] = '.';
    at = decimal_write((uint16_t)(ipv4 / 0x100 % 0x100), text, at);
    text[at++] = '.';
    return decimal_write((uint16_t)(ipv4 % 0x100), text, at);
}

static uint8_t hex_digit(unsigned value)
{
    return (uint8_t)(value < 10 ? '0' + value : 'a' + (value - 10));
}

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
static size_t write_groups(const uint16_t *groups, size_t first, size_t end,
                           uint8_t *text, size_t at)
{
    for (size_t i = first; i < end; i++) {
        if (i > first)
            text[at++] = ':';
        at = write_group(groups[i], text, at);
    }
    return at;
}

/* RFC 5952 section 4.2: the longest run of two or more groups that are zero,
 * the first of equals. */
static struct gap longest_gap(const uint16_t *groups)
{
    struct gap run = {0, 0};
    struct gap longest = {0, 0};

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

static void split_groups(struct ppv1_address address, uint16_t *groups)
{
    groups[0] = (uint16_t)(address.high / 0x1000000000000);
    groups[1] = (uint16_t)(address.high / 0x100000000 % 0x10000);
    groups[2] = (uint16_t)(address.high / 0x10000 % 0x10000);
    groups[3] = (uint16_t)(address.high % 0x10000);
    groups[4] = (uint16_t)(address.low / 0x1000000000000);
    groups[5] = (uint16_t)(address.low / 0x100000000 % 0x10000);
    groups[6] = (uint16_t)(address.low / 0x10000 % 0x10000);
    groups[7] = (uint16_t)(address.low % 0x10000);
}

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
