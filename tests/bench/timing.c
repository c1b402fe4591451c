#include "timing.h"

#include <stdio.h>
#include <time.h>

#define SPIN 1600

double now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

double canary_ns(void)
{
    static volatile uint64_t sink;
    uint64_t x = sink + 1;
    double begin = now_ns();

    /* Each step waits for the one before. */
    for (int k = 0; k < SPIN; k++)
        x = x * 0x2545f4914f6cdd1d + 1;
    sink = x;
    return now_ns() - begin;
}

void print_pass(const char *part, const char *kind, const char *subject,
                unsigned round, double ns, double canary_before,
                double canary_after)
{
    printf("%s\t%s\t%s\t%u\t%.3f\t%.0f\t%.0f\n", part, kind, subject, round, ns,
           canary_before, canary_after);
}
