/*
 * lines - what the parsers are asked, and what they must answer.
 */
#ifndef LINES_H
#define LINES_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

/* Lines of one kind: more than a processor's predictor can learn. */
#define LINES 4096

enum kind {
    TCP4_TYPICAL,    /* public client, private server */
    TCP4_LONGEST,    /* 56 bytes */
    TCP6_COMPRESSED, /* with a `::` */
    TCP6_FULL,       /* 104 bytes: eight groups of four digits */
    UNKNOWN_SHORT,   /* 15 bytes; there is but one */
    UNKNOWN_LONG,    /* 107 bytes */
    REJECT_FIRST,    /* HTTP, SMTP, TLS: hopeless from the first byte */
    REJECT_LATE,     /* last octet of the destination 256 to 999 */
    KINDS
};

extern const char *const kind_names[KINDS];

/* A line in memory of its own, and its meaning.  A rejected one has an offset
 * and no reason. */
struct sample {
    uint8_t bytes[PPV1_LINE_MAX];
    size_t n;
    struct ppv1_line meaning;
};

/* Fills samples[0 .. LINES). */
void make_lines(enum kind kind, struct sample *samples);

/* How many different lines there are among samples[0 .. LINES). */
size_t count_distinct(const struct sample *samples);

#endif
