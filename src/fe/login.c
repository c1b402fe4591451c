#include "login.h"

#include <openssl/crypto.h>
#include <string.h>

#include "blocked_host.h"
#include "connection.h"
#include "endpoint.h"
#include "refusal.h"
#include "reply.h"
#include "session.h"
#include "settings.h"
#include "wire.h"

/* caching_sha2_password: "the password is right, no more is needed". */
#define AUTH_MORE_DATA 0x01
#define FAST_AUTH_SUCCESS 0x03

#define AUTH_SWITCH_REQUEST 0xfe

/* ---- the end of a login ---- */

static void failed(struct session *session, uint64_t *counter)
{
    (*counter)++;
    session_audit(session, session->login.user, NULL, session->login.command);
    session_finish(session, "login failed");
}

static void denied(struct session *session, bool with_password)
{
    char address[ENDPOINT_ADDRESS_MAX];

    endpoint_write_address(session->process.client.address, address);
    reply_error(session, ERROR_ACCESS_DENIED,
                "Access denied for user '%s'@'%s' (using password: %s)",
                session->login.user, address, with_password ? "YES" : "NO");
    blocked_host_failed(session->connection);
    failed(session, &session->fe->metrics.logins_denied);
}

/* Only who knows the password is told. */
static void locked(struct session *session)
{
    char name[ACCOUNT_NAME_MAX];

    account_name(&session->login.account, name);
    reply_error(session, ERROR_ACCOUNT_LOCKED,
                "Access denied for user %s. Account is locked.", name);
    failed(session, &session->fe->metrics.logins_denied);
}

/* ---- limits, for those whose password is right ---- */

void login_leave_user(struct session *session)
{
    const char *user = session->account.user;

    if (session->counted)
        tally_leave(&session->fe->users, user, strlen(user));
    session->counted = false;
}

/* The user that the session was before gives its place back first. */
static bool enter_user(struct session *session)
{
    const char *user = session->login.account.user;

    login_leave_user(session);
    session->counted = tally_enter(&session->fe->users, user, strlen(user),
                                   session->fe->settings->max_user_connections);
    return session->counted;
}

/* If there is none, answers so. */
static bool has_place(struct session *session)
{
    const struct account *account = &session->login.account;

    if (connection_is_extra(session->connection) &&
        !account_may(account, ACCOUNT_ADMIN))
        reply_error(session, ERROR_TOO_MANY_CONNECTIONS,
                    "Too many connections");
    else if (!enter_user(session))
        reply_error(session, ERROR_TOO_MANY_USER_CONNECTIONS,
                    "User %s already has more than 'max_user_connections' "
                    "active connections",
                    account->user);
    else
        return true;
    return false;
}

static void become(struct session *session)
{
    const struct login *login = &session->login;

    session->account = login->account;
    OPENSSL_cleanse(session->account.verifier.digest, AUTH_DIGEST_MAX);
    account_name(&session->account, session->account_name);
    strcpy(session->database, login->database);
    prepared_close_all(session);
    session->process.user = session->account.user;
    session->process.account = session->account_name;
    session->process.command = "Sleep";
    session->logged_in = true;
    session->phase = SESSION_READY;
}

static void say_fast_auth(struct session *session)
{
    struct packets packets = reply_packets(session);

    packet_begin(&packets);
    packet_number(&packets, AUTH_MORE_DATA, 1);
    packet_number(&packets, FAST_AUTH_SUCCESS, 1);
    packet_end(&packets);
    reply_send(session, &packets);
}

static void succeeded(struct session *session)
{
    const struct login *login = &session->login;

    blocked_host_succeeded(session->connection);
    if (login->verifier.plugin == AUTH_SHA2 && !login->verifier.empty)
        say_fast_auth(session);
    if (login->database[0] != '\0' &&
        !session_database_exists(login->database)) {
        reply_error(session, ERROR_UNKNOWN_DATABASE, "Unknown database '%s'",
                    login->database);
        failed(session, &session->fe->metrics.logins_broken);
        return;
    }
    if (!has_place(session)) {
        failed(session, &session->fe->metrics.logins_no_place);
        return;
    }
    session->fe->metrics.logins_succeeded++;
    become(session);
    reply_ok(session);
    session_audit(session, session->account.user, session->account_name,
                  login->command);
    connection_logged_in(session->connection);
}

/* The address was not blocked yet when the connection was let in; no more is
 * to be learnt by having many of them. */
static void refuse_blocked(struct session *session,
                           const struct refusal *refusal)
{
    reply_error(session, ERROR_HOST_BLOCKED, "%s", refusal->text);
    failed(session, &session->fe->metrics.logins_denied);
}

static void verify(struct session *session, const uint8_t *answer, size_t n)
{
    const struct login *login = &session->login;
    struct refusal blocked;

    if (blocked_host(session->connection, &blocked)) {
        refuse_blocked(session, &blocked);
        return;
    }
    bool right = auth_check(&login->verifier, session->salt, answer, n);
    if (!right || !login->known)
        denied(session, !wire_answer_is_empty(answer, n));
    else if ((login->account.privileges & ACCOUNT_LOCKED) != 0)
        locked(session);
    else
        succeeded(session);
}

