#include "ppv1/line.h"

#include "machine.h"
#include "scan.h"
#include "scan_text.h"

#ifdef __FRAMAC__
#include "spec/line_facts.acsl"
#endif

/* Where a field must end, at the latest, for the shortest rest of the line to
 * fit into PPV1_LINE_MAX bytes. */
#define SOURCE_END_MAX (DESTINATION_END_MAX - 2)      /* a space and a byte */
#define DESTINATION_END_MAX (SOURCE_PORT_END_MAX - 2) /* " 0" */
#define SOURCE_PORT_END_MAX (LAST_FIELD_END_MAX - 2)  /* " 0" */
#define LAST_FIELD_END_MAX (PPV1_LINE_MAX - 2)        /* CRLF */

/* ---- the answers -------------------------------------------------------- */

/* The byte at `offset` is hopeless, because of `reason`. */
/*@ requires writable: \valid(line);
    terminates         \true;
    exits              \false;
    assigns            *line;
    ensures  answer:   line->answer == PPV1_REJECTED;
    ensures  offset:   line->offset == offset;
    ensures  reason:   line->reason == reason;
    ensures  named:    OnlyNamed(line);
*/
static void refuse(struct ppv1_line *line, size_t offset,
                   enum ppv1_reason reason)
{
    *line = (struct ppv1_line){.offset = offset, .reason = reason};
    //@ assert blank: NothingSaid(*line);
    line->answer = PPV1_REJECTED;
}

/* All bytes fit, but more must come. */
/*@ requires writable: \valid(line);
    terminates         \true;
    exits              \false;
    assigns            *line;
    ensures  answer:   line->answer == PPV1_INCOMPLETE;
    ensures  named:    OnlyNamed(line);
*/
static void wait_for_more(struct ppv1_line *line)
{
    *line = (struct ppv1_line){.length = 0};
    //@ assert blank: NothingSaid(*line);
    line->answer = PPV1_INCOMPLETE;
}

/* The machine has stopped before bytes[at]: that byte does not fit, or it is
 * not here yet.  The proof needs the bytes, not the code. */
/*@ requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires stops:     StopsAt(bytes, n, at, expected);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void stopped(struct ppv1_line *line, size_t at, size_t n,
                    enum ppv1_reason expected)
    /*@ ghost (const uint8_t *bytes) */
{
    if (at < n)
        refuse(line, at, expected);
    else
        wait_for_more(line);
}

/*
 * The field's scanner is not done, or it is out of sight of the field's end:
 * wait for more, or refuse.  `to_reason` leads from the scanner's defect to
 * the field's reason.
 */
/*@ requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires not_done:  s.answer != SCAN_DONE;
    requires answer:    0 <= s.answer <= SCAN_TEXT_TOO_LONG;
    requires reason:    0 <= to_reason < PPV1_REASON_COUNT;
    requires place:     s.answer != SCAN_MORE ==> s.end < n;
    requires stops:     StopsAt(bytes, n, StopOf(s, n, max),
                                ReasonOf(s, to_reason));
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void not_taken(struct ppv1_line *line, struct scan s, size_t n,
                      size_t max, unsigned to_reason)
    /*@ ghost (const uint8_t *bytes) */
{
    if (s.answer != SCAN_MORE)
        refuse(line, s.end, (enum ppv1_reason)(s.answer + to_reason));
    else if (n > max)
        refuse(line, max, PPV1_REASON_TOO_LONG);
    else
        wait_for_more(line);
}

/* How far a scanner may look for a field that must end at `max`: at the byte
 * that ends it, too. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  whole:   n <= max ==> \result == n;
    ensures  cut:     max < n ==> \result == max + 1;
*/
static size_t sight(size_t n, size_t max)
{
    return n <= max ? n : max + 1;
}

/* ---- the fields ---------------------------------------------------------- */

