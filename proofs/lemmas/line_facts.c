/*
 * What ppv1_parse may conclude of all lines, by what a line is.  This is no
 * part of the library: its functions are for provers alone.
 */
#include "machine.h"
#include "ppv1/line.h"
#include "scan.h"

#ifdef __FRAMAC__
#include "spec/line_facts.acsl"
#endif

/*@ ghost
    /@ terminates      \true;
       exits           \false;
       assigns         \nothing;
       ensures  tcp:   \forall integer protocol, d, p, q, end;
                       TcpAt(s, protocol, d, p, q, end) ==>
                       11 < d && d + 1 < p && p + 1 < q && q + 1 < end;
       ensures  texts: \forall integer protocol, i, j;
                       FamilyText(s, protocol, i, j) ==> i < j;
       ensures  ports: \forall integer i, j; PortText(s, i, j) ==> i < j;
       ensures  words: \forall integer protocol, d, p, q, end;
                       TcpAt(s, protocol, d, p, q, end)
                       ==> IsTcp(protocol) && TcpWord(s, protocol);
    @/
    static void fields_have_bytes(const uint8_t *s)
    {
        ipv4_is_long(s);
        ipv6_is_long(s);
        port_is_long(s);
    }

    /@ terminates      \true;
       exits           \false;
       assigns         \nothing;
       ensures  word:  \forall integer k; Line(s, k) ==>
                       Tcp4Word(s) || Tcp6Word(s) || UnknownWord(s);
       ensures  long:  \forall integer k; Line(s, k) ==> 15 <= k;
    @/
    static void lines_begin(const uint8_t *s)
    {
        fields_have_bytes(s);
    }

    /@ terminates      \true;
       exits           \false;
       assigns         \nothing;
       ensures  words: \forall integer protocol, m;
                       TcpPrefix(s, protocol, m)
                       ==> TcpWord(s, protocol) && s[10] == ' ';
    @/
    static void prefixes_have_words(const uint8_t *s)
    {
        /@ assert word: \forall integer other, d;
             SourceDone(s, other, d) ==> TcpWord(s, other) && s[10] == ' ';
        @/
        /@ assert words: \forall integer other, p;
             DestinationDone(s, other, p) ==> TcpWord(s, other) && s[10] == ' ';
        @/
        /@ assert port_word: \forall integer other, q;
             SourcePortDone(s, other, q) ==> TcpWord(s, other) && s[10] == ' ';
        @/
        /@ assert ports_word: \forall integer other, q;
             PortsDone(s, other, q) ==> TcpWord(s, other) && s[10] == ' ';
        @/
        /@ assert other: \forall integer other, m;
             TcpPrefix(s, other, m) ==> TcpWord(s, other) && s[10] == ' ';
        @/
    }

    void not_proxy(const uint8_t *s, size_t n, struct step step)
    {
        lines_begin(s);
        prefixes_have_words(s);
        /@ assert word:   WordPrefix(s, step.at); @/
        /@ assert prefix: LinePrefix(s, step.at); @/
        /@ assert none:   step.at < n ==> NoLine(s); @/
        /@ assert later:  step.at >= n ==> step.at == n && LineLater(s, n); @/
        /@ assert word_over: step.at < n ==> \forall integer m; step.at < m
                      ==> !WordPrefix(s, m); @/
        /@ assert no_word: step.at < n
                      ==> !Tcp4Word(s) && !Tcp6Word(s) && !UnknownWord(s); @/
        /@ assert begun:  step.at < n ==> NoPrefix(s, step.at); @/
        /@ assert reason: step.at < n && !Version2Begins(s, n)
                      ==> WordFault(s, n, step.at, PPV1_REASON_NOT_PROXY); @/
        /@ assert version_2: step.at < n && Version2Begins(s, n)
                      ==> WordFault(s, n, step.at, PPV1_REASON_BINARY_V2); @/
    }

    void no_protocol(const uint8_t *s, size_t n, struct step step)
    {
        lines_begin(s);
        prefixes_have_words(s);
        /@ assert word:   WordPrefix(s, step.at); @/
        /@ assert prefix: LinePrefix(s, step.at); @/
        /@ assert none:   step.at < n ==> NoLine(s); @/
        /@ assert later:  step.at >= n ==> step.at == n && LineLater(s, n); @/
        /@ assert word_over: step.at < n ==> \forall integer m; step.at < m
                      ==> !WordPrefix(s, m); @/
        /@ assert no_word: step.at < n ==> !UnknownWord(s)
                      && !((Tcp4Word(s) || Tcp6Word(s)) && s[10] == ' '); @/
        /@ assert begun:  step.at < n ==> NoPrefix(s, step.at); @/
        /@ assert reason: step.at < n
                      ==> WordFault(s, n, step.at, PPV1_REASON_PROTOCOL); @/
    }

    /@ requires word:   IsTcp(protocol) && TcpWord(s, protocol)
                     && s[10] == ' ';
       terminates       \true;
       exits            \false;
       assigns          \nothing;
       ensures  begun:  BegunSource(s, protocol);
    @/
    static void begun_is_known(const uint8_t *s, int protocol)
    {
        fields_have_bytes(s);
        /@ assert source: \forall integer d, m;
             SourceDone(s, protocol, d) && d < m
             && DestinationBegun(s, protocol, d, m)
             ==> SourceBegun(s, protocol, m); @/
        /@ assert destination: \forall integer p, m;
             DestinationDone(s, protocol, p) && p < m
             && SourcePortBegun(s, p, m) ==> SourceBegun(s, protocol, m); @/
        /@ assert ports: \forall integer q, m;
             SourcePortDone(s, protocol, q) && q < m
             && LastPortBegun(s, q, m) ==> SourceBegun(s, protocol, m); @/
        /@ assert in_source: \forall integer m;
             SourcePrefix(s, protocol, m) ==> SourceBegun(s, protocol, m); @/
        /@ assert in_destination: \forall integer m;
             DestinationPrefix(s, protocol, m)
             ==> SourceBegun(s, protocol, m); @/
        /@ assert in_source_port: \forall integer m;
             SourcePortPrefix(s, protocol, m)
             ==> SourceBegun(s, protocol, m); @/
        /@ assert in_last_port: \forall integer m;
             DestinationPortPrefix(s, protocol, m)
             ==> SourceBegun(s, protocol, m); @/
        /@ assert in_cr: \forall integer m;
             CrPrefix(s, protocol, m) ==> SourceBegun(s, protocol, m); @/
        prefixes_have_words(s);
        /@ assert tcp: \forall integer m; 11 <= m && LinePrefix(s, m)
             ==> TcpPrefix(s, protocol, m); @/
    }

    void tcp_begins(const uint8_t *s, int protocol)
    {
        fields_have_bytes(s);
        /@ assert last: \forall integer d, p, q, end;
             TcpAt(s, protocol, d, p, q, end) && Crlf(s, end) && end <= 105
             ==> LastPortRest(s, q, end + 2); @/
        /@ assert ports: \forall integer d, p, q, end;
             TcpAt(s, protocol, d, p, q, end) && Crlf(s, end) && end <= 105
             ==> PortsRest(s, p, end + 2); @/
        /@ assert destination: \forall integer d, p, q, end;
             TcpAt(s, protocol, d, p, q, end) && Crlf(s, end) && end <= 105
             ==> DestinationRest(s, protocol, d, end + 2); @/
        /@ assert source: \forall integer d, p, q, end;
             TcpAt(s, protocol, d, p, q, end) && Crlf(s, end) && end <= 105
             ==> SourceRest(s, protocol, end + 2); @/
        /@ assert tcp: \forall integer k; Line(s, k) ==>
             \exists integer d, p, q; TcpAt(s, protocol, d, p, q, k - 2); @/
        /@ assert only: OnlySource(s, protocol); @/
        begun_is_known(s, protocol);
    }

    void source_stops(const uint8_t *s, int protocol, size_t n, struct scan x)
    {
        ipv4_begins(s, 11);
        ipv6_begins(s, 11);
        /@ assert rest:   \forall integer k; Line(s, k) ==> SourceRest(s, protocol, k); @/
        /@ assert begun:  SourcePrefix(s, protocol, StopOf(x, n, 99)); @/
        /@ assert prefix: LinePrefix(s, StopOf(x, n, 99)); @/
        /@ assert space:  x.answer != SCAN_MORE ==> \forall integer j;
                      FamilyText(s, protocol, 11, j) ==> s[j] != ' '; @/
        /@ assert late:   x.answer == SCAN_MORE ==> \forall integer j;
                      FamilyText(s, protocol, 11, j) && s[j] == ' '
                      ==> x.end <= j; @/
        /@ assert none:   StopOf(x, n, 99) < n ==> NoLine(s); @/
        /@ assert later:  StopOf(x, n, 99) >= n ==> LineLater(s, n); @/
        /@ assert next:   \forall integer m; StopOf(x, n, 99) < m
                      && LinePrefix(s, m) ==> SourceBegun(s, protocol, m); @/
        /@ assert over:   x.answer != SCAN_MORE ==> \forall integer m;
                      x.end < m ==> !SourceBegun(s, protocol, m); @/
        /@ assert cut:    x.answer == SCAN_MORE && n > 99 ==>
                      \forall integer m; 99 < m ==> !SourceBegun(s, protocol, m); @/
        /@ assert beyond: StopOf(x, n, 99) < n
                      ==> NoPrefix(s, StopOf(x, n, 99)); @/
        /@ assert reason: StopOf(x, n, 99) < n
                      ==> SourceFault(s, protocol, StopOf(x, n, 99),
                            ReasonOf(x, SOURCE_DEFECT)); @/
    }

    void source_taken(const uint8_t *s, int protocol, size_t d,
                      struct ppv1_address source)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> SourceRest(s, protocol, k); @/
        /@ assert only:   OnlyDestination(s, protocol, d); @/
        /@ assert done:   SourceDone(s, protocol, d); @/
        /@ assert prefix: SourcePrefix(s, protocol, d); @/
        /@ assert begun:  \forall integer m; d < m && LinePrefix(s, m)
                      ==> SourceBegun(s, protocol, m); @/
        /@ assert over:   \forall integer m; d < m
                      ==> !FamilyPrefix(s, protocol, 11, m); @/
        /@ assert one:    \forall integer j; FamilyText(s, protocol, 11, j)
                      && s[j] == ' ' ==> j == d; @/
        /@ assert next:   BegunDestination(s, protocol, d); @/
    }

    void source_ends(const uint8_t *s, int protocol, size_t n, size_t d,
                     struct ppv1_address source)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> DestinationRest(s, protocol, d, k); @/
        /@ assert none:   NoLine(s); @/
        /@ assert beyond: NoPrefix(s, d); @/
        /@ assert reason: EndFault(s, protocol, d,
                            PPV1_REASON_SPACE_AFTER_SOURCE); @/
    }

    void destination_stops(const uint8_t *s, int protocol, size_t n, size_t d,
                           struct ppv1_address source, struct scan x)
    {
        ipv4_begins(s, d + 1);
        ipv6_begins(s, d + 1);
        /@ assert rest:   \forall integer k; Line(s, k) ==> 
                          DestinationRest(s, protocol, d, k); @/
        /@ assert begun:  DestinationPrefix(s, protocol, StopOf(x, n, 101)); @/
        /@ assert prefix: LinePrefix(s, StopOf(x, n, 101)); @/
        /@ assert space:  x.answer != SCAN_MORE ==> \forall integer j;
                      FamilyText(s, protocol, d + 1, j) ==> s[j] != ' '; @/
        /@ assert late:   x.answer == SCAN_MORE ==> \forall integer j;
                      FamilyText(s, protocol, d + 1, j) && s[j] == ' '
                      ==> x.end <= j; @/
        /@ assert none:   StopOf(x, n, 101) < n ==> NoLine(s); @/
        /@ assert later:  StopOf(x, n, 101) >= n ==> LineLater(s, n); @/
        /@ assert next:   \forall integer m; StopOf(x, n, 101) < m
                      && LinePrefix(s, m) ==> 
                          DestinationBegun(s, protocol, d, m); @/
        /@ assert over:   x.answer != SCAN_MORE ==> \forall integer m;
                      x.end < m ==> !DestinationBegun(s, protocol, d, m); @/
        /@ assert cut:    x.answer == SCAN_MORE && n > 101 ==>
                      \forall integer m; 101 < m ==> !DestinationBegun(s, protocol, d, m); @/
        /@ assert beyond: StopOf(x, n, 101) < n
                      ==> NoPrefix(s, StopOf(x, n, 101)); @/
        /@ assert reason: StopOf(x, n, 101) < n
                      ==> DestinationFault(s, protocol, StopOf(x, n, 101),
                            ReasonOf(x, DESTINATION_DEFECT)); @/
    }

    void destination_taken(const uint8_t *s, int protocol, size_t d, size_t p,
                           struct ppv1_address source,
                           struct ppv1_address destination)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> DestinationRest(s, protocol, d, k); @/
        /@ assert only:   OnlyPorts(s, p); @/
        /@ assert done:   DestinationDone(s, protocol, p); @/
        /@ assert prefix: DestinationPrefix(s, protocol, p); @/
        /@ assert begun:  \forall integer m; p < m && LinePrefix(s, m)
                      ==> DestinationBegun(s, protocol, d, m); @/
        /@ assert over:   \forall integer m; p < m
                      ==> !FamilyPrefix(s, protocol, d + 1, m); @/
        /@ assert one:    \forall integer j; FamilyText(s, protocol, d + 1, j)
                      && s[j] == ' ' ==> j == p; @/
        /@ assert next:   BegunPorts(s, p); @/
    }

    void destination_ends(const uint8_t *s, int protocol, size_t n, size_t d, size_t p,
                          struct ppv1_address source,
                          struct ppv1_address destination)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> PortsRest(s, p, k); @/
        /@ assert none:   NoLine(s); @/
        /@ assert beyond: NoPrefix(s, p); @/
        /@ assert reason: EndFault(s, protocol, p,
                            PPV1_REASON_SPACE_AFTER_DESTINATION); @/
    }

    void source_port_stops(const uint8_t *s, int protocol, size_t n, size_t d, size_t p,
                           struct ppv1_address source,
                           struct ppv1_address destination, struct scan x)
    {
        port_begins(s, p + 1);
        /@ assert rest:   \forall integer k; Line(s, k) ==> PortsRest(s, p, k); @/
        /@ assert begun:  SourcePortPrefix(s, protocol, StopOf(x, n, 103)); @/
        /@ assert prefix: LinePrefix(s, StopOf(x, n, 103)); @/
        /@ assert none:   StopOf(x, n, 103) < n ==> NoLine(s); @/
        /@ assert later:  StopOf(x, n, 103) >= n ==> LineLater(s, n); @/
        /@ assert next:   \forall integer m; StopOf(x, n, 103) < m
                      && LinePrefix(s, m) ==> SourcePortBegun(s, p, m); @/
        /@ assert beyond: StopOf(x, n, 103) < n
                      ==> NoPrefix(s, StopOf(x, n, 103)); @/
        /@ assert wrong:  x.answer != SCAN_MORE
                      ==> SourcePortFault(s, protocol, x.end,
                            x.answer + SOURCE_PORT_DEFECT); @/
        /@ assert long:   x.answer == SCAN_MORE && n > 103
                      ==> SourcePortFault(s, protocol, 103,
                            PPV1_REASON_TOO_LONG); @/
    }

    void source_port_taken(const uint8_t *s, int protocol, size_t d, size_t p, size_t q,
                           struct ppv1_address source,
                           struct ppv1_address destination, uint16_t source_port)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> PortsRest(s, p, k); @/
        /@ assert only:   OnlyLastPort(s, q); @/
        /@ assert done:   SourcePortDone(s, protocol, q); @/
        /@ assert prefix: SourcePortPrefix(s, protocol, q); @/
        /@ assert begun:  \forall integer m; q < m && LinePrefix(s, m)
                      ==> SourcePortBegun(s, p, m); @/
        /@ assert next:   BegunLastPort(s, q); @/
    }

    void source_port_ends(const uint8_t *s, int protocol, size_t n, size_t d, size_t p,
                          size_t q, struct ppv1_address source,
                          struct ppv1_address destination, uint16_t source_port)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> LastPortRest(s, q, k); @/
        /@ assert none:   NoLine(s); @/
        /@ assert beyond: NoPrefix(s, q); @/
        /@ assert reason: EndFault(s, protocol, q,
                            PPV1_REASON_SPACE_AFTER_SOURCE_PORT); @/
    }

    void last_port_stops(const uint8_t *s, int protocol, size_t n, size_t d, size_t p,
                         size_t q, struct ppv1_address source,
                         struct ppv1_address destination, uint16_t source_port,
                         struct scan x)
    {
        port_begins(s, q + 1);
        /@ assert rest:   \forall integer k; Line(s, k) ==> LastPortRest(s, q, k); @/
        /@ assert begun:  DestinationPortPrefix(s, protocol, StopOf(x, n, 105)); @/
        /@ assert prefix: LinePrefix(s, StopOf(x, n, 105)); @/
        /@ assert none:   StopOf(x, n, 105) < n ==> NoLine(s); @/
        /@ assert later:  StopOf(x, n, 105) >= n ==> LineLater(s, n); @/
        /@ assert next:   \forall integer m; StopOf(x, n, 105) < m
                      && LinePrefix(s, m) ==> LastPortBegun(s, q, m); @/
        /@ assert beyond: StopOf(x, n, 105) < n
                      ==> NoPrefix(s, StopOf(x, n, 105)); @/
        /@ assert wrong:  x.answer != SCAN_MORE
                      ==> DestinationPortFault(s, protocol, x.end,
                            x.answer + DESTINATION_PORT_DEFECT); @/
        /@ assert long:   x.answer == SCAN_MORE && n > 105
                      ==> DestinationPortFault(s, protocol, 105,
                            PPV1_REASON_TOO_LONG); @/
    }

    void last_port_taken(const uint8_t *s, int protocol, size_t d, size_t p, size_t q,
                         size_t end, struct ppv1_address source,
                         struct ppv1_address destination, uint16_t source_port,
                         uint16_t destination_port)
    {
        /@ assert rest:   \forall integer k; Line(s, k)
                      ==> LastPortRest(s, q, k); @/
        /@ assert only:   OnlyCrlf(s, end); @/
        /@ assert done:   PortsDone(s, protocol, end); @/
        /@ assert prefix: DestinationPortPrefix(s, protocol, end); @/
        /@ assert fields: TcpAt(s, protocol, d, p, q, end); @/
        /@ assert values: TcpSays(s, protocol, d, p, q, end, source,
                                  destination, source_port,
                                  destination_port); @/
        /@ assert begun:  \forall integer m; end < m && LinePrefix(s, m)
                      ==> LastPortBegun(s, q, m); @/
        /@ assert next:   BegunCrlf(s, end); @/
    }

    void line_ends(const uint8_t *s, int protocol, size_t n, size_t end,
                   struct ppv1_address source,
                   struct ppv1_address destination, uint16_t source_port,
                   uint16_t destination_port, struct step step)
    {
        /@ assert only:   \forall integer k; Line(s, k) ==> k == end + 2
                                                && Crlf(s, end); @/
        /@ assert first:  step.part == PART_NONE && step.at == end
                      ==> LinePrefix(s, step.at); @/
        /@ assert second: step.part == PART_NONE && step.at == end + 1
                      ==> LinePrefix(s, step.at); @/
        /@ assert place:  step.part == PART_NONE
                      ==> step.at == end || step.at == end + 1; @/
        /@ assert prefix: step.part == PART_NONE ==> LinePrefix(s, step.at); @/
        /@ assert none:   step.part == PART_NONE && step.at < n
                      ==> NoLine(s); @/
        /@ assert later:  step.part == PART_NONE && step.at >= n
                      ==> step.at == n && LineLater(s, n); @/
        /@ assert beyond: step.part == PART_NONE && step.at < n
                      ==> NoPrefix(s, step.at); @/
        /@ assert reason: step.part == PART_NONE && step.at < n
                      ==> EndFault(s, protocol, step.at,
                            PPV1_REASON_LINE_END); @/
    }

    void unknown_ends(const uint8_t *s, size_t n, struct ppv1_address source,
                      struct ppv1_address destination, uint16_t source_port,
                      uint16_t destination_port, struct step step)
    {
        lines_begin(s);
        prefixes_have_words(s);
        /@ assert only:   \forall integer k; Line(s, k)
                      ==> UnknownFields(s, k - 2) && Crlf(s, k - 2); @/
        /@ assert prefix: step.part == PART_NONE ==> LinePrefix(s, step.at); @/
        /@ assert none:   step.part == PART_NONE && step.at < n
                      ==> NoLine(s); @/
        /@ assert later:  step.part == PART_NONE && step.at >= n
                      ==> step.at == n && LineLater(s, n); @/
        /@ assert tcp:    \forall integer protocol, m;
                      !TcpPrefix(s, protocol, m); @/
        /@ assert beyond: step.part == PART_NONE && step.at < n
                      ==> NoPrefix(s, step.at); @/
        /@ assert reason: step.part == PART_NONE && step.at < n
                      ==> UnknownFault(s, step.at,
                            PPV1_REASON_SPACE_AFTER_UNKNOWN); @/
    }

    void text_stops(const uint8_t *s, size_t n, struct scan x)
    {
        lines_begin(s);
        prefixes_have_words(s);
        /@ assert only:   \forall integer k; Line(s, k)
                      ==> UnknownFields(s, k - 2) && Crlf(s, k - 2)
                          && 16 <= k <= 107; @/
        /@ assert begun:  UnknownPrefix(s, StopOf(x, n, 106)); @/
        /@ assert none:   x.answer != SCAN_MORE ==> NoLine(s); @/
        /@ assert later:  x.answer == SCAN_MORE ==> LineLater(s, n); @/
        /@ assert tcp:    \forall integer protocol, m;
                      !TcpPrefix(s, protocol, m); @/
        /@ assert next:   \forall integer m; 14 <= m && LinePrefix(s, m)
                      ==> TextPrefix(s, 14, m, 105); @/
        /@ assert beyond: x.answer != SCAN_MORE ==> NoPrefix(s, x.end); @/
        /@ assert reason: x.answer != SCAN_MORE
                      ==> UnknownFault(s, x.end, PPV1_REASON_TOO_LONG); @/
    }

    void text_taken(const uint8_t *s, size_t n, size_t end, struct ppv1_address source,
                    struct ppv1_address destination, uint16_t source_port,
                    uint16_t destination_port)
    {
        lines_begin(s);
        prefixes_have_words(s);
        /@ assert fields: UnknownFields(s, end); @/
        /@ assert only:   \forall integer k; Line(s, k)
                      ==> UnknownFields(s, k - 2) && Crlf(s, k - 2); @/
        /@ assert crlf:   OnlyCrlf(s, end); @/
        /@ assert prefix: UnknownPrefix(s, end); @/
        /@ assert cr:     UnknownPrefix(s, end + 1); @/
        /@ assert tcp:    \forall integer protocol, m;
                      !TcpPrefix(s, protocol, m); @/
        /@ assert next:   \forall integer m; 14 <= m && LinePrefix(s, m)
                      ==> TextPrefix(s, 14, m, 105); @/
        /@ assert begun:  BegunCrlf(s, end); @/
    }
*/
