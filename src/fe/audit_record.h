/*
 * audit_record - an event as a line of the audit log.
 */
#ifndef FE_AUDIT_RECORD_H
#define FE_AUDIT_RECORD_H

#include <stdbool.h>

#include "audit.h"
#include "buffer.h"

/* Appends the line, with its line feed, which is the only one in it, and its
 * only control byte.  A statement that is cut ends with "\..." and its length:
 * no escape looks like that.  false: no memory, and the buffer holds part of
 * the line. */
bool audit_record(struct buffer *line, const struct audit_event *event,
                  struct ppv1_address self);

#endif
