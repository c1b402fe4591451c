/*
 * stamp - the time at the beginning of a line in a log:
 * 2026-11-23 02:26:11.123+00:00, in the local time zone.
 */
#ifndef FE_STAMP_H
#define FE_STAMP_H

#include <stddef.h>

/* Room for the text and a NUL. */
#define STAMP_MAX 40

/* It is now …  Returns the length. */
size_t stamp_write(char text[STAMP_MAX]);

#endif
