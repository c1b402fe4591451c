/*
 * packet - MySQL packets on their way out, built in one growing buffer.
 *
 * A packet is begun, filled and ended; several may stand one behind the other.
 * Nothing here fails: when there is no memory, or a payload grows longer than
 * one packet may be, `failed` is set, and what was built must not be sent.
 */
#ifndef FE_PACKET_H
#define FE_PACKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct packets {
    uint8_t *bytes; /* whole packets, each with its header */
    size_t length;
    size_t capacity;
    size_t begin;     /* where the packet that is being built begins */
    uint8_t sequence; /* of the packet that is being built, or of the next */
    bool failed;
};

/* Types of a column in a result set, as MySQL numbers them. */
enum packet_type {
    PACKET_LONGLONG = 0x08,
    PACKET_DECIMAL = 0xf6,
    PACKET_TEXT = 0xfd
};

/* What the server says of itself with every OK and EOF: autocommit. */
#define PACKET_STATUS 0x0002

/* Most bytes of an error's text; what is longer is cut. */
#define PACKET_ERROR_MAX 512

/* ---- a buffer and its packets ---- */

/* Zeroed memory with a sequence is an empty buffer. */
void packets_free(struct packets *packets);

void packet_begin(struct packets *packets);
void packet_end(struct packets *packets);

/* ---- parts of a payload ---- */

void packet_bytes(struct packets *packets, const void *bytes, size_t n);

/* The low `width` bytes of the number, little endian. */
void packet_number(struct packets *packets, uint64_t number, unsigned width);

/* A length-encoded number; a length-encoded text; NULL in a row. */
void packet_lenenc(struct packets *packets, uint64_t number);
void packet_text(struct packets *packets, const char *text, size_t n);
void packet_null(struct packets *packets);

/* A text and the NUL that ends it. */
void packet_string(struct packets *packets, const char *text);

/* ---- whole packets ---- */

void packet_ok(struct packets *packets);
void packet_eof(struct packets *packets);

/* The SQLSTATE has five characters and always goes with its # before it: some
 * drivers cut the text without. */
void packet_error(struct packets *packets, uint16_t code, const char *state,
                  const char *text);

/* One column definition of a result set. */
void packet_column(struct packets *packets, const char *name, size_t n,
                   enum packet_type type);

#endif
