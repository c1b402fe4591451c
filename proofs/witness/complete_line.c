#include "complete_line.h"

#include "complete_tcp.h"
#include "machine.h"
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/line_facts.acsl"
#endif

/* ---- where a field ends: n, if no space and no CR ends it before --------- */

/*@ requires readable:  \valid_read(c + (i .. n - 1));
    requires position:  i <= n;
    requires protocol:  IsTcp(protocol);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  position:  i <= \result <= n;
    ensures  only:      \result < n ==> FamilyOnly(c, protocol, i, \result);
    ensures  over:      \result < n ==> FamilyOver(c, protocol, i, \result);
    ensures  later:     \result == n ==> FamilyLater(c, protocol, i, n);
*/
static size_t address_end(const uint8_t *c, enum ppv1_protocol protocol,
                          size_t i, size_t n)
{
    struct ppv1_address ipv6;
    uint32_t ipv4;
    struct scan s;

    if (protocol == PPV1_TCP4) {
        s = scan_ipv4(c, i, n, &ipv4);
        //@ ghost ipv4_read(c, i, n, s.end);
    } else {
        s = scan_ipv6(c, i, n, &ipv6);
        //@ ghost ipv6_read(c, i, n, s.end);
    }
    return s.answer == SCAN_DONE ? s.end : n;
}

/*@ requires readable:  \valid_read(c + (i .. n - 1));
    requires position:  i <= n < SIZE_MAX;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  position:  i <= \result <= n;
    ensures  only:      \result < n ==> PortOnly(c, i, \result);
    ensures  over:      \result < n ==> PortOver(c, i, \result);
    ensures  later:     \result == n ==> PortLater(c, i, n);
*/
static size_t port_end(const uint8_t *c, size_t i, size_t n)
{
    uint16_t port;
    struct scan s = scan_port(c, i, n, &port);

    //@ ghost port_read(c, i, n, s.end);
    return s.answer == SCAN_DONE ? s.end : n;
}

/* ---- in which field c[0 .. n) ends --------------------------------------- */

/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  q < n <= 106;
    requires fields:    ToLastPort(c, protocol, d, p, q);
    requires beginning: LastPortBegun(c, q, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
static size_t behind_source_port(uint8_t *c, size_t q, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d, size_t p) */
{
    size_t end = port_end(c, q + 1, n);

    if (end == n)
        return complete_last_port(c, q, n) /*@ ghost (protocol, d, p) */;
    return complete_crlf(c, end, n) /*@ ghost (protocol, d, p, q) */;
}

/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  p < n <= 106;
    requires fields:    ToSourcePort(c, protocol, d, p);
    requires beginning: SourcePortBegun(c, p, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
static size_t behind_destination(uint8_t *c, size_t p, size_t n)
    /*@ ghost (enum ppv1_protocol protocol, size_t d) */
{
    size_t q = port_end(c, p + 1, n);

    if (q == n)
        return complete_source_port(c, p, n) /*@ ghost (protocol, d) */;
    return behind_source_port(c, q, n) /*@ ghost (protocol, d, p) */;
}

/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  d < n <= 106;
    requires protocol:  IsTcp(protocol);
    requires fields:    ToDestination(c, protocol, d);
    requires beginning: DestinationBegun(c, protocol, d, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
static size_t behind_source(uint8_t *c, enum ppv1_protocol protocol, size_t d,
                            size_t n)
{
    size_t p = address_end(c, protocol, d + 1, n);

    if (p == n)
        return complete_destination(c, protocol, d, n);
    return behind_destination(c, p, n) /*@ ghost (protocol, d) */;
}

/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  11 <= n <= 106;
    requires protocol:  IsTcp(protocol);
    requires words:     ToSource(c, protocol);
    requires beginning: SourceBegun(c, protocol, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
static size_t behind_tcp(uint8_t *c, enum ppv1_protocol protocol, size_t n)
{
    size_t d = address_end(c, protocol, 11, n);

    if (d == n)
        return complete_source(c, protocol, n);
    return behind_source(c, protocol, d, n);
}

/* ---- the words ----------------------------------------------------------- */

/* "PROXY TCP4 " or "PROXY TCP6 ", of which c[0 .. n) is there. */
/*@ requires writable:  \valid(c + (0 .. 10));
    requires beginning: n <= 10 && ProxyBegun(c, n) && TcpBegun(c, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. 10];
    ensures  word:      ToSource(c, PPV1_TCP4) || ToSource(c, PPV1_TCP6);
*/
static void write_tcp(uint8_t *c, size_t n)
{
    const uint8_t word[10] = {'P', 'R', 'O', 'X', 'Y', ' ', 'T',
                              'C', 'P', '4'};

    /*@ loop invariant range: \at(n, Pre) <= n <= 10;
        loop invariant proxy: ProxyBegun(c, n);
        loop invariant tcp:   TcpBegun(c, n);
        loop assigns n, c[\at(n, Pre) .. 9];
        loop variant 10 - n;
    */
    for (; n < 10; n++)
        c[n] = word[n];
    c[10] = ' ';
}

/* What a beginning says of its words. */
/*@ ghost
    /@ requires beginning: LinePrefix(s, n);
       terminates          \true;
       exits               \false;
       assigns             \nothing;
       ensures  range:     n <= 106;
       ensures  proxy:     ProxyBegun(s, n);
       ensures  short:     n <= 10 ==> TcpBegun(s, n) || UnknownBegun(s, n);
       ensures  tcp:       10 < n && s[6] == 'T'
                       ==> ToSource(s, PPV1_TCP4) || ToSource(s, PPV1_TCP6);
       ensures  unknown:   6 < n && s[6] != 'T'
                       ==> UnknownBegun(s, n) || UnknownPrefix(s, n);
    @/
    static void words_of(const uint8_t *s, size_t n)
    {
        /@ assert source: \forall integer protocol, d;
             SourceDone(s, protocol, d) ==> ToSource(s, protocol);
        @/
        /@ assert destination: \forall integer protocol, p;
             DestinationDone(s, protocol, p) ==> ToSource(s, protocol);
        @/
        /@ assert source_port: \forall integer protocol, q;
             SourcePortDone(s, protocol, q) ==> ToSource(s, protocol);
        @/
        /@ assert ports: \forall integer protocol, end;
             PortsDone(s, protocol, end) ==> ToSource(s, protocol);
        @/
        /@ assert tcp: \forall integer protocol;
             TcpPrefix(s, protocol, n) ==> ToSource(s, protocol);
        @/
    }
*/

size_t complete_line(uint8_t *c, size_t n)
{
    enum ppv1_protocol protocol;

    //@ ghost words_of(c, n);
    if (n <= 6 || c[6] != 'T')
        return complete_unknown(c, n);
    if (n <= 10) {
        write_tcp(c, n);
        protocol = c[9] == '4' ? PPV1_TCP4 : PPV1_TCP6;
        return complete_source(c, protocol, 11);
    }
    protocol = c[9] == '4' ? PPV1_TCP4 : PPV1_TCP6;
    //@ ghost tcp_begins(c, protocol);
    return behind_tcp(c, protocol, n);
}
