/*
 * wire - MySQL packets that come before login, decoded.
 *
 * Nothing is copied: a slice says where in the packet something lies, and
 * every slice lies inside the packet.
 */
#ifndef WIRE_H
#define WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* payload[offset .. offset + length) of the packet that was decoded. */
struct wire_slice {
    size_t offset;
    size_t length;
};

/* Bytes of a packet's header: length (3, little endian), sequence (1). */
#define WIRE_HEADER 4

/* The largest payload of one packet; as long means that more follows. */
#define WIRE_PAYLOAD_MAX 0xffffff

struct wire_header {
    uint32_t length; /* of the payload: 0 .. WIRE_PAYLOAD_MAX */
    uint8_t sequence;
};

/* Capability flags of the client (MySQL: Protocol::HandshakeResponse41). */
#define WIRE_CONNECT_WITH_DB 0x00000008u
#define WIRE_PROTOCOL_41 0x00000200u
#define WIRE_SSL 0x00000800u
#define WIRE_SECURE_CONNECTION 0x00008000u
#define WIRE_PLUGIN_AUTH 0x00080000u
#define WIRE_CONNECT_ATTRS 0x00100000u
#define WIRE_PLUGIN_AUTH_LENENC 0x00200000u

/* No charset has this number or a higher one. */
#define WIRE_CHARSETS 0x2000

struct wire_login {
    uint32_t capabilities;
    uint32_t max_packet; /* COM_CHANGE_USER: 0 */
    uint16_t charset;    /* 0: none named */
    struct wire_slice user;
    struct wire_slice auth;
    struct wire_slice database;   /* empty: none */
    struct wire_slice plugin;     /* empty: none named */
    struct wire_slice attributes; /* key, value, key, value: length-encoded */
};

/* What a first packet is. */
enum wire_kind {
    WIRE_BAD,         /* not a packet that may come here */
    WIRE_SSL_REQUEST, /* Protocol::SSLRequest: 32 bytes, then TLS */
    WIRE_LOGIN        /* Protocol::HandshakeResponse41 */
};

#ifdef __FRAMAC__
#include "spec/wire.acsl"
#endif

/* wire_header_read - the header in bytes[0 .. WIRE_HEADER). */
/*@ requires readable: \valid_read(bytes + (0 .. WIRE_HEADER - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  length:   \result.length == Little24(bytes, 0);
    ensures  bound:    \result.length <= WIRE_PAYLOAD_MAX;
    ensures  sequence: \result.sequence == bytes[3];
*/
struct wire_header wire_header_read(const uint8_t *bytes);

/* wire_payload - where in the `n` bytes that have come, the first of which are
 * `header`, its payload lies; false as long as not all of it has come. */
/*@ requires begins:   n >= WIRE_HEADER;
    requires writable: \valid(payload);
    terminates         \true;
    exits              \false;
    assigns            *payload;
    ensures  whole:    \result <==> WIRE_HEADER + header.length <= n;
    ensures  place:    \result ==> payload->offset == WIRE_HEADER
                                && payload->length == header.length;
    ensures  inside:   \result ==> SliceInside(*payload, n);
*/
bool wire_payload(struct wire_header header, size_t n,
                  struct wire_slice *payload);

/* wire_is_proxy_header - do a connection's first bytes[0 .. WIRE_HEADER) begin
 * a PROXY header instead of a packet?  "PROX" is version 1, two CRLFs are
 * version 2 (proxy-protocol.txt 2.1, 2.2). */
/*@ requires readable: \valid_read(bytes + (0 .. WIRE_HEADER - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> ProxyHeaderBegins(bytes);
*/
bool wire_is_proxy_header(const uint8_t *bytes);

/* wire_lenenc_read - a length-encoded integer at payload[*at .. n): moves *at
 * behind it and sets *value; false, and nothing is changed, if it does not
 * end inside the payload or is NULL (0xfb) or an error (0xff). */
/*@ requires readable:  \valid_read(payload + (0 .. n - 1));
    requires writable:  \valid(at) && \valid(value);
    requires separated: \separated(payload + (0 .. n - 1), at, value);
    terminates          \true;
    exits               \false;
    assigns             *at, *value;
    ensures  exact:     \result <==> LenencText(payload, \old(*at), n);
    ensures  value:     \result ==> *value == LenencValue(payload, \old(*at));
    ensures  moved:     \result ==>
                          *at == LongFirst(payload, \old(*at)) && *at <= n;
    ensures  kept:      !\result ==>
                          *at == \old(*at) && *value == \old(*value);
*/
bool wire_lenenc_read(const uint8_t *payload, size_t n, size_t *at,
                      uint64_t *value);

/*
 * wire_login_read - what payload[0 .. n), the client's first packet, is; when
 * WIRE_LOGIN, *login holds its parts, else its slices are empty.  Decoded by
 * the client's own flags.
 *
 * The user must end with a zero and the auth data must be there.  What real
 * clients leave out at the end may be missing: the last zero of a name, the
 * plugin, the attributes.  What stands behind the attributes is ignored.
 */
/*@ requires readable:  \valid_read(payload + (0 .. n - 1));
    requires writable:  \valid(login);
    requires separated: \separated(payload + (0 .. n - 1), login);
    terminates          \true;
    exits               \false;
    assigns             *login;
    ensures  kinds:     \result == WIRE_BAD || \result == WIRE_SSL_REQUEST
                     || \result == WIRE_LOGIN;
    ensures  ssl:       \result == WIRE_SSL_REQUEST <==>
                          SslRequestText(payload, n);
    ensures  login:     \result == WIRE_LOGIN <==> LoginText(payload, n);
    ensures  denotes:   \result == WIRE_LOGIN ==>
                          LoginDenotes(payload, n, *login);
    ensures  inside:    LoginInside(*login, n);
    ensures  empty:     \result != WIRE_LOGIN ==> LoginInside(*login, 0);
*/
enum wire_kind wire_login_read(const uint8_t *payload, size_t n,
                               struct wire_login *login);

/*
 * wire_change_user_read - the payload of COM_CHANGE_USER behind its command
 * byte.  `capabilities` are those of the login; *login is filled likewise.
 *
 * The database may be missing, with its zero, when WIRE_CONNECT_WITH_DB is
 * not set, and so may whatever stands behind it.
 */
/*@ requires readable:  \valid_read(payload + (0 .. n - 1));
    requires writable:  \valid(login);
    requires separated: \separated(payload + (0 .. n - 1), login);
    terminates          \true;
    exits               \false;
    assigns             *login;
    ensures  exact:     \result <==> ChangeText(payload, n, capabilities);
    ensures  denotes:   \result ==>
                          ChangeDenotes(payload, n, capabilities, *login);
    ensures  inside:    LoginInside(*login, n);
    ensures  empty:     !\result ==> LoginInside(*login, 0);
*/
bool wire_change_user_read(const uint8_t *payload, size_t n,
                           uint32_t capabilities, struct wire_login *login);

/* wire_answer_is_empty - is answer[0 .. n) what a client without a password
 * answers: nothing, or one zero byte?  An answer is the auth data of a login,
 * or all of a packet's payload (MySQL: Protocol::AuthSwitchResponse). */
/*@ requires readable: \valid_read(answer + (0 .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> n == 0 || (n == 1 && answer[0] == 0);
*/
bool wire_answer_is_empty(const uint8_t *answer, size_t n);

#endif
