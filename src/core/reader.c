#include "reader.h"

#include "scan_text.h"

/* From a scanner's defect to the reason for the same in a field: they come in
 * the same order. */
#define SOURCE_DEFECT (PPV1_REASON_SOURCE_OCTET_MISSING - SCAN_OCTET_MISSING)
#define DESTINATION_DEFECT                                                     \
    (PPV1_REASON_DESTINATION_OCTET_MISSING - SCAN_OCTET_MISSING)
#define SOURCE_PORT_DEFECT (PPV1_REASON_SOURCE_PORT_MISSING - SCAN_PORT_MISSING)
#define DESTINATION_PORT_DEFECT                                                \
    (PPV1_REASON_DESTINATION_PORT_MISSING - SCAN_PORT_MISSING)
#define TEXT_DEFECT (PPV1_REASON_TOO_LONG - SCAN_TEXT_TOO_LONG)

/* The answer: the byte at `offset` is hopeless, because of `reason`. */
/*@ requires writable: \valid(r);
    terminates         \true;
    exits              \false;
    assigns            r->open, r->line;
    ensures  closed:   !r->open;
    ensures  answer:   r->line.answer == PPV1_REJECTED;
    ensures  offset:   r->line.offset == offset;
    ensures  reason:   r->line.reason == reason;
*/
static void refuse(struct reader *r, size_t offset, enum ppv1_reason reason)
{
    r->open = false;
    r->line = (struct ppv1_line){.offset = offset, .reason = reason};
    r->line.answer = PPV1_REJECTED;
}

/* The answer: all bytes fit, but more must come. */
/*@ requires writable: \valid(r);
    terminates         \true;
    exits              \false;
    assigns            r->open, r->line;
    ensures  closed:   !r->open;
    ensures  answer:   r->line.answer == PPV1_INCOMPLETE;
*/
static void wait_for_more(struct reader *r)
{
    r->open = false;
    r->line = (struct ppv1_line){.length = 0};
    r->line.answer = PPV1_INCOMPLETE;
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

/*
 * The field's scanner is not done: wait for more, or refuse.  `to_reason` leads
 * from the scanner's defect to the field's reason.
 */
/*@ requires writable: \valid(r);
    requires not_done: s.answer != SCAN_DONE;
    requires answer:   0 <= s.answer <= SCAN_TEXT_TOO_LONG;
    requires reason:   0 <= to_reason < PPV1_REASON_COUNT;
    requires room:     max < PPV1_LINE_MAX;
    requires defect:   s.answer != SCAN_MORE ==> s.end < n;
    terminates         \true;
    exits              \false;
    assigns            r->open, r->line;
    ensures  closed:   !r->open;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void not_taken(struct reader *r, struct scan s, size_t n, size_t max,
                      unsigned to_reason)
{
    if (s.answer != SCAN_MORE)
        refuse(r, s.end, (enum ppv1_reason)(s.answer + to_reason));
    else if (n > max)
        refuse(r, max, PPV1_REASON_TOO_LONG);
    else
        wait_for_more(r);
}

/* The source address, behind the protocol. */
/*@ requires field:    FieldBegins(r, bytes, n, SOURCE_END_MAX);
    requires behind:   r->at == 11 && Tcp4Word(bytes);
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, SOURCE_END_MAX);
    ensures  protocol: r->open ==> r->line.protocol == PPV1_TCP4;
    ensures  sound:    r->open ==> Source4(bytes, r->at, r->line.source);
*/
static void take_source4(struct reader *r, const uint8_t *bytes, size_t n)
{
    uint32_t ipv4;
    struct scan s =
        scan_ipv4(bytes, r->at, sight(n, SOURCE_END_MAX), &ipv4);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, SOURCE_END_MAX, SOURCE_DEFECT);
        return;
    }
    r->line.protocol = PPV1_TCP4;
    r->line.source = ppv1_address_from_ipv4(ipv4);
    r->expected = PPV1_REASON_SPACE_AFTER_SOURCE;
    r->at = (uint32_t)s.end;
    //@ assert source: Source4(bytes, r->at, r->line.source);
}

