/*
 * matchers - ppv1_networks_contains and what it is compared with.
 */
#ifndef MATCHERS_H
#define MATCHERS_H

#include <stdbool.h>

#include "sets.h"

typedef bool contains_fn(const struct ppv1_networks *networks,
                         struct ppv1_address peer);

/*
 * The others have tables of their own for the one set that they were last
 * given, and look into no other.  They answer the same question, of peers of
 * both families: an IPv4 address is 32 bits to them, an IPv6 address two words
 * of 64.
 */

/* A branch-free binary search over sorted ranges, written plainly. */
void plain_load(const struct set *set);
contains_fn plain_contains;

/* Network and mask of each entry in turn, as most servers do it. */
void linear_load(const struct set *set);
contains_fn linear_contains;

#endif
