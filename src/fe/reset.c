#include "statements.h"

#include <stdlib.h>

#include "changes.h"
#include "reply.h"
#include "session.h"

/*
 * RESET PERSIST [[IF EXISTS] name]: what is in force stays in force.
 */

static void forget(struct statement *statement, const char *key, bool needed)
{
    struct session *session = statement->session;
    char error[SETTINGS_ERROR_MAX];

    switch (config_forget(session->fe->settings, key, error)) {
    case CONFIG_NOT_WRITTEN:
        reply_error(session, ERROR_NOT_WRITTEN, "%s", error);
        return;
    case CONFIG_REFUSED:
        if (needed) {
            reply_error(session, ERROR_NOT_PERSISTENT,
                        "Variable '%.64s' has no persistent value", key);
            return;
        }
        break;
    case CONFIG_DONE:
        break;
    }
    reply_ok(session);
}

static bool is_name(enum token_kind kind)
{
    return kind == TOKEN_WORD || kind == TOKEN_NAME;
}

void reset_persist_statement(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;
    bool if_exists = statements_take_words(statement, "if", "exists");
    struct token name = tokens->token;
    char *key = NULL;

    if (is_name(name.kind))
        tokens_next(tokens);
    else if (if_exists) {
        statements_syntax_error(statement);
        return;
    }
    if (!statements_at_end(statement) || !statements_allowed(statement))
        return;
    if (is_name(name.kind) && (key = changes_key(&name)) == NULL)
        reply_error(statement->session, ERROR_OUT_OF_MEMORY, "Out of memory");
    else
        forget(statement, key, key != NULL && !if_exists);
    free(key);
}
