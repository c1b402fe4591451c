#define _GNU_SOURCE 1
#include "connection.h"

#include <ev.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "audit.h"
#include "clock.h"
#include "fe.h"
#include "scratch.h"
#include "service.h"
#include "settings.h"
#include "tls.h"
#include "unit.h"

#define HEADER "PROXY TCP4 203.0.113.10 10.0.0.5 4000 9030\r\n"

/* ---- a service that answers line by line ---- */

struct echo {
    struct connection *connection;
    bool finished; /* asked for the end of its connection */
    bool closed;
    char why[40];
};

static struct echo echoes[64];
static unsigned opened, closed;

static void say(struct echo *echo, const char *text)
{
    connection_send(echo->connection, (const uint8_t *)text, strlen(text));
}

static void *echo_open(struct connection *connection)
{
    struct echo *echo = &echoes[opened++];

    *echo = (struct echo){.connection = connection};
    say(echo, "hello\n");
    return echo;
}

static void send_much(struct echo *echo, size_t n)
{
    uint8_t *bytes = calloc(1, n);

    CU_ASSERT_PTR_NOT_NULL_FATAL(bytes);
    connection_send(echo->connection, bytes, n);
    free(bytes);
}

static void send_twice(struct echo *echo, size_t n)
{
    send_much(echo, n);
    send_much(echo, n);
}

static void start_tls(struct echo *echo)
{
    CU_ASSERT_TRUE(connection_start_tls(echo->connection));
}

static void finish(struct echo *echo, const char *why)
{
    echo->finished = true;
    connection_finish(echo->connection, why);
}

static void obey(struct echo *echo, const char *line, size_t n)
{
    CU_ASSERT_FALSE(echo->finished);
    if (strncmp(line, "quit", 4) == 0)
        finish(echo, "quit");
    else if (strncmp(line, "kill ", 5) == 0)
        finish(&echoes[atoi(line + 5)], "killed");
    else if (strncmp(line, "end ", 4) == 0)
        finish(&echoes[atoi(line + 4)], "ended");
    else if (strncmp(line, "tell ", 5) == 0)
        say(&echoes[atoi(line + 5)], "told\n");
    else if (strncmp(line, "much ", 5) == 0)
        send_much(echo, (size_t)atoi(line + 5));
    else if (strncmp(line, "twice ", 6) == 0)
        send_twice(echo, (size_t)atoi(line + 6));
    else if (strncmp(line, "tls", 3) == 0)
        start_tls(echo);
    else if (strncmp(line, "login", 5) == 0)
        connection_logged_in(echo->connection);
    else
        connection_send(echo->connection, (const uint8_t *)line, n);
}

static size_t echo_input(void *state, const uint8_t *bytes, size_t n)
{
    const uint8_t *end = memchr(bytes, '\n', n);

    if (end == NULL)
        return 0;
    obey(state, (const char *)bytes, (size_t)(end - bytes) + 1);
    return (size_t)(end - bytes) + 1;
}

static void echo_close(void *state, const char *why)
{
    struct echo *echo = state;

    CU_ASSERT_FALSE(echo->closed);
    echo->closed = true;
    snprintf(echo->why, sizeof echo->why, "%s", why);
    closed++;
    say(echo, "too late");
}

static const struct service echo_service = {"echo", echo_open, echo_input,
                                            echo_close};

/* ---- a server without a network ---- */

static struct fe *server;

static bool change_folder(struct settings *settings, const char *folder)
{
    char error[SETTINGS_ERROR_MAX];
    size_t index;

    return settings_find("audit_log_dir", &index) &&
           settings_change(settings, index, folder, error);
}

/* The audit log's lines are written by a thread. */
static void wait_for_audit_log(void)
{
    for (int i = 0; audit_state(server->audit).lines > 0 && i < 20000; i++)
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    CU_ASSERT_EQUAL(audit_state(server->audit).lines, 0);
}

