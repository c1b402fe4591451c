/*
 * catalog - what there is, and never changes: one database without tables, one
 * character set, two plugins.  Tools ask for it when they connect.
 */
#ifndef FE_CATALOG_H
#define FE_CATALOG_H

#include <stdbool.h>

#include "statements.h"

/* SHOW DATABASES, ENGINES and so on, behind SHOW; false: it is none of them,
 * and nothing was taken or answered. */
bool catalog_show(struct statement *statement);

/* SELECT * FROM information_schema.SCHEMATA, behind SELECT: the only table that
 * can be read. */
void catalog_select(struct statement *statement);

#endif
