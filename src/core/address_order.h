/*
 * address_order - the order of addresses, for those who ask for it often: a
 * search, a sort.
 */
#ifndef ADDRESS_ORDER_H
#define ADDRESS_ORDER_H

#include "ppv1/address.h"

/* The low word of ::ffff:0.0.0.0, and how many IPv4 addresses there are. */
#define IPV4_FIRST 0xffff00000000u
#define IPV4_COUNT 0x100000000u

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressIsIpv4(address);
*/
static inline bool address_is_ipv4(struct ppv1_address address)
{
    return address.high == 0
           && address.low / IPV4_COUNT == IPV4_FIRST / IPV4_COUNT;
}

/* The four octets of an IPv4 address, as ppv1_address_from_ipv4 takes them. */
/*@ requires ipv4:    AddressIsIpv4(address);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   AddressNumber(address) == Ipv4Number(\result);
*/
static inline uint32_t address_to_ipv4(struct ppv1_address address)
{
    return (uint32_t)(address.low - IPV4_FIRST);
}

/* Is the number `a` at most `b`?  (In these words gcc asks with a branch
 * whether the high halves are equal, and with no other.) */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressNumber(a) <= AddressNumber(b);
*/
static inline bool address_at_most(struct ppv1_address a,
                                   struct ppv1_address b)
{
    return a.high == b.high ? a.low <= b.low : a.high <= b.high;
}

/* Does `a` come before `b`?  IPv6 addresses come before IPv4 addresses. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> AddressOrder(a) < AddressOrder(b);
*/
static inline bool address_before(struct ppv1_address a, struct ppv1_address b)
{
    bool a_is_ipv4 = address_is_ipv4(a);
    bool b_is_ipv4 = address_is_ipv4(b);

    return a_is_ipv4 == b_is_ipv4 ? !address_at_most(b, a) : b_is_ipv4;
}

#endif
