/*
 * login - from the client's first packet to a logged-in session.
 *
 * An unknown user, a wrong host and a wrong password take one and the same
 * path: there is always a verifier to check against (accounts_decoy), always
 * a plugin to switch to, and the answer to failure is the same.
 */
#ifndef FE_LOGIN_H
#define FE_LOGIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "accounts.h"

struct session;

/* Longest name of a database, in bytes; longer names are cut. */
#define LOGIN_DATABASE_MAX 256

/* A login that is going on. */
struct login {
    char user[ACCOUNT_USER_MAX + 1]; /* as given, perhaps cut */
    char database[LOGIN_DATABASE_MAX + 1];
    struct auth_verifier verifier;
    bool known;
    struct account account; /* if known */
    const char *command;    /* "Connect" or "Change user" */
};

/* The client's first packet: HandshakeResponse41. */
void login_response(struct session *session, const uint8_t *payload, size_t n);

/* COM_CHANGE_USER, behind its command byte: logs in again, from the effective
 * address.  If that fails the connection ends. */
void login_change_user(struct session *session, const uint8_t *payload,
                       size_t n);

/* The connection counts no more among those of its user, if it did. */
void login_leave_user(struct session *session);

/* The client's answer to AuthSwitchRequest. */
void login_answer(struct session *session, const uint8_t *payload, size_t n);

#endif
