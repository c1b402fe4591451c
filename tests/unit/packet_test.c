#include "packet.h"

#include <stdlib.h>
#include <string.h>

#include "handshake.h"
#include "unit.h"

/* Are these the packets, to the last byte?  Frees them. */
static void expect(struct packets *packets, const char *bytes, size_t n)
{
    CU_ASSERT_FALSE(packets->failed);
    CU_ASSERT_EQUAL(packets->length, n);
    if (packets->length == n)
        CU_ASSERT_EQUAL(memcmp(packets->bytes, bytes, n), 0);
    packets_free(packets);
}

#define EXPECT(packets, text) expect(packets, text, sizeof text - 1)

/* ---- packets ---- */

static void packet_has_its_length_and_sequence_before_it(void)
{
    struct packets packets = {.sequence = 7};

    packet_begin(&packets);
    packet_bytes(&packets, "abc", 3);
    packet_end(&packets);
    packet_begin(&packets);
    packet_end(&packets);
    CU_ASSERT_EQUAL(packets.sequence, 9);
    EXPECT(&packets, "\x03\0\0\x07"
                     "abc"
                     "\0\0\0\x08");
}

static void sequence_goes_from_255_to_0(void)
{
    struct packets packets = {.sequence = 255};

    packet_begin(&packets);
    packet_end(&packets);
    packet_begin(&packets);
    packet_end(&packets);
    CU_ASSERT_EQUAL(packets.sequence, 1);
    EXPECT(&packets, "\0\0\0\xff\0\0\0\0");
}

static void long_payload_has_three_bytes_of_length(void)
{
    static const char zeros[0x12345];
    struct packets packets = {.sequence = 0};

    packet_begin(&packets);
    packet_bytes(&packets, zeros, sizeof zeros);
    packet_end(&packets);
    CU_ASSERT_EQUAL(packets.length, sizeof zeros + 4);
    CU_ASSERT_EQUAL(memcmp(packets.bytes, "\x45\x23\x01\0", 4), 0);
    packets_free(&packets);
}

/* A payload of 0xffffff bytes would mean that more follows. */
static void payload_of_more_than_one_packet_fails(void)
{
    static const size_t lengths[] = {0xfffffe, 0xffffff};

    for (size_t i = 0; i < 2; i++) {
        struct packets packets = {.sequence = 0};
        char *bytes = calloc(1, lengths[i]);

        CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
        packet_begin(&packets);
        packet_bytes(&packets, bytes, lengths[i]);
        packet_end(&packets);
        CU_ASSERT_EQUAL(packets.failed, i == 1);
        packets_free(&packets);
        free(bytes);
    }
}

/* ---- parts ---- */

static void lenenc_takes_the_fewest_bytes(void)
{
    static const struct {
        uint64_t number;
        const char *bytes;
        size_t n;
    } rows[] = {
        {0, "\0", 1},
        {250, "\xfa", 1},
        {251, "\xfc\xfb\0", 3},
        {65535, "\xfc\xff\xff", 3},
        {65536, "\xfd\0\0\x01", 4},
        {0xffffff, "\xfd\xff\xff\xff", 4},
        {0x1000000, "\xfe\0\0\0\x01\0\0\0\0", 9},
        {UINT64_MAX, "\xfe\xff\xff\xff\xff\xff\xff\xff\xff", 9},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct packets packets = {.sequence = 0};

        packet_lenenc(&packets, rows[i].number);
        expect(&packets, rows[i].bytes, rows[i].n);
    }
}

static void text_null_and_string_are_as_in_a_row(void)
{
    struct packets packets = {.sequence = 0};

    packet_text(&packets, "ab", 2);
    packet_text(&packets, "", 0);
    packet_null(&packets);
    packet_string(&packets, "cd");
    packet_number(&packets, 0x0102, 2);
    EXPECT(&packets, "\x02"
                     "ab\0\xfb"
                     "cd\0\x02\x01");
}

/* ---- whole packets ---- */

static void ok_and_eof_are_the_shortest(void)
{
    struct packets packets = {.sequence = 1};

    packet_ok(&packets);
    packet_eof(&packets);
    EXPECT(&packets, "\x07\0\0\x01\0\0\0\x02\0\0\0"
                     "\x05\0\0\x02\xfe\0\0\x02\0");
}

static void error_has_number_mark_state_and_text(void)
{
    struct packets packets = {.sequence = 2};

    packet_error(&packets, 1045, "28000", "no");
    EXPECT(&packets, "\x0b\0\0\x02\xff\x15\x04#28000no");
}

static void text_of_an_error_is_cut(void)
{
    struct packets packets = {.sequence = 2};
    char text[PACKET_ERROR_MAX + 100];

    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    packet_error(&packets, 1105, "HY000", text);
    CU_ASSERT_EQUAL(packets.length, 4 + 9 + PACKET_ERROR_MAX);
    packets_free(&packets);
}

static void column_says_name_charset_and_type(void)
{
    struct packets packets = {.sequence = 2};

    packet_column(&packets, "Id", 2, PACKET_LONGLONG);
    EXPECT(&packets, "\x18\0\0\x02\x03"
                     "def\0\0\0\x02"
                     "Id\0\x0c\x3f\0\x15\0\0\0\x08\0\0\0\0\0");
    packet_column(&packets, "a", 1, PACKET_TEXT);
    EXPECT(&packets, "\x17\0\0\x03\x03"
                     "def\0\0\0\x01"
                     "a\0\x0c\x2d\0\0\x04\0\0\xfd\0\0\x1f\0\0");
}

static void greeting_is_handshake_v10(void)
{
    static const uint8_t salt[AUTH_SALT + 1] = "ABCDEFGHijklmnopqrst";
    struct packets packets = {.sequence = 0};

    handshake_greeting(&packets, "8.0.33", 0x01020304, salt, false);
    EXPECT(&packets, "\x4a\0\0\0"
                     "\x0a"
                     "8.0.33\0"
                     "\x04\x03\x02\x01"
                     "ABCDEFGH\0"
                     "\x0d\xa2"
                     "\x2d"
                     "\x02\0"
                     "\x38\0"
                     "\x15"
                     "\0\0\0\0\0\0\0\0\0\0"
                     "ijklmnopqrst\0"
                     "caching_sha2_password\0");
}

static const struct unit_case cases[] = {
    {"a packet has its length and sequence before it",
     packet_has_its_length_and_sequence_before_it},
    {"the sequence goes from 255 to 0", sequence_goes_from_255_to_0},
    {"a long payload has three bytes of length",
     long_payload_has_three_bytes_of_length},
    {"a payload of more than one packet fails",
     payload_of_more_than_one_packet_fails},
    {"a length-encoded number takes the fewest bytes",
     lenenc_takes_the_fewest_bytes},
    {"text, NULL and string are as in a row",
     text_null_and_string_are_as_in_a_row},
    {"OK and EOF are the shortest", ok_and_eof_are_the_shortest},
    {"an error has number, mark, state and text",
     error_has_number_mark_state_and_text},
    {"the text of an error is cut", text_of_an_error_is_cut},
    {"a column says name, charset and type", column_says_name_charset_and_type},
    {"the greeting is HandshakeV10", greeting_is_handshake_v10},
};

UNIT_SUITE(packet, cases);
