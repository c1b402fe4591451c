#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "audit_line.h"
#include "guard.h"

#define N 64

static bool is_clean(uint8_t byte)
{
    return byte >= 0x20 && byte != 0x7f && byte != '|';
}

/* Fit for a field: no byte that ends it, and every backslash begins \xHH. */
static bool is_field(const uint8_t *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_clean(s[i]))
            return false;
        if (s[i] == '\\' &&
            (n - i < 4 || s[i + 1] != 'x' ||
             memchr("0123456789abcdef", s[i + 2], 16) == NULL ||
             memchr("0123456789abcdef", s[i + 3], 16) == NULL))
            return false;
    }
    return true;
}

/* Escapes, then undoes it; false when that is not the same, or no field. */
static bool comes_back(const uint8_t *from, size_t n)
{
    uint8_t escaped[AUDIT_ESCAPED_MAX(N)];
    uint8_t back[AUDIT_ESCAPED_MAX(N)];
    size_t length =
        audit_escape(guard_copy(from, n), n, escaped, AUDIT_ESCAPED_MAX(n));

    return length <= AUDIT_ESCAPED_MAX(n) && is_field(escaped, length) &&
           audit_unescape(guard_copy(escaped, length), length, back) == n &&
           memcmp(back, from, n) == 0;
}

static void each_byte_alone(void)
{
    static const char digits[] = "0123456789abcdef";

    for (unsigned byte = 0; byte < 256; byte++) {
        const uint8_t from = (uint8_t)byte;
        const uint8_t escape[4] = {'\\', 'x', (uint8_t)digits[byte / 16],
                                   (uint8_t)digits[byte % 16]};
        uint8_t to[4];
        size_t length = audit_escape(&from, 1, to, 4);

        if (is_clean(from) && from != '\\')
            CU_ASSERT_TRUE(length == 1 && to[0] == from)
        else
            CU_ASSERT_TRUE(length == 4 && memcmp(to, escape, 4) == 0)
        CU_ASSERT_TRUE(comes_back(&from, 1));
    }
}

static void each_pair_comes_back(void)
{
    for (unsigned pair = 0; pair < 65536; pair++) {
        const uint8_t from[2] = {(uint8_t)(pair / 256), (uint8_t)(pair % 256)};

        if (!comes_back(from, 2))
            CU_FAIL("a pair does not come back");
    }
}

static void random_text_comes_back(void)
{
    /* Bytes that look like escapes, and others. */
    static const char likely[] = "\\\\\\xx0123abcdef|\n\r\x7f\xff";

    srand(1);
    for (int round = 0; round < 200000; round++) {
        uint8_t from[N];
        size_t n = (size_t)rand() % (N + 1);

        for (size_t i = 0; i < n; i++)
            from[i] = (uint8_t)(rand() % 4
                                    ? likely[(size_t)rand() % (sizeof likely)]
                                    : rand());
        if (!comes_back(from, n))
            CU_FAIL("a text does not come back");
    }
}

static void stops_before_what_does_not_fit(void)
{
    static const uint8_t from[] = "ab\ncd";
    static const size_t expected[] = {0, 1, 2, 2, 2, 2, 6, 7, 8, 8};

    for (size_t capacity = 0; capacity < 10; capacity++) {
        uint8_t to[10];

        memset(to, '#', sizeof to);
        CU_ASSERT_EQUAL(audit_escape(from, 5, to, capacity),
                        expected[capacity]);
        CU_ASSERT_EQUAL(memcmp(to, "ab\\x0acd", expected[capacity]), 0);
        for (size_t i = capacity; i < sizeof to; i++)
            CU_ASSERT_EQUAL(to[i], '#');
    }
}

static void no_line_can_be_injected(void)
{
    static const char from[] = "app|Peer=1.2.3.4\r\n\x1b[2J\\x7c";
    static const char expected[] =
        "app\\x7cPeer=1.2.3.4\\x0d\\x0a\\x1b[2J\\x5cx7c";
    uint8_t to[sizeof expected];

    CU_ASSERT_EQUAL(audit_escape((const uint8_t *)from, sizeof from - 1, to,
                                 sizeof to),
                    sizeof expected - 1);
    CU_ASSERT_EQUAL(memcmp(to, expected, sizeof expected - 1), 0);
}

static void what_is_no_escape_stays(void)
{
    static const char *const same[] = {"",       "\\",     "\\x",   "\\x4",
                                       "\\x4g",  "\\xG4",  "\\X41", "\\x4A",
                                       "\\\\x4", "x41",    "\\x/0", "\\x0:",
                                       "\\x`0",  "\\x0g", "\\n"};

    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        size_t n = strlen(same[i]);
        uint8_t to[8];

        CU_ASSERT_EQUAL(audit_unescape(guard_copy(same[i], n), n, to), n);
        CU_ASSERT_EQUAL(memcmp(to, same[i], n), 0);
    }
}

static void line_feed_is_the_only_control_byte(void)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        bool control = byte < 0x20 || byte == 0x7f;
        uint8_t line[4] = {(uint8_t)byte, 'a', (uint8_t)byte, '#'};
        uint8_t stays = control ? '?' : (uint8_t)byte;

        audit_end_line(line, 2);
        CU_ASSERT_TRUE(line[0] == stays && line[1] == 'a');
        CU_ASSERT_TRUE(line[2] == '\n' && line[3] == '#');
        audit_end_line(line, 0);
        CU_ASSERT_TRUE(line[0] == '\n' && line[1] == 'a');
    }
}

static const struct unit_case cases[] = {
    {"each byte alone stays or becomes \\xHH", each_byte_alone},
    {"each pair of bytes comes back", each_pair_comes_back},
    {"random text comes back", random_text_comes_back},
    {"escaping stops before what does not fit", stops_before_what_does_not_fit},
    {"no field and no line can be injected", no_line_can_be_injected},
    {"what is no escape is not undone", what_is_no_escape_stays},
    {"the line feed is a line's only control byte",
     line_feed_is_the_only_control_byte},
};

UNIT_SUITE(audit_line, cases);
