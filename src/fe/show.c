#include "statements.h"

#include <stdio.h>
#include <string.h>

#include "catalog.h"
#include "connection.h"
#include "like.h"
#include "processlist.h"
#include "reply.h"
#include "session.h"
#include "users.h"
#include "variables.h"

/*
 * SHOW [FULL] PROCESSLIST
 * SHOW [GLOBAL | SESSION] VARIABLES | STATUS [LIKE 'pattern']
 * SHOW WARNINGS | ERRORS [LIMIT [offset,] count]
 * SHOW [FULL] TABLES [FROM database] [LIKE 'pattern']
 *
 * catalog.c has those whose answer never changes, and grants.c SHOW GRANTS.
 */

static bool matches(const char *pattern, const char *name)
{
    return like(pattern, strlen(pattern), name, strlen(name));
}

static bool take_pattern(struct statement *statement, char *pattern)
{
    return statements_take_like(statement, pattern) &&
           statements_at_end(statement);
}

/* ---- names and values ---- */

static void begin_names(struct reply_result *result, struct session *session)
{
    static const struct reply_column columns[] = {
        {"Variable_name", PACKET_TEXT}, {"Value", PACKET_TEXT}};

    reply_result_begin(result, session, columns, 2);
}

static void put_name(struct reply_result *result, const char *name,
                     const char *value)
{
    reply_row_begin(result);
    reply_row_text(result, name);
    reply_row_text(result, value);
    reply_row_end(result);
}

static void show_variables(struct statement *statement)
{
    char pattern[STATEMENTS_PATTERN_MAX];
    struct reply_result result;
    struct variable variable;

    if (!take_pattern(statement, pattern))
        return;
    begin_names(&result, statement->session);
    for (size_t i = 0; variables_get(statement->session, i, &variable); i++)
        if (matches(pattern, variable.name))
            put_name(&result, variable.name, variable.value);
    reply_result_end(&result);
}

static void put_metric(struct reply_result *result,
                       const struct metrics_row *row)
{
    char value[24];

    snprintf(value, sizeof value, "%llu", (unsigned long long)row->value);
    put_name(result, row->name, value);
}

/* What the session's connection has agreed on. */
static void put_tls(struct reply_result *result, const char *pattern,
                    const struct connection *connection)
{
    if (matches(pattern, "Ssl_cipher"))
        put_name(result, "Ssl_cipher", connection_tls_cipher(connection));
    if (matches(pattern, "Ssl_version"))
        put_name(result, "Ssl_version", connection_tls_version(connection));
}

static void show_status(struct statement *statement)
{
    struct fe *fe = statement->session->fe;
    char pattern[STATEMENTS_PATTERN_MAX];
    struct reply_result result;
    struct metrics_row row;

    if (!take_pattern(statement, pattern))
        return;
    metrics_sample(fe);
    begin_names(&result, statement->session);
    for (size_t i = 0; metrics_row(&fe->metrics, i, &row); i++)
        if (matches(pattern, row.name))
            put_metric(&result, &row);
    put_tls(&result, pattern, statement->session->connection);
    reply_result_end(&result);
}

/* ---- the statement before this one ---- */

/* Statements leave no warnings; but an error counts as one. */
static void show_warnings(struct statement *statement)
{
    static const struct reply_column columns[] = {{"Level", PACKET_TEXT},
                                                  {"Code", PACKET_LONGLONG},
                                                  {"Message", PACKET_TEXT}};
    const struct session_outcome *outcome = &statement->session->outcome;
    struct reply_result result;
    bool wanted;

    if (!statements_take_limit(statement, &wanted) ||
        !statements_at_end(statement))
        return;
    reply_result_begin(&result, statement->session, columns, 3);
    if (wanted && outcome->error_number != 0) {
        reply_row_begin(&result);
        reply_row_text(&result, "Error");
        reply_row_number(&result, outcome->error_number);
        reply_row_text(&result, outcome->error);
        reply_row_end(&result);
    }
    reply_result_end(&result);
}

/* ---- tables ---- */

/* FROM or IN and a name, or the session's database; false: answered. */
static bool take_database(struct statement *statement)
{
    struct session *session = statement->session;
    struct tokens *tokens = &statement->tokens;
    char name[LOGIN_DATABASE_MAX + 1] = "";

    snprintf(name, sizeof name, "%s", session->database);
    if (tokens_take_word(tokens, "from") || tokens_take_word(tokens, "in")) {
        if (tokens->token.kind != TOKEN_WORD &&
            tokens->token.kind != TOKEN_NAME) {
            statements_syntax_error(statement);
            return false;
        }
        size_t n = token_value(&tokens->token, name, sizeof name - 1);
        name[n < sizeof name ? n : sizeof name - 1] = '\0';
        tokens_next(tokens);
    }
    if (name[0] == '\0')
        reply_error(session, ERROR_NO_DATABASE, "No database selected");
    else if (!session_database_exists(name))
        reply_error(session, ERROR_UNKNOWN_DATABASE, "Unknown database '%s'",
                    name);
    else
        return true;
    return false;
}

/* There are none. */
static void show_tables(struct statement *statement, bool full)
{
    static const struct reply_column columns[] = {
        {"Tables_in_information_schema", PACKET_TEXT},
        {"Table_type", PACKET_TEXT}};
    char pattern[STATEMENTS_PATTERN_MAX];
    struct reply_result result;

    if (!take_database(statement) || !take_pattern(statement, pattern))
        return;
    reply_result_begin(&result, statement->session, columns, full ? 2 : 1);
    reply_result_end(&result);
}

/* ---- SHOW ---- */

static void show_processlist(struct statement *statement, bool full)
{
    if (statements_at_end(statement))
        processlist_send(statement->session, full);
}

static void show_scoped(struct statement *statement)
{
    if (!tokens_take_word(&statement->tokens, "global") &&
        !tokens_take_word(&statement->tokens, "session"))
        tokens_take_word(&statement->tokens, "local");
    if (tokens_take_word(&statement->tokens, "variables"))
        show_variables(statement);
    else if (tokens_take_word(&statement->tokens, "status"))
        show_status(statement);
    else
        statements_syntax_error(statement);
}

void show_statement(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;
    bool full = tokens_take_word(tokens, "full");

    if (tokens_take_word(tokens, "processlist"))
        show_processlist(statement, full);
    else if (tokens_take_word(tokens, "tables"))
        show_tables(statement, full);
    else if (full)
        statements_syntax_error(statement);
    else if (tokens_take_word(tokens, "warnings") ||
             tokens_take_word(tokens, "errors"))
        show_warnings(statement);
    else if (tokens_take_word(tokens, "grants"))
        grants_show(statement);
    else if (!catalog_show(statement))
        show_scoped(statement);
}
