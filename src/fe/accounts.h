/*
 * accounts - who may log in: 'user'@'host', kept in SQLite.
 *
 * All accounts are held in memory, so that a login never waits for a disk.  A
 * change is written first; only when it is safely on disk does it count.
 * While the server runs no other process can open accounts.db.
 */
#ifndef FE_ACCOUNTS_H
#define FE_ACCOUNTS_H

#include <stdbool.h>
#include <stddef.h>

#include "account_match.h"
#include "auth.h"
#include "ppv1.h"

/* Longest user name in bytes: MySQL's 32 characters. */
#define ACCOUNT_USER_MAX 128

/* Room for 'user'@'host' and a NUL. */
#define ACCOUNT_NAME_MAX (ACCOUNT_USER_MAX + ACCOUNT_HOST_MAX + 6)

/* What an account may do besides logging in, one bit each. */
#define ACCOUNT_ADMIN 1u   /* all there is: users, settings, KILL of others */
#define ACCOUNT_PROCESS 2u /* sees others' connections */
#define ACCOUNT_LOCKED 4u  /* nothing of it, and no login either */
#define ACCOUNT_BITS 7u

struct account {
    char user[ACCOUNT_USER_MAX + 1];
    struct account_host host;
    struct auth_verifier verifier;
    unsigned privileges;
};

/* Has it this privilege?  ADMIN is every privilege; a locked account has none. */
bool account_may(const struct account *account, unsigned privilege);

/* Writes 'user'@'host'. */
void account_name(const struct account *account, char name[ACCOUNT_NAME_MAX]);

struct accounts;

/* Opens <folder>/accounts.db, made with a root account that only loopback can
 * use if it is not there yet (and says so in the log).  NULL and a log line on
 * failure. */
struct accounts *accounts_open(const char *folder);
void accounts_close(struct accounts *accounts);

/* ---- login ---- */

/* The account of this user whose host contains the address and is the most
 * specific one, or NULL.  Valid until accounts change. */
const struct account *accounts_match(const struct accounts *accounts,
                                     const char *user, size_t n,
                                     struct ppv1_address address);

/* A verifier that no password fits, for users who do not exist.  The same for
 * the same name for as long as accounts.db lives: whoever tries names sees the
 * same as with a wrong password.  So is its plugin, unless many accounts
 * change theirs; and a user has the same one from every host. */
void accounts_decoy(const struct accounts *accounts, const char *user, size_t n,
                    struct auth_verifier *verifier);

/* ---- changes ---- */

enum accounts_answer {
    ACCOUNTS_DONE,
    ACCOUNTS_EXISTS,
    ACCOUNTS_MISSING,
    ACCOUNTS_LAST_ADMIN, /* nobody could manage accounts any more */
    ACCOUNTS_FAILED      /* not written: see accounts_fault */
};

/* Each is done wholly or not at all.  The account is known by user and host;
 * update gives it the verifier and the privileges of *account. */
enum accounts_answer accounts_create(struct accounts *accounts,
                                     const struct account *account);
enum accounts_answer accounts_drop(struct accounts *accounts,
                                   const struct account *account);
enum accounts_answer accounts_update(struct accounts *accounts,
                                     const struct account *account);

/* All of them, by user and host; NULL behind the last one.  Valid until
 * accounts change. */
const struct account *accounts_get(const struct accounts *accounts,
                                   size_t index);

/* The account with this user and host, or NULL. */
const struct account *accounts_find(const struct accounts *accounts,
                                    const struct account *wanted);

/* Why the last change failed, in SQLite's words. */
const char *accounts_fault(const struct accounts *accounts);

#endif
