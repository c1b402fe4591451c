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

/* The text is cut at PACKET_ERROR_MAX bytes; control bytes in it become
 * \xHH. */
void reply_error(struct session *session, enum error error, const char *format,
                 ...) __attribute__((format(printf, 3, 4)));

/* ---- packets of the caller's making ---- */

struct packets reply_packets(const struct session *session);

/* Sends and frees them.  If building them failed, or they are more than a
 * connection takes at once, an error goes instead. */
void reply_send(struct session *session, struct packets *packets);

/* ---- result sets: the columns, then the rows ---- */

/* How a session is given them. */
enum reply_form {
    REPLY_TEXT,    /* COM_QUERY: all values as text */
    REPLY_BINARY,  /* COM_STMT_EXECUTE: numbers as numbers */
    REPLY_PREPARED /* COM_STMT_PREPARE: the columns alone */
};

#define REPLY_COLUMNS_MAX 4096

/* In a binary row the first of these bits belongs to column 0. */
#define REPLY_NULLS_OFFSET 2

struct reply_column {
    const char *name;
    enum packet_type type;
};

struct reply_result {
    struct session *session;
    struct packets columns; /* their definitions, as whole packets */
    struct packets packets; /* all that is sent, once the columns are known */
    struct packets row;     /* the values of the row that is being built */
    uint8_t nulls[(REPLY_NULLS_OFFSET + REPLY_COLUMNS_MAX + 7) / 8];
    size_t column_count;
    size_t value_count; /* in the row */
    int64_t rows;
};

/* Ends with reply_result_end or reply_result_cancel. */
void reply_result_begin(struct reply_result *result, struct session *session,
                        const struct reply_column *columns, size_t count);

/* One more column, which may come while the first row is being built; at most
 * REPLY_COLUMNS_MAX. */
void reply_result_column(struct reply_result *result, const char *name,
                         size_t n, enum packet_type type);

/* A row is begun, given one value per column, and ended.  A column of type
 * PACKET_LONGLONG is given numbers, any other one texts.  NULL text is SQL's
 * NULL. */
void reply_row_begin(struct reply_result *result);
void reply_row_text(struct reply_result *result, const char *text);
void reply_row_bytes(struct reply_result *result, const char *text, size_t n);
void reply_row_number(struct reply_result *result, uint64_t number);
void reply_row_signed(struct reply_result *result, int64_t number);
void reply_row_end(struct reply_result *result);

/* Sends it. */
void reply_result_end(struct reply_result *result);

/* Forgets it. */
void reply_result_cancel(struct reply_result *result);

#endif
