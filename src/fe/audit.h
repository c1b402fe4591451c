/*
 * audit - the audit log, one line an event, never dropped in silence.
 *
 * The line format and the field names are StarRocks' fe.audit.log:
 *   2026-11-23 02:26:11.123+00:00 [connection] |Client=…|User=…|…|Peer=…
 * with two fields more at the end: ConnectionId and Peer.
 *
 * audit_write hands the line over to a thread that writes it, and does not
 * wait: a slow disk holds up nobody.  The line is handed over before the
 * client is sent the answer that it is about, and the answer does not wait
 * until it is written.  So a process that is killed loses the lines that
 * waited then (audit_state), and no other; mostly there are none.
 *
 * Lines wait in memory, which is bounded: when it gets short, audit_ready says
 * so and new connections are refused.  What connections that are open already
 * have to say then has a reserve; when that is used up too, the line goes to
 * the log instead, whole and as an error.
 */
#ifndef FE_AUDIT_H
#define FE_AUDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "audit_writer.h"
#include "ppv1.h"

struct audit;
struct settings;

/* Bytes of lines that wait: from here on no new connections, and at most. */
#define AUDIT_QUEUE_FULL (4u * 1024 * 1024)
#define AUDIT_QUEUE_MAX (8u * 1024 * 1024)

/* A longer statement is cut there, and the line says how long it was. */
#define AUDIT_STATEMENT_MAX (64u * 1024)

/* How long the end of the server waits for the disk, in ms. */
#define AUDIT_CLOSE_MS 3000

/* audit_log_modules names those that are written. */
enum audit_module {
    AUDIT_CONNECTION, /* accepted, refused, login failed, closed: always */
    AUDIT_SLOW_QUERY, /* statements above qe_slow_log_ms, once more */
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

/* Opens fe.audit.log in settings->audit_log_dir for appending; NULL and a log
 * line on failure.  The settings stay the caller's, and are looked at later
 * too.  `self` is the server's own address, the feIp field. */
struct audit *audit_open(const struct settings *settings,
                         struct ppv1_address self);

/* Lines that cannot be written within AUDIT_CLOSE_MS go to the log. */
void audit_close(struct audit *audit);

/* Has the file opened anew (after a rotation by rename).  If that fails, the
 * old one stays in use. */
void audit_reopen(struct audit *audit);

/* Hands over one event as one line; the module of a statement is QUERY. */
void audit_write(struct audit *audit, const struct audit_event *event);

/* Is there room for the lines of one more connection?  If not, new
 * connections are to be refused. */
bool audit_ready(struct audit *audit);

/* What waits to be written, and how many writes have failed since start. */
struct audit_state audit_state(struct audit *audit);

#endif
