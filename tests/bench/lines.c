#include "lines.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"

const char *const kind_names[KINDS] = {
    "tcp4-typical",  "tcp4-longest", "tcp6-compressed", "tcp6-full",
    "unknown-short", "unknown-long", "reject-first",    "reject-late"};

static uint16_t service_port(void)
{
    static const uint16_t ports[] = {443, 3306, 5432, 9030};

    return ports[dice_between(0, 3)];
}

static uint32_t public_ipv4(void)
{
    uint32_t first;

    do
        first = dice_between(1, 223);
    while (first == 10 || first == 127 || first == 172 || first == 192);
    return first << 24 | dice_between(0, 0xffffff);
}

static uint32_t private_ipv4(void)
{
    if (dice_between(0, 1) == 0)
        return (uint32_t)10 << 24 | dice_between(0, 0xffffff);
    return (uint32_t)192 << 24 | (uint32_t)168 << 16 | dice_between(0, 0xffff);
}

/* Each octet has three digits. */
static uint32_t long_ipv4(void)
{
    uint32_t ipv4 = 0;

    for (int k = 0; k < 4; k++)
        ipv4 = ipv4 << 8 | dice_between(100, 255);
    return ipv4;
}

/* 2001:db8:a:b::c */
static struct ppv1_address compressed_ipv6(void)
{
    return (struct ppv1_address){(uint64_t)0x20010db8 << 32 |
                                     (uint64_t)dice_between(1, 0xffff) << 16 |
                                     dice_between(1, 0xffff),
                                 dice_between(1, 0xffff)};
}

static uint64_t long_groups(void)
{
    uint64_t groups = 0;

    for (int k = 0; k < 4; k++)
        groups = groups << 16 | dice_between(0x1000, 0xffff);
    return groups;
}

static struct ppv1_address full_ipv6(void)
{
    uint64_t high = long_groups();

    return (struct ppv1_address){high, long_groups()};
}

static struct ppv1_line tcp4(uint32_t source, uint32_t destination)
{
    return (struct ppv1_line){
        .answer = PPV1_ACCEPTED,
        .protocol = PPV1_TCP4,
        .source = ppv1_address_from_ipv4(source),
        .destination = ppv1_address_from_ipv4(destination),
        .source_port = (uint16_t)dice_between(32768, 60999)};
}

static struct ppv1_line tcp6(struct ppv1_address source,
                             struct ppv1_address destination)
{
    return (struct ppv1_line){.answer = PPV1_ACCEPTED,
                              .protocol = PPV1_TCP6,
                              .source = source,
                              .destination = destination,
                              .source_port =
                                  (uint16_t)dice_between(32768, 60999)};
}

/* As the C library prints addresses, which is how balancers do it. */
static void put_address(char *to, struct ppv1_address address)
{
    uint8_t number[16];

    ppv1_address_to_bytes(address, number);
    if (ppv1_address_is_ipv4(address))
        inet_ntop(AF_INET, number + 12, to, INET6_ADDRSTRLEN);
    else
        inet_ntop(AF_INET6, number, to, INET6_ADDRSTRLEN);
}

static void put(struct sample *sample, const char *text)
{
    sample->n = strlen(text);
    memcpy(sample->bytes, text, sample->n);
    if (sample->meaning.answer == PPV1_ACCEPTED)
        sample->meaning.length = sample->n;
}

static void put_tcp(struct sample *sample, struct ppv1_line meaning,
                    uint16_t destination_port)
{
    char source[INET6_ADDRSTRLEN], destination[INET6_ADDRSTRLEN], text[128];

    meaning.destination_port = destination_port;
    sample->meaning = meaning;
    put_address(source, meaning.source);
    put_address(destination, meaning.destination);
    snprintf(text, sizeof text, "PROXY %s %s %s %u %u\r\n",
             meaning.protocol == PPV1_TCP4 ? "TCP4" : "TCP6", source,
             destination, (unsigned)meaning.source_port,
             (unsigned)destination_port);
    put(sample, text);
}

static void put_unknown(struct sample *sample, size_t blanks_and_text)
{
    char text[PPV1_LINE_MAX + 1];
    size_t n = (size_t)snprintf(text, sizeof text, "PROXY UNKNOWN");

    for (size_t k = 0; k < blanks_and_text; k++)
        text[n++] = k == 0 ? ' ' : (char)dice_between('!', '~');
    memcpy(text + n, "\r\n", 3);
    sample->meaning = (struct ppv1_line){.answer = PPV1_ACCEPTED};
    put(sample, text);
}

