/*
 * Nanoseconds and instructions a header.
 */
#include "parts.h"

#include <stdio.h>

#include "parsers.h"
#include "timing.h"

static struct sample samples[LINES];

/* Makes the lines of a kind; do all parsers know what they mean? */
static bool prepare(enum kind kind)
{
    make_lines(kind, samples);
    for (size_t p = 0; p < PARSERS; p++)
        for (size_t k = 0; k < LINES; k++)
            if (!parser_agrees(&parsers[p], &samples[k]))
                return false;
    return true;
}

static void pass(enum kind kind, const struct parser *parser, unsigned round)
{
    double before = canary_ns();
    double begin = now_ns(), end;

    parser->read(samples, LINES);
    end = now_ns();
    print_pass("parser", kind_names[kind], parser->name, round,
               (end - begin) / LINES, before, canary_ns());
}

static void print_lines(enum kind kind)
{
    size_t bytes = 0;

    for (size_t k = 0; k < LINES; k++)
        bytes += samples[k].n;
    printf("lines\t%s\tdistinct\t0\t%zu\t0\t0\n", kind_names[kind],
           count_distinct(samples));
    printf("lines\t%s\tbytes\t0\t%.1f\t0\t0\n", kind_names[kind],
           (double)bytes / LINES);
}

bool measure_parsers(unsigned rounds)
{
    for (enum kind kind = 0; kind < KINDS; kind++) {
        if (!prepare(kind))
            return false;
        print_lines(kind);
        for (unsigned round = 0; round < rounds; round++)
            for (size_t p = 0; p < PARSERS; p++)
                pass(kind, &parsers[(p + round) % PARSERS], round);
    }
    return true;
}

/* valgrind is told to begin and to end a count when these are called. */
__attribute__((noinline)) void count_begin(void)
{
    __asm__ volatile("");
}

__attribute__((noinline)) void count_end(void)
{
    __asm__ volatile("");
}

bool count_instructions(unsigned lines)
{
    for (enum kind kind = 0; kind < KINDS; kind++) {
        if (!prepare(kind))
            return false;
        for (size_t p = 0; p < PARSERS; p++) {
            count_begin();
            parsers[p].read(samples, lines);
            count_end();
            printf("%s\t%s\n", kind_names[kind], parsers[p].name);
        }
    }
    return true;
}
