/*
 * tls - the server's side of TLS 1.2 and 1.3, by OpenSSL: bytes in, bytes out.
 *
 * No sockets here.  What comes from the client goes in, what it said comes
 * out; what is to be said goes in, what is to be sent comes out.
 */
#ifndef FE_TLS_H
#define FE_TLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "buffer.h"

/* ---- certificates: what new connections begin with ---- */

struct tls_certificates;

/* One clear sentence for a person. */
#define TLS_ERROR_MAX 512

/* Reads PEM files: the certificate and those that lead to its root, its key
 * without a password, and, if `ca` is not empty, the roots by which clients'
 * certificates are checked.  Then clients are asked for one: who gives none is
 * served all the same, who gives a bad one is not.
 * NULL and why, if one cannot be read or the key is not the certificate's.  A
 * warning goes to the log if the certificate is not valid now. */
struct tls_certificates *tls_certificates_load(const char *certificate,
                                               const char *key, const char *ca,
                                               char error[TLS_ERROR_MAX]);

/* Connections that began with them keep them. */
void tls_certificates_free(struct tls_certificates *certificates);

/* ---- one connection ---- */

struct tls;

enum tls_answer {
    TLS_GOES_ON, /* perhaps with something in `plain` or `output` */
    TLS_CLOSED,  /* the client has said its last */
    TLS_FAILED   /* see tls_fault; what is in `output` says so to the client */
};

/* NULL: no memory. */
struct tls *tls_begin(const struct tls_certificates *certificates);
void tls_free(struct tls *tls);

/* Has the handshake been completed? */
bool tls_is_ready(const struct tls *tls);

/* bytes[0 .. n) have come from the client.  What it says is appended to
 * `plain`, what is to be sent to `output`. */
enum tls_answer tls_receive(struct tls *tls, const uint8_t *bytes, size_t n,
                            struct buffer *plain, struct buffer *output);

/* Says text[0 .. n), once the handshake is completed.  false: no
 * memory, and nothing more can be said. */
bool tls_send(struct tls *tls, const uint8_t *text, size_t n,
              struct buffer *output);

/* Says that nothing more will be said. */
void tls_end(struct tls *tls, struct buffer *output);

/* Why it failed, in OpenSSL's words; and what was agreed on: constant text,
 * "" before the handshake is completed. */
const char *tls_fault(const struct tls *tls);
const char *tls_version(const struct tls *tls);
const char *tls_cipher(const struct tls *tls);

#endif
