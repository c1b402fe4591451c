/*
 * scan_octets - an IPv4 address, octet by octet: also near the end of the
 * bytes, and also if something is wrong, which it names.
 */
#ifndef SCAN_OCTETS_H
#define SCAN_OCTETS_H

#include "scan.h"

/* scan_octets - says what scan_ipv4 says. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(ipv4);
    requires separated: \separated(s + (i .. n - 1), ipv4);
    terminates          \true;
    exits               \false;
    assigns             *ipv4;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_TOO_MANY_OCTETS;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> Ipv4Done(s, i, n, \result.end);
    ensures  text:      \result.answer == SCAN_DONE
                    ==> Ipv4Text(s, i, \result.end) && \result.end < n;
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *ipv4 == Ipv4Value(s, i, \result.end);
    ensures  kept:      \result.answer != SCAN_DONE ==> *ipv4 == \old(*ipv4);
    ensures  more:      \result.answer == SCAN_MORE <==> Ipv4Prefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  stop:      \result.answer > SCAN_MORE ==> \result.end < n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> Ipv4Defect(s, i, n, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE ==> \result.answer
                        == Ipv4Reason(s, i, \result.end);
*/
struct scan scan_octets(const uint8_t *s, size_t i, size_t n, uint32_t *ipv4);

#endif
