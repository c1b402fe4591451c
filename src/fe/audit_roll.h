/*
 * audit_roll - the names of rotated audit logs: fe.audit.log.20261123-1.
 *
 * Files of other names are none of its business: those that logrotate made
 * stay.
 */
#ifndef FE_AUDIT_ROLL_H
#define FE_AUDIT_ROLL_H

#include <stdbool.h>
#include <stddef.h>

#define AUDIT_NAME "fe.audit.log"

/* A line begins with "2026-11-23", a name has "20261123". */
#define AUDIT_STAMP_DAY 10
#define AUDIT_DAY_LENGTH 8

/* The day of a line of n bytes; "" if it does not begin with one. */
void audit_day(const char *line, size_t n, char day[AUDIT_DAY_LENGTH + 1]);

/* Renames the file at the path, in the folder, to the next free name of the
 * day.  false: errno says why not. */
bool audit_roll(const char *folder, const char *path, const char *day);

/* Deletes the oldest rotated files until there are no more than `files`. */
void audit_roll_prune(const char *folder, unsigned files);

#endif
