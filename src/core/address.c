#include "ppv1/address.h"

#include "address_order.h"

struct ppv1_address ppv1_address_from_ipv4(uint32_t ipv4)
{
    return (struct ppv1_address){.high = 0, .low = IPV4_FIRST + ipv4};
}

/* Eight bytes in network byte order, as a number. */
/*@ requires readable: \valid_read(b + (0 .. 7));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  value:    \result == BigEndian64(b);
*/
static uint64_t read_big_endian(const uint8_t *b)
{
    return b[0] * 0x100000000000000u + b[1] * 0x1000000000000u
           + b[2] * 0x10000000000u + b[3] * 0x100000000u
           + b[4] * UINT64_C(0x1000000) + b[5] * UINT64_C(0x10000)
           + b[6] * UINT64_C(0x100) + b[7];
}

struct ppv1_address ppv1_address_from_bytes(const uint8_t *bytes)
{
    return (struct ppv1_address){.high = read_big_endian(bytes),
                                 .low = read_big_endian(bytes + 8)};
}

/* The inverse. */
/*@ requires writable: \valid(b + (0 .. 7));
    terminates         \true;
    exits              \false;
    assigns            b[0 .. 7];
    ensures  value:    number == BigEndian64(b);
*/
static void write_big_endian(uint64_t number, uint8_t *b)
{
    b[7] = (uint8_t)(number % 0x100);
    number /= 0x100;
    b[6] = (uint8_t)(number % 0x100);
    number /= 0x100;
    b[5] = (uint8_t)(number % 0x100);
    number /= 0x100;
    b[4] = (uint8_t)(number % 0x100);
    number /= 0x100;
    b[3] = (uint8_t)(number % 0x100);
    number /= 0x100;
    b[2] = (uint8_t)(number % 0x100);
    number /= 0x100;
    b[1] = (uint8_t)(number % 0x100);
    b[0] = (uint8_t)(number / 0x100);
}

void ppv1_address_to_bytes(struct ppv1_address address, uint8_t *bytes)
{
    write_big_endian(address.high, bytes);
    write_big_endian(address.low, bytes + 8);
}

bool ppv1_address_is_ipv4(struct ppv1_address address)
{
    return address_is_ipv4(address);
}

bool ppv1_address_is_loopback(struct ppv1_address address)
{
    if (address.high != 0)
        return false;
    return address.low == 1
           || (address.low >= IPV4_FIRST + 0x7f000000u
               && address.low <= IPV4_FIRST + 0x7fffffffu);
}

bool ppv1_address_is_unspecified(struct ppv1_address address)
{
    return address.high == 0
           && (address.low == 0 || address.low == IPV4_FIRST);
}

bool ppv1_address_is_multicast(struct ppv1_address address)
{
    if (address.high >= 0xff00000000000000u)
        return true;
    return address.high == 0 && address.low >= IPV4_FIRST + 0xe0000000u
           && address.low <= IPV4_FIRST + 0xefffffffu;
}

int ppv1_address_compare(struct ppv1_address a, struct ppv1_address b)
{
    if (address_before(a, b))
        return -1;
    return address_before(b, a) ? 1 : 0;
}
