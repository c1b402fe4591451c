/*
 * connection - one accepted connection: from the socket to the gate, and from
 * the gate to the service.
 */
#ifndef FE_CONNECTION_H
#define FE_CONNECTION_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

struct fe;
struct connection;

/* ---- what a service may ask of its connection ---- */

/* The server's parts: settings, accounts, audit, processes (fe.h). */
struct fe *connection_fe(struct connection *connection);

/* Number of the connection, unique while the server runs, from 1. */
uint32_t connection_id(const struct connection *connection);

/* Who is served: the client that the header named, or the TCP peer. */
struct ppv1_endpoint connection_effective(const struct connection *connection);

/* Who is at the other end of the TCP connection. */
struct ppv1_endpoint connection_peer(const struct connection *connection);

/* Queues bytes[0 .. n) to be sent, in order.  They are copied.  When they
 * cannot be (no memory, or the client does not read), the connection ends by
 * itself, later, from the loop: `connection` stays valid until then. */
void connection_send(struct connection *connection, const uint8_t *bytes,
                     size_t n);

/* Ends the connection from the loop, once all that is queued was sent.  No
 * input is delivered any more.  `why` is constant text for the audit log. */
void connection_finish(struct connection *connection, const char *why);

#endif
