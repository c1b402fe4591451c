#include "parsers.h"

#include <stdio.h>

/*
 * Each is called from a loop of its own, for the processor remembers of every
 * call where it went: from one loop for all, a line that is refused at its first
 * byte took now more and now less than it takes.
 */
#define READ_ALL(parse)                                                        \
    static void read_by_##parse(const struct sample *samples, size_t n)        \
    {                                                                          \
        struct ppv1_line line;                                                 \
                                                                               \
        for (size_t k = 0; k < n; k++)                                         \
            parse(samples[k].bytes, samples[k].n, &line);                      \
    }

READ_ALL(ppv1_parse)
READ_ALL(naive_parse)
READ_ALL(machine_parse)
READ_ALL(limit_parse)

const struct parser parsers[PARSERS] = {
    {"ppv1", ppv1_parse, read_by_ppv1_parse, true, true, true},
    {"sscanf", naive_parse, read_by_naive_parse, true, false, true},
    {"ragel", machine_parse, read_by_machine_parse, true, true, false},
    {"limit", limit_parse, read_by_limit_parse, false, false, false}};

static bool same_address(struct ppv1_address a, struct ppv1_address b)
{
    return a.high == b.high && a.low == b.low;
}

static bool same_values(const struct ppv1_line *a, const struct ppv1_line *b)
{
    return a->protocol == b->protocol && a->source_port == b->source_port &&
           a->destination_port == b->destination_port &&
           same_address(a->source, b->source) &&
           same_address(a->destination, b->destination);
}

bool parser_agrees(const struct parser *parser, const struct sample *sample)
{
    const struct ppv1_line *meaning = &sample->meaning;
    struct ppv1_line line;

    parser->parse(sample->bytes, sample->n, &line);
    if ((!parser->verdict ||
         (line.answer == meaning->answer && line.length == meaning->length)) &&
        (!parser->offset || line.offset == meaning->offset) &&
        (!parser->values || same_values(&line, meaning)))
        return true;
    fprintf(stderr, "bench: %s reads this wrong: %.*s\n", parser->name,
            (int)sample->n, (const char *)sample->bytes);
    return false;
}
