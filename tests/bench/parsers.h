/*
 * parsers - ppv1_parse and what it is compared with, all called alike.
 */
#ifndef PARSERS_H
#define PARSERS_H

#include <stdbool.h>

#include "lines.h"

typedef void parse_fn(const uint8_t *bytes, size_t n, struct ppv1_line *line);

struct parser {
    const char *name;
    parse_fn *parse;
    /* calls it for n samples, one after the other */
    void (*read)(const struct sample *samples, size_t n);
    /* what of a meaning it finds out */
    bool verdict; /* whether, and how much, is a line */
    bool offset;  /* the first hopeless byte */
    bool values;  /* protocol, addresses and ports */
};

#define PARSERS 4

/* The first is the one of this project. */
extern const struct parser parsers[PARSERS];

/* sscanf and inet_pton, as one writes it in an afternoon: whole and safe, but
 * sscanf lets signs, more blanks and leading zeros through. */
parse_fn naive_parse;

/* The machine of tests/oracle/line.rl by ragel -G2: finds where the fields are,
 * and makes no values of them. */
parse_fn machine_parse;

/* What nobody can do without: find the end of the line and copy it. */
parse_fn limit_parse;

/* Does the parser find out what the sample means?  If not, says so. */
bool parser_agrees(const struct parser *parser, const struct sample *sample);

#endif