/* An address of the protocol's family at bytes[at]. */
/*@ requires readable:  \valid_read(bytes + (at .. n - 1));
    requires position:  at <= n;
    requires protocol:  IsTcp(protocol);
    requires writable:  \valid(address);
    requires separated: \separated(bytes + (at .. n - 1), address);
    terminates          \true;
    exits               \false;
    assigns             *address;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  done:      \result.answer == SCAN_DONE ==>
                        at < \result.end < n
                        && FamilyText(bytes, protocol, at, \result.end)
                        && FamilyDenotes(bytes, protocol, at, \result.end,
                                         *address);
    ensures  only:      \result.answer == SCAN_DONE ==>
                        FamilyOnly(bytes, protocol, at, \result.end);
    ensures  ends:      \result.answer == SCAN_DONE ==>
                        !FamilyByte(protocol, bytes[\result.end]);
    ensures  over:      \result.answer != SCAN_MORE ==>
                        FamilyOver(bytes, protocol, at, \result.end);
    ensures  more:      \result.answer == SCAN_MORE ==>
                        \result.end == n
                        && FamilyLater(bytes, protocol, at, n);
    ensures  none:      \result.answer > SCAN_MORE ==>
                        at <= \result.end < n
                        && FamilyNone(bytes, protocol, at);
    ensures  defect:    \result.answer > SCAN_MORE ==>
                        AddressDefect(bytes, protocol, at, \result.end,
                                      \result.answer);
    ensures  viable:    FamilyPrefix(bytes, protocol, at, \result.end);
*/
static struct scan take_address(const uint8_t *bytes, size_t at, size_t n,
                                enum ppv1_protocol protocol,
                                struct ppv1_address *address)
{
    struct scan s;
    uint32_t ipv4;

    if (protocol == PPV1_TCP6) {
        s = scan_ipv6(bytes, at, n, address);
        //@ ghost ipv6_read(bytes, at, n, s.end);
        //@ ghost ipv6_is_long(bytes);
        return s;
    }
    s = scan_ipv4(bytes, at, n, &ipv4);
    //@ ghost ipv4_read(bytes, at, n, s.end);
    //@ ghost ipv4_is_long(bytes);
    if (s.answer == SCAN_DONE)
        *address = ppv1_address_from_ipv4(ipv4);
    return s;
}

/* A port at bytes[at]. */
/*@ requires readable:  \valid_read(bytes + (at .. n - 1));
    requires position:  at <= n && at < SIZE_MAX;
    requires writable:  \valid(port);
    requires separated: \separated(bytes + (at .. n - 1), port);
    terminates          \true;
    exits               \false;
    assigns             *port;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_PORT_ABOVE_65535;
    ensures  done:      \result.answer == SCAN_DONE ==>
                        at < \result.end < n
                        && PortText(bytes, at, \result.end)
                        && *port == PortValue(bytes, at, \result.end);
    ensures  only:      \result.answer == SCAN_DONE ==>
                        PortOnly(bytes, at, \result.end);
    ensures  ends:      \result.answer == SCAN_DONE ==>
                        !Digit(bytes[\result.end]);
    ensures  over:      \result.answer != SCAN_MORE ==>
                        PortOver(bytes, at, \result.end);
    ensures  more:      \result.answer == SCAN_MORE ==>
                        \result.end == n && PortLater(bytes, at, n);
    ensures  none:      \result.answer > SCAN_MORE ==>
                        at <= \result.end < n && PortNone(bytes, at);
    ensures  defect:    \result.answer > SCAN_MORE ==>
                        PortDefectIs(bytes, at, \result.end, \result.answer);
    ensures  viable:    PortPrefix(bytes, at, \result.end);
*/
static struct scan take_port(const uint8_t *bytes, size_t at, size_t n,
                             uint16_t *port)
{
    struct scan s = scan_port(bytes, at, n, port);

    //@ ghost port_read(bytes, at, n, s.end);
    //@ ghost port_is_long(bytes);
    return s;
}

/* ---- TCP4 and TCP6, from the end to the beginning ------------------------ */

/* CRLF, behind the last field, which ends before bytes[end]. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires range:     end < n && end <= LAST_FIELD_END_MAX;
    requires stage:     BeforeCrlf(bytes, line->protocol, end, line->source,
                                   line->destination, line->source_port,
                                   line->destination_port);
    requires blank:     Unanswered(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_crlf(const uint8_t *bytes, size_t n, size_t end,
                      struct ppv1_line *line)
{
    struct step step = line_step(bytes, end, n, BEFORE_CRLF);

    /*@ ghost line_ends(bytes, line->protocol, n, end, line->source,
          line->destination, line->source_port, line->destination_port, step);
    */
    if (step.part == PART_NONE) {
        stopped(line, step.at, n, PPV1_REASON_LINE_END) /*@ ghost (bytes) */;
        return;
    }
    line->answer = PPV1_ACCEPTED;
    line->length = step.at;
}

