/*
 * line_future - what is refused can never become a line, and all else can.
 *
 * This is no part of the library; it calls ppv1_parse as a server does.
 */
#ifndef LINE_FUTURE_H
#define LINE_FUTURE_H

#include "complete_line.h"

/*
 * line_future - asks ppv1_parse of c[0 .. n).  If it refuses them, no line
 * begins c, whatever stands behind them: nothing of that is looked at or
 * changed.  Else a line does, of the length that is returned: it was there, or
 * bytes are written behind c[0 .. n) that make it one.
 */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1)) && \valid(line);
    requires separated: \separated(c + (0 .. COMPLETE_ROOM - 1), line);
    requires room:      n <= COMPLETE_ROOM;
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1], *line;
    ensures  never:     line->answer == PPV1_REJECTED ==> NoLine(c);
    ensures  kept:      line->answer == PPV1_REJECTED ==>
                        \forall integer i; n <= i < COMPLETE_ROOM ==>
                        c[i] == \old(c[i]);
    ensures  becomes:   line->answer != PPV1_REJECTED ==> Line(c, \result);
*/
size_t line_future(uint8_t *c, size_t n, struct ppv1_line *line);

#endif
