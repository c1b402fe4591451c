/*
 * processlist - the answer to SHOW PROCESSLIST.
 */
#ifndef FE_PROCESSLIST_H
#define FE_PROCESSLIST_H

#include <stdbool.h>

struct session;

/* StarRocks' columns.  Who has not PROCESS sees the connections of the same
 * user name only.  Info is cut after 100 bytes unless all of it is wanted. */
void processlist_send(struct session *session, bool full);

#endif
