/*
 * network_prefix - from an address and a prefix length to a block, and back.
 */
#ifndef NETWORK_PREFIX_H
#define NETWORK_PREFIX_H

#include "ppv1/networks.h"

/* The bits of an address; and those before an IPv4 address, in its v4-mapped
 * form. */
#define NETWORK_BITS 128
#define NETWORK_IPV4_BITS 96

/*
 * network_from_prefix - the block address/bits; host bits may be set.  From
 * NETWORK_IPV4_BITS on, the block of an IPv4 address is IPv4.  With fewer bits
 * it is IPv6: should it end among the IPv4 addresses, it ends before them.
 */
/*@ requires bits:     bits <= NETWORK_BITS;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    NetworkIs(\result, address, bits);
    ensures  order:    HalvesInOrder(\result);
*/
struct ppv1_network network_from_prefix(struct ppv1_address address,
                                        unsigned bits);

#endif
