/*
 * complete_field - the beginning of a field becomes one, and the fields before
 * it stay what they are.
 *
 * As complete.h, but the contracts say nothing of what a terminal is: so they
 * suit its name alone.
 */
#ifndef COMPLETE_FIELD_H
#define COMPLETE_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1/address.h"
#include "ppv1/line.h"

/* The most bytes that a field can lack. */
#define COMPLETE_FIELD_MAX 7

/* Where a field was completed, an address is not longer than this. */
#define COMPLETE_FIELD_LENGTH 43

#ifdef __FRAMAC__
#include "spec/fields_kept.acsl"
#endif

/* complete_byte - `byte` behind a field */
/*@ requires writable:  \valid(c + n);
    terminates          \true;
    exits               \false;
    assigns             c[n];
    ensures  written:   c[n] == byte;
    ensures  kept:      FieldsKept{Pre,Here}(c, n);
*/
void complete_byte(uint8_t *c, size_t n, uint8_t byte);

/* complete_address - "10.2" becomes "10.2.0.0", "a:b" becomes "a:b::" */
/*@ requires position:  i <= n <= SIZE_MAX - COMPLETE_FIELD_MAX;
    requires writable:  \valid(c + (0 .. n + COMPLETE_FIELD_MAX - 1));
    requires protocol:  IsTcp(protocol);
    requires beginning: AddressBegun(c, protocol, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_FIELD_MAX - 1];
    ensures  text:      FamilyText(c, protocol, i, \result);
    ensures  position:  n <= \result <= n + COMPLETE_FIELD_MAX;
    ensures  short:     \result <= n
                     || \result <= i + COMPLETE_FIELD_LENGTH;
    ensures  kept:      FieldsKept{Pre,Here}(c, n);
*/
size_t complete_address(uint8_t *c, enum ppv1_protocol protocol, size_t i,
                        size_t n);

/* complete_port_field - nothing becomes "0" */
/*@ requires position:  i <= n < SIZE_MAX;
    requires writable:  \valid(c + (0 .. n));
    requires beginning: PortBegun(c, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n];
    ensures  text:      PortText(c, i, \result);
    ensures  position:  n <= \result <= n + 1 && i < \result;
    ensures  short:     \result <= n || \result == i + 1;
    ensures  kept:      FieldsKept{Pre,Here}(c, n);
*/
size_t complete_port_field(uint8_t *c, size_t i, size_t n);

#endif
