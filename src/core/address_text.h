/*
 * address_text - the canonical text of an address, written into a longer one.
 *
 * ppv1_address_write (ppv1/address.h) and ppv1_write (ppv1/line.h) are made
 * of these.
 */
#ifndef ADDRESS_TEXT_H
#define ADDRESS_TEXT_H

#include "ppv1/address.h"

#ifdef __FRAMAC__
#include "spec/written_ipv6.acsl"
#endif

#define ADDRESS_TEXT_IPV4_MAX 15 /* 255.255.255.255 */

/* address_text_write_ipv4 - writes a.b.c.d to text[at ...] and returns the
 * position behind it; `ipv4` is a * 2^24 + b * 2^16 + c * 2^8 + d. */
/*@ requires room:     TextRoom(text, at, ADDRESS_TEXT_IPV4_MAX);
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + ADDRESS_TEXT_IPV4_MAX - 1];
    ensures  bound:    at + 7 <= \result <= at + ADDRESS_TEXT_IPV4_MAX;
    ensures  text:     Ipv4Text(text, at, \result);
    ensures  value:    Ipv4Value(text, at, \result) == ipv4;
    ensures  letters:  Ipv4Letters(text, at, \result);
*/
size_t address_text_write_ipv4(uint32_t ipv4, uint8_t *text, size_t at);

/* address_text_write_ipv6 - writes the address as RFC 5952 says to text[at ...]
 * and returns the position behind it; an IPv4 address as ::ffff:a.b.c.d.
 * For provers it notes where the groups end: who writes more behind it can
 * still say then what was written. */
/*@ requires room:      TextRoom(text, at, PPV1_ADDRESS_TEXT_MAX);
    requires note:      \valid(note);
    requires separated: \separated(
                          text + (at .. at + PPV1_ADDRESS_TEXT_MAX - 1), note);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX - 1], *note;
    ensures  bound:     at + 2 <= \result <= at + PPV1_ADDRESS_TEXT_MAX;
    ensures  letters:   AddressLetters(text, at, \result);
    ensures  text:      Ipv6Text(text, at, \result);
    ensures  value:     Ipv6Denotes(text, at, \result, address);
    ensures  form:      CanonicalIpv6(text, at, \result, address);
    ensures  written:   WrittenIpv6(text, at, \result, address, note);
*/
size_t address_text_write_ipv6(struct ppv1_address address, uint8_t *text,
                               size_t at)
    /*@ ghost (struct ipv6_note \ghost *note) */;

/* address_text_write - ppv1_address_write with that note, if it is an IPv6
 * address. */
/*@ requires writable:  \valid(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1));
    requires note:      \valid(note);
    requires separated: \separated(text + (0 .. PPV1_ADDRESS_TEXT_MAX - 1),
                                   note);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_ADDRESS_TEXT_MAX - 1], *note;
    ensures  bound:     2 <= \result <= PPV1_ADDRESS_TEXT_MAX;
    ensures  letters:   AddressLetters(text, 0, \result);
    ensures  text:      AddressText(text, 0, \result);
    ensures  value:     AddressDenotes(text, 0, \result, address);
    ensures  form:      CanonicalText(text, 0, \result, address);
    ensures  ipv4:      AddressIsIpv4(address) ==> Ipv4Text(text, 0, \result)
                          && AddressNumber(address)
                             == Ipv4Number(Ipv4Value(text, 0, \result));
    ensures  written:   !AddressIsIpv4(address) ==>
                          WrittenIpv6(text, 0, \result, address, note);
*/
size_t address_text_write(struct ppv1_address address, uint8_t *text)
    /*@ ghost (struct ipv6_note \ghost *note) */;

#endif