/* The destination port, behind the source port. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires protocol:  IsTcp(line->protocol);
    requires range:     q < n && q <= SOURCE_PORT_END_MAX;
    requires stage:     BehindSourcePort(bytes, line->protocol, d, p, q,
                                         line->source, line->destination,
                                         line->source_port);
    requires blank:     Unanswered(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_last_port(const uint8_t *bytes, size_t n, size_t q,
                           struct ppv1_line *line)
    /*@ ghost (size_t d, size_t p) */
{
    struct step step = line_step(bytes, q, n, BEHIND_SOURCE_PORT);
    struct scan s;

    if (step.part == PART_NONE) {
        /*@ ghost source_port_ends(bytes, line->protocol, n, d, p, q,
              line->source, line->destination, line->source_port); */
        stopped(line, step.at, n,
                PPV1_REASON_SPACE_AFTER_SOURCE_PORT) /*@ ghost (bytes) */;
        return;
    }
    s = take_port(bytes, q + 1, sight(n, LAST_FIELD_END_MAX),
                  &line->destination_port);
    if (s.answer != SCAN_DONE) {
        /*@ ghost last_port_stops(bytes, line->protocol, n, d, p, q,
              line->source, line->destination, line->source_port, s); */
        not_taken(line, s, n, LAST_FIELD_END_MAX,
                  DESTINATION_PORT_DEFECT) /*@ ghost (bytes) */;
        return;
    }
    /*@ ghost last_port_taken(bytes, line->protocol, d, p, q, s.end,
          line->source, line->destination, line->source_port,
          line->destination_port); */
    read_crlf(bytes, n, s.end, line);
}

/* The source port, behind the addresses. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires protocol:  IsTcp(line->protocol);
    requires range:     p < n && p <= DESTINATION_END_MAX;
    requires stage:     BehindDestination(bytes, line->protocol, d, p,
                                          line->source, line->destination);
    requires blank:     Unanswered(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_ports(const uint8_t *bytes, size_t n, size_t p,
                       struct ppv1_line *line)
    /*@ ghost (size_t d) */
{
    struct step step = line_step(bytes, p, n, BEHIND_DESTINATION);
    struct scan s;

    if (step.part == PART_NONE) {
        /*@ ghost destination_ends(bytes, line->protocol, n, d, p,
              line->source, line->destination); */
        stopped(line, step.at, n,
                PPV1_REASON_SPACE_AFTER_DESTINATION) /*@ ghost (bytes) */;
        return;
    }
    s = take_port(bytes, p + 1, sight(n, SOURCE_PORT_END_MAX),
                  &line->source_port);
    if (s.answer != SCAN_DONE) {
        /*@ ghost source_port_stops(bytes, line->protocol, n, d, p,
              line->source, line->destination, s); */
        not_taken(line, s, n, SOURCE_PORT_END_MAX,
                  SOURCE_PORT_DEFECT) /*@ ghost (bytes) */;
        return;
    }
    /*@ ghost source_port_taken(bytes, line->protocol, d, p, s.end,
          line->source, line->destination, line->source_port); */
    read_last_port(bytes, n, s.end, line) /*@ ghost (d, p) */;
}

/* The destination address, behind the source address. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires protocol:  IsTcp(line->protocol);
    requires state:     state == (line->protocol == PPV1_TCP4
                                  ? BEHIND_SOURCE4 : BEHIND_SOURCE6);
    requires range:     d < n && d <= SOURCE_END_MAX;
    requires stage:     BehindSource(bytes, line->protocol, d, line->source);
    requires blank:     Unanswered(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_destination(const uint8_t *bytes, size_t n, size_t d,
                             int state, struct ppv1_line *line)
{
    struct step step = line_step(bytes, d, n, state);
    struct scan s;

    if (step.part == PART_NONE) {
        /*@ ghost source_ends(bytes, line->protocol, n, d, line->source); */
        stopped(line, step.at, n,
                PPV1_REASON_SPACE_AFTER_SOURCE) /*@ ghost (bytes) */;
        return;
    }
    s = take_address(bytes, d + 1, sight(n, DESTINATION_END_MAX),
                     line->protocol, &line->destination);
    if (s.answer != SCAN_DONE) {
        /*@ ghost destination_stops(bytes, line->protocol, n, d, line->source,
              s); */
        not_taken(line, s, n, DESTINATION_END_MAX,
                  DESTINATION_DEFECT) /*@ ghost (bytes) */;
        return;
    }
    /*@ ghost destination_taken(bytes, line->protocol, d, s.end, line->source,
          line->destination); */
    read_ports(bytes, n, s.end, line) /*@ ghost (d) */;
}

