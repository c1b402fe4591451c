#include "oracle.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading.h"

#define STATES_MAX 1000

/* The fewest bytes from each state to the end of a line. */
static size_t missing[STATES_MAX];

static bool shorten(int state)
{
    struct fields ignored;
    bool shorter = false;

    for (int c = 0; c <= UINT8_MAX; c++) {
        int next = reading_step(state, (uint8_t)c, 0, &ignored);

        if (next != READING_HOPELESS && missing[next] + 1 < missing[state]) {
            missing[state] = missing[next] + 1;
            shorter = true;
        }
    }
    return shorter;
}

static void count_missing(void)
{
    int last = reading_last_state();
    bool shorter = true;

    if (last >= STATES_MAX)
        abort();
    for (int state = 0; state <= last; state++)
        missing[state] = reading_is_line(state) ? 0 : PPV1_LINE_MAX;
    while (shorter) {
        shorter = false;
        for (int state = 1; state < last; state++)
            shorter |= shorten(state);
    }
}

/* The text of a field, with a NUL. */
static const char *text_of(enum field field, const struct fields *found,
                           const uint8_t *bytes, char text[PPV1_LINE_MAX + 1])
{
    size_t n = found->end[field] - found->begin[field];

    memcpy(text, bytes + found->begin[field], n);
    text[n] = '\0';
    return text;
}

static uint64_t big_endian(const uint8_t *bytes, size_t n)
{
    uint64_t number = 0;

    while (n-- > 0)
        number = number << 8 | *bytes++;
    return number;
}

static struct ppv1_address address_of(const char *text, int family)
{
    struct ppv1_address address;
    uint8_t number[16];

    if (inet_pton(family, text, number) != 1) {
        fprintf(stderr, "the machine accepts %s, the C library does not\n",
                text);
        exit(1);
    }
    if (family == AF_INET) {
        address.high = 0;
        address.low = (uint64_t)0xffff << 32 | big_endian(number, 4);
    } else {
        address.high = big_endian(number, 8);
        address.low = big_endian(number + 8, 8);
    }
    return address;
}

static void accept_line(const uint8_t *bytes, const struct fields *found,
                        size_t length, struct ppv1_line *line)
{
    char text[PPV1_LINE_MAX + 1];
    int family = bytes[9] == '4' ? AF_INET : AF_INET6;

    line->answer = PPV1_ACCEPTED;
    line->length = length;
    if (bytes[6] == 'U') {
        line->protocol = PPV1_UNKNOWN;
        return;
    }
    line->protocol = family == AF_INET ? PPV1_TCP4 : PPV1_TCP6;
    line->source = address_of(text_of(SOURCE, found, bytes, text), family);
    line->destination =
        address_of(text_of(DESTINATION, found, bytes, text), family);
    line->source_port =
        (uint16_t)strtoul(text_of(SOURCE_PORT, found, bytes, text), NULL, 10);
    line->destination_port = (uint16_t)strtoul(
        text_of(DESTINATION_PORT, found, bytes, text), NULL, 10);
}

void oracle_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    struct fields found;
    int state = reading_start();
    size_t at;

    if (missing[state] == 0)
        count_missing();
    memset(line, 0, sizeof *line);
    for (at = 0; at < n; at++) {
        state = reading_step(state, bytes[at], at, &found);
        if (reading_is_line(state)) {
            accept_line(bytes, &found, at + 1, line);
            return;
        }
        if (state == READING_HOPELESS
            || at + 1 + missing[state] > PPV1_LINE_MAX) {
            line->answer = PPV1_REJECTED;
            line->offset = at;
            return;
        }
    }
    line->answer = PPV1_INCOMPLETE;
}

static bool same_address(struct ppv1_address a, struct ppv1_address b)
{
    return a.high == b.high && a.low == b.low;
}

static bool same(const struct ppv1_line *a, const struct ppv1_line *b)
{
    return a->answer == b->answer && a->offset == b->offset
           && a->length == b->length && a->protocol == b->protocol
           && a->source_port == b->source_port
           && a->destination_port == b->destination_port
           && same_address(a->source, b->source)
           && same_address(a->destination, b->destination);
}

static void print_line(const char *who, const struct ppv1_line *line)
{
    static const char *const answers[] = {"incomplete", "accepted", "rejected"};

    printf("  %-7s %s offset %zu length %zu protocol %d ports %u %u "
           "addresses %016jx%016jx %016jx%016jx\n",
           who, answers[line->answer], line->offset, line->length,
           (int)line->protocol, (unsigned)line->source_port,
           (unsigned)line->destination_port, (uintmax_t)line->source.high,
           (uintmax_t)line->source.low, (uintmax_t)line->destination.high,
           (uintmax_t)line->destination.low);
}

static void print_bytes(const uint8_t *bytes, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (bytes[k] < 0x20 || bytes[k] > 0x7e || bytes[k] == '\\')
            printf("\\x%02x", (unsigned)bytes[k]);
        else
            putchar(bytes[k]);
    }
    putchar('\n');
}

bool oracle_agrees(const uint8_t *bytes, size_t n, struct ppv1_line *ours)
{
    struct ppv1_line theirs;

    ppv1_parse(bytes, n, ours);
    oracle_parse(bytes, n, &theirs);
    if (same(ours, &theirs))
        return true;
    print_bytes(bytes, n);
    print_line("parser", ours);
    print_line("oracle", &theirs);
    return false;
}
