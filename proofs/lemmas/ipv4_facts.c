/*
 * Where an IPv4 address may be over, by what it is.  This is no part of the
 * library: its functions are for provers alone.
 */
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/ipv4_facts.acsl"
#include "spec/terminals.acsl"
#endif

/*@ ghost
    void ipv4_facts(const uint8_t *s)
    {
        /@ assert octet: \forall integer o, j; OctetPrefix(s, o, j)
                     ==> Ipv4Run(s, o, j); @/
        /@ assert dot:   \forall integer o; OctetDot(s, o, NextOctet(s, o))
                     ==> Ipv4Run(s, o, NextOctet(s, o)); @/
        /@ assert two:   \forall integer o, j;
                         TwoOctets(s, o, j) || TwoOctetsPrefix(s, o, j)
                     ==> Ipv4Run(s, o, j); @/
        /@ assert three: \forall integer o, j;
                         ThreeOctets(s, o, j) || ThreeOctetsPrefix(s, o, j)
                     ==> Ipv4Run(s, o, j); @/
    }

    void ipv4_read(const uint8_t *s, size_t i, size_t n, size_t end)
    {
        ipv4_facts(s);
    }

    void ipv4_is_long(const uint8_t *s)
    {
        ipv4_facts(s);
    }

    void ipv4_begins(const uint8_t *s, size_t i)
    {
        ipv4_facts(s);
    }

    void ipv4_holds_no_end(const uint8_t *s, size_t i)
    {
        ipv4_facts(s);
    }
*/
