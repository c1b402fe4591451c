/*
 * audit_modules - the value of audit_log_modules: "slow_query, query".
 */
#ifndef FE_AUDIT_MODULES_H
#define FE_AUDIT_MODULES_H

#include <stdbool.h>

#include "audit.h"

/* The name in the setting, and in a line's brackets. */
const char *audit_module_name(enum audit_module module);

/* Bit 1 << module for each that is named, and for AUDIT_CONNECTION.  false:
 * there is a name that is none. */
bool audit_modules_read(const char *text, unsigned *modules);

#endif
