#include "ppv1/line.h"

#include "decimal.h"

static size_t write_text(const char *from, size_t n, uint8_t *text, size_t at)
{
    for (size_t k = 0; k < n; k++)
        text[at + k] = (uint8_t)from[k];
    return at + n;
}

/* An address of a TCP6 line: IPv4 stands as ::ffff:a.b.c.d. */
static size_t write_address(struct ppv1_address address, bool mapped,
                            uint8_t *text, size_t at)
{
    if (mapped && ppv1_address_is_ipv4(address))
        at = write_text("::ffff:", 7, text, at);
    return at + ppv1_address_write(address, text + at);
}

size_t ppv1_write(const struct ppv1_line *line, uint8_t *text)
{
    bool mapped = line->protocol == PPV1_TCP6;
    size_t at;

    if (line->protocol == PPV1_UNKNOWN)
        return write_text("PROXY UNKNOWN\r\n", 15, text, 0);
    if (!mapped
        && (!ppv1_address_is_ipv4(line->source)
            || !ppv1_address_is_ipv4(line->destination)))
        return 0;
    at = write_text(mapped ? "PROXY TCP6 " : "PROXY TCP4 ", 11, text, 0);
    at = write_address(line->source, mapped, text, at);
    text[at] = ' ';
    at = write_address(line->destination, mapped, text, at + 1);
    text[at] = ' ';
    at = decimal_write(line->source_port, text, at + 1);
    text[at] = ' ';
    at = decimal_write(line->destination_port, text, at + 1);
    return write_text("\r\n", 2, text, at);
}
