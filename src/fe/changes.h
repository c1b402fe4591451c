/*
 * changes - the settings that one statement changes, all of them or none:
 * ADMIN SET FRONTEND CONFIG and SET GLOBAL.
 */
#ifndef FE_CHANGES_H
#define FE_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

#include "config.h"
#include "error.h"
#include "statements.h"

/* Zeroed memory is none. */
struct changes {
    struct config_change list[CONFIG_CHANGES_MAX];
    size_t count;
    enum error refused; /* what a client gets for a bad key or value */
};

/* One more: takes key and value, from malloc or NULL, and frees them in the
 * end.  If that cannot be, answers so. */
bool changes_add(struct statement *statement, struct changes *changes,
                 char *key, char *value, bool persistent);

/* Makes them all, if this client may, and answers. */
void changes_make(struct statement *statement, const struct changes *changes);

void changes_free(struct changes *changes);

/* What a token says, in memory of its own.  NULL: there is no memory, or a NUL
 * byte is in it. */
char *changes_text(const struct token *token);

/* The same in lower case: a variable's name means the same in either. */
char *changes_key(const struct token *name);

#endif
