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
    # call: so the machine has no loop.  ppv1_parse takes the part
    # (line_parse.c) and calls again for what follows.
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

#include "machine.h"

%% write data nofinal noentry;

struct step line_step(const uint8_t *bytes, size_t at, size_t n, int state)
{
    size_t p = at;
    const size_t pe = n;
    int cs = state;
    enum part part = PART_NONE;

    /* Entered in its error state, Ragel's code would come back to life. */
    if (cs != proxy_v1_error) {
        %% write exec;
    }
    return (struct step){.part = part, .at = p, .state = cs};
}
