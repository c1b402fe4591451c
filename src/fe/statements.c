#include "statements.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "clock.h"
#include "connection.h"
#include "like.h"
#include "quote.h"
#include "redact.h"
#include "reply.h"
#include "session.h"

/* How much of a statement an error message shows. */
#define NEAR_MAX 80

/* ---- for the statements' own files ---- */

/* As MySQL says it, with the text from there on; of a statement that could
 * hold a password with what may be shown, and the place.  Escaped here, as a
 * NUL would end it. */
void statements_syntax_error(struct statement *statement)
{
    const struct tokens *tokens = &statement->tokens;
    size_t at = (size_t)(tokens->token.text - tokens->text);
    size_t n = tokens->length - at;
    char near[NEAR_MAX], shown[QUOTE_ESCAPE * NEAR_MAX + 1], place[40] = "";

    if (n == 0) {
        reply_error(statement->session, ERROR_SYNTAX,
                    "You have an error in your SQL syntax near the end");
        return;
    }
    if (statement->secret) {
        n = redact_from(tokens->text, tokens->length, at, near, NEAR_MAX);
        snprintf(place, sizeof place, " at byte %zu", at + 1);
    } else {
        n = n < NEAR_MAX ? n : NEAR_MAX;
        memcpy(near, tokens->token.text, n);
    }
    quote_escape(near, n, shown, sizeof shown);
    reply_error(statement->session, ERROR_SYNTAX,
                "You have an error in your SQL syntax near '%s'%s", shown,
                place);
}

bool statements_allowed(struct statement *statement)
{
    if (session_has(statement->session, ACCOUNT_ADMIN))
        return true;
    reply_error(statement->session, ERROR_PRIVILEGE_NEEDED,
                "Access denied; you need the ADMIN privilege for this "
                "operation");
    return false;
}

bool statements_at_end(struct statement *statement)
{
    if (tokens_take_end(&statement->tokens))
        return true;
    statements_syntax_error(statement);
    return false;
}

bool statements_take_symbol(struct statement *statement, const char *symbol)
{
    if (tokens_take_symbol(&statement->tokens, symbol))
        return true;
    statements_syntax_error(statement);
    return false;
}

bool statements_take_number(struct statement *statement, uint64_t *number)
{
    const struct token *token = &statement->tokens.token;
    uint64_t value = 0;

    if (token->kind != TOKEN_NUMBER ||
        memchr(token->text, '.', token->length) != NULL) {
        statements_syntax_error(statement);
        return false;
    }
    for (size_t i = 0; i < token->length; i++) {
        uint64_t digit = (uint64_t)(token->text[i] - '0');

        value =
            value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : 10 * value + digit;
    }
    *number = value;
    tokens_next(&statement->tokens);
    return true;
}

bool statements_take_string(struct statement *statement, char *value,
                            size_t size, size_t *n)
{
    const struct token *token = &statement->tokens.token;
    size_t length = 0;

    if (token->kind == TOKEN_STRING)
        length = token_value(token, value, size);
    if (token->kind != TOKEN_STRING || length >= size ||
        memchr(value, '\0', length) != NULL) {
        statements_syntax_error(statement);
        return false;
    }
    value[length] = '\0';
    if (n != NULL)
        *n = length;
    tokens_next(&statement->tokens);
    return true;
}

bool statements_take_like(struct statement *statement,
                          char pattern[STATEMENTS_PATTERN_MAX])
{
    strcpy(pattern, "%");
    return !tokens_take_word(&statement->tokens, "like") ||
           statements_take_string(statement, pattern, STATEMENTS_PATTERN_MAX,
                                  NULL);
}

bool statements_take_rows(struct statement *statement, uint64_t *offset,
                          uint64_t *count)
{
    *offset = 0;
    *count = UINT64_MAX;
    if (!tokens_take_word(&statement->tokens, "limit"))
        return true;
    if (!statements_take_number(statement, count))
        return false;
    if (tokens_take_symbol(&statement->tokens, ",")) {
        *offset = *count;
        return statements_take_number(statement, count);
    }
    return !tokens_take_word(&statement->tokens, "offset") ||
           statements_take_number(statement, offset);
}

bool statements_take_limit(struct statement *statement, bool *wanted)
{
    uint64_t offset, count;

    if (!statements_take_rows(statement, &offset, &count))
        return false;
    *wanted = count > 0 && offset == 0;
    return true;
}

bool statements_take_words(struct statement *statement, const char *first,
                           const char *second)
{
    struct tokens saved = statement->tokens;

    if (tokens_take_word(&statement->tokens, first) &&
        (second[0] == '\0' || tokens_take_word(&statement->tokens, second)))
        return true;
    statement->tokens = saved;
    return false;
}

/* ---- small statements ---- */

void statements_use(struct session *session, const char *name, size_t n)
{
    char database[LOGIN_DATABASE_MAX + 1];
    size_t length = n < sizeof database ? n : sizeof database - 1;

    memcpy(database, name, length);
    database[length] = '\0';
    if (n == 0) {
        reply_error(session, ERROR_NO_DATABASE, "No database selected");
    } else if (!session_database_exists(database)) {
        reply_error(session, ERROR_UNKNOWN_DATABASE, "Unknown database '%s'",
                    database);
    } else {
        strcpy(session->database, database);
        reply_ok(session);
    }
}

static void use_statement(struct statement *statement)
{
    struct token name = statement->tokens.token;
    char value[LOGIN_DATABASE_MAX + 1];

    if (name.kind != TOKEN_WORD && name.kind != TOKEN_NAME) {
        statements_syntax_error(statement);
        return;
    }
    tokens_next(&statement->tokens);
    if (!statements_at_end(statement))
        return;
    size_t n = token_value(&name, value, sizeof value);
    statements_use(statement->session, value,
                   n < sizeof value ? n : sizeof value);
}