static void put_tls(struct sample *sample)
{
    static const uint8_t client_hello[] = {0x16, 3, 1,    2, 0, 1,
                                           0,    1, 0xfc, 3, 3};

    sample->n = PPV1_LINE_MAX;
    memcpy(sample->bytes, client_hello, sizeof client_hello);
    for (size_t k = sizeof client_hello; k < sample->n; k++)
        sample->bytes[k] = (uint8_t)dice_bits();
}

/* What others say first who have come to the wrong port. */
static void put_stranger(struct sample *sample)
{
    static const char *const methods[] = {"GET", "HEAD", "OPTIONS"};
    char text[PPV1_LINE_MAX];
    uint32_t number = dice_between(0, 0xffffffff);

    sample->meaning = (struct ppv1_line){.answer = PPV1_REJECTED};
    switch (dice_between(0, 2)) {
    case 0:
        snprintf(text, sizeof text,
                 "%s /%x HTTP/1.1\r\nHost: 192.0.2.1\r\n\r\n",
                 methods[number % 3], (unsigned)number);
        put(sample, text);
        break;
    case 1:
        snprintf(text, sizeof text, "EHLO host-%x.example\r\n",
                 (unsigned)number);
        put(sample, text);
        break;
    default:
        put_tls(sample);
    }
}

/* Hopeless at the octet's third digit. */
static void put_late_fault(struct sample *sample)
{
    char source[INET6_ADDRSTRLEN], text[128];
    int octet_begins;

    put_address(source, ppv1_address_from_ipv4(public_ipv4()));
    octet_begins = snprintf(text, sizeof text, "PROXY TCP4 %s 10.%u.%u.",
                            source, (unsigned)dice_between(0, 255),
                            (unsigned)dice_between(0, 255));
    snprintf(text + octet_begins, sizeof text - (size_t)octet_begins,
             "%u %u %u\r\n", (unsigned)dice_between(256, 999),
             (unsigned)dice_between(32768, 60999), (unsigned)service_port());
    sample->meaning = (struct ppv1_line){.answer = PPV1_REJECTED,
                                         .offset = (size_t)octet_begins + 2};
    put(sample, text);
}

static void make_line(enum kind kind, struct sample *sample)
{
    switch (kind) {
    case TCP4_TYPICAL:
        put_tcp(sample, tcp4(public_ipv4(), private_ipv4()), service_port());
        break;
    case TCP4_LONGEST:
        put_tcp(sample, tcp4(long_ipv4(), long_ipv4()),
                (uint16_t)dice_between(10000, 65535));
        break;
    case TCP6_COMPRESSED:
        put_tcp(sample, tcp6(compressed_ipv6(), compressed_ipv6()),
                service_port());
        break;
    case TCP6_FULL:
        put_tcp(sample, tcp6(full_ipv6(), full_ipv6()),
                (uint16_t)dice_between(10000, 65535));
        break;
    case UNKNOWN_SHORT:
        put_unknown(sample, 0);
        break;
    case UNKNOWN_LONG:
        put_unknown(sample, PPV1_LINE_MAX - 15);
        break;
    case REJECT_FIRST:
        put_stranger(sample);
        break;
    case REJECT_LATE:
    case KINDS:
        put_late_fault(sample);
    }
}

void make_lines(enum kind kind, struct sample *samples)
{
    dice_seed(kind);
    for (size_t k = 0; k < LINES; k++)
        make_line(kind, &samples[k]);
}

static int by_bytes(const void *a, const void *b)
{
    const struct sample *x = *(const struct sample *const *)a;
    const struct sample *y = *(const struct sample *const *)b;

    if (x->n != y->n)
        return x->n < y->n ? -1 : 1;
    return memcmp(x->bytes, y->bytes, x->n);
}

size_t count_distinct(const struct sample *samples)
{
    static const struct sample *sorted[LINES];
    size_t distinct = 1;

    for (size_t k = 0; k < LINES; k++)
        sorted[k] = &samples[k];
    qsort(sorted, LINES, sizeof *sorted, by_bytes);
    for (size_t k = 1; k < LINES; k++)
        distinct += by_bytes(&sorted[k - 1], &sorted[k]) != 0;
    return distinct;
}
