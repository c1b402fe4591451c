#include "users.h"

#include <string.h>

#include "log.h"
#include "quote.h"
#include "reply.h"
#include "session.h"

/* ---- 'user'@'host' ---- */

static bool syntax(struct statement *statement)
{
    statements_syntax_error(statement);
    return false;
}

/* Names go into logs, so they hold no control bytes. */
static const char *user_fault(const char *user, size_t n)
{
    if (n == 0)
        return "is empty";
    if (n > ACCOUNT_USER_MAX)
        return "is too long";
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)user[i] < ' ' || user[i] == 0x7f)
            return "has a control character in it";
    return NULL;
}

static bool take_user(struct statement *statement, struct account *account)
{
    struct token token = statement->tokens.token;

    if (!tokens_is_text(&statement->tokens))
        return syntax(statement);
    size_t n = token_value(&token, account->user, ACCOUNT_USER_MAX);
    const char *fault = user_fault(account->user, n);
    if (fault != NULL) {
        reply_error(statement->session, ERROR_CANNOT_USER, "user name %s",
                    fault);
        return false;
    }
    account->user[n] = '\0';
    tokens_next(&statement->tokens);
    return true;
}

static bool take_host(struct statement *statement, struct account *account)
{
    struct tokens *tokens = &statement->tokens;
    struct token token = tokens->token;
    char host[256], quoted[QUOTE_MAX];

    if (token.kind == TOKEN_STRING || token.kind == TOKEN_NAME)
        tokens_next(tokens);
    else
        token = tokens_take_host(tokens);
    if (token.length == 0)
        return syntax(statement);

    size_t n = token_value(&token, host, sizeof host);
    const char *fault = n > sizeof host
                            ? "is too long"
                            : account_host_read(host, n, &account->host);
    if (fault == NULL)
        return true;
    quote_write(host, n < sizeof host ? n : sizeof host, quoted);
    reply_error(statement->session, ERROR_CANNOT_USER, "host %s %s", quoted,
                fault);
    return false;
}

/* CURRENT_USER has been taken; it may be written as a call. */
static bool take_self(struct statement *statement, struct account *account)
{
    const struct account *self = &statement->session->account;

    memcpy(account->user, self->user, sizeof account->user);
    account->host = self->host;
    return !tokens_take_symbol(&statement->tokens, "(") ||
           statements_take_symbol(statement, ")");
}

bool users_take_account(struct statement *statement, struct account *account)
{
    *account = (struct account){.user = ""};
    if (tokens_take_word(&statement->tokens, "current_user"))
        return take_self(statement, account);
    if (!take_user(statement, account))
        return false;
    if (tokens_take_symbol(&statement->tokens, "@"))
        return take_host(statement, account);
    account_host_read("%", 1, &account->host);
    return true;
}

bool users_is_own(const struct session *session, const struct account *account)
{
    char name[ACCOUNT_NAME_MAX];

    account_name(account, name);
    return strcmp(name, session->account_name) == 0;
}

/* ---- answers ---- */

void users_answer(struct session *session, enum accounts_answer result,
                  const char *operation, const struct account *account)
{
    char name[ACCOUNT_NAME_MAX];

    account_name(account, name);
    switch (result) {
    case ACCOUNTS_DONE:
        reply_ok(session);
        break;
    case ACCOUNTS_EXISTS:
        reply_error(session, ERROR_CANNOT_USER,
                    "Operation %s failed for %s: it exists already", operation,
                    name);
        break;
    case ACCOUNTS_MISSING:
        reply_error(session, ERROR_CANNOT_USER,
                    "Operation %s failed for %s: there is no such account",
                    operation, name);
        break;
    case ACCOUNTS_LAST_ADMIN:
        reply_error(session, ERROR_CANNOT_USER,
                    "Operation %s failed for %s: it is the last account that "
                    "may manage accounts",
                    operation, name);
        break;
    case ACCOUNTS_FAILED:
        log_line(LOG_ERROR, "cannot write accounts.db: %s",
                 accounts_fault(session->fe->accounts));
        reply_error(session, ERROR_UNKNOWN,
                    "Operation %s failed for %s: accounts.db: %s", operation,
                    name, accounts_fault(session->fe->accounts));
        break;
    }
}
