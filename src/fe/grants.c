#include "users.h"

#include <stdio.h>
#include <string.h>

#include "quote.h"
#include "reply.h"
#include "session.h"

/*
 * GRANT privilege, ... ON *.* TO account
 * REVOKE privilege, ... ON *.* FROM account
 * SHOW GRANTS [FOR account]
 *
 * privilege    USAGE     to log in, which every account may
 *              PROCESS   to see others' connections
 *              ADMIN     everything, PROCESS too
 *              ALL [PRIVILEGES]
 *
 * MySQL's other words are refused: each means a part of ADMIN, and whoever
 * asks for a part must not be given all.
 */

struct privilege {
    const char *word;
    unsigned bits;
};

static const struct privilege privileges[] = {
    {"PROCESS", ACCOUNT_PROCESS},
    {"ADMIN", ACCOUNT_ADMIN},
    {"USAGE", 0},
    {"ALL", ACCOUNT_PROCESS | ACCOUNT_ADMIN},
};

/* ---- GRANT and REVOKE ---- */

static bool take_privilege(struct statement *statement, unsigned *bits)
{
    struct tokens *tokens = &statement->tokens;
    char quoted[QUOTE_MAX];

    for (size_t i = 0; i < sizeof privileges / sizeof privileges[0]; i++) {
        if (!tokens_take_word(tokens, privileges[i].word))
            continue;
        *bits |= privileges[i].bits;
        if (strcmp(privileges[i].word, "ALL") == 0)
            tokens_take_word(tokens, "privileges");
        return true;
    }
    if (tokens->token.kind != TOKEN_WORD) {
        statements_syntax_error(statement);
        return false;
    }
    quote_write(tokens->token.text, tokens->token.length, quoted);
    reply_error(statement->session, ERROR_NOT_SUPPORTED,
                "There is no privilege %s, only USAGE, PROCESS, ADMIN and ALL",
                quoted);
    return false;
}

static bool take_word(struct statement *statement, const char *word)
{
    if (tokens_take_word(&statement->tokens, word))
        return true;
    statements_syntax_error(statement);
    return false;
}

static bool take_privileges(struct statement *statement, unsigned *bits)
{
    *bits = 0;
    do {
        if (!take_privilege(statement, bits))
            return false;
    } while (tokens_take_symbol(&statement->tokens, ","));
    if (!take_word(statement, "on"))
        return false;
    if (tokens_take_symbol(&statement->tokens, "*") &&
        tokens_take_symbol(&statement->tokens, ".") &&
        tokens_take_symbol(&statement->tokens, "*"))
        return true;
    reply_error(statement->session, ERROR_NOT_SUPPORTED,
                "Privileges are for the whole server: ON *.*");
    return false;
}

/* `link` stands before the account. */
static bool take_grant(struct statement *statement, const char *link,
                       unsigned *bits, struct account *account)
{
    return take_privileges(statement, bits) && take_word(statement, link) &&
           users_take_account(statement, account) &&
           statements_at_end(statement) && statements_allowed(statement);
}

static void change(struct session *session, const struct account *account,
                   const char *operation, unsigned given, unsigned taken)
{
    struct accounts *accounts = session->fe->accounts;
    const struct account *known = accounts_find(accounts, account);
    enum accounts_answer result = ACCOUNTS_MISSING;

    if (known != NULL) {
        struct account changed = *known;
        changed.privileges = (changed.privileges | given) & ~taken;
        result = accounts_update(accounts, &changed);
    }
    users_answer(session, result, operation, account);
}

void grants_grant(struct statement *statement)
{
    struct account account;
    unsigned bits;

    if (take_grant(statement, "to", &bits, &account))
        change(statement->session, &account, "GRANT", bits, 0);
}

void grants_revoke(struct statement *statement)
{
    struct account account;
    unsigned bits;

    if (take_grant(statement, "from", &bits, &account))
        change(statement->session, &account, "REVOKE", 0, bits);
}

/* ---- SHOW GRANTS ---- */

/* Room for a user or a host in backticks, and a NUL. */
#define NAME_MAX_BYTES (2 * ACCOUNT_USER_MAX + 3)

/* As it can be typed again. */
static void write_name(const char *name, char text[NAME_MAX_BYTES])
{
    size_t at = 0;

    text[at++] = '`';
    for (; *name != '\0'; name++) {
        if (*name == '`')
            text[at++] = '`';
        text[at++] = *name;
    }
    strcpy(text + at, "`");
}

static void put_grant(struct reply_result *result,
                      const struct account *account)
{
    char user[NAME_MAX_BYTES], host[NAME_MAX_BYTES];
    char text[2 * NAME_MAX_BYTES + 64], words[32] = "";

    for (size_t i = 0; privileges[i].bits != 0; i++)
        if ((account->privileges & privileges[i].bits) != 0)
            snprintf(words + strlen(words), sizeof words - strlen(words),
                     "%s%s", words[0] == '\0' ? "" : ", ", privileges[i].word);
    write_name(account->user, user);
    write_name(account->host.text, host);
    snprintf(text, sizeof text, "GRANT %s ON *.* TO %s@%s",
             words[0] == '\0' ? "USAGE" : words, user, host);
    reply_row_begin(result);
    reply_row_text(result, text);
    reply_row_end(result);
}

static void send_grants(struct session *session, const struct account *account)
{
    char name[sizeof "Grants for " + ACCOUNT_NAME_MAX];
    const struct reply_column column = {name, PACKET_TEXT};
    struct reply_result result;

    snprintf(name, sizeof name, "Grants for %s@%s", account->user,
             account->host.text);
    reply_result_begin(&result, session, &column, 1);
    put_grant(&result, account);
    reply_result_end(&result);
}

/* One's own need no privilege. */
void grants_show(struct statement *statement)
{
    struct session *session = statement->session;
    struct account account = session->account;

    if (tokens_take_word(&statement->tokens, "for") &&
        !users_take_account(statement, &account))
        return;
    if (!statements_at_end(statement) ||
        (!users_is_own(session, &account) && !statements_allowed(statement)))
        return;
    const struct account *known =
        accounts_find(session->fe->accounts, &account);
    if (known != NULL)
        send_grants(session, known);
    else
        reply_error(session, ERROR_NO_GRANT,
                    "There is no such grant defined for user '%s' on host "
                    "'%s'",
                    account.user, account.host.text);
}