/* ---- the beginning of a login ---- */

static void copy(char *text, size_t size, const uint8_t *payload,
                 struct wire_slice slice)
{
    size_t n = slice.length < size ? slice.length : size - 1;

    memcpy(text, payload + slice.offset, n);
    text[n] = '\0';
}

static void look_up(struct session *session, const uint8_t *payload,
                    const struct wire_login *wire)
{
    struct login *login = &session->login;
    const char *user = (const char *)payload + wire->user.offset;
    struct account nobody = {.user = ""};
    const struct account *account;

    copy(login->user, sizeof login->user, payload, wire->user);
    copy(login->database, sizeof login->database, payload, wire->database);
    accounts_decoy(session->fe->accounts, user, wire->user.length,
                   &nobody.verifier);
    account = accounts_match(session->fe->accounts, user, wire->user.length,
                             session->process.client.address);
    login->known = account != NULL;
    login->account = *(login->known ? account : &nobody);
    login->verifier = login->account.verifier;
}

/* Did the client answer with this plugin?  One that names none means native. */
static bool speaks(uint32_t capabilities, const uint8_t *payload,
                   const struct wire_login *wire, enum auth_plugin wanted)
{
    enum auth_plugin plugin = AUTH_NATIVE;

    if ((capabilities & WIRE_PLUGIN_AUTH) != 0 &&
        !auth_plugin_find((const char *)payload + wire->plugin.offset,
                          wire->plugin.length, &plugin))
        return false;
    return plugin == wanted;
}

/* The salt stays: clients differ in which of two they use for a later
 * COM_CHANGE_USER. */
static void ask_to_switch(struct session *session)
{
    struct packets packets = reply_packets(session);

    packet_begin(&packets);
    packet_number(&packets, AUTH_SWITCH_REQUEST, 1);
    packet_string(&packets, auth_plugin_name(session->login.verifier.plugin));
    packet_bytes(&packets, session->salt, AUTH_SALT);
    packet_number(&packets, 0, 1);
    packet_end(&packets);
    reply_send(session, &packets);
    session->phase = SESSION_SWITCH;
}

static void begin(struct session *session, const uint8_t *payload,
                  const struct wire_login *wire)
{
    const struct auth_verifier *verifier = &session->login.verifier;
    const uint8_t *answer = payload + wire->auth.offset;
    size_t n = wire->auth.length;

    look_up(session, payload, wire);
    if (speaks(session->capabilities, payload, wire, verifier->plugin) ||
        (verifier->empty && wire_answer_is_empty(answer, n))) {
        verify(session, answer, n);
    } else if ((session->capabilities & WIRE_PLUGIN_AUTH) != 0) {
        ask_to_switch(session);
    } else {
        reply_error(session, ERROR_OLD_CLIENT,
                    "Client does not support authentication with %s",
                    auth_plugin_name(verifier->plugin));
        failed(session, &session->fe->metrics.logins_broken);
    }
}

/* ---- the packets ---- */

/* An address that a header claims says nothing about the way here: what
 * counts is the TCP peer. */
static bool is_secure_enough(const struct session *session)
{
    struct ppv1_endpoint peer = connection_peer(session->connection);

    return !session->fe->settings->require_secure_transport ||
           connection_has_tls(session->connection) ||
           ppv1_address_is_loopback(peer.address);
}

void login_response(struct session *session, const uint8_t *payload, size_t n)
{
    struct wire_login wire;
    enum wire_kind kind = wire_login_read(payload, n, &wire);

    session->login = (struct login){.command = "Connect"};
    if (kind == WIRE_SSL_REQUEST && connection_start_tls(session->connection))
        return;
    if (kind == WIRE_LOGIN && !is_secure_enough(session)) {
        reply_error(session, ERROR_TRANSPORT_NOT_SECURE,
                    "Connections using insecure transport are prohibited "
                    "while --require_secure_transport=ON.");
        failed(session, &session->fe->metrics.logins_broken);
        return;
    }
    if (kind == WIRE_LOGIN) {
        session->capabilities = wire.capabilities;
        begin(session, payload, &wire);
        return;
    }
    reply_error(session, ERROR_BAD_HANDSHAKE, "Bad handshake%s",
                kind == WIRE_SSL_REQUEST ? ": TLS is not offered" : "");
    failed(session, &session->fe->metrics.logins_broken);
}

void login_change_user(struct session *session, const uint8_t *payload,
                       size_t n)
{
    struct wire_login wire;

    session->login = (struct login){.command = "Change user"};
    if (wire_change_user_read(payload, n, session->capabilities, &wire)) {
        begin(session, payload, &wire);
        return;
    }
    reply_error(session, ERROR_BAD_HANDSHAKE, "Bad handshake");
    failed(session, &session->fe->metrics.logins_broken);
}

void login_answer(struct session *session, const uint8_t *payload, size_t n)
{
    verify(session, payload, n);
}
