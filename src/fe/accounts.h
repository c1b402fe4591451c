/*
 * accounts - who may log in: 'user'@'host', kept in SQLite.
 */
#ifndef FE_ACCOUNTS_H
#define FE_ACCOUNTS_H

#include <stdbool.h>

#include "ppv1.h"

struct accounts;

/* Opens <folder>/accounts.db, made with a root account that only loopback can
 * use if it is not there yet (and says so in the log).  NULL and a log line on
 * failure. */
struct accounts *accounts_open(const char *folder);
void accounts_close(struct accounts *accounts);

#endif
