#include "scan.h"

/*@ requires readable: k < n ==> \valid_read(s + k);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> k < n && Digit(s[k]);
*/
static bool digit_at(const uint8_t *s, size_t k, size_t n)
{
    return k < n && s[k] >= '0' && s[k] <= '9';
}

struct scan scan_port(const uint8_t *s, size_t i, size_t n, uint16_t *port)
{
    unsigned value;
    size_t k = i + 1;

    if (!digit_at(s, i, n))
        return (struct scan){i, i == n ? SCAN_MORE : SCAN_PORT_MISSING};
    value = (unsigned)(s[i] - '0');
    if (value == 0 && digit_at(s, i + 1, n))
        return (struct scan){i + 1, SCAN_PORT_LEADING_ZERO};
    /*@ loop invariant length: i + 1 <= k <= i + 5 && k <= n;
        loop invariant text:   PortText(s, i, k);
        loop invariant value:  value == PortValue(s, i, k);
        loop assigns k, value;
        loop variant n - k;
    */
    while (digit_at(s, k, n)) {
        unsigned next = 10 * value + (unsigned)(s[k] - '0');

        if (next > 65535)
            return (struct scan){k, SCAN_PORT_ABOVE_65535};
        value = next;
        k++;
    }
    if (k == n)
        return (struct scan){n, SCAN_MORE};
    *port = (uint16_t)value;
    return (struct scan){k, SCAN_DONE};
}
