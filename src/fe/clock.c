#include "clock.h"

#include <time.h>

static uint64_t milliseconds(clockid_t clock)
{
    struct timespec now = {0, 0};

    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

uint64_t clock_monotonic_ms(void)
{
    return milliseconds(CLOCK_MONOTONIC);
}

uint64_t clock_wall_ms(void)
{
    return milliseconds(CLOCK_REALTIME);
}
