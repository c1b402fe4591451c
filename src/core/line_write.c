#include "ppv1/line.h"

#include "address_text.h"
#include "decimal.h"

/* " 65535 65535" and CRLF */
#define PORTS_MAX 14

/*@ requires room:   TextRoom(text, 0, 6);
    terminates       \true;
    exits            \false;
    assigns          text[0 .. 5];
    ensures  exact:  ProxyWord(text);
*/
static void write_proxy(uint8_t *text)
{
    text[0] = 'P';
    text[1] = 'R';
    text[2] = 'O';
    text[3] = 'X';
    text[4] = 'Y';
    text[5] = ' ';
}

/*@ requires room:   TextRoom(text, at, 2);
    terminates       \true;
    exits            \false;
    assigns          text[at .. at + 1];
    ensures  end:    \result == at + 2;
    ensures  exact:  Crlf(text, at);
*/
static size_t write_crlf(uint8_t *text, size_t at)
{
    text[at] = '\r';
    text[at + 1] = '\n';
    return at + 2;
}

/*@ requires room:   TextRoom(text, 0, 15);
    terminates       \true;
    exits            \false;
    assigns          text[0 .. 14];
    ensures  end:    \result == 15;
    ensures  word:   UnknownWord(text);
    ensures  crlf:   Crlf(text, 13);
*/
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
/*@ requires room:   TextRoom(text, 0, 11);
    requires family: family == '4' || family == '6';
    terminates       \true;
    exits            \false;
    assigns          text[0 .. 10];
    ensures  end:    \result == 11;
    ensures  word:   family == '4' ? Tcp4Word(text) : Tcp6Word(text);
    ensures  space:  text[10] == ' ';
*/
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

/* A space, the source port, a space, the destination port, CRLF. */
/*@ requires readable:  \valid_read(line);
    requires room:      TextRoom(text, at, PORTS_MAX);
    requires separated: \separated(text + (at .. at + PORTS_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PORTS_MAX - 1];
    ensures  bound:     at + 6 <= \result <= at + PORTS_MAX;
    ensures  crlf:      Crlf(text, \result - 2);
*/
static size_t write_ports(const struct ppv1_line *line, uint8_t *text,
                          size_t at)
{
    text[at] = ' ';
    at = decimal_write(line->source_port, text, at + 1);
    text[at] = ' ';
    at = decimal_write(line->destination_port, text, at + 1);
    return write_crlf(text, at);
}

/*@ requires ipv4:    AddressIsIpv4(address);
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   AddressNumber(address) == Ipv4Number(\result);
*/
static uint32_t ipv4_of(struct ppv1_address address)
{
    return (uint32_t)(address.low - 0xffff00000000);
}

/*@ requires readable:  \valid_read(line);
    requires ipv4:      AddressIsIpv4(line->source)
                     && AddressIsIpv4(line->destination);
    requires room:      TextRoom(text, 0, PPV1_LINE_MAX);
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  bound:     22 <= \result <= PPV1_LINE_MAX;
    ensures  word:      Tcp4Word(text);
    ensures  crlf:      Crlf(text, \result - 2);
*/
static size_t write_tcp4(const struct ppv1_line *line, uint8_t *text)
{
    size_t at = write_tcp('4', text);

    at = address_text_write_ipv4(ipv4_of(line->source), text, at);
    text[at] = ' ';
    at = address_text_write_ipv4(ipv4_of(line->destination), text, at + 1);
    return write_ports(line, text, at);
}

/*@ requires readable:  \valid_read(line);
    requires room:      TextRoom(text, 0, PPV1_LINE_MAX);
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  bound:     22 <= \result <= PPV1_LINE_MAX;
    ensures  word:      Tcp6Word(text);
    ensures  crlf:      Crlf(text, \result - 2);
*/
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
