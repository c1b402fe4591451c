#include "handshake.h"

#include <stddef.h>

#include "wire.h"

/* utf8mb4_general_ci */
#define CHARSET 45

/* How much of the salt stands in front of the capabilities. */
#define SALT_FIRST 8

void handshake_greeting(struct packets *packets, const char *server_version,
                        uint32_t connection_id, const uint8_t salt[AUTH_SALT],
                        bool with_tls)
{
    static const uint8_t reserved[10];
    uint32_t capabilities = HANDSHAKE_CAPABILITIES | (with_tls ? WIRE_SSL : 0);

    packet_begin(packets);
    packet_number(packets, 10, 1); /* protocol version */
    packet_string(packets, server_version);
    packet_number(packets, connection_id, 4);
    packet_bytes(packets, salt, SALT_FIRST);
    packet_number(packets, 0, 1);
    packet_number(packets, capabilities & 0xffff, 2);
    packet_number(packets, CHARSET, 1);
    packet_number(packets, PACKET_STATUS, 2);
    packet_number(packets, capabilities >> 16, 2);
    packet_number(packets, AUTH_SALT + 1, 1);
    packet_bytes(packets, reserved, sizeof reserved);
    packet_bytes(packets, salt + SALT_FIRST, AUTH_SALT - SALT_FIRST);
    packet_number(packets, 0, 1);
    packet_string(packets, auth_plugin_name(AUTH_DEFAULT));
    packet_end(packets);
}
