#include "command.h"

#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "reply.h"
#include "session.h"
#include "statements.h"

/* ---- one function a command; payload[0 .. n) stands behind its byte ---- */

static void quit(struct session *session, const uint8_t *payload, size_t n)
{
    (void)payload;
    (void)n;
    session_finish(session, COMMAND_QUIT_WHY);
}

static void init_db(struct session *session, const uint8_t *payload, size_t n)
{
    statements_use(session, (const char *)payload, n);
}

static void query(struct session *session, const uint8_t *payload, size_t n)
{
    statements_run(session, (const char *)payload, n);
}

/* No table has any column, because there is no table. */
static void field_list(struct session *session, const uint8_t *payload,
                       size_t n)
{
    (void)payload;
    (void)n;
    reply_eof(session);
}

/* The only answer without a first byte that says what it is. */
static void statistics(struct session *session, const uint8_t *payload,
                       size_t n)
{
    const struct fe *fe = session->fe;
    struct packets packets = reply_packets(session);
    char text[128];

    (void)payload;
    (void)n;
    snprintf(
        text, sizeof text, "Uptime: %llu  Threads: %zu  Questions: %llu",
        (unsigned long long)((clock_monotonic_ms() - fe->started_ms) / 1000),
        fe->processes.count, (unsigned long long)fe->questions);
    packet_begin(&packets);
    packet_bytes(&packets, text, strlen(text));
    packet_end(&packets);
    reply_send(session, &packets);
}

static void ping(struct session *session, const uint8_t *payload, size_t n)
{
    (void)payload;
    (void)n;
    reply_ok(session);
}

/* The database stays, as in MySQL. */
static void reset_connection(struct session *session, const uint8_t *payload,
                             size_t n)
{
    (void)payload;
    (void)n;
    prepared_close_all(session);
    reply_ok(session);
}

/* 0 would allow several statements in one query, 1 forbids it. */
static void set_option(struct session *session, const uint8_t *payload,
                       size_t n)
{
    if (n == 2 && payload[0] == 1 && payload[1] == 0)
        reply_eof(session);
    else
        reply_error(session, ERROR_NOT_SUPPORTED,
                    "Several statements in one query are not supported");
}

/* Belongs to a parameter, which no statement has, and gets no answer. */
static void send_long_data(struct session *session, const uint8_t *payload,
                           size_t n)
{
    (void)session;
    (void)payload;
    (void)n;
}

/* ---- which command is it? ---- */

static void (*const commands[256])(struct session *session,
                                   const uint8_t *payload, size_t n) = {
    [0x01] = quit,
    [0x02] = init_db,
    [0x03] = query,
    [0x04] = field_list,
    [0x09] = statistics,
    [0x0e] = ping,
    [0x11] = login_change_user,
    [0x16] = prepared_prepare,
    [0x17] = prepared_execute,
    [0x18] = send_long_data,
    [0x19] = prepared_close,
    [0x1a] = prepared_reset,
    [0x1b] = set_option,
    [0x1f] = reset_connection,
};

void command_run(struct session *session, const uint8_t *payload, size_t n)
{
    if (n == 0 || commands[payload[0]] == NULL)
        reply_error(session, ERROR_UNKNOWN_COMMAND, "Unknown command");
    else
        commands[payload[0]](session, payload + 1, n - 1);
}
