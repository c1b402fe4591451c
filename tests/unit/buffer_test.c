#include "buffer.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static void bytes_come_out_in_order(void)
{
    struct buffer buffer = {0};

    CU_ASSERT_TRUE(buffer_append(&buffer, "abc", 3));
    CU_ASSERT_TRUE(buffer_append(&buffer, "", 0));
    CU_ASSERT_TRUE(buffer_append(&buffer, "def", 3));
    buffer_consume(&buffer, 2);
    CU_ASSERT_EQUAL(buffer_length(&buffer), 4);
    CU_ASSERT_EQUAL(memcmp(buffer.bytes + buffer.begin, "cdef", 4), 0);
    buffer_free(&buffer);
}

static void empty_buffer_holds_no_memory(void)
{
    struct buffer buffer = {0};

    CU_ASSERT_TRUE(buffer_append(&buffer, "abc", 3));
    buffer_consume(&buffer, 3);
    CU_ASSERT_PTR_NULL(buffer.bytes);
    CU_ASSERT_EQUAL(buffer.capacity, 0);
    CU_ASSERT_EQUAL(buffer_length(&buffer), 0);
}

static void impossible_room_is_refused(void)
{
    struct buffer buffer = {0};

    CU_ASSERT_TRUE(buffer_append(&buffer, "abc", 3));
    CU_ASSERT_FALSE(buffer_reserve(&buffer, SIZE_MAX));
    CU_ASSERT_FALSE(buffer_append(&buffer, "x", SIZE_MAX / 2));
    CU_ASSERT_EQUAL(buffer_length(&buffer), 3);
    CU_ASSERT_EQUAL(memcmp(buffer.bytes, "abc", 3), 0);
    buffer_free(&buffer);
}

/* Bytes are a counter: what comes out must go on where it stopped. */
static void nothing_is_lost_or_doubled(void)
{
    static uint8_t piece[5000];
    struct buffer buffer = {0};
    uint8_t in = 0, out = 0;

    srand(2);
    for (unsigned i = 0; i < 20000; i++) {
        size_t n = (size_t)rand() % sizeof piece;

        if (rand() % 2 == 0) {
            for (size_t k = 0; k < n; k++)
                piece[k] = in++;
            CU_ASSERT_TRUE_FATAL(buffer_append(&buffer, piece, n));
            continue;
        }
        n = n < buffer_length(&buffer) ? n : buffer_length(&buffer);
        for (size_t k = 0; k < n; k++)
            if (buffer.bytes[buffer.begin + k] != out++)
                CU_FAIL_FATAL("another byte");
        buffer_consume(&buffer, n);
    }
    buffer_free(&buffer);
}

static const struct unit_case cases[] = {
    {"bytes come out in order", bytes_come_out_in_order},
    {"an empty buffer holds no memory", empty_buffer_holds_no_memory},
    {"impossible room is refused", impossible_room_is_refused},
    {"nothing is lost or doubled", nothing_is_lost_or_doubled},
};

UNIT_SUITE(buffer, cases);
