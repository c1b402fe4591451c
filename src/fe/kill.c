#include "statements.h"

#include <string.h>

#include "connection.h"
#include "reply.h"
#include "session.h"

/*
 * KILL [CONNECTION | QUERY] number: one's own connections, or as an admin
 * anybody's.
 */

/* One statement runs at a time, so the only query there is to kill is this
 * one. */
static void kill_query(struct session *session, const struct process *victim)
{
    if (victim == &session->process)
        reply_error(session, ERROR_INTERRUPTED,
                    "Query execution was interrupted");
    else
        reply_ok(session);
}

static void kill_connection(struct session *session, struct process *victim)
{
    reply_ok(session);
    if (victim == &session->process)
        session_finish(session, "killed");
    else
        connection_finish(victim->connection, "killed");
}

/* Numbers of connections have 32 bits, those in a statement have not. */
static struct process *find_victim(struct session *session, uint64_t number)
{
    if (number > UINT32_MAX)
        return NULL;
    return process_find(&session->fe->processes, (uint32_t)number);
}

static bool may_kill(const struct session *session,
                     const struct process *victim)
{
    return session_has(session, ACCOUNT_ADMIN) ||
           strcmp(victim->account, session->account_name) == 0;
}

void kill_statement(struct statement *statement)
{
    struct session *session = statement->session;
    bool query = tokens_take_word(&statement->tokens, "query");
    uint64_t number;

    if (!query)
        tokens_take_word(&statement->tokens, "connection");
    if (!statements_take_number(statement, &number) ||
        !statements_at_end(statement))
        return;

    struct process *victim = find_victim(session, number);
    if (victim == NULL)
        reply_error(session, ERROR_UNKNOWN_THREAD, "Unknown thread id: %llu",
                    (unsigned long long)number);
    else if (!may_kill(session, victim))
        reply_error(session, ERROR_NOT_OWNER, "You are not owner of thread %u",
                    (unsigned)victim->id);
    else if (query)
        kill_query(session, victim);
    else
        kill_connection(session, victim);
}
