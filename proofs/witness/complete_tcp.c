#include "complete_tcp.h"

/* LF behind the CR at c[end]. */
/*@ requires writable:  \valid(c + (end + 1));
    requires fields:    ToCrlf(c, protocol, d, p, q, end) && c[end] == '\r';
    terminates          \true;
    exits               \false;
    assigns             c[end + 1];
    ensures  line:      Line(c, \result);
    ensures  length:    \result == end + 2;
*/
static size_t complete_lf(uint8_t *c, size_t end)
    /*@ ghost (enum ppv1_protocol protocol, size_t d, size_t p, size_t q) */
{
    complete_byte(c, end + 1, '\n');
    //@ assert two:    ToSourcePort(c, protocol, d, p);
    //@ assert three:  ToLastPort(c, protocol, d, p, q);
    //@ assert four:   ToCrlf(c, protocol, d, p, q, end);
    //@ assert crlf:   Crlf(c, end);
    //@ assert fields: TcpAt(c, protocol, d, p, q, end);
    return end + 2;
}

size_t complete_crlf(uint8_t *c, size_t end, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d, size_t p, size_t q) */
{
    if (n == end)
        complete_byte(c, end, '\r');
    //@ assert cr: ToCrlf(c, protocol, d, p, q, end) && c[end] == '\r';
    return complete_lf(c, end) /*@ ghost (protocol, d, p, q) */;
}

size_t complete_last_port(uint8_t *c, size_t q, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d, size_t p) */
{
    size_t end = complete_port_field(c, q + 1, n);

    //@ assert kept: ToLastPort(c, protocol, d, p, q) && c[q] == ' ';
    return complete_crlf(c, end, end) /*@ ghost (protocol, d, p, q) */;
}

size_t complete_source_port(uint8_t *c, size_t p, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d) */
{
    size_t q = complete_port_field(c, p + 1, n);

    //@ assert kept: ToSourcePort(c, protocol, d, p) && c[p] == ' ';
    complete_byte(c, q, ' ');
    //@ assert field: ToLastPort(c, protocol, d, p, q);
    return complete_last_port(c, q, q + 1) /*@ ghost (protocol, d, p) */;
}

size_t complete_destination(uint8_t *c, enum ppv1_protocol protocol, size_t d,
                            size_t n)
{
    size_t p = complete_address(c, protocol, d + 1, n);

    //@ assert kept: ToDestination(c, protocol, d) && c[d] == ' ' && d <= 56;
    complete_byte(c, p, ' ');
    //@ assert field: ToSourcePort(c, protocol, d, p);
    return complete_source_port(c, p, p + 1) /*@ ghost (protocol, d) */;
}

size_t complete_source(uint8_t *c, enum ppv1_protocol protocol, size_t n)
{
    size_t d = complete_address(c, protocol, 11, n);

    //@ assert kept: ToSource(c, protocol);
    complete_byte(c, d, ' ');
    //@ assert field: ToDestination(c, protocol, d);
    return complete_destination(c, protocol, d, d + 1);
}
