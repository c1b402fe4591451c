/*
 * connection_parts - a connection from the inside, for the files that make it:
 *
 *   connection.c          from accept to drop; what services may ask
 *   connection_gate.c     waits for a header, obeys the gate, refuses
 *   connection_service.c  the service's input and output
 *   connection_tls.c      what is between the service and the socket in TLS
 *   connection_end.c      sends what is queued, lingers
 *
 * Callbacks of the event loop end in a call that may drop the connection, and
 * touch nothing afterwards.  Services are called from inside them, so what a
 * service calls never drops.
 */
#ifndef FE_CONNECTION_PARTS_H
#define FE_CONNECTION_PARTS_H

#include <ev.h>
#include <stdbool.h>

#include "buffer.h"
#include "connection.h"
#include "fe.h"
#include "log.h"
#include "refusal.h"

enum connection_stage {
    CONNECTION_WAITING,  /* for a header */
    CONNECTION_SERVED,   /* by the service */
    CONNECTION_ENDING,   /* sends what is queued */
    CONNECTION_LINGERING /* reads until the peer has closed */
};

struct connection {
    struct fe *fe;
    struct connection *previous;
    struct connection *next;
    uint32_t id;
    enum connection_stage stage;
    int socket;
    ev_io reader;
    ev_io writer;
    ev_timer timer; /* the time limit of the stage, if it has one */
    struct ppv1_gate gate;
    uint64_t accepted_ms; /* monotonic */
    uint32_t login_timeout_ms;
    uint32_t wait_timeout_s;
    void *state;     /* the service's, or NULL */
    const char *why; /* it ends, for the service */
    struct tls *tls;      /* or NULL: in clear */
    struct buffer input;  /* for the service */
    struct buffer output; /* for the socket */
    size_t discarded;    /* while it lingers */
    bool counted;        /* among those that wait for a header */
    bool busy;           /* in the service: whoever called it sends */
    bool broken;         /* output was lost: nothing more may be sent */
    bool tls_begins;     /* the rest of the input is TLS */
    bool closed;         /* by the client, in TLS: what is there is the rest */
    bool heard;          /* the service has got a byte */
    bool logged_in;
    bool extra;          /* above the limits, for ADMIN */
    uint8_t received;    /* bytes in header[] */
    uint8_t header[PPV1_LINE_MAX];
};

/* ---- connection.c ---- */

/* A line to the log, if the peer has not caused too many: what became of the
 * connection, and for what reason. */
void connection_log(struct connection *connection, enum log_level level,
                    const char *what, const char *reason);

/* Sets the time limit of the stage. */
void connection_limit(struct connection *connection, uint64_t ms);

/* Queues an error packet of the connection's own, which is no answer. */
void connection_queue_error(struct connection *connection,
                            const struct refusal *refusal);

/* From now on, bytes that come are the callback's. */
void connection_read_with(struct connection *connection,
                          void (*callback)(struct ev_loop *, ev_io *, int));

/* Undoes what the stage has set up: limit, reader, counts. */
void connection_leave_stage(struct connection *connection);

/* Undoes everything.  `why` counts if the connection was not ending yet. */
void connection_drop(struct connection *connection, const char *why);

/* ---- connection_gate.c ---- */

void connection_gate_accept(struct connection *connection,
                            struct ppv1_endpoint peer);

/* The time limit was reached, or nearly. */
void connection_gate_time(struct connection *connection);

/* Tells the log, the audit log and the client, and ends the connection. */
void connection_gate_refuse(struct connection *connection,
                            const struct refusal *refusal);

/* ---- connection_service.c ---- */

void connection_service_open(struct connection *connection);

/* The time limit was reached: no login, or nothing from who has logged in. */
void connection_service_time(struct connection *connection);

void connection_service_close(struct connection *connection);

/* What every event leads to, once it was noted: the service goes on as far as
 * it can, and what there is to say is sent. */
void connection_service_progress(struct connection *connection);

/* The callback of the writer: progress. */
void connection_service_writable(struct ev_loop *loop, ev_io *writer,
                                 int events);

/* ---- connection_tls.c ---- */

/* The input that the service did not consume begins the handshake. */
void connection_tls_begin(struct connection *connection);

/* bytes[0 .. n) have come.  A fault begins the connection's end. */
void connection_tls_receive(struct connection *connection,
                            const uint8_t *bytes, size_t n);

/* Queues bytes[0 .. n), in TLS or in clear.  false: no memory. */
bool connection_tls_queue(struct connection *connection, const uint8_t *bytes,
                          size_t n);

/* Nothing more will be queued. */
void connection_tls_end(struct connection *connection);

/* ---- connection_end.c ---- */

/* The stage is ENDING from now on; nothing else happens yet. */
void connection_end_begin(struct connection *connection, const char *why);

/* Goes on with it: the output, as far as it can be sent now, is sent. */
void connection_end_progress(struct connection *connection);

#endif
