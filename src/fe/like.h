/*
 * like - SQL's LIKE: `%` is any text, `_` any one byte, and a backslash takes
 * the byte behind it literally.  ASCII letters match in either case.
 */
#ifndef FE_LIKE_H
#define FE_LIKE_H

#include <stdbool.h>
#include <stddef.h>

/* Takes time in the order of n * m at most, whatever the pattern. */
bool like(const char *pattern, size_t n, const char *text, size_t m);

#endif
