/*
 * metrics - what happened since start, counted, and how things stand now.
 *
 * SHOW STATUS and the text for Prometheus (metrics_text.h) read one table.
 */
#ifndef FE_METRICS_H
#define FE_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

struct fe;

/* Prometheus' families: X(id, name, type, help) */
#define METRICS_FAMILIES(X)                                                    \
    X(ACCEPTED, "fe_connections_accepted_total", "counter",                    \
      "TCP connections accepted")                                              \
    X(SERVED, "fe_connections_served_total", "counter",                        \
      "Connections that got a greeting, by what their PROXY header said")      \
    X(REFUSED, "fe_connections_refused_total", "counter",                      \
      "Connections refused instead of served")                                 \
    X(PROBES, "fe_connections_probes_total", "counter",                        \
      "Connections closed by the peer before it had sent anything of its own") \
    X(CUT, "fe_connections_cut_total", "counter",                              \
      "Logged-in connections cut for being idle")                              \
    X(LOGINS, "fe_logins_total", "counter",                                    \
      "Logins, COM_CHANGE_USER among them, by outcome")                        \
    X(ACCEPT_FAILURES, "fe_accept_failures_total", "counter",                  \
      "Times that no connection could be accepted")                            \
    X(STATEMENTS, "fe_statements_total", "counter", "Statements")              \
    X(CONNECTIONS, "fe_connections", "gauge", "Connections served now")        \
    X(LOGINS_WAITING, "fe_logins_waiting", "gauge",                            \
      "Connections served now that have not logged in")                        \
    X(UPTIME, "fe_uptime_seconds", "gauge", "Time since start")                \
    X(AUDIT_LINES, "fe_audit_queue_lines", "gauge",                            \
      "Audit lines that wait to be written")                                   \
    X(AUDIT_BYTES, "fe_audit_queue_bytes", "gauge",                            \
      "Bytes of audit lines that wait to be written")                          \
    X(AUDIT_FAILURES, "fe_audit_write_failures_total", "counter",              \
      "Writes to the audit log that failed")                                   \
    X(LOG_LEFT_OUT, "fe_log_lines_left_out_total", "counter",                  \
      "Log lines left out because their peer caused too many")                 \
    X(HEADERS_WAITING, "fe_proxy_headers_waiting", "gauge",                    \
      "Connections that wait for a PROXY header now")                          \
    X(HEADER_REFUSED, "fe_proxy_header_refused_total", "counter",              \
      "PROXY headers refused, by reason")                                      \
    X(HEADER_WAIT, "fe_proxy_header_wait_seconds", "histogram",                \
      "Time from accept to the end of a PROXY header that was accepted")

enum metrics_family {
#define METRICS_FAMILY(id, name, type, help) METRICS_##id,
    METRICS_FAMILIES(METRICS_FAMILY)
#undef METRICS_FAMILY
        METRICS_FAMILY_COUNT
};

/* X(field, name in SHOW STATUS, family, label): rows of a family follow each
 * other.  What concerns PROXY headers begins with Proxy_protocol. */
