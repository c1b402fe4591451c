#include "users.h"

#include <string.h>
#include <strings.h>

#include "reply.h"
#include "session.h"

/*
 * SELECT * | column, ... FROM mysql.user [LIMIT ...], for who has ADMIN: the
 * accounts by user and host.  Verifiers are in no column.
 */

#define COLUMNS_MAX 16

static const char *const names[] = {"User", "Host", "plugin", "account_locked"};

#define NAMES (sizeof names / sizeof names[0])

/* Which columns, by their index in names[]. */
struct view {
    size_t columns[COLUMNS_MAX];
    size_t count;
};

/* ---- reading ---- */

/* The word, with backticks or without. */
static bool is_name(const struct token *token, const char *name)
{
    char value[32];

    if (token->kind != TOKEN_WORD && token->kind != TOKEN_NAME)
        return false;
    size_t n = token_value(token, value, sizeof value);
    return n == strlen(name) && n <= sizeof value &&
           strncasecmp(value, name, n) == 0;
}

static bool take_name(struct tokens *tokens, const char *name)
{
    if (!is_name(&tokens->token, name))
        return false;
    tokens_next(tokens);
    return true;
}

static bool take_column(struct tokens *tokens, struct view *view)
{
    for (size_t i = 0; i < NAMES && view->count < COLUMNS_MAX; i++) {
        if (!take_name(tokens, names[i]))
            continue;
        view->columns[view->count++] = i;
        return true;
    }
    return false;
}

static bool take_columns(struct tokens *tokens, struct view *view)
{
    if (tokens_take_symbol(tokens, "*")) {
        while (view->count < NAMES) {
            view->columns[view->count] = view->count;
            view->count++;
        }
        return true;
    }
    do {
        if (!take_column(tokens, view))
            return false;
    } while (tokens_take_symbol(tokens, ","));
    return true;
}

static bool take_view(struct tokens *tokens, struct view *view)
{
    return take_columns(tokens, view) && tokens_take_word(tokens, "from") &&
           take_name(tokens, "mysql") && tokens_take_symbol(tokens, ".") &&
           take_name(tokens, "user");
}

/* ---- answering ---- */

static const char *value(const struct account *account, size_t column)
{
    const char *const values[NAMES] = {
        account->user, account->host.text,
        auth_plugin_name(account->verifier.plugin),
        (account->privileges & ACCOUNT_LOCKED) != 0 ? "Y" : "N"};

    return values[column];
}

static void send(struct session *session, const struct view *view,
                 uint64_t offset, uint64_t count)
{
    struct reply_result result;
    const struct account *account;

    reply_result_begin(&result, session, NULL, 0);
    for (size_t i = 0; i < view->count; i++) {
        const char *name = names[view->columns[i]];
        reply_result_column(&result, name, strlen(name), PACKET_TEXT);
    }
    for (uint64_t row = offset; row - offset < count; row++) {
        account = accounts_get(session->fe->accounts, row);
        if (account == NULL)
            break;
        reply_row_begin(&result);
        for (size_t i = 0; i < view->count; i++)
            reply_row_text(&result, value(account, view->columns[i]));
        reply_row_end(&result);
    }
    reply_result_end(&result);
}

bool users_select(struct statement *statement)
{
    struct tokens saved = statement->tokens;
    struct view view = {.count = 0};
    uint64_t offset, count;

    if (!take_view(&statement->tokens, &view)) {
        statement->tokens = saved;
        return false;
    }
    if (statements_take_rows(statement, &offset, &count) &&
        statements_at_end(statement) && statements_allowed(statement))
        send(statement->session, &view, offset, count);
    return true;
}