/* The source address, behind the protocol. */
/*@ requires field:    FieldBegins(r, bytes, n, SOURCE_END_MAX);
    requires behind:   r->at == 11 && Tcp6Word(bytes);
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, SOURCE_END_MAX);
    ensures  protocol: r->open ==> r->line.protocol == PPV1_TCP6;
    ensures  sound:    r->open ==> Source6(bytes, r->at, r->line.source);
*/
static void take_source6(struct reader *r, const uint8_t *bytes, size_t n)
{
    struct ppv1_address ipv6;
    struct scan s =
        scan_ipv6(bytes, r->at, sight(n, SOURCE_END_MAX), &ipv6);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, SOURCE_END_MAX, SOURCE_DEFECT);
        return;
    }
    r->line.protocol = PPV1_TCP6;
    r->line.source = ipv6;
    r->expected = PPV1_REASON_SPACE_AFTER_SOURCE;
    r->at = (uint32_t)s.end;
    //@ assert source: Source6(bytes, r->at, r->line.source);
}

/* The destination address, of the same family as the source. */
/*@ requires field:    FieldBegins(r, bytes, n, DESTINATION_END_MAX);
    requires behind:   Source4(bytes, r->at - 1, r->line.source);
    requires protocol: r->line.protocol == PPV1_TCP4;
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, DESTINATION_END_MAX);
    ensures  sound:    r->open ==> AddressesRead(r, bytes, r->at);
*/
static void take_destination4(struct reader *r, const uint8_t *bytes, size_t n)
{
    uint32_t ipv4;
    struct scan s =
        scan_ipv4(bytes, r->at, sight(n, DESTINATION_END_MAX), &ipv4);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, DESTINATION_END_MAX, DESTINATION_DEFECT);
        return;
    }
    r->line.destination = ppv1_address_from_ipv4(ipv4);
    //@ assert source: Source4(bytes, r->at - 1, r->line.source);
    //@ assert field: Ipv4Field(bytes, r->at - 1, s.end, r->line.destination);
    r->expected = PPV1_REASON_SPACE_AFTER_DESTINATION;
    r->at = (uint32_t)s.end;
}

/* The destination address, of the same family as the source. */
/*@ requires field:    FieldBegins(r, bytes, n, DESTINATION_END_MAX);
    requires behind:   Source6(bytes, r->at - 1, r->line.source);
    requires protocol: r->line.protocol == PPV1_TCP6;
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, DESTINATION_END_MAX);
    ensures  sound:    r->open ==> AddressesRead(r, bytes, r->at);
*/
static void take_destination6(struct reader *r, const uint8_t *bytes, size_t n)
{
    struct ppv1_address ipv6;
    struct scan s =
        scan_ipv6(bytes, r->at, sight(n, DESTINATION_END_MAX), &ipv6);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, DESTINATION_END_MAX, DESTINATION_DEFECT);
        return;
    }
    r->line.destination = ipv6;
    //@ assert source: Source6(bytes, r->at - 1, r->line.source);
    //@ assert field: Ipv6Field(bytes, r->at - 1, s.end, r->line.destination);
    r->expected = PPV1_REASON_SPACE_AFTER_DESTINATION;
    r->at = (uint32_t)s.end;
}

/* The source port, behind both addresses. */
/*@ requires field:    FieldBegins(r, bytes, n, SOURCE_PORT_END_MAX);
    requires behind:   AddressesRead(r, bytes, r->at - 1);
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, SOURCE_PORT_END_MAX);
    ensures  sound:    r->open ==> SourcePortRead(r, bytes, r->at);
*/
static void take_source_port(struct reader *r, const uint8_t *bytes, size_t n)
{
    uint16_t port;
    struct scan s =
        scan_port(bytes, r->at, sight(n, SOURCE_PORT_END_MAX), &port);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, SOURCE_PORT_END_MAX, SOURCE_PORT_DEFECT);
        return;
    }
    r->line.source_port = port;
    //@ assert addresses: AddressesRead(r, bytes, r->at - 1);
    //@ assert field: PortField(bytes, r->at - 1, s.end, port);
    r->expected = PPV1_REASON_SPACE_AFTER_SOURCE_PORT;
    r->at = (uint32_t)s.end;
}

