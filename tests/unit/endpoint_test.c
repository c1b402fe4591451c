#include "endpoint.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/un.h>

#include "unit.h"

static const struct row {
    const char *address; /* as inet_pton reads it */
    uint16_t port;
    const char *text;
} rows[] = {
    {"203.0.113.10", 56324, "203.0.113.10:56324"},
    {"0.0.0.0", 0, "0.0.0.0:0"},
    {"255.255.255.255", 65535, "255.255.255.255:65535"},
    {"::", 0, "[::]:0"},
    {"2001:DB8:0:0:0:0:0:10", 9030, "[2001:db8::10]:9030"},
    {"::ffff:203.0.113.10", 43025, "203.0.113.10:43025"},
    {"1111:2222:3333:4444:5555:6666:7777:8888", 65535,
     "[1111:2222:3333:4444:5555:6666:7777:8888]:65535"},
};

#define ROWS (sizeof rows / sizeof rows[0])

static struct sockaddr_storage socket_of(const struct row *row)
{
    struct sockaddr_storage socket = {0};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6,
                                .sin6_port = htons(row->port),
                                .sin6_scope_id = 3};
    struct sockaddr_in ipv4 = {.sin_family = AF_INET,
                               .sin_port = htons(row->port)};

    if (inet_pton(AF_INET, row->address, &ipv4.sin_addr) == 1)
        memcpy(&socket, &ipv4, sizeof ipv4);
    else if (inet_pton(AF_INET6, row->address, &ipv6.sin6_addr) == 1)
        memcpy(&socket, &ipv6, sizeof ipv6);
    return socket;
}

static void text_is_canonical(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct sockaddr_storage socket = socket_of(&rows[i]);
        struct ppv1_endpoint endpoint;
        char text[ENDPOINT_TEXT_MAX];

        CU_ASSERT_TRUE_FATAL(endpoint_from_socket(&socket, &endpoint));
        CU_ASSERT_EQUAL(endpoint.port, rows[i].port);
        CU_ASSERT_EQUAL(endpoint_write(endpoint, text), strlen(rows[i].text));
        CU_ASSERT_STRING_EQUAL(text, rows[i].text);
    }
}

static void socket_address_comes_back(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        struct sockaddr_storage socket = socket_of(&rows[i]), again;
        struct ppv1_endpoint endpoint, back = {{1, 1}, 1};

        CU_ASSERT_TRUE_FATAL(endpoint_from_socket(&socket, &endpoint));
        socklen_t length = endpoint_to_socket(endpoint, &again);
        CU_ASSERT_EQUAL(length, again.ss_family == AF_INET
                                    ? sizeof(struct sockaddr_in)
                                    : sizeof(struct sockaddr_in6));
        CU_ASSERT_TRUE(endpoint_from_socket(&again, &back));
        CU_ASSERT_EQUAL(ppv1_address_compare(endpoint.address, back.address),
                        0);
        CU_ASSERT_EQUAL(endpoint.port, back.port);
    }
}

static void mapped_address_becomes_an_ipv4_socket_address(void)
{
    struct row row = {"::ffff:127.0.0.6", 1, ""};
    struct sockaddr_storage socket = socket_of(&row), folded;
    struct ppv1_endpoint endpoint;
    struct sockaddr_in ipv4;

    CU_ASSERT_TRUE_FATAL(endpoint_from_socket(&socket, &endpoint));
    endpoint_to_socket(endpoint, &folded);
    memcpy(&ipv4, &folded, sizeof ipv4);
    CU_ASSERT_EQUAL(ipv4.sin_family, AF_INET);
    CU_ASSERT_EQUAL(ntohl(ipv4.sin_addr.s_addr), 0x7f000006);
}

static void other_families_are_refused(void)
{
    struct sockaddr_storage socket = {.ss_family = AF_UNIX};
    struct ppv1_endpoint endpoint = {{5, 6}, 7};

    CU_ASSERT_FALSE(endpoint_from_socket(&socket, &endpoint));
    CU_ASSERT_EQUAL(endpoint.port, 7);
}

static const struct unit_case cases[] = {
    {"the text is canonical", text_is_canonical},
    {"a socket address comes back", socket_address_comes_back},
    {"a mapped address becomes an IPv4 socket address",
     mapped_address_becomes_an_ipv4_socket_address},
    {"other families are refused", other_families_are_refused},
};

UNIT_SUITE(endpoint, cases);
