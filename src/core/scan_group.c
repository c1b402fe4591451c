#include "scan_group.h"

#include "hex.h"

/* The digit at s[k], or NOT_HEX if there is none. */
/*@ requires readable: k < n ==> \valid_read(s + k);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  bound:    \result < 16 || \result == NOT_HEX;
    ensures  digit:    \result < 16 <==> k < n && HexDigit(s[k]);
    ensures  value:    \result < 16 ==> \result == HexValue(s[k]);
*/
static unsigned hex_at(const uint8_t *s, size_t k, size_t n)
{
    return k < n ? hex_value(s[k]) : NOT_HEX;
}

/* No digit at s[end]: done, unless more can come. */
/*@ requires fits:    value <= 0xffff;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  end:     \result.end == end;
    ensures  done:    end != n ==> \result.answer == SCAN_DONE
                                   && \result.value == value;
    ensures  more:    end == n ==> \result.answer == SCAN_MORE;
*/
static struct group group_end(size_t end, size_t n, unsigned value)
{
    return (struct group){end, end == n ? SCAN_MORE : SCAN_DONE,
                          (uint16_t)value};
}

struct group scan_group(const uint8_t *s, size_t i, size_t n)
{
    unsigned value = hex_at(s, i, n);
    unsigned digit;

    if (value == NOT_HEX)
        return (struct group){i, i == n ? SCAN_MORE : SCAN_GROUP_MISSING, 0};
    digit = hex_at(s, i + 1, n);
    if (digit == NOT_HEX)
        return group_end(i + 1, n, value);
    value = 16 * value + digit;
    digit = hex_at(s, i + 2, n);
    if (digit == NOT_HEX)
        return group_end(i + 2, n, value);
    value = 16 * value + digit;
    digit = hex_at(s, i + 3, n);
    if (digit == NOT_HEX)
        return group_end(i + 3, n, value);
    if (hex_at(s, i + 4, n) != NOT_HEX)
        return (struct group){i + 4, SCAN_GROUP_TOO_LONG, 0};
    return group_end(i + 4, n, 16 * value + digit);
}
