/*
 * An address that is written is read again as itself.  This is no part of the
 * library; it calls it as any program would.
 */
#include "ppv1/address.h"

#ifdef __FRAMAC__
#include "spec/address_one.acsl"
#endif

/* Writes the address and reads that text: is it one? */
/*@ requires writable:  \valid(again);
    terminates          \true;
    exits               \false;
    assigns             *again;
    ensures  read:      \result;
    ensures  same:      AddressNumber(*again) == AddressNumber(address);
*/
bool address_again(struct ppv1_address address, struct ppv1_address *again)
{
    uint8_t text[PPV1_ADDRESS_TEXT_MAX];
    size_t length = ppv1_address_write(address, text);
    bool read;

    read = ppv1_address_parse(text, length, again);
    //@ ghost address_one(text);
    return read;
}
