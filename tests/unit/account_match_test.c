#include "account_match.h"

#include <string.h>

#include "guard.h"
#include "unit.h"

static const char *read_host(const char *text, struct account_host *host)
{
    size_t n = strlen(text);

    return account_host_read((const char *)guard_copy(text, n), n, host);
}

static struct account_host host_of(const char *text)
{
    struct account_host host = {.kind = ACCOUNT_HOST_ANY};

    CU_ASSERT_PTR_NULL_FATAL(read_host(text, &host));
    return host;
}

static struct ppv1_address address_of(const char *text)
{
    struct ppv1_address address = {0, 0};

    CU_ASSERT_FATAL(
        ppv1_address_parse((const uint8_t *)text, strlen(text), &address));
    return address;
}

/* ---- reading ---- */

static void host_has_a_kind_and_a_canonical_text(void)
{
    static const struct {
        const char *text;
        enum account_host_kind kind;
        const char *canonical;
    } rows[] = {
        {"203.0.113.10", ACCOUNT_HOST_ADDRESS, "203.0.113.10"},
        {"::ffff:203.0.113.10", ACCOUNT_HOST_ADDRESS, "203.0.113.10"},
        {"::FFFF:cb00:710a", ACCOUNT_HOST_ADDRESS, "203.0.113.10"},
        {"2001:0DB8:0:0::10", ACCOUNT_HOST_ADDRESS, "2001:db8::10"},
        {"203.0.113.10/32", ACCOUNT_HOST_ADDRESS, "203.0.113.10"},
        {"203.0.113.10/255.255.255.255", ACCOUNT_HOST_ADDRESS, "203.0.113.10"},
        {"2001:db8::1/128", ACCOUNT_HOST_ADDRESS, "2001:db8::1"},
        {"LocalHost", ACCOUNT_HOST_LOCALHOST, "localhost"},
        {"203.0.113.0/24", ACCOUNT_HOST_BLOCK, "203.0.113.0/24"},
        {"203.0.113.77/24", ACCOUNT_HOST_BLOCK, "203.0.113.0/24"},
        {"203.0.113.0/255.255.255.0", ACCOUNT_HOST_BLOCK, "203.0.113.0/24"},
        {"203.0.113.7/255.255.255.0", ACCOUNT_HOST_BLOCK, "203.0.113.0/24"},
        {"0.0.0.0/0.0.0.0", ACCOUNT_HOST_BLOCK, "0.0.0.0/0"},
        {"2001:DB8::/32", ACCOUNT_HOST_BLOCK, "2001:db8::/32"},
        {"203.0.113.%", ACCOUNT_HOST_PATTERN, "203.0.113.%"},
        {"203.0.113.1_", ACCOUNT_HOST_PATTERN, "203.0.113.1_"},
        {"2001:DB8:%%%", ACCOUNT_HOST_PATTERN, "2001:db8:%"},
        {"10.%_%_", ACCOUNT_HOST_PATTERN, "10.__%"},
        {"%_", ACCOUNT_HOST_PATTERN, "_%"},
        {"10._._", ACCOUNT_HOST_PATTERN, "10._._"},
        {"%", ACCOUNT_HOST_ANY, "%"},
        {"%%", ACCOUNT_HOST_ANY, "%"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct account_host host = host_of(rows[i].text);

        CU_ASSERT_EQUAL(host.kind, rows[i].kind);
        CU_ASSERT_STRING_EQUAL(host.text, rows[i].canonical);
    }
}

/* What is stored is the canonical text, and it is read again at each start. */
static void canonical_text_is_read_as_itself(void)
{
    static const char *const texts[] = {
        "203.0.113.10",  "2001:db8::10", "localhost", "10.0.0.0/8",
        "2001:db8::/32", "10.%",         "%"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        CU_ASSERT_STRING_EQUAL(host_of(texts[i]).text, texts[i]);
}

static void what_is_no_host_is_refused(void)
{
    static const char *const texts[] = {
        "",
        "db.example.com",
        "localhost.",
        "203.0.113.256",
        "203.0.113",
        "203.0.113.010",
        "203.0.113.0/33",
        "203.0.113.0/",
        "203.0.113.0/255.0.255.0",
        "203.0.113.0/255.255.255.1",
        "2001:db8::/255.255.255.0",
        "2001:db8::/129",
        "2001:db8::10%eth0",
        "*",
        "10.0.0.0/8;127.0.0.0/8",
        "10.0.0.0/8,127.0.0.0/8",
        " 203.0.113.10",
        "10.0.0.1 ",
        "app-%",
        "10.\\_.%",
        "%.example.com",
        "[2001:db8::10]",
        "1234567890123456789012345678901234567890123456789012345678901%",
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct account_host host = {.kind = ACCOUNT_HOST_ANY, .text = "kept"};

        CU_ASSERT_PTR_NOT_NULL(read_host(texts[i], &host));
        CU_ASSERT_STRING_EQUAL(host.text, "kept");
    }
}

static void nul_byte_is_no_part_of_a_host(void)
{
    struct account_host host;

    CU_ASSERT_PTR_NOT_NULL(account_host_read("10.%\0", 5, &host));
    CU_ASSERT_PTR_NOT_NULL(account_host_read("10.0.0.1\0", 9, &host));
    CU_ASSERT_PTR_NOT_NULL(account_host_read("localhost\0", 10, &host));
}

/* ---- matching ---- */

static void host_contains_what_it_says(void)
{
    static const struct {
        const char *host;
        const char *address;
        bool contains;
    } rows[] = {
        {"203.0.113.10", "203.0.113.10", true},
        {"203.0.113.10", "203.0.113.11", false},
        {"203.0.113.10", "::ffff:203.0.113.10", true},
        {"::ffff:203.0.113.10", "203.0.113.10", true},
        {"2001:db8::10", "2001:DB8:0:0:0:0:0:10", true},
        {"2001:db8::10", "2001:db8::11", false},
        {"localhost", "127.0.0.1", true},
        {"localhost", "127.255.255.255", true},
        {"localhost", "::1", true},
        {"localhost", "::ffff:127.0.0.1", true},
        {"localhost", "128.0.0.1", false},
        {"localhost", "::2", false},
        {"203.0.113.0/24", "203.0.113.255", true},
        {"203.0.113.0/24", "203.0.114.0", false},
        {"203.0.113.0/255.255.255.128", "203.0.113.127", true},
        {"203.0.113.0/255.255.255.128", "203.0.113.128", false},
        {"0.0.0.0/0", "255.255.255.255", true},
        {"0.0.0.0/0", "2001:db8::1", false},
        {"::/0", "2001:db8::1", true},
        {"::/0", "203.0.113.1", false},
        {"2001:db8::/32", "2001:db8:ffff::1", true},
        {"2001:db8::/32", "2001:db9::1", false},
        {"::/64", "203.0.113.1", false},
        {"::/64", "::203.0.113.1", true},
        {"203.0.113.%", "203.0.113.7", true},
        {"203.0.113.%", "203.0.11.37", false},
        {"203.0.113.1_", "203.0.113.10", true},
        {"203.0.113.1_", "203.0.113.1", false},
        {"203.0.113.1_", "203.0.113.100", false},
        {"%.10", "203.0.113.10", true},
        {"%.1%.%", "203.0.113.10", true},
        {"2001:DB8:%", "2001:db8::1", true},
        {"2001:db8::%", "2001:db8:1::1", false},
        {"%", "203.0.113.10", true},
        {"%", "2001:db8::1", true},
        {"_%", "2001:db8::1", true},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct account_host host = host_of(rows[i].host);

        CU_ASSERT_EQUAL(
            account_host_contains(&host, address_of(rows[i].address)),
            rows[i].contains);
    }
}

/* ---- the order ---- */

static void order_is_from_the_most_specific_host_to_any(void)
{
    static const char *const ordered[] = {
        "203.0.113.10",
        "localhost",
        "203.0.113.128/25",
        "203.0.113.0/24",
        "203.0.0.0/16",
        "0.0.0.0/0",
        "203.0.113.1%",
        "203.0.113.1_",
        "203.0.113.%",
        "203.0.%",
        "203.%",
        "%.10",
        "_%",
        "%",
    };
    size_t count = sizeof ordered / sizeof ordered[0];

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            struct account_host a = host_of(ordered[i]);
            struct account_host b = host_of(ordered[j]);
            int order = account_host_compare(&a, &b);

            CU_ASSERT_EQUAL(order < 0, i < j);
            CU_ASSERT_EQUAL(order > 0, i > j);
        }
    }
}

