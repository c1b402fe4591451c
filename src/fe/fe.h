/*
 * fe - the parts of a running server, as they are handed around.
 *
 * One thread, one event loop: nothing here needs a lock.
 */
#ifndef FE_FE_H
#define FE_FE_H

#include <stdint.h>

#include "process.h"

struct ev_loop;
struct settings;
struct audit;
struct accounts;
struct service;

struct fe {
    struct ev_loop *loop;
    struct settings *settings;
    struct audit *audit;
    struct accounts *accounts;
    const struct service *service;
    struct processes processes;
    uint64_t started_ms; /* monotonic */
    uint64_t questions;  /* statements since start */
};

#endif
