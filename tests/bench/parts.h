/*
 * parts - what bench measures.  Each part checks all answers before it
 * measures anything, and returns false at a wrong one.
 */
#ifndef PARTS_H
#define PARTS_H

#include <stdbool.h>

/* Nanoseconds a header, for each kind of line and each parser. */
bool measure_parsers(unsigned rounds);

/* The same for valgrind to count instructions in: for each kind and parser one
 * dump, of the call and all it calls, over `lines` lines. */
bool count_instructions(unsigned lines);

/* Nanoseconds a lookup in lists of networks, and milliseconds to load one. */
bool measure_networks(unsigned rounds);

#endif
