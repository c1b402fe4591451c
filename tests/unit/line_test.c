/*
 * The line: every reason, every boundary, every split.
 */
#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "ppv1.h"
#include "unit.h"

#define REASON(name) PPV1_REASON_##name

/* A line that is accepted, and what it says in canonical text. */
struct good {
    const char *line;
    enum ppv1_protocol protocol;
    const char *source;
    unsigned source_port;
    const char *destination;
    unsigned destination_port;
};

#define LONGEST6 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
#define DOTTED6 "0000:0000:0000:0000:0000:ffff:255.255.255.255"

static const struct good goods[] = {
    {"PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n", PPV1_TCP4,
     "203.0.113.10", 43025, "192.0.2.1", 9030},
    {"PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", PPV1_TCP4, "0.0.0.0", 0, "0.0.0.0",
     0},
    {"PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", PPV1_TCP4,
     "255.255.255.255", 65535, "255.255.255.255", 65535},
    {"PROXY TCP6 2001:db8::10 2001:DB8:0:0::1 1 2\r\n", PPV1_TCP6,
     "2001:db8::10", 1, "2001:db8::1", 2},
    {"PROXY TCP6 ::ffff:203.0.113.10 ::ffff:127.0.0.1 43025 9030\r\n",
     PPV1_TCP6, "203.0.113.10", 43025, "127.0.0.1", 9030},
    {"PROXY TCP6 :: ::1 0 0\r\n", PPV1_TCP6, "::", 0, "::1", 0},
    {"PROXY TCP6 1:2:3:4:5:6:7:: ::2:3:4:5:6:7:8 1 2\r\n", PPV1_TCP6,
     "1:2:3:4:5:6:7:0", 1, "0:2:3:4:5:6:7:8", 2},
    {"PROXY TCP6 " LONGEST6 " " LONGEST6 " 65535 65535\r\n", PPV1_TCP6,
     LONGEST6, 65535, LONGEST6, 65535},
    {"PROXY TCP6 " DOTTED6 " " LONGEST6 " 0 0\r\n", PPV1_TCP6,
     "255.255.255.255", 0, LONGEST6, 0},
    {"PROXY UNKNOWN\r\n", PPV1_UNKNOWN, "::", 0, "::", 0},
    {"PROXY UNKNOWN \r\n", PPV1_UNKNOWN, "::", 0, "::", 0},
    {"PROXY UNKNOWN ffff::1 junk \x01\xff\r x\n\r\r\n", PPV1_UNKNOWN, "::", 0,
     "::", 0},
};

/* A line that is refused: where, and why. */
struct bad {
    const char *line;
    size_t offset;
    enum ppv1_reason reason;
};

