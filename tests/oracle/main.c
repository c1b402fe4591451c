/*
 * oracle - do the parser and the second reading say the same?
 * Exit status: 0 yes; 1 no; 2 the call is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle.h"
#include "questions.h"

static size_t answers[3]; /* by enum ppv1_answer */

static const struct {
    const char *name;
    bool (*ask)(void);
} questions[] = {{"octets", ask_octets},   {"ports", ask_ports},
                 {"groups", ask_groups},   {"ipv6", ask_ipv6},
                 {"bytes", ask_bytes},     {"lengths", ask_lengths}};

bool ask(const char *text, size_t n)
{
    struct ppv1_line line;
    bool agreed = oracle_agrees((const uint8_t *)text, n, &line);

    answers[line.answer]++;
    return agreed;
}

/* Questions that all have the same answer would show little. */
static int end(bool agreed)
{
    bool each = answers[PPV1_INCOMPLETE] > 0 && answers[PPV1_ACCEPTED] > 0
                && answers[PPV1_REJECTED] > 0;

    printf("accepted %zu, incomplete %zu, rejected %zu: %s\n",
           answers[PPV1_ACCEPTED], answers[PPV1_INCOMPLETE],
           answers[PPV1_REJECTED],
           !agreed ? "they differ in the last one"
           : each  ? "no difference"
                   : "an answer was never given");
    return agreed && each ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "inet_pton") == 0)
        return ask_inet_pton() ? 0 : 1;
    if (argc == 4 && strcmp(argv[1], "random") == 0)
        return end(ask_random(strtoull(argv[2], NULL, 10),
                              strtoull(argv[3], NULL, 10)));
    for (size_t k = 0; k < sizeof questions / sizeof *questions; k++)
        if (argc == 2 && strcmp(argv[1], questions[k].name) == 0)
            return end(questions[k].ask());
    fputs("usage: oracle octets | ports | groups | ipv6 | bytes | lengths\n"
          "       oracle random SEED LINES\n"
          "       oracle inet_pton\n",
          stderr);
    return 2;
}
