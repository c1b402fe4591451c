/*
 * variables - the system variables that clients read: SELECT @@name, SHOW
 * VARIABLES.  They are read only; the settings that fe.conf knows are among
 * them.
 */
#ifndef FE_VARIABLES_H
#define FE_VARIABLES_H

#include <stdbool.h>
#include <stddef.h>

struct session;

/* Longest value that is shown, with its NUL; a longer one is cut. */
#define VARIABLES_VALUE_MAX 4096

struct variable {
    const char *name;
    bool number;
    char value[VARIABLES_VALUE_MAX];
};

/* Variables are counted from 0; false behind the last one. */
bool variables_get(const struct session *session, size_t index,
                   struct variable *variable);

/* The variable name[0 .. n), in either case; false: there is none. */
bool variables_find(const struct session *session, const char *name, size_t n,
                    struct variable *variable);

#endif
