/*
 * session - the built-in MySQL session: greeting, login, commands.
 */
#ifndef FE_SESSION_H
#define FE_SESSION_H

#include "service.h"

extern const struct service mysql_session;

#endif
