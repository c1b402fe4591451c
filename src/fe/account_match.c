#include "account_match.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "like.h"

static const char localhost[] = "localhost";

/* ---- one address, or a block ---- */

/* A text with a byte in it that means more in a list of networks than in a
 * single block is not a block. */
static bool read_block(const char *text, size_t n, struct ppv1_network *block)
{
    struct ppv1_networks networks = {.blocks = block};
    struct ppv1_networks_fault fault;

    for (size_t i = 0; i < n; i++)
        if (strchr("*; \t,", text[i]) != NULL)
            return false;
    return ppv1_networks_parse((const uint8_t *)text, n, &networks, 1,
                               &fault) &&
           networks.count == 1;
}

static void set_block(const struct ppv1_network *block,
                      struct account_host *host)
{
    bool single = ppv1_address_compare(block->first, block->last) == 0;

    *host = (struct account_host){.kind = single ? ACCOUNT_HOST_ADDRESS
                                                 : ACCOUNT_HOST_BLOCK,
                                  .block = *block};
    host->text[ppv1_network_write(block, (uint8_t *)host->text)] = '\0';
}

/* ---- an address and a netmask ---- */

/* The last 32 bits: all there is to an IPv4 address. */
static uint32_t ipv4_bits(struct ppv1_address address)
{
    return (uint32_t)(address.low & UINT32_MAX);
}

/* Ones, then zeros: adding one to its complement carries through. */
static bool is_netmask(uint32_t mask)
{
    uint32_t rest = ~mask;

    return (rest & (rest + 1)) == 0;
}

static bool read_netmask(const char *text, size_t n, struct ppv1_network *block)
{
    const char *slash = memchr(text, '/', n);
    struct ppv1_address address, mask;

    if (slash == NULL)
        return false;
    size_t at = (size_t)(slash - text);
    if (!ppv1_address_parse((const uint8_t *)text, at, &address) ||
        !ppv1_address_parse((const uint8_t *)slash + 1, n - at - 1, &mask) ||
        !ppv1_address_is_ipv4(address) || !ppv1_address_is_ipv4(mask) ||
        !is_netmask(ipv4_bits(mask)))
        return false;

    uint32_t first = ipv4_bits(address) & ipv4_bits(mask);
    block->first = ppv1_address_from_ipv4(first);
    block->last = ppv1_address_from_ipv4(first | ~ipv4_bits(mask));
    return true;
}

/* ---- a pattern ---- */

static bool has_wildcard(const char *text, size_t n)
{
    return memchr(text, '%', n) != NULL || memchr(text, '_', n) != NULL;
}

/* Canonical addresses are made of these bytes, so no other can ever match. */
static const char *pattern_fault(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strchr("0123456789abcdefABCDEF.:%_", text[i]) == NULL ||
            text[i] == '\0')
            return "is a pattern that no address can match";
    return n > ACCOUNT_HOST_MAX ? "is too long" : NULL;
}

static bool is_wildcard(char byte)
{
    return byte == '%' || byte == '_';
}

/* Of wildcards in a row only the number of _ matters, and whether there is a %:
 * that goes behind them.  Returns how many bytes of the text they are. */
static size_t add_wildcards(const char *text, size_t n, char *pattern,
                            size_t *at)
{
    size_t length = 0;
    bool any = false;

    for (; length < n && is_wildcard(text[length]); length++) {
        if (text[length] == '_')
            pattern[(*at)++] = '_';
        else
            any = true;
    }
    if (any)
        pattern[(*at)++] = '%';
    return length;
}

/* In lower case. */
static void set_pattern(const char *text, size_t n, struct account_host *host)
{
    size_t at = 0, i = 0;

    *host = (struct account_host){.kind = ACCOUNT_HOST_PATTERN};
    while (i < n) {
        i += add_wildcards(text + i, n - i, host->text, &at);
        for (; i < n && !is_wildcard(text[i]); i++)
            host->text[at++] = text[i] >= 'A' && text[i] <= 'F'
                                   ? (char)(text[i] - 'A' + 'a')
                                   : text[i];
    }
    if (strcmp(host->text, "%") == 0)
        host->kind = ACCOUNT_HOST_ANY;
}

/* ---- any of them ---- */

const char *account_host_read(const char *text, size_t n,
                              struct account_host *host)
{
    struct ppv1_network block;

    if (n == 0)
        return "is empty; every address is '%'";
    if (n == strlen(localhost) && strncasecmp(text, localhost, n) == 0) {
        *host = (struct account_host){.kind = ACCOUNT_HOST_LOCALHOST};
        memcpy(host->text, localhost, sizeof localhost);
        return NULL;
    }
    if (has_wildcard(text, n)) {
        const char *fault = pattern_fault(text, n);
        if (fault == NULL)
            set_pattern(text, n, host);
        return fault;
    }
    if (!read_block(text, n, &block) && !read_netmask(text, n, &block))
        return "is not an address, a block or a pattern; "
               "names are not looked up";
    set_block(&block, host);
    return NULL;
}

static bool pattern_matches(const char *pattern, struct ppv1_address address)
{
    char text[PPV1_ADDRESS_TEXT_MAX];
    size_t n = ppv1_address_write(address, (uint8_t *)text);

    return like(pattern, strlen(pattern), text, n);
}

bool account_host_contains(const struct account_host *host,
                           struct ppv1_address address)
{
    switch (host->kind) {
    case ACCOUNT_HOST_ADDRESS:
    case ACCOUNT_HOST_BLOCK:
        return ppv1_network_contains(&host->block, address);
    case ACCOUNT_HOST_LOCALHOST:
        return ppv1_address_is_loopback(address);
    case ACCOUNT_HOST_PATTERN:
        return pattern_matches(host->text, address);
    case ACCOUNT_HOST_ANY:
        return true;
    }
    return false;
}

/* ---- the order ---- */

/* Of two blocks that share an address the smaller one begins later or ends
 * earlier.  For blocks that share none any order will do: this one. */
static int compare_blocks(const struct ppv1_network *a,
                          const struct ppv1_network *b)
{
    int last = ppv1_address_compare(a->last, b->last);
    int first = ppv1_address_compare(b->first, a->first);

    return last != 0 ? last : first;
}

static int compare_patterns(const char *a, const char *b)
{
    size_t literal_a = strcspn(a, "%_");
    size_t literal_b = strcspn(b, "%_");

    if (literal_a != literal_b)
        return literal_a > literal_b ? -1 : 1;
    return strcmp(a, b);
}

int account_host_compare(const struct account_host *a,
                         const struct account_host *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->kind == ACCOUNT_HOST_ADDRESS || a->kind == ACCOUNT_HOST_BLOCK)
        return compare_blocks(&a->block, &b->block);
    if (a->kind == ACCOUNT_HOST_PATTERN)
        return compare_patterns(a->text, b->text);
    return 0;
}