static void open_server(const char *networks, const char *timeout)
{
    static struct settings settings;
    char error[SETTINGS_ERROR_MAX];

    scratch_open();
    scratch_capture();
    opened = closed = 0;
    server = calloc(1, sizeof *server);
    CU_ASSERT_PTR_NOT_NULL_FATAL(server);
    CU_ASSERT_TRUE_FATAL(settings_init(&settings));
    settings_set(&settings, "mysql_proxy_protocol_networks", networks, error);
    settings_set(&settings, "mysql_proxy_protocol_header_timeout_ms", timeout,
                 error);
    server->settings = &settings;
    server->service = &echo_service;
    server->loop = ev_loop_new(0);
    CU_ASSERT_TRUE_FATAL(change_folder(&settings, scratch_path(".")));
    server->audit = audit_open(&settings, ppv1_address_from_ipv4(0x0a000005));
    CU_ASSERT_PTR_NOT_NULL_FATAL(server->audit);
    CU_ASSERT_TRUE_FATAL(tally_init(&server->waiting));
    CU_ASSERT_TRUE_FATAL(tally_init(&server->addresses));
}

/* Returns what the log says. */
static const char *close_server(void)
{
    connections_drop(server);
    CU_ASSERT_PTR_NULL(server->connections.first);
    CU_ASSERT_EQUAL(server->connections.served, 0);
    CU_ASSERT_EQUAL(server->connections.waiting_logins, 0);
    CU_ASSERT_EQUAL(server->connections.lingering, 0);
    CU_ASSERT_FALSE(server->connections.extra);
    CU_ASSERT_EQUAL(server->waiting.total, 0);
    CU_ASSERT_EQUAL(server->addresses.total, 0);
    CU_ASSERT_EQUAL(opened, closed);
    audit_close(server->audit);
    tally_free(&server->waiting);
    tally_free(&server->addresses);
    ev_loop_destroy(server->loop);
    settings_free(server->settings);
    free(server);
    const char *log = scratch_captured();
    scratch_close();
    return log;
}

