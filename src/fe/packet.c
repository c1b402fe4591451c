#include "packet.h"

#include <stdlib.h>
#include <string.h>

#include "wire.h"

/* Character sets of columns: utf8mb4_general_ci, and binary for numbers. */
#define CHARSET_TEXT 45
#define CHARSET_BINARY 63

/* A name is shown up to this length, as long as MySQL's longest alias. */
#define COLUMN_NAME_MAX 256

#define FIRST_CAPACITY 256

/* ---- a buffer and its packets ---- */

static bool grow(struct packets *packets, size_t needed)
{
    size_t capacity =
        packets->capacity == 0 ? FIRST_CAPACITY : packets->capacity;

    while (capacity < needed)
        capacity *= 2;
    uint8_t *bytes = realloc(packets->bytes, capacity);
    if (bytes == NULL)
        return false;
    packets->bytes = bytes;
    packets->capacity = capacity;
    return true;
}

void packets_free(struct packets *packets)
{
    free(packets->bytes);
    *packets = (struct packets){.sequence = packets->sequence};
}

void packet_begin(struct packets *packets)
{
    packets->begin = packets->length;
    packet_number(packets, 0, WIRE_HEADER);
}

void packet_end(struct packets *packets)
{
    if (packets->failed)
        return;

    size_t payload = packets->length - packets->begin - WIRE_HEADER;
    uint8_t *header = packets->bytes + packets->begin;
    if (payload >= WIRE_PAYLOAD_MAX) {
        packets->failed = true;
        return;
    }
    header[0] = (uint8_t)payload;
    header[1] = (uint8_t)(payload >> 8);
    header[2] = (uint8_t)(payload >> 16);
    header[3] = packets->sequence;
    packets->sequence = (uint8_t)(packets->sequence + 1);
}

/* ---- parts of a payload ---- */

void packet_bytes(struct packets *packets, const void *bytes, size_t n)
{
    if (packets->failed || n == 0)
        return;
    if (n > SIZE_MAX / 4 - packets->length) {
        packets->failed = true;
        return;
    }
    if (packets->length + n > packets->capacity &&
        !grow(packets, packets->length + n)) {
        packets->failed = true;
        return;
    }
    memcpy(packets->bytes + packets->length, bytes, n);
    packets->length += n;
}

void packet_number(struct packets *packets, uint64_t number, unsigned width)
{
    uint8_t bytes[8];

    for (unsigned i = 0; i < width; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    packet_bytes(packets, bytes, width);
}

void packet_lenenc(struct packets *packets, uint64_t number)
{
    if (number < 0xfb) {
        packet_number(packets, number, 1);
    } else if (number <= 0xffff) {
        packet_number(packets, 0xfc, 1);
        packet_number(packets, number, 2);
    } else if (number <= 0xffffff) {
        packet_number(packets, 0xfd, 1);
        packet_number(packets, number, 3);
    } else {
        packet_number(packets, 0xfe, 1);
        packet_number(packets, number, 8);
    }
}

void packet_text(struct packets *packets, const char *text, size_t n)
{
    packet_lenenc(packets, n);
    packet_bytes(packets, text, n);
}

void packet_null(struct packets *packets)
{
    packet_number(packets, 0xfb, 1);
}

void packet_string(struct packets *packets, const char *text)
{
    packet_bytes(packets, text, strlen(text) + 1);
}

/* ---- whole packets ---- */

void packet_ok(struct packets *packets)
{
    packet_begin(packets);
    packet_number(packets, 0x00, 1);
    packet_lenenc(packets, 0); /* affected rows */
    packet_lenenc(packets, 0); /* last insert id */
    packet_number(packets, PACKET_STATUS, 2);
    packet_number(packets, 0, 2); /* warnings */
    packet_end(packets);
}

void packet_eof(struct packets *packets)
{
    packet_begin(packets);
    packet_number(packets, 0xfe, 1);
    packet_number(packets, 0, 2); /* warnings */
    packet_number(packets, PACKET_STATUS, 2);
    packet_end(packets);
}

void packet_error(struct packets *packets, uint16_t code, const char *state,
                  const char *text)
{
    packet_begin(packets);
    packet_number(packets, 0xff, 1);
    packet_number(packets, code, 2);
    packet_bytes(packets, "#", 1);
    packet_bytes(packets, state, 5);
    packet_bytes(packets, text, strnlen(text, PACKET_ERROR_MAX));
    packet_end(packets);
}

void packet_column(struct packets *packets, const char *name, size_t n,
                   enum packet_type type)
{
    bool text = type == PACKET_TEXT;

    if (n > COLUMN_NAME_MAX)
        n = COLUMN_NAME_MAX;
    packet_begin(packets);
    packet_text(packets, "def", 3);
    packet_text(packets, "", 0); /* schema */
    packet_text(packets, "", 0); /* table */
    packet_text(packets, "", 0); /* table, before it was renamed */
    packet_text(packets, name, n);
    packet_text(packets, "", 0); /* column, before it was renamed */
    packet_lenenc(packets, 12);  /* length of what follows */
    packet_number(packets, text ? CHARSET_TEXT : CHARSET_BINARY, 2);
    packet_number(packets, text ? 1024 : 21, 4); /* width for display */
    packet_number(packets, type, 1);
    packet_number(packets, 0, 2);             /* flags */
    packet_number(packets, text ? 31 : 0, 1); /* decimals: 31 is "any" */
    packet_number(packets, 0, 2);
    packet_end(packets);
}
