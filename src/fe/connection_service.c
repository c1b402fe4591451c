#define _GNU_SOURCE 1
#include <assert.h>
#include <errno.h>
#include <sys/socket.h>

#include "connection_parts.h"
#include "service.h"

/* Input is read in pieces of this size. */
#define INPUT_PIECE (16u * 1024)

/* While so much output waits for the client to read, no more requests are
 * read or served. */
#define OUTPUT_HIGH (256u * 1024)

#define CLOSED_WHY "closed by the client"

static void on_input(struct ev_loop *loop, ev_io *reader, int events);

/* ---- open and close ---- */

static void count_served(struct connection *connection)
{
    struct connections *connections = &connection->fe->connections;
    struct metrics *metrics = &connection->fe->metrics;

    if (connection->gate.verdict == PPV1_SERVE_CLIENT)
        metrics->served_client++;
    else if (connection->gate.header_length > 0)
        metrics->served_unknown++;
    else
        metrics->served_peer++;
    connections->served++;
    connections->waiting_logins++;
    connections->extra = connections->extra || connection->extra;
}

/* Bytes behind the header belong to the service. */
static bool keep_rest(struct connection *connection)
{
    size_t length = connection->gate.header_length;

    connection->heard = connection->received > length;
    return buffer_append(&connection->input, connection->header + length,
                         connection->received - length);
}

void connection_service_open(struct connection *connection)
{
    connection_leave_stage(connection);
    connection->stage = CONNECTION_SERVED;
    count_served(connection);
    if (connection->login_timeout_ms > 0)
        connection_limit(connection, connection->login_timeout_ms);
    connection->busy = true;
    connection->state = connection->fe->service->open(connection);
    connection->busy = false;
    if (connection->state != NULL && keep_rest(connection)) {
        connection_service_progress(connection);
        return;
    }
    connection_log(connection, LOG_ERROR, "cannot be served", "out of memory");
    connection_drop(connection, "out of memory");
}

void connection_service_close(struct connection *connection)
{
    void *state = connection->state;

    connection->state = NULL;
    if (state != NULL)
        connection->fe->service->close(state, connection->why);
}

static void end_idle(struct connection *connection)
{
    connection->fe->metrics.idle_timeouts++;
    connection_queue_error(connection, &refusal_idle);
    connection_end_begin(connection, "idle for wait_timeout");
    connection_service_progress(connection);
}

void connection_service_time(struct connection *connection)
{
    if (connection->logged_in) {
        end_idle(connection);
        return;
    }
    connection->fe->metrics.login_timeouts++;
    connection_log(connection, LOG_WARNING, "ended", CONNECTION_NO_LOGIN_WHY);
    connection_end_begin(connection, CONNECTION_NO_LOGIN_WHY);
    connection_service_progress(connection);
}

/* The client has gone by itself. */
static void note_gone(struct connection *connection)
{
    struct metrics *metrics = &connection->fe->metrics;

    if (connection->stage != CONNECTION_SERVED || connection->logged_in)
        return;
    if (connection->heard)
        metrics->logins_abandoned++;
    else
        metrics->probes_login++;
}

/* ---- input and output ---- */

static bool output_is_high(const struct connection *connection)
{
    return buffer_length(&connection->output) >= OUTPUT_HIGH;
}

static bool input_is_too_long(const struct connection *connection)
{
    return buffer_length(&connection->input) >
           (connection->logged_in ? CONNECTION_INPUT_MAX
                                  : CONNECTION_LOGIN_INPUT_MAX);
}

/* A request was taken, or a part of an answer: not idle.  Part of a request
 * is neither. */
static void note_activity(struct connection *connection)
{
    if (connection->stage == CONNECTION_SERVED && connection->logged_in)
        connection_limit(connection,
                         connection->wait_timeout_s * UINT64_C(1000));
}

/* Gives the service what it can take now.  Does it want more of what is there,
 * and only the output stands in the way? */
static bool feed(struct connection *connection)
{
    struct buffer *input = &connection->input;
    size_t n = 1;

    connection->busy = true;
    while (n > 0 && connection->stage == CONNECTION_SERVED &&
           !connection->broken && buffer_length(input) > 0 &&
           !output_is_high(connection)) {
        n = connection->fe->service->input(connection->state,
                                           input->bytes + input->begin,
                                           buffer_length(input));
        assert(n <= buffer_length(input));
        buffer_consume(input, n);
        if (connection->tls_begins)
            connection_tls_begin(connection);
        if (n > 0)
            note_activity(connection);
    }
    connection->busy = false;
    return n > 0 && buffer_length(input) > 0;
}

/* Sends what the socket takes now.  false: the connection is lost. */
static bool flush(struct connection *connection)
{
    struct buffer *output = &connection->output;

    while (buffer_length(output) > 0) {
        ssize_t n = send(connection->socket, output->bytes + output->begin,
                         buffer_length(output), MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN;
        buffer_consume(output, (size_t)n);
        note_activity(connection);
    }
    return true;
}

static void watch(struct connection *connection)
{
    struct ev_loop *loop = connection->fe->loop;

    if (output_is_high(connection))
        ev_io_stop(loop, &connection->reader);
    else if (!ev_is_active(&connection->reader))
        connection_read_with(connection, on_input);
    if (buffer_length(&connection->output) > 0)
        ev_io_start(loop, &connection->writer);
    else
        ev_io_stop(loop, &connection->writer);
}

/* Feeds and sends until one of them can do no more.  false: the connection is
 * lost, and why. */
static bool feed_and_flush(struct connection *connection, const char **why)
{
    bool more;

    do {
        more = feed(connection);
        *why = "client does not read";
        if (connection->broken)
            return false;
        *why = "connection lost";
        if (!flush(connection)) {
            note_gone(connection);
            return false;
        }
    } while (more && connection->stage == CONNECTION_SERVED &&
             !output_is_high(connection));
    return true;
}

void connection_service_progress(struct connection *connection)
{
    const char *why;

    if (!feed_and_flush(connection, &why)) {
        connection_drop(connection, why);
        return;
    }
    if (connection->stage == CONNECTION_SERVED &&
        input_is_too_long(connection)) {
        connection_log(connection, LOG_WARNING, "ended",
                       "more input than any request has");
        connection_end_begin(connection, "input too long");
    }
    if (connection->stage == CONNECTION_SERVED && connection->closed) {
        note_gone(connection);
        connection_end_begin(connection, CLOSED_WHY);
    }
    if (connection->stage == CONNECTION_SERVED)
        watch(connection);
    else
        connection_end_progress(connection);
}

void connection_service_writable(struct ev_loop *loop, ev_io *writer,
                                 int events)
{
    (void)loop;
    (void)events;
    connection_service_progress(writer->data);
}

/* false: no memory. */
static bool take(struct connection *connection, const uint8_t *bytes, size_t n)
{
    if (connection->tls == NULL)
        return buffer_append(&connection->input, bytes, n);
    connection_tls_receive(connection, bytes, n);
    return true;
}

static void on_input(struct ev_loop *loop, ev_io *reader, int events)
{
    struct connection *connection = reader->data;
    uint8_t bytes[INPUT_PIECE];
    ssize_t n = recv(connection->socket, bytes, sizeof bytes, 0);

    (void)loop;
    (void)events;
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0)
        note_gone(connection);
    if (n < 0) {
        connection_drop(connection, "connection lost");
        return;
    }
    connection->heard = true;
    if (n == 0) {
        connection_end_begin(connection, CLOSED_WHY);
    } else if (!take(connection, bytes, (size_t)n)) {
        connection_drop(connection, "out of memory");
        return;
    }
    connection_service_progress(connection);
}
