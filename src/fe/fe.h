/*
 * fe - the parts of a running server, as they are handed around.
 *
 * One thread, one event loop: nothing here needs a lock.  The thread that writes
 * the audit log is behind audit.h, and knows nothing of all this.
 */
#ifndef FE_FE_H
#define FE_FE_H

#include <stdbool.h>
#include <stdint.h>

#include "connection.h"
#include "log_quota.h"
#include "login_failures.h"
#include "metrics.h"
#include "process.h"
#include "tally.h"

struct ev_loop;
struct settings;
struct audit;
struct accounts;
struct service;
struct tls_certificates;

struct fe {
    struct ev_loop *loop;
    struct settings *settings;
    struct audit *audit;
    struct accounts *accounts;
    struct tls_certificates *certificates; /* NULL: no TLS */
    const struct service *service;
    struct processes processes;
    struct connections connections;
    struct tally waiting;   /* connections that wait for a header, by peer */
    struct tally addresses; /* served connections, by effective address */
    struct tally users;     /* logged-in connections, by user */
    uint16_t port;          /* that it listens on */
    struct log_quota log_quota;
    struct login_failures login_failures;
    struct metrics metrics;
    uint64_t started_ms; /* monotonic */
    uint64_t looked_ms;  /* ... when the loop last began to look for events */
    uint64_t questions;  /* statements since start */
    bool stopping;       /* the loop ends with the last connection */
};

#endif