/* Of any three, and both ways round: else which account counts would depend on
 * the order in which they are looked at. */
static void order_is_total(void)
{
    static const char *const texts[] = {"203.0.113.10",
                                        "127.0.0.1",
                                        "::1",
                                        "2001:db8::10",
                                        "localhost",
                                        "127.0.0.0/8",
                                        "::1/127",
                                        "203.0.113.0/24",
                                        "203.0.113.0/25",
                                        "203.0.113.128/25",
                                        "203.0.0.0/16",
                                        "0.0.0.0/0",
                                        "::/0",
                                        "::/64",
                                        "2001:db8::/32",
                                        "2001:db8::/64",
                                        "203.0.113.%",
                                        "203.0.%",
                                        "203.0.113.1_",
                                        "203.0.113.1%",
                                        "%.10",
                                        "_%",
                                        "__%",
                                        "2001:%",
                                        "2001:db8::%",
                                        "%:%",
                                        "%.%.%.%",
                                        "%"};
    enum { COUNT = sizeof texts / sizeof texts[0] };
    struct account_host hosts[COUNT];

    for (size_t i = 0; i < COUNT; i++)
        hosts[i] = host_of(texts[i]);
    for (size_t i = 0; i < COUNT; i++) {
        for (size_t j = 0; j < COUNT; j++) {
            int order = account_host_compare(&hosts[i], &hosts[j]);
            int back = account_host_compare(&hosts[j], &hosts[i]);

            CU_ASSERT_EQUAL(order<0, back> 0);
            CU_ASSERT_EQUAL(order == 0, i == j);
            for (size_t k = 0; k < COUNT && order < 0; k++)
                if (account_host_compare(&hosts[j], &hosts[k]) < 0)
                    CU_ASSERT(account_host_compare(&hosts[i], &hosts[k]) < 0);
        }
    }
}

