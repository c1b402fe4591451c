/*
 * reply - what a session sends, and notes as its outcome.
 */
#ifndef FE_REPLY_H
#define FE_REPLY_H

#include <stddef.h>
#include <stdint.h>

#include "error.h"
#include "packet.h"

struct session;

/* ---- one packet ---- */

void reply_ok(struct session *session);
void reply_eof(struct session *session);

/* The text is cut at PACKET_ERROR_MAX bytes. */
void reply_error(struct session *session, enum error error, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

/* ---- packets of the caller's making ---- */

struct packets reply_packets(const struct session *session);

/* Sends and frees them.  If building them failed, or they are more than a
 * connection takes at once, an error goes instead. */
void reply_send(struct session *session, struct packets *packets);

/* ---- a result set with known columns ---- */

struct reply_column {
    const char *name;
    enum packet_type type;
};

struct reply_result {
    struct session *session;
    struct packets packets;
    int64_t rows;
};

void reply_result_begin(struct reply_result *result, struct session *session,
                        const struct reply_column *columns, size_t count);

/* A row is begun, given one value per column, and ended.  NULL text is SQL's
 * NULL. */
void reply_row_begin(struct reply_result *result);
void reply_row_text(struct reply_result *result, const char *text);
void reply_row_number(struct reply_result *result, uint64_t number);
void reply_row_end(struct reply_result *result);

/* Sends it. */
void reply_result_end(struct reply_result *result);

/* Notes a result set that was sent by other means. */
void reply_note_rows(struct session *session, int64_t rows);

#endif
