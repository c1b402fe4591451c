/*
 * audit_writer - the one thread that writes the audit log.
 *
 * All functions here are for the thread of the event loop; none of them waits
 * for the disk but audit_writer_close, which does so for a limited time.
 *
 * Lines wait in memory, in their order, until they are in the file.  The
 * writer tries a line that could not be written again every AUDIT_RETRY_MS.
 */
#ifndef FE_AUDIT_WRITER_H
#define FE_AUDIT_WRITER_H

#include "audit_file.h"

struct audit_writer;

#define AUDIT_RETRY_MS 200

/* What waits to be written, and how many attempts have failed since start. */
struct audit_state {
    size_t lines;
    size_t bytes;
    uint64_t failures;
};

/* Starts the thread, whose file it is from now on.  NULL and a log line if
 * that is not possible; the file is still the caller's then. */
struct audit_writer *audit_writer_open(struct audit_file *file);

/* Hands over a line of n bytes, the line feed too.  false: it would be more
 * than limit bytes that wait, or there is no memory. */
bool audit_writer_add(struct audit_writer *writer, const void *line, size_t n,
                      size_t limit);

/* Before the next line, the file is opened anew. */
void audit_writer_reopen(struct audit_writer *writer);

struct audit_state audit_writer_state(struct audit_writer *writer);

/* Ends the thread when all is written, when a write fails, or after so many
 * milliseconds.  What is not in the file then goes to `rest`, as one text; a
 * line that the disk is still busy with is part of it, and may be in the file
 * as well. */
void audit_writer_close(struct audit_writer *writer, unsigned ms,
                        void (*rest)(const void *lines, size_t n));

#endif