/* The client's end of a connection from 10.0.0.9. */
static int connect_client(void)
{
    struct ppv1_endpoint peer = {ppv1_address_from_ipv4(0x0a000009), 40000};
    int ends[2];

    CU_ASSERT_EQUAL_FATAL(
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    connection_accept(server, ends[0], peer);
    return ends[1];
}

static void turn(void)
{
    for (int i = 0; i < 3; i++)
        ev_run(server->loop, EVRUN_NOWAIT);
}

static void tell(int client, const char *text)
{
    CU_ASSERT_EQUAL(send(client, text, strlen(text), MSG_NOSIGNAL),
                    (ssize_t)strlen(text));
    turn();
}

/* All that has come, as a string; at the end of the stream "$" follows. */
static const char *hear(int client)
{
    static char text[4096];
    size_t at = 0;
    ssize_t n;

    turn();
    while ((n = recv(client, text + at, sizeof text - 2 - at, 0)) > 0)
        at += (size_t)n;
    if (n == 0)
        text[at++] = '$';
    text[at] = '\0';
    return text;
}

/* Behind the packet's header, code and SQLSTATE. */
static void expect_error(int client, const char *expected)
{
    const char *packet = hear(client);

    CU_ASSERT_EQUAL((unsigned char)packet[0], strlen(expected) + 9);
    CU_ASSERT_EQUAL(memcmp(packet + 1, "\0\0\0\xff", 4), 0);
    CU_ASSERT_EQUAL(packet[7], '#');
    CU_ASSERT_EQUAL(strncmp(packet + 13, expected, strlen(expected)), 0);
    CU_ASSERT_STRING_EQUAL(packet + 13 + strlen(expected), "$");
}

static void pass_ms(uint64_t ms)
{
    uint64_t end = clock_monotonic_ms() + ms;

    while (clock_monotonic_ms() < end) {
        turn();
        usleep(1000);
    }
}

/* Goes on until the counter is not zero any more, at most ten seconds; returns
 * how many milliseconds that took. */
static uint64_t wait_for(const uint64_t *counter)
{
    uint64_t begin = clock_monotonic_ms(), took = 0;

    while (*counter == 0 && took < 10000) {
        pass_ms(1);
        took = clock_monotonic_ms() - begin;
    }
    return took;
}

/* ---- the gate ---- */

static void untrusted_peer_is_served_at_once(void)
{
    open_server("10.0.0.8", "1000");
    int client = connect_client();
    CU_ASSERT_STRING_EQUAL(hear(client), "hello\n");
    tell(client, HEADER);
    CU_ASSERT_STRING_EQUAL(hear(client), HEADER);
    CU_ASSERT_EQUAL(connection_effective(echoes[0].connection).port, 40000);
    close(client);
    close_server();
}

static void trusted_peer_is_served_behind_its_header(void)
{
    open_server("10.0.0.9", "1000");
    int client = connect_client();
    CU_ASSERT_STRING_EQUAL(hear(client), "");
    CU_ASSERT_EQUAL(server->waiting.total, 1);
    tell(client, HEADER);
    CU_ASSERT_STRING_EQUAL(hear(client), "hello\n");
    CU_ASSERT_EQUAL(server->waiting.total, 0);
    struct ppv1_endpoint who = connection_effective(echoes[0].connection);
    CU_ASSERT_EQUAL(
        ppv1_address_compare(who.address, ppv1_address_from_ipv4(0xcb00710a)),
        0);
    CU_ASSERT_EQUAL(who.port, 4000);
    CU_ASSERT_EQUAL(connection_peer(echoes[0].connection).port, 40000);
    close(client);
    close_server();
}

static void header_may_be_split_anywhere_and_the_rest_is_kept(void)
{
    static const char text[] = HEADER "one\ntwo\n";

    for (size_t i = 0; i < sizeof text; i++) {
        char first[sizeof text] = "";

        open_server("*", "1000");
        int client = connect_client();
        memcpy(first, text, i);
        tell(client, first);
        tell(client, text + i);
        CU_ASSERT_STRING_EQUAL(hear(client), "hello\none\ntwo\n");
        close(client);
        close_server();
    }
}

static void bad_header_is_told_to_everybody(void)
{
    static const char why[] = "PROXY protocol header required but not "
                              "received: byte 2: not a PROXY header";

    open_server("*", "1000");
    int client = connect_client();
    tell(client, "PRAXY");
    expect_error(client, why);
    CU_ASSERT_EQUAL(server->connections.lingering, 1);
    CU_ASSERT_EQUAL(server->metrics.refused[PPV1_REASON_NOT_PROXY], 1);
    wait_for_audit_log();
    CU_ASSERT_PTR_NOT_NULL(
        strstr(scratch_read("fe.audit.log"),
               "|State=ERR|ErrorCode=PROXY protocol header required but not "
               "received: byte 2: not a PROXY header|"));
    close(client);
    turn();
    CU_ASSERT_PTR_NULL(server->connections.first);
    CU_ASSERT_PTR_NOT_NULL(strstr(close_server(), why));
}

static void silence_ends_at_the_deadline(void)
{
    open_server("*", "100");
    int client = connect_client();
    CU_ASSERT_STRING_EQUAL(hear(client), "");
    uint64_t took = wait_for(&server->metrics.refused_header);
    CU_ASSERT(took >= 95 && took < 10000);
    expect_error(client, "PROXY protocol header required but not received: "
                         "timeout after 100 ms with 0 bytes received");
    close(client);
    close_server();
}

/* Bytes come long beyond the deadline, and could still become a header. */
static void bytes_do_not_move_the_deadline(void)
{
    static const char begin[] = "PROXY UNKNOWN ";
    unsigned sent = 0, received = 0;

    open_server("*", "100");
    int client = connect_client();
    while (server->metrics.refused_header == 0 && sent < 100) {
        send(client, sent < strlen(begin) ? &begin[sent] : "x", 1, 0);
        sent++;
        pass_ms(5);
    }
    CU_ASSERT(sent < 100);
    const char *said = strstr(hear(client) + 13, "timeout after 100 ms with ");
    CU_ASSERT_PTR_NOT_NULL_FATAL(said);
    sscanf(said, "timeout after 100 ms with %u", &received);
    CU_ASSERT(received == sent || received == sent - 1);
    close(client);
    close_server();
}

static void end_of_stream_is_told_with_its_bytes(void)
{
    open_server("*", "1000");
    int client = connect_client();
    tell(client, "PROX");
    shutdown(client, SHUT_WR);
    expect_error(client, "PROXY protocol header required but not received: "
                         "connection closed after 4 bytes");
    CU_ASSERT_PTR_NULL(server->connections.first);
    close(client);
    close_server();
}

static void limits_refuse(void)
{
    char error[SETTINGS_ERROR_MAX];

    open_server("*", "1000");
    settings_set(server->settings, "max_waiting_headers_per_peer", "1", error);
    settings_set(server->settings, "max_connections", "1", error);
    int first = connect_client();
    int second = connect_client();
    expect_error(second, "PROXY protocol header required but not received: "
                         "too many connections of this peer wait for a "
                         "header");
    tell(first, HEADER);
    CU_ASSERT_STRING_EQUAL(hear(first), "hello\n");
    int third = connect_client();
    tell(third, HEADER);
    expect_error(third, "Too many connections");
    close(first);
    turn();
    int fourth = connect_client();
    tell(fourth, HEADER);
    CU_ASSERT_STRING_EQUAL(hear(fourth), "hello\n");
    close(second);
    close(third);
    close(fourth);
    close_server();
}

static void settings_count_from_the_next_accept_on(void)
{
    char error[SETTINGS_ERROR_MAX];

    open_server("*", "1000");
    int before = connect_client();
    settings_set(server->settings, "mysql_proxy_protocol_networks", "", error);
    int after = connect_client();
    CU_ASSERT_STRING_EQUAL(hear(after), "hello\n");
    CU_ASSERT_STRING_EQUAL(hear(before), "");
    tell(before, HEADER);
    CU_ASSERT_STRING_EQUAL(hear(before), "hello\n");
    close(before);
    close(after);
    close_server();
}

static void replace_audit_log(const char *target)
{
    CU_ASSERT_EQUAL(unlink(scratch_path("fe.audit.log")), 0);
    if (target != NULL)
        CU_ASSERT_EQUAL(symlink(target, scratch_path("fe.audit.log")), 0);
    audit_reopen(server->audit);
}

static void fill_audit_log(void)
{
    static char text[60000];
    struct audit_event event = {.module = AUDIT_QUERY,
                                .statement = text,
                                .statement_length = sizeof text};

    replace_audit_log("/dev/full");
    while (audit_ready(server->audit))
        audit_write(server->audit, &event);
}

static void without_audit_log_nobody_is_served(void)
{
    static const char why[] = "The audit log cannot be written; no new "
                              "connections until it can";
    char error[SETTINGS_ERROR_MAX];

    open_server("*", "1000");
    int waits = connect_client();
    fill_audit_log();
    tell(waits, HEADER);
    expect_error(waits, why);
    int trusted = connect_client();
    expect_error(trusted, why);
    settings_set(server->settings, "mysql_proxy_protocol_networks", "", error);
    int untrusted = connect_client();
    expect_error(untrusted, why);
    CU_ASSERT_EQUAL(server->metrics.refused_audit, 3);
    replace_audit_log(NULL);
    wait_for_audit_log();
    int last = connect_client();
    CU_ASSERT_STRING_EQUAL(hear(last), "hello\n");
    close(waits);
    close(trusted);
    close(untrusted);
    close(last);
    close_server();
}

/* ---- the service ---- */

static void requests_are_answered_in_order(void)
{
    open_server("", "1000");
    int client = connect_client();
    tell(client, "a\nb\nc");
    CU_ASSERT_STRING_EQUAL(hear(client), "hello\na\nb\n");
    tell(client, "d\n");
    CU_ASSERT_STRING_EQUAL(hear(client), "cd\n");
    close(client);
    turn();
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "closed by the client");
    close_server();
}

