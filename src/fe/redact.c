#include "redact.h"

#include <stdlib.h>
#include <string.h>

/* ---- could it hold a password? ---- */

/* Nobody knows what stands behind a token that makes no sense. */
bool redact_needed(const char *text, size_t n)
{
    struct tokens tokens;
    bool is_select;

    tokens_begin(&tokens, text, n);
    is_select = tokens_is_word(&tokens, "select"); /* user() is a function */
    for (size_t at = 0; tokens.token.kind != TOKEN_END; at++) {
        if (tokens.token.kind == TOKEN_BAD ||
            tokens_is_word(&tokens, "identified") ||
            tokens_is_word(&tokens, "password") ||
            (at == 1 && !is_select && tokens_is_word(&tokens, "user")))
            return true;
        tokens_next(&tokens);
    }
    return false;
}

/* ---- the copy ---- */

/* Text that grows up to REDACT_MAX; what comes behind is only counted. */
struct copy {
    char *text;
    size_t length;
};

static void add(struct copy *copy, const char *text, size_t n)
{
    size_t room = REDACT_MAX - copy->length;
    size_t taken = n < room ? n : room;

    memcpy(copy->text + copy->length, text, taken);
    copy->length += taken;
}

static bool names_someone(const struct tokens *tokens)
{
    return tokens_is_word(tokens, "user") || tokens_is_word(tokens, "exists") ||
           tokens_is_word(tokens, "for") || tokens_is_symbol(tokens, "@");
}

static bool precedes_secret(const struct tokens *tokens)
{
    return tokens_is_word(tokens, "by") || tokens_is_word(tokens, "as") ||
           tokens_is_symbol(tokens, "=") || tokens_is_symbol(tokens, "(");
}

/* A password without its quotes is any number of tokens: nobody knows where it
 * ends. */
static bool is_bare_secret(const struct tokens *tokens, bool secret)
{
    return secret && tokens->token.kind != TOKEN_STRING &&
           !tokens_is_word(tokens, "password") &&
           !tokens_is_symbol(tokens, "(");
}

/* A word or a number is shown unless it stands where a password does; a
 * string only where a name does. */
static bool is_shown(const struct tokens *tokens, bool name, bool secret)
{
    switch (tokens->token.kind) {
    case TOKEN_WORD:
    case TOKEN_NUMBER:
        return !secret || tokens_is_word(tokens, "password");
    case TOKEN_NAME:
    case TOKEN_STRING:
        return name;
    case TOKEN_SYMBOL:
    case TOKEN_END:
        return true;
    case TOKEN_BAD:
        return false;
    }
    return false;
}

static void add_redacted(struct copy *copy, const char *text, size_t n)
{
    struct tokens tokens;
    bool name = false, secret = false, ended = false;

    tokens_begin(&tokens, text, n);
    while (tokens.token.kind != TOKEN_END && !ended) {
        if (tokens.gap && copy->length > 0)
            add(copy, " ", 1);
        bool bare = is_bare_secret(&tokens, secret);
        if (!bare && is_shown(&tokens, name, secret))
            add(copy, tokens.token.text, tokens.token.length);
        else
            add(copy, "'***'", 5);
        name = names_someone(&tokens);
        secret = precedes_secret(&tokens);
        ended = bare || tokens.token.kind == TOKEN_BAD;
        tokens_next(&tokens);
    }
}

char *redact_statement(const char *text, size_t n, bool secret, size_t *length)
{
    static const char cut[] = " ...";
    size_t room = (n < REDACT_MAX && !secret ? n : REDACT_MAX);
    struct copy copy = {malloc(room + sizeof cut), 0};

    if (copy.text == NULL)
        return NULL;
    if (secret)
        add_redacted(&copy, text, n);
    else
        add(&copy, text, n);
    if (copy.length == REDACT_MAX) {
        memcpy(copy.text + copy.length, cut, strlen(cut));
        copy.length += strlen(cut);
    }
    copy.text[copy.length] = '\0';
    *length = copy.length;
    return copy.text;
}
