#include "scan.h"

/* An octet and the dot behind it: done behind the dot. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(octet);
    requires separated: \separated(s + (i .. n - 1), octet);
    terminates          \true;
    exits               \false;
    assigns             *octet;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_TOO_FEW_OCTETS;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> OctetDotDone(s, i, n);
    ensures  next:      \result.answer == SCAN_DONE
                    ==> \result.end == NextOctet(s, i);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *octet == OctetValue(s, i, \result.end - 1);
    ensures  more:      \result.answer == SCAN_MORE <==> OctetPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE
                    ==> OctetDotDefect(s, i, n, \result.end);
    ensures  missing:   \result.answer == SCAN_OCTET_MISSING
                   <==> OctetMissing(s, i, n, \result.end);
    ensures  zero:      \result.answer == SCAN_OCTET_LEADING_ZERO
                   <==> OctetLeadingZero(s, i, n, \result.end);
    ensures  above:     \result.answer == SCAN_OCTET_ABOVE_255
                   <==> OctetAbove255(s, i, n, \result.end);
    ensures  too_few:   \result.answer == SCAN_TOO_FEW_OCTETS
                   <==> OctetDotMissing(s, i, n, \result.end);
*/
static struct scan scan_octet_dot(const uint8_t *s, size_t i, size_t n,
                                  uint8_t *octet)
{
    struct scan scan = scan_octet(s, i, n, octet);

    if (scan.answer != SCAN_DONE)
        return scan;
    if (s[scan.end] != '.')
        return (struct scan){scan.end, SCAN_TOO_FEW_OCTETS};
    return (struct scan){scan.end + 1, SCAN_DONE};
}

struct scan scan_ipv4(const uint8_t *s, size_t i, size_t n, uint32_t *ipv4)
{
    uint8_t a, b, c, d;
    struct scan scan = scan_octet_dot(s, i, n, &a);

    if (scan.answer != SCAN_DONE)
        return scan;
    scan = scan_octet_dot(s, scan.end, n, &b);
    if (scan.answer != SCAN_DONE)
        return scan;
    scan = scan_octet_dot(s, scan.end, n, &c);
    if (scan.answer != SCAN_DONE)
        return scan;
    scan = scan_octet(s, scan.end, n, &d);
    if (scan.answer != SCAN_DONE)
        return scan;
    if (s[scan.end] == '.')
        return (struct scan){scan.end, SCAN_TOO_MANY_OCTETS};
    /* The four calls are far apart for the provers: one fact at a time. */
    //@ assert octets: Ipv4Octets(s, i, scan.end, a, b, c, d);
    *ipv4 = a * 0x1000000u + b * 0x10000u + c * 0x100u + d;
    return scan;
}
