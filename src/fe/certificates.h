/*
 * certificates - the server's own, as the settings name them.
 */
#ifndef FE_CERTIFICATES_H
#define FE_CERTIFICATES_H

#include <stdbool.h>

struct fe;

/* Reads the files that ssl_cert, ssl_key and ssl_ca name; connections accepted
 * from now on begin with them.  false and a log line: one of them is bad, and
 * those in force stay. */
bool certificates_load(struct fe *fe);

void certificates_free(struct fe *fe);

#endif
