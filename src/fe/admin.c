#include "statements.h"

#include <stdlib.h>
#include <string.h>

#include "like.h"
#include "reply.h"
#include "session.h"
#include "settings.h"

/*
 * ADMIN SHOW FRONTEND CONFIG [LIKE 'pattern']
 * ADMIN SET FRONTEND CONFIG ("key" = "value", ...), all of them or none
 */

/* Settings that one statement may change. */
#define CHANGES_MAX 32

/* A setting's value in memory of its own; NULL: no memory. */
static char *value_of(const struct settings *settings, size_t index)
{
    char start[1];
    size_t n = settings_value(settings, index, start, sizeof start);
    char *value = malloc(n + 1);

    if (value != NULL)
        settings_value(settings, index, value, n + 1);
    return value;
}

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
        char *value = value_of(session->fe->settings, i);
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

/* ---- ADMIN SET: reading ---- */

struct change {
    struct token key;
    struct token value;
    size_t index; /* of the setting */
    char *before; /* its value, to go back to; NULL: there is none */
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

static bool take_changes(struct statement *statement, struct change *changes,
                         size_t *count)
{
    *count = 0;
    if (!statements_take_symbol(statement, "("))
        return false;
    do {
        struct change *change = &changes[*count];
        if (*count == CHANGES_MAX) {
            reply_error(statement->session, ERROR_CONFIG,
                        "More than %d settings in one statement", CHANGES_MAX);
            return false;
        }
        if (!take_string(statement, &change->key) ||
            !statements_take_symbol(statement, "=") ||
            !take_string(statement, &change->value))
            return false;
        ++*count;
    } while (tokens_take_symbol(&statement->tokens, ","));
    return statements_take_symbol(statement, ")");
}

/* ---- ADMIN SET: doing ---- */

/* The string's value in memory of its own, or NULL and why not. */
static char *text_of(const struct token *string, char error[SETTINGS_ERROR_MAX])
{
    char *text = malloc(string->length);
    size_t n;

    if (text == NULL) {
        strcpy(error, "no memory");
        return NULL;
    }
    n = token_value(string, text, string->length - 1);
    text[n] = '\0';
    if (strlen(text) == n)
        return text;
    strcpy(error, "a key or value with a NUL byte in it");
    free(text);
    return NULL;
}

/* Remembers the value in force, then sets. */
static bool apply(struct session *session, struct change *change)
{
    struct settings *settings = session->fe->settings;
    char error[SETTINGS_ERROR_MAX];
    char *key = text_of(&change->key, error);
    char *value = key == NULL ? NULL : text_of(&change->value, error);
    bool done = false;

    change->before = NULL;
    if (key != NULL && value != NULL) {
        if (settings_find(key, &change->index))
            change->before = value_of(settings, change->index);
        done = settings_set(settings, key, value, error);
    }
    if (!done)
        reply_error(session, ERROR_CONFIG, "%s", error);
    free(key);
    free(value);
    return done;
}

static void undo(struct session *session, const struct change *change)
{
    char error[SETTINGS_ERROR_MAX];

    if (change->before != NULL)
        settings_set(session->fe->settings, settings_row(change->index)->key,
                     change->before, error);
}

static void apply_all(struct session *session, struct change *changes,
                      size_t count)
{
    size_t tried = 0;
    bool done = true;

    while (done && tried < count)
        done = apply(session, &changes[tried++]);
    if (done)
        reply_ok(session);
    for (size_t i = tried; i-- > 0;) {
        if (!done && i + 1 < tried)
            undo(session, &changes[i]);
        free(changes[i].before);
    }
}

static void set(struct statement *statement)
{
    struct change changes[CHANGES_MAX];
    size_t count;

    if (!take_changes(statement, changes, &count))
        return;
    if (tokens_is_word(&statement->tokens, "with")) {
        reply_error(statement->session, ERROR_NOT_SUPPORTED,
                    "WITH PERSISTENT is not supported; "
                    "write it into fe.conf as well");
        return;
    }
    if (statements_at_end(statement) && statements_allowed(statement))
        apply_all(statement->session, changes, count);
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
