/*
 * lower_hex - the hexadecimal digit that is written for a value.
 */
#ifndef LOWER_HEX_H
#define LOWER_HEX_H

#include <stdint.h>

#ifdef __FRAMAC__
#include "spec/lower_hex.acsl"
#endif

/* lower_hex - the digit that is worth `value`, in lower case. */
/*@ requires digit:   value < 16;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == LowerHexDigit(value);
*/
static inline uint8_t lower_hex(unsigned value)
{
    return (uint8_t)(value < 10 ? '0' + value : 'a' + (value - 10));
}

#endif
