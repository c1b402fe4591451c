#include "statements.h"

#include <openssl/crypto.h>
#include <string.h>

#include "log.h"
#include "quote.h"
#include "reply.h"
#include "session.h"

/*
 * CREATE USER [IF NOT EXISTS] account [identified]
 * ALTER USER [IF EXISTS] account identified
 * DROP USER [IF EXISTS] account
 * SET PASSWORD [FOR account] = 'password' | PASSWORD('password')
 *
 * account      'user'@'host', or 'user' for 'user'@'%'
 * identified   IDENTIFIED BY 'password'
 *              IDENTIFIED WITH plugin [BY 'password' | AS 'verifier']
 *
 * Without `identified`, and with an empty password, everybody may log in.
 */

/* Longest password, in bytes. */
#define PASSWORD_MAX 1024

static bool syntax(struct statement *statement)
{
    statements_syntax_error(statement);
    return false;
}

/* ---- 'user'@'host' ---- */

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

static bool take_account(struct statement *statement, struct account *account)
{
    *account = (struct account){.user = ""};
    if (!take_user(statement, account))
        return false;
    if (tokens_take_symbol(&statement->tokens, "@"))
        return take_host(statement, account);
    account_host_read("%", 1, &account->host);
    return true;
}

/* ---- IDENTIFIED ---- */

static bool take_password(struct statement *statement, enum auth_plugin plugin,
                          struct auth_verifier *verifier)
{
    char password[PASSWORD_MAX + 1];
    size_t n = 0;

    if (!statements_take_string(statement, password, sizeof password, &n))
        return false;
    bool made = auth_verifier_make(plugin, password, n, verifier);
    OPENSSL_cleanse(password, sizeof password);
    if (!made)
        reply_error(statement->session, ERROR_UNKNOWN,
                    "The password cannot be hashed");
    return made;
}

static bool take_verifier(struct statement *statement, enum auth_plugin plugin,
                          struct auth_verifier *verifier)
{
    char text[AUTH_VERIFIER_TEXT_MAX];
    size_t n;

    if (!statements_take_string(statement, text, sizeof text, &n))
        return false;
    if (auth_verifier_read(plugin, text, n, verifier))
        return true;
    reply_error(statement->session, ERROR_CANNOT_USER,
                "The hash does not have the form that %s needs: %s",
                auth_plugin_name(plugin),
                plugin == AUTH_NATIVE ? "* and 40 hexadecimal digits"
                                      : "64 hexadecimal digits");
    return false;
}

static bool take_plugin(struct statement *statement, enum auth_plugin *plugin)
{
    struct token token = statement->tokens.token;
    char name[64], quoted[QUOTE_MAX];

    if (!tokens_is_text(&statement->tokens))
        return syntax(statement);
    size_t n = token_value(&token, name, sizeof name);
    if (n > sizeof name || !auth_plugin_find(name, n, plugin)) {
        quote_write(name, n < sizeof name ? n : sizeof name, quoted);
        reply_error(statement->session, ERROR_PLUGIN_NOT_LOADED,
                    "Plugin %s is not loaded", quoted);
        return false;
    }
    tokens_next(&statement->tokens);
    return true;
}

/* Takes what follows IDENTIFIED. */
static bool take_identified(struct statement *statement,
                            struct auth_verifier *verifier)
{
    struct tokens *tokens = &statement->tokens;
    enum auth_plugin plugin = AUTH_DEFAULT;
    bool with = tokens_take_word(tokens, "with");

    if (with && !take_plugin(statement, &plugin))
        return false;
    if (tokens_take_word(tokens, "by"))
        return take_password(statement, plugin, verifier);
    if (!with)
        return syntax(statement);
    if (tokens_take_word(tokens, "as"))
        return take_verifier(statement, plugin, verifier);
    *verifier = (struct auth_verifier){.plugin = plugin, .empty = true};
    return true;
}

/* ---- answers ---- */

static void answer(struct session *session, enum accounts_answer result,
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

static bool take_if(struct statement *statement, bool with_not, bool *found)
{
    struct tokens *tokens = &statement->tokens;

    *found = tokens_take_word(tokens, "if");
    if (!*found)
        return true;
    if (with_not && !tokens_take_word(tokens, "not"))
        return syntax(statement);
    return tokens_take_word(tokens, "exists") || syntax(statement);
}

/* ---- the statements ---- */

void users_create(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account;
    bool lenient;

    if (!take_if(statement, true, &lenient) ||
        !take_account(statement, &account))
        return;
    account.verifier =
        (struct auth_verifier){.plugin = AUTH_DEFAULT, .empty = true};
    if (tokens_take_word(&statement->tokens, "identified") &&
        !take_identified(statement, &account.verifier))
        return;
    if (!statements_at_end(statement) || !statements_allowed(statement))
        return;

    enum accounts_answer result =
        accounts_create(session->fe->accounts, &account);
    if (lenient && result == ACCOUNTS_EXISTS)
        result = ACCOUNTS_DONE;
    answer(session, result, "CREATE USER", &account);
}

void users_alter(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account;
    bool lenient;

    if (!take_if(statement, false, &lenient) ||
        !take_account(statement, &account))
        return;
    if (!tokens_take_word(&statement->tokens, "identified")) {
        syntax(statement);
        return;
    }
    if (!take_identified(statement, &account.verifier) ||
        !statements_at_end(statement) || !statements_allowed(statement))
        return;

    enum accounts_answer result =
        accounts_set_verifier(session->fe->accounts, &account);
    if (lenient && result == ACCOUNTS_MISSING)
        result = ACCOUNTS_DONE;
    answer(session, result, "ALTER USER", &account);
}

void users_drop(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account;
    bool lenient;

    if (!take_if(statement, false, &lenient) ||
        !take_account(statement, &account) || !statements_at_end(statement) ||
        !statements_allowed(statement))
        return;

    enum accounts_answer result =
        accounts_drop(session->fe->accounts, &account);
    if (lenient && result == ACCOUNTS_MISSING)
        result = ACCOUNTS_DONE;
    answer(session, result, "DROP USER", &account);
}

/* The plugin stays what it is. */
static bool take_new_password(struct statement *statement,
                              struct account *account)
{
    struct tokens *tokens = &statement->tokens;
    const struct account *known =
        accounts_find(statement->session->fe->accounts, account);
    enum auth_plugin plugin =
        known == NULL ? AUTH_DEFAULT : known->verifier.plugin;

    if (!tokens_take_symbol(tokens, "="))
        return syntax(statement);
    bool call = tokens_take_word(tokens, "password");
    if (call && !tokens_take_symbol(tokens, "("))
        return syntax(statement);
    if (!take_password(statement, plugin, &account->verifier))
        return false;
    return !call || tokens_take_symbol(tokens, ")") || syntax(statement);
}

/* One's own password needs no privilege. */
void users_set_password(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account = session->account;
    char name[ACCOUNT_NAME_MAX];

    if (tokens_take_word(&statement->tokens, "for") &&
        !take_account(statement, &account))
        return;
    account_name(&account, name);
    bool own = strcmp(name, session->account_name) == 0;
    if (!take_new_password(statement, &account) ||
        !statements_at_end(statement) ||
        (!own && !statements_allowed(statement)))
        return;
    answer(session, accounts_set_verifier(session->fe->accounts, &account),
           "SET PASSWORD", &account);
}
