/*
 * redact - a statement as the audit log and the process list may show it.
 *
 * A statement could hold a password unless it begins like one that has none,
 * and speaks of none, not even in a comment or a string.  Such a statement is
 * shown without its comments, and with those words, strings and numbers alone
 * that stand where a keyword or a name does.  What stands where a password
 * could is '***', and hardly anything is shown behind it.  All others are
 * shown as they came.  What is too long is cut, and ends with three dots.
 */
#ifndef FE_REDACT_H
#define FE_REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include "tokens.h"

/* The longest statement that is shown whole, in bytes. */
#define REDACT_MAX 65536

/* Could text[0 .. n) hold a password? */
bool redact_needed(const char *text, size_t n);

/* A copy that may be shown, with a NUL behind it, which the caller frees; NULL:
 * no memory.  A NUL inside of the statement stays one; *length counts it. */
char *redact_statement(const char *text, size_t n, bool secret, size_t *length);

/* Of a statement that could hold a password what may be shown of it from its
 * token at text[from] on, as much as fits into shown[0 .. size), without a
 * NUL; returns the length. */
size_t redact_from(const char *text, size_t n, size_t from, char *shown,
                   size_t size);

#endif
