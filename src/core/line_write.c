#include "ppv1/line.h"

#include "address_text.h"
#include "decimal.h"

static void write_proxy(uint8_t *text)
{
    text[0] = 'P';
    text[1] = 'R';
    text[2] = 'O';
    text[3] = 'X';
    text[4] = 'Y';
    text[5] = ' ';
}

static size_t write_crlf(uint8_t *text, size_t at)
{
    text[at] = '\r';
    text[at + 1] = '\n';
    return at + 2;
}

static size_t write_unknown(uint8_t *text)
{
    write_proxy(text);
    text[6] = 'U';
    text[7] = 'N';
    text[8] = 'K';
    text[9] = 'N';
    text[10] = 'O';
    text[11] = 'W';
    text[12] = 'N';
    return write_crlf(text, 13);
}

/* "PROXY TCP4 " or "PROXY TCP6 " */
static size_t write_tcp(uint8_t family, uint8_t *text)
{
    write_proxy(text);
    text[6] = 'T';
    text[7] = 'C';
    text[8] = 'P';
    text[9] = family;
    text[10] = ' ';
    return 11;
}

static size_t write_ports(const struct ppv1_line *line, uint8_t *text,
                          size_t at)
{
    text[at] = ' ';
    at = decimal_write(line->source_port, text, at + 1);
    text[at] = ' ';
    at = decimal_write(line->destination_port, text, at + 1);
    return write_crlf(text, at);
}

static uint32_t ipv4_of(struct ppv1_address address)
{
    return (uint32_t)(address.low - 0xffff00000000);
}

static size_t write_tcp4(const struct ppv1_line *line, uint8_t *text)
{
    size_t at = write_tcp('4', text);

    at = address_text_write_ipv4(ipv4_of(line->source), text, at);
    text[at] = ' ';
    at = address_text_write_ipv4(ipv4_of(line->destination), text, at + 1);
    return write_ports(line, text, at);
}

static size_t write_tcp6(const struct ppv1_line *line, uint8_t *text)
{
    size_t at = write_tcp('6', text);

    at = address_text_write_ipv6(line->source, text, at);
    text[at] = ' ';
    at = address_text_write_ipv6(line->destination, text, at + 1);
    return write_ports(line, text, at);
}

size_t ppv1_write(const struct ppv1_line *line, uint8_t *text)
{
    if (line->protocol == PPV1_UNKNOWN)
        return write_unknown(text);
    if (line->protocol == PPV1_TCP6)
        return write_tcp6(line, text);
    if (!ppv1_address_is_ipv4(line->source) ||
        !ppv1_address_is_ipv4(line->destination))
        return 0;
    return write_tcp4(line, text);
}
