/*
 * An address as a number: its bytes, its kinds, its place in the order.
 */
#include <string.h>

#include "guard.h"
#include "ppv1/address.h"
#include "unit.h"

#define MAPPED(ipv4) {0, 0xffff00000000 + (ipv4)}

/* ---- bytes ------------------------------------------------------------- */

static void an_ipv4_address_is_its_mapped_form(void)
{
    struct ppv1_address address = ppv1_address_from_ipv4(0xcb00710a);

    CU_ASSERT_EQUAL(address.high, 0);
    CU_ASSERT_EQUAL(address.low, 0xffffcb00710a);
    address = ppv1_address_from_ipv4(UINT32_MAX);
    CU_ASSERT_EQUAL(address.high, 0);
    CU_ASSERT_EQUAL(address.low, 0xffffffffffff);
}

static void bytes_are_in_network_order(void)
{
    static const uint8_t bytes[16] = {0x20, 0x01, 0x0d, 0xb8, 4,  5,  6,  7,
                                      8,    9,    10,   11,   12, 13, 14, 0xff};
    struct ppv1_address address =
        ppv1_address_from_bytes(guard_copy(bytes, sizeof bytes));

    CU_ASSERT_EQUAL(address.high, 0x20010db804050607);
    CU_ASSERT_EQUAL(address.low, 0x08090a0b0c0d0eff);
}

/* One bit after the other, so that no byte can stand for another. */
static void bytes_come_back(void)
{
    for (size_t bit = 0; bit < 128; bit++) {
        uint8_t bytes[16] = {0}, back[18];
        struct ppv1_address address;

        bytes[bit / 8] = (uint8_t)(1 << bit % 8);
        memset(back, '#', sizeof back);
        address = ppv1_address_from_bytes(bytes);
        ppv1_address_to_bytes(address, back + 1);
        CU_ASSERT_EQUAL(memcmp(back + 1, bytes, sizeof bytes), 0);
        CU_ASSERT_TRUE(back[0] == '#' && back[17] == '#');
    }
}

/* ---- kinds ------------------------------------------------------------- */

struct kind {
    struct ppv1_address address;
    bool ipv4;
    bool loopback;
    bool unspecified;
    bool multicast;
};

/* Both sides of every border. */
static const struct kind kinds[] = {
    {.address = {0, 0}, .unspecified = true},
    {.address = {0, 1}, .loopback = true},
    {.address = {0, 2}},
    {.address = {1, 0}},
    {.address = {1, 1}},
    {.address = {0, 0xfffeffffffff}},
    {.address = MAPPED(0), .ipv4 = true, .unspecified = true},
    {.address = MAPPED(1), .ipv4 = true},
    {.address = MAPPED(0x7effffff), .ipv4 = true},
    {.address = MAPPED(0x7f000000), .ipv4 = true, .loopback = true},
    {.address = MAPPED(0x7f000001), .ipv4 = true, .loopback = true},
    {.address = MAPPED(0x7fffffff), .ipv4 = true, .loopback = true},
    {.address = MAPPED(0x80000000), .ipv4 = true},
    {.address = MAPPED(0xcb00710a), .ipv4 = true},
    {.address = MAPPED(0xdfffffff), .ipv4 = true},
    {.address = MAPPED(0xe0000000), .ipv4 = true, .multicast = true},
    {.address = MAPPED(0xefffffff), .ipv4 = true, .multicast = true},
    {.address = MAPPED(0xf0000000), .ipv4 = true},
    {.address = MAPPED(0xffffffff), .ipv4 = true},
    {.address = {0, 0x1000000000000}},
    /* none of them is IPv4 if the high half is not zero */
    {.address = {1, 0xffff00000000}},
    {.address = {1, 0xffff7f000001}},
    {.address = {1, 0xffffe0000000}},
    {.address = {0x20010db800000000, 0x10}},
    {.address = {0xfeffffffffffffff, UINT64_MAX}},
    {.address = {0xff00000000000000, 0}, .multicast = true},
    {.address = {UINT64_MAX, UINT64_MAX}, .multicast = true},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

static void kinds_have_exact_borders(void)
{
    for (size_t k = 0; k < KINDS; k++) {
        const struct kind *kind = &kinds[k];
        struct ppv1_address address = kind->address;

        CU_ASSERT_EQUAL(ppv1_address_is_ipv4(address), kind->ipv4);
        CU_ASSERT_EQUAL(ppv1_address_is_loopback(address), kind->loopback);
        CU_ASSERT_EQUAL(ppv1_address_is_unspecified(address),
                        kind->unspecified);
        CU_ASSERT_EQUAL(ppv1_address_is_multicast(address), kind->multicast);
    }
}

/* ---- order ------------------------------------------------------------- */

/* From the first to the last. */
static const struct ppv1_address ordered[] = {
    {0, 0},
    {0, 1},
    {0, 0xfffeffffffff},
    {0, 0x1000000000000},
    {0, UINT64_MAX},
    {1, 0},
    {1, 0xffff00000000},
    {1, UINT64_MAX},
    {UINT64_MAX, 0},
    {UINT64_MAX, UINT64_MAX},
    MAPPED(0),
    MAPPED(1),
    MAPPED(0x7fffffff),
    MAPPED(0x80000000),
    MAPPED(0xffffffff),
};

#define ORDERED (sizeof ordered / sizeof ordered[0])

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

static void ipv6_comes_first_then_the_number_decides(void)
{
    for (int a = 0; a < (int)ORDERED; a++)
        for (int b = 0; b < (int)ORDERED; b++)
            CU_ASSERT_EQUAL(sign(ppv1_address_compare(ordered[a], ordered[b])),
                            sign(a - b));
}

static const struct unit_case cases[] = {
    {"an IPv4 address is its mapped form", an_ipv4_address_is_its_mapped_form},
    {"bytes are in network order", bytes_are_in_network_order},
    {"bytes come back, and no other is touched", bytes_come_back},
    {"every kind has exact borders", kinds_have_exact_borders},
    {"IPv6 comes first, then the number decides",
     ipv6_comes_first_then_the_number_decides},
};

UNIT_SUITE(address, cases);