static const struct bad bads[] = {
    {"GET / HTTP/1.1\r\n", 0, REASON(NOT_PROXY)},
    {"proxy TCP4 ", 0, REASON(NOT_PROXY)},
    {"PROXX", 4, REASON(NOT_PROXY)},
    {"PROXY\t", 5, REASON(NOT_PROXY)},
    {"PROXY  TCP4 1.2.3.4", 6, REASON(PROTOCOL)},
    {"PROXY tcp4 ", 6, REASON(PROTOCOL)},
    {"PROXY TCP5 ", 9, REASON(PROTOCOL)},
    {"PROXY TCP44", 10, REASON(PROTOCOL)},
    {"PROXY UDP4 ", 7, REASON(PROTOCOL)},
    {"PROXY UNKNOWNfoo\r\n", 13, REASON(SPACE_AFTER_UNKNOWN)},
    {"PROXY UNKNOWN\rx", 14, REASON(SPACE_AFTER_UNKNOWN)},
    {"PROXY TCP4  1.2.3.4", 11, REASON(SOURCE_OCTET_MISSING)},
    {"PROXY TCP4 203.0.113.256 ", 23, REASON(SOURCE_OCTET_ABOVE_255)},
    {"PROXY TCP4 01.2.3.4 ", 12, REASON(SOURCE_OCTET_LEADING_ZERO)},
    {"PROXY TCP4 1.2.3 ", 16, REASON(SOURCE_TOO_FEW_OCTETS)},
    {"PROXY TCP4 1.2.3.4.5", 18, REASON(SOURCE_TOO_MANY_OCTETS)},
    {"PROXY TCP4 1.2.3.4\t", 18, REASON(SPACE_AFTER_SOURCE)},
    {"PROXY TCP4 1.2.3.4/24 ", 18, REASON(SPACE_AFTER_SOURCE)},
    {"PROXY TCP4 ::1 ::2 1 2\r\n", 11, REASON(SOURCE_OCTET_MISSING)},
    {"PROXY TCP4 1.2.3.4 x", 19, REASON(DESTINATION_OCTET_MISSING)},
    {"PROXY TCP4 1.2.3.4 05.6.7.8", 20, REASON(DESTINATION_OCTET_LEADING_ZERO)},
    {"PROXY TCP4 1.2.3.4 999.6.7.8", 21, REASON(DESTINATION_OCTET_ABOVE_255)},
    {"PROXY TCP4 1.2.3.4 5.6.7\r\n", 24, REASON(DESTINATION_TOO_FEW_OCTETS)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8.", 26, REASON(DESTINATION_TOO_MANY_OCTETS)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8\r\n", 26, REASON(SPACE_AFTER_DESTINATION)},
    {"PROXY TCP6 1.2.3.4 ", 12, REASON(SOURCE_MISPLACED_TAIL)},
    {"PROXY TCP6 :1", 12, REASON(SOURCE_GROUP_MISSING)},
    {"PROXY TCP6 12345:", 15, REASON(SOURCE_GROUP_TOO_LONG)},
    {"PROXY TCP6 1::2::3", 16, REASON(SOURCE_SECOND_GAP)},
    {"PROXY TCP6 1:2:3 ", 16, REASON(SOURCE_TOO_FEW_GROUPS)},
    {"PROXY TCP6 1:2:3:4:5:6:7:8:9", 26, REASON(SOURCE_TOO_MANY_GROUPS)},
    {"PROXY TCP6 1:2:3:4:5:6:7::8", 26, REASON(SOURCE_TOO_MANY_GROUPS)},
    {"PROXY TCP6 fe80::1%eth0", 18, REASON(SPACE_AFTER_SOURCE)},
    {"PROXY TCP6 ::1 :x", 16, REASON(DESTINATION_GROUP_MISSING)},
    {"PROXY TCP6 ::1 00000", 19, REASON(DESTINATION_GROUP_TOO_LONG)},
    {"PROXY TCP6 ::1 ::1::", 19, REASON(DESTINATION_SECOND_GAP)},
    {"PROXY TCP6 ::1 1:2 ", 18, REASON(DESTINATION_TOO_FEW_GROUPS)},
    {"PROXY TCP6 ::1 1:2:3:4:5:6:7:8:", 30, REASON(DESTINATION_TOO_MANY_GROUPS)},
    {"PROXY TCP6 ::1 1:2.3", 18, REASON(DESTINATION_MISPLACED_TAIL)},
    {"PROXY TCP6 ::1 ::1 x", 19, REASON(SOURCE_PORT_MISSING)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 +1 ", 27, REASON(SOURCE_PORT_MISSING)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 080 ", 28, REASON(SOURCE_PORT_LEADING_ZERO)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 65536 ", 31, REASON(SOURCE_PORT_ABOVE_65535)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1\r\n", 28, REASON(SPACE_AFTER_SOURCE_PORT)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1  2", 29, REASON(DESTINATION_PORT_MISSING)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1 00", 30,
     REASON(DESTINATION_PORT_LEADING_ZERO)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1 655350", 34,
     REASON(DESTINATION_PORT_ABOVE_65535)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\n", 30, REASON(LINE_END)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1 2 \r\n", 30, REASON(LINE_END)},
    {"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\rx", 31, REASON(LINE_END)},
};


static struct ppv1_line parse(const char *text, size_t n)
{
    struct ppv1_line line;

    memset(&line, 0xa5, sizeof line);
    ppv1_parse(guard_copy(text, n), n, &line);
    return line;
}

static void check_address(struct ppv1_address address, const char *want)
{
    uint8_t text[PPV1_ADDRESS_TEXT_MAX];
    size_t n = ppv1_address_write(address, text);

    CU_ASSERT_EQUAL(n, strlen(want));
    CU_ASSERT(n == strlen(want) && memcmp(text, want, n) == 0);
}

static void good_lines_say_what_they_say(void)
{
    for (size_t k = 0; k < sizeof goods / sizeof goods[0]; k++) {
        const struct good *good = &goods[k];
        struct ppv1_line line = parse(good->line, strlen(good->line));

        CU_ASSERT_EQUAL(line.answer, PPV1_ACCEPTED);
        CU_ASSERT_EQUAL(line.length, strlen(good->line));
        CU_ASSERT_EQUAL(line.protocol, good->protocol);
        CU_ASSERT_EQUAL(line.source_port, good->source_port);
        CU_ASSERT_EQUAL(line.destination_port, good->destination_port);
        check_address(line.source, good->source);
        check_address(line.destination, good->destination);
    }
}

