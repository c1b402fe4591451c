/*
 * The writer: what it writes, and that the reader reads it back.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "ppv1.h"
#include "unit.h"

#define MAPPED(ipv4) {0, 0xffff00000000 + (ipv4)}

struct row {
    const char *line;
    enum ppv1_protocol protocol;
    struct ppv1_address source;
    struct ppv1_address destination;
    uint16_t source_port;
    uint16_t destination_port;
};

static const struct row rows[] = {
    {"PROXY UNKNOWN\r\n", .protocol = PPV1_UNKNOWN},
    {"PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n", PPV1_TCP4,
     MAPPED(0xcb00710a), MAPPED(0xc0000201), 43025, 9030},
    {"PROXY TCP4 0.0.0.0 255.255.255.255 0 65535\r\n", PPV1_TCP4, MAPPED(0),
     MAPPED(0xffffffff), 0, 65535},
    {"PROXY TCP4 1.10.100.9 99.199.0.1 9 99\r\n", PPV1_TCP4,
     MAPPED(0x010a6409), MAPPED(0x63c70001), 9, 99},
    {"PROXY TCP6 2001:db8::10 :: 999 1000\r\n", PPV1_TCP6,
     {0x20010db800000000, 0x10}, {0, 0}, 999, 1000},
    {"PROXY TCP6 ::ffff:203.0.113.10 ::ffff:127.0.0.1 43025 9030\r\n",
     PPV1_TCP6, MAPPED(0xcb00710a), MAPPED(0x7f000001), 43025, 9030},
    {"PROXY TCP6 ::1 ::ffff:0.0.0.0 1 10\r\n", PPV1_TCP6, {0, 1}, MAPPED(0), 1,
     10},
    {"PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
     " ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
     PPV1_TCP6, {UINT64_MAX, UINT64_MAX}, {UINT64_MAX, UINT64_MAX}, 65535,
     65535},
};

/* Writes between marks. */
static size_t write(const struct ppv1_line *line, uint8_t *text)
{
    memset(text, '#', PPV1_LINE_MAX + 1);
    return ppv1_write(line, text);
}

static void lines_are_written(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct row *row = &rows[i];
        struct ppv1_line line = {.protocol = row->protocol,
                                 .source = row->source,
                                 .destination = row->destination,
                                 .source_port = row->source_port,
                                 .destination_port = row->destination_port};
        uint8_t text[PPV1_LINE_MAX + 1];
        size_t length = write(&line, text);

        if (length != strlen(row->line) ||
            memcmp(text, row->line, length) != 0)
            CU_FAIL(row->line);
        CU_ASSERT_EQUAL(text[PPV1_LINE_MAX], '#');
    }
}

static void tcp4_needs_ipv4(void)
{
    static const struct ppv1_address ipv4 = MAPPED(0x01020304), ipv6 = {0, 1};
    struct ppv1_line line = {.protocol = PPV1_TCP4};
    uint8_t text[PPV1_LINE_MAX + 1];

    line.source = ipv6;
    line.destination = ipv4;
    CU_ASSERT_EQUAL(write(&line, text), 0);
    line.source = ipv4;
    line.destination = ipv6;
    CU_ASSERT_EQUAL(write(&line, text), 0);
    CU_ASSERT_EQUAL(text[0], '#');
}

/* Eight groups that are often zero, or an IPv4 address. */
static struct ppv1_address random_address(bool ipv4)
{
    uint8_t bytes[16] = {[10] = 0xff, [11] = 0xff};

    for (size_t i = ipv4 ? 12 : 0; i < 16; i++)
        bytes[i] = (uint8_t)(rand() % 2 ? 0 : rand());
    return ppv1_address_from_bytes(bytes);
}

static struct ppv1_line random_line(void)
{
    bool tcp4 = rand() % 2;

    return (struct ppv1_line){
        .protocol = tcp4 ? PPV1_TCP4 : PPV1_TCP6,
        .source = random_address(tcp4 || rand() % 4 == 0),
        .destination = random_address(tcp4 || rand() % 4 == 0),
        .source_port = (uint16_t)(rand() % 65536 >> rand() % 17),
        .destination_port = (uint16_t)(rand() % 65536 >> rand() % 17)};
}

static bool same(struct ppv1_address a, struct ppv1_address b)
{
    return a.high == b.high && a.low == b.low;
}

static void what_is_written_is_read_back(void)
{
    srand(1);
    for (int round = 0; round < 200000; round++) {
        struct ppv1_line line = random_line(), back;
        uint8_t text[PPV1_LINE_MAX + 1];
        size_t length = write(&line, text);

        ppv1_parse(guard_copy(text, length), length, &back);
        if (back.answer != PPV1_ACCEPTED || back.length != length ||
            back.protocol != line.protocol ||
            back.source_port != line.source_port ||
            back.destination_port != line.destination_port ||
            !same(back.source, line.source) ||
            !same(back.destination, line.destination))
            CU_FAIL("a line does not come back");
        CU_ASSERT_EQUAL(text[PPV1_LINE_MAX], '#');
    }
}

static const struct unit_case cases[] = {
    {"a line is written in its canonical form", lines_are_written},
    {"TCP4 with an address that is not IPv4 is not written", tcp4_needs_ipv4},
    {"what is written is read back", what_is_written_is_read_back},
};

UNIT_SUITE(line_write, cases);
