/*
 * Any bytes: the answer is the same however they are split, nothing behind the
 * line matters, and what is accepted can be written and read again.
 */
#include <stdlib.h>
#include <string.h>

#include "ppv1.h"

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool same_fields(const struct ppv1_line *a, const struct ppv1_line *b)
{
    return a->protocol == b->protocol
           && ppv1_address_compare(a->source, b->source) == 0
           && ppv1_address_compare(a->destination, b->destination) == 0
           && a->source_port == b->source_port
           && a->destination_port == b->destination_port;
}

/* Where the first prefix stops being incomplete, the whole does likewise. */
static void check_prefixes(const uint8_t *bytes, size_t n,
                           const struct ppv1_line *whole)
{
    struct ppv1_line line;

    for (size_t k = 0; k <= n; k++) {
        ppv1_parse(bytes, k, &line);
        if (line.answer == PPV1_INCOMPLETE)
            continue;
        must(line.answer == whole->answer);
        must(line.answer == PPV1_ACCEPTED
                 ? line.length == k && whole->length == k
                 : line.offset + 1 == k && whole->offset == line.offset);
        return;
    }
    must(whole->answer == PPV1_INCOMPLETE);
}

static void check_accepted(const struct ppv1_line *line)
{
    uint8_t text[PPV1_LINE_MAX];
    struct ppv1_line again;
    size_t n = ppv1_write(line, text);

    ppv1_parse(text, n, &again);
    must(again.answer == PPV1_ACCEPTED && again.length == n);
    must(same_fields(line, &again));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    if (n > 2 * PPV1_LINE_MAX)
        return 0;
    ppv1_parse(bytes, n, &line);
    check_prefixes(bytes, n, &line);
    if (line.answer == PPV1_ACCEPTED)
        check_accepted(&line);
    must(line.answer != PPV1_INCOMPLETE || n < PPV1_LINE_MAX);
    return 0;
}
