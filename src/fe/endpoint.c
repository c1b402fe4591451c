#include "endpoint.h"

#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

bool endpoint_from_socket(const struct sockaddr_storage *socket,
                          struct ppv1_endpoint *endpoint)
{
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;

    switch (socket->ss_family) {
    case AF_INET:
        memcpy(&ipv4, socket, sizeof ipv4);
        endpoint->address = ppv1_address_from_ipv4(ntohl(ipv4.sin_addr.s_addr));
        endpoint->port = ntohs(ipv4.sin_port);
        return true;
    case AF_INET6:
        memcpy(&ipv6, socket, sizeof ipv6);
        endpoint->address = ppv1_address_from_bytes(ipv6.sin6_addr.s6_addr);
        endpoint->port = ntohs(ipv6.sin6_port);
        return true;
    default:
        return false;
    }
}

socklen_t endpoint_to_socket(struct ppv1_endpoint endpoint,
                             struct sockaddr_storage *socket)
{
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6,
                                .sin6_port = htons(endpoint.port)};
    struct sockaddr_in ipv4 = {.sin_family = AF_INET,
                               .sin_port = htons(endpoint.port)};

    *socket = (struct sockaddr_storage){0};
    ppv1_address_to_bytes(endpoint.address, ipv6.sin6_addr.s6_addr);
    if (!ppv1_address_is_ipv4(endpoint.address)) {
        memcpy(socket, &ipv6, sizeof ipv6);
        return sizeof ipv6;
    }
    memcpy(&ipv4.sin_addr, ipv6.sin6_addr.s6_addr + 12, 4);
    memcpy(socket, &ipv4, sizeof ipv4);
    return sizeof ipv4;
}

void endpoint_write_address(struct ppv1_address address,
                            char text[ENDPOINT_ADDRESS_MAX])
{
    text[ppv1_address_write(address, (uint8_t *)text)] = '\0';
}

size_t endpoint_write(struct ppv1_endpoint endpoint,
                      char text[ENDPOINT_TEXT_MAX])
{
    char address[PPV1_ADDRESS_TEXT_MAX];
    int n = (int)ppv1_address_write(endpoint.address, (uint8_t *)address);
    bool ipv4 = ppv1_address_is_ipv4(endpoint.address);

    return (size_t)snprintf(text, ENDPOINT_TEXT_MAX,
                            ipv4 ? "%.*s:%u" : "[%.*s]:%u", n, address,
                            (unsigned)endpoint.port);
}
