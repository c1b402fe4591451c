#include "select_item.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "endpoint.h"
#include "reply.h"
#include "session.h"
#include "variables.h"

/* Digits that certainly fit into 64 bits. */
#define LONGLONG_DIGITS 18

/* How much of a name an error message shows. */
#define NAME_SHOWN 64

struct item {
    struct statement *statement;
    struct reply_result *result;
    enum packet_type type;
};

/* ---- values ---- */

/* NULL text is SQL's NULL. */
static void put_text(struct item *item, const char *text)
{
    item->type = PACKET_TEXT;
    reply_row_text(item->result, text);
}

static void put_number(struct item *item, int64_t number)
{
    item->type = PACKET_LONGLONG;
    reply_row_signed(item->result, number);
}

/* ---- functions of the session ---- */

static void user(struct item *item)
{
    const struct session *session = item->statement->session;
    char address[ENDPOINT_ADDRESS_MAX];
    char text[ACCOUNT_USER_MAX + ENDPOINT_ADDRESS_MAX + 1];

    endpoint_write_address(session->process.client.address, address);
    snprintf(text, sizeof text, "%s@%s", session->account.user, address);
    put_text(item, text);
}

static void current_user(struct item *item)
{
    const struct account *account = &item->statement->session->account;
    char text[ACCOUNT_NAME_MAX];

    snprintf(text, sizeof text, "%s@%s", account->user, account->host.text);
    put_text(item, text);
}

static void connection_number(struct item *item)
{
    put_number(item, item->statement->session->process.id);
}

static void version(struct item *item)
{
    struct variable variable;

    variables_find(item->statement->session, "version", strlen("version"),
                   &variable);
    put_text(item, variable.value);
}

static void database(struct item *item)
{
    const char *name = item->statement->session->database;

    put_text(item, name[0] != '\0' ? name : NULL);
}

struct function {
    const char *name;
    void (*put)(struct item *item);
};

static const struct function functions[] = {
    {"user", user},
    {"session_user", user},
    {"system_user", user},
    {"current_user", current_user},
    {"connection_id", connection_number},
    {"version", version},
    {"database", database},
    {"schema", database},
};

static bool is_function(const struct token *name, const char *function)
{
    struct tokens tokens = {.token = *name};

    return tokens_is_word(&tokens, function);
}

static int shown(const struct token *name)
{
    return (int)(name->length < NAME_SHOWN ? name->length : NAME_SHOWN);
}

/* Behind the name and its opening parenthesis. */
static bool take_function(struct item *item, const struct token *name)
{
    struct statement *statement = item->statement;

    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (!is_function(name, functions[i].name))
            continue;
        if (!tokens_take_symbol(&statement->tokens, ")")) {
            statements_syntax_error(statement);
            return false;
        }
        functions[i].put(item);
        return true;
    }
    reply_error(statement->session, ERROR_UNKNOWN_FUNCTION,
                "FUNCTION %.*s does not exist", shown(name), name->text);
    return false;
}

/* ---- items; each takes its tokens, or answers with an error ---- */

static bool take_word(struct item *item)
{
    struct statement *statement = item->statement;
    struct token word = statement->tokens.token;

    tokens_next(&statement->tokens);
    if (tokens_take_symbol(&statement->tokens, "("))
        return take_function(item, &word);
    if (is_function(&word, "current_user")) {
        current_user(item);
    } else if (is_function(&word, "true")) {
        put_number(item, 1);
    } else if (is_function(&word, "false")) {
        put_number(item, 0);
    } else if (is_function(&word, "null")) {
        put_text(item, NULL);
    } else {
        reply_error(statement->session, ERROR_UNKNOWN_COLUMN,
                    "Unknown column '%.*s' in 'field list'", shown(&word),
                    word.text);
        return false;
    }
    return true;
}

/* @@name, @@session.name, @@global.name */
static bool take_variable(struct item *item)
{
    struct statement *statement = item->statement;
    struct tokens *tokens = &statement->tokens;
    struct variable variable;
    struct token name;

    if (tokens_take_word(tokens, "global") ||
        tokens_take_word(tokens, "session") ||
        tokens_take_word(tokens, "local")) {
        if (!tokens_take_symbol(tokens, ".")) {
            statements_syntax_error(statement);
            return false;
        }
    }
    name = tokens->token;
    if (name.kind != TOKEN_WORD) {
        statements_syntax_error(statement);
        return false;
    }
    tokens_next(tokens);
    if (!variables_find(statement->session, name.text, name.length,
                        &variable)) {
        reply_error(statement->session, ERROR_UNKNOWN_VARIABLE,
                    "Unknown system variable '%.*s'", shown(&name), name.text);
        return false;
    }
    if (variable.number)
        put_number(item, strtoll(variable.value, NULL, 10));
    else
        put_text(item, variable.value);
    return true;
}

static bool take_number(struct item *item, bool negative)
{
    struct statement *statement = item->statement;
    struct token number = statement->tokens.token;
    bool whole = memchr(number.text, '.', number.length) == NULL &&
                 number.length <= LONGLONG_DIGITS;
    char text[128] = "-";

    if (number.kind != TOKEN_NUMBER || number.length >= sizeof text - 1) {
        statements_syntax_error(statement);
        return false;
    }
    memcpy(text + 1, number.text, number.length);
    if (whole) {
        put_number(item, strtoll(negative ? text : text + 1, NULL, 10));
    } else {
        item->type = PACKET_DECIMAL;
        reply_row_text(item->result, negative ? text : text + 1);
    }
    tokens_next(&statement->tokens);
    return true;
}

static bool take_literal(struct item *item)
{
    struct statement *statement = item->statement;
    const struct token *token = &statement->tokens.token;
    char *value = malloc(token->length);

    if (value == NULL) {
        reply_error(statement->session, ERROR_OUT_OF_MEMORY, "Out of memory");
        return false;
    }
    item->type = PACKET_TEXT;
    reply_row_bytes(item->result, value,
                    token_value(token, value, token->length));
    free(value);
    tokens_next(&statement->tokens);
    return true;
}

static bool take(struct item *item)
{
    struct tokens *tokens = &item->statement->tokens;

    if (tokens->token.kind == TOKEN_WORD)
        return take_word(item);
    if (tokens->token.kind == TOKEN_STRING)
        return take_literal(item);
    if (tokens_take_symbol(tokens, "@@"))
        return take_variable(item);
    if (tokens_take_symbol(tokens, "-"))
        return take_number(item, true);
    return take_number(item, false);
}

bool select_item_take(struct statement *statement, struct reply_result *result,
                      enum packet_type *type)
{
    struct item item = {.statement = statement, .result = result};

    if (!take(&item))
        return false;
    *type = item.type;
    return true;
}
