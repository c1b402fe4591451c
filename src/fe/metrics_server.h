/*
 * metrics_server - GET /metrics for a Prometheus on the same machine.
 *
 * It listens on 127.0.0.1 and serves one request at a time, each within a
 * short time and with little memory: who is slow makes scrapes late, and
 * costs nothing else.
 */
#ifndef FE_METRICS_SERVER_H
#define FE_METRICS_SERVER_H

struct fe;
struct metrics_server;

/* Listens on metrics_port, which is not 0.  NULL and a log line on failure. */
struct metrics_server *metrics_server_open(struct fe *fe);

/* NULL is allowed. */
void metrics_server_close(struct metrics_server *server);

#endif
