/*
 * complete_tcp - the beginning of a TCP line can become a line: here is how.
 *
 * One function for each field in which c[0 .. n) may end, and one for CRLF:
 * its contract says where the fields before it are.  Each writes what is
 * missing from c[n] on and returns the length of the line.
 */
#ifndef COMPLETE_TCP_H
#define COMPLETE_TCP_H

#include "complete_field.h"
#include "complete_room.h"

#ifdef __FRAMAC__
#include "spec/line_places.acsl"
#endif

/* complete_crlf - c[0 .. end) lacks CRLF, or only its LF */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  n == end || (n == end + 1 && c[end] == '\r');
    requires fields:    ToCrlf(c, protocol, d, p, q, end);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_crlf(uint8_t *c, size_t end, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d, size_t p, size_t q) */;

/* complete_last_port - c[q + 1 .. n) is the beginning of the last port */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  q < n <= 105;
    requires fields:    ToLastPort(c, protocol, d, p, q) && c[q] == ' ';
    requires beginning: PortBegun(c, q + 1, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_last_port(uint8_t *c, size_t q, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d, size_t p) */;

/* complete_source_port - c[p + 1 .. n) is the beginning of the source port */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  p < n <= 103;
    requires fields:    ToSourcePort(c, protocol, d, p) && c[p] == ' ';
    requires beginning: PortBegun(c, p + 1, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_source_port(uint8_t *c, size_t p, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d) */;

/* complete_destination - c[d + 1 .. n) is the beginning of the destination */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  d < n <= 101;
    requires protocol:  IsTcp(protocol);
    requires fields:    ToDestination(c, protocol, d) && c[d] == ' ';
    requires beginning: AddressBegun(c, protocol, d + 1, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_destination(uint8_t *c, enum ppv1_protocol protocol, size_t d,
                            size_t n);

/* complete_source - c[11 .. n) is the beginning of the source address */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  11 <= n <= 99;
    requires protocol:  IsTcp(protocol);
    requires words:     ToSource(c, protocol);
    requires beginning: AddressBegun(c, protocol, 11, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_source(uint8_t *c, enum ppv1_protocol protocol, size_t n);

#endif
