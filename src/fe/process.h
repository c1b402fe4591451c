/*
 * process - the connections that SHOW PROCESSLIST shows and KILL ends.
 */
#ifndef FE_PROCESS_H
#define FE_PROCESS_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "ppv1.h"

struct connection;

/* One row.  Owned by the session that registered it; the texts are NUL
 * terminated and stay valid while it is registered. */
struct process {
    uint32_t id;
    const char *user;    /* "unauthenticated user" before login */
    const char *account; /* 'user'@'host' of the account; "" before login */
    struct ppv1_endpoint client;
    const char *database; /* "" for none */
    const char *command;  /* "Sleep", "Query", "Connect" … */
    const char *info;     /* the statement, or NULL */
    time_t connected;     /* wall clock, seconds */
    uint64_t since_ms;    /* monotonic: begin of the present command */
    struct connection *connection;
    struct process *next; /* of the list; not the owner's to touch */
    struct process *previous;
};

/* All of them, oldest first.  Zeroed memory is an empty list. */
struct processes {
    struct process *first;
    struct process *last;
    size_t count;
};

void process_add(struct processes *processes, struct process *process);
void process_remove(struct processes *processes, struct process *process);
struct process *process_find(struct processes *processes, uint32_t id);

#endif
