#include <stdbool.h>
#include <string.h>

#include "scan.h"
#include "unit.h"
#include "witness/complete.h"

#define ROOM 64

/* A terminal: how its bytes are read, and what is missing is written. */
struct terminal {
    struct scan (*scan)(const uint8_t *s, size_t i, size_t n);
    size_t (*complete)(uint8_t *c, size_t i, size_t n);
    size_t lack;
    size_t length;
};

static struct scan ipv4(const uint8_t *s, size_t i, size_t n)
{
    uint32_t value;

    return scan_ipv4(s, i, n, &value);
}

static struct scan ipv6(const uint8_t *s, size_t i, size_t n)
{
    struct ppv1_address value;

    return scan_ipv6(s, i, n, &value);
}

static struct scan port(const uint8_t *s, size_t i, size_t n)
{
    uint16_t value;

    return scan_port(s, i, n, &value);
}

static const struct terminal ipv4_terminal = {
    ipv4, complete_ipv4, COMPLETE_ADDRESS_MAX, COMPLETE_IPV4_LENGTH};
static const struct terminal ipv6_terminal = {
    ipv6, complete_ipv6, COMPLETE_ADDRESS_MAX, COMPLETE_IPV6_LENGTH};
static const struct terminal port_terminal = {port, complete_port,
                                              COMPLETE_PORT_MAX, 1};

/* Is text[0 .. n) a beginning?  Then with its end and a space it is read. */
static bool begins(const struct terminal *terminal, const char *text, size_t n)
{
    uint8_t bytes[ROOM];
    size_t end;
    struct scan scan;

    memset(bytes, '#', sizeof bytes);
    memcpy(bytes, text, n);
    if (terminal->scan(bytes, 0, n).answer != SCAN_MORE)
        return false;
    end = terminal->complete(bytes, 0, n);
    CU_ASSERT_EQUAL(memcmp(bytes, text, n), 0);
    CU_ASSERT_EQUAL(bytes[n + terminal->lack], '#');
    CU_ASSERT(n <= end && end <= n + terminal->lack);
    CU_ASSERT(end <= n || end <= terminal->length);
    bytes[end] = ' ';
    scan = terminal->scan(bytes, 0, end + 1);
    CU_ASSERT_EQUAL(scan.answer, SCAN_DONE);
    CU_ASSERT_EQUAL(scan.end, end);
    return true;
}

static void check_beginnings(const struct terminal *terminal, const char *text)
{
    for (size_t n = 0; n <= strlen(text); n++)
        CU_ASSERT(begins(terminal, text, n));
}

/* Every text of up to `longest` of these letters; how many are beginnings. */
static size_t count_beginnings(const struct terminal *terminal,
                               const char *letters, size_t longest)
{
    char text[ROOM];
    size_t base = strlen(letters), all = 1, count = 0;

    for (size_t n = 0; n <= longest; n++, all *= base)
        for (size_t number = 0; number < all; number++) {
            size_t rest = number;

            for (size_t k = 0; k < n; k++, rest /= base)
                text[k] = letters[rest % base];
            count += begins(terminal, text, n);
        }
    return count;
}

static void short_beginnings_have_ends(void)
{
    CU_ASSERT(count_beginnings(&ipv4_terminal, "025.:", 7) > 1000);
    CU_ASSERT(count_beginnings(&ipv6_terminal, ":.1f", 8) > 4000);
    CU_ASSERT(count_beginnings(&port_terminal, "0123456789", 5) == 65537);
}

static void beginnings_of_long_addresses_have_ends(void)
{
    static const char *const texts[] = {
        "1111:2222:3333:4444:5555:6666:111.222.111.222",
        "1111:2222:3333:4444:5555:6666:7777:8888",
        "1:2:3:4:5:6:7:8",
        "1111:2222:3333:4444:5555:6666:7777::",
        "1111:2222:3333:4444:5555:6666::8888",
        "1111:2222:3333:4444:5555::111.222.111.222",
        "1111::3333:4444:5555:6666:111.222.111.222",
        "1111::3333:4444:5555:6666:7777:8888",
        "::2222:3333:4444:5555:6666:111.222.111.222",
        "::2222:3333:4444:5555:6666:7777:8888",
        "::ffff:203.0.113.10"};

    check_beginnings(&ipv4_terminal, "111.222.111.222");
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        check_beginnings(&ipv6_terminal, texts[k]);
}

static const struct unit_case cases[] = {
    {"short beginnings of terminals have ends", short_beginnings_have_ends},
    {"beginnings of long addresses have ends",
     beginnings_of_long_addresses_have_ends},
};
UNIT_SUITE(complete, cases);
