/*
 * sets - random sets of networks, and peers to look for in them.
 */
#ifndef SETS_H
#define SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

/* Lookups of a pass, and all peers that passes take them from in turn. */
#define PASS_PEERS 4096
#define PEERS (16 * PASS_PEERS)
/* The hot peers, asked for again and again. */
#define HOT 4

struct set {
    int family;
    const char *const *known; /* entries that are not random, up to KNOWN */
    size_t count;
    struct ppv1_network *blocks; /* as the text has them */
    char *text;                  /* the list, as an operator writes it */
    size_t text_length;
    /* Every second one is in a block; the hot ones all are. */
    struct ppv1_address peers[PEERS];
    struct ppv1_address hot[PASS_PEERS];
};

/* Up to 10 networks: those that everybody knows, or hosts that share the first
 * 64 bits of their IPv6 addresses, as balancers do.  More: random networks, as
 * one finds them in routing tables. */
struct set *set_new(int family, bool hosts, size_t count);
void set_free(struct set *set);

#endif
