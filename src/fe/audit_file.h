/*
 * audit_file - fe.audit.log on the disk: whole lines, and rotation.
 *
 * A line is in the file whole or not at all: what a full disk took of one is
 * cut off again.  Where that cannot be (the process was killed, the file is
 * append-only), the file ends in mid-line; that is ended with a line feed when
 * the file is opened, or before the next line.
 *
 * The file becomes fe.audit.log.20261123-1, -2, … and a new one is begun when
 * it would get longer than roll_bytes, and when a line is of another day than
 * the first one.  The day is the one that lines begin with.
 *
 * Nothing is forced to the disk (fsync): what was written outlives the process,
 * but after a power failure the last half minute, or what the kernel is set to,
 * can be missing.
 */
#ifndef FE_AUDIT_FILE_H
#define FE_AUDIT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct audit_file;

struct audit_rolling {
    uint64_t bytes; /* of a file, at most, but for one line alone */
    unsigned files; /* rotated ones that stay; 0: it is not rotated here */
};

/* Opens <folder>/fe.audit.log for appending; NULL and a log line on failure. */
struct audit_file *audit_file_open(const char *folder,
                                   struct audit_rolling rolling);

void audit_file_close(struct audit_file *file);

/* Appends a line of n bytes, the line feed too, with one write.  false: it is
 * not in the file; the first time the log says why. */
bool audit_file_append(struct audit_file *file, const uint8_t *line, size_t n);

/* Opens the path anew, after somebody else has renamed the file.  If that
 * fails, the old one stays in use. */
void audit_file_reopen(struct audit_file *file);

#endif
