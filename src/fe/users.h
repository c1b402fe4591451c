/*
 * users - what the statements about accounts have in common.
 *
 *   users.c          CREATE, ALTER and DROP USER, SET PASSWORD
 *   grants.c         GRANT, REVOKE, SHOW GRANTS
 *   users_view.c     SELECT ... FROM mysql.user
 *   users_account.c  'user'@'host', and answers
 */
#ifndef FE_USERS_H
#define FE_USERS_H

#include <stdbool.h>

#include "accounts.h"
#include "statements.h"

/* Takes 'user'@'host', 'user' for 'user'@'%', or CURRENT_USER for the
 * session's own account, into *account, whose other members are zero.  If it
 * is none, answers so. */
bool users_take_account(struct statement *statement, struct account *account);

/* Is it the session's own account? */
bool users_is_own(const struct session *session, const struct account *account);

/* Answers what became of a change; `operation` is what the client wanted. */
void users_answer(struct session *session, enum accounts_answer result,
                  const char *operation, const struct account *account);

/* SELECT ... FROM mysql.user, behind SELECT; false: it is another one, and
 * nothing was taken or answered. */
bool users_select(struct statement *statement);

/* SHOW GRANTS, behind these words. */
void grants_show(struct statement *statement);

#endif
