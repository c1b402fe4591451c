#include "connection_parts.h"
#include "fe.h"
#include "tls.h"

/* ---- what a service may ask ---- */

bool connection_offers_tls(const struct connection *connection)
{
    return connection->tls == NULL && connection->fe->certificates != NULL;
}

bool connection_has_tls(const struct connection *connection)
{
    return connection->tls != NULL && tls_is_ready(connection->tls);
}

bool connection_start_tls(struct connection *connection)
{
    if (!connection_offers_tls(connection))
        return false;
    connection->tls = tls_begin(connection->fe->certificates);
    connection->tls_begins = connection->tls != NULL;
    connection->broken = connection->tls == NULL;
    return true;
}

const char *connection_tls_version(const struct connection *connection)
{
    return connection->tls == NULL ? "" : tls_version(connection->tls);
}

const char *connection_tls_cipher(const struct connection *connection)
{
    return connection->tls == NULL ? "" : tls_cipher(connection->tls);
}

/* ---- for the other parts ---- */

static void fail(struct connection *connection)
{
    connection_log(connection, LOG_WARNING, "ended: " CONNECTION_TLS_FAILED_WHY,
                   tls_fault(connection->tls));
    if (!connection->logged_in)
        connection->fe->metrics.logins_broken++;
    connection_end_begin(connection, CONNECTION_TLS_FAILED_WHY);
}

void connection_tls_receive(struct connection *connection, const uint8_t *bytes,
                            size_t n)
{
    switch (tls_receive(connection->tls, bytes, n, &connection->input,
                        &connection->output)) {
    case TLS_GOES_ON:
        return;
    case TLS_CLOSED:
        connection->closed = true;
        return;
    case TLS_FAILED:
        fail(connection);
        return;
    }
}

void connection_tls_begin(struct connection *connection)
{
    struct buffer rest = connection->input;

    connection->tls_begins = false;
    connection->input = (struct buffer){.bytes = NULL};
    connection_tls_receive(connection, rest.bytes + rest.begin,
                           buffer_length(&rest));
    buffer_free(&rest);
}

bool connection_tls_queue(struct connection *connection, const uint8_t *bytes,
                          size_t n)
{
    if (connection->tls == NULL)
        return buffer_append(&connection->output, bytes, n);
    return tls_is_ready(connection->tls) &&
           tls_send(connection->tls, bytes, n, &connection->output);
}

void connection_tls_end(struct connection *connection)
{
    if (connection->tls != NULL)
        tls_end(connection->tls, &connection->output);
}
