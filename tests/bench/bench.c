/*
 * How long one header takes, as a ratio to sscanf and inet_pton in the same
 * run.  Rounds are interleaved; the median of each counts.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ppv1.h"

#define ROUNDS 31
#define TURNS 20000

static volatile unsigned sink;

static void with_ppv1(const char *text, size_t n)
{
    struct ppv1_line line;

    ppv1_parse((const uint8_t *)text, n, &line);
    sink += (unsigned)line.answer + line.source_port;
}

static void with_sscanf(const char *text, size_t n)
{
    char protocol[8], source[64], destination[64];
    unsigned char bytes[16];
    unsigned source_port, destination_port;

    (void)n;
    if (sscanf(text, "PROXY %7s %63s %63s %u %u", protocol, source,
               destination, &source_port, &destination_port) == 5) {
        int family = protocol[3] == '4' ? AF_INET : AF_INET6;

        sink += (unsigned)inet_pton(family, source, bytes);
        sink += (unsigned)inet_pton(family, destination, bytes) + source_port;
    }
}

static double once(void (*parse)(const char *, size_t), const char *text)
{
    size_t n = strlen(text);
    struct timespec from, to;

    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int k = 0; k < TURNS; k++)
        parse(text, n);
    clock_gettime(CLOCK_MONOTONIC, &to);
    return ((double)(to.tv_sec - from.tv_sec) * 1e9
            + (double)(to.tv_nsec - from.tv_nsec)) / TURNS;
}

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void measure(const char *name, const char *text)
{
    double ours[ROUNDS], theirs[ROUNDS];

    for (int k = 0; k < ROUNDS; k++) {
        ours[k] = once(with_ppv1, text);
        theirs[k] = once(with_sscanf, text);
    }
    qsort(ours, ROUNDS, sizeof ours[0], order);
    qsort(theirs, ROUNDS, sizeof theirs[0], order);
    printf("%-18s %8.1f ns %8.1f ns %7.2f\n", name, ours[ROUNDS / 2],
           theirs[ROUNDS / 2], ours[ROUNDS / 2] / theirs[ROUNDS / 2]);
}

int main(void)
{
    printf("%-18s %11s %11s %7s\n", "header", "ppv1_parse", "sscanf", "ratio");
    measure("TCP4", "PROXY TCP4 203.0.113.10 10.0.0.5 56324 9030\r\n");
    measure("TCP6 compressed", "PROXY TCP6 2001:db8::10 2001:db8::5 56324 9030\r\n");
    measure("TCP6 full",
            "PROXY TCP6 2001:0db8:85a3:0000:0000:8a2e:0370:7334 "
            "2001:0db8:85a3:0000:0000:8a2e:0370:7335 56324 9030\r\n");
    return 0;
}
