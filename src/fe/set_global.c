#include "set_global.h"

#include <stdlib.h>
#include <string.h>

#include "reply.h"
#include "session.h"
#include "variables.h"

/* How much of a name an error message shows. */
#define NAME_SHOWN 64

/* ---- the name ---- */

static int shown(const struct token *name)
{
    return (int)(name->length < NAME_SHOWN ? name->length : NAME_SHOWN);
}

static bool find(const struct token *name, size_t *index)
{
    char *key = changes_key(name);
    bool found = key != NULL && settings_find(key, index);

    free(key);
    return found;
}

bool set_global_is_setting(const struct token *name)
{
    size_t index;

    return (name->kind == TOKEN_WORD || name->kind == TOKEN_NAME) &&
           find(name, &index);
}

static bool take_name(struct statement *statement, size_t *index)
{
    struct session *session = statement->session;
    struct token name = statement->tokens.token;
    struct variable variable;

    if (name.kind != TOKEN_WORD && name.kind != TOKEN_NAME) {
        statements_syntax_error(statement);
        return false;
    }
    bool found = find(&name, index);
    if (found && settings_row(*index)->dynamic) {
        tokens_next(&statement->tokens);
        return true;
    }
    if (found || variables_find(session, name.text, name.length, &variable))
        reply_error(session, ERROR_READ_ONLY_VARIABLE,
                    "Variable '%.*s' is a read only variable", shown(&name),
                    name.text);
    else
        reply_error(session, ERROR_UNKNOWN_VARIABLE,
                    "Unknown system variable '%.*s'", shown(&name), name.text);
    return false;
}

/* ---- the value ---- */

static char *negative(const struct token *number)
{
    char *text = malloc(number->length + 2);

    if (text == NULL)
        return NULL;
    text[0] = '-';
    memcpy(text + 1, number->text, number->length);
    text[number->length + 1] = '\0';
    return text;
}

/* A string, a number, DEFAULT, or a word such as ON. */
static bool take_value(struct statement *statement, size_t index, char **value)
{
    struct tokens *tokens = &statement->tokens;
    bool minus = tokens_take_symbol(tokens, "-");
    enum token_kind kind = tokens->token.kind;

    if (minus ? kind != TOKEN_NUMBER
              : kind != TOKEN_STRING && kind != TOKEN_NUMBER &&
                    kind != TOKEN_WORD) {
        statements_syntax_error(statement);
        return false;
    }
    if (minus)
        *value = negative(&tokens->token);
    else if (tokens_is_word(tokens, "default"))
        *value = strdup(settings_default(index));
    else
        *value = changes_text(&tokens->token);
    tokens_next(tokens);
    return true;
}

bool set_global_take(struct statement *statement, struct changes *changes,
                     bool persistent)
{
    size_t index;
    char *value;

    if (!take_name(statement, &index))
        return false;
    tokens_take_symbol(&statement->tokens, ":");
    return statements_take_symbol(statement, "=") &&
           take_value(statement, index, &value) &&
           changes_add(statement, changes, strdup(settings_row(index)->key),
                       value, persistent);
}
