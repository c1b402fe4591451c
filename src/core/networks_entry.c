#include "networks_entry.h"

#include "network_prefix.h"

/* No prefix length, or a wrong one. */
#define NO_BITS (NETWORK_BITS + 1)

/* ---- bytes ------------------------------------------------------------- */

/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> Blank(c);
*/
static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

size_t networks_find(const uint8_t *text, size_t begin, size_t end, uint8_t c)
{
    size_t k = begin;

    /*@ loop invariant range:      begin <= k <= end;
        loop invariant none:       NoByte(text, begin, k, c);
        loop invariant semicolons: c == ';' ==> Semicolons(text, k)
                                            == Semicolons(text, begin);
        loop assigns k;
        loop variant end - k;
    */
    while (k < end && text[k] != c)
        k++;
    return k;
}

/* Where the blanks end with which text[begin .. end) begins. */
/*@ requires readable: \valid_read(text + (begin .. end - 1));
    requires order:    begin <= end;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  range:    begin <= \result <= end;
    ensures  blanks:   Blanks(text, begin, \result);
    ensures  all:      \result < end ==> !Blank(text[\result]);
*/
static size_t skip_blanks(const uint8_t *text, size_t begin, size_t end)
{
    size_t k = begin;

    /*@ loop invariant range:  begin <= k <= end;
        loop invariant blanks: Blanks(text, begin, k);
        loop assigns k;
        loop variant end - k;
    */
    while (k < end && is_blank(text[k]))
        k++;
    return k;
}

struct entry networks_trim(const uint8_t *text, size_t begin, size_t end)
{
    size_t first = skip_blanks(text, begin, end);
    size_t k = end;

    /*@ loop invariant range:  first <= k <= end;
        loop invariant blanks: Blanks(text, k, end);
        loop assigns k;
        loop variant k;
    */
    while (k > first && is_blank(text[k - 1]))
        k--;
    return (struct entry){first, k};
}

/* ---- entries ----------------------------------------------------------- */

/* The number text[begin .. end), if it is one that has no leading zeros and is
 * at most NETWORK_BITS; else NO_BITS. */
/*@ requires readable: \valid_read(text + (begin .. end - 1));
    requires order:    begin <= end;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result < NO_BITS <==>
                       OctetText(text, begin, end)
                       && OctetValue(text, begin, end) <= NETWORK_BITS;
    ensures  value:    \result < NO_BITS ==>
                       \result == OctetValue(text, begin, end);
    ensures  none:     \result <= NO_BITS;
*/
static unsigned read_number(const uint8_t *text, size_t begin, size_t end)
{
    unsigned number = 0;

    if (begin == end || end - begin > 3)
        return NO_BITS;
    if (text[begin] == '0' && end - begin > 1)
        return NO_BITS;
    /*@ loop invariant range:  begin <= k <= end;
        loop invariant digits: Digits(text, begin, k);
        loop invariant value:  number == DigitsValue(text, begin, k);
        loop assigns k, number;
        loop variant end - k;
    */
    for (size_t k = begin; k < end; k++) {
        if (text[k] < '0' || text[k] > '9')
            return NO_BITS;
        number = 10 * number + (unsigned)(text[k] - '0');
    }
    return number <= NETWORK_BITS ? number : NO_BITS;
}

/* The prefix length behind the slash text[slash], counted in the 128 bits of
 * an address; or NO_BITS. */
/*@ requires readable: \valid_read(text + (entry.begin .. entry.end - 1));
    requires slash:    entry.begin <= slash < entry.end;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  value:    \result < NO_BITS ==>
                       PrefixLength(text, entry.begin, slash, entry.end,
                                    \result);
    ensures  none:     \result >= NO_BITS ==>
                       NoPrefixLength(text, entry.begin, slash, entry.end);
*/
static unsigned read_prefix(const uint8_t *text, struct entry entry,
                            size_t slash)
{
    unsigned number = read_number(text, slash + 1, entry.end);
    bool ipv6 = networks_find(text, entry.begin, slash, ':') < slash;

    return ipv6 ? number : number + NETWORK_IPV4_BITS;
}

/*@ requires readable:  \valid_read(text + (entry.begin .. entry.end - 1));
    requires some:      entry.begin < entry.end;
    requires writable:  \valid(block);
    requires separated: \separated(text + (entry.begin .. entry.end - 1),
                                   block);
    terminates          \true;
    exits               \false;
    assigns             *block;
    ensures  closed:    \result == PPV1_NETWORKS_OK
                     || \result == PPV1_NETWORKS_ADDRESS
                     || \result == PPV1_NETWORKS_PREFIX;
    ensures  block:     \result == PPV1_NETWORKS_OK ==>
                        BlockText(text, entry.begin, entry.end, *block);
    ensures  bad:       \result != PPV1_NETWORKS_OK ==>
                        !EntryText(text, entry.begin, entry.end);
    ensures  address:   \result == PPV1_NETWORKS_ADDRESS <==>
                        NoAddress(text, entry.begin, entry.end);
    ensures  prefix:    \result == PPV1_NETWORKS_PREFIX ==>
                        NoBits(text, entry.begin, entry.end);
*/
static enum ppv1_networks_error read_block(const uint8_t *text,
                                           struct entry entry,
                                           struct ppv1_network *block)
{
    size_t slash = networks_find(text, entry.begin, entry.end, '/');
    unsigned bits = NETWORK_BITS;
    struct ppv1_address address;

    if (!ppv1_address_parse(text + entry.begin, slash - entry.begin, &address))
        return PPV1_NETWORKS_ADDRESS;
    if (slash < entry.end)
        bits = read_prefix(text, entry, slash);
    if (bits > NETWORK_BITS)
        return PPV1_NETWORKS_PREFIX;
    *block = network_from_prefix(address, bits);
    return PPV1_NETWORKS_OK;
}

/* Why the entry is none, if its address or prefix length (`error`) is none:
 * some faults have a plainer name. */
/*@ requires readable:  \valid_read(text + (entry.begin .. entry.end - 1));
    requires some:      entry.begin < entry.end;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  comma:     !NoByte(text, entry.begin, entry.end, ',') ==>
                        \result == PPV1_NETWORKS_COMMA;
    ensures  star:      Star(text, entry.begin, entry.end) ==>
                        \result == PPV1_NETWORKS_STAR_NOT_ALONE;
    ensures  other:     Ordinary(text, entry.begin, entry.end) ==>
                        \result == error;
*/
static enum ppv1_networks_error
name_fault(const uint8_t *text, struct entry entry,
           enum ppv1_networks_error error)
{
    if (networks_find(text, entry.begin, entry.end, ',') < entry.end)
        return PPV1_NETWORKS_COMMA;
    if (entry.end - entry.begin == 1 && text[entry.begin] == '*')
        return PPV1_NETWORKS_STAR_NOT_ALONE;
    return error;
}

enum ppv1_networks_error networks_read_entry(const uint8_t *text,
                                             struct entry entry,
                                             struct ppv1_network *block)
{
    enum ppv1_networks_error error;

    if (entry.begin == entry.end)
        return PPV1_NETWORKS_EMPTY_ENTRY;
    error = read_block(text, entry, block);
    if (error == PPV1_NETWORKS_OK)
        return PPV1_NETWORKS_OK;
    return name_fault(text, entry, error);
}
