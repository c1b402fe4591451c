/*
 * connection - one accepted connection: from the socket to the gate, and from
 * the gate to the service.
 *
 *   accept ──► waits for a header ──► served ──► ends ──► lingers ──► gone
 *                     │                            ▲
 *                     └───────── refused ──────────┘
 *
 * A connection ends by sending what is queued, and lingers until the peer has
 * closed too, for a short time: a close with unread bytes would reset the
 * connection and could take the last packet with it.
 */
#ifndef FE_CONNECTION_H
#define FE_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

struct fe;
struct connection;

/* What a service is told when its time to log in is over. */
#define CONNECTION_NO_LOGIN_WHY "no login in time"

/* And when it was to go on in TLS, and could not. */
#define CONNECTION_TLS_FAILED_WHY "TLS failed"

/* Most input that a service may leave unconsumed: one MySQL packet of the
 * largest size with its header; and before login. */
#define CONNECTION_INPUT_MAX (16u * 1024 * 1024 + 4)
#define CONNECTION_LOGIN_INPUT_MAX (64u * 1024)

/* Most output that may wait for the client to read; more ends the
 * connection. */
#define CONNECTION_OUTPUT_MAX (16u * 1024 * 1024)

/* ---- what a service may ask of its connection ---- */

/* The server's parts: settings, accounts, audit, processes (fe.h). */
struct fe *connection_fe(struct connection *connection);

/* Number of the connection, unique while the server runs, from 1. */
uint32_t connection_id(const struct connection *connection);

/* Who is served: the client that the header named, or the TCP peer. */
struct ppv1_endpoint connection_effective(const struct connection *connection);

/* Who is at the other end of the TCP connection. */
struct ppv1_endpoint connection_peer(const struct connection *connection);

/* The client has logged in: instead of login_timeout_ms, wait_timeout limits
 * from now on for how long it may be idle. */
void connection_logged_in(struct connection *connection);

/* Is it the one above max_connections that is kept for ADMIN?  A service that
 * logs anybody else in there answers with an error and ends it. */
bool connection_is_extra(const struct connection *connection);

/* Could it go on in TLS: is there a certificate, and is it not in TLS yet? */
bool connection_offers_tls(const struct connection *connection);

/* Has a TLS handshake been completed? */
bool connection_has_tls(const struct connection *connection);

/* To be called by a service while it is given input: what it does not consume
 * of that, and all that comes, is TLS, and what is sent from now on is, too.
 * false: that is not offered. */
bool connection_start_tls(struct connection *connection);

/* What was agreed on with the client; "" without TLS. */
const char *connection_tls_version(const struct connection *connection);
const char *connection_tls_cipher(const struct connection *connection);

/* Queues bytes[0 .. n) to be sent, in order.  They are copied.  When they
 * cannot be (no memory, or the client does not read), the connection ends by
 * itself, later, from the loop: `connection` stays valid until then.  Does
 * nothing after connection_finish. */
void connection_send(struct connection *connection, const uint8_t *bytes,
                     size_t n);

/* Ends the connection from the loop; what is queued is still sent.  No input
 * is delivered any more.  `why` is constant text for the audit log; of
 * several calls the first counts. */
void connection_finish(struct connection *connection, const char *why);

/* ---- what the listener asks ---- */

/* All connections, in no order.  Zeroed memory is none. */
struct connections {
    struct connection *first;
    uint32_t last_id;
    size_t served;
    size_t waiting_logins; /* of those served */
    bool extra;            /* the one above the limits is in use */
    size_t lingering;
};

/* Takes over the accepted, non-blocking socket `fd` of `peer`. */
void connection_accept(struct fe *fe, int fd, struct ppv1_endpoint peer);

/* Ends all connections from the loop, and tells clients why. */
void connections_finish(struct fe *fe);

/* Ends all connections now. */
void connections_drop(struct fe *fe);

#endif
