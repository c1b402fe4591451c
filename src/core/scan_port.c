#include "scan.h"

#include "digit.h"

/*@ requires readable: k < n ==> \valid_read(s + k);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> k < n && Digit(s[k]);
*/
static bool port_digit(const uint8_t *s, size_t k, size_t n)
{
    return k < n && s[k] >= '0' && s[k] <= '9';
}

/* Five digits and the byte that ends them. */
#define PORT_ROOM 6

/* What was read, and where it ends: at 0 if it is no port. */
struct whole_port {
    size_t end;
    int value;
};

/* The usual case: a port, and not at the end of the bytes.  Digit by digit,
 * without a loop: that takes two thirds of the time. */
/*@ requires readable: \valid_read(s + (i .. i + PORT_ROOM - 1));
    requires position: i + PORT_ROOM <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  position: \result.end == 0 || i < \result.end <= i + 5;
    ensures  text:     \result.end != 0 ==> PortText(s, i, \result.end)
                                            && !Digit(s[\result.end]);
    ensures  one:      \result.end == i + 1
                   ==> \result.value == PortValue(s, i, i + 1);
    ensures  two:      \result.end == i + 2
                   ==> \result.value == PortValue(s, i, i + 2);
    ensures  three:    \result.end == i + 3
                   ==> \result.value == PortValue(s, i, i + 3);
    ensures  four:     \result.end == i + 4
                   ==> \result.value == PortValue(s, i, i + 4);
    ensures  five:     \result.end == i + 5
                   ==> \result.value == PortValue(s, i, i + 5);
    ensures  bound:    0 <= \result.value <= 65535;
*/
static struct whole_port whole_port(const uint8_t *s, size_t i)
{
    int value = digit_worth(s[i]);
    int digit = digit_worth(s[i + 1]);

    if (!is_digit_worth(value))
        return (struct whole_port){0, 0};
    if (!is_digit_worth(digit))
        return (struct whole_port){i + 1, value};
    if (value == 0)
        return (struct whole_port){0, 0};
    value = 10 * value + digit;
    digit = digit_worth(s[i + 2]);
    if (!is_digit_worth(digit))
        return (struct whole_port){i + 2, value};
    value = 10 * value + digit;
    digit = digit_worth(s[i + 3]);
    if (!is_digit_worth(digit))
        return (struct whole_port){i + 3, value};
    value = 10 * value + digit;
    digit = digit_worth(s[i + 4]);
    if (!is_digit_worth(digit))
        return (struct whole_port){i + 4, value};
    value = 10 * value + digit;
    if (value > 65535 || is_digit_worth(digit_worth(s[i + 5])))
        return (struct whole_port){0, 0};
    return (struct whole_port){i + 5, value};
}

/* Also near the end of the bytes, and also if something is wrong. */
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
static struct scan any_port(const uint8_t *s, size_t i, size_t n,
                            uint16_t *port)
{
    unsigned value;
    size_t k = i + 1;

    if (!port_digit(s, i, n))
        return (struct scan){i, i == n ? SCAN_MORE : SCAN_PORT_MISSING};
    value = (unsigned)(s[i] - '0');
    if (value == 0 && port_digit(s, i + 1, n))
        return (struct scan){i + 1, SCAN_PORT_LEADING_ZERO};
    /*@ loop invariant length: i + 1 <= k <= i + 5 && k <= n;
        loop invariant text:   PortText(s, i, k);
        loop invariant value:  value == PortValue(s, i, k);
        loop assigns k, value;
        loop variant n - k;
    */
    while (port_digit(s, k, n)) {
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

struct scan scan_port(const uint8_t *s, size_t i, size_t n, uint16_t *port)
{
    if (n - i >= PORT_ROOM) {
        struct whole_port whole = whole_port(s, i);

        if (whole.end != 0) {
            *port = (uint16_t)whole.value;
            return (struct scan){whole.end, SCAN_DONE};
        }
    }
    return any_port(s, i, n, port);
}
