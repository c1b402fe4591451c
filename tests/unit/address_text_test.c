/*
 * Address text: RFC 5952 out, what a PROXY header may say in, and back.
 */
#include <arpa/inet.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "ppv1/address.h"
#include "unit.h"

static bool parse(const char *text, struct ppv1_address *address)
{
    size_t n = strlen(text);

    return ppv1_address_parse(guard_copy(text, n), n, address);
}

static bool same(struct ppv1_address a, struct ppv1_address b)
{
    return a.high == b.high && a.low == b.low;
}

/* Does `address` have the text `expected`, and not one byte is touched behind
 * the room for it? */
static bool written_as(struct ppv1_address address, const char *expected)
{
    uint8_t text[PPV1_ADDRESS_TEXT_MAX + 1];
    size_t length;

    memset(text, '#', sizeof text);
    length = ppv1_address_write(address, text);
    return length == strlen(expected) && memcmp(text, expected, length) == 0 &&
           text[PPV1_ADDRESS_TEXT_MAX] == '#';
}

/* ---- texts that are addresses ------------------------------------------ */

struct good {
    const char *text;
    const char *canonical;
    uint64_t high;
    uint64_t low;
};

static const struct good goods[] = {
    {"0.0.0.0", "0.0.0.0", 0, 0xffff00000000},
    {"255.255.255.255", "255.255.255.255", 0, 0xffffffffffff},
    {"203.0.113.10", "203.0.113.10", 0, 0xffffcb00710a},
    {"9.10.99.100", "9.10.99.100", 0, 0xffff090a6364},
    {"::ffff:203.0.113.10", "203.0.113.10", 0, 0xffffcb00710a},
    {"::FFFF:cb00:710A", "203.0.113.10", 0, 0xffffcb00710a},
    {"0:0:0:0:0:ffff:1.2.3.4", "1.2.3.4", 0, 0xffff01020304},
    {"0000:0000:0000:0000:0000:ffff:255.255.255.255", "255.255.255.255", 0,
     0xffffffffffff},
    {"::", "::", 0, 0},
    {"0:0:0:0:0:0:0:0", "::", 0, 0},
    {"::1", "::1", 0, 1},
    {"1::", "1::", 0x0001000000000000, 0},
    {"::1.2.3.4", "::102:304", 0, 0x01020304},
    {"::fffe:1.2.3.4", "::fffe:102:304", 0, 0xfffe01020304},
    {"0:0:0:0:1:ffff:1.2.3.4", "::1:ffff:102:304", 0, 0x0001ffff01020304},
    {"::ffff:0:0:0", "::ffff:0:0:0", 0, 0xffff000000000000},
    {"2001:0DB8:0:0:0:0:0:10", "2001:db8::10", 0x20010db800000000, 0x10},
    {"2001:db8::0:1", "2001:db8::1", 0x20010db800000000, 1},
    /* RFC 5952 4.2.2: one group is not shortened */
    {"2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1", 0x20010db800000001,
     0x0001000100010001},
    {"::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8", 0x0000000200030004,
     0x0005000600070008},
    {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", 0x0001000200030004,
     0x0005000600070000},
    /* 4.2.3: the longest run, the first of equals */
    {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1", 0x2001000000000001, 1},
    {"2001:0:0:0:1:0:0:1", "2001::1:0:0:1", 0x2001000000000000,
     0x0001000000000001},
    {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", 0x20010db800000000,
     0x0001000000000001},
    {"0:0:1:0:0:1:0:0", "::1:0:0:1:0:0", 0x0000000000010000,
     0x0000000100000000},
    {"1:0:0:2:0:0:0:0", "1:0:0:2::", 0x0001000000000002, 0},
    /* 4.1: no leading zeros; every length of a group */
    {"000f:00ff:0fff:ffff:0001:0010:0100:1000",
     "f:ff:fff:ffff:1:10:100:1000", 0x000f00ff0fffffff, 0x0001001001001000},
    {"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
     "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", UINT64_MAX, UINT64_MAX},
    {"ABCD:EF01:2345:6789:abcd:ef01:2345:6789",
     "abcd:ef01:2345:6789:abcd:ef01:2345:6789", 0xabcdef0123456789,
     0xabcdef0123456789},
};

#define GOODS (sizeof goods / sizeof goods[0])

static void addresses_are_read(void)
{
    for (size_t i = 0; i < GOODS; i++) {
        struct ppv1_address address = {7, 7};

        if (!parse(goods[i].text, &address) || address.high != goods[i].high ||
            address.low != goods[i].low)
            CU_FAIL(goods[i].text);
    }
}

static void addresses_are_written(void)
{
    for (size_t i = 0; i < GOODS; i++) {
        struct ppv1_address address = {goods[i].high, goods[i].low};

        if (!written_as(address, goods[i].canonical))
            CU_FAIL(goods[i].canonical);
    }
}

/* ---- texts that are none ----------------------------------------------- */

static const char *const bads[] = {
    "", " ", ".", ":", ":::", "1", "1.2.3", "1.2.3.", "1.2.3.4.", "1.2.3.4.5",
    ".1.2.3.4", "1..2.3", "01.2.3.4", "1.2.3.04", "1.2.3.00", "256.1.1.1",
    "1.1.1.256", "1.2.3.999", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4/32",
    "1.2.3.4\n", "1.2.3.0x4", "+1.2.3.4", "1.2.3.-4", "3405803786", "1.2.3.*",
    "1.2.3.1-20", "::1 ", " ::1", "::1%eth0", "::1/128", "[::1]", "::g",
    "12345::", "::12345", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:", "1:2:3:4:5:6:7:8:9", "1::2::3", "1:2:3:4:5:6:7:8::",
    "::1:2:3:4:5:6:7:8", "1:2:3:4::5:6:7:8", "::1.2.3", "::1.2.3.4.5",
    "::256.1.1.1", "::01.2.3.4", "1.2.3.4::", "::1.2.3.4:5",
    "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "::1:2:3:4:5:6:1.2.3.4",
    "0000:0000:0000:0000:0000:ffff:255.255.255.2555",
    "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
};

static void other_texts_are_refused(void)
{
    for (size_t i = 0; i < sizeof bads / sizeof bads[0]; i++) {
        struct ppv1_address address = {7, 9};

        if (parse(bads[i], &address) || address.high != 7 || address.low != 9)
            CU_FAIL(bads[i]);
    }
}

static void text_with_a_zero_byte_is_refused(void)
{
    struct ppv1_address address;

    CU_ASSERT_FALSE(ppv1_address_parse(guard_copy("1.2.3.4", 8), 8, &address));
    CU_ASSERT_FALSE(ppv1_address_parse(guard_copy("::1", 4), 4, &address));
    CU_ASSERT_FALSE(ppv1_address_parse(guard_copy("1.2\0.3.4", 8), 8,
                                       &address));
}

/* ---- against the C library --------------------------------------------- */

/* What inet_ntop says, but IPv4 alone where it is IPv4, and no dotted tail
 * elsewhere: false for those few. */
static bool library_text(const uint8_t *bytes, char *text)
{
    static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};

    if (memcmp(bytes, mapped, 12) == 0)
        return inet_ntop(AF_INET, bytes + 12, text, 64) != NULL;
    return inet_ntop(AF_INET6, bytes, text, 64) != NULL &&
           strchr(text, '.') == NULL;
}

