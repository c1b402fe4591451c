#include "statements.h"

#include <stdlib.h>
#include <string.h>

#include "changes.h"
#include "like.h"
#include "reply.h"
#include "session.h"

/*
 * ADMIN SHOW FRONTEND CONFIG [LIKE 'pattern']
 * ADMIN SET FRONTEND CONFIG ("key" = "value", ...) [WITH PERSISTENT], all of
 * them or none
 */

/* ---- ADMIN SHOW ---- */

static void send_row(struct reply_result *result, const struct setting_row *row,
                     const char *value)
{
    reply_row_begin(result);
    reply_row_text(result, row->key);
    reply_row_text(result, "[]");
    reply_row_text(result, value);
    reply_row_text(result, row->type);
    reply_row_text(result, row->dynamic ? "true" : "false");
    reply_row_text(result, row->comment);
    reply_row_end(result);
}

static void send_rows(struct session *session, const char *pattern)
{
    static const struct reply_column columns[] = {
        {"Key", PACKET_TEXT},       {"AliasNames", PACKET_TEXT},
        {"Value", PACKET_TEXT},     {"Type", PACKET_TEXT},
        {"IsMutable", PACKET_TEXT}, {"Comment", PACKET_TEXT},
    };
    struct reply_result result;

    reply_result_begin(&result, session, columns,
                       sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_row *row = settings_row(i);
        if (!like(pattern, strlen(pattern), row->key, strlen(row->key)))
            continue;
        char *value = settings_text(session->fe->settings, i);
        send_row(&result, row, value);
        free(value);
    }
    reply_result_end(&result);
}

static void show(struct statement *statement)
{
    char pattern[STATEMENTS_PATTERN_MAX];

    if (statements_take_like(statement, pattern) &&
        statements_at_end(statement))
        send_rows(statement->session, pattern);
}

/* ---- ADMIN SET ---- */

struct pair {
    struct token key;
    struct token value;
};

static bool take_string(struct statement *statement, struct token *string)
{
    *string = statement->tokens.token;
    if (string->kind != TOKEN_STRING) {
        statements_syntax_error(statement);
        return false;
    }
    tokens_next(&statement->tokens);
    return true;
}

static bool take_pairs(struct statement *statement, struct pair *pairs,
                       size_t *count)
{
    *count = 0;
    if (!statements_take_symbol(statement, "("))
        return false;
    do {
        struct pair *pair = &pairs[*count];
        if (*count == CONFIG_CHANGES_MAX) {
            reply_error(statement->session, ERROR_CONFIG,
                        "More than %d settings in one statement",
                        CONFIG_CHANGES_MAX);
            return false;
        }
        if (!take_string(statement, &pair->key) ||
            !statements_take_symbol(statement, "=") ||
            !take_string(statement, &pair->value))
            return false;
        ++*count;
    } while (tokens_take_symbol(&statement->tokens, ","));
    return statements_take_symbol(statement, ")");
}

static void set(struct statement *statement)
{
    struct changes changes = {.refused = ERROR_CONFIG};
    struct pair pairs[CONFIG_CHANGES_MAX];
    size_t count;

    if (!take_pairs(statement, pairs, &count))
        return;
    bool persistent = statements_take_words(statement, "with", "persistent");
    bool good = statements_at_end(statement);
    for (size_t i = 0; good && i < count; i++)
        good = changes_add(statement, &changes, changes_text(&pairs[i].key),
                           changes_text(&pairs[i].value), persistent);
    if (good)
        changes_make(statement, &changes);
    changes_free(&changes);
}

/* ---- ADMIN ---- */

void admin_statement(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;
    bool to_set = tokens_take_word(tokens, "set");

    if ((to_set || tokens_take_word(tokens, "show")) &&
        tokens_take_word(tokens, "frontend") &&
        tokens_take_word(tokens, "config")) {
        if (to_set)
            set(statement);
        else
            show(statement);
        return;
    }
    statements_syntax_error(statement);
}
