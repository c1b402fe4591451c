#include "ppv1/networks.h"

/* An entry of the list, blanks left out: text[begin .. end). */
struct entry {
    size_t begin;
    size_t end;
};

/* Prefix bits in front of an IPv4 address in its v4-mapped form. */
#define MAPPED_BITS 96
#define ADDRESS_BITS 128

/* More than any prefix length: there is none, or it is wrong. */
#define NO_BITS (ADDRESS_BITS + 1)

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

/* The first index from `begin` on, before `end`, at which `c` stands, or
 * `end`. */
static size_t find(const uint8_t *text, size_t begin, size_t end, uint8_t c)
{
    while (begin < end && text[begin] != c)
        begin++;
    return begin;
}

static struct entry trim(const uint8_t *text, size_t begin, size_t end)
{
    while (begin < end && is_blank(text[begin]))
        begin++;
    while (begin < end && is_blank(text[end - 1]))
        end--;
    return (struct entry){begin, end};
}

/* The prefix length text[begin .. end), or NO_BITS. */
static unsigned read_bits(const uint8_t *text, size_t begin, size_t end)
{
    unsigned bits = 0;

    if (begin == end || end - begin > 3)
        return NO_BITS;
    if (text[begin] == '0' && end - begin > 1)
        return NO_BITS;
    for (; begin < end; begin++) {
        if (text[begin] < '0' || text[begin] > '9')
            return NO_BITS;
        bits = 10 * bits + (unsigned)(text[begin] - '0');
    }
    return bits <= ADDRESS_BITS ? bits : NO_BITS;
}

/* The lowest, and the highest, number whose first `bits` of 64 bits are those
 * of `number`. */
static uint64_t lowest(uint64_t number, unsigned bits)
{
    if (bits == 0)
        return 0;
    return number - number % (UINT64_C(1) << (64 - bits));
}

static uint64_t highest(uint64_t number, unsigned bits)
{
    if (bits == 0)
        return UINT64_MAX;
    return lowest(number, bits) + ((UINT64_C(1) << (64 - bits)) - 1);
}

static struct ppv1_network block_of(struct ppv1_address address, unsigned bits)
{
    unsigned high = bits < 64 ? bits : 64;
    unsigned low = bits - high;

    return (struct ppv1_network){
        .first = {lowest(address.high, high), lowest(address.low, low)},
        .last = {highest(address.high, high), highest(address.low, low)}};
}

static enum ppv1_networks_error read_block(const uint8_t *text,
                                           struct entry entry,
                                           struct ppv1_network *block)
{
    size_t slash = find(text, entry.begin, entry.end, '/');
    size_t colon = find(text, entry.begin, slash, ':');
    unsigned bits = ADDRESS_BITS;
    struct ppv1_address address;

    if (!ppv1_address_parse(text + entry.begin, slash - entry.begin, &address))
        return PPV1_NETWORKS_ADDRESS;
    if (slash < entry.end) {
        bits = read_bits(text, slash + 1, entry.end);
        if (colon == slash && bits != NO_BITS)
            bits += MAPPED_BITS;
        if (bits > ADDRESS_BITS)
            return PPV1_NETWORKS_PREFIX;
    }
    *block = block_of(address, bits);
    return PPV1_NETWORKS_OK;
}

static enum ppv1_networks_error read_entry(const uint8_t *text,
                                           struct entry entry,
                                           struct ppv1_network *block)
{
    if (entry.begin == entry.end)
        return PPV1_NETWORKS_EMPTY_ENTRY;
    if (find(text, entry.begin, entry.end, ',') < entry.end)
        return PPV1_NETWORKS_COMMA;
    if (text[entry.begin] == '*' && entry.end - entry.begin == 1)
        return PPV1_NETWORKS_STAR_NOT_ALONE;
    return read_block(text, entry, block);
}

/* Is the list nothing but `c`, blanks around it ignored? */
static bool is_only(const uint8_t *text, size_t n, uint8_t c)
{
    struct entry all = trim(text, 0, n);

    return all.end - all.begin == 1 && text[all.begin] == c;
}

static bool set(struct ppv1_networks *networks, size_t count, bool any,
                struct ppv1_networks_fault *fault)
{
    networks->count = count;
    networks->any = any;
    *fault = (struct ppv1_networks_fault){.error = PPV1_NETWORKS_OK};
    return true;
}

size_t ppv1_networks_capacity(const uint8_t *text, size_t n)
{
    size_t count = 1;

    for (size_t k = 0; k < n; k++)
        if (text[k] == ';')
            count++;
    return count;
}

bool ppv1_networks_parse(const uint8_t *text, size_t n,
                         struct ppv1_networks *networks, size_t capacity,
                         struct ppv1_networks_fault *fault)
{
    struct entry entry = trim(text, 0, n);
    enum ppv1_networks_error error;
    size_t begin = 0, end, count = 0;

    if (entry.begin == entry.end)
        return set(networks, 0, false, fault);
    if (is_only(text, n, '*'))
        return set(networks, 0, true, fault);
    do {
        end = find(text, begin, n, ';');
        entry = trim(text, begin, end);
        error = count == capacity
                    ? PPV1_NETWORKS_TOO_MANY
                    : read_entry(text, entry, &networks->blocks[count]);
        if (error != PPV1_NETWORKS_OK) {
            *fault = (struct ppv1_networks_fault){
                error, count + 1, entry.begin, entry.end - entry.begin};
            return false;
        }
        count++;
        begin = end + 1;
    } while (end < n);
    return set(networks, count, false, fault);
}
