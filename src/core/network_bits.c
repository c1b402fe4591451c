#include "network_bits.h"

#include "network_prefix.h"

#ifdef __FRAMAC__
#include "spec/network_bits_lemmas.acsl"
#endif

/*@ ghost
  /@ terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  of_64:   Power2(64) == 0x10000000000000000;
     ensures  none:    BitLength(0) == 0;
  @/
  static void first_and_last_length(void)
  {
  }
*/

/* How many bits last - first has. */
/*@ requires order:    first <= last;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == BitLength(last - first);
    ensures  bound:    \result <= 64;
*/
static unsigned host_bits(uint64_t first, uint64_t last)
{
    uint64_t size = last - first;
    unsigned bits = 0;

    //@ ghost first_and_last_length();
    /*@ loop invariant range: bits <= 64;
        loop invariant size:  size < Power2(64 - bits);
        loop invariant exact: bits + BitLength(size)
                           == BitLength(last - first);
        loop assigns size, bits;
        loop variant size;
    */
    while (size > 0) {
        size /= 2;
        bits++;
    }
    return bits;
}

unsigned network_bits(const struct ppv1_network *block)
{
    return NETWORK_BITS - host_bits(block->first.high, block->last.high)
           - host_bits(block->first.low, block->last.low);
}