static void nothing_is_read_behind_the_last_request(void)
{
    open_server("", "1000");
    int client = connect_client();
    tell(client, "a\nquit\nb\n");
    CU_ASSERT_STRING_EQUAL(hear(client), "hello\na\n$");
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "quit");
    close(client);
    close_server();
}

/* Reads on to the end of the stream, and returns how many bytes came. */
static size_t drain(int client)
{
    static char bytes[65536];
    size_t got = 0;
    ssize_t n;

    while ((n = recv(client, bytes, sizeof bytes, 0)) != 0 && got < 50000000) {
        got += n > 0 ? (size_t)n : 0;
        turn();
    }
    return got;
}

/* Its end of stream is read while much of the answer still waits. */
static void answers_reach_a_client_that_has_half_closed(void)
{
    open_server("", "1000");
    int client = connect_client();
    send(client, "much 400000\nab\n", 15, 0);
    shutdown(client, SHUT_WR);
    turn();
    CU_ASSERT_EQUAL(drain(client), strlen("hello\n") + 400000 + 3);
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "closed by the client");
    close(client);
    close_server();
}

static void one_connection_can_end_another(void)
{
    open_server("", "1000");
    int killer = connect_client();
    int victim = connect_client();
    tell(killer, "tell 1\nkill 1\nend 1\nok\n");
    CU_ASSERT_STRING_EQUAL(hear(victim), "hello\ntold\n$");
    CU_ASSERT_STRING_EQUAL(hear(killer), "hello\nok\n");
    CU_ASSERT_STRING_EQUAL(echoes[1].why, "killed");
    tell(killer, "kill 0\nmore\n");
    CU_ASSERT_STRING_EQUAL(hear(killer), "$");
    close(killer);
    close(victim);
    close_server();
}

