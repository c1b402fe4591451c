#define _GNU_SOURCE 1
#include <errno.h>
#include <stdatomic.h>
#include <sys/socket.h>

#include "audit.h"
#include "clock.h"
#include "connection_parts.h"
#include "packet.h"
#include "settings.h"
#include "waiting.h"

static void on_header(struct ev_loop *loop, ev_io *reader, int events);

/* ---- refusing ---- */

static void audit_refusal(struct connection *connection, const char *text)
{
    struct audit_event event = {
        .module = AUDIT_CONNECTION,
        .client = connection_effective(connection),
        .peer = connection_peer(connection),
        .state = "ERR",
        .error = text,
        .command = "Connect",
        .time_ms = -1,
        .return_rows = -1,
        .connection_id = connection->id,
    };

    audit_write(connection->fe->audit, &event);
}

static void queue_error(struct connection *connection,
                        const struct refusal *refusal)
{
    struct packets packets = {.sequence = 0};

    packet_error(&packets, refusal->code, refusal->state, refusal->text);
    if (!packets.failed)
        buffer_append(&connection->output, packets.bytes, packets.length);
    packets_free(&packets);
}

void connection_gate_refuse(struct connection *connection,
                            const struct refusal *refusal)
{
    connection_log(connection, refusal->text);
    if (refusal != &refusal_audit)
        audit_refusal(connection, refusal->text);
    queue_error(connection, refusal);
    connection_end_begin(connection, "refused");
    connection_service_progress(connection);
}

static void refuse_header(struct connection *connection)
{
    struct metrics *metrics = &connection->fe->metrics;
    struct refusal refusal = refusal_of_gate(&connection->gate);

    metrics->refused_header++;
    metrics->refused[connection->gate.reason]++;
    connection_gate_refuse(connection, &refusal);
}

/* What of the server's own stands in the way, or NULL. */
static const struct refusal *find_obstacle(struct fe *fe)
{
    if (!audit_ready(fe->audit)) {
        fe->metrics.refused_audit++;
        return &refusal_audit;
    }
    if (fe->connections.served >= fe->settings->max_connections) {
        fe->metrics.refused_limit++;
        return &refusal_too_many_connections;
    }
    return NULL;
}

/* ---- the gate's verdicts ---- */

static void wait_for_header(struct connection *connection)
{
    uint64_t now = clock_monotonic_ms();
    uint64_t deadline = connection->gate.deadline;

    if (!ev_is_active(&connection->reader))
        connection_read_with(connection, on_header);
    if (deadline != PPV1_NEVER && !ev_is_active(&connection->timer))
        connection_limit(connection, deadline > now ? deadline - now : 0);
}

static void serve(struct connection *connection)
{
    const struct refusal *obstacle = find_obstacle(connection->fe);

    if (obstacle != NULL)
        connection_gate_refuse(connection, obstacle);
    else
        connection_service_open(connection);
}

static void obey(struct connection *connection)
{
    switch (connection->gate.verdict) {
    case PPV1_WAIT:
        wait_for_header(connection);
        return;
    case PPV1_SERVE_PEER:
    case PPV1_SERVE_CLIENT:
        serve(connection);
        return;
    case PPV1_REFUSE:
        refuse_header(connection);
        return;
    }
}

/* ---- what happens, in this order ---- */

static enum ppv1_reason enter(struct connection *connection)
{
    const struct settings *settings = connection->fe->settings;

    return waiting_enter(
        &connection->fe->waiting, connection->gate.peer.address,
        settings->max_waiting_headers, settings->max_waiting_headers_per_peer);
}

/* The trust decision, before anything is read. */
void connection_gate_accept(struct connection *connection,
                            struct ppv1_endpoint peer)
{
    const struct settings *settings = connection->fe->settings;
    struct ppv1_gate *gate = &connection->gate;
    enum ppv1_reason reason;

    ppv1_gate_accept(gate, &atomic_load(&settings->networks)->networks,
                     settings->header_timeout_ms, peer, clock_monotonic_ms());
    if (gate->verdict == PPV1_WAIT) {
        reason = enter(connection);
        connection->counted = reason == PPV1_REASON_NONE;
        if (!connection->counted)
            ppv1_gate_refuse(gate, reason);
    }
    /* A refusal is audited too: this one could not be. */
    if (!audit_ready(connection->fe->audit)) {
        connection->fe->metrics.refused_audit++;
        connection_gate_refuse(connection, &refusal_audit);
        return;
    }
    obey(connection);
}

/* No more is read than the longest line; the rest waits in the socket. */
static void on_header(struct ev_loop *loop, ev_io *reader, int events)
{
    struct connection *connection = reader->data;
    uint8_t *end = connection->header + connection->received;
    size_t room = sizeof connection->header - connection->received;

    (void)loop;
    (void)events;
    ssize_t n = recv(connection->socket, end, room, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n > 0) {
        connection->received = (uint8_t)(connection->received + n);
        ppv1_gate_bytes(&connection->gate, connection->header,
                        connection->received, clock_monotonic_ms());
    } else {
        ppv1_gate_end(&connection->gate);
    }
    obey(connection);
}

/* The timer counts from the begin of a turn of the loop, so it may come a
 * little early: then it is set again, for the rest. */
void connection_gate_time(struct connection *connection)
{
    ppv1_gate_time(&connection->gate, clock_monotonic_ms());
    obey(connection);
}
