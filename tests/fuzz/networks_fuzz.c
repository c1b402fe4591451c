/*
 * Any list: what is accepted contains the same addresses before and after it
 * is indexed, and its canonical text means the same again.
 */
#include <stdlib.h>
#include <string.h>

#include "ppv1.h"

#define BLOCKS_MAX 64

static void must(bool holds)
{
    if (!holds)
        abort();
}

static bool linear(const struct ppv1_network *blocks, size_t count,
                   struct ppv1_address address)
{
    for (size_t k = 0; k < count; k++)
        if (ppv1_network_contains(&blocks[k], address))
            return true;
    return false;
}

static size_t write_list(const struct ppv1_networks *networks, uint8_t *text)
{
    size_t n = 0;

    for (size_t k = 0; k < networks->count; k++) {
        if (k > 0)
            text[n++] = ';';
        n += ppv1_network_write(&networks->blocks[k], text + n);
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static uint8_t text[BLOCKS_MAX * (PPV1_NETWORK_TEXT_MAX + 1)];
    struct ppv1_network given[BLOCKS_MAX], indexed[BLOCKS_MAX];
    struct ppv1_networks networks = {.blocks = given};
    struct ppv1_ipv4_range ranges[BLOCKS_MAX];
    struct ppv1_networks again = {.blocks = indexed, .ranges = ranges};
    struct ppv1_networks_fault fault;

    if (!ppv1_networks_parse(bytes, n, &networks, BLOCKS_MAX, &fault)) {
        must(fault.offset + fault.length <= n && networks.count == 0);
        return 0;
    }
    n = write_list(&networks, text);
    must(ppv1_networks_parse(text, n, &again, BLOCKS_MAX, &fault));
    must(again.count == networks.count);
    must(memcmp(given, indexed, networks.count * sizeof given[0]) == 0);
    ppv1_networks_index(&again);
    again.any = networks.any;
    for (size_t k = 0; k < networks.count; k++) {
        struct ppv1_address a = given[k].first, b = given[k].last;

        b.low++; /* just behind the block */
        must(ppv1_networks_contains(&again, a));
        must(ppv1_networks_contains(&again, given[k].last));
        must(ppv1_networks_contains(&again, b)
             == (networks.any || linear(given, networks.count, b)));
    }
    return 0;
}
