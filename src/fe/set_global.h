/*
 * set_global - SET GLOBAL and SET PERSIST: the settings, in MySQL's words.
 */
#ifndef FE_SET_GLOBAL_H
#define FE_SET_GLOBAL_H

#include "changes.h"

/* Takes name = value behind the word or prefix that makes it global.  false:
 * it cannot be, and that is answered. */
bool set_global_take(struct statement *statement, struct changes *changes,
                     bool persistent);

/* Is the token a setting's name?  They have no value for a session alone. */
bool set_global_is_setting(const struct token *name);

#endif
