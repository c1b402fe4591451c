#include "reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "connection.h"
#include "session.h"

/* ---- outcome ---- */

static void note(struct session *session, const char *state, const char *error)
{
    session->outcome = (struct session_outcome){.state = state, .rows = -1};
    snprintf(session->outcome.error, sizeof session->outcome.error, "%s",
             error);
}

void reply_note_rows(struct session *session, int64_t rows)
{
    note(session, "EOF", "");
    session->outcome.rows = rows;
}

/* ---- sending ---- */

struct packets reply_packets(const struct session *session)
{
    return (struct packets){.sequence = session->sequence};
}

void reply_send(struct session *session, struct packets *packets)
{
    bool failed = packets->failed || packets->length > CONNECTION_OUTPUT_MAX;

    if (!failed) {
        connection_send(session->connection, packets->bytes, packets->length);
        session->sequence = packets->sequence;
    }
    packets_free(packets);
    if (failed)
        reply_error(session, ERROR_OUT_OF_MEMORY,
                    "The answer is too long to be sent");
}

void reply_ok(struct session *session)
{
    struct packets packets = reply_packets(session);

    note(session, "OK", "");
    packet_ok(&packets);
    reply_send(session, &packets);
}

void reply_eof(struct session *session)
{
    struct packets packets = reply_packets(session);

    note(session, "EOF", "");
    packet_eof(&packets);
    reply_send(session, &packets);
}

/* Without memory for so little the connection is of no more use. */
void reply_error(struct session *session, enum error error, const char *format,
                 ...)
{
    struct packets packets = reply_packets(session);
    char text[PACKET_ERROR_MAX + 1];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    note(session, "ERR", text);
    packet_error(&packets, error_number(error), error_state(error), text);
    if (packets.failed)
        session_finish(session, "no memory");
    else
        connection_send(session->connection, packets.bytes, packets.length);
    session->sequence = packets.sequence;
    packets_free(&packets);
}

/* ---- result sets ---- */

void reply_result_begin(struct reply_result *result, struct session *session,
                        const struct reply_column *columns, size_t count)
{
    struct packets *packets = &result->packets;

    *result = (struct reply_result){.session = session,
                                    .packets = reply_packets(session)};
    packet_begin(packets);
    packet_lenenc(packets, count);
    packet_end(packets);
    for (size_t i = 0; i < count; i++)
        packet_column(packets, columns[i].name, strlen(columns[i].name),
                      columns[i].type);
    packet_eof(packets);
}

void reply_row_begin(struct reply_result *result)
{
    packet_begin(&result->packets);
}

void reply_row_text(struct reply_result *result, const char *text)
{
    if (text == NULL)
        packet_null(&result->packets);
    else
        packet_text(&result->packets, text, strlen(text));
}

void reply_row_number(struct reply_result *result, uint64_t number)
{
    char text[24];

    snprintf(text, sizeof text, "%llu", (unsigned long long)number);
    reply_row_text(result, text);
}

void reply_row_end(struct reply_result *result)
{
    packet_end(&result->packets);
    result->rows++;
}

void reply_result_end(struct reply_result *result)
{
    packet_eof(&result->packets);
    reply_note_rows(result->session, result->rows);
    reply_send(result->session, &result->packets);
}
