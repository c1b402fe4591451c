/*
 * quote - a text from outside, fit to stand in a message.
 */
#ifndef FE_QUOTE_H
#define FE_QUOTE_H

#include <stddef.h>

/* What is longer is cut, and ends with "...". */
#define QUOTE_BYTES 64

/* Room for two quotation marks, every byte escaped, "..." and a NUL. */
#define QUOTE_MAX (4 * QUOTE_BYTES + 6)

/* Bytes of \xHH. */
#define QUOTE_ESCAPE 4

/* text[0 .. n) with control bytes as \xHH, as much of it as fits into
 * escaped[0 .. size) with a NUL behind; returns the length.  size > 0. */
size_t quote_escape(const char *text, size_t n, char *escaped, size_t size);

/* text[0 .. n) in quotation marks; control bytes as \xHH. */
void quote_write(const char *text, size_t n, char quoted[QUOTE_MAX]);

#endif