/* The destination port, behind the source port. */
/*@ requires field:    FieldBegins(r, bytes, n, LAST_FIELD_END_MAX);
    requires behind:   SourcePortRead(r, bytes, r->at - 1);
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, LAST_FIELD_END_MAX);
    ensures  sound:    r->open ==> FieldsRead(r, bytes, r->at);
*/
static void take_destination_port(struct reader *r, const uint8_t *bytes, size_t n)
{
    uint16_t port;
    struct scan s =
        scan_port(bytes, r->at, sight(n, LAST_FIELD_END_MAX), &port);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, LAST_FIELD_END_MAX, DESTINATION_PORT_DEFECT);
        return;
    }
    r->line.destination_port = port;
    //@ assert source_port: SourcePortRead(r, bytes, r->at - 1);
    //@ assert field: PortField(bytes, r->at - 1, s.end, port);
    r->expected = PPV1_REASON_LINE_END;
    r->at = (uint32_t)s.end;
}

/* The word UNKNOWN, which has no fields that count. */
/*@ requires writable: \valid(r);
    terminates         \true;
    exits              \false;
    assigns            r->expected, r->line.protocol;
    ensures  protocol: r->line.protocol == PPV1_UNKNOWN;
*/
static void take_unknown(struct reader *r)
{
    r->line.protocol = PPV1_UNKNOWN;
    r->expected = PPV1_REASON_SPACE_AFTER_UNKNOWN;
}

/* Anything, behind "UNKNOWN". */
/*@ requires field:    FieldBegins(r, bytes, n, LAST_FIELD_END_MAX);
    requires behind:   r->at == 14 && UnknownWord(bytes);
    requires protocol: r->line.protocol == PPV1_UNKNOWN;
    terminates         \true;
    exits              \false;
    assigns            r->open, r->at, r->expected, r->line;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
    ensures  taken:    FieldTaken{Pre, Post}(r, n, LAST_FIELD_END_MAX);
    ensures  sound:    r->open ==> FieldsRead(r, bytes, r->at);
*/
static void take_text(struct reader *r, const uint8_t *bytes, size_t n)
{
    struct scan s = scan_text(bytes, r->at, n);

    if (s.answer != SCAN_DONE) {
        not_taken(r, s, n, PPV1_LINE_MAX - 1, TEXT_DEFECT);
        return;
    }
    //@ assert text: NoCrlf(bytes, 14, s.end, s.end + 2);
    r->expected = PPV1_REASON_LINE_END;
    r->at = (uint32_t)s.end;
}

