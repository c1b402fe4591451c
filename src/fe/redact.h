/*
 * redact - a statement as the audit log and the process list may show it.
 *
 * A statement that could hold a password - one that says IDENTIFIED or
 * PASSWORD, or whose second word is USER, or that has a quote without end -
 * is shown without: its comments are left out, and of its strings only those
 * remain that name a user or a host.  All others are shown as they came.
 * What is too long is cut, and ends with three dots.
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

#endif
