#include "commands.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "ppv1.h"
#include "text.h"

static void print_accepted(const struct ppv1_line *line)
{
    if (line->protocol == PPV1_UNKNOWN) {
        printf("ACCEPT UNKNOWN %zu\n", line->length);
        return;
    }
    printf("ACCEPT %s %s %u %s %u %zu\n",
           line->protocol == PPV1_TCP4 ? "TCP4" : "TCP6",
           address_text(line->source).text, (unsigned)line->source_port,
           address_text(line->destination).text,
           (unsigned)line->destination_port, line->length);
}

static void print_answer(const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    ppv1_parse(bytes, n, &line);
    if (line.answer == PPV1_ACCEPTED)
        print_accepted(&line);
    else if (line.answer == PPV1_INCOMPLETE)
        puts("INCOMPLETE");
    else
        printf("REJECT %zu %s\n", line.offset, ppv1_reason_text(line.reason));
}

/* Turns text[0 .. n) into n / 2 bytes, in place. */
static bool decode(char *text, size_t n)
{
    size_t k;

    if (n % 2 != 0)
        return false;
    for (k = 0; k < n; k += 2) {
        int high = hex_digit(text[k]);
        int low = hex_digit(text[k + 1]);

        if (high < 0 || low < 0)
            return false;
        text[k / 2] = (char)(unsigned char)(16 * high + low);
    }
    return true;
}

/* The line without its end: LF, or CRLF. */
static size_t without_end(const char *text, size_t n)
{
    if (n > 0 && text[n - 1] == '\n')
        n--;
    if (n > 0 && text[n - 1] == '\r')
        n--;
    return n;
}

int command_parse(void)
{
    char *text = NULL;
    size_t room = 0, number = 0;
    ssize_t got;
    int status = 0;

    while ((got = getline(&text, &room, stdin)) >= 0) {
        size_t n = without_end(text, (size_t)got);

        number++;
        if (!decode(text, n)) {
            fprintf(stderr,
                    "ppv1: line %zu: not pairs of hexadecimal digits\n",
                    number);
            status = 2;
            break;
        }
        print_answer((const uint8_t *)text, n / 2);
    }
    if (status == 0 && ferror(stdin)) {
        perror("ppv1: cannot read standard input");
        status = 2;
    }
    free(text);
    return status;
}
