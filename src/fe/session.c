#include "session.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit.h"
#include "clock.h"
#include "command.h"
#include "connection.h"
#include "endpoint.h"
#include "handshake.h"
#include "log.h"
#include "reply.h"
#include "settings.h"
#include "wire.h"

/* The longest packet before login. */
#define LOGIN_PAYLOAD_MAX (CONNECTION_LOGIN_INPUT_MAX - WIRE_HEADER)

/* ---- what the parts of the session share ---- */

bool session_has(const struct session *session, unsigned privilege)
{
    const struct account *now =
        accounts_find(session->fe->accounts, &session->account);

    return now != NULL && account_may(now, privilege);
}

bool session_database_exists(const char *name)
{
    return strcasecmp(name, "information_schema") == 0;
}

void session_audit(struct session *session, const char *user,
                   const char *account, const char *command)
{
    const struct session_outcome *outcome = &session->outcome;
    struct audit_event event = {
        .module = AUDIT_CONNECTION,
        .client = session->process.client,
        .peer = connection_peer(session->connection),
        .user = user,
        .authorized_user = account,
        .database = session->database,
        .state = outcome->state,
        .error = outcome->error,
        .command = command,
        .time_ms = -1,
        .return_rows = -1,
        .connection_id = session->process.id,
    };

    audit_write(session->fe->audit, &event);
}

void session_finish(struct session *session, const char *why)
{
    session->phase = SESSION_OVER;
    connection_finish(session->connection, why);
}

/* ---- a connection begins ---- */

static void greet(struct session *session)
{
    struct packets packets = reply_packets(session);

    handshake_greeting(&packets, session->fe->settings->server_version,
                       session->process.id, session->salt,
                       connection_offers_tls(session->connection));
    reply_send(session, &packets);
}

static struct process make_process(struct connection *connection)
{
    return (struct process){
        .id = connection_id(connection),
        .user = "unauthenticated user",
        .account = "",
        .client = connection_effective(connection),
        .database = "",
        .command = "Connect",
        .connected = (time_t)(clock_wall_ms() / 1000),
        .since_ms = clock_monotonic_ms(),
        .connection = connection,
    };
}

static void *session_open(struct connection *connection)
{
    struct session *session = calloc(1, sizeof *session);

    if (session == NULL)
        return NULL;
    if (!auth_salt(session->salt)) {
        log_line(LOG_ERROR, "cannot greet connection %u: no randomness",
                 (unsigned)connection_id(connection));
        free(session);
        return NULL;
    }
    session->connection = connection;
    session->fe = connection_fe(connection);
    session->max_packet = session->fe->settings->max_allowed_packet;
    session->outcome = (struct session_outcome){.state = "OK", .rows = -1};
    session->process = make_process(connection);
    session->process.database = session->database;
    process_add(&session->fe->processes, &session->process);
    greet(session);
    return session;
}

/* ---- packets come ---- */

/* A PROXY header where none is read: its peer is not a trusted one. */
static void refuse_proxy_header(struct session *session)
{
    char peer[ENDPOINT_ADDRESS_MAX];

    endpoint_write_address(connection_peer(session->connection).address, peer);
    reply_error(session, ERROR_HEADER_NOT_ACCEPTED,
                "PROXY protocol header is not accepted from %s", peer);
    session->fe->metrics.logins_broken++;
    session_audit(session, NULL, NULL, "Connect");
    session_finish(session, "PROXY header from a peer that is not trusted");
}

/* The reply has said what is wrong with the packet: so does the audit log,
 * unless the line of a closed connection will. */
static void finish_bad_packet(struct session *session, const char *why)
{
    if (!session->logged_in)
        session->fe->metrics.logins_broken++;
    if (session->phase == SESSION_LOGIN)
        session_audit(session, NULL, NULL, "Connect");
    else if (session->phase == SESSION_SWITCH)
        session_audit(session, session->login.user, NULL,
                      session->login.command);
    session_finish(session, why);
}

/* ---- a packet that is too large ---- */

static void refuse_large(struct session *session, struct wire_header header,
                         uint32_t most)
{
    session->sequence = (uint8_t)(header.sequence + 1);
    reply_error(session, ERROR_PACKET_TOO_LARGE,
                "Got a packet bigger than %u bytes", (unsigned)most);
    finish_bad_packet(session, "packet too large");
}

static void skip_packet(struct session *session, struct wire_header header)
{
    session->phase = SESSION_SKIP;
    session->skipped = header;
    session->skip = WIRE_HEADER + header.length;
}

