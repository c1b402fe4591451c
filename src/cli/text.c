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

static size_t print_byte(uint8_t c)
{
    switch (c) {
    case '\r':
        return (size_t)printf("\\r");
    case '\n':
        return (size_t)printf("\\n");
    case '\t':
        return (size_t)printf("\\t");
    case '\\':
        return (size_t)printf("\\\\");
    default:
        if (c < 0x20 || c > 0x7e)
            return (size_t)printf("\\x%02x", c);
        return (size_t)printf("%c", c);
    }
}

size_t print_escaped(const uint8_t *bytes, size_t n)
{
    size_t columns = 0;
    size_t k;

    for (k = 0; k < n; k++)
        columns += print_byte(bytes[k]);
    return columns;
}
