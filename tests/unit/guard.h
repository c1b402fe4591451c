/*
 * guard - bytes that end exactly at a page that may not be touched, so that
 * reading one byte too far is a crash and not luck.
 */
#ifndef GUARD_H
#define GUARD_H

#include <stddef.h>
#include <stdint.h>

/* guard_copy - a copy of from[0 .. n), n at most 4096, whose end is the end of
 * readable memory.  Valid until the next call. */
const uint8_t *guard_copy(const void *from, size_t n);

#endif
