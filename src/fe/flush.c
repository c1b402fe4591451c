#include "statements.h"

#include "login_failures.h"
#include "reply.h"
#include "session.h"

/*
 * FLUSH HOSTS: no client address is blocked any more.
 */

void flush_hosts(struct statement *statement)
{
    if (!statements_at_end(statement) || !statements_allowed(statement))
        return;
    login_failures_forget_all(&statement->session->fe->login_failures);
    reply_ok(statement->session);
}
