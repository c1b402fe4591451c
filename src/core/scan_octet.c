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

/* No digit at s[end]: done, unless more can come. */
/*@ requires writable: \valid(octet);
    requires fits:     value <= 255;
    terminates         \true;
    exits              \false;
    assigns            *octet;
    ensures  end:      \result.end == end;
    ensures  done:     end != n ==> \result.answer == SCAN_DONE
                                    && *octet == value;
    ensures  more:     end == n ==> \result.answer == SCAN_MORE
                                    && *octet == \old(*octet);
*/
static struct scan digits_end(size_t end, size_t n, unsigned value,
                              uint8_t *octet)
{
    if (end == n)
        return (struct scan){end, SCAN_MORE};
    *octet = (uint8_t)value;
    return (struct scan){end, SCAN_DONE};
}

struct scan scan_octet(const uint8_t *s, size_t i, size_t n, uint8_t *octet)
{
    unsigned value;

    if (!digit_at(s, i, n))
        return (struct scan){i, i == n ? SCAN_MORE : SCAN_OCTET_MISSING};
    value = (unsigned)(s[i] - '0');
    if (!digit_at(s, i + 1, n))
        return digits_end(i + 1, n, value, octet);
    if (value == 0)
        return (struct scan){i + 1, SCAN_OCTET_LEADING_ZERO};
    value = 10 * value + (unsigned)(s[i + 1] - '0');
    if (!digit_at(s, i + 2, n))
        return digits_end(i + 2, n, value, octet);
    value = 10 * value + (unsigned)(s[i + 2] - '0');
    if (value > 255)
        return (struct scan){i + 2, SCAN_OCTET_ABOVE_255};
    if (!digit_at(s, i + 3, n))
        return digits_end(i + 3, n, value, octet);
    return (struct scan){i + 3, SCAN_OCTET_ABOVE_255};
}