/* Clients send all of a command before they read why it is refused, and count
 * its parts. */
static size_t skip(struct session *session, const uint8_t *bytes, size_t n)
{
    if (session->skip == 0) {
        if (n < WIRE_HEADER)
            return 0;
        skip_packet(session, wire_header_read(bytes));
    }
    size_t taken = n < session->skip ? n : session->skip;
    session->skip -= taken;
    if (session->skip == 0 && session->skipped.length < WIRE_PAYLOAD_MAX)
        refuse_large(session, session->skipped, session->max_packet);
    return taken;
}

/* ---- any packet ---- */

/* Refuses a packet that may not come here; true if it may. */
static bool acceptable(struct session *session, const uint8_t *bytes,
                       struct wire_header header)
{
    bool ready = session->phase == SESSION_READY;
    uint32_t most = ready ? session->max_packet : LOGIN_PAYLOAD_MAX;

    if (session->phase == SESSION_LOGIN && wire_is_proxy_header(bytes)) {
        refuse_proxy_header(session);
        return false;
    }
    if (header.sequence != session->sequence) {
        session->sequence = (uint8_t)(header.sequence + 1);
        reply_error(session, ERROR_PACKETS_OUT_OF_ORDER,
                    "Got packets out of order");
        finish_bad_packet(session, "packets out of order");
        return false;
    }
    if (header.length > most) {
        if (ready)
            skip_packet(session, header);
        else
            refuse_large(session, header, most);
        return false;
    }
    return true;
}

/* Every command begins a new count of packets. */
static void packet(struct session *session, const uint8_t *payload, size_t n)
{
    session->sequence = (uint8_t)(session->sequence + 1);
    switch (session->phase) {
    case SESSION_LOGIN:
        login_response(session, payload, n);
        break;
    case SESSION_SWITCH:
        login_answer(session, payload, n);
        break;
    case SESSION_READY:
        command_run(session, payload, n);
        break;
    case SESSION_SKIP:
    case SESSION_OVER:
        break;
    }
    if (session->phase == SESSION_READY)
        session->sequence = 0;
}

/* One packet at a time, and nothing of it before all of it is there. */
static size_t session_input(void *state, const uint8_t *bytes, size_t n)
{
    struct session *session = state;

    if (session->phase == SESSION_OVER)
        return n;
    if (session->phase == SESSION_SKIP)
        return skip(session, bytes, n);
    if (n < WIRE_HEADER)
        return 0;
    struct wire_header header = wire_header_read(bytes);
    if (!acceptable(session, bytes, header))
        return session->phase == SESSION_SKIP ? skip(session, bytes, n) : n;
    struct wire_slice payload;
    if (!wire_payload(header, n, &payload))
        return 0;
    packet(session, bytes + payload.offset, payload.length);
    return payload.offset + payload.length;
}

/* ---- the connection is gone ---- */

static void set_outcome(struct session *session, const char *state,
                        const char *why)
{
    session->outcome = (struct session_outcome){.state = state, .rows = -1};
    if (strcmp(why, COMMAND_QUIT_WHY) != 0)
        strncat(session->outcome.error, why, PACKET_ERROR_MAX);
}

/* A login that failed has left its line already; and who went away before
 * saying a name was only knocking, as health checks do. */
static void tell_end(struct session *session, const char *why)
{
    if (session->logged_in) {
        set_outcome(session, "OK", why);
        session_audit(session, session->account.user, session->account_name,
                      "Quit");
    } else if (session->phase == SESSION_SWITCH) {
        set_outcome(session, "ERR", why);
        session_audit(session, session->login.user, NULL,
                      session->login.command);
    } else if (session->phase == SESSION_LOGIN &&
               (strcmp(why, CONNECTION_NO_LOGIN_WHY) == 0 ||
                strcmp(why, CONNECTION_TLS_FAILED_WHY) == 0)) {
        set_outcome(session, "ERR", why);
        session_audit(session, NULL, NULL, "Connect");
    }
}

static void session_close(void *state, const char *why)
{
    struct session *session = state;

    tell_end(session, why);
    process_remove(&session->fe->processes, &session->process);
    prepared_close_all(session);
    login_leave_user(session);
    OPENSSL_cleanse(&session->login, sizeof session->login);
    free(session);
}

const struct service mysql_session = {
    .name = "mysql",
    .open = session_open,
    .input = session_input,
    .close = session_close,
};