static void only_spellings_of_one_host_tie(void)
{
    static const char *const pairs[][2] = {
        {"203.0.113.0/24", "203.0.113.9/255.255.255.0"},
        {"2001:db8::10", "2001:0DB8:0:0:0:0:0:10/128"},
        {"10.%", "10.%%"},
        {"10.%_.%%", "10._%.%"},
        {"::ffff:10.0.0.0/104", "10.9.9.9/255.0.0.0"},
        {"2001:DB8:0:0::/32", "2001:db8:ffff::/32"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct account_host a = host_of(pairs[i][0]);
        struct account_host b = host_of(pairs[i][1]);

        CU_ASSERT_EQUAL(account_host_compare(&a, &b), 0);
        CU_ASSERT_STRING_EQUAL(a.text, b.text);
    }
}

static const struct unit_case cases[] = {
    {"a host has a kind and a canonical text",
     host_has_a_kind_and_a_canonical_text},
    {"a canonical text is read as itself", canonical_text_is_read_as_itself},
    {"what is no host is refused", what_is_no_host_is_refused},
    {"a NUL byte is no part of a host", nul_byte_is_no_part_of_a_host},
    {"a host contains what it says", host_contains_what_it_says},
    {"the order is from the most specific host to any",
     order_is_from_the_most_specific_host_to_any},
    {"the order is total", order_is_total},
    {"only spellings of one host tie", only_spellings_of_one_host_tie},
};

UNIT_SUITE(account_match, cases);
