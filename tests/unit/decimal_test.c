/*
 * Decimal digits: every number that there is, written where it is told to.
 */
#include <stdio.h>
#include <string.h>

#include "decimal.h"
#include "unit.h"

#define AT 3
#define ROOM 16

/* Writes between marks; is `text` what snprintf writes, and nothing else
 * touched? */
static int is_exact(unsigned value)
{
    uint8_t text[ROOM];
    char expected[ROOM];
    size_t end;
    int length;

    memset(text, '#', sizeof text);
    memset(expected, '#', sizeof expected);
    length = snprintf(expected + AT, sizeof expected - AT, "%u", value);
    expected[AT + length] = '#';
    end = decimal_write((uint16_t)value, text, AT);
    return end == AT + (size_t)length && memcmp(text, expected, ROOM) == 0;
}

static void every_number_is_written_exactly(void)
{
    char number[ROOM];

    for (unsigned value = 0; value <= UINT16_MAX; value++) {
        if (is_exact(value))
            continue;
        snprintf(number, sizeof number, "%u", value);
        CU_FAIL(number);
    }
}

static void digits_need_no_more_room_than_they_take(void)
{
    uint8_t one[1], five[5];

    CU_ASSERT_EQUAL(decimal_write(0, one, 0), 1);
    CU_ASSERT_EQUAL(one[0], '0');
    CU_ASSERT_EQUAL(decimal_write(UINT16_MAX, five, 0), 5);
    CU_ASSERT_EQUAL(memcmp(five, "65535", 5), 0);
}

static const struct unit_case cases[] = {
    {"every number is written as snprintf does, and nothing else",
     every_number_is_written_exactly},
    {"digits need no more room than they take",
     digits_need_no_more_room_than_they_take},
};

UNIT_SUITE(decimal, cases);