static void login_ends_its_time_limit(void)
{
    char error[SETTINGS_ERROR_MAX];

    open_server("", "1000");
    settings_set(server->settings, "login_timeout_ms", "40", error);
    int quick = connect_client();
    tell(quick, "login\n");
    int slow = connect_client();
    wait_for(&server->metrics.login_timeouts);
    CU_ASSERT_STRING_EQUAL(hear(slow), "hello\n$");
    CU_ASSERT_STRING_EQUAL(hear(quick), "hello\n");
    CU_ASSERT_STRING_EQUAL(echoes[1].why, "no login in time");
    CU_ASSERT_EQUAL(server->metrics.login_timeouts, 1);
    close(slow);
    close(quick);
    close_server();
}

/* What waits behind the request that fills the output is more than may wait
 * unconsumed: it must stay in the socket. */
static void client_that_does_not_read_is_not_served_further(void)
{
    char requests[9001] = "";

    memset(requests, '\n', 9000);
    open_server("", "1000");
    int client = connect_client();
    for (int i = 0; i < 40; i++)
        tell(client, "much 1000000\n");
    for (int i = 0; i < 10; i++)
        tell(client, requests);
    tell(client, "quit\n");
    CU_ASSERT_EQUAL(closed, 0); /* quit was not reached */
    CU_ASSERT_EQUAL(drain(client), strlen("hello\n") + 40000000 + 90000);
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "quit");
    close(client);
    close_server();
}

static void too_much_output_ends_the_connection(void)
{
    open_server("", "1000");
    int client = connect_client();
    tell(client, "much 16777217\nmore\n");
    CU_ASSERT_EQUAL(closed, 1);
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "client does not read");
    CU_ASSERT_PTR_NULL(server->connections.first);
    close(client);
    close_server();
}

static void endless_input_before_login_ends_the_connection(void)
{
    static char text[CONNECTION_LOGIN_INPUT_MAX + 2];

    memset(text, 'x', sizeof text - 1);
    for (int login = 0; login < 2; login++) {
        open_server("", "1000");
        int client = connect_client();
        if (login)
            tell(client, "login\n");
        for (size_t at = 0; at < sizeof text - 1 && closed == 0;) {
            ssize_t n =
                send(client, text + at, sizeof text - 1 - at, MSG_NOSIGNAL);
            at += n > 0 ? (size_t)n : 0;
            turn();
        }
        turn();
        CU_ASSERT_EQUAL(closed, login ? 0 : 1);
        close(client);
        close_server();
    }
}

