#define _GNU_SOURCE 1
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "connection_parts.h"
#include "endpoint.h"
#include "packet.h"
#include "settings.h"
#include "tally.h"
#include "tls.h"

/* ---- what a service may ask ---- */

struct fe *connection_fe(struct connection *connection)
{
    return connection->fe;
}

uint32_t connection_id(const struct connection *connection)
{
    return connection->id;
}

struct ppv1_endpoint connection_peer(const struct connection *connection)
{
    return connection->gate.peer;
}

struct ppv1_endpoint connection_effective(const struct connection *connection)
{
    const struct ppv1_gate *gate = &connection->gate;

    return gate->verdict == PPV1_SERVE_CLIENT ? gate->effective : gate->peer;
}

void connection_logged_in(struct connection *connection)
{
    if (connection->stage != CONNECTION_SERVED)
        return;
    if (!connection->logged_in)
        connection->fe->connections.waiting_logins--;
    connection->logged_in = true;
    connection_limit(connection, connection->wait_timeout_s * UINT64_C(1000));
}

bool connection_is_extra(const struct connection *connection)
{
    return connection->extra;
}

/* Has the connection go on from the loop, if nobody else sees to that. */
static void call_back(struct connection *connection)
{
    if (!connection->busy)
        ev_feed_event(connection->fe->loop, &connection->writer, EV_WRITE);
}

void connection_send(struct connection *connection, const uint8_t *bytes,
                     size_t n)
{
    size_t waiting = buffer_length(&connection->output);

    if (connection->stage != CONNECTION_SERVED || connection->broken)
        return;
    /* In TLS the same text is longer: what waits can be above the limit. */
    connection->broken = waiting > CONNECTION_OUTPUT_MAX ||
                         n > CONNECTION_OUTPUT_MAX - waiting ||
                         !connection_tls_queue(connection, bytes, n);
    call_back(connection);
}

void connection_finish(struct connection *connection, const char *why)
{
    if (connection->stage != CONNECTION_SERVED)
        return;
    connection_end_begin(connection, why);
    call_back(connection);
}

/* ---- for the other parts ---- */

void connection_log(struct connection *connection, enum log_level level,
                    const char *what, const char *reason)
{
    struct fe *fe = connection->fe;
    struct ppv1_endpoint endpoint = connection_peer(connection);
    char peer[ENDPOINT_TEXT_MAX];
    char client[ENDPOINT_TEXT_MAX + sizeof " client="] = "";

    if (!log_quota_take(&fe->log_quota, endpoint.address,
                        clock_monotonic_ms())) {
        fe->metrics.log_left_out++;
        return;
    }
    endpoint_write(endpoint, peer);
    if (connection->gate.verdict == PPV1_SERVE_CLIENT)
        endpoint_write(connection_effective(connection),
                       stpcpy(client, " client="));
    log_line(level, "connection %s: peer=%s connection=%u%s reason=\"%s\"",
             what, peer, (unsigned)connection->id, client, reason);
}

void connection_limit(struct connection *connection, uint64_t ms)
{
    struct ev_loop *loop = connection->fe->loop;

    ev_timer_stop(loop, &connection->timer);
    ev_timer_set(&connection->timer, (double)ms / 1000.0, 0.0);
    ev_timer_start(loop, &connection->timer);
}

void connection_queue_error(struct connection *connection,
                            const struct refusal *refusal)
{
    struct packets packets = {.sequence = 0};

    packet_error(&packets, refusal->code, refusal->state, refusal->text);
    if (!packets.failed)
        connection_tls_queue(connection, packets.bytes, packets.length);
    packets_free(&packets);
}

void connection_read_with(struct connection *connection,
                          void (*callback)(struct ev_loop *, ev_io *, int))
{
    ev_set_cb(&connection->reader, callback);
    ev_io_start(connection->fe->loop, &connection->reader);
}

static void give_place_back(struct connection *connection)
{
    struct fe *fe = connection->fe;
    struct ppv1_address client = connection_effective(connection).address;

    tally_leave(&fe->addresses, &client, sizeof client);
    fe->connections.served--;
    if (!connection->logged_in)
        fe->connections.waiting_logins--;
    if (connection->extra)
        fe->connections.extra = false;
}