#define METRICS(X)                                                             \
    X(accepted, "Connections_accepted", ACCEPTED, "")                          \
    X(served_peer, "Proxy_protocol_served_without_header", SERVED,             \
      "header=\"none\"")                                                       \
    X(served_unknown, "Proxy_protocol_served_with_unknown", SERVED,            \
      "header=\"unknown\"")                                                    \
    X(served_client, "Proxy_protocol_served_with_client", SERVED,              \
      "header=\"client\"")                                                     \
    X(refused_header, "Proxy_protocol_refused", REFUSED, "cause=\"header\"")   \
    X(refused_limit, "Connections_refused_for_max_connections", REFUSED,       \
      "cause=\"max_connections\"")                                             \
    X(refused_logins, "Connections_refused_for_max_waiting_logins", REFUSED,   \
      "cause=\"max_waiting_logins\"")                                          \
    X(refused_address, "Connections_refused_for_max_connections_per_address",  \
      REFUSED, "cause=\"max_connections_per_address\"")                        \
    X(refused_blocked, "Connections_refused_for_max_connect_errors", REFUSED,  \
      "cause=\"max_connect_errors\"")                                          \
    X(refused_audit, "Connections_refused_for_audit_log", REFUSED,             \
      "cause=\"audit_log\"")                                                   \
    X(refused_stopping, "Connections_refused_for_shutdown", REFUSED,           \
      "cause=\"shutdown\"")                                                    \
    X(probes_header, "Proxy_protocol_probes_before_header", PROBES,            \
      "before=\"header\"")                                                     \
    X(probes_login, "Proxy_protocol_probes_before_login", PROBES,              \
      "before=\"login\"")                                                      \
    X(idle_timeouts, "Connections_cut_for_wait_timeout", CUT, "")              \
    X(logins_succeeded, "Logins_succeeded", LOGINS, "outcome=\"succeeded\"")   \
    X(logins_denied, "Logins_denied", LOGINS, "outcome=\"denied\"")            \
    X(logins_no_place, "Logins_refused_for_limits", LOGINS,                    \
      "outcome=\"limit\"")                                                     \
    X(logins_broken, "Logins_broken", LOGINS, "outcome=\"broken\"")            \
    X(logins_abandoned, "Logins_abandoned", LOGINS, "outcome=\"abandoned\"")   \
    X(login_timeouts, "Logins_timed_out", LOGINS, "outcome=\"timeout\"")       \
    X(accept_failures, "Accept_failures", ACCEPT_FAILURES, "")                 \
    X(statements, "Questions", STATEMENTS, "")                                 \
    X(connections, "Threads_connected", CONNECTIONS, "")                       \
    X(waiting_logins, "Logins_waiting", LOGINS_WAITING, "")                    \
    X(uptime_s, "Uptime", UPTIME, "")                                          \
    X(audit_lines, "Audit_queue_lines", AUDIT_LINES, "")                       \
    X(audit_bytes, "Audit_queue_bytes", AUDIT_BYTES, "")                       \
    X(audit_failures, "Audit_write_failures", AUDIT_FAILURES, "")              \
    X(log_left_out, "Log_lines_left_out", LOG_LEFT_OUT, "")                    \
    X(waiting_headers, "Proxy_protocol_waiting_headers", HEADERS_WAITING, "")

/* Upper bounds of the header wait, in ms; what is longer is in one bucket
 * more.  X(bound in ms, the same in seconds) */
#define METRICS_WAITS(X)                                                       \
    X(1, "0.001")                                                              \
    X(5, "0.005")                                                              \
    X(10, "0.01")                                                              \
    X(50, "0.05")                                                              \
    X(100, "0.1")                                                              \
    X(500, "0.5")                                                              \
    X(1000, "1")                                                               \
    X(3000, "3")                                                               \
    X(10000, "10")

enum {
#define METRICS_WAIT(ms, seconds) METRICS_WAIT_##ms,
    METRICS_WAITS(METRICS_WAIT)
#undef METRICS_WAIT
        METRICS_WAIT_COUNT
};

/* Zeroed memory is all zeros. */
struct metrics {
#define METRICS_FIELD(field, name, family, label) uint64_t field;
    METRICS(METRICS_FIELD)
#undef METRICS_FIELD
    uint64_t refused[PPV1_REASON_COUNT]; /* refused_header, by reason */
    uint64_t waits[METRICS_WAIT_COUNT + 1];
    uint64_t waits_sum_ms;
};

/* Notes how things stand now; to be called before they are read. */
void metrics_sample(struct fe *fe);

/* A PROXY header was accepted so long after its connection. */
void metrics_header_wait(struct metrics *metrics, uint64_t ms);

/* ---- all of them as rows, family by family ---- */

struct metrics_row {
    char name[64]; /* in SHOW STATUS */
    enum metrics_family family;
    const char *suffix; /* of the family's name, for a histogram; or "" */
    char label[64];     /* name="value", or "" */
    uint64_t value;
    bool is_ms; /* Prometheus wants seconds */
};

/* The row at the index; false behind the last one. */
bool metrics_row(const struct metrics *metrics, size_t index,
                 struct metrics_row *row);

#endif
