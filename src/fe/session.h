/*
 * session - the built-in MySQL session: greeting, login, commands.
 */
#ifndef FE_SESSION_H
#define FE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "accounts.h"
#include "fe.h"
#include "login.h"
#include "packet.h"
#include "prepared.h"
#include "process.h"
#include "reply.h"
#include "service.h"
#include "wire.h"

extern const struct service mysql_session;

/* ---- shared by the parts of the session ---- */

enum session_phase {
    SESSION_LOGIN,  /* the client's first packet comes next */
    SESSION_SWITCH, /* the answer to AuthSwitchRequest comes next */
    SESSION_READY,  /* a command comes next */
    SESSION_SKIP,   /* a command that is too large comes, and is dropped */
    SESSION_OVER    /* nothing is read any more */
};

/* What became of a command, for the audit log. */
struct session_outcome {
    const char *state; /* "OK", "EOF", "ERR" */
    uint16_t error_number;
    char error[PACKET_ERROR_MAX + 1];
    int64_t rows; /* -1: no result set */
};

struct session {
    struct connection *connection;
    struct fe *fe;
    struct process process;
    enum session_phase phase;
    uint8_t sequence; /* of the next packet, whoever sends it */
    uint32_t capabilities;
    uint8_t salt[AUTH_SALT];
    struct login login;
    uint32_t max_packet; /* of a command's payload; less than a whole one */
    bool logged_in;
    bool counted;           /* among the connections of its user */
    struct account account; /* once logged in; without its verifier */
    char account_name[ACCOUNT_NAME_MAX];
    char database[LOGIN_DATABASE_MAX + 1];
    struct session_outcome outcome;
    struct prepared_list prepared;
    enum reply_form form; /* of the answer to the present command */
    struct wire_header skipped;
    size_t skip; /* bytes of that packet that are to come */
};

/* What its account may do now: changes count at once.  An account that was
 * dropped or locked since the login may do nothing. */
bool session_has(const struct session *session, unsigned privilege);

/* Is there a database of this name?  This server has one, information_schema,
 * and that is empty. */
bool session_database_exists(const char *name);

/* An audit line about the connection: the outcome is that of the last reply.
 * `account` is NULL for who did not get in. */
void session_audit(struct session *session, const char *user,
                   const char *account, const char *command);

/* Reads no more, and ends the connection once all replies were sent. */
void session_finish(struct session *session, const char *why);

#endif
