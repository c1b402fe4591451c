#define _GNU_SOURCE 1
#include "stamp.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "clock.h"

size_t stamp_write(char text[STAMP_MAX])
{
    uint64_t now = clock_wall_ms();
    time_t seconds = (time_t)(now / 1000);
    struct tm local = {0};

    localtime_r(&seconds, &local);
    long minutes = labs(local.tm_gmtoff) / 60;
    size_t n = strftime(text, STAMP_MAX, "%Y-%m-%d %H:%M:%S", &local);
    n += (size_t)snprintf(
        text + n, STAMP_MAX - n, ".%03u%c%02ld:%02ld", (unsigned)(now % 1000),
        local.tm_gmtoff < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return n;
}
