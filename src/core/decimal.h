/*
 * decimal - a number in decimal digits.
 */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __FRAMAC__
#include "spec/decimal.acsl"
#endif

/* decimal_write - writes `value` without leading zeros to text[at ...] and
 * returns the position behind its last digit. */
/*@ requires room:     at <= SIZE_MAX - DecimalLength(value);
    requires writable: \valid(text + (at .. at + DecimalLength(value) - 1));
    terminates         \true;
    exits              \false;
    assigns            text[at .. at + DecimalLength(value) - 1];
    ensures  length:   \result == at + DecimalLength(value);
    ensures  exact:    DecimalIs(text, at, \result, value);
    ensures  octet:    value <= 255 ==> OctetDigits(text, at, \result, value);
*/
size_t decimal_write(uint16_t value, uint8_t *text, size_t at);

#endif
