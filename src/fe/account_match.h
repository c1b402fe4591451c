/*
 * account_match - the host of an account: 'user'@'host'.
 *
 * What may stand there, and its canonical text:
 *
 *   203.0.113.10                 one address; IPv6 in any spelling, canonical
 *                                as in RFC 5952, v4-mapped as IPv4
 *   localhost                    127.0.0.0/8 and ::1; the only name
 *   203.0.113.0/24               a block; host bits are cleared
 *   203.0.113.0/255.255.255.0    the same block, and the same canonical text
 *   203.0.113.%, 2001:db8:_::%   a pattern for the canonical text of the
 *                                client's address; in lower case, and of
 *                                wildcards in a row one % is the last
 *   %                            every address
 *
 * Names other than localhost are refused: nothing is ever looked up.
 *
 * Of several accounts of one user the most specific host counts, and no other
 * is tried.  The order is total: the rows above from top to bottom; of two
 * blocks the smaller one; of two patterns the one with more bytes before its
 * first wildcard, then the one whose text comes first.  Blocks of one size
 * that share an address are the same block, so two hosts tie only when their
 * canonical text is the same, and then the account exists already.  Two
 * patterns of different text may match the same addresses, as 10.% and
 * 10.%.% do: they do not tie, and the first one in this order counts.
 */
#ifndef FE_ACCOUNT_MATCH_H
#define FE_ACCOUNT_MATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "ppv1.h"

/* Longest canonical text of a host, without its NUL. */
#define ACCOUNT_HOST_MAX 60

/* From the most specific to the least. */
enum account_host_kind {
    ACCOUNT_HOST_ADDRESS,
    ACCOUNT_HOST_LOCALHOST,
    ACCOUNT_HOST_BLOCK,
    ACCOUNT_HOST_PATTERN,
    ACCOUNT_HOST_ANY
};

struct account_host {
    enum account_host_kind kind;
    struct ppv1_network block;       /* ADDRESS and BLOCK */
    char text[ACCOUNT_HOST_MAX + 1]; /* canonical */
};

/* Reads text[0 .. n).  On failure *host stays, and the answer is why: constant
 * words that follow "host '...' ".  NULL when all is well. */
const char *account_host_read(const char *text, size_t n,
                              struct account_host *host);

bool account_host_contains(const struct account_host *host,
                           struct ppv1_address address);

/* Less than 0 if `a` is more specific than `b`, 0 if they are the same. */
int account_host_compare(const struct account_host *a,
                         const struct account_host *b);

#endif
