#include "ppv1/line.h"

#include "address_order.h"
#include "address_text.h"
#include "decimal.h"

#ifdef __FRAMAC__
#include "spec/port_kept.acsl"
#include "spec/written_line.acsl"
#include "spec/written_line_kept.acsl"
#endif

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
    ensures  kept:   KeptBytes{Pre, Post}(text, at);
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

/* "PROXY TCP4" or "PROXY TCP6" */
/*@ requires room:   TextRoom(text, 0, 10);
    requires family: family == '4' || family == '6';
    terminates       \true;
    exits            \false;
    assigns          text[0 .. 9];
    ensures  end:    \result == 10;
    ensures  word:   family == '4' ? Tcp4Word(text) : Tcp6Word(text);
*/
static size_t write_tcp(uint8_t family, uint8_t *text)
{
    write_proxy(text);
    text[6] = 'T';
    text[7] = 'C';
    text[8] = 'P';
    text[9] = family;
    return 10;
}

/* A space and the port behind the `at` bytes that are there. */
/*@ requires room:   TextRoom(text, at, 6);
    terminates       \true;
    exits            \false;
    assigns          text[at .. at + 5];
    ensures  bound:  at + 2 <= \result <= at + 6;
    ensures  kept:   KeptBytes{Pre, Post}(text, at);
    ensures  space:  text[at] == ' ';
    ensures  port:   DecimalIs(text, at + 1, \result, port);
*/
static size_t write_port(uint16_t port, uint8_t *text, size_t at)
{
    text[at] = ' ';
    return decimal_write(port, text, at + 1);
}

/* A space, the source port, a space, the destination port, CRLF. */
/*@ requires readable:  \valid_read(line);
    requires room:      TextRoom(text, at, PORTS_MAX);
    requires separated: \separated(text + (at .. at + PORTS_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PORTS_MAX - 1];
    ensures  bound:     at + 6 <= \result <= at + PORTS_MAX;
    ensures  kept:      KeptBytes{Pre, Post}(text, at);
    ensures  ports:     Ports(text, at, \result - 2, line->source_port,
                              line->destination_port);
    ensures  crlf:      Crlf(text, \result - 2);
*/
static size_t write_ports(const struct ppv1_line *line, uint8_t *text,
                          size_t at)
{
    size_t source = write_port(line->source_port, text, at);
    size_t destination = write_port(line->destination_port, text, source);
    size_t end;

    //@ assert source: DecimalIs(text, at + 1, source, line->source_port);
    end = write_crlf(text, destination);
    //@ assert source_kept: DecimalIs(text, at + 1, source, line->source_port);
    /*@ assert destination: DecimalIs(text, source + 1, destination,
                                      line->destination_port); */
    /*@ assert ports: PortsAt(text, at, source, destination,
                              line->source_port, line->destination_port); */
    return end;
}

/* A space and a.b.c.d behind the at bytes that are there. */
/*@ requires ipv4:    AddressIsIpv4(address);
    requires room:    TextRoom(text, at, 1 + ADDRESS_TEXT_IPV4_MAX);
    terminates        \true;
    exits             \false;
    assigns           text[at .. at + ADDRESS_TEXT_IPV4_MAX];
    ensures  bound:   at + 8 <= \result <= at + 1 + ADDRESS_TEXT_IPV4_MAX;
    ensures  kept:    KeptBytes{Pre, Post}(text, at);
    ensures  field:   Ipv4Field(text, at, \result, address);
*/
static size_t write_ipv4(struct ppv1_address address, uint8_t *text, size_t at)
{
    text[at] = ' ';
    return address_text_write_ipv4(address_to_ipv4(address), text, at + 1);
}

/*@ ghost
    /@ requires readable:    \valid_read(line);
       requires word:        TcpWord(s, protocol);
       requires source:      FamilyField(s, protocol, 10, d, line->source);
       requires destination: FamilyField(s, protocol, d, p, line->destination);
       requires ports:       Ports(s, p, n - 2, line->source_port,
                                   line->destination_port);
       requires end:         Crlf(s, n - 2) && n <= PPV1_LINE_MAX;
       terminates            \true;
       exits                 \false;
       assigns               \nothing;
       ensures  line:        LineText(s, n, protocol, line->source,
                                      line->destination, line->source_port,
                                      line->destination_port);
    @/
    static void fields_are_a_line(const uint8_t *s, enum ppv1_protocol protocol,
                                  size_t d, size_t p, size_t n,
                                  const struct ppv1_line *line)
    {
        /@ assert numbers: \forall integer q;
             PortsAt(s, p, q, n - 2, line->source_port, line->destination_port)
             ==> line->source_port == PortValue(s, p + 1, q)
                 && line->destination_port == PortValue(s, q + 1, n - 2); @/
        /@ assert at: \forall integer q;
             PortsAt(s, p, q, n - 2, line->source_port, line->destination_port)
             ==> TcpAt(s, protocol, d, p, q, n - 2); @/
        /@ assert says: \forall integer q;
             PortsAt(s, p, q, n - 2, line->source_port, line->destination_port)
             ==> TcpSays(s, protocol, d, p, q, n - 2, line->source,
                         line->destination, line->source_port,
                         line->destination_port); @/
    }
*/

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
    ensures  line:      LineText(text, \result, PPV1_TCP4, line->source,
                                 line->destination, line->source_port,
                                 line->destination_port);
    ensures  crlf:      Crlf(text, \result - 2);
