/*
 * listener - accepts connections, whatever happens.
 */
#ifndef FE_LISTENER_H
#define FE_LISTENER_H

struct fe;
struct listener;

/* Listens on bind_address and query_port, and says so in the log:
 * "listening on <address>:<port>".  NULL and a log line on failure. */
struct listener *listener_open(struct fe *fe);

/* Accepts no more.  NULL is allowed. */
void listener_close(struct listener *listener);

#endif