static void every_prefix_of_a_good_line_is_incomplete(void)
{
    for (size_t k = 0; k < sizeof goods / sizeof goods[0]; k++)
        for (size_t n = 0; n < strlen(goods[k].line); n++)
            CU_ASSERT_EQUAL(parse(goods[k].line, n).answer, PPV1_INCOMPLETE);
}

static void bytes_behind_the_line_change_nothing(void)
{
    char text[300];

    for (size_t k = 0; k < sizeof goods / sizeof goods[0]; k++) {
        struct ppv1_line line;

        snprintf(text, sizeof text, "%sPROXY UNKNOWN\r\n\n\r", goods[k].line);
        line = parse(text, strlen(text));
        CU_ASSERT_EQUAL(line.answer, PPV1_ACCEPTED);
        CU_ASSERT_EQUAL(line.length, strlen(goods[k].line));
    }
}

static void bad_lines_are_refused_where_they_go_wrong(void)
{
    for (size_t k = 0; k < sizeof bads / sizeof bads[0]; k++) {
        struct ppv1_line line = parse(bads[k].line, strlen(bads[k].line));

        CU_ASSERT_EQUAL(line.answer, PPV1_REJECTED);
        CU_ASSERT_EQUAL(line.offset, bads[k].offset);
        CU_ASSERT_EQUAL(line.reason, bads[k].reason);
        if (line.offset != bads[k].offset || line.reason != bads[k].reason)
            printf("\n%s: byte %zu %s", bads[k].line, line.offset,
                   ppv1_reason_text(line.reason));
    }
}

static void a_bad_line_is_refused_with_its_first_hopeless_byte(void)
{
    for (size_t k = 0; k < sizeof bads / sizeof bads[0]; k++) {
        size_t offset = bads[k].offset;
        struct ppv1_line line = parse(bads[k].line, offset + 1);

        CU_ASSERT_EQUAL(parse(bads[k].line, offset).answer, PPV1_INCOMPLETE);
        CU_ASSERT_EQUAL(line.answer, PPV1_REJECTED);
        CU_ASSERT_EQUAL(line.offset, offset);
        CU_ASSERT_EQUAL(line.reason, bads[k].reason);
    }
}

static void every_reason_of_the_parser_has_a_row(void)
{
    bool seen[PPV1_REASON_COUNT] = {false};

    for (size_t k = 0; k < sizeof bads / sizeof bads[0]; k++)
        seen[bads[k].reason] = true;
    seen[REASON(BINARY_V2)] = true; /* a test of its own */
    seen[REASON(TOO_LONG)] = true;  /* likewise */
    for (int k = REASON(NOT_PROXY); k <= REASON(TOO_LONG); k++) {
        CU_ASSERT(seen[k]);
        if (!seen[k])
            printf("\nno row: %s", ppv1_reason_text((enum ppv1_reason)k));
    }
}

static void version_2_has_its_own_reason(void)
{
    const char *v2 = "\r\n\r\n\0\r\nQUIT\n\x21\x11";

    for (size_t n = 1; n <= 14; n++) {
        struct ppv1_line line = parse(v2, n);

        CU_ASSERT_EQUAL(line.answer, PPV1_REJECTED);
        CU_ASSERT_EQUAL(line.offset, 0);
        CU_ASSERT_EQUAL(line.reason, REASON(BINARY_V2));
    }
    CU_ASSERT_EQUAL(parse("\r\nx", 3).reason, REASON(NOT_PROXY));
}

/* "PROXY UNKNOWN " and then `fill` up to `n` bytes, CRLF last if asked. */
static struct ppv1_line unknown_of(size_t n, char fill, bool crlf)
{
    char text[200];

    memset(text, fill, sizeof text);
    memcpy(text, "PROXY UNKNOWN ", 14);
    if (crlf)
        memcpy(text + n - 2, "\r\n", 2);
    return parse(text, n);
}

static void a_line_has_at_most_107_bytes(void)
{
    CU_ASSERT_EQUAL(unknown_of(105, 'x', true).answer, PPV1_ACCEPTED);
    CU_ASSERT_EQUAL(unknown_of(106, 'x', true).answer, PPV1_ACCEPTED);
    CU_ASSERT_EQUAL(unknown_of(107, 'x', true).answer, PPV1_ACCEPTED);
    CU_ASSERT_EQUAL(unknown_of(107, 'x', true).length, 107);
    for (size_t n = 108; n <= 109; n++) {
        struct ppv1_line line = unknown_of(n, 'x', true);

        CU_ASSERT_EQUAL(line.answer, PPV1_REJECTED);
        CU_ASSERT_EQUAL(line.reason, REASON(TOO_LONG));
        CU_ASSERT_EQUAL(line.offset, 105);
    }
    CU_ASSERT_EQUAL(unknown_of(105, 'x', false).answer, PPV1_INCOMPLETE);
    CU_ASSERT_EQUAL(unknown_of(106, 'x', false).answer, PPV1_REJECTED);
    CU_ASSERT_EQUAL(unknown_of(106, '\r', false).answer, PPV1_INCOMPLETE);
    CU_ASSERT_EQUAL(unknown_of(107, '\r', false).offset, 106);
}

