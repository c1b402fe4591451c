/*
 * What the gate's contract says, put together: which bytes get which verdict.
 * This is no part of the library; it calls the gate as a server does, and asks
 * ppv1_parse of the same bytes.
 */
#include "ppv1/gate.h"

#ifdef __FRAMAC__
#include "spec/gate_answers.acsl"
#endif

/* A line that begins the bytes is the only one, and says one thing. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  line:      \forall integer k; k <= n && Line(bytes, k)
                    ==> \result.answer == PPV1_ACCEPTED
                     && k == \result.length;
    ensures  says:      \forall integer k, p, sp, dp, struct ppv1_address s, d;
                        k <= n && LineText(bytes, k, p, s, d, sp, dp)
                    ==> k == \result.length && p == \result.protocol
                     && (p != PPV1_UNKNOWN ==> sp == \result.source_port
                         && SameAddress(s, \result.source));
*/
static struct ppv1_line only_line(const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    ppv1_parse(bytes, n, &line);
    /*@ ghost said_is_a_line(bytes); */
    /*@ ghost if (line.answer == PPV1_ACCEPTED)
          line_says_once(bytes, line.length); */
    /*@ assert numbers: \forall struct ppv1_address a, b;
          AddressNumber(a) == AddressNumber(b) ==> SameAddress(a, b); */
    return line;
}

/* Bytes come in time, and the gate waits. */
/*@ requires writable:  \valid(gate);
    requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires separated: \separated(bytes + (0 .. n - 1), gate);
    requires waiting:   gate->verdict == PPV1_WAIT && now < gate->deadline;
    terminates          \true;
    exits               \false;
    assigns             gate->verdict, gate->reason, gate->offset,
                        gate->received, gate->header_length, gate->effective;
    ensures  total:     GateVerdict(gate);
    ensures  waits:     gate->verdict == PPV1_WAIT <==> HeaderLater(bytes, n);
    ensures  unknown:   \forall integer length; HeaderUnknown(bytes, n, length)
                    ==> gate->verdict == PPV1_SERVE_PEER
                     && gate->header_length == length;
    ensures  client:    \forall integer length, port,
                                struct ppv1_address client;
                        HeaderNames(bytes, n, length, client, port)
                     && !ForbiddenClient(gate->peer.address, client)
                    ==> ServesClient(gate, length, client, port);
    ensures  forbidden: \forall integer length, port,
                                struct ppv1_address client;
                        HeaderNames(bytes, n, length, client, port)
                     && ForbiddenClient(gate->peer.address, client)
                    ==> gate->verdict == PPV1_REFUSE;
    ensures  malformed: LineLater(bytes, n) && !LinePrefix(bytes, n)
                    ==> gate->verdict == PPV1_REFUSE;
    ensures  served:    gate->verdict == PPV1_SERVE_CLIENT
                    ==> HeaderNames(bytes, n, gate->header_length,
                                    gate->effective.address,
                                    gate->effective.port)
                     && !ForbiddenClient(gate->peer.address,
                                         gate->effective.address);
    ensures  peer:      gate->verdict == PPV1_SERVE_PEER
                    ==> HeaderUnknown(bytes, n, gate->header_length);
    ensures  refused:   gate->verdict == PPV1_REFUSE
                    ==> HeaderRefused(bytes, n, gate->peer.address,
                                      gate->offset, gate->reason);
*/
void gate_answers(struct ppv1_gate *gate, const uint8_t *bytes, size_t n,
                  uint64_t now)
{
    struct ppv1_line line = only_line(bytes, n);

    ppv1_gate_bytes(gate, bytes, n, now);
    /*@ ghost said_is_a_line(bytes); */
    /*@ assert named: \forall integer length, port,
                              struct ppv1_address client;
          HeaderNames(bytes, n, length, client, port)
          ==> Line(bytes, length) && length == line.length
              && line.protocol != PPV1_UNKNOWN && port == line.source_port
              && SameAddress(client, line.source); */
    /*@ assert unknown: \forall integer length;
          HeaderUnknown(bytes, n, length)
          ==> Line(bytes, length) && length == line.length
              && line.protocol == PPV1_UNKNOWN; */
}
