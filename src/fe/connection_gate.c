#define _GNU_SOURCE 1
#include <errno.h>
#include <stdatomic.h>
#include <sys/socket.h>

#include "audit.h"
#include "blocked_host.h"
#include "clock.h"
#include "connection_parts.h"
#include "settings.h"
#include "tally.h"

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

/* Health checks connect and close, to see whether anybody is there. */
static bool is_probe(const struct connection *connection)
{
    return connection->gate.verdict == PPV1_REFUSE &&
           connection->gate.reason == PPV1_REASON_CLOSED &&
           connection->gate.received == 0;
}

void connection_gate_refuse(struct connection *connection,
                            const struct refusal *refusal)
{
    connection_log(connection, is_probe(connection) ? LOG_INFO : LOG_WARNING,
                   "refused", refusal->text);
    if (refusal != &refusal_audit)
        audit_refusal(connection, refusal->text);
    connection_queue_error(connection, refusal);
    connection_end_begin(connection, "refused");
    connection_service_progress(connection);
}

static void refuse_header(struct connection *connection)
{
    struct metrics *metrics = &connection->fe->metrics;
    struct refusal refusal = refusal_of_gate(&connection->gate);

    if (is_probe(connection)) {
        metrics->probes_header++;
    } else {
        metrics->refused_header++;
        metrics->refused[connection->gate.reason]++;
    }
    connection_gate_refuse(connection, &refusal);
}

/* ---- is there room? ---- */

/* Above the limits one more is let in from this machine, so that an
 * administrator can see and end what fills it.  Nobody outside can take that
 * place. */
static bool may_be_extra(const struct connection *connection)
{
    return !connection->fe->connections.extra &&
           ppv1_address_is_loopback(connection_effective(connection).address);
}

/* What of the server's own stands in the way, or NULL. */
static const struct refusal *find_obstacle(struct connection *connection)
{
    struct fe *fe = connection->fe;
    bool full = fe->connections.served >= fe->settings->max_connections;

    if (!audit_ready(fe->audit)) {
        fe->metrics.refused_audit++;
        return &refusal_audit;
    }
    if (!full &&
        fe->connections.waiting_logins < fe->settings->max_waiting_logins)
        return NULL;
    connection->extra = may_be_extra(connection);
    if (connection->extra)
        return NULL;
    if (full)
        fe->metrics.refused_limit++;
    else
        fe->metrics.refused_logins++;
    return full ? &refusal_too_many_connections : &refusal_too_many_logins;
}

static bool enter_address(struct connection *connection)
{
    struct fe *fe = connection->fe;
    struct ppv1_address client = connection_effective(connection).address;

    return tally_enter(&fe->addresses, &client, sizeof client,
                       fe->settings->max_connections_per_address);
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

static void refuse_address(struct connection *connection)
{
    struct refusal refusal =
        refusal_of_address(connection_effective(connection).address);

    connection->fe->metrics.refused_address++;
    connection_gate_refuse(connection, &refusal);
}

static void refuse_blocked(struct connection *connection,
                           const struct refusal *refusal)
{
    connection->fe->metrics.refused_blocked++;
    connection_gate_refuse(connection, refusal);
}

static void serve(struct connection *connection)
{
    const struct refusal *obstacle = find_obstacle(connection);
    struct refusal blocked;

    if (connection->gate.header_length > 0)
        metrics_header_wait(&connection->fe->metrics,
                            clock_monotonic_ms() - connection->accepted_ms);
    if (obstacle != NULL)
        connection_gate_refuse(connection, obstacle);
    else if (blocked_host(connection, &blocked))
        refuse_blocked(connection, &blocked);
    else if (!enter_address(connection))
        refuse_address(connection);
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
    struct fe *fe = connection->fe;
    const struct ppv1_address *peer = &connection->gate.peer.address;

    if (fe->waiting.total >= fe->settings->max_waiting_headers)
        return PPV1_REASON_TOO_MANY_WAITING;
    if (!tally_enter(&fe->waiting, peer, sizeof *peer,
                     fe->settings->max_waiting_headers_per_peer))
        return PPV1_REASON_TOO_MANY_WAITING_PEER;
    return PPV1_REASON_NONE;
}

/* The trust decision, before anything is read. */
void connection_gate_accept(struct connection *connection,
                            struct ppv1_endpoint peer)
{
    const struct settings *settings = connection->fe->settings;
    struct ppv1_gate *gate = &connection->gate;
    enum ppv1_reason reason;

    connection->accepted_ms = clock_monotonic_ms();
    ppv1_gate_accept(gate, &atomic_load(&settings->networks)->networks,
                     settings->header_timeout_ms, peer,
                     connection->accepted_ms);
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

/* Reads what has come, but no more than the longest line; the rest waits in
 * the socket.
 *
 * The deadline is for the peer.  If this process was stopped or busy, bytes
 * that are found behind the deadline may have come before it, at any time since
 * the loop last looked: that time counts for them.  A peer gains nothing by
 * it, as there is one such look, at the deadline (connection_gate_time). */
static void read_header(struct connection *connection)
{
    uint8_t *end = connection->header + connection->received;
    size_t room = sizeof connection->header - connection->received;
    ssize_t n = recv(connection->socket, end, room, 0);

    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n > 0) {
        connection->received = (uint8_t)(connection->received + n);
        ppv1_gate_bytes(&connection->gate, connection->header,
                        connection->received, connection->fe->looked_ms);
    } else {
        ppv1_gate_end(&connection->gate);
    }
}

static void on_header(struct ev_loop *loop, ev_io *reader, int events)
{
    struct connection *connection = reader->data;

    (void)loop;
    (void)events;
    read_header(connection);
    obey(connection);
}

/* The timer counts from the begin of a turn of the loop, so it may come a
 * little early: then it is set again, for the rest. */
void connection_gate_time(struct connection *connection)
{
    read_header(connection);
    ppv1_gate_time(&connection->gate, clock_monotonic_ms());
    obey(connection);
}
