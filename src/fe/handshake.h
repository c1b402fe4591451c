/*
 * handshake - the greeting: Protocol::HandshakeV10.
 */
#ifndef FE_HANDSHAKE_H
#define FE_HANDSHAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "auth.h"
#include "packet.h"

/*
 * What is offered: LONG_PASSWORD, LONG_FLAG, CONNECT_WITH_DB, PROTOCOL_41,
 * TRANSACTIONS, SECURE_CONNECTION, PLUGIN_AUTH, CONNECT_ATTRS and
 * PLUGIN_AUTH_LENENC.  Without DEPRECATE_EOF every client uses the classic
 * result sets.  SSL is offered beside them where there is a certificate.
 */
#define HANDSHAKE_CAPABILITIES 0x0038A20Du

/* Appends the greeting. */
void handshake_greeting(struct packets *packets, const char *server_version,
                        uint32_t connection_id, const uint8_t salt[AUTH_SALT],
                        bool with_tls);

#endif
