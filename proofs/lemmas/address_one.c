/*
 * A text denotes one address: it is IPv4 or IPv6, and not both.  This is no
 * part of the library: its functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/address_one.acsl"
#endif

/*@ ghost
    /@ terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  ipv4:   \forall integer i, j; Ipv4Text(s + i, 0, j) ==>
                          OctetDot(s + i, 0, NextOctet(s + i, 0));
       ensures  ipv6:   \forall integer i, j; Ipv6Text(s + i, 0, j) ==>
                          s[i] == ':' || GroupColon(s + i, 0);
       ensures  either: \forall integer i;
                          OctetDot(s + i, 0, NextOctet(s + i, 0)) ==>
                          s[i] != ':' && !GroupColon(s + i, 0);
    @/
    static void how_they_begin(const uint8_t *s)
    {
    }

    void address_one(const uint8_t *s)
    {
        how_they_begin(s);
    }
*/
