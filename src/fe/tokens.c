#include "tokens.h"

#include <string.h>
#include <strings.h>

/* ---- bytes ---- */

/* The byte at `at`, or 0 behind the end.  A NUL in the text is a control
 * byte, which nothing accepts. */
static char byte_at(const struct tokens *tokens, size_t at)
{
    return at < tokens->length ? tokens->text[at] : '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of UTF-8 sequences count as letters. */
static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool is_control(char c)
{
    return (unsigned char)c < ' ' || c == 0x7f;
}

static bool starts(const struct tokens *tokens, const char *text)
{
    size_t n = strlen(text);

    return tokens->length - tokens->at >= n &&
           memcmp(tokens->text + tokens->at, text, n) == 0;
}

/* ---- between tokens ---- */

static void skip_line(struct tokens *tokens)
{
    while (tokens->at < tokens->length && byte_at(tokens, tokens->at) != '\n')
        tokens->at++;
}

/* `--` begins a comment only with a blank or nothing behind it. */
static bool skip_line_comment(struct tokens *tokens)
{
    bool dashes =
        starts(tokens, "--") && (tokens->at + 2 == tokens->length ||
                                 is_blank(tokens->text[tokens->at + 2]));

    if (!dashes && !starts(tokens, "#"))
        return false;
    skip_line(tokens);
    return true;
}

static void skip_version(struct tokens *tokens)
{
    tokens->at += strlen("/*!");
    while (is_digit(byte_at(tokens, tokens->at)))
        tokens->at++;
    tokens->in_marks = true;
}

/* A comment without end is left where it is: next_token calls it bad. */
static bool skip_comment(struct tokens *tokens)
{
    if (tokens->in_marks && starts(tokens, "*/")) {
        tokens->in_marks = false;
        tokens->at += 2;
        return true;
    }
    if (starts(tokens, "/*!") && !tokens->in_marks) {
        skip_version(tokens);
        return true;
    }
    if (!starts(tokens, "/*"))
        return skip_line_comment(tokens);
    for (size_t at = tokens->at + 2; at + 1 < tokens->length; at++) {
        if (tokens->text[at] == '*' && tokens->text[at + 1] == '/') {
            tokens->at = at + 2;
            return true;
        }
    }
    return false;
}

static void skip_gap(struct tokens *tokens)
{
    size_t from = tokens->at;

    for (;;) {
        if (is_blank(byte_at(tokens, tokens->at)))
            tokens->at++;
        else if (!skip_comment(tokens))
            break;
    }
    tokens->gap = tokens->at > from;
}

/* ---- the kinds of token; each says how long the one at `at` is ---- */

/* 0: it has no end. */
static size_t quoted_length(const struct tokens *tokens)
{
    char quote = tokens->text[tokens->at];

    for (size_t at = tokens->at + 1; at < tokens->length; at++) {
        if (tokens->text[at] == '\\' && quote != '`')
            at++;
        else if (tokens->text[at] != quote)
            continue;
        else if (byte_at(tokens, at + 1) == quote)
            at++;
        else
            return at + 1 - tokens->at;
    }
    return 0;
}

static size_t word_length(const struct tokens *tokens)
{
    size_t at = tokens->at;

    while (is_word(byte_at(tokens, at)))
        at++;
    return at - tokens->at;
}

/* 0: it is none.  `1a` is a word, and so is `1e5`: no statement here needs
 * exponents. */
static size_t number_length(const struct tokens *tokens)
{
    size_t at = tokens->at;

    while (is_digit(byte_at(tokens, at)))
        at++;
    if (byte_at(tokens, at) == '.' && is_digit(byte_at(tokens, at + 1)))
        for (at++; is_digit(byte_at(tokens, at));)
            at++;
    return is_word(byte_at(tokens, at)) ? 0 : at - tokens->at;
}

static struct token make(const struct tokens *tokens, enum token_kind kind,
                         size_t length)
{
    return (struct token){kind, tokens->text + tokens->at, length};
}

static struct token bad(const struct tokens *tokens)
{
    return make(tokens, TOKEN_BAD, tokens->length - tokens->at);
}

static struct token quoted(const struct tokens *tokens)
{
    size_t length = quoted_length(tokens);

    if (length == 0)
        return bad(tokens);
    return make(tokens,
                tokens->text[tokens->at] == '`' ? TOKEN_NAME : TOKEN_STRING,
                length);
}

static struct token next_token(const struct tokens *tokens)
{
    char first = byte_at(tokens, tokens->at);

    if (tokens->at == tokens->length)
        return tokens->in_marks ? bad(tokens) : make(tokens, TOKEN_END, 0);
    if (is_control(first) || starts(tokens, "/*"))
        return bad(tokens);
    if (first == '\'' || first == '"' || first == '`')
        return quoted(tokens);

    size_t length = number_length(tokens);
    if (length > 0)
        return make(tokens, TOKEN_NUMBER, length);
    length = word_length(tokens);
    if (length > 0)
        return make(tokens, TOKEN_WORD, length);
    return make(tokens, TOKEN_SYMBOL, starts(tokens, "@@") ? 2 : 1);
}

/* ---- reading ---- */

void tokens_begin(struct tokens *tokens, const char *text, size_t n)
{
    *tokens = (struct tokens){.text = text, .length = n};
    tokens_next(tokens);
}

void tokens_next(struct tokens *tokens)
{
    if (tokens->token.kind == TOKEN_BAD)
        return;
    tokens->before = tokens->text + tokens->at;
    skip_gap(tokens);
    tokens->token = next_token(tokens);
    tokens->at += tokens->token.length;
}

bool tokens_is_word(const struct tokens *tokens, const char *word)
{
    const struct token *token = &tokens->token;

    return token->kind == TOKEN_WORD && token->length == strlen(word) &&
           strncasecmp(token->text, word, token->length) == 0;
}

bool tokens_is_symbol(const struct tokens *tokens, const char *symbol)
{
    const struct token *token = &tokens->token;

    return token->kind == TOKEN_SYMBOL && token->length == strlen(symbol) &&
           memcmp(token->text, symbol, token->length) == 0;
}

bool tokens_take_word(struct tokens *tokens, const char *word)
{
    if (!tokens_is_word(tokens, word))
        return false;
    tokens_next(tokens);
    return true;
}

bool tokens_take_symbol(struct tokens *tokens, const char *symbol)
{
    if (!tokens_is_symbol(tokens, symbol))
        return false;
    tokens_next(tokens);
    return true;
}

bool tokens_is_text(const struct tokens *tokens)
{
    enum token_kind kind = tokens->token.kind;

    return kind == TOKEN_WORD || kind == TOKEN_NAME || kind == TOKEN_STRING;
}

bool tokens_take_end(struct tokens *tokens)
{
    while (tokens_take_symbol(tokens, ";"))
        ;
    return tokens->token.kind == TOKEN_END;
}

static bool is_host(char c)
{
    return is_word(c) || c == '.' || c == '-';
}

struct token tokens_take_host(struct tokens *tokens)
{
    struct token host = {tokens->token.kind, tokens->token.text, 0};
    const char *end = tokens->text + tokens->length;

    if (host.kind == TOKEN_BAD)
        return host;
    while (host.text + host.length < end && is_host(host.text[host.length]))
        host.length++;
    if (host.length > 0)
        host.kind = TOKEN_WORD;
    tokens->at = (size_t)(host.text - tokens->text) + host.length;
    tokens_next(tokens);
    return host;
}

/* ---- what a token says ---- */

static char unescape(char c)
{
    switch (c) {
    case '0':
        return '\0';
    case 'b':
        return '\b';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'Z':
        return 0x1a;
    default:
        return c;
    }
}

/* The backslash before a wildcard stays: LIKE wants to see it. */
static bool is_escape(const struct token *token, size_t at)
{
    return token->kind == TOKEN_STRING && token->text[at] == '\\' &&
           token->text[at + 1] != '%' && token->text[at + 1] != '_';
}

size_t token_value(const struct token *token, char *value, size_t size)
{
    bool quoted = token->kind == TOKEN_STRING || token->kind == TOKEN_NAME;
    size_t from = quoted ? 1 : 0;
    size_t to = quoted ? token->length - 1 : token->length;
    size_t n = 0;

    for (size_t at = from; at < to; at++) {
        char c = token->text[at];

        if (is_escape(token, at))
            c = unescape(token->text[++at]);
        else if (quoted && c == token->text[0])
            at++; /* a doubled quote stands for one */
        if (n < size)
            value[n] = c;
        n++;
    }
    return n;
}
