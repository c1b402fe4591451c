/*
 * timing - how long a pass takes, and whether to believe it.
 */
#ifndef TIMING_H
#define TIMING_H

#include <stdint.h>

/* The processor's time that the program has had, in nanoseconds: while others
 * run in its place this clock stands. */
double now_ns(void);

/*
 * How long a fixed spin of some microseconds takes.  It takes longer than its
 * best while somebody else has the core, its cache or its clock: the passes
 * around which it does are left out of the medians.
 */
double canary_ns(void);

/* Prints one row of raw data: tab-separated, as report.py reads it. */
void print_pass(const char *part, const char *kind, const char *subject,
                unsigned round, double ns, double canary_before,
                double canary_after);

#endif
