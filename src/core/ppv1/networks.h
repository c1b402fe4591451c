/*
 * networks - the trusted networks: parse the list, ask whether it contains.
 *
 * The list's language: nothing (off) · * (any peer) · IPv4 and IPv6 blocks
 * separated by `;`, blanks (space, tab) around them ignored.  A block is an
 * address, or an address, `/` and a prefix length without leading zeros;
 * without a prefix length it is that one host.  Host bits may be set and are
 * cleared.  A v4-mapped block of at least 96 bits is the IPv4 block; with fewer
 * it is IPv6 (::ffff:10.0.0.0/24 is ::/24).
 * An IPv6 block contains no IPv4 address: ::/0 is every IPv6 peer, not every
 * peer.
 */
#ifndef PPV1_NETWORKS_H
#define PPV1_NETWORKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1/address.h"

/* One block (RFC 4632, RFC 4291 section 2.3): all addresses of its family
 * from `first` to `last`.  Made by ppv1_networks_parse. */
struct ppv1_network {
    struct ppv1_address first;
    struct ppv1_address last;
};

/* Longest canonical text of a block: an IPv6 address and "/128". */
#define PPV1_NETWORK_TEXT_MAX (PPV1_ADDRESS_TEXT_MAX + 4)

/* The IPv4 addresses from `first` to `last`, as ppv1_address_from_ipv4 takes
 * them. */
struct ppv1_ipv4_range {
    uint32_t first;
    uint32_t last;
};

/* A set of trusted peers.  `blocks` and `ranges` are the caller's memory, 40
 * bytes an entry; who only reads a list needs no ranges. */
struct ppv1_networks {
    struct ppv1_network *blocks;
    struct ppv1_ipv4_range *ranges; /* IPv4 once more, made by the index */
    size_t count;
    size_t ipv6_count; /* indexed, so many blocks begin in IPv6: the first */
    size_t range_count;
    bool any; /* `*`: contains every peer; then count is 0 */
};

enum ppv1_networks_error {
    PPV1_NETWORKS_OK,
    PPV1_NETWORKS_EMPTY_ENTRY, /* nothing between two `;`, or before or after */
    PPV1_NETWORKS_STAR_NOT_ALONE,
    PPV1_NETWORKS_COMMA, /* a comma list: the separator is `;` */
    PPV1_NETWORKS_ADDRESS, /* not an IPv4 or IPv6 address */
    PPV1_NETWORKS_PREFIX,  /* not a prefix length, or too long for the family */
    PPV1_NETWORKS_TOO_MANY /* more entries than the memory has room for */
};

/* What is wrong with a list: the entry text[offset .. offset + length),
 * blanks around it left out; `entry` counts from 1. */
struct ppv1_networks_fault {
    enum ppv1_networks_error error;
    size_t entry;
    size_t offset;
    size_t length;
};

#ifdef __FRAMAC__
#include "spec/networks.acsl"
#include "spec/networks_list.acsl"
#include "spec/network_write.acsl"
#include "spec/networks_error.acsl"
#endif

/* ppv1_networks_capacity - how many blocks the memory for the list
 * text[0 .. n) must hold: its semicolons and one. */
/*@ requires readable: \valid_read(text + (0 .. n - 1));
    requires bounded:  n < SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Semicolons(text, n) + 1;
    ensures  bound:    1 <= \result <= n + 1;
*/
size_t ppv1_networks_capacity(const uint8_t *text, size_t n);

/*
 * ppv1_networks_parse - reads the list text[0 .. n) into
 * networks->blocks[0 .. capacity), in the order of the text.  On success
 * networks->count and ->any are set and fault->error is PPV1_NETWORKS_OK.
 * On failure *fault names the first bad entry, and networks->count and ->any
 * are as they were; what the blocks were is lost.  The blocks are not yet fit
 * for ppv1_networks_contains: see ppv1_networks_index.
 */
