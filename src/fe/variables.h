/*
 * variables - the system variables that clients read: SELECT @@name, SHOW
 * VARIABLES.  The settings that fe.conf knows are among them.
 */
#ifndef FE_VARIABLES_H
#define FE_VARIABLES_H

#include <stdbool.h>
#include <stddef.h>

#include "settings_networks.h"

struct session;

/* Longest value with its NUL: that of a list of networks. */
#define VARIABLES_VALUE_MAX (SETTINGS_NETWORKS_MAX + 1)

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
