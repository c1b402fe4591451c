/*
 * metrics - what happened since start, counted: one counter per outcome, and
 * one per reason for which a header was refused.
 */
#ifndef FE_METRICS_H
#define FE_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

/* X(field, name in SHOW STATUS) */
#define METRICS(X)                                                             \
    X(accepted, "Connections_accepted")                                        \
    X(served_peer, "Connections_served_without_header")                        \
    X(served_unknown, "Connections_served_with_unknown_header")                \
    X(served_client, "Connections_served_with_client_header")                  \
    X(refused_header, "Connections_refused_for_header")                        \
    X(refused_limit, "Connections_refused_for_max_connections")                \
    X(refused_logins, "Connections_refused_for_max_waiting_logins")            \
    X(refused_address, "Connections_refused_for_max_connections_per_address")  \
    X(refused_audit, "Connections_refused_for_audit_log")                      \
    X(refused_stopping, "Connections_refused_for_shutdown")                    \
    X(login_timeouts, "Connections_cut_for_login_timeout")                     \
    X(idle_timeouts, "Connections_cut_for_wait_timeout")                       \
    X(accept_failures, "Accept_failures")

/* Zeroed memory is all zeros. */
struct metrics {
#define METRICS_FIELD(field, name) uint64_t field;
    METRICS(METRICS_FIELD)
#undef METRICS_FIELD
    uint64_t refused[PPV1_REASON_COUNT]; /* refused_header, by reason */
};

/* All counters as rows: the outcomes, then the reasons. */
size_t metrics_count(void);
const char *metrics_name(size_t index);
uint64_t metrics_value(const struct metrics *metrics, size_t index);

#endif