void connection_leave_stage(struct connection *connection)
{
    struct fe *fe = connection->fe;

    ev_timer_stop(fe->loop, &connection->timer);
    ev_io_stop(fe->loop, &connection->reader);
    if (connection->counted)
        tally_leave(&fe->waiting, &connection->gate.peer.address,
                    sizeof connection->gate.peer.address);
    connection->counted = false;
    if (connection->stage == CONNECTION_SERVED)
        give_place_back(connection);
    if (connection->stage == CONNECTION_LINGERING)
        fe->connections.lingering--;
}

/* ---- accept ---- */

static bool id_is_taken(const struct connections *connections, uint32_t id)
{
    for (const struct connection *other = connections->first; other != NULL;
         other = other->next)
        if (other->id == id)
            return true;
    return false;
}

/* The numbers begin anew after 2^32 connections: from then on some may still
 * be in use. */
static uint32_t next_id(struct fe *fe)
{
    struct connections *connections = &fe->connections;
    bool again = fe->metrics.accepted > UINT32_MAX;

    do
        connections->last_id++;
    while (connections->last_id == 0 ||
           (again && id_is_taken(connections, connections->last_id)));
    return connections->last_id;
}

static void link_connection(struct connection *connection)
{
    struct connections *connections = &connection->fe->connections;

    connection->next = connections->first;
    if (connection->next != NULL)
        connection->next->previous = connection;
    connections->first = connection;
}

static void unlink_connection(struct connection *connection)
{
    struct connections *connections = &connection->fe->connections;

    if (connection->previous != NULL)
        connection->previous->next = connection->next;
    else
        connections->first = connection->next;
    if (connection->next != NULL)
        connection->next->previous = connection->previous;
}

static void on_timer(struct ev_loop *loop, ev_timer *timer, int events)
{
    struct connection *connection = timer->data;

    (void)loop;
    (void)events;
    switch (connection->stage) {
    case CONNECTION_WAITING:
        connection_gate_time(connection);
        return;
    case CONNECTION_SERVED:
        connection_service_time(connection);
        return;
    case CONNECTION_ENDING:
    case CONNECTION_LINGERING:
        connection_drop(connection, connection->why);
        return;
    }
}

static void init_watchers(struct connection *connection)
{
    ev_io_init(&connection->reader, NULL, connection->socket, EV_READ);
    ev_io_init(&connection->writer, connection_service_writable,
               connection->socket, EV_WRITE);
    ev_timer_init(&connection->timer, on_timer, 0.0, 0.0);
    connection->reader.data = connection;
    connection->writer.data = connection;
    connection->timer.data = connection;
}

void connection_accept(struct fe *fe, int fd, struct ppv1_endpoint peer)
{
    struct connection *connection = calloc(1, sizeof *connection);

    fe->metrics.accepted++;
    if (connection == NULL) {
        log_line(LOG_ERROR, "cannot serve a connection: out of memory");
        close(fd);
        return;
    }
    connection->fe = fe;
    connection->id = next_id(fe);
    connection->socket = fd;
    connection->login_timeout_ms = fe->settings->login_timeout_ms;
    connection->wait_timeout_s = fe->settings->wait_timeout_s;
    init_watchers(connection);
    link_connection(connection);
    connection_gate_accept(connection, peer);
}

/* ---- the end of one, and of all ---- */

void connection_drop(struct connection *connection, const char *why)
{
    struct fe *fe = connection->fe;

    assert(!connection->busy);
    connection_leave_stage(connection);
    if (connection->stage == CONNECTION_SERVED)
        connection->why = why;
    connection->stage = CONNECTION_ENDING;
    connection_service_close(connection);
    ev_io_stop(fe->loop, &connection->writer);
    unlink_connection(connection);
    close(connection->socket);
    tls_free(connection->tls);
    buffer_free(&connection->input);
    buffer_free(&connection->output);
    free(connection);
    if (fe->stopping && fe->connections.first == NULL)
        ev_break(fe->loop, EVBREAK_ALL);
}

void connections_finish(struct fe *fe)
{
    struct connection *next;

    for (struct connection *connection = fe->connections.first;
         connection != NULL; connection = next) {
        next = connection->next;
        if (connection->stage == CONNECTION_SERVED)
            connection_finish(connection, "server shutdown");
        if (connection->stage == CONNECTION_WAITING) {
            fe->metrics.refused_stopping++;
            connection_gate_refuse(connection, &refusal_stopping);
        }
    }
}

void connections_drop(struct fe *fe)
{
    while (fe->connections.first != NULL)
        connection_drop(fe->connections.first, "server shutdown");
}
