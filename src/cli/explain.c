#include "commands.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "ppv1.h"
#include "text.h"

/* A line and some of what follows it: more is not looked at. */
#define EXPLAIN_MAX 256

/* The byte that the text at *from means; moves *from behind it.  A backslash
 * that begins no escape means itself. */
static uint8_t unescape(const char **from)
{
    static const char names[] = "rnt\\";
    static const char bytes[] = "\r\n\t\\";
    const char *t = *from;
    const char *name;

    if (t[0] == '\\' && t[1] != '\0') {
        name = strchr(names, t[1]);
        if (name != NULL) {
            *from += 2;
            return (uint8_t)bytes[name - names];
        }
        if (t[1] == 'x' && hex_digit(t[2]) >= 0 && hex_digit(t[3]) >= 0) {
            *from += 4;
            return (uint8_t)(16 * hex_digit(t[2]) + hex_digit(t[3]));
        }
    }
    *from += 1;
    return (uint8_t)t[0];
}

static size_t from_argument(const char *header, uint8_t bytes[EXPLAIN_MAX])
{
    size_t n = 0;

    while (*header != '\0' && n < EXPLAIN_MAX)
        bytes[n++] = unescape(&header);
    return n;
}

/* Prints the bytes and, under byte `at`, a caret. */
static void point_at(const uint8_t *bytes, size_t n, size_t at)
{
    size_t column = print_escaped(stdout, bytes, at);

    print_escaped(stdout, bytes + at, n - at);
    printf("\n%*s^\n", (int)column, "");
}

/* Could byte `c` stand behind bytes[0 .. n)? */
static bool fits(const uint8_t *bytes, size_t n, int c)
{
    uint8_t longer[EXPLAIN_MAX];
    struct ppv1_line line;

    if (c > UINT8_MAX)
        return false;
    memcpy(longer, bytes, n);
    longer[n] = (uint8_t)c;
    ppv1_parse(longer, n + 1, &line);
    return line.answer != PPV1_REJECTED;
}

static void print_one(int c)
{
    uint8_t byte = (uint8_t)c;

    if (c == ' ')
        printf("space");
    else
        print_escaped(stdout, &byte, 1);
}

/* Prints the bytes that could stand behind bytes[0 .. n), as ranges. */
static void print_expected(const uint8_t *bytes, size_t n)
{
    int first, last;

    printf("expected:");
    for (first = 0; first <= UINT8_MAX; first = last + 1) {
        last = first;
        if (!fits(bytes, n, first))
            continue;
        while (fits(bytes, n, last + 1))
            last++;
        putchar(' ');
        print_one(first);
        if (last > first) {
            putchar('-');
            print_one(last);
        }
    }
    putchar('\n');
}

static void explain_accepted(const struct ppv1_line *line, size_t n)
{
    if (line->protocol == PPV1_UNKNOWN) {
        puts("accepted: PROXY UNKNOWN, so the connection keeps the address of "
             "its TCP peer");
    } else {
        printf("accepted: client %s port %u,",
               address_text(line->source).text, (unsigned)line->source_port);
        printf(" connected to %s port %u\n",
               address_text(line->destination).text,
               (unsigned)line->destination_port);
    }
    printf("the header takes %zu bytes; ", line->length);
    if (n < EXPLAIN_MAX)
        printf("%zu bytes follow it\n", n - line->length);
    else
        puts("more bytes follow it");
}

static int explain(const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    ppv1_parse(bytes, n, &line);
    switch (line.answer) {
    case PPV1_ACCEPTED:
        print_escaped(stdout, bytes, n);
        putchar('\n');
        explain_accepted(&line, n);
        return 0;
    case PPV1_INCOMPLETE:
        point_at(bytes, n, n);
        printf("incomplete: %zu bytes could begin a header, but more must "
               "follow\n", n);
        print_expected(bytes, n);
        return 1;
    case PPV1_REJECTED:
        point_at(bytes, n, line.offset);
        printf("refused: byte %zu: %s\n", line.offset,
               ppv1_reason_text(line.reason));
        print_expected(bytes, line.offset);
        return 1;
    }
    return 2;
}

int command_explain(const char *header)
{
    uint8_t bytes[EXPLAIN_MAX];
    size_t n;

    if (header != NULL) {
        n = from_argument(header, bytes);
    } else {
        n = fread(bytes, 1, EXPLAIN_MAX, stdin);
        if (ferror(stdin)) {
            perror("ppv1: cannot read standard input");
            return 2;
        }
    }
    return explain(bytes, n);
}
