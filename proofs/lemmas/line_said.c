/*
 * That what says something is a line, and says one thing.  This is no part of
 * the library: its functions are for provers alone.
 */
#include "ppv1/line.h"
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/line_said.acsl"
#include "spec/terminals.acsl"
#endif

/*@ ghost
    void said_is_a_line(const uint8_t *s)
    {
    }

    // Where the field at s[i] ends, if one does before s[k].
    /@ requires readable: \valid_read(s + (0 .. k - 1));
       requires place:    i <= k;
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  bound:    i <= \result <= k;
       ensures  ends:     \result < k ==> FieldEnd(s[\result]);
       ensures  before:   \forall integer x; i <= x < \result
                      ==> !FieldEnd(s[x]);
    @/
    static size_t field_end(const uint8_t *s, size_t i, size_t k)
    {
        size_t j = i;

        /@ loop invariant place:  i <= j <= k;
           loop invariant before: \forall integer x; i <= x < j
                              ==> !FieldEnd(s[x]);
           loop assigns j;
           loop variant k - j;
        @/
        while (j < k && s[j] != ' ' && s[j] != '\r')
            j++;
        return j;
    }

    /@ requires readable: \valid_read(s + (0 .. k - 1));
       requires place:    i < k;
       terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  bound:    i <= \result <= k;
       ensures  address:  \forall integer protocol, j;
                          FamilyText(s, protocol, i, j) && s[j] == ' '
                          && j < k ==> j == \result;
       ensures  port:     \forall integer j; PortText(s, i, j) && s[j] == ' '
                          && j < k ==> j == \result;
    @/
    static size_t only_end(const uint8_t *s, size_t i, size_t k)
    {
        ipv4_holds_no_end(s, i);
        ipv6_holds_no_end(s, i);
        port_holds_no_end(s, i);
        ipv4_is_long(s);
        ipv6_is_long(s);
        port_is_long(s);
        return field_end(s, i, k);
    }

    /@ terminates         \true;
       exits              \false;
       assigns            \nothing;
       ensures  order:    \forall integer protocol, d, p, q, end;
                          TcpAt(s, protocol, d, p, q, end)
                          ==> 11 < d && d + 1 < p && p + 1 < q && q + 1 < end;
    @/
    static void places_in_order(const uint8_t *s)
    {
        ipv4_is_long(s);
        ipv6_is_long(s);
        port_is_long(s);
    }

    void line_says_once(const uint8_t *s, size_t k)
    {
        size_t d, p, q;

        places_in_order(s);
        ipv6_denotes_once(s);
        if (k < 13)
            return;
        d = only_end(s, 11, k);
        p = d < k - 1 ? only_end(s, d + 1, k) : k;
        q = p < k - 1 ? only_end(s, p + 1, k) : k;
        /@ assert source: \forall integer protocol, a, b, c;
             TcpAt(s, protocol, a, b, c, k - 2) ==> a == d && d < k - 1; @/
        /@ assert address: d < k - 1 ==> \forall integer protocol, b;
             FamilyText(s, protocol, d + 1, b) && s[b] == ' ' && b < k
             ==> b == p; @/
        /@ assert near: \forall integer protocol, a, b, c;
             TcpAt(s, protocol, a, b, c, k - 2) ==> b < c < k; @/
        /@ assert behind: \forall integer protocol, a, b, c;
             TcpAt(s, protocol, a, b, c, k - 2)
             ==> FamilyText(s, protocol, d + 1, b) && s[b] == ' '; @/
        /@ assert destination: \forall integer protocol, a, b, c;
             TcpAt(s, protocol, a, b, c, k - 2) ==> b == p; @/
        /@ assert port: \forall integer protocol, a, b, c;
             TcpAt(s, protocol, a, b, c, k - 2) ==> c == q; @/
        /@ assert says: \forall integer protocol, sp, dp,
                                struct ppv1_address from, to;
             LineText(s, k, protocol, from, to, sp, dp)
             && protocol != PPV1_UNKNOWN ==>
             TcpSays(s, protocol, d, p, q, k - 2, from, to, sp, dp); @/
    }
*/
