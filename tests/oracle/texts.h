/*
 * texts - all texts of a kind, one after the other.
 */
#ifndef TEXTS_H
#define TEXTS_H

#include <stdbool.h>
#include <stddef.h>

/* Returns whether to go on. */
typedef bool visit_fn(const char *text, size_t n, void *context);

/* Every text of `shortest` to `longest` letters of the alphabet, at most 16.
 * False: a visit said so, and was the last. */
bool each_text(const char *alphabet, size_t shortest, size_t longest,
               visit_fn *visit, void *context);

/*
 * IPv6 texts by shape, right and wrong ones: up to 9 groups, a gap or none, up
 * to 9 groups, perhaps another gap and groups, a tail of each kind; groups of
 * 1 or 4 digits, or one of 5 among them.
 */
bool each_ipv6_shape(visit_fn *visit, void *context);

#endif
