/*
 * bench - measures, and prints raw data.  tests/bench/run calls it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lines.h"
#include "parts.h"

static const struct {
    const char *name;
    bool (*measure)(unsigned count);
} parts[] = {{"parsers", measure_parsers},
             {"instructions", count_instructions},
             {"networks", measure_networks}};

int main(int argc, char **argv)
{
    unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        if (count >= 1 && count <= LINES && strcmp(argv[1], parts[k].name) == 0)
            return parts[k].measure((unsigned)count) ? 0 : 1;
    fprintf(stderr,
            "usage: bench parsers|networks ROUNDS | bench instructions LINES\n"
            "       1 to %d of them; tests/bench/run makes a report of it\n",
            LINES);
    return 2;
}
