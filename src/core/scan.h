/*
 * scan - the terminals of a PROXY header: octet, IPv4, IPv6, port.
 *
 * A terminal is the longest run of the bytes it is made of.  A scanner looks
 * at s[i .. n) and says one of three things, exactly:
 *
 *   done   the run ends before s[end] and is a terminal
 *   more   all of it could be the beginning of a terminal; `end` is n
 *   a defect   s[i .. end) could be the beginning of a terminal, but with
 *          s[end] it no longer can
 *
 * Only when it is done has a scanner written a value.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1/address.h"
#include "ppv1/reason.h"

/* What a scanner says.  The defects of an address come in the order of the
 * reasons in ppv1/reason.h, and so do those of a port. */
enum scan_answer {
    SCAN_DONE,
    SCAN_MORE,
    SCAN_OCTET_MISSING,
    SCAN_OCTET_LEADING_ZERO,
    SCAN_OCTET_ABOVE_255,
    SCAN_TOO_FEW_OCTETS,
    SCAN_TOO_MANY_OCTETS,
    SCAN_GROUP_MISSING,
    SCAN_GROUP_TOO_LONG,
    SCAN_SECOND_GAP,
    SCAN_TOO_FEW_GROUPS,
    SCAN_TOO_MANY_GROUPS,
    SCAN_MISPLACED_TAIL,
    SCAN_PORT_MISSING,
    SCAN_PORT_LEADING_ZERO,
    SCAN_PORT_ABOVE_65535,
    SCAN_TEXT_TOO_LONG
};

/* From a defect to the reason for the same in a field. */
#define SOURCE_DEFECT (PPV1_REASON_SOURCE_OCTET_MISSING - SCAN_OCTET_MISSING)
#define DESTINATION_DEFECT                                                     \
    (PPV1_REASON_DESTINATION_OCTET_MISSING - SCAN_OCTET_MISSING)
#define SOURCE_PORT_DEFECT (PPV1_REASON_SOURCE_PORT_MISSING - SCAN_PORT_MISSING)
#define DESTINATION_PORT_DEFECT                                                \
    (PPV1_REASON_DESTINATION_PORT_MISSING - SCAN_PORT_MISSING)
#define TEXT_DEFECT (PPV1_REASON_TOO_LONG - SCAN_TEXT_TOO_LONG)

struct scan {
    size_t end;
    enum scan_answer answer;
};

#ifdef __FRAMAC__
#include "spec/scan.acsl"
#endif

/* scan_octet - a decimal number 0 to 255 without leading zeros. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(octet);
    requires separated: \separated(s + (i .. n - 1), octet);
    terminates          \true;
    exits               \false;
    assigns             *octet;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_OCTET_ABOVE_255;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> OctetDone(s, i, n, \result.end);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *octet == OctetValue(s, i, \result.end);
    ensures  kept:      \result.answer != SCAN_DONE
                    ==> *octet == \old(*octet);
    ensures  more:      \result.answer == SCAN_MORE <==> OctetPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> OctetDefect(s, i, n, \result.end);
    ensures  missing:   \result.answer == SCAN_OCTET_MISSING
                   <==> OctetMissing(s, i, n, \result.end);
    ensures  zero:      \result.answer == SCAN_OCTET_LEADING_ZERO
                   <==> OctetLeadingZero(s, i, n, \result.end);
    ensures  above:     \result.answer == SCAN_OCTET_ABOVE_255
                   <==> OctetAbove255(s, i, n, \result.end);
*/
struct scan scan_octet(const uint8_t *s, size_t i, size_t n, uint8_t *octet);

/* scan_ipv4 - four octets with dots between (proxy-protocol.txt 2.1);
 * *ipv4 is a * 2^24 + b * 2^16 + c * 2^8 + d. */
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
struct scan scan_ipv4(const uint8_t *s, size_t i, size_t n, uint32_t *ipv4);

/* scan_ipv6 - RFC 4291 section 2.2: eight groups of one to four hexadecimal
 * digits, :: for one or more groups of zeros, the last two perhaps as IPv4. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(ipv6);
    requires separated: \separated(s + (i .. n - 1), ipv6);
    terminates          \true;
    exits               \false;
    assigns             *ipv6;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> Ipv6Done(s, i, n, \result.end);
    ensures  text:      \result.answer == SCAN_DONE
                    ==> Ipv6Text(s, i, \result.end) && \result.end < n;
    ensures  value:     \result.answer == SCAN_DONE
                    ==> Ipv6Denotes(s, i, \result.end, *ipv6);
    ensures  kept:      \result.answer != SCAN_DONE ==> *ipv6 == \old(*ipv6);
    ensures  more:      \result.answer == SCAN_MORE <==> Ipv6Prefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  stop:      \result.answer > SCAN_MORE ==> \result.end < n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> Ipv6Defect(s, i, n, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE
                    ==> Ipv6Reason(s, i, \result.end, \result.answer);
*/
struct scan scan_ipv6(const uint8_t *s, size_t i, size_t n,
                      struct ppv1_address *ipv6);

/* scan_port - a decimal number 0 to 65535 without leading zeros. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n && i < SIZE_MAX;
    requires writable:  \valid(port);
    requires separated: \separated(s + (i .. n - 1), port);
    terminates          \true;
    exits               \false;
    assigns             *port;
    ensures  closed:    \result.answer == SCAN_DONE
                     || \result.answer == SCAN_MORE
                     || SCAN_PORT_MISSING <= \result.answer
                                          <= SCAN_PORT_ABOVE_65535;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> PortDone(s, i, n, \result.end);
    ensures  text:      \result.answer == SCAN_DONE
                    ==> PortText(s, i, \result.end) && \result.end < n;
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *port == PortValue(s, i, \result.end);
    ensures  kept:      \result.answer != SCAN_DONE ==> *port == \old(*port);
    ensures  more:      \result.answer == SCAN_MORE <==> PortPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  stop:      \result.answer > SCAN_MORE ==> \result.end < n;
    ensures  missing:   \result.answer == SCAN_PORT_MISSING
                   <==> PortMissing(s, i, n, \result.end);
    ensures  zero:      \result.answer == SCAN_PORT_LEADING_ZERO
                   <==> PortLeadingZero(s, i, n, \result.end);
    ensures  above:     \result.answer == SCAN_PORT_ABOVE_65535
                   <==> PortAbove65535(s, i, n, \result.end);
*/
struct scan scan_port(const uint8_t *s, size_t i, size_t n, uint16_t *port);

#endif