/* ---- TLS ---- */

/* A certificate of its own making, and its key, in one file. */
static const char *write_certificate(void)
{
    const char *path = scratch_path("tls.pem");
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *certificate = X509_new();
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_pubkey(certificate, key);
    CU_ASSERT_NOT_EQUAL(X509_sign(certificate, key, EVP_sha256()), 0);
    PEM_write_X509(file, certificate);
    PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL);
    CU_ASSERT_EQUAL(fclose(file), 0);
    X509_free(certificate);
    EVP_PKEY_free(key);
    return path;
}

static void open_tls_server(void)
{
    char error[TLS_ERROR_MAX];

    open_server("", "1000");
    const char *path = write_certificate();
    server->certificates = tls_certificates_load(path, path, "", error);
    CU_ASSERT_PTR_NOT_NULL_FATAL(server->certificates);
}

static const char *close_tls_server(void)
{
    tls_certificates_free(server->certificates);
    return close_server();
}

/* A client that has completed the handshake. */
static SSL *begin_tls(int client)
{
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL *ssl = SSL_new(context);

    SSL_CTX_free(context);
    CU_ASSERT_STRING_EQUAL(hear(client), "hello\n");
    tell(client, "tls\n");
    SSL_set_fd(ssl, client);
    for (int i = 0; i < 10 && SSL_connect(ssl) != 1; i++)
        turn();
    CU_ASSERT_EQUAL_FATAL(SSL_is_init_finished(ssl), 1);
    turn();
    return ssl;
}

static void tell_in_tls(SSL *ssl, const char *text)
{
    CU_ASSERT_EQUAL(SSL_write(ssl, text, (int)strlen(text)),
                    (int)strlen(text));
    turn();
}

static void answers_of_all_lengths_come_whole_in_tls(void)
{
    static const size_t lengths[] = {1, 16383, 16384, 16385, 49152, 1000000};
    static char bytes[4096];

    open_tls_server();
    int client = connect_client();
    SSL *ssl = begin_tls(client);
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        char request[32];
        size_t got = 0;

        snprintf(request, sizeof request, "much %zu\n", lengths[i]);
        tell_in_tls(ssl, request);
        for (int idle = 0; idle < 10 && got < lengths[i]; turn()) {
            int n;
            while ((n = SSL_read(ssl, bytes, sizeof bytes)) > 0)
                got += (size_t)n;
            idle++;
        }
        CU_ASSERT_EQUAL(got, lengths[i]);
    }
    SSL_free(ssl);
    close(client);
    close_tls_server();
}

/* In TLS it is longer than its text: what waits can pass the limit. */
static void output_has_its_limit_in_tls_too(void)
{
    open_tls_server();
    int client = connect_client();
    SSL *ssl = begin_tls(client);
    tell_in_tls(ssl, "twice 16777216\n");
    CU_ASSERT_EQUAL(closed, 1);
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "client does not read");
    SSL_free(ssl);
    close(client);
    close_tls_server();
}

/* TLS answers by itself who wants new keys: what waits for a client that does
 * not read must hold this up, too. */
static void who_only_wants_new_keys_is_not_read_for_ever(void)
{
    unsigned count = 0;

    open_tls_server();
    int client = connect_client();
    SSL *ssl = begin_tls(client);
    while (count < 100000 &&
           SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED) == 1 &&
           SSL_do_handshake(ssl) == 1) {
        count++;
        turn();
    }
    CU_ASSERT(count > 100);
    CU_ASSERT(count < 100000);
    CU_ASSERT_EQUAL(closed, 0);
    SSL_free(ssl);
    close(client);
    close_tls_server();
}

static void text_in_clear_behind_the_start_of_tls_is_no_request(void)
{
    open_tls_server();
    int client = connect_client();
    CU_ASSERT_STRING_EQUAL(hear(client), "hello\n");
    tell(client, "tls\nlogin\nquit\n");
    CU_ASSERT_STRING_EQUAL(echoes[0].why, CONNECTION_TLS_FAILED_WHY);
    CU_ASSERT_FALSE(echoes[0].finished);
    CU_ASSERT_EQUAL(server->metrics.logins_broken, 1);
    close(client);
    const char *log = close_tls_server();
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "connection ended: TLS failed: peer="));
}

