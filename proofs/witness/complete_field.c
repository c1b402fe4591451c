#include "complete_field.h"

#include "complete.h"

#ifdef __FRAMAC__
#include "spec/kept.acsl"
#endif

void complete_byte(uint8_t *c, size_t n, uint8_t byte)
{
    c[n] = byte;
    //@ assert kept: KeptBytes{Pre,Here}(c, n);
}

size_t complete_address(uint8_t *c, enum ppv1_protocol protocol, size_t i,
                        size_t n)
{
    size_t end;

    if (protocol == PPV1_TCP4)
        end = complete_ipv4(c, i, n);
    else
        end = complete_ipv6(c, i, n);
    //@ assert kept: KeptBytes{Pre,Here}(c, n);
    return end;
}

size_t complete_port_field(uint8_t *c, size_t i, size_t n)
{
    size_t end = complete_port(c, i, n);

    //@ assert kept: KeptBytes{Pre,Here}(c, n);
    return end;
}