/*@ requires readable:  \valid_read(text + (0 .. n - 1));
    requires bounded:   n < SIZE_MAX && capacity < SIZE_MAX;
    requires writable:  ListRoom(networks, capacity) && \valid(fault);
    requires separated: \separated(text + (0 .. n - 1), networks, fault,
                                   networks->blocks + (0 .. capacity - 1));
    terminates          \true;
    exits               \false;
    assigns             networks->count, networks->any, *fault,
                        networks->blocks[0 .. capacity - 1];
    ensures  result:    \result <==> fault->error == PPV1_NETWORKS_OK;
    ensures  good:      \result ==> ListText(text, n);
    ensures  whole:     Semicolons(text, n) < capacity ==>
                        (\result <==> ListText(text, n));
    ensures  off:       ListOff(text, n) ==> \result && !networks->any;
    ensures  any:       \result ==> (networks->any <==> ListAny(text, n));
    ensures  none:      ListOff(text, n) || ListAny(text, n) ==>
                        \result && networks->count == 0;
    ensures  list:      \result && !ListOff(text, n) && !ListAny(text, n) ==>
                        ListBlocks(text, n, networks->blocks,
                                   networks->count);
    ensures  room:      \result ==> networks->count <= capacity;
    ensures  kept:      !\result ==> networks->count == \old(networks->count)
                        && networks->any == \old(networks->any);
    ensures  entry:     !\result ==> FaultEntry(text, n, *fault);
    ensures  before:    !\result ==>
                        GoodBefore(text, n, *fault, networks->blocks);
    ensures  fault:     !\result ==> FaultTrue(text, *fault, capacity);
*/
bool ppv1_networks_parse(const uint8_t *text, size_t n,
                         struct ppv1_networks *networks, size_t capacity,
                         struct ppv1_networks_fault *fault);

/* ppv1_networks_index - sorts the blocks, joins those that overlap, and writes
 * the IPv4 addresses among them to ranges, which has room for as many as there
 * are blocks: the same set of peers, made ready for ppv1_networks_contains. */
/*@ requires writable: NetworksWritable(networks);
    terminates         \true;
    exits              \false;
    assigns            networks->count, networks->ipv6_count,
                       networks->range_count,
                       networks->blocks[0 .. networks->count - 1],
                       networks->ranges[0 .. networks->count - 1];
    ensures  fewer:    networks->count <= \old(networks->count)
                    && networks->range_count <= networks->count;
    ensures  indexed:  NetworksIndexed(networks);
    ensures  same:     SamePeers{Pre, Post}(networks);
*/
void ppv1_networks_index(struct ppv1_networks *networks);

/* ppv1_networks_contains - is the peer one of the trusted?  The networks must
 * have been indexed.  A v4-mapped peer counts as IPv4.  Logarithmic time. */
/*@ requires readable: NetworksReadable(networks);
    requires indexed:  NetworksIndexed(networks);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> NetworksContain(networks, peer);
*/
bool ppv1_networks_contains(const struct ppv1_networks *networks,
                            struct ppv1_address peer);

/* ppv1_network_contains - does this one block contain the address? */
/*@ requires readable: \valid_read(block);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> NetworkContains(*block, address);
*/
bool ppv1_network_contains(const struct ppv1_network *block,
                           struct ppv1_address address);

/* ppv1_network_write - writes the canonical text (RFC 5952 address, `/` and
 * the prefix length, which a single host goes without) of a block that
 * ppv1_networks_parse has read to text[0 .. PPV1_NETWORK_TEXT_MAX), and returns
 * its length. */
/*@ requires readable:  \valid_read(block) && HalvesInOrder(*block);
    requires writable:  \valid(text + (0 .. PPV1_NETWORK_TEXT_MAX - 1));
    requires separated: \separated(block,
                                   text + (0 .. PPV1_NETWORK_TEXT_MAX - 1));
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_NETWORK_TEXT_MAX - 1];
    ensures  bound:     2 <= \result <= PPV1_NETWORK_TEXT_MAX;
    ensures  text:      NetworkWritten(text, \result, *block);
*/
size_t ppv1_network_write(const struct ppv1_network *block, uint8_t *text);

/* ppv1_networks_error_text - the words for an error: constant text. */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  readable: \valid_read(\result + 0);
    ensures  begins:   BeginsAs(\result, error);
*/
const char *ppv1_networks_error_text(enum ppv1_networks_error error);

#endif
