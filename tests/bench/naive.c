#include "parsers.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static bool read_address(int family, const char *text,
                         struct ppv1_address *address)
{
    uint8_t number[16] = {[10] = 0xff, [11] = 0xff};

    if (inet_pton(family, text, family == AF_INET ? number + 12 : number) != 1)
        return false;
    *address = ppv1_address_from_bytes(number);
    return true;
}

static bool read_tcp(const char *text, size_t n, struct ppv1_line *line)
{
    char protocol[5], source[INET6_ADDRSTRLEN], destination[INET6_ADDRSTRLEN];
    unsigned source_port, destination_port;
    int family, end = 0;

    if (sscanf(text, "PROXY %4s %45s %45s %5u %5u\r\n%n", protocol, source,
               destination, &source_port, &destination_port, &end) != 5 ||
        (size_t)end != n)
        return false;
    if (strcmp(protocol, "TCP4") == 0)
        family = AF_INET;
    else if (strcmp(protocol, "TCP6") == 0)
        family = AF_INET6;
    else
        return false;
    line->protocol = family == AF_INET ? PPV1_TCP4 : PPV1_TCP6;
    line->source_port = (uint16_t)source_port;
    line->destination_port = (uint16_t)destination_port;
    return source_port <= UINT16_MAX && destination_port <= UINT16_MAX &&
           read_address(family, source, &line->source) &&
           read_address(family, destination, &line->destination);
}

void naive_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    size_t most = n < PPV1_LINE_MAX ? n : PPV1_LINE_MAX;
    const uint8_t *end = memchr(bytes, '\n', most);
    char text[PPV1_LINE_MAX + 1];
    size_t length;

    memset(line, 0, sizeof *line);
    line->answer = PPV1_REJECTED;
    if (memcmp(bytes, "PROXY ", most < 6 ? most : 6) != 0)
        return;
    if (end == NULL) {
        if (n < PPV1_LINE_MAX)
            line->answer = PPV1_INCOMPLETE;
        return;
    }
    length = (size_t)(end - bytes) + 1;
    if (length < 15 || bytes[length - 2] != '\r')
        return;
    memcpy(text, bytes, length);
    text[length] = '\0';
    if (memcmp(text + 6, "UNKNOWN", 7) != 0 && !read_tcp(text, length, line)) {
        *line = (struct ppv1_line){.answer = PPV1_REJECTED};
        return;
    }
    line->answer = PPV1_ACCEPTED;
    line->length = length;
}
