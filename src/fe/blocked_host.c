#include "blocked_host.h"

#include "clock.h"
#include "connection_parts.h"
#include "endpoint.h"
#include "log.h"
#include "login_failures.h"
#include "settings.h"

/* A header that leaves the balancer itself as the client is UNKNOWN, or names
 * it, as in health checks. */
static bool is_balancer(const struct connection *connection)
{
    return connection->gate.header_length > 0 &&
           ppv1_address_compare(connection_effective(connection).address,
                                connection_peer(connection).address) == 0;
}

static bool is_exempt(const struct connection *connection)
{
    return connection->fe->settings->max_connect_errors == 0 ||
           ppv1_address_is_loopback(connection_effective(connection).address) ||
           is_balancer(connection);
}

bool blocked_host(const struct connection *connection, struct refusal *refusal)
{
    const struct fe *fe = connection->fe;
    struct ppv1_address client = connection_effective(connection).address;

    if (is_exempt(connection) ||
        login_failures_count(&fe->login_failures, client,
                             clock_monotonic_ms()) <
            fe->settings->max_connect_errors)
        return false;
    *refusal = refusal_of_blocked_host(client);
    return true;
}

void blocked_host_failed(struct connection *connection)
{
    struct fe *fe = connection->fe;
    struct ppv1_address client = connection_effective(connection).address;
    char address[ENDPOINT_ADDRESS_MAX];

    if (is_exempt(connection))
        return;
    uint32_t count =
        login_failures_add(&fe->login_failures, client, clock_monotonic_ms());
    if (count != fe->settings->max_connect_errors)
        return;
    endpoint_write_address(client, address);
    log_line(LOG_WARNING,
             "%s is blocked for %d minutes or until FLUSH HOSTS: %u logins in "
             "a row have failed",
             address, LOGIN_FAILURES_MINUTES, (unsigned)count);
}

void blocked_host_succeeded(struct connection *connection)
{
    login_failures_forget(&connection->fe->login_failures,
                          connection_effective(connection).address);
}
