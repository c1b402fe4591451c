/*
 * complete_unknown - the beginning of "PROXY UNKNOWN ...\r\n" can become a
 * line: here is how.  As complete_tcp.h.
 */
#ifndef COMPLETE_UNKNOWN_H
#define COMPLETE_UNKNOWN_H

#include <stddef.h>
#include <stdint.h>

#include "complete_room.h"

#ifdef __FRAMAC__
#include "spec/line_prefix.acsl"
#endif

/* complete_unknown - from the word, from its text or from CRLF */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires beginning: (n <= 13 && ProxyBegun(c, n) && UnknownBegun(c, n))
                     || UnknownPrefix(c, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_unknown(uint8_t *c, size_t n);

#endif
