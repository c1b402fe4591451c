#include "ppv1/networks.h"

#include "decimal.h"

#define MAPPED_BITS 96
#define ADDRESS_BITS 128

/* How often 2 divides the size of last - first + 1 that is below 2^64: the
 * host bits in one half of a block. */
static unsigned host_bits(uint64_t first, uint64_t last)
{
    uint64_t size = last - first;
    unsigned bits = 0;

    while (size > 0) {
        size /= 2;
        bits++;
    }
    return bits;
}

size_t ppv1_network_write(const struct ppv1_network *block, uint8_t *text)
{
    unsigned bits = ADDRESS_BITS
                    - host_bits(block->first.high, block->last.high)
                    - host_bits(block->first.low, block->last.low);
    size_t n = ppv1_address_write(block->first, text);

    if (bits == ADDRESS_BITS)
        return n;
    if (ppv1_address_is_ipv4(block->first) && bits >= MAPPED_BITS)
        bits -= MAPPED_BITS;
    text[n] = '/';
    return decimal_write((uint16_t)bits, text, n + 1);
}

const char *ppv1_networks_error_text(enum ppv1_networks_error error)
{
    switch (error) {
    case PPV1_NETWORKS_OK:
        break;
    case PPV1_NETWORKS_EMPTY_ENTRY:
        return "nothing between two separators";
    case PPV1_NETWORKS_STAR_NOT_ALONE:
        return "* stands for every peer and goes alone";
    case PPV1_NETWORKS_COMMA:
        return "the separator is ; and not a comma";
    case PPV1_NETWORKS_ADDRESS:
        return "not an IPv4 or IPv6 address";
    case PPV1_NETWORKS_PREFIX:
        return "the prefix length is 0 to 32 for IPv4, 0 to 128 for IPv6";
    case PPV1_NETWORKS_TOO_MANY:
        return "more entries than there is room for";
    }
    return "no error";
}
