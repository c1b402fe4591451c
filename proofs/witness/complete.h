/*
 * complete - the beginning of a terminal can become one: here is how.
 *
 * A scanner says "more" of bytes that could be the beginning of a terminal.
 * These functions write what is missing behind such bytes, so that their
 * contracts say: to every beginning there is an end.  They are no part of the
 * library.  Each takes the beginning c[i .. n) and returns where the terminal
 * ends; it does not touch what is there already.
 */
#ifndef COMPLETE_H
#define COMPLETE_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1/address.h"

/* The most bytes that an address can lack, and a port. */
#define COMPLETE_ADDRESS_MAX 7
#define COMPLETE_PORT_MAX 1

/* Proper beginnings of the longest addresses, which have 15 and 45 bytes, have
 * ends that are not longer than this. */
#define COMPLETE_IPV4_LENGTH 13
#define COMPLETE_IPV6_LENGTH 43

#ifdef __FRAMAC__
#include "spec/witness.acsl"
#endif

/* complete_ipv4 - "10.2" becomes "10.2.0.0" */
/*@ requires position:  i <= n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (i .. n + COMPLETE_ADDRESS_MAX - 1));
    requires beginning: Ipv4Prefix(c, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      Ipv4Text(c, i, \result);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n
                     || \result <= i + COMPLETE_IPV4_LENGTH;
*/
size_t complete_ipv4(uint8_t *c, size_t i, size_t n);

/* complete_ipv6 - "a:b" becomes "a:b::", and so does "a:b:" */
/*@ requires position:  i <= n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (i .. n + COMPLETE_ADDRESS_MAX - 1));
    requires beginning: Ipv6Prefix(c, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      Ipv6Text(c, i, \result);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n
                     || \result <= i + COMPLETE_IPV6_LENGTH;
*/
size_t complete_ipv6(uint8_t *c, size_t i, size_t n);

/* complete_port - nothing becomes "0" */
/*@ requires position:  i <= n <= SIZE_MAX - COMPLETE_PORT_MAX;
    requires writable:  \valid(c + (i .. n));
    requires beginning: PortPrefix(c, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n];
    ensures  text:      PortText(c, i, \result);
    ensures  position:  n <= \result <= n + COMPLETE_PORT_MAX && i < \result;
    ensures  short:     \result <= n || \result == i + 1;
*/
size_t complete_port(uint8_t *c, size_t i, size_t n);

#endif
