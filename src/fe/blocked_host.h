/*
 * blocked_host - a client address from which too many logins have failed in a
 * row (max_connect_errors) is not served: until some time is over, or FLUSH
 * HOSTS.
 *
 * Whoever shares the address is blocked too, but nobody else behind the same
 * balancer: what counts is the effective address.  Two are never blocked:
 * loopback, where an administrator must get in; and the balancer itself, whose
 * health checks speak for all its clients.
 */
#ifndef FE_BLOCKED_HOST_H
#define FE_BLOCKED_HOST_H

#include <stdbool.h>

struct connection;
struct refusal;

/* Is the client of this connection blocked?  If so, *refusal says so. */
bool blocked_host(const struct connection *connection,
                  struct refusal *refusal);

/* A password was wrong; a password was right. */
void blocked_host_failed(struct connection *connection);
void blocked_host_succeeded(struct connection *connection);

#endif
