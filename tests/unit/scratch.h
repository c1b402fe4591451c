/*
 * scratch - a folder of a test's own, and what was written to standard error.
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <stddef.h>

#define SCRATCH_PATH_MAX 256
#define SCRATCH_TEXT_MAX (256u * 1024)

/* scratch_open - makes the folder and returns its path. */
const char *scratch_open(void);

/* scratch_close - removes it with the files in it. */
void scratch_close(void);

/* scratch_path - the path of a file in it; valid until the next call. */
const char *scratch_path(const char *name);

/* scratch_write - makes the file, holding bytes[0 .. n). */
void scratch_write(const char *name, const void *bytes, size_t n);

/* scratch_read - the file as a string, or "" without it; valid until the next
 * call.  More than SCRATCH_TEXT_MAX is cut. */
const char *scratch_read(const char *name);

/* scratch_capture - from now on, standard error goes to a file. */
void scratch_capture(void);

/* scratch_captured - no longer; returns what came, as scratch_read does. */
const char *scratch_captured(void);

#endif
