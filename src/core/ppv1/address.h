/*
 * address - an IP address: text in, canonical text out, order.
 *
 * An address is a 128-bit number.  The IPv4 address a.b.c.d is the number of
 * its v4-mapped form ::ffff:a.b.c.d (RFC 4291 section 2.5.5.2), so the two
 * spellings are one value: folding needs no code and cannot be forgotten.
 */
#ifndef PPV1_ADDRESS_H
#define PPV1_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ppv1_address {
    uint64_t high; /* the first 64 bits of the number, as a number */
    uint64_t low;  /* the last 64 bits */
};

/* Longest canonical text: eight groups of four digits.  No NUL is counted. */
#define PPV1_ADDRESS_TEXT_MAX 39

#ifdef __FRAMAC__
#include "spec/address.acsl"
#include "spec/address_spelling.acsl"
#include "spec/address_text.acsl"
#include "spec/canonical.acsl"
#endif

/* ppv1_address_from_ipv4 - the address whose four octets are those of `ipv4`,
 * a.b.c.d being a * 2^24 + b * 2^16 + c * 2^8 + d (host byte order). */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  value:   AddressNumber(\result) == Ipv4Number(ipv4);
*/
struct ppv1_address ppv1_address_from_ipv4(uint32_t ipv4);

/* ppv1_address_from_bytes - the address in network byte order, as in
 * struct in6_addr. */
/*@ requires readable: \valid_read(bytes + (0 .. 15));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  value:    AddressBytes(\result, bytes);
*/
struct ppv1_address ppv1_address_from_bytes(const uint8_t *bytes);

/* ppv1_address_to_bytes - the inverse: 16 bytes in network byte order. */
/*@ requires writable: \valid(bytes + (0 .. 15));
    terminates         \true;
    exits              \false;
    assigns            bytes[0 .. 15];
    ensures  value:    AddressBytes(address, bytes);
*/
void ppv1_address_to_bytes(struct ppv1_address address, uint8_t *bytes);

/* ppv1_address_is_ipv4 - is this an IPv4 address, plain or v4-mapped? */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressIsIpv4(address);
*/
bool ppv1_address_is_ipv4(struct ppv1_address address);

/* ppv1_address_is_loopback - 127.0.0.0/8 or ::1 (RFC 1122, RFC 4291 2.5.3) */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressIsLoopback(address);
*/
bool ppv1_address_is_loopback(struct ppv1_address address);

/* ppv1_address_is_unspecified - 0.0.0.0 or :: (RFC 4291 2.5.2) */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressIsUnspecified(address);
*/
bool ppv1_address_is_unspecified(struct ppv1_address address);

/* ppv1_address_is_multicast - 224.0.0.0/4 or ff00::/8 (RFC 4291 2.7) */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressIsMulticast(address);
*/
bool ppv1_address_is_multicast(struct ppv1_address address);

/*
 * ppv1_address_compare - less than, equal to, or greater than 0, as `a` comes
 * before, is, or comes after `b`.  IPv6 addresses come before IPv4 addresses;
 * inside a family the number decides.
 */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  before:  \result <  0 <==> AddressOrder(a) <  AddressOrder(b);
    ensures  same:    \result == 0 <==> AddressOrder(a) == AddressOrder(b);
*/
int ppv1_address_compare(struct ppv1_address a, struct ppv1_address b);

/*
 * ppv1_address_parse - reads text[0 .. n) as one address, IPv4 or IPv6, in
 * the spelling that the PROXY header allows: no zone, no prefix length, no
 * brackets, no leading zeros in an IPv4 octet.  Returns whether the whole
 * text is an address; if not, *address is left as it was.
 */
/*@ requires readable:  \valid_read(text + (0 .. n - 1));
    requires writable:  \valid(address);
    requires separated: \separated(text + (0 .. n - 1), address);
    terminates          \true;
    exits               \false;
    assigns             *address;
    ensures  exact:     \result <==> AddressText(text, 0, n);
    ensures  value:     \result ==> AddressDenotes(text, 0, n, *address);
    ensures  kept:      !\result ==> *address == \old(*address);
*/
bool ppv1_address_parse(const uint8_t *text, size_t n,
                        struct ppv1_address *address);

/*
 * ppv1_address_write - writes the canonical text (RFC 5952; an IPv4 address,
 * plain or mapped, as four decimal octets) to text[0 .. PPV1_ADDRESS_TEXT_MAX)
 * and returns its length.  No NUL is written.
 */
/*@ requires writable: \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    terminates         \true;
    exits              \false;
    assigns            text[0 .. PPV1_ADDRESS_TEXT_MAX - 1];
    ensures  bound:    2 <= \result <= PPV1_ADDRESS_TEXT_MAX;
    ensures  letters:  AddressLetters(text, 0, \result);
    ensures  text:     AddressText(text, 0, \result);
    ensures  value:    AddressDenotes(text, 0, \result, address);
    ensures  form:     CanonicalText(text, 0, \result, address);
    ensures  ipv4:     AddressIsIpv4(address) ==> Ipv4Text(text, 0, \result)
                         && AddressNumber(address)
                            == Ipv4Number(Ipv4Value(text, 0, \result));
*/
size_t ppv1_address_write(struct ppv1_address address, uint8_t *text);

#endif
