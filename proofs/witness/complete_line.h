/*
 * complete_line - the beginning of a line can become one: here is how.
 *
 * ppv1_parse says "incomplete" of the beginning of a line (LinePrefix).  This
 * writes what is missing behind such bytes, so that its contract says: every
 * beginning of a line becomes one when the right bytes come.
 */
#ifndef COMPLETE_LINE_H
#define COMPLETE_LINE_H

#include "complete_unknown.h"

/* complete_line - "PROX" becomes "PROXY UNKNOWN\r\n" */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires beginning: LinePrefix(c, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
size_t complete_line(uint8_t *c, size_t n);

#endif
