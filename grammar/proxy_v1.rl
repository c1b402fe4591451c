/*
 * proxy_v1 - the PROXY protocol v1 header line: proxy-protocol.txt, 2.1.
 *
 *   PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n
 *         |    |            |         |     |
 *         |    source       |         |     destination port
 *         protocol          |         source port
 *                           destination
 */
%%{
    machine proxy_v1;
    alphtype unsigned char;
    getkey bytes[p];

    # Each action says which part of the line has been reached, and ends the
    # call: so the machine has no loop.  The reader takes the part (reader.h)
    # and calls again for what follows.
    action proxy             { part = PART_PROXY;            fbreak; }
    action source4           { part = PART_SOURCE4;          fbreak; }
    action source6           { part = PART_SOURCE6;          fbreak; }
    action destination4      { part = PART_DESTINATION4;     fbreak; }
    action destination6      { part = PART_DESTINATION6;     fbreak; }
    action source_port       { part = PART_SOURCE_PORT;      fbreak; }
    action destination_port  { part = PART_DESTINATION_PORT; fbreak; }
    action unknown           { part = PART_UNKNOWN;          fbreak; }
    action text              { part = PART_TEXT;             fbreak; }
    action line              { part = PART_LINE;             fbreak; }

    # "exactly one space" goes before each field.  The field itself is taken by
    # its scanner (scan.h), so that the machine never sees it.
    SP = " ";

    source4          = SP @source4;           # 203.0.113.10
    source6          = SP @source6;           # 2001:db8::10
    destination4     = SP @destination4;      # 192.0.2.1
    destination6     = SP @destination6;      # ::ffff:192.0.2.1
    source_port      = SP @source_port;       # 43025
    destination_port = SP @destination_port;  # 9030
    text             = SP @text;              # anything, up to the first CRLF

    # "the CRLF sequence": never a lone CR or LF.
    CRLF = "\r\n";

    ports   = source_port destination_port;
    tcp4    = "TCP4" source4 destination4 ports;
    tcp6    = "TCP6" source6 destination6 ports;
    unknown = "UNKNOWN" @unknown text?;

    main := "PROXY " @proxy ( tcp4 | tcp6 | unknown ) CRLF @line;
}%%

#include "reader.h"

%% write data noerror nofinal noentry;

/*
 * Runs the machine from `state` and bytes[at] to the beginning of the next
 * part, to a byte that does not fit, or to the end of the bytes.
 */
/*@ requires readable: \valid_read(bytes + (0 .. n - 1));
    requires position: at <= n;
    requires state:    ReaderState(state);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  start:    state == AT_START ==> StepStart(bytes, at, n, \result);
    ensures  protocol: state == AT_PROTOCOL
                   ==> StepProtocol(bytes, at, n, \result);
    ensures  source4:  state == BEHIND_SOURCE4
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_DESTINATION4, BEHIND_DESTINATION);
    ensures  source6:  state == BEHIND_SOURCE6
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_DESTINATION6, BEHIND_DESTINATION);
    ensures  ports:    state == BEHIND_DESTINATION
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_SOURCE_PORT, BEHIND_SOURCE_PORT);
    ensures  port:     state == BEHIND_SOURCE_PORT
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_DESTINATION_PORT, BEFORE_CRLF);
    ensures  unknown:  state == BEHIND_UNKNOWN
                   ==> StepUnknown(bytes, at, n, \result);
    ensures  crlf:     state == BEFORE_CRLF
                   ==> StepCrlf(bytes, at, n, \result);
*/
static struct step line_step(const uint8_t *bytes, size_t at, size_t n,
                             int state)
{
    size_t p = at;
    const size_t pe = n;
    int cs = state;
    enum part part = PART_NONE;

    %% write exec;

    return (struct step){.part = part, .at = p, .state = cs};
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  answered:  Answer(\result.answer, \result.offset,
                            \result.length, n);
    ensures  accepted:  \result.answer == PPV1_ACCEPTED
                    ==> LineText(bytes, \result.length, \result.protocol,
                            \result.source, \result.destination,
                            \result.source_port, \result.destination_port);
*/
static struct ppv1_line read_line(const uint8_t *bytes, size_t n)
{
    struct reader r;

    reader_begin(&r, bytes, n, proxy_v1_start);
    /*@ loop invariant place:    r.open ==> r.at <= n && ReaderState(r.state);
        loop invariant stands:   r.open ==> ReaderStands(&r, bytes, n);
        loop invariant answered: !r.open ==> Answer(r.line.answer,
            r.line.offset, r.line.length, n);
        loop invariant line:     !r.open && r.line.answer == PPV1_ACCEPTED
            ==> LineText(bytes, r.line.length, r.line.protocol,
                    r.line.source, r.line.destination,
                    r.line.source_port, r.line.destination_port);
        loop assigns r;
        loop variant r.open ? n - r.at + 1 : 0;
    */
    while (r.open)
        reader_take(&r, bytes, n, line_step(bytes, r.at, n, r.state));
    /* Field by field: provers lose sight of those of a whole struct. */
    return (struct ppv1_line){.answer = r.line.answer,
                              .reason = r.line.reason,
                              .offset = r.line.offset,
                              .length = r.line.length,
                              .protocol = r.line.protocol,
                              .source_port = r.line.source_port,
                              .destination_port = r.line.destination_port,
                              .source = r.line.source,
                              .destination = r.line.destination};
}

void ppv1_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    *line = read_line(bytes, n);
}
