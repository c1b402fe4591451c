#include "text.h"

#include <stdio.h>

struct address_text address_text(struct ppv1_address address)
{
    struct address_text to;
    uint8_t text[PPV1_ADDRESS_TEXT_MAX];
    size_t n = ppv1_address_write(address, text);

    snprintf(to.text, sizeof to.text, "%.*s", (int)n, (const char *)text);
    return to;
}

int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static size_t print_byte(FILE *to, uint8_t c)
{
    switch (c) {
    case '\r':
        return (size_t)fprintf(to, "\\r");
    case '\n':
        return (size_t)fprintf(to, "\\n");
    case '\t':
        return (size_t)fprintf(to, "\\t");
    case '\\':
        return (size_t)fprintf(to, "\\\\");
    default:
        if (c < 0x20 || c > 0x7e)
            return (size_t)fprintf(to, "\\x%02x", c);
        return (size_t)fprintf(to, "%c", c);
    }
}

size_t print_escaped(FILE *to, const uint8_t *bytes, size_t n)
{
    size_t columns = 0;
    size_t k;

    for (k = 0; k < n; k++)
        columns += print_byte(to, bytes[k]);
    return columns;
}
