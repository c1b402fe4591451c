/*
 * tokens - a statement's text, cut into tokens as MySQL cuts it.
 *
 * Blanks and comments stand between tokens and are none.  A comment that
 * begins with an exclamation mark is none to MySQL, which runs what is in it;
 * here its marks are read as blanks.
 */
#ifndef FE_TOKENS_H
#define FE_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* select, abc, $$, 1a */
    TOKEN_NAME,   /* `abc` */
    TOKEN_STRING, /* 'abc' or "abc" */
    TOKEN_NUMBER, /* 12 or 1.5 */
    TOKEN_SYMBOL, /* one byte, or @@ */
    TOKEN_BAD     /* a quote or a comment without end, or a control byte */
};

/* text[0 .. length) as it stands in the statement, quotes included. */
struct token {
    enum token_kind kind;
    const char *text;
    size_t length;
};

/* A statement being read.  The text must live as long as this does. */
struct tokens {
    struct token token; /* the one to look at */
    const char *before; /* the end of the token before it */
    bool gap;           /* do blanks or comments stand between? */
    const char *text;
    size_t length;
    size_t at;     /* behind the token */
    bool in_marks; /* inside of a comment that is none */
};

/* Reads text[0 .. n), first token first. */
void tokens_begin(struct tokens *tokens, const char *text, size_t n);

/* On to the next one.  Behind TOKEN_END and TOKEN_BAD there is no other. */
void tokens_next(struct tokens *tokens);

/* Is the token this word, in either case and without quotes?  Is it this
 * symbol?  The `take` forms also go on to the next token if it is. */
bool tokens_is_word(const struct tokens *tokens, const char *word);
bool tokens_is_symbol(const struct tokens *tokens, const char *symbol);
bool tokens_take_word(struct tokens *tokens, const char *word);
bool tokens_take_symbol(struct tokens *tokens, const char *symbol);

/* Is the token one that can be a name: a word, a name or a string? */
bool tokens_is_text(const struct tokens *tokens);

/* Takes semicolons; is nothing but them left? */
bool tokens_take_end(struct tokens *tokens);

/* Behind the @ of an account name the host need not be quoted: takes the run
 * of letters, digits, dots and dashes that begins with the present token.  It
 * is a TOKEN_WORD if it has any length. */
struct token tokens_take_host(struct tokens *tokens);

/* What the token says: quotes taken off, what they hide undone.  At most
 * `size` bytes are written, without a NUL; returns the whole length. */
size_t token_value(const struct token *token, char *value, size_t size);

#endif