/* There is nothing that a transaction could change, so it may as well end. */
static void transaction_statement(struct statement *statement)
{
    tokens_take_word(&statement->tokens, "work");
    if (statements_at_end(statement))
        reply_ok(statement->session);
}

static void start_statement(struct statement *statement)
{
    if (tokens_take_word(&statement->tokens, "transaction"))
        transaction_statement(statement);
    else
        statements_syntax_error(statement);
}

/* ---- which statement is it? ---- */

struct row {
    const char *first;
    const char *second; /* "" if one word is enough */
    void (*run)(struct statement *statement);
    bool is_query;
};

static const struct row rows[] = {
    {"select", "", select_statement, true},
    {"show", "", show_statement, true},
    {"set", "password", users_set_password, false},
    {"set", "", set_statement, false},
    {"reset", "persist", reset_persist_statement, false},
    {"use", "", use_statement, false},
    {"kill", "", kill_statement, false},
    {"flush", "hosts", flush_hosts, false},
    {"admin", "", admin_statement, false},
    {"create", "user", users_create, false},
    {"alter", "user", users_alter, false},
    {"drop", "user", users_drop, false},
    {"grant", "", grants_grant, false},
    {"revoke", "", grants_revoke, false},
    {"begin", "", transaction_statement, false},
    {"start", "", start_statement, false},
    {"commit", "", transaction_statement, false},
    {"rollback", "", transaction_statement, false},
};

static bool has_parameter(struct tokens tokens)
{
    while (tokens.token.kind != TOKEN_END && tokens.token.kind != TOKEN_BAD) {
        if (tokens_take_symbol(&tokens, "?"))
            return true;
        tokens_next(&tokens);
    }
    return false;
}

/* What a statement that does something gives to COM_STMT_PREPARE. */
static void reply_prepared(struct session *session)
{
    struct reply_result result;

    reply_result_begin(&result, session, NULL, 0);
    reply_result_end(&result);
}

static void run_row(struct statement *statement, const struct row *row)
{
    if (statement->session->form == REPLY_PREPARED && !row->is_query)
        reply_prepared(statement->session);
    else
        row->run(statement);
}

/* Says whether it was a query, one that reads. */
static bool dispatch(struct statement *statement)
{
    if (statement->session->form == REPLY_PREPARED &&
        has_parameter(statement->tokens)) {
        reply_error(statement->session, ERROR_NOT_PREPARABLE,
                    "Parameters (?) in prepared statements are not supported");
        return false;
    }
    if (tokens_take_end(&statement->tokens)) {
        reply_error(statement->session, ERROR_EMPTY_QUERY, "Query was empty");
        return false;
    }
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!statements_take_words(statement, rows[i].first, rows[i].second))
            continue;
        run_row(statement, &rows[i]);
        return rows[i].is_query;
    }
    statements_syntax_error(statement);
    return false;
}

/* ---- running ---- */

static void audit(struct session *session, const char *shown, size_t length,
                  uint64_t began_wall_ms, bool is_query)
{
    const struct session_outcome *outcome = &session->outcome;
    struct audit_event event = {
        .module = AUDIT_QUERY,
        .timestamp_ms = began_wall_ms,
        .client = session->process.client,
        .peer = connection_peer(session->connection),
        .user = session->account.user,
        .authorized_user = session->account_name,
        .database = session->database,
        .state = outcome->state,
        .error = outcome->error,
        .command = session->process.command,
        .time_ms = (int64_t)(clock_monotonic_ms() - session->process.since_ms),
        .return_rows = outcome->rows,
        .statement_id = session->fe->questions,
        .connection_id = session->process.id,
        .is_query = is_query,
        .statement = shown,
        .statement_length = length,
    };

    audit_write(session->fe->audit, &event);
}

static void enter(struct session *session, const char *shown)
{
    static const char *const commands[] = {[REPLY_TEXT] = "Query",
                                           [REPLY_BINARY] = "Execute",
                                           [REPLY_PREPARED] = "Prepare"};

    session->fe->questions++;
    session->process.command = commands[session->form];
    session->process.info = shown;
    session->process.since_ms = clock_monotonic_ms();
}

static void leave(struct session *session)
{
    session->process.command = "Sleep";
    session->process.info = NULL;
    session->process.since_ms = clock_monotonic_ms();
}

static void refuse_long(struct session *session)
{
    static const char shown[] = "(too long)";
    uint64_t began_wall_ms = clock_wall_ms();

    enter(session, shown);
    reply_error(session, ERROR_PACKET_TOO_LARGE,
                "Statement longer than %d bytes", STATEMENTS_LENGTH_MAX);
    audit(session, shown, strlen(shown), began_wall_ms, false);
    leave(session);
}

static void run(struct session *session, const char *text, size_t n)
{
    struct statement statement = {.session = session,
                                  .secret = redact_needed(text, n)};
    uint64_t began_wall_ms = clock_wall_ms();
    size_t length;
    char *shown = redact_statement(text, n, statement.secret, &length);
    bool is_query;

    if (shown == NULL) { /* what cannot be audited is not done */
        reply_error(session, ERROR_OUT_OF_MEMORY, "Out of memory");
        return;
    }
    enter(session, shown);
    tokens_begin(&statement.tokens, text, n);
    is_query = dispatch(&statement);
    if (statement.secret)
        audit(session, shown, length, began_wall_ms, is_query);
    else
        audit(session, text, n, began_wall_ms, is_query);
    leave(session);
    free(shown);
}

void statements_run(struct session *session, const char *text, size_t n)
{
    if (n > STATEMENTS_LENGTH_MAX)
        refuse_long(session);
    else
        run(session, text, n);
}
