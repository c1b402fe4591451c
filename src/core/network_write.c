#include "ppv1/networks.h"

#include "address_text.h"
#include "decimal.h"
#include "network_bits.h"
#include "network_prefix.h"

#ifdef __FRAMAC__
#include "spec/network_write_lemmas.acsl"
#endif

/* Writes the prefix length behind the n bytes of an address. */
/*@ requires bits:     bits <= NETWORK_BITS && n <= PPV1_ADDRESS_TEXT_MAX;
    requires writable: \valid(text + (0 .. PPV1_NETWORK_TEXT_MAX - 1));
    terminates         \true;
    exits              \false;
    assigns            text[n .. n + 3];
    ensures  bound:    n + 2 <= \result <= n + 4;
    ensures  slash:    text[n] == '/';
    ensures  number:   DecimalIs(text, n + 1, \result, bits);
    ensures  address:  KeptBytes{Pre, Post}(text, n);
*/
static size_t write_bits(unsigned bits, uint8_t *text, size_t n)
{
    text[n] = '/';
    return decimal_write((uint16_t)bits, text, n + 1);
}

/*@ ghost
  /@ requires readable: \valid_read(note);
     requires ipv4:     AddressIsIpv4(first) ==> Ipv4Text(text, 0, n)
                          && AddressNumber(first)
                             == Ipv4Number(Ipv4Value(text, 0, n));
     requires ipv6:     !AddressIsIpv4(first) ==>
                          WrittenIpv6(text, 0, n, first, note);
     terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  read:     FirstAddressText(text, n, first);
  @/
  static void first_is_read(struct ppv1_address first, const uint8_t *text,
                            size_t n, const struct ipv6_note \ghost *note)
  {
      if (first.high != 0 || first.low < 0xffff00000000
          || 0xffffffffffff < first.low)
          ipv6_is_read(text, 0, n, first, note);
  }
*/

size_t ppv1_network_write(const struct ppv1_network *block, uint8_t *text)
{
    /*@ ghost struct ipv6_note note; */
    unsigned bits = network_bits(block);
    size_t n = address_text_write(block->first, text) /*@ ghost (&note) */;
    size_t end;

    if (bits == NETWORK_BITS) {
        /*@ ghost first_is_read(block->first, text, n, &note); */
        //@ assert host: WrittenAt(text, n, n, *block);
        return n;
    }
    /*@ ghost Address: ; */
    if (ppv1_address_is_ipv4(block->first) && bits >= NETWORK_IPV4_BITS)
        bits -= NETWORK_IPV4_BITS;
    end = write_bits(bits, text, n);
    //@ assert note_kept: SameNote{Address, Here}(&note);
    /*@ ghost first_is_read(block->first, text, n, &note); */
    //@ assert block: WrittenAt(text, n, end, *block);
    return end;
}

const char *ppv1_networks_error_text(enum ppv1_networks_error error)
{
    switch (error) {
    case PPV1_NETWORKS_OK:
        break;
    case PPV1_NETWORKS_EMPTY_ENTRY:
        return "nothing between two separators";
    case PPV1_NETWORKS_STAR_NOT_ALONE:
        return "* stands for every peer and goes alone";
    case PPV1_NETWORKS_COMMA:
        return "the separator is ; and not a comma";
    case PPV1_NETWORKS_ADDRESS:
        return "not an IPv4 or IPv6 address";
    case PPV1_NETWORKS_PREFIX:
        return "the prefix length is 0 to 32 for IPv4, 0 to 128 for IPv6";
    case PPV1_NETWORKS_TOO_MANY:
        return "more entries than there is room for";
    }
    return "no error";
}
