/*
 * audit - the audit log, one line an event, never dropped in silence.
 *
 * The line format and the field names are StarRocks' fe.audit.log:
 *   2026-11-23 02:26:11.123+00:00 [connection] |Client=…|User=…|…|Peer=…
 * with two fields more at the end: ConnectionId and Peer.
 *
 * A line that cannot be written waits in memory, and is written in its turn
 * as soon as that is possible.  The memory is bounded: when it gets short,
 * audit_ready says so and new connections are refused.  What connections that
 * are open already have to say then has a reserve; when that is used up too,
 * the line goes to the log instead, whole and as an error.
 */
#ifndef FE_AUDIT_H
#define FE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

struct audit;

/* Bytes of lines that wait: from here on no new connections, and at most. */
#define AUDIT_QUEUE_FULL (4u * 1024 * 1024)
#define AUDIT_QUEUE_MAX (8u * 1024 * 1024)

/* A longer statement is cut there, and the line says how long it was. */
#define AUDIT_STATEMENT_MAX (64u * 1024)

enum audit_module {
    AUDIT_CONNECTION, /* accepted, refused, login failed, closed */
    AUDIT_QUERY       /* statements */
};

/* One event.  Texts may hold any bytes (they are escaped); NULL is printed
 * as an empty field. */
struct audit_event {
    enum audit_module module;
    uint64_t timestamp_ms; /* query: start, wall clock ms; 0: leave out */
    struct ppv1_endpoint client;
    struct ppv1_endpoint peer;
    const char *user;
    const char *authorized_user; /* 'u'@'host' of the matched account */
    const char *database;
    const char *state;      /* "OK", "EOF", "ERR" */
    const char *error;      /* the ErrorCode field */
    const char *command;    /* "Connect", "Quit", "Query" … */
    int64_t time_ms;        /* -1: leave out */
    int64_t return_rows;    /* -1: leave out */
    uint64_t statement_id;  /* 0: leave out */
    uint32_t connection_id;
    bool is_query;
    const char *statement;
    size_t statement_length;
};

/* Opens <folder>/fe.audit.log for appending; NULL and a log line on failure.
 * `self` is the server's own address, the feIp field. */
struct audit *audit_open(const char *folder, struct ppv1_address self);

/* Lines that still wait and cannot be written go to the log. */
void audit_close(struct audit *audit);

/* Opens the file anew (after a rotation by rename).  If that fails, the old
 * one stays in use. */
void audit_reopen(struct audit *audit);

/* Writes one event as one line with one write, or queues the line when that
 * fails. */
void audit_write(struct audit *audit, const struct audit_event *event);

/* Tries again to write the lines that wait, if any.  To be called now and
 * then: nothing else does when there are no new events. */
void audit_retry(struct audit *audit);

/* Is there room for the lines of one more connection?  If not, new
 * connections are to be refused. */
bool audit_ready(struct audit *audit);

/* What waits to be written, and how many writes have failed since start. */
struct audit_state {
    size_t lines;
    size_t bytes;
    uint64_t failures;
};

struct audit_state audit_state(const struct audit *audit);

#endif
