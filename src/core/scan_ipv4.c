#include "digit.h"
#include "scan.h"
#include "scan_octets.h"

/* An address, however long, and the byte that ends it. */
#define IPV4_ROOM 16

/* What was read, and where it ends: at 0 if it is not what it should be. */
struct octet {
    size_t end;
    int value;
};

struct whole {
    size_t end;
    uint32_t value;
};

/* An octet of more than one digit.  Whether a third comes nobody can guess, so
 * there is no branch on it. */
/*@ requires digits:  Digit(s[at]) && Digit(s[at + 1]);
    requires tens:    two == OctetValue(s, at, at + 2);
    requires readable: \valid_read(s + (at .. at + 2));
    requires position: at + 3 <= SIZE_MAX;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  three:   Digit(s[at + 2]) ==> \result.end == at + 3;
    ensures  two:     !Digit(s[at + 2]) ==> \result.end == at + 2;
    ensures  value:   \result.value == OctetValue(s, at, \result.end);
*/
static inline struct octet two_or_three(const uint8_t *s, size_t at, int two)
{
    int third = digit_worth(s[at + 2]);
    int three = is_digit_worth(third);

    return (struct octet){at + 2 + (size_t)three,
                          two + three * (9 * two + third)};
}

/*@ requires readable: \valid_read(s + (at .. at + 2));
    requires position: at + 3 <= SIZE_MAX;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  end:     \result.end == 0 || at < \result.end <= at + 3;
    ensures  text:    \result.end != 0 ==> OctetText(s, at, \result.end);
    ensures  value:   \result.end != 0
                  ==> \result.value == OctetValue(s, at, \result.end);
    ensures  bound:   0 <= \result.value <= 255;
*/
static inline struct octet whole_octet(const uint8_t *s, size_t at)
{
    int first = digit_worth(s[at]);
    int second = digit_worth(s[at + 1]);
    struct octet octet;

    if (!is_digit_worth(first))
        return (struct octet){0, 0};
    if (!is_digit_worth(second))
        return (struct octet){at + 1, first};
    octet = two_or_three(s, at, 10 * first + second);
    if (first == 0 || octet.value > 255)
        return (struct octet){0, 0};
    return octet;
}

/* The same, with a dot behind it. */
/*@ requires readable: \valid_read(s + (at .. at + 3));
    requires position: at + 3 <= SIZE_MAX;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  end:     \result.end == 0 || at < \result.end <= at + 3;
    ensures  next:    \result.end != 0
                  ==> \result.end + 1 == NextOctet(s, at)
                      && OctetDot(s, at, NextOctet(s, at));
    ensures  value:   \result.end != 0
                  ==> \result.value == FirstOctet(s, at);
    ensures  bound:   0 <= \result.value <= 255;
*/
static inline struct octet dotted_octet(const uint8_t *s, size_t at)
{
    struct octet octet = whole_octet(s, at);

    if (octet.end != 0 && s[octet.end] != '.')
        return (struct octet){0, 0};
    return octet;
}

/* The same, with neither dot nor digit behind it. */
/*@ requires readable: \valid_read(s + (at .. at + 3));
    requires position: at + 3 <= SIZE_MAX;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  end:     \result.end == 0 || at < \result.end <= at + 3;
    ensures  text:    \result.end != 0 ==> OctetText(s, at, \result.end)
                                           && !Ipv4Byte(s[\result.end]);
    ensures  value:   \result.end != 0
                  ==> \result.value == OctetValue(s, at, \result.end);
    ensures  bound:   0 <= \result.value <= 255;
*/
static inline struct octet ending_octet(const uint8_t *s, size_t at)
{
    struct octet octet = whole_octet(s, at);

    if (octet.end == 0 || s[octet.end] == '.')
        return (struct octet){0, 0};
    if (is_digit_worth(digit_worth(s[octet.end])))
        return (struct octet){0, 0};
    return octet;
}

/* The usual case: an address, and not at the end of the bytes. */
/*@ requires readable:  \valid_read(s + (i .. i + IPV4_ROOM - 1));
    requires position:  i + IPV4_ROOM <= SIZE_MAX;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  position:  \result.end == 0
                     || i < \result.end <= i + IPV4_ROOM - 1;
    ensures  text:      \result.end != 0 ==> Ipv4Text(s, i, \result.end)
                                             && !Ipv4Byte(s[\result.end]);
    ensures  value:     \result.end != 0
                    ==> \result.value == Ipv4Value(s, i, \result.end);
*/
static struct whole whole_ipv4(const uint8_t *s, size_t i)
{
    struct octet a, b, c, d;

    a = dotted_octet(s, i);
    if (a.end == 0)
        return (struct whole){0, 0};
    b = dotted_octet(s, a.end + 1);
    if (b.end == 0)
        return (struct whole){0, 0};
    c = dotted_octet(s, b.end + 1);
    if (c.end == 0)
        return (struct whole){0, 0};
    d = ending_octet(s, c.end + 1);
    if (d.end == 0)
        return (struct whole){0, 0};
    /*@ assert two:   TwoOctets(s, b.end + 1, d.end)
                   && TwoOctetsValue(s, b.end + 1, d.end)
                      == 0x100 * c.value + d.value; */
    /*@ assert three: ThreeOctets(s, a.end + 1, d.end)
                   && ThreeOctetsValue(s, a.end + 1, d.end)
                      == 0x10000 * b.value + 0x100 * c.value + d.value; */
    /*@ assert four:  Ipv4Value(s, i, d.end)
                      == 0x1000000 * a.value + 0x10000 * b.value
                         + 0x100 * c.value + d.value; */
    return (struct whole){d.end, 0x1000000u * (uint32_t)a.value
                                     + 0x10000u * (uint32_t)b.value
                                     + 0x100u * (uint32_t)c.value
                                     + (uint32_t)d.value};
}

/*@ ghost
    /@ requires done:    Ipv4Done(s, i, n, end);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  over:    !Ipv4Prefix(s, i, n);
    @/
    static void nothing_follows(const uint8_t *s, size_t i, size_t n,
                                size_t end)
    {
    }
*/

struct scan scan_ipv4(const uint8_t *s, size_t i, size_t n, uint32_t *ipv4)
{
    if (n - i >= IPV4_ROOM) {
        struct whole whole = whole_ipv4(s, i);

        if (whole.end != 0) {
            /*@ ghost nothing_follows(s, i, n, whole.end); */
            *ipv4 = whole.value;
            return (struct scan){whole.end, SCAN_DONE};
        }
    }
    return scan_octets(s, i, n, ipv4);
}
