/*
 * network_bits - from a block back to its prefix length.
 */
#ifndef NETWORK_BITS_H
#define NETWORK_BITS_H

#include "ppv1/networks.h"

/* network_bits - how many of their 128 bits all addresses of the block share;
 * of an IPv4 block, 96 more than are written. */
/*@ requires readable: \valid_read(block) && HalvesInOrder(*block);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == BlockBits(*block);
    ensures  bound:    \result <= 128;
*/
unsigned network_bits(const struct ppv1_network *block);

#endif
