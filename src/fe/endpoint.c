#include "endpoint.h"

#include <stdio.h>

void endpoint_address(struct ppv1_address address,
                      char text[ENDPOINT_ADDRESS_MAX])
{
    text[ppv1_address_write(address, (uint8_t *)text)] = '\0';
}

void endpoint_text(struct ppv1_endpoint endpoint, char text[ENDPOINT_TEXT_MAX])
{
    char address[ENDPOINT_ADDRESS_MAX];
    bool ipv4 = ppv1_address_is_ipv4(endpoint.address);

    endpoint_address(endpoint.address, address);
    snprintf(text, ENDPOINT_TEXT_MAX, "%s%s%s:%u", ipv4 ? "" : "[", address,
             ipv4 ? "" : "]", (unsigned)endpoint.port);
}
