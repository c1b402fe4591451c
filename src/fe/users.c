#include "users.h"

#include <openssl/crypto.h>

#include "quote.h"
#include "reply.h"
#include "session.h"

/*
 * CREATE USER [IF NOT EXISTS] account [identified] [lock]
 * ALTER USER [IF EXISTS] account [identified] [lock]
 * DROP USER [IF EXISTS] account
 * SET PASSWORD [FOR account] = 'password' | PASSWORD('password')
 *
 * account      'user'@'host', 'user' for 'user'@'%', or CURRENT_USER
 * identified   IDENTIFIED BY 'password'
 *              IDENTIFIED WITH plugin [BY 'password' | AS 'verifier']
 * lock         ACCOUNT LOCK | ACCOUNT UNLOCK
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

/* Takes ACCOUNT LOCK or ACCOUNT UNLOCK, if it is there; false: answered. */
static bool take_lock(struct statement *statement, struct account *account,
                      bool *found)
{
    struct tokens *tokens = &statement->tokens;

    *found = tokens_take_word(tokens, "account");
    if (!*found)
        return true;
    if (tokens_take_word(tokens, "lock"))
        account->privileges |= ACCOUNT_LOCKED;
    else if (tokens_take_word(tokens, "unlock"))
        account->privileges &= ~ACCOUNT_LOCKED;
    else
        return syntax(statement);
    return true;
}

/* The account as it is now, if there is one of that name. */
static void fill(const struct accounts *accounts, struct account *account)
{
    const struct account *known = accounts_find(accounts, account);

    if (known != NULL)
        *account = *known;
    else
        account->verifier =
            (struct auth_verifier){.plugin = AUTH_DEFAULT, .empty = true};
}

/* ---- the statements ---- */

void users_create(struct statement *statement)
{
    struct accounts *accounts = statement->session->fe->accounts;
    struct account account;
    bool lenient, locks;

    if (!take_if(statement, true, &lenient) ||
        !users_take_account(statement, &account))
        return;
    account.verifier =
        (struct auth_verifier){.plugin = AUTH_DEFAULT, .empty = true};
    if (tokens_take_word(&statement->tokens, "identified") &&
        !take_identified(statement, &account.verifier))
        return;
    if (!take_lock(statement, &account, &locks) ||
        !statements_at_end(statement) || !statements_allowed(statement))
        return;

    enum accounts_answer result = accounts_create(accounts, &account);
    if (lenient && result == ACCOUNTS_EXISTS)
        result = ACCOUNTS_DONE;
    users_answer(statement->session, result, "CREATE USER", &account);
}

/* Takes what is to change, which must be something. */
static bool take_changes(struct statement *statement, struct account *account,
                         bool *locks)
{
    bool identified = tokens_take_word(&statement->tokens, "identified");

    if (identified && !take_identified(statement, &account->verifier))
        return false;
    if (!take_lock(statement, account, locks))
        return false;
    return identified || *locks || syntax(statement);
}

/* One's own password needs no privilege. */
void users_alter(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account;
    bool lenient, locks;

    if (!take_if(statement, false, &lenient) ||
        !users_take_account(statement, &account))
        return;
    fill(session->fe->accounts, &account);
    if (!take_changes(statement, &account, &locks) ||
        !statements_at_end(statement))
        return;
    if ((locks || !users_is_own(session, &account)) &&
        !statements_allowed(statement))
        return;

    enum accounts_answer result =
        accounts_update(session->fe->accounts, &account);
    if (lenient && result == ACCOUNTS_MISSING)
        result = ACCOUNTS_DONE;
    users_answer(session, result, "ALTER USER", &account);
}

void users_drop(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account;
    bool lenient;

    if (!take_if(statement, false, &lenient) ||
        !users_take_account(statement, &account) ||
        !statements_at_end(statement) || !statements_allowed(statement))
        return;

    enum accounts_answer result =
        accounts_drop(session->fe->accounts, &account);
    if (lenient && result == ACCOUNTS_MISSING)
        result = ACCOUNTS_DONE;
    users_answer(session, result, "DROP USER", &account);
}

/* The plugin stays what it is. */
static bool take_new_password(struct statement *statement,
                              struct account *account)
{
    struct tokens *tokens = &statement->tokens;

    if (!statements_take_symbol(statement, "="))
        return false;
    bool call = tokens_take_word(tokens, "password");
    if (call && !statements_take_symbol(statement, "("))
        return false;
    if (!take_password(statement, account->verifier.plugin, &account->verifier))
        return false;
    return !call || statements_take_symbol(statement, ")");
}

/* As above, one's own needs no privilege. */
void users_set_password(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account = session->account;

    if (tokens_take_word(&statement->tokens, "for") &&
        !users_take_account(statement, &account))
        return;
    fill(session->fe->accounts, &account);
    if (!take_new_password(statement, &account) ||
        !statements_at_end(statement) ||
        (!users_is_own(session, &account) && !statements_allowed(statement)))
        return;
    users_answer(session, accounts_update(session->fe->accounts, &account),
                 "SET PASSWORD", &account);
}
