#include "tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

/* Largest piece that is en- or decrypted at once: a whole record.  OpenSSL's
 * buffers never grow much beyond it. */
#define PIECE (16u * 1024)

/* ---- certificates ---- */

/* Clients hold it by SSL objects, which count. */
struct tls_certificates {
    SSL_CTX *context;
};

/* OpenSSL's first words, which are nearest to the cause. */
static const char *first_words(void)
{
    unsigned long code = ERR_peek_error();
    const char *words = ERR_SYSTEM_ERROR(code) ? strerror(ERR_GET_REASON(code))
                                               : ERR_reason_error_string(code);

    return words == NULL ? "unknown reason" : words;
}

/* What OpenSSL says of a file that can be read is a hint at most: `wanted` is
 * what should be in it. */
static bool fail(char error[TLS_ERROR_MAX], const char *key, const char *path,
                 const char *wanted)
{
    bool read = !ERR_SYSTEM_ERROR(ERR_peek_error());

    snprintf(error, TLS_ERROR_MAX, "%s: cannot use %.300s: %s%s%s", key, path,
             first_words(), read ? "; it must hold " : "", read ? wanted : "");
    return false;
}

/* A private key with a password: nobody is there to type it. */
static int no_password(char *password, int size, int writing, void *data)
{
    (void)password;
    (void)size;
    (void)writing;
    (void)data;
    return -1;
}

static bool read_files(SSL_CTX *context, const char *certificate,
                       const char *key, const char *ca,
                       char error[TLS_ERROR_MAX])
{
    SSL_CTX_set_default_passwd_cb(context, no_password);
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1)
        return fail(error, "ssl_cert", certificate, "a PEM certificate");
    if (SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_check_private_key(context) != 1)
        return fail(error, "ssl_key", key,
                    "the PEM key of ssl_cert, without a password");
    if (ca[0] == '\0')
        return true;
    STACK_OF(X509_NAME) *names = SSL_load_client_CA_file(ca);
    if (names == NULL || SSL_CTX_load_verify_file(context, ca) != 1) {
        sk_X509_NAME_pop_free(names, X509_NAME_free);
        return fail(error, "ssl_ca", ca, "PEM certificates");
    }
    SSL_CTX_set_client_CA_list(context, names);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    return true;
}

static void warn_of_dates(SSL_CTX *context, const char *path)
{
    const X509 *certificate = SSL_CTX_get0_certificate(context);

    if (X509_cmp_current_time(X509_get0_notAfter(certificate)) < 0)
        log_line(LOG_WARNING, "ssl_cert: the certificate in %s has expired",
                 path);
    if (X509_cmp_current_time(X509_get0_notBefore(certificate)) > 0)
        log_line(LOG_WARNING,
                 "ssl_cert: the certificate in %s is not valid yet", path);
}

/* Sessions are not resumed: logins are few, and nothing has to be kept. */
static SSL_CTX *make_context(void)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());

    if (context == NULL)
        return NULL;
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION |
                                     SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    return context;
}

struct tls_certificates *tls_certificates_load(const char *certificate,
                                               const char *key, const char *ca,
                                               char error[TLS_ERROR_MAX])
{
    struct tls_certificates *certificates = calloc(1, sizeof *certificates);

    ERR_clear_error();
    snprintf(error, TLS_ERROR_MAX, "ssl_cert: out of memory");
    if (certificates == NULL)
        return NULL;
    certificates->context = make_context();
    if (certificates->context == NULL ||
        !read_files(certificates->context, certificate, key, ca, error)) {
        tls_certificates_free(certificates);
        return NULL;
    }
    warn_of_dates(certificates->context, certificate);
    return certificates;
}

void tls_certificates_free(struct tls_certificates *certificates)
{
    if (certificates == NULL)
        return;
    SSL_CTX_free(certificates->context);
    free(certificates);
}

/* ---- one connection ---- */

/* The BIOs are the SSL's. */
struct tls {
    SSL *ssl;
    BIO *from_client;
    BIO *to_client;
    const char *fault;
};

struct tls *tls_begin(const struct tls_certificates *certificates)
{
    struct tls *tls = calloc(1, sizeof *tls);

    if (tls == NULL)
        return NULL;
    tls->fault = "";
    tls->ssl = SSL_new(certificates->context);
    tls->from_client = BIO_new(BIO_s_mem());
    tls->to_client = BIO_new(BIO_s_mem());
    if (tls->ssl == NULL || tls->from_client == NULL ||
        tls->to_client == NULL) {
        BIO_free(tls->from_client);
        BIO_free(tls->to_client);
        SSL_free(tls->ssl);
        free(tls);
        return NULL;
    }
    SSL_set_bio(tls->ssl, tls->from_client, tls->to_client);
    SSL_set_accept_state(tls->ssl);
    return tls;
}

void tls_free(struct tls *tls)
{
    if (tls == NULL)
        return;
    SSL_free(tls->ssl);
    free(tls);
}

bool tls_is_ready(const struct tls *tls)
{
    return SSL_is_init_finished(tls->ssl) == 1;
}

/* false: no memory. */
static bool collect(struct tls *tls, struct buffer *output)
{
    char *bytes;
    long n = BIO_get_mem_data(tls->to_client, &bytes);

    if (n > 0 && !buffer_append(output, bytes, (size_t)n)) {
        tls->fault = "out of memory";
        return false;
    }
    (void)BIO_reset(tls->to_client);
    return true;
}

/* Decrypts what is there, which also goes on with the handshake. */
static enum tls_answer decrypt(struct tls *tls, struct buffer *plain)
{
    uint8_t piece[PIECE];
    int n;

    while ((n = SSL_read(tls->ssl, piece, sizeof piece)) > 0)
        if (!buffer_append(plain, piece, (size_t)n)) {
            tls->fault = "out of memory";
            return TLS_FAILED;
        }
    switch (SSL_get_error(tls->ssl, n)) {
    case SSL_ERROR_WANT_READ:
        return TLS_GOES_ON;
    case SSL_ERROR_ZERO_RETURN:
        return TLS_CLOSED;
    default:
        tls->fault = first_words();
        return TLS_FAILED;
    }
}

enum tls_answer tls_receive(struct tls *tls, const uint8_t *bytes, size_t n,
                            struct buffer *plain, struct buffer *output)
{
    enum tls_answer answer;

    ERR_clear_error();
    if (n > 0 && BIO_write(tls->from_client, bytes, (int)n) != (int)n) {
        tls->fault = "out of memory";
        return TLS_FAILED;
    }
    answer = decrypt(tls, plain);
    return collect(tls, output) ? answer : TLS_FAILED;
}

bool tls_send(struct tls *tls, const uint8_t *text, size_t n,
              struct buffer *output)
{
    ERR_clear_error();
    for (size_t done = 0; done < n; done += PIECE) {
        int piece = (int)(n - done < PIECE ? n - done : PIECE);
        if (SSL_write(tls->ssl, text + done, piece) != piece ||
            !collect(tls, output))
            return false;
    }
    return true;
}

void tls_end(struct tls *tls, struct buffer *output)
{
    ERR_clear_error();
    if (tls_is_ready(tls) && tls->fault[0] == '\0')
        SSL_shutdown(tls->ssl);
    collect(tls, output);
}

const char *tls_fault(const struct tls *tls)
{
    return tls->fault;
}

const char *tls_version(const struct tls *tls)
{
    return tls_is_ready(tls) ? SSL_get_version(tls->ssl) : "";
}

const char *tls_cipher(const struct tls *tls)
{
    return tls_is_ready(tls) ? SSL_get_cipher_name(tls->ssl) : "";
}
