#include "scan.h"

struct scan scan_octet(const uint8_t *s, size_t i, size_t n, uint8_t *octet)
{
    unsigned value = 0;
    size_t k = i;

    /*@ loop invariant position: i <= k <= n;
        loop invariant prefix:   OctetPrefix(s, i, k);
        loop invariant value:    value == (k == i ? 0 : OctetValue(s, i, k));
        loop assigns k, value;
        loop variant n - k;
    */
    for (; k < n && s[k] >= '0' && s[k] <= '9'; k++) {
        if (k > i && value == 0)
            return (struct scan){k, SCAN_OCTET_LEADING_ZERO};
        value = value * 10 + (unsigned)(s[k] - '0');
        if (value > 255)
            return (struct scan){k, SCAN_OCTET_ABOVE_255};
    }
    if (k == n)
        return (struct scan){n, SCAN_MORE};
    if (k == i)
        return (struct scan){k, SCAN_OCTET_MISSING};
    *octet = (uint8_t)value;
    return (struct scan){k, SCAN_DONE};
}
