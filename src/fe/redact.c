#include "redact.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- could it hold a password? ---- */

static bool contains(const char *text, size_t n, const char *part)
{
    size_t length = strlen(part);

    for (size_t at = 0; at + length <= n; at++)
        if (strncasecmp(text + at, part, length) == 0)
            return true;
    return false;
}

/* Spelled in part, as in OLD_PASSWORD, or not quite right. */
static bool speaks_of_passwords(const char *text, size_t n)
{
    return contains(text, n, "identif") || contains(text, n, "pass");
}

static bool is_one_of(const struct tokens *tokens, const char *const *words)
{
    while (*words != NULL && !tokens_is_word(tokens, *words))
        words++;
    return *words != NULL;
}

bool redact_needed(const char *text, size_t n)
{
    static const char *const harmless[] = {
        "select", "show",  "set",   "use",    "kill",     "admin", "reset",
        "flush",  "begin", "start", "commit", "rollback", NULL};
    struct tokens tokens;

    tokens_begin(&tokens, text, n);
    while (tokens_take_symbol(&tokens, ";"))
        ;
    return (tokens.token.kind != TOKEN_END && !is_one_of(&tokens, harmless)) ||
           speaks_of_passwords(text, n);
}

/* ---- token by token ---- */

/* What is known where the present token stands. */
struct reader {
    struct tokens tokens;
    size_t index; /* of the token */
    bool told;    /* it is about an account or a password */
    bool grant;   /* it is GRANT or REVOKE */
    bool name;    /* a name may stand here */
    bool host;    /* or a host */
    bool secret;  /* or a password */
    bool named;   /* the token before was a name or a host */
    bool call;    /* the token before was PASSWORD */
    bool over;    /* a password has been hidden */
};

enum judgement {
    SHOWN,
    HIDDEN,      /* it is no longer than this token */
    HIDDEN_REST, /* nobody knows where it ends */
    LEFT_OUT     /* from here on, nothing is shown */
};

/* All that stands around a password in the statements that are known. */
static const char *const keywords[] = {
    "if",       "not",  "exists",       "identified",
    "with",     "by",   "as",           "using",
    "password", "for",  "current_user", "mysql_native_password",
    "account",  "lock", "unlock",       "caching_sha2_password",
    NULL};
static const char *const behind[] = {"account", "lock", "unlock", NULL};

static bool is_symbol_of(const struct tokens *tokens, const char *symbols)
{
    const struct token *token = &tokens->token;

    return token->kind == TOKEN_SYMBOL && token->length == 1 &&
           strchr(symbols, token->text[0]) != NULL && token->text[0] != '\0';
}

static enum judgement judge_word(const struct reader *reader)
{
    const struct token *word = &reader->tokens.token;

    if (is_one_of(&reader->tokens, keywords))
        return SHOWN;
    if (reader->told || speaks_of_passwords(word->text, word->length))
        return HIDDEN_REST;
    return SHOWN;
}

/* Where a password may stand, the word can only be that of a function. */
static enum judgement judge_secret(const struct tokens *tokens)
{
    if (tokens_is_word(tokens, "password") || is_symbol_of(tokens, "("))
        return SHOWN;
    return tokens->token.kind == TOKEN_STRING ? HIDDEN : HIDDEN_REST;
}

static bool is_name(const struct reader *reader)
{
    return (reader->name || reader->host) && tokens_is_text(&reader->tokens);
}

static enum judgement judge(const struct reader *reader)
{
    const struct tokens *tokens = &reader->tokens;

    if (reader->over)
        return is_one_of(tokens, behind) || is_symbol_of(tokens, ");")
                   ? SHOWN
                   : LEFT_OUT;
    if (reader->secret)
        return judge_secret(tokens);
    if (is_name(reader))
        return SHOWN;
    switch (tokens->token.kind) {
    case TOKEN_WORD:
        return judge_word(reader);
    case TOKEN_NUMBER:
        return reader->told ? HIDDEN_REST : SHOWN;
    case TOKEN_SYMBOL:
        return reader->told && !is_symbol_of(tokens, "=(),;@") ? HIDDEN_REST
                                                               : SHOWN;
    case TOKEN_STRING:
    case TOKEN_NAME:
        return HIDDEN;
    case TOKEN_BAD:
    case TOKEN_END:
        break;
    }
    return HIDDEN_REST;
}

/* ---- what follows from a token ---- */

static bool is_about_user(const struct reader *reader)
{
    return reader->index == 1 && tokens_is_word(&reader->tokens, "user");
}

