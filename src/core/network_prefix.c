#include "network_prefix.h"

#ifdef __FRAMAC__
#include "spec/network_prefix.acsl"
#endif

/* The last IPv6 address before ::ffff:0:0/96, where the IPv4 addresses are. */
#define BEFORE_IPV4 0xfffeffffffff

/* The words from `first` to `last`. */
struct span {
    uint64_t first;
    uint64_t last;
};

/*@ ghost
  /@ terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  of_32:   Power2(32) == 0x100000000;
     ensures  of_33:   Power2(33) == 0x200000000;
     ensures  of_64:   Power2(64) == 0x10000000000000000;
  @/
  static void power2_values(void)
  {
  }

  /@ requires range:   i < 64 && b <= 64;
     requires so_far:  Power2(i) * Power2(b) == Power2(i + b);
     terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  next:    Power2(i + 1) * Power2(b) == Power2(i + 1 + b);
  @/
  static void power2_step(unsigned i, unsigned b)
  {
      /@ assert one: Power2(i + 1) == 2 * Power2(i); @/
      /@ assert sum: Power2(i + 1 + b) == 2 * Power2(i + b); @/
  }

  /@ requires range:   a <= 64 && b <= 64;
     terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  product: Power2(a) * Power2(b) == Power2(a + b);
  @/
  static void power2_product(unsigned a, unsigned b)
  {
      unsigned i = 0;
      /@ loop invariant range:   0 <= i <= a;
         loop invariant product: Power2(i) * Power2(b) == Power2(i + b);
         loop assigns i;
         loop variant a - i;
      @/
      while (i < a) {
          power2_step(i, b);
          i++;
      }
  }
*/

/* 2^k */
/*@ requires range:    k <= 63;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Power2(k);
    ensures  positive: \result >= 1;
*/
static uint64_t power2(unsigned k)
{
    uint64_t power = 0x8000000000000000;

    /*@ loop invariant range:    k <= i <= 63;
        loop invariant exact:    power == Power2(i);
        loop invariant positive: power >= 1;
        loop assigns i, power;
        loop variant i;
    */
    for (unsigned i = 63; i > k; i--)
        power /= 2;
    return power;
}

/* The words that are equal to `word` but for their last k bits. */
/*@ requires range:    k <= 64;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  first:    \result.first == word - word % Power2(k);
    ensures  last:     \result.last == \result.first + (Power2(k) - 1);
*/
static struct span span(uint64_t word, unsigned k)
{
    uint64_t size, first;

    //@ ghost power2_values();
    if (k == 64)
        return (struct span){0, UINT64_MAX};
    size = power2(k);
    first = word - word % size;
    //@ ghost power2_product(k, 64 - k);
    //@ assert whole: Power2(k) * Power2(64 - k) == 0x10000000000000000;
    return (struct span){first, first + (size - 1)};
}

/*@ ghost
  /@ requires size:    size >= 1;
     terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  above:   size * e <= word ==> size * e <= word - word % size;
     ensures  below:   word < size * e ==>
                       word - word % size + size <= size * e;
  @/
  static void multiple(uint64_t word, uint64_t size, uint64_t e)
  {
  }

  /@ requires range:   k <= 32;
     requires size:    size == Power2(k) && size >= 1;
     terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  narrow:  Narrow(word, word - word % size,
                              word - word % size + (size - 1));
  @/
  static void narrow_span(uint64_t word, unsigned k, uint64_t size)
  {
      uint64_t rest = 0x100000000;
      unsigned i = 32;
      power2_values();
      /@ loop invariant range: 32 - k <= i <= 32;
         loop invariant rest:  rest == Power2(i);
         loop assigns i, rest;
         loop variant i;
      @/
      while (i > 32 - k) {
          rest /= 2;
          i--;
      }
      power2_product(k, 32 - k);
      /@ assert whole: size * rest == 0x100000000; @/
      multiple(word, size, rest * 0xffff);
      multiple(word, size, rest * 0x10000);
  }

  /@ requires range:   33 <= k <= 64;
     terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  wide:    Wide(word - word % Power2(k),
                            word - word % Power2(k) + (Power2(k) - 1));
  @/
  static void wide_span(uint64_t word, unsigned k)
  {
      power2_values();
      power2_product(33, k - 33);
      /@ assert whole: 0x200000000 * Power2(k - 33) == Power2(k); @/
      /@ assert first: word - word % Power2(k) ==
        0x200000000 * (Power2(k - 33) * (word / Power2(k))); @/
  }
*/

/*@ requires range:    64 < bits <= 128;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    NetworkIs(\result, address, bits);
    ensures  order:    HalvesInOrder(\result);
*/
static struct ppv1_network low_prefix(struct ppv1_address address,
                                      unsigned bits)
{
    struct span low = span(address.low, 128 - bits);
    struct ppv1_network block = {{address.high, low.first},
                                 {address.high, low.last}};

    /*@ ghost
        if (bits < 96)
            wide_span(address.low, 128 - bits);
        else
            narrow_span(address.low, 128 - bits, low.last - low.first + 1);
    */
    if (bits < 96 && ppv1_address_is_ipv4(block.last))
        block.last.low = BEFORE_IPV4;
    return block;
}

/*@ requires range:    bits <= 64;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    NetworkIs(\result, address, bits);
    ensures  order:    HalvesInOrder(\result);
*/
static struct ppv1_network high_prefix(struct ppv1_address address,
                                       unsigned bits)
{
    struct span high = span(address.high, 64 - bits);

    return (struct ppv1_network){{high.first, 0}, {high.last, UINT64_MAX}};
}

struct ppv1_network network_from_prefix(struct ppv1_address address,
                                        unsigned bits)
{
    if (bits <= 64)
        return high_prefix(address, bits);
    return low_prefix(address, bits);
}
