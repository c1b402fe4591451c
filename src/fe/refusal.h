/*
 * refusal - why a connection is not served: the words, and MySQL's number.
 */
#ifndef FE_REFUSAL_H
#define FE_REFUSAL_H

#include <stdint.h>

#include "ppv1.h"

/* Room for the longest text and a NUL. */
#define REFUSAL_TEXT_MAX 192

struct refusal {
    uint16_t code;
    char state[6]; /* SQLSTATE */
    char text[REFUSAL_TEXT_MAX];
};

extern const struct refusal refusal_too_many_connections;
extern const struct refusal refusal_too_many_logins;
extern const struct refusal refusal_audit;
extern const struct refusal refusal_stopping;
extern const struct refusal refusal_idle; /* no more service, to be exact */

/* Too many connections of this client address.  MySQL has no number of its
 * own for that: 1040 is the one that clients know to come before the greeting,
 * and to try again after; 1203 and 1226 speak of a user. */
struct refusal refusal_of_address(struct ppv1_address client);

/* Too many failed logins from this client address. */
struct refusal refusal_of_blocked_host(struct ppv1_address client);

/* "PROXY protocol header required but not received: " and the gate's reason,
 * with the numbers that belong to it. */
struct refusal refusal_of_gate(const struct ppv1_gate *gate);

#endif