/* Groups that are often zero, or short. */
static void random_bytes(uint8_t *bytes)
{
    bool mapped = rand() % 8 == 0;

    for (size_t i = 0; i < 16; i += 2) {
        int group = rand() % 0x10000 >> rand() % 17;

        if (mapped && i < 10)
            group = 0;
        if (mapped && i == 10)
            group = 0xffff;
        bytes[i] = (uint8_t)(rand() % 2 ? 0 : group / 256);
        bytes[i + 1] = (uint8_t)(group % 256);
    }
}

static void random_addresses_agree_and_come_back(void)
{
    srand(1);
    for (int round = 0; round < 300000; round++) {
        uint8_t bytes[16], text[PPV1_ADDRESS_TEXT_MAX];
        struct ppv1_address address, back;
        char expected[64];
        size_t length;

        random_bytes(bytes);
        address = ppv1_address_from_bytes(bytes);
        if (library_text(bytes, expected) && !written_as(address, expected))
            CU_FAIL(expected);
        length = ppv1_address_write(address, text);
        if (!ppv1_address_parse(guard_copy(text, length), length, &back) ||
            !same(address, back))
            CU_FAIL("an address does not come back");
    }
}

/* Random text of the bytes that addresses are made of. */
static void random_texts_agree(void)
{
    static const char letters[] = "0123:::...fF9a5";
    int addresses = 0;

    srand(2);
    for (int round = 0; round < 1000000; round++) {
        char text[20];
        size_t n = (size_t)(rand() % 12) + 2;
        struct ppv1_address address;
        uint8_t bytes[16];
        bool expected, is_ipv4;

        for (size_t i = 0; i < n; i++)
            text[i] = letters[(size_t)rand() % (sizeof letters - 1)];
        text[n] = 0;
        is_ipv4 = inet_pton(AF_INET, text, bytes + 12) == 1;
        expected = is_ipv4 || inet_pton(AF_INET6, text, bytes) == 1;
        if (parse(text, &address) != expected)
            CU_FAIL(text);
        if (!expected)
            continue;
        addresses++;
        if (is_ipv4)
            memcpy(bytes, "\0\0\0\0\0\0\0\0\0\0\xff\xff", 12);
        if (!same(address, ppv1_address_from_bytes(bytes)))
            CU_FAIL(text);
    }
    CU_ASSERT_TRUE(addresses > 1000);
}

static const struct unit_case cases[] = {
    {"every spelling of an address is read", addresses_are_read},
    {"an address is written as RFC 5952 says", addresses_are_written},
    {"other texts are refused, and the address stays", other_texts_are_refused},
    {"a zero byte ends no address", text_with_a_zero_byte_is_refused},
    {"random addresses are written as inet_ntop does, and come back",
     random_addresses_agree_and_come_back},
    {"random texts are read as inet_pton does", random_texts_agree},
};

UNIT_SUITE(address_text, cases);
