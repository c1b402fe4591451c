/*
 * Nanoseconds a lookup, milliseconds to load a list, and bytes an entry.
 */
#include "parts.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

#include "matchers.h"
#include "timing.h"

/* More entries than these no linear scan is measured with, and with more it is
 * asked for so many peers only. */
#define LINEAR_MOST 1000
#define LINEAR_SAMPLE 64
/* Loading a long list is slow enough for fewer rounds. */
#define LOADS_MOST 15

static const size_t counts[] = {1, 10, 1000, 100000};

/*
 * Each is called from a loop of its own, for the processor remembers of every
 * call where it went.  From one loop for all, now one of them and now another
 * would be called some cycles sooner, which is a third of the shortest lookup.
 */
#define COUNT_TRUSTED(contains)                                                \
    static size_t count_##contains(const struct ppv1_networks *networks,       \
                                   const struct ppv1_address *peers)           \
    {                                                                          \
        size_t trusted = 0;                                                    \
                                                                               \
        for (size_t k = 0; k < PASS_PEERS; k++)                                \
            trusted += contains(networks, peers[k]);                           \
        return trusted;                                                        \
    }

COUNT_TRUSTED(ppv1_networks_contains)
COUNT_TRUSTED(plain_contains)
COUNT_TRUSTED(linear_contains)

static const struct matcher {
    const char *name;
    contains_fn *contains;
    size_t (*count)(const struct ppv1_networks *networks,
                    const struct ppv1_address *peers);
} matchers[] = {
    {"ppv1", ppv1_networks_contains, count_ppv1_networks_contains},
    {"plain", plain_contains, count_plain_contains},
    {"linear", linear_contains, count_linear_contains},
};

static char kind[32];
static size_t used;

/* Parses and indexes the list, as a server does with a new setting. */
static bool load(const struct set *set, struct ppv1_networks *networks)
{
    const uint8_t *text = (const uint8_t *)set->text;
    size_t capacity = ppv1_networks_capacity(text, set->text_length);
    struct ppv1_networks_fault fault;

    if (capacity != set->count ||
        !ppv1_networks_parse(text, set->text_length, networks, capacity,
                             &fault))
        return false;
    ppv1_networks_index(networks);
    return true;
}

static bool time_loads(const struct set *set, struct ppv1_networks *networks,
                       unsigned rounds)
{
    for (unsigned round = 0; round < rounds && round < LOADS_MOST; round++) {
        double before = canary_ns(), begin = now_ns(), end;

        if (!load(set, networks))
            return false;
        end = now_ns();
        print_pass("load", kind, "ppv1", round, end - begin, before,
                   canary_ns());
    }
    printf("memory\t%s\tppv1\t0\t%zu\t0\t0\n", kind,
           set->count * (sizeof *networks->blocks + sizeof *networks->ranges));
    return true;
}

/* Do all matchers say the same of all peers? */
static bool agree(const struct set *set, const struct ppv1_networks *networks)
{
    size_t step = set->count <= LINEAR_MOST ? 1 : PEERS / LINEAR_SAMPLE;
    bool same = true;

    for (size_t k = 0; k < PEERS; k++)
        same &= matchers[0].contains(networks, set->peers[k]) ==
                matchers[1].contains(networks, set->peers[k]);
    for (size_t k = 0; k < PEERS; k += step)
        same &= matchers[0].contains(networks, set->peers[k]) ==
                matchers[2].contains(networks, set->peers[k]);
    for (size_t k = 0; k < HOT; k++)
        same &= matchers[0].contains(networks, set->hot[k]);
    return same;
}

static void pass(const struct matcher *matcher,
                 const struct ppv1_networks *networks, const char *peers_kind,
                 const struct ppv1_address *peers, unsigned round)
{
    double before = canary_ns(), begin = now_ns(), end;

    used += matcher->count(networks, peers);
    end = now_ns();
    print_pass(peers_kind, kind, matcher->name, round,
               (end - begin) / PASS_PEERS, before, canary_ns());
}

static void time_lookups(const struct set *set,
                         const struct ppv1_networks *networks, unsigned rounds)
{
    size_t n = set->count <= LINEAR_MOST ? 3 : 2;

    for (unsigned round = 0; round < rounds; round++) {
        const struct ppv1_address *peers =
            set->peers + round * PASS_PEERS % PEERS;

        for (size_t m = 0; m < n; m++)
            pass(&matchers[(m + round) % n], networks, "random", peers, round);
        for (size_t m = 0; m < n; m++)
            pass(&matchers[(m + round) % n], networks, "hot", set->hot, round);
    }
}

static bool measure_set(const char *name, struct set *set, unsigned rounds)
{
    size_t count = set->count;
    struct ppv1_networks networks = {
        .blocks = calloc(count, sizeof *networks.blocks),
        .ranges = calloc(count, sizeof *networks.ranges)};
    bool right;

    if (networks.blocks == NULL || networks.ranges == NULL)
        abort();
    snprintf(kind, sizeof kind, "%s-%zu", name, count);
    plain_load(set);
    linear_load(set);
    right = load(set, &networks) && agree(set, &networks) &&
            time_loads(set, &networks, rounds);
    if (right)
        time_lookups(set, &networks, rounds);
    else
        fprintf(stderr, "bench: wrong answers with the networks %s\n", kind);
    free(networks.blocks);
    free(networks.ranges);
    set_free(set);
    return right;
}

bool measure_networks(unsigned rounds)
{
    bool right = true;

    for (size_t k = 0; right && k < sizeof counts / sizeof *counts; k++)
        right =
            measure_set("ipv4", set_new(AF_INET, false, counts[k]), rounds) &&
            measure_set("ipv6", set_new(AF_INET6, false, counts[k]), rounds);
    return right && measure_set("hosts", set_new(AF_INET6, true, 1), rounds) &&
           measure_set("hosts", set_new(AF_INET6, true, 10), rounds) &&
           used > 0;
}
