#include "reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "connection.h"
#include "quote.h"
#include "session.h"

/* ---- outcome ---- */

static void note(struct session *session, const char *state)
{
    session->outcome = (struct session_outcome){.state = state, .rows = -1};
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

    note(session, "OK");
    packet_ok(&packets);
    reply_send(session, &packets);
}

void reply_eof(struct session *session)
{
    struct packets packets = reply_packets(session);

    note(session, "EOF");
    packet_eof(&packets);
    reply_send(session, &packets);
}

/* Without memory for so little the connection is of no more use. */
void reply_error(struct session *session, enum error error, const char *format,
                 ...)
{
    struct packets packets = reply_packets(session);
    char raw[PACKET_ERROR_MAX + 1], text[PACKET_ERROR_MAX + 1];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(raw, sizeof raw, format, arguments);
    va_end(arguments);
    quote_escape(raw, strlen(raw), text, sizeof text);
    note(session, "ERR");
    session->outcome.error_number = error_number(error);
    strcpy(session->outcome.error, text);
    packet_error(&packets, error_number(error), error_state(error), text);
    if (packets.failed)
        session_finish(session, "no memory");
    else
        connection_send(session->connection, packets.bytes, packets.length);
    session->sequence = packets.sequence;
    packets_free(&packets);
}
