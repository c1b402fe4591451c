#include "complete.h"

/* Where the next octet begins: behind the first dot that c[o .. n) has behind
 * up to three digits.  Or o, if there is none. */
/*@ requires readable:  \valid_read(c + (o .. n - 1));
    requires position:  o <= n <= SIZE_MAX - 3;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  none:      \result == o <==> NoDot(c, o, n);
    ensures  next:      \result != o
                    ==> \result == NextOctet(c, o) && \result <= n;
*/
static size_t behind_dot(const uint8_t *c, size_t o, size_t n)
{
    if (o + 1 < n && c[o + 1] == '.')
        return o + 2;
    if (o + 2 < n && c[o + 2] == '.')
        return o + 3;
    if (o + 3 < n && c[o + 3] == '.')
        return o + 4;
    return o;
}

/*@ requires position:  o <= n <= SIZE_MAX - 1;
    requires writable:  \valid(c + (o .. n));
    requires beginning: OctetPrefix(c, o, n);
    terminates          \true;
    exits               \false;
    assigns             c[n];
    ensures  text:      OctetText(c, o, \result);
    ensures  position:  n <= \result <= n + 1;
    ensures  short:     \result <= n || \result == o + 1;
*/
static size_t complete_octet(uint8_t *c, size_t o, size_t n)
{
    if (n > o)
        return n;
    c[n] = '0';
    return n + 1;
}

/* The same and the dot behind it. */
/*@ requires position:  o <= n <= SIZE_MAX - 2;
    requires writable:  \valid(c + (o .. n + 1));
    requires beginning: OctetPrefix(c, o, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + 1];
    ensures  text:      OctetDot(c, o, \result);
    ensures  next:      \result == NextOctet(c, o);
    ensures  position:  n < \result <= n + 2;
    ensures  short:     \result <= o + 4;
    ensures  empty:     n == o ==> \result == o + 2;
    ensures  begun:     n > o ==> \result == n + 1;
*/
static size_t complete_octet_and_dot(uint8_t *c, size_t o, size_t n)
{
    size_t dot = complete_octet(c, o, n);

    c[dot] = '.';
    return dot + 1;
}

/* The last two octets, the last three. */
/*@ requires position:  o <= n <= SIZE_MAX - 3;
    requires writable:  \valid(c + (o .. n + 2));
    requires beginning: TwoOctetsPrefix(c, o, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + 2];
    ensures  text:      TwoOctets(c, o, \result);
    ensures  position:  n <= \result <= n + 3;
    ensures  begun:     n > o ==> \result <= n + 2;
    ensures  short:     \result <= n || \result <= o + 5;
*/
static size_t complete_two_octets(uint8_t *c, size_t o, size_t n)
{
    size_t next = behind_dot(c, o, n);
    size_t end;

    if (next != o) {
        //@ assert dot: OctetDot(c, o, next);
        end = complete_octet(c, next, n);
        //@ assert kept: OctetDot(c, o, next) && next == NextOctet(c, o);
        return end;
    }
    next = complete_octet_and_dot(c, o, n);
    end = complete_octet(c, next, next);
    //@ assert written: OctetDot(c, o, next) && next == NextOctet(c, o);
    return end;
}

/*@ requires position:  o <= n <= SIZE_MAX - 5;
    requires writable:  \valid(c + (o .. n + 4));
    requires beginning: ThreeOctetsPrefix(c, o, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + 4];
    ensures  text:      ThreeOctets(c, o, \result);
    ensures  position:  n <= \result <= n + 5;
    ensures  begun:     n > o ==> \result <= n + 4;
    ensures  short:     \result <= n || \result <= o + 9;
*/
static size_t complete_three_octets(uint8_t *c, size_t o, size_t n)
{
    size_t next = behind_dot(c, o, n);
    size_t end;

    if (next != o) {
        //@ assert dot: OctetDot(c, o, next);
        end = complete_two_octets(c, next, n);
        //@ assert kept: OctetDot(c, o, next) && next == NextOctet(c, o);
        return end;
    }
    next = complete_octet_and_dot(c, o, n);
    end = complete_two_octets(c, next, next);
    //@ assert written: OctetDot(c, o, next) && next == NextOctet(c, o);
    return end;
}

size_t complete_ipv4(uint8_t *c, size_t i, size_t n)
{
    size_t next = behind_dot(c, i, n);
    size_t end;

    if (next != i) {
        //@ assert dot: OctetDot(c, i, next);
        end = complete_three_octets(c, next, n);
        //@ assert kept: OctetDot(c, i, next) && next == NextOctet(c, i);
        return end;
    }
    next = complete_octet_and_dot(c, i, n);
    end = complete_three_octets(c, next, next);
    //@ assert written: OctetDot(c, i, next) && next == NextOctet(c, i);
    return end;
}
