/*
 * line - the PROXY protocol v1 header line: reader and writer.
 *
 * proxy-protocol.txt section 2.1, read strictly; the grammar is
 * grammar/proxy_v1.rl.
 */
#ifndef PPV1_LINE_H
#define PPV1_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "ppv1/address.h"
#include "ppv1/reason.h"

/* The longest line, CRLF included. */
#define PPV1_LINE_MAX 107

enum ppv1_protocol {
    PPV1_UNKNOWN,
    PPV1_TCP4,
    PPV1_TCP6
};

enum ppv1_answer {
    PPV1_INCOMPLETE, /* the bytes could still become a line: ask again with more */
    PPV1_ACCEPTED,   /* the first `length` bytes are a line */
    PPV1_REJECTED    /* no line begins like this, whatever follows */
};

/*
 * What ppv1_parse says about some bytes.  A field that the answer does not
 * name is zero.
 */
struct ppv1_line {
    enum ppv1_answer answer;
    enum ppv1_reason reason;     /* rejected: what is wrong */
    size_t offset;               /* rejected: the first hopeless byte, from 0 */
    size_t length;               /* accepted: bytes of the line with its CRLF */
    enum ppv1_protocol protocol; /* accepted */
    uint16_t source_port;        /* accepted TCP4, TCP6: and the next three */
    uint16_t destination_port;
    struct ppv1_address source;
    struct ppv1_address destination;
};

#ifdef __FRAMAC__
#include "spec/canonical_line.acsl"
#include "spec/verdict.acsl"
#endif

/*
 * ppv1_parse - what the bytes at the beginning of a connection are.
 *
 * Stateless: the caller keeps what it has received and asks again with all of
 * it when more has come.  Looks at no byte behind the line, and at no more
 * than the first PPV1_LINE_MAX bytes.  Bytes behind the line belong to the
 * next protocol.
 */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  total:     Answered(line);
    ensures  accepted:  Accepted(bytes, n, line);
    ensures  only:      OnlyAccepted(bytes, line);
    ensures  rejected:  NoneRejected(bytes, line);
    ensures  offset:    RejectedAt(bytes, n, line);
    ensures  waits:     Waits(bytes, n, line);
    ensures  none_yet:  NoneYet(bytes, n, line);
    ensures  beyond:    NoneBeyond(bytes, line);
    ensures  reason:    RejectedBecause(bytes, n, line);
    ensures  named:     OnlyNamed(line);
*/
void ppv1_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line);

/*
 * ppv1_write - writes the line for *line (protocol, addresses, ports) to
 * text[0 .. PPV1_LINE_MAX) in its canonical form (RFC 5952) and returns its
 * length.  No NUL is written.  TCP4 with an address that is not IPv4 cannot be
 * written: the answer is 0.  In a TCP6 line an IPv4 address stands as
 * ::ffff:a.b.c.d.
 */
/*@ requires readable:  \valid_read(line);
    requires writable:  \valid(text + (0 .. PPV1_LINE_MAX - 1));
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  bound:     \result <= PPV1_LINE_MAX;
    ensures  none:      \result == 0
                   <==> line->protocol != PPV1_UNKNOWN
                     && line->protocol != PPV1_TCP6
                     && !(AddressIsIpv4(line->source)
                          && AddressIsIpv4(line->destination));
    ensures  unknown:   line->protocol == PPV1_UNKNOWN
                    ==> \result == 15
                        && LineText(text, \result, PPV1_UNKNOWN,
                               line->source, line->destination,
                               line->source_port, line->destination_port);
    ensures  tcp4:      \result > 0 && line->protocol == PPV1_TCP4
                    ==> LineText(text, \result, PPV1_TCP4,
                               line->source, line->destination,
                               line->source_port, line->destination_port);
    ensures  tcp6:      line->protocol == PPV1_TCP6
                    ==> LineText(text, \result, PPV1_TCP6,
                               line->source, line->destination,
                               line->source_port, line->destination_port);
    ensures  form:      line->protocol == PPV1_TCP6
                    ==> CanonicalTcp6(text, line->source, line->destination);
    ensures  crlf:      \result > 0 ==> Crlf(text, \result - 2);
*/
size_t ppv1_write(const struct ppv1_line *line, uint8_t *text);

#endif
