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

/* text[0 .. n) in quotation marks; control bytes as \xHH. */
void quote_write(const char *text, size_t n, char quoted[QUOTE_MAX]);

#endif
