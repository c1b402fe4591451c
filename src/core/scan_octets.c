#include "scan_octets.h"

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
                    ==> *octet == FirstOctet(s, i);
    ensures  more:      \result.answer == SCAN_MORE <==> OctetPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> OctetDotDefect(s, i, n, \result.end);
    ensures  early:     \result.answer > SCAN_MORE
                    ==> \result.end < NextOctet(s, i);
    ensures  reason:    \result.answer > SCAN_MORE ==> \result.answer
                        == DottedReason(s, i, \result.end);
*/
static struct scan octet_and_dot(const uint8_t *s, size_t i, size_t n,
                                 uint8_t *octet)
{
    struct scan scan = scan_octet(s, i, n, octet);

    if (scan.answer != SCAN_DONE)
        return scan;
    if (s[scan.end] != '.')
        return (struct scan){scan.end, SCAN_TOO_FEW_OCTETS};
    return (struct scan){scan.end + 1, SCAN_DONE};
}

/* An octet with neither digit nor dot behind it. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(octet);
    requires separated: \separated(s + (i .. n - 1), octet);
    terminates          \true;
    exits               \false;
    assigns             *octet;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_TOO_MANY_OCTETS;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> LastOctetDone(s, i, n, \result.end);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *octet == OctetValue(s, i, \result.end);
    ensures  kept:      \result.answer != SCAN_DONE
                    ==> *octet == \old(*octet);
    ensures  more:      \result.answer == SCAN_MORE
                   <==> OctetPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> LastOctetDefect(s, i, n, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE ==> \result.answer
                        == LastReason(s, i, \result.end);
*/
static struct scan last_octet(const uint8_t *s, size_t i, size_t n,
                              uint8_t *octet)
{
    uint8_t value = 0;
    struct scan scan = scan_octet(s, i, n, &value);

    if (scan.answer != SCAN_DONE)
        return scan;
    if (s[scan.end] == '.')
        return (struct scan){scan.end, SCAN_TOO_MANY_OCTETS};
    *octet = value;
    return scan;
}

/* The last two octets, the last three: *value is big endian. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(value);
    requires separated: \separated(s + (i .. n - 1), value);
    terminates          \true;
    exits               \false;
    assigns             *value;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_TOO_MANY_OCTETS;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> TwoOctetsDone(s, i, n, \result.end);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *value == TwoOctetsValue(s, i, \result.end);
    ensures  kept:      \result.answer != SCAN_DONE
                    ==> *value == \old(*value);
    ensures  more:      \result.answer == SCAN_MORE
                   <==> TwoOctetsPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> TwoOctetsDefect(s, i, n, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE ==> \result.answer
                        == TwoOctetsReason(s, i, \result.end);
*/
static struct scan two_octets(const uint8_t *s, size_t i, size_t n,
                              uint32_t *value)
{
    uint8_t first;
    uint8_t rest = 0;
    struct scan scan = octet_and_dot(s, i, n, &first);

    if (scan.answer != SCAN_DONE)
        return scan;
    scan = last_octet(s, scan.end, n, &rest);
    if (scan.answer == SCAN_DONE)
        *value = 0x100u * first + rest;
    return scan;
}

/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(value);
    requires separated: \separated(s + (i .. n - 1), value);
    terminates          \true;
    exits               \false;
    assigns             *value;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_TOO_MANY_OCTETS;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> ThreeOctetsDone(s, i, n, \result.end);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *value == ThreeOctetsValue(s, i, \result.end);
    ensures  kept:      \result.answer != SCAN_DONE
                    ==> *value == \old(*value);
    ensures  more:      \result.answer == SCAN_MORE
                   <==> ThreeOctetsPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE
                   <==> ThreeOctetsDefect(s, i, n, \result.end);
    ensures  reason:    \result.answer > SCAN_MORE ==> \result.answer
                        == ThreeOctetsReason(s, i, \result.end);
*/
static struct scan three_octets(const uint8_t *s, size_t i, size_t n,
                                uint32_t *value)
{
    uint8_t first;
    uint32_t rest = 0;
    struct scan scan = octet_and_dot(s, i, n, &first);

    if (scan.answer != SCAN_DONE)
        return scan;
    scan = two_octets(s, scan.end, n, &rest);
    if (scan.answer == SCAN_DONE)
        *value = 0x10000u * first + rest;
    return scan;
}

struct scan scan_octets(const uint8_t *s, size_t i, size_t n, uint32_t *ipv4)
{
    uint8_t first;
    uint32_t rest = 0;
    struct scan scan = octet_and_dot(s, i, n, &first);

    if (scan.answer != SCAN_DONE)
        return scan;
    scan = three_octets(s, scan.end, n, &rest);
    if (scan.answer == SCAN_DONE)
        *ipv4 = 0x1000000u * first + rest;
    return scan;
}
