/*
 * select_item - what may stand in the list of a SELECT: numbers, strings,
 * NULL, TRUE, FALSE, @@variables, and functions of the session.
 */
#ifndef FE_SELECT_ITEM_H
#define FE_SELECT_ITEM_H

#include <stdbool.h>

#include "packet.h"
#include "statements.h"

/* Takes the tokens of one item and appends its value to a row's payload.  On
 * failure it has answered with an error. */
bool select_item_take(struct statement *statement, struct packets *row,
                      enum packet_type *type);

#endif