static void a_destination_too_long_for_the_line_is_refused_at_its_end(void)
{
    const char *text = "PROXY TCP6 " DOTTED6 " " DOTTED6 " 0 0\r\n";
    struct ppv1_line line = parse(text, strlen(text));

    CU_ASSERT_EQUAL(line.answer, PPV1_REJECTED);
    CU_ASSERT_EQUAL(line.reason, REASON(TOO_LONG));
    CU_ASSERT_EQUAL(line.offset, 101);
    CU_ASSERT_EQUAL(parse(text, 101).answer, PPV1_INCOMPLETE);
}

static void ports_too_long_for_the_line_are_refused(void)
{
    const char *text = "PROXY TCP6 " DOTTED6 " ::ffff:ffff:ffff:ffff:ffff:"
                       "255.255.255.255 12 3\r\n";
    const char *fits = "PROXY TCP6 " DOTTED6 " ::ffff:ffff:ffff:ffff:ffff:"
                       "255.255.255.255 1 2\r\n";
    struct ppv1_line line = parse(text, strlen(text));

    CU_ASSERT_EQUAL(parse(fits, strlen(fits)).answer, PPV1_ACCEPTED);
    CU_ASSERT(strlen(text) > 107 ? line.reason == REASON(TOO_LONG)
                                 : line.answer == PPV1_ACCEPTED);
}

static void fields_that_an_answer_does_not_name_are_zero(void)
{
    static const uint8_t zero[sizeof(struct ppv1_address)];
    struct ppv1_line line = parse("PROXY TCP4 1.2.3.4 5.6.7.8 1 2\n", 31);

    CU_ASSERT_EQUAL(line.answer, PPV1_REJECTED);
    CU_ASSERT_EQUAL(memcmp(&line.source, zero, sizeof zero), 0);
    CU_ASSERT_EQUAL(line.source_port, 0);
    CU_ASSERT_EQUAL(line.length, 0);
    CU_ASSERT_EQUAL(parse("PROXY", 5).offset, 0);
}

static void no_bytes_are_incomplete(void)
{
    CU_ASSERT_EQUAL(parse("", 0).answer, PPV1_INCOMPLETE);
}

/* One byte changed anywhere: never accepted as something it does not say. */
static void a_changed_byte_is_refused_or_read_as_it_is(void)
{
    const char *text = goods[0].line;
    size_t n = strlen(text);
    char changed[128];

    for (size_t at = 0; at < n; at++) {
        for (int c = 0; c < 256; c++) {
            struct ppv1_line line;

            memcpy(changed, text, n);
            changed[at] = (char)c;
            line = parse(changed, n);
            if (changed[at] != text[at] && line.answer == PPV1_ACCEPTED)
                CU_ASSERT((c >= '0' && c <= '9') || c == '.');
        }
    }
}

static const struct unit_case cases[] = {
    {"good lines say what they say", good_lines_say_what_they_say},
    {"every prefix of a good line is incomplete",
     every_prefix_of_a_good_line_is_incomplete},
    {"bytes behind the line change nothing",
     bytes_behind_the_line_change_nothing},
    {"bad lines are refused where they go wrong",
     bad_lines_are_refused_where_they_go_wrong},
    {"a bad line is refused with its first hopeless byte",
     a_bad_line_is_refused_with_its_first_hopeless_byte},
    {"every reason of the parser has a row",
     every_reason_of_the_parser_has_a_row},
    {"version 2 has its own reason", version_2_has_its_own_reason},
    {"a line has at most 107 bytes", a_line_has_at_most_107_bytes},
    {"a destination too long for the line is refused at its end",
     a_destination_too_long_for_the_line_is_refused_at_its_end},
    {"ports too long for the line are refused",
     ports_too_long_for_the_line_are_refused},
    {"fields that an answer does not name are zero",
     fields_that_an_answer_does_not_name_are_zero},
    {"no bytes are incomplete", no_bytes_are_incomplete},
    {"a changed byte is refused or read as it is",
     a_changed_byte_is_refused_or_read_as_it_is},
};

UNIT_SUITE(line, cases);
