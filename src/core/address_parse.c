#include "ppv1/address.h"

#include "scan.h"

#ifdef __FRAMAC__
#include "spec/address_length.acsl"
#include "spec/same_text.acsl"
#include "spec/terminals.acsl"
#endif

/* The longest spelling: six groups in full and a dotted tail in full. */
#define SPELLING_MAX 45

/*@ requires readable:  n <= SPELLING_MAX && \valid_read(text + (0 .. n));
    requires ended:     text[n] == ' ';
    requires writable:  \valid(address);
    requires separated: \separated(text + (0 .. n), address);
    terminates          \true;
    exits               \false;
    assigns             *address;
    ensures  exact:     \result <==> Ipv4Text(text, 0, n);
    ensures  value:     \result ==> AddressNumber(*address)
                                    == Ipv4Number(Ipv4Value(text, 0, n));
    ensures  kept:      !\result ==> *address == \old(*address);
*/
static bool parse_ipv4(const uint8_t *text, size_t n,
                       struct ppv1_address *address)
{
    uint32_t ipv4 = 0;
    struct scan scan = scan_ipv4(text, 0, n + 1, &ipv4);

    //@ ghost ipv4_read(text, 0, n + 1, scan.end);
    if (scan.answer != SCAN_DONE || scan.end != n)
        return false;
    *address = ppv1_address_from_ipv4(ipv4);
    return true;
}

/*@ requires readable:  n <= SPELLING_MAX && \valid_read(text + (0 .. n));
    requires ended:     text[n] == ' ';
    requires writable:  \valid(address);
    requires separated: \separated(text + (0 .. n), address);
    terminates          \true;
    exits               \false;
    assigns             *address;
    ensures  exact:     \result <==> Ipv6Text(text, 0, n);
    ensures  value:     \result ==> Ipv6Denotes(text, 0, n, *address);
    ensures  kept:      !\result ==> *address == \old(*address);
*/
static bool parse_ipv6(const uint8_t *text, size_t n,
                       struct ppv1_address *address)
{
    struct ppv1_address ipv6 = {0, 0};
    struct scan scan = scan_ipv6(text, 0, n + 1, &ipv6);

    //@ ghost ipv6_read(text, 0, n + 1, scan.end);
    if (scan.answer != SCAN_DONE || scan.end != n)
        return false;
    *address = ipv6;
    return true;
}

/* A scanner knows that an address has ended only by the byte behind it, so
 * it gets a copy that has one. */
bool ppv1_address_parse(const uint8_t *text, size_t n,
                        struct ppv1_address *address)
{
    uint8_t ended[SPELLING_MAX + 1];

    //@ ghost address_length(text, n);
    if (n > SPELLING_MAX)
        return false;
    /*@ loop invariant place: 0 <= i <= n;
        loop invariant same:  SameBytes(text, &ended[0], i);
        loop assigns          i, ended[0 .. n - 1];
        loop variant          n - i;
    */
    for (size_t i = 0; i < n; i++)
        ended[i] = text[i];
    ended[n] = ' ';
    //@ ghost same_text(text, ended, n);
    //@ ghost same_text(ended, text, n);
    return parse_ipv4(ended, n, address) || parse_ipv6(ended, n, address);
}