static void who_says_goodbye_in_tls_has_abandoned_the_login(void)
{
    open_tls_server();
    int client = connect_client();
    SSL *ssl = begin_tls(client);
    SSL_shutdown(ssl);
    turn();
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "closed by the client");
    CU_ASSERT_EQUAL(server->metrics.logins_abandoned, 1);
    CU_ASSERT_EQUAL(SSL_shutdown(ssl), 1); /* it is answered */
    SSL_free(ssl);
    close(client);
    close_tls_server();
}

/* ---- the end ---- */

static void stopping_tells_everybody(void)
{
    open_server("10.0.0.9", "1000");
    int waits = connect_client();
    int served = connect_client();
    tell(served, HEADER);
    server->stopping = true;
    connections_finish(server);
    expect_error(waits, "Server shutdown in progress");
    CU_ASSERT_STRING_EQUAL(hear(served), "hello\n$");
    CU_ASSERT_STRING_EQUAL(echoes[0].why, "server shutdown");
    close(waits);
    close(served);
    close_server();
}

static void peer_that_never_closes_lingers_for_a_second(void)
{
    open_server("", "1000");
    int client = connect_client();
    uint64_t begin = clock_monotonic_ms();
    tell(client, "quit\n");
    while (server->connections.first != NULL &&
           clock_monotonic_ms() - begin < 10000)
        pass_ms(1);
    CU_ASSERT_PTR_NULL(server->connections.first);
    CU_ASSERT(clock_monotonic_ms() - begin >= 900);
    close(client);
    close_server();
}

static const struct unit_case cases[] = {
    {"an untrusted peer is served at once", untrusted_peer_is_served_at_once},
    {"a trusted peer is served behind its header",
     trusted_peer_is_served_behind_its_header},
    {"a header may be split anywhere and the rest is kept",
     header_may_be_split_anywhere_and_the_rest_is_kept},
    {"a bad header is told to everybody", bad_header_is_told_to_everybody},
    {"silence ends at the deadline", silence_ends_at_the_deadline},
    {"bytes do not move the deadline", bytes_do_not_move_the_deadline},
    {"the end of the stream is told with its bytes",
     end_of_stream_is_told_with_its_bytes},
    {"limits refuse", limits_refuse},
    {"settings count from the next accept on",
     settings_count_from_the_next_accept_on},
    {"without an audit log nobody is served",
     without_audit_log_nobody_is_served},
    {"requests are answered in order", requests_are_answered_in_order},
    {"nothing is read behind the last request",
     nothing_is_read_behind_the_last_request},
    {"answers reach a client that has half closed",
     answers_reach_a_client_that_has_half_closed},
    {"one connection can end another", one_connection_can_end_another},
    {"login ends its time limit", login_ends_its_time_limit},
    {"a client that does not read is not served further",
     client_that_does_not_read_is_not_served_further},
    {"too much output ends the connection",
     too_much_output_ends_the_connection},
    {"endless input before login ends the connection",
     endless_input_before_login_ends_the_connection},
    {"answers of all lengths come whole in TLS",
     answers_of_all_lengths_come_whole_in_tls},
    {"output has its limit in TLS too", output_has_its_limit_in_tls_too},
    {"who only wants new keys is not read for ever",
     who_only_wants_new_keys_is_not_read_for_ever},
    {"text in clear behind the start of TLS is no request",
     text_in_clear_behind_the_start_of_tls_is_no_request},
    {"who says goodbye in TLS has abandoned the login",
     who_says_goodbye_in_tls_has_abandoned_the_login},
    {"stopping tells everybody", stopping_tells_everybody},
    {"a peer that never closes lingers for a second",
     peer_that_never_closes_lingers_for_a_second},
};

UNIT_SUITE(connection, cases);
