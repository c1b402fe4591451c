/*
 * login_failures - failed logins in a row, by client address.
 *
 * A login that succeeds forgets those of its address, and so does time.  An
 * IPv6 address counts as its /64, which is what one client is given: it could
 * take a new address for each try.  Memory is for so many addresses; when
 * there are more, the one whose last failure is the longest ago is forgotten.
 */
#ifndef FE_LOGIN_FAILURES_H
#define FE_LOGIN_FAILURES_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

#define LOGIN_FAILURES_ADDRESSES 1024

/* For so long after the last one they count. */
#define LOGIN_FAILURES_MINUTES 10

struct login_failures_entry {
    struct ppv1_address network;
    uint64_t last_ms;
    uint32_t count;
};

/* Zeroed memory has seen nobody. */
struct login_failures {
    struct login_failures_entry entries[LOGIN_FAILURES_ADDRESSES];
    size_t count; /* entries in use come first */
};

/* How many there are of this address. */
uint32_t login_failures_count(const struct login_failures *failures,
                              struct ppv1_address address, uint64_t now_ms);

/* One more; returns how many there are then. */
uint32_t login_failures_add(struct login_failures *failures,
                            struct ppv1_address address, uint64_t now_ms);

/* Those of one address, and all, are forgotten. */
void login_failures_forget(struct login_failures *failures,
                           struct ppv1_address address);
void login_failures_forget_all(struct login_failures *failures);

#endif
