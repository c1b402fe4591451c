#include "sets.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dice.h"

#define ENTRY_MAX (INET6_ADDRSTRLEN + 5)

#define KNOWN 10

static const char *const known_ipv4[KNOWN] = {
    "10.0.0.0/8",      "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8",
    "169.254.0.0/16",  "100.64.0.0/10", "198.18.0.0/15",  "192.0.2.0/24",
    "198.51.100.0/24", "203.0.113.0/24"};
static const char *const known_ipv6[KNOWN] = {
    "fc00::/7",     "fe80::/10",      "::1/128",     "2001:db8::/32",
    "3fff::/20",    "64:ff9b:1::/48", "2001:2::/48", "2001:20::/28",
    "2001:10::/28", "100::/64"};
static const char *const known_hosts[KNOWN] = {
    "2001:db8::11/128", "2001:db8::12/128", "2001:db8::13/128",
    "2001:db8::14/128", "2001:db8::15/128", "2001:db8::16/128",
    "2001:db8::17/128", "2001:db8::18/128", "2001:db8::19/128",
    "2001:db8::1a/128"};

/* A number of `bits` bits with ones in its last `n`. */
static uint64_t ones(unsigned n)
{
    return n == 0 ? 0 : UINT64_MAX >> (64 - n);
}

/* All addresses whose first `prefix` bits, of 128, are those of `address`. */
static struct ppv1_network block_of(struct ppv1_address address,
                                    unsigned prefix)
{
    uint64_t high = ones(prefix < 64 ? 64 - prefix : 0);
    uint64_t low = ones(prefix < 64 ? 64 : 128 - prefix);

    return (struct ppv1_network){{address.high & ~high, address.low & ~low},
                                 {address.high | high, address.low | low}};
}

static struct ppv1_address random_address(int family)
{
    if (family == AF_INET)
        return ppv1_address_from_ipv4(dice_between(0x01000000, 0xdfffffff));
    return (struct ppv1_address){(uint64_t)1 << 61 | dice_bits() >> 3,
                                 dice_bits()};
}

/* 55 of 100 IPv4 blocks are /24, the others /16 to /32; IPv6 blocks are /32 to
 * /64, one of 20 longer. */
static unsigned random_prefix(int family)
{
    if (family == AF_INET)
        return dice_between(1, 100) <= 55 ? 24 : dice_between(16, 32);
    return dice_between(1, 20) == 1 ? dice_between(65, 128)
                                    : dice_between(32, 64);
}

static unsigned known_block(const struct set *set, size_t k,
                            struct ppv1_address *address)
{
    uint8_t number[16] = {[10] = 0xff, [11] = 0xff};
    char text[ENTRY_MAX];
    char *slash;

    strcpy(text, set->known[k]);
    slash = strchr(text, '/');
    *slash = '\0';
    inet_pton(set->family, text,
              set->family == AF_INET ? number + 12 : number);
    *address = ppv1_address_from_bytes(number);
    return (unsigned)strtoul(slash + 1, NULL, 10);
}

static size_t put_entry(char *to, int family, struct ppv1_address address,
                        unsigned prefix)
{
    uint8_t number[16];
    char text[INET6_ADDRSTRLEN];

    ppv1_address_to_bytes(address, number);
    inet_ntop(family, family == AF_INET ? number + 12 : number, text,
              sizeof text);
    return (size_t)sprintf(to, "%s/%u", text, prefix);
}

static void add_entry(struct set *set, size_t k)
{
    struct ppv1_address address;
    unsigned prefix;

    if (set->count <= KNOWN) {
        prefix = known_block(set, k, &address);
    } else {
        address = random_address(set->family);
        prefix = random_prefix(set->family);
    }
    set->blocks[k] =
        block_of(address, prefix + (set->family == AF_INET ? 96 : 0));
    if (k > 0)
        set->text[set->text_length++] = ';';
    set->text_length += put_entry(set->text + set->text_length, set->family,
                                  set->blocks[k].first, prefix);
}

/* A random address in a random block. */
static struct ppv1_address inside(const struct set *set)
{
    const struct ppv1_network *block =
        &set->blocks[dice_between(0, (uint32_t)set->count - 1)];
    uint64_t high = block->first.high ^ block->last.high;
    uint64_t low = block->first.low ^ block->last.low;

    return (struct ppv1_address){block->first.high | (dice_bits() & high),
                                 block->first.low | (dice_bits() & low)};
}

struct set *set_new(int family, bool hosts, size_t count)
{
    struct set *set = calloc(1, sizeof *set);

    if (set == NULL)
        abort();
    dice_seed(count + (size_t)family);
    set->family = family;
    set->known = hosts               ? known_hosts
                 : family == AF_INET ? known_ipv4
                                     : known_ipv6;
    set->count = count;
    set->blocks = calloc(count, sizeof *set->blocks);
    set->text = calloc(count, ENTRY_MAX);
    if (set->blocks == NULL || set->text == NULL)
        abort();
    for (size_t k = 0; k < count; k++)
        add_entry(set, k);
    for (size_t k = 0; k < PEERS; k++)
        set->peers[k] =
            (dice_bits() >> 63) == 0 ? inside(set) : random_address(family);
    for (size_t k = 0; k < PASS_PEERS; k++)
        set->hot[k] = k < HOT ? inside(set) : set->hot[k % HOT];
    return set;
}

void set_free(struct set *set)
{
    free(set->blocks);
    free(set->text);
    free(set);
}