/* No part: a byte that does not fit, or no byte. */
/*@ requires writable: \valid(r);
    requires position: r->at <= n && r->at < PPV1_LINE_MAX;
    terminates         \true;
    exits              \false;
    assigns            r->open, r->line;
    ensures  closed:   !r->open;
    ensures  answered: !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void stop(struct reader *r, size_t n)
{
    if (r->at < n)
        refuse(r, r->at, r->expected);
    else
        wait_for_more(r);
}

/* Moves to where the step has come to. */
/*@ requires writable:  \valid(r);
    requires range:     step.at <= PPV1_LINE_MAX;
    terminates          \true;
    exits               \false;
    assigns             r->at, r->state;
    ensures  at:        r->at == step.at;
    ensures  state:     r->state == step.state;
*/
static void move(struct reader *r, struct step step)
{
    r->at = (uint32_t)step.at;
    r->state = step.state;
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == AT_START && r->at == 0;
    requires step:      StepStart(bytes, 0, n, step);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> r->at == 6 && r->at <= n;
    ensures  state:     r->open ==> r->state == AT_PROTOCOL;
    ensures  word:      r->open ==> ProxyWord(bytes);
    ensures  answered:  !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void at_start(struct reader *r, const uint8_t *bytes,
                     size_t n, struct step step)
{
    (void)bytes; /* for the contract alone */
    move(r, step);
    if (step.part == PART_NONE)
        stop(r, n);
    else
        r->expected = PPV1_REASON_PROTOCOL;
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == AT_PROTOCOL && r->at == 6;
    requires proxy:     ProxyWord(bytes);
    requires step:      StepProtocol(bytes, 6, n, step);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> 6 < r->at <= n;
    ensures  state:     r->open ==> ReaderState(r->state);
    ensures  stands:    r->open ==> ReaderStands(r, bytes, n);
    ensures  answered:  !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void at_protocol(struct reader *r, const uint8_t *bytes,
                        size_t n, struct step step)
{
    move(r, step);
    if (step.part == PART_NONE) {
        stop(r, n);
    } else if (step.part == PART_SOURCE4) {
        take_source4(r, bytes, n);
    } else if (step.part == PART_SOURCE6) {
        take_source6(r, bytes, n);
    } else {
        take_unknown(r);
    }
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == BEHIND_SOURCE4;
    requires range:     11 <= r->at <= SOURCE_END_MAX;
    requires protocol:  r->line.protocol == PPV1_TCP4;
    requires source:    Source4(bytes, r->at, r->line.source);
    requires step:      StepSpace(bytes, r->at, n, step,
                                  PART_DESTINATION4, BEHIND_DESTINATION);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> \old(r->at) < r->at <= n;
    ensures  range:     r->open ==> r->at <= DESTINATION_END_MAX;
    ensures  state:     r->open ==> r->state == BEHIND_DESTINATION;
    ensures  fields:    r->open ==> AddressesRead(r, bytes, r->at);
    ensures  answered:  !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void behind_source4(struct reader *r, const uint8_t *bytes,
                           size_t n, struct step step)
{
    move(r, step);
    if (step.part == PART_NONE)
        stop(r, n);
    else
        take_destination4(r, bytes, n);
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == BEHIND_SOURCE6;
    requires range:     11 <= r->at <= SOURCE_END_MAX;
    requires protocol:  r->line.protocol == PPV1_TCP6;
    requires source:    Source6(bytes, r->at, r->line.source);
    requires step:      StepSpace(bytes, r->at, n, step,
                                  PART_DESTINATION6, BEHIND_DESTINATION);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> \old(r->at) < r->at <= n;
    ensures  range:     r->open ==> r->at <= DESTINATION_END_MAX;
    ensures  state:     r->open ==> r->state == BEHIND_DESTINATION;
    ensures  fields:    r->open ==> AddressesRead(r, bytes, r->at);
    ensures  answered:  !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void behind_source6(struct reader *r, const uint8_t *bytes,
                           size_t n, struct step step)
{
    move(r, step);
    if (step.part == PART_NONE)
        stop(r, n);
    else
        take_destination6(r, bytes, n);
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == BEHIND_DESTINATION;
    requires range:     11 <= r->at <= DESTINATION_END_MAX;
    requires behind:    AddressesRead(r, bytes, r->at);
    requires step:      StepSpace(bytes, r->at, n, step,
                                  PART_SOURCE_PORT, BEHIND_SOURCE_PORT);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> \old(r->at) < r->at <= n;
    ensures  range:     r->open ==> r->at <= SOURCE_PORT_END_MAX;
    ensures  state:     r->open ==> r->state == BEHIND_SOURCE_PORT;
    ensures  fields:    r->open ==> SourcePortRead(r, bytes, r->at);
    ensures  answered:  !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void behind_destination(struct reader *r, const uint8_t *bytes,
                               size_t n, struct step step)
{
    move(r, step);
    if (step.part == PART_NONE)
        stop(r, n);
    else
        take_source_port(r, bytes, n);
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == BEHIND_SOURCE_PORT;
    requires range:     11 <= r->at <= SOURCE_PORT_END_MAX;
    requires behind:    SourcePortRead(r, bytes, r->at);
    requires step:      StepSpace(bytes, r->at, n, step,
                                  PART_DESTINATION_PORT, BEFORE_CRLF);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> \old(r->at) < r->at <= n;
    ensures  range:     r->open ==> r->at <= LAST_FIELD_END_MAX;
    ensures  state:     r->open ==> r->state == BEFORE_CRLF;
    ensures  fields:    r->open ==> FieldsRead(r, bytes, r->at);
    ensures  answered:  !r->open ==> NoLine(r->line.answer,
                            r->line.offset, n);
*/
static void behind_source_port(struct reader *r, const uint8_t *bytes,
                               size_t n, struct step step)
{
    move(r, step);
    if (step.part == PART_NONE)
        stop(r, n);
    else
        take_destination_port(r, bytes, n);
}

/* CRLF was read: the answer is that all before is a line. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires range:     13 <= r->at <= PPV1_LINE_MAX && r->at <= n;
    requires crlf:      Crlf(bytes, r->at - 2);
    requires fields:    FieldsRead(r, bytes, r->at - 2);
    terminates          \true;
    exits               \false;
    assigns             r->open, r->line.answer, r->line.length;
    ensures  closed:    !r->open;
    ensures  length:    r->line.length == r->at;
    ensures  answer:    r->line.answer == PPV1_ACCEPTED;
    ensures  line:      LineText(bytes, r->line.length, r->line.protocol,
                            r->line.source, r->line.destination,
                            r->line.source_port, r->line.destination_port);
*/
static void accept(struct reader *r, const uint8_t *bytes, size_t n)
{
    (void)bytes; /* these two are for the contract alone */
    (void)n;
    r->open = false;
    r->line.answer = PPV1_ACCEPTED;
    r->line.length = r->at;
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires range:     11 <= r->at <= LAST_FIELD_END_MAX;
    requires fields:    FieldsRead(r, bytes, r->at);
    requires step:      StepCrlf(bytes, r->at, n, step);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  closed:    !r->open;
    ensures  answered:  Answer(r->line.answer,
                            r->line.offset, r->line.length, n);
    ensures  line:      r->line.answer == PPV1_ACCEPTED
                    ==> LineText(bytes, r->line.length, r->line.protocol,
                            r->line.source, r->line.destination,
                            r->line.source_port, r->line.destination_port);
*/
static void before_crlf(struct reader *r, const uint8_t *bytes,
                        size_t n, struct step step)
{
    //@ assert crlf: step.part == PART_LINE ==> Crlf(bytes, r->at);
    move(r, step);
    if (step.part == PART_NONE)
        stop(r, n);
    else
        accept(r, bytes, n);
}

/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n;
    requires state:     r->state == BEHIND_UNKNOWN && r->at == 13;
    requires protocol:  r->line.protocol == PPV1_UNKNOWN;
    requires unknown:   UnknownWord(bytes);
    requires step:      StepUnknown(bytes, 13, n, step);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> \old(r->at) < r->at <= n;
    ensures  range:     r->open ==> r->at <= LAST_FIELD_END_MAX;
    ensures  state:     r->open ==> r->state == BEFORE_CRLF;
    ensures  fields:    r->open ==> FieldsRead(r, bytes, r->at);
    ensures  answered:  !r->open ==> Answer(r->line.answer,
                            r->line.offset, r->line.length, n);
    ensures  line:      !r->open && r->line.answer == PPV1_ACCEPTED
                    ==> LineText(bytes, r->line.length, r->line.protocol,
                            r->line.source, r->line.destination,
                            r->line.source_port, r->line.destination_port);
*/
static void behind_unknown(struct reader *r, const uint8_t *bytes,
                           size_t n, struct step step)
{
    if (step.part == PART_TEXT) {
        move(r, step);
        take_text(r, bytes, n);
    } else {
        before_crlf(r, bytes, n, step);
    }
}

void reader_take(struct reader *r, const uint8_t *bytes, size_t n,
                 struct step step)
{
    switch (r->state) {
    case AT_START:
        at_start(r, bytes, n, step);
        break;
    case AT_PROTOCOL:
        at_protocol(r, bytes, n, step);
        break;
    case BEHIND_SOURCE4:
        behind_source4(r, bytes, n, step);
        break;
    case BEHIND_SOURCE6:
        behind_source6(r, bytes, n, step);
        break;
    case BEHIND_DESTINATION:
        behind_destination(r, bytes, n, step);
        break;
    case BEHIND_SOURCE_PORT:
        behind_source_port(r, bytes, n, step);
        break;
    case BEHIND_UNKNOWN:
        behind_unknown(r, bytes, n, step);
        break;
    default:
        before_crlf(r, bytes, n, step);
        break;
    }
}

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

void reader_begin(struct reader *r, const uint8_t *bytes, size_t n, int state)
{
    *r = (struct reader){.open = true,
                         .state = state,
                         .expected = is_version_2(bytes, n)
                                         ? PPV1_REASON_BINARY_V2
                                         : PPV1_REASON_NOT_PROXY};
}
