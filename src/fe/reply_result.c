#include "reply.h"

#include <stdio.h>
#include <string.h>

#include "session.h"

/* ---- columns ---- */

void reply_result_begin(struct reply_result *result, struct session *session,
                        const struct reply_column *columns, size_t count)
{
    *result = (struct reply_result){.session = session,
                                    .columns = reply_packets(session),
                                    .packets = reply_packets(session)};
    result->columns.sequence++; /* one packet stands before them */
    for (size_t i = 0; i < count; i++)
        reply_result_column(result, columns[i].name, strlen(columns[i].name),
                            columns[i].type);
}

void reply_result_column(struct reply_result *result, const char *name,
                         size_t n, enum packet_type type)
{
    packet_column(&result->columns, name, n, type);
    result->column_count++;
}

/* COM_STMT_PREPARE_OK: the number of the statement, its columns, and that it
 * has no parameters. */
static void put_prepared(struct reply_result *result)
{
    struct packets *packets = &result->packets;

    packet_number(packets, 0x00, 1);
    packet_number(packets, result->session->prepared.last_id, 4);
    packet_number(packets, result->column_count, 2);
    packet_number(packets, 0, 2); /* parameters */
    packet_number(packets, 0, 1);
    packet_number(packets, 0, 2); /* warnings */
}

/* What stands in front of the rows.  Does nothing a second time. */
static void put_head(struct reply_result *result)
{
    struct packets *packets = &result->packets;

    if (packets->length > 0 || packets->failed)
        return;
    packet_begin(packets);
    if (result->session->form == REPLY_PREPARED)
        put_prepared(result);
    else
        packet_lenenc(packets, result->column_count);
    packet_end(packets);
    if (result->column_count == 0)
        return;
    packet_bytes(packets, result->columns.bytes, result->columns.length);
    packets->sequence = result->columns.sequence;
    packets->failed |= result->columns.failed;
    packet_eof(packets);
}

/* ---- rows ---- */

void reply_row_begin(struct reply_result *result)
{
    result->row.length = 0;
    memset(result->nulls, 0, sizeof result->nulls);
    result->value_count = 0;
}

static void put_null(struct reply_result *result)
{
    size_t bit = result->value_count + REPLY_NULLS_OFFSET;

    if (result->session->form == REPLY_BINARY)
        result->nulls[bit / 8] |= (uint8_t)(1u << bit % 8);
    else
        packet_null(&result->row);
    result->value_count++;
}

void reply_row_bytes(struct reply_result *result, const char *text, size_t n)
{
    packet_text(&result->row, text, n);
    result->value_count++;
}

void reply_row_text(struct reply_result *result, const char *text)
{
    if (text == NULL)
        put_null(result);
    else
        reply_row_bytes(result, text, strlen(text));
}

/* The number in either form. */
static void put_number(struct reply_result *result, uint64_t bits,
                       const char *text)
{
    if (result->session->form != REPLY_BINARY) {
        reply_row_text(result, text);
        return;
    }
    packet_number(&result->row, bits, 8);
    result->value_count++;
}

void reply_row_number(struct reply_result *result, uint64_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    put_number(result, number, text);
}

void reply_row_signed(struct reply_result *result, int64_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long)number);
    put_number(result, (uint64_t)number, text);
}

void reply_row_end(struct reply_result *result)
{
    struct packets *packets = &result->packets;

    put_head(result);
    result->rows++;
    if (result->session->form == REPLY_PREPARED)
        return;
    packet_begin(packets);
    if (result->session->form == REPLY_BINARY) {
        packet_number(packets, 0x00, 1);
        packet_bytes(packets, result->nulls,
                     (REPLY_NULLS_OFFSET + result->column_count + 7) / 8);
    }
    packet_bytes(packets, result->row.bytes, result->row.length);
    packet_end(packets);
    packets->failed |= result->row.failed;
}

/* ---- the end ---- */

static void note(const struct reply_result *result)
{
    bool prepared = result->session->form == REPLY_PREPARED;

    result->session->outcome = (struct session_outcome){
        .state = prepared ? "OK" : "EOF", .rows = prepared ? -1 : result->rows};
}

void reply_result_end(struct reply_result *result)
{
    struct packets packets;

    put_head(result);
    if (result->session->form != REPLY_PREPARED)
        packet_eof(&result->packets);
    note(result);
    packets = result->packets;
    result->packets = (struct packets){.bytes = NULL};
    reply_result_cancel(result);
    reply_send(result->session, &packets);
}

void reply_result_cancel(struct reply_result *result)
{
    packets_free(&result->columns);
    packets_free(&result->packets);
    packets_free(&result->row);
}
