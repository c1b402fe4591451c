#define _GNU_SOURCE 1
#include <errno.h>
#include <sys/socket.h>

#include "connection_parts.h"

/* How long the queued output may take; how long, and for how many bytes, the
 * peer then has to close as well; and how many may linger at once. */
#define ENDING_MS 5000
#define LINGER_MS 1000
#define LINGER_BYTES (256u * 1024)
#define LINGER_CONNECTIONS 1024

static void on_linger(struct ev_loop *loop, ev_io *reader, int events);

void connection_end_begin(struct connection *connection, const char *why)
{
    connection_leave_stage(connection);
    connection->stage = CONNECTION_ENDING;
    connection->why = why;
    connection_tls_end(connection);
    connection_limit(connection, ENDING_MS);
}

/* false: the peer has closed, or has had its share. */
static bool discard_input(struct connection *connection)
{
    char bytes[4096];
    ssize_t n = recv(connection->socket, bytes, sizeof bytes, 0);

    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    connection->discarded += (size_t)n;
    return n > 0 && connection->discarded < LINGER_BYTES;
}

/* Also one that may not linger has what it sent so far discarded: a close
 * with unread bytes is a reset. */
static bool may_linger(struct connection *connection)
{
    return shutdown(connection->socket, SHUT_WR) == 0 &&
           discard_input(connection) &&
           connection->fe->connections.lingering < LINGER_CONNECTIONS;
}

static void linger(struct connection *connection)
{
    if (!may_linger(connection)) {
        connection_drop(connection, connection->why);
        return;
    }
    connection->stage = CONNECTION_LINGERING;
    connection->fe->connections.lingering++;
    connection_limit(connection, LINGER_MS);
    connection_read_with(connection, on_linger);
}

/* The service is not needed any more: all it had to say is queued. */
void connection_end_progress(struct connection *connection)
{
    connection_service_close(connection);
    if (buffer_length(&connection->output) > 0) {
        ev_io_start(connection->fe->loop, &connection->writer);
        return;
    }
    ev_io_stop(connection->fe->loop, &connection->writer);
    linger(connection);
}

static void on_linger(struct ev_loop *loop, ev_io *reader, int events)
{
    struct connection *connection = reader->data;

    (void)loop;
    (void)events;
    if (!discard_input(connection))
        connection_drop(connection, connection->why);
}