static bool is_about_grant(const struct reader *reader)
{
    return reader->index == 0 && (tokens_is_word(&reader->tokens, "grant") ||
                                  tokens_is_word(&reader->tokens, "revoke"));
}

static bool precedes_name(const struct reader *reader)
{
    const struct tokens *tokens = &reader->tokens;

    return is_about_user(reader) ||
           (reader->told && tokens_is_word(tokens, "exists")) ||
           (reader->call && tokens_is_word(tokens, "for")) ||
           (reader->grant &&
            (tokens_is_word(tokens, "to") || tokens_is_word(tokens, "from"))) ||
           (reader->named && is_symbol_of(tokens, ","));
}

static bool precedes_secret(const struct reader *reader)
{
    static const char *const words[] = {"by", "as", "using", NULL};

    return is_one_of(&reader->tokens, words) ||
           is_symbol_of(&reader->tokens, "=") ||
           ((reader->secret || reader->call) &&
            is_symbol_of(&reader->tokens, "("));
}

static bool is_telling(const struct reader *reader)
{
    const struct token *token = &reader->tokens.token;

    return is_about_user(reader) ||
           (token->kind == TOKEN_WORD &&
            speaks_of_passwords(token->text, token->length));
}

/* On to the next token; `hidden` says whether this one was. */
static void advance(struct reader *reader, bool hidden)
{
    struct reader next = {
        .tokens = reader->tokens,
        .index = reader->index + 1,
        .told = reader->told || is_telling(reader),
        .grant = reader->grant || is_about_grant(reader),
        .name = precedes_name(reader),
        .host = reader->named && is_symbol_of(&reader->tokens, "@"),
        .secret = precedes_secret(reader),
        .named = is_name(reader) && !hidden,
        .call = tokens_is_word(&reader->tokens, "password"),
        .over = reader->over || hidden,
    };

    tokens_next(&next.tokens);
    *reader = next;
}

/* A host without quotes may be several tokens: makes them one word. */
static void join_host(struct reader *reader)
{
    struct tokens ahead = reader->tokens;
    enum token_kind kind = ahead.token.kind;

    if (!reader->host || (kind != TOKEN_WORD && kind != TOKEN_NUMBER))
        return;
    reader->tokens.token = tokens_take_host(&ahead);
    reader->tokens.at =
        (size_t)(reader->tokens.token.text - reader->tokens.text) +
        reader->tokens.token.length;
}

/* ---- the copy ---- */

/* Text that grows up to its room; what comes behind is left out. */
struct copy {
    char *text;
    size_t length;
    size_t room;
};

static void add(struct copy *copy, const char *text, size_t n)
{
    size_t room = copy->room - copy->length;
    size_t taken = n < room ? n : room;

    memcpy(copy->text + copy->length, text, taken);
    copy->length += taken;
}

static void add_token(struct copy *copy, const struct tokens *tokens,
                      enum judgement judgement)
{
    if (tokens->gap && copy->length > 0)
        add(copy, " ", 1);
    if (judgement == SHOWN)
        add(copy, tokens->token.text, tokens->token.length);
    else
        add(copy, "'***'", 5);
}

static void add_redacted(struct copy *copy, const char *text, size_t n,
                         size_t from)
{
    struct reader reader = {.index = 0};
    enum judgement judgement = SHOWN;

    tokens_begin(&reader.tokens, text, n);
    while (reader.tokens.token.kind != TOKEN_END && judgement != HIDDEN_REST) {
        join_host(&reader);
        judgement = judge(&reader);
        if (judgement == LEFT_OUT) {
            add(copy, " ...", 4);
            return;
        }
        if (reader.tokens.token.text >= text + from)
            add_token(copy, &reader.tokens, judgement);
        advance(&reader, judgement != SHOWN);
    }
}

size_t redact_from(const char *text, size_t n, size_t from, char *shown,
                   size_t size)
{
    struct copy copy = {.text = shown, .room = size};

    add_redacted(&copy, text, n, from);
    return copy.length;
}

char *redact_statement(const char *text, size_t n, bool secret, size_t *length)
{
    static const char cut[] = " ...";
    size_t room = (n < REDACT_MAX && !secret ? n : REDACT_MAX);
    struct copy copy = {.text = malloc(room + sizeof cut), .room = REDACT_MAX};

    if (copy.text == NULL)
        return NULL;
    if (secret)
        add_redacted(&copy, text, n, 0);
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