/* The source address, behind the protocol. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires protocol:  IsTcp(protocol);
    requires state:     state == (protocol == PPV1_TCP4 ? BEHIND_SOURCE4
                                                        : BEHIND_SOURCE6);
    requires text:      11 <= n && TcpWord(bytes, protocol)
                     && bytes[10] == ' ';
    requires blank:     Unanswered(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_source(const uint8_t *bytes, size_t n,
                        enum ppv1_protocol protocol, int state,
                        struct ppv1_line *line)
{
    struct scan s;

    //@ ghost tcp_begins(bytes, protocol);
    line->protocol = protocol;
    s = take_address(bytes, 11, sight(n, SOURCE_END_MAX), protocol,
                     &line->source);
    if (s.answer != SCAN_DONE) {
        //@ ghost source_stops(bytes, protocol, n, s);
        not_taken(line, s, n, SOURCE_END_MAX,
                  SOURCE_DEFECT) /*@ ghost (bytes) */;
        return;
    }
    //@ ghost source_taken(bytes, protocol, s.end, line->source);
    read_destination(bytes, n, s.end, state, line);
}

/* ---- UNKNOWN ------------------------------------------------------------- */

/* Anything, behind "UNKNOWN ", up to CRLF. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires text:      UnknownWord(bytes) && 14 <= n && bytes[13] == ' ';
    requires protocol:  line->protocol == PPV1_UNKNOWN;
    requires blank:     Unanswered(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_text(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    struct scan s = scan_text(bytes, 14, n);

    if (s.answer != SCAN_DONE) {
        //@ ghost text_stops(bytes, n, s);
        not_taken(line, s, n, PPV1_LINE_MAX - 1,
                  TEXT_DEFECT) /*@ ghost (bytes) */;
        return;
    }
    /*@ ghost text_taken(bytes, n, s.end, line->source, line->destination,
          line->source_port, line->destination_port); */
    read_crlf(bytes, n, s.end, line);
}

/* What is behind UNKNOWN: a text or nothing. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires text:      UnknownWord(bytes) && 13 <= n;
    requires blank:     Unanswered(line) && NoEnds(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_unknown(const uint8_t *bytes, size_t n,
                         struct ppv1_line *line)
{
    struct step step = line_step(bytes, 13, n, BEHIND_UNKNOWN);

    line->protocol = PPV1_UNKNOWN;
    /*@ ghost unknown_ends(bytes, n, line->source, line->destination,
          line->source_port, line->destination_port, step); */
    if (step.part == PART_TEXT) {
        read_text(bytes, n, line);
    } else if (step.part == PART_NONE) {
        stopped(line, step.at, n,
                PPV1_REASON_SPACE_AFTER_UNKNOWN) /*@ ghost (bytes) */;
    } else {
        line->answer = PPV1_ACCEPTED;
        line->length = step.at;
    }
}

/* ---- the line ------------------------------------------------------------ */

/* The first bytes of a version 2 header (proxy-protocol.txt 2.2): so far as
 * they are here, are these? */
/*@ requires readable: \valid_read(bytes + (0 .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> Version2Begins(bytes, n);
*/
static bool is_version_2(const uint8_t *bytes, size_t n)
{
    const uint8_t signature[12] = {0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d,
                                   0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    size_t k = 0;

    /*@ loop invariant range: 0 <= k <= 12 && k <= n;
        loop invariant exact: Version2(bytes, k);
        loop assigns k;
        loop variant 12 - k;
    */
    while (k < 12 && k < n && bytes[k] == signature[k])
        k++;
    return k > 0 && (k == 12 || k == n);
}

/* The protocol, behind "PROXY ". */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    requires text:      ProxyWord(bytes) && 6 <= n;
    requires blank:     Unanswered(line) && NoEnds(line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  answer:    Answer(bytes, n, line);
*/
static void read_protocol(const uint8_t *bytes, size_t n,
                          struct ppv1_line *line)
{
    struct step step = line_step(bytes, 6, n, AT_PROTOCOL);

    if (step.part == PART_SOURCE4)
        read_source(bytes, n, PPV1_TCP4, BEHIND_SOURCE4, line);
    else if (step.part == PART_SOURCE6)
        read_source(bytes, n, PPV1_TCP6, BEHIND_SOURCE6, line);
    else if (step.part == PART_UNKNOWN)
        read_unknown(bytes, n, line);
    else {
        //@ ghost no_protocol(bytes, n, step);
        stopped(line, step.at, n, PPV1_REASON_PROTOCOL) /*@ ghost (bytes) */;
    }
}

void ppv1_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    struct step step = line_step(bytes, 0, n, AT_START);

    if (step.part == PART_PROXY) {
        *line = (struct ppv1_line){.length = 0};
        //@ assert blank: NothingSaid(*line);
        read_protocol(bytes, n, line);
        return;
    }
    //@ ghost not_proxy(bytes, n, step);
    stopped(line, step.at, n, is_version_2(bytes, n)
            ? PPV1_REASON_BINARY_V2 : PPV1_REASON_NOT_PROXY)
        /*@ ghost (bytes) */;
}
