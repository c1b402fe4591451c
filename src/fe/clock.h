/*
 * clock - what time it is.
 */
#ifndef FE_CLOCK_H
#define FE_CLOCK_H

#include <stdint.h>

/* For durations and deadlines: never set back.  Milliseconds. */
uint64_t clock_monotonic_ms(void);

/* For people: milliseconds since 1970. */
uint64_t clock_wall_ms(void);

#endif
