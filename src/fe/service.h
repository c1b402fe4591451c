/*
 * service - what serves a connection once the gate has let it in.
 *
 * The listener knows services only by this interface.  The built-in MySQL
 * session (session.h) is one; a relay to an engine can be another.
 */
#ifndef FE_SERVICE_H
#define FE_SERVICE_H

#include <stddef.h>
#include <stdint.h>

struct connection;

struct service {
    const char *name;

    /* The gate said: serve.  Returns the service's own state for this
     * connection, or NULL when there is no memory (the connection is then
     * closed).  May call connection_send. */
    void *(*open)(struct connection *connection);

    /* bytes[0 .. n), n > 0, have come and were not consumed yet.  Returns how
     * many it consumed.  If that was some but not all, it is called again at
     * once, unless much output waits to be sent: a service that takes one
     * request at a time is thereby never ahead of a client that does not
     * read.  If it was none, the bytes come again together with what follows.
     * More than CONNECTION_INPUT_MAX unconsumed bytes (before login:
     * CONNECTION_LOGIN_INPUT_MAX) end the connection, so a service consumes,
     * or refuses, before that. */
    size_t (*input)(void *state, const uint8_t *bytes, size_t n);

    /* The connection is gone: free the state.  `why` is a short constant text
     * for the audit log.  What is sent now goes nowhere. */
    void (*close)(void *state, const char *why);
};

#endif
