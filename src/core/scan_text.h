/*
 * scan_text - the terminal behind "UNKNOWN ": anything up to the first CRLF.
 */
#ifndef SCAN_TEXT_H
#define SCAN_TEXT_H

#include "scan.h"

/* Where the text must be over, so that CRLF still fits into the line. */
#define SCAN_TEXT_END_MAX 105

#ifdef __FRAMAC__
#include "spec/text.acsl"
#endif

/*
 * scan_text - how far the text goes that begins at s[i].  It is done at the CR
 * of the first CRLF, and too long at the first byte that leaves no room for
 * one.  It has no value: "the receiver must ignore anything presented before
 * the CRLF" (proxy-protocol.txt 2.1).
 */
/*@ requires readable:  \valid_read(s + (0 .. n - 1));
    requires position:  i <= n && i <= SCAN_TEXT_END_MAX;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  closed:    \result.answer == SCAN_DONE
                     || \result.answer == SCAN_MORE
                     || \result.answer == SCAN_TEXT_TOO_LONG;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> TextDone(s, i, n, \result.end, SCAN_TEXT_END_MAX);
    ensures  more:      \result.answer == SCAN_MORE
                   <==> TextPrefix(s, i, n, SCAN_TEXT_END_MAX);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  too_long:  \result.answer == SCAN_TEXT_TOO_LONG
                   <==> TextTooLong(s, i, n, \result.end, SCAN_TEXT_END_MAX);
*/
struct scan scan_text(const uint8_t *s, size_t i, size_t n);

#endif
