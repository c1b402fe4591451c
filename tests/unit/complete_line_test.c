/*
 * What ppv1_parse calls incomplete becomes a line.
 */
#include <stdbool.h>
#include <string.h>

#include "ppv1.h"
#include "unit.h"
#include "witness/complete_line.h"

#define LONGEST4 "255.255.255.255"
#define LONGEST6 "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
#define DOTTED6 "0000:0000:0000:0000:0000:ffff:255.255.255.255"
#define TEN "0123456789"

static const char *const lines[] = {
    "PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n",
    "PROXY TCP4 " LONGEST4 " " LONGEST4 " 65535 65535\r\n",
    "PROXY TCP6 2001:db8::10 ::1 1 0\r\n",
    "PROXY TCP6 " LONGEST6 " " LONGEST6 " 65535 65535\r\n",
    "PROXY TCP6 " DOTTED6 " 1:2:3:4:5:6:7:8 0 0\r\n",
    "PROXY TCP6 " DOTTED6 " ffff:ffff:ffff:ffff:ffff:ffff:f:ff 0 0\r\n",
    "PROXY UNKNOWN\r\n",
    "PROXY UNKNOWN \r\r \r\n",
    "PROXY UNKNOWN " TEN TEN TEN TEN TEN TEN TEN TEN TEN "\r\r\n"};

static enum ppv1_answer parse(const uint8_t *bytes, size_t n, size_t *length)
{
    struct ppv1_line line;

    ppv1_parse(bytes, n, &line);
    *length = line.length;
    return line.answer;
}

/* Is text[0 .. n) incomplete?  Then it becomes a line, and no byte is lost. */
static bool completes(const uint8_t *text, size_t n)
{
    uint8_t bytes[COMPLETE_ROOM + 1];
    size_t length, end;

    if (parse(text, n, &length) != PPV1_INCOMPLETE)
        return false;
    memset(bytes, '#', sizeof bytes);
    memcpy(bytes, text, n);
    end = complete_line(bytes, n);
    CU_ASSERT(n < end && end <= PPV1_LINE_MAX);
    CU_ASSERT_EQUAL(memcmp(bytes, text, n), 0);
    CU_ASSERT_EQUAL(bytes[COMPLETE_ROOM], '#');
    CU_ASSERT_EQUAL(parse(bytes, end, &length), PPV1_ACCEPTED);
    CU_ASSERT_EQUAL(length, end);
    return true;
}

static void every_beginning_of_a_line_becomes_one(void)
{
    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++) {
        const uint8_t *text = (const uint8_t *)lines[k];

        for (size_t n = 0; n < strlen(lines[k]); n++)
            CU_ASSERT(completes(text, n));
    }
}

/* Beginnings of a line, and any byte behind them. */
static void what_is_incomplete_becomes_a_line(void)
{
    size_t count = 0;

    for (size_t k = 0; k < sizeof lines / sizeof *lines; k++)
        for (size_t n = 0; n < strlen(lines[k]); n++) {
            uint8_t text[PPV1_LINE_MAX];

            memcpy(text, lines[k], n);
            for (unsigned byte = 0; byte < 256; byte++) {
                text[n] = (uint8_t)byte;
                count += completes(text, n + 1);
            }
        }
    CU_ASSERT(count > 20000);
}

static const struct unit_case cases[] = {
    {"every beginning of a line becomes one",
     every_beginning_of_a_line_becomes_one},
    {"what is incomplete becomes a line", what_is_incomplete_becomes_a_line},
};
UNIT_SUITE(complete_line, cases);
