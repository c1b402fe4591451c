/*
 * endpoint - an address and a port: from and to sockets, and as text.
 */
#ifndef FE_ENDPOINT_H
#define FE_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "ppv1.h"

/* Room for "[address]:65535" and a NUL. */
#define ENDPOINT_TEXT_MAX (PPV1_ADDRESS_TEXT_MAX + 9)

/* false: neither IPv4 nor IPv6. */
bool endpoint_from_socket(const struct sockaddr_storage *socket,
                          struct ppv1_endpoint *endpoint);

/* An IPv4 address becomes an IPv4 socket address.  Returns its length. */
socklen_t endpoint_to_socket(struct ppv1_endpoint endpoint,
                             struct sockaddr_storage *socket);

/* Room for an address and a NUL. */
#define ENDPOINT_ADDRESS_MAX (PPV1_ADDRESS_TEXT_MAX + 1)

/* Writes the address alone, NUL terminated. */
void endpoint_write_address(struct ppv1_address address,
                            char text[ENDPOINT_ADDRESS_MAX]);

/* Writes a.b.c.d:port or [v6]:port, NUL terminated; returns the length. */
size_t endpoint_write(struct ppv1_endpoint endpoint,
                      char text[ENDPOINT_TEXT_MAX]);

#endif