*/
static size_t write_tcp4(const struct ppv1_line *line, uint8_t *text)
{
    size_t word = write_tcp('4', text);
    size_t source = write_ipv4(line->source, text, word);
    size_t destination = write_ipv4(line->destination, text, source);
    size_t end;

    //@ assert word: Tcp4Word(text);
    //@ assert source: Ipv4Field(text, word, source, line->source);
    end = write_ports(line, text, destination);
    //@ assert word_kept: Tcp4Word(text);
    //@ assert source_kept: Ipv4Field(text, word, source, line->source);
    /*@ assert destination: Ipv4Field(text, source, destination,
                                      line->destination); */
    /*@ ghost fields_are_a_line(text, PPV1_TCP4, source, destination, end,
                                line); */
    return end;
}

/* A space and the address behind the at bytes that are there. */
/*@ requires room:      TextRoom(text, at, 1 + PPV1_ADDRESS_TEXT_MAX);
    requires note:      \valid(note);
    requires separated: \separated(
                          text + (at .. at + PPV1_ADDRESS_TEXT_MAX), note);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX], *note;
    ensures  bound:     at + 3 <= \result <= at + 1 + PPV1_ADDRESS_TEXT_MAX;
    ensures  kept:      KeptBytes{Pre, Post}(text, at);
    ensures  space:     text[at] == ' ';
    ensures  written:   WrittenIpv6(text, at + 1, \result, address, note);
*/
static size_t write_ipv6(struct ppv1_address address, uint8_t *text, size_t at)
/*@ ghost (struct ipv6_note \ghost *note) */
{
    text[at] = ' ';
    return address_text_write_ipv6(address, text, at + 1) /*@ ghost (note) */;
}

/* The same behind an address, which stands in text[i .. at) and stays. */
/*@ requires room:      TextRoom(text, at, 1 + PPV1_ADDRESS_TEXT_MAX);
    requires notes:     \valid(note) && \valid_read(first_note);
    requires separated: \separated(
                          text + (at .. at + PPV1_ADDRESS_TEXT_MAX), note,
                          first_note);
    requires first:     i <= at && WrittenIpv6(text, i, at, first, first_note);
    terminates          \true;
    exits               \false;
    assigns             text[at .. at + PPV1_ADDRESS_TEXT_MAX], *note;
    ensures  bound:     at + 3 <= \result <= at + 1 + PPV1_ADDRESS_TEXT_MAX;
    ensures  kept:      KeptBytes{Pre, Post}(text, at);
    ensures  first:     WrittenIpv6(text, i, at, first, first_note);
    ensures  space:     text[at] == ' ';
    ensures  written:   WrittenIpv6(text, at + 1, \result, address, note);
*/
static size_t write_ipv6_behind(struct ppv1_address address, uint8_t *text,
                                size_t at)
/*@ ghost (struct ipv6_note \ghost *note, size_t i, struct ppv1_address first,
           const struct ipv6_note \ghost *first_note) */
{
    size_t end = write_ipv6(address, text, at) /*@ ghost (note) */;

    /*@ assert ends: \forall integer k; 0 <= k < 8 ==>
                       first_note->ends[k] == \at(first_note->ends[k], Pre); */
    /*@ assert groups: \forall integer k; 0 <= k < 8 ==>
                   first_note->groups[k] == \at(first_note->groups[k], Pre); */
    //@ assert first: SameNote{Pre, Here}(first_note);
    return end;
}

/*@ requires readable:  \valid_read(line);
    requires room:      TextRoom(text, 0, PPV1_LINE_MAX);
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  bound:     22 <= \result <= PPV1_LINE_MAX;
    ensures  word:      Tcp6Word(text);
    ensures  line:      LineText(text, \result, PPV1_TCP6, line->source,
                                 line->destination, line->source_port,
                                 line->destination_port);
    ensures  form:      CanonicalTcp6(text, line->source, line->destination);
    ensures  crlf:      Crlf(text, \result - 2);
*/
static size_t write_tcp6(const struct ppv1_line *line, uint8_t *text)
{
    /*@ ghost struct ipv6_note from, to; */
    size_t word = write_tcp('6', text);
    size_t source = write_ipv6(line->source, text, word) /*@ ghost (&from) */;
    size_t destination;
    size_t end;

    destination = write_ipv6_behind(line->destination, text, source)
        /*@ ghost (&to, word + 1, line->source, &from) */;
    //@ assert word: Tcp6Word(text);
    /*@ ghost Destination: ; */
    end = write_ports(line, text, destination);
    //@ assert word_kept: Tcp6Word(text);
    //@ assert from_kept: SameNote{Destination, Here}(&from);
    //@ assert to_kept: SameNote{Destination, Here}(&to);
    /*@ ghost ipv6_is_read(text, word + 1, source, line->source, &from); */
    /*@ ghost ipv6_is_read(text, source + 1, destination, line->destination,
                           &to); */
    //@ assert spaces: text[source] == ' ' && text[destination] == ' ';
    /*@ assert canonical: CanonicalIpv6(text, 11, source, line->source)
          && CanonicalIpv6(text, source + 1, destination, line->destination); */
    /*@ assert form: CanonicalFields(text, source, destination, line->source,
                                     line->destination); */
    /*@ ghost fields_are_a_line(text, PPV1_TCP6, source, destination, end,
                                line); */
    return end;
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
