/*
 * select_item - what may stand in the list of a SELECT: numbers, strings,
 * NULL, TRUE, FALSE, @@variables, and functions of the session.
 */
#ifndef FE_SELECT_ITEM_H
#define FE_SELECT_ITEM_H

#include <stdbool.h>

#include "reply.h"
#include "statements.h"

/* Takes the tokens of one item and puts its value into the row.  On failure it
 * has answered with an error. */
bool select_item_take(struct statement *statement, struct reply_result *result,
                      enum packet_type *type);

#endif
