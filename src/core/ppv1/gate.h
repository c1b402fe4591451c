/*
 * gate - who is served, and as whom.
 *
 * One gate stands in front of one connection.  It is told what happens
 * (accepted, bytes came, end of file, time passed, no room) and answers with
 * a verdict.  It reads no clock and does no I/O: times are milliseconds on any
 * monotonic clock, the same for all calls.
 *
 *   accept ──► peer not trusted ──────────────────────────────► SERVE_PEER
 *      │
 *      └─────► peer trusted: WAIT ─┬─ PROXY TCP4/TCP6 line ───► SERVE_CLIENT
 *                                  ├─ ... of a forbidden client ► REFUSE
 *                                  ├─ PROXY UNKNOWN line ─────► SERVE_PEER
 *                                  ├─ hopeless byte ──────────► REFUSE
 *                                  ├─ end of file ────────────► REFUSE
 *                                  ├─ at or after the deadline ► REFUSE
 *                                  └─ no room for one more ───► REFUSE
 *
 * Verdicts other than WAIT are final: whatever is told later changes nothing.
 */
#ifndef PPV1_GATE_H
#define PPV1_GATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1/address.h"
#include "ppv1/line.h"
#include "ppv1/networks.h"
#include "ppv1/reason.h"

struct ppv1_endpoint {
    struct ppv1_address address;
    uint16_t port;
};

enum ppv1_verdict {
    PPV1_WAIT,         /* until more happens, at most to `deadline` */
    PPV1_SERVE_PEER,   /* as `effective`, which is the TCP peer */
    PPV1_SERVE_CLIENT, /* as `effective`, which is the header's source */
    PPV1_REFUSE        /* because of `reason` */
};

/* No deadline: the timeout is 0. */
#define PPV1_NEVER UINT64_MAX

/*
 * A gate and its verdict.  The caller reads the fields and never writes them.
 */
struct ppv1_gate {
    enum ppv1_verdict verdict;
    enum ppv1_reason reason;        /* REFUSE: why */
    size_t offset;                  /* REFUSE for a byte: which, from 0 */
    size_t received;                /* bytes seen before the verdict */
    size_t header_length;           /* SERVE: bytes of the header line; 0: none */
    uint32_t timeout_ms;            /* as given at accept */
    uint64_t deadline;              /* WAIT: PPV1_NEVER or a time in ms */
    struct ppv1_endpoint peer;      /* the TCP peer */
    struct ppv1_endpoint effective; /* SERVE: who is served */
};

#ifdef __FRAMAC__
#include "spec/gate.acsl"
#endif

/*
 * ppv1_gate_accept - a connection of `peer` was accepted at `now`.  The
 * settings are read here and never again: `networks` (indexed) need not live
 * longer than this call.  timeout_ms 0 waits for ever.
 */
/*@ requires writable:  \valid(gate);
    requires networks:  NetworksReadable(networks);
    requires indexed:   NetworksIndexed(networks);
    requires separated: GateSeparated(gate, networks);
    terminates          \true;
    exits               \false;
    assigns             *gate;
    ensures  peer:      gate->peer == peer;
    ensures  trusted:   \old(NetworksContain(networks, peer.address))
                    <==> gate->verdict == PPV1_WAIT;
    ensures  direct:    !\old(NetworksContain(networks, peer.address))
                    ==> gate->verdict == PPV1_SERVE_PEER
                     && gate->effective == peer && gate->header_length == 0;
    ensures  deadline:  gate->deadline == Deadline(now, timeout_ms);
    ensures  kept:      gate->timeout_ms == timeout_ms && gate->received == 0;
*/
void ppv1_gate_accept(struct ppv1_gate *gate,
                      const struct ppv1_networks *networks,
                      uint32_t timeout_ms, struct ppv1_endpoint peer,
                      uint64_t now);

/*
 * ppv1_gate_bytes - bytes[0 .. n) is all that has come so far, or at least
 * its first PPV1_LINE_MAX bytes, and it is now `now`.  Looks at no byte unless
 * the verdict is WAIT.
 */
/*@ requires writable:  \valid(gate);
    requires readable:  !GateFinal(gate) ==> \valid_read(bytes + (0 .. n - 1));
    requires separated: \separated(bytes + (0 .. n - 1), gate);
    terminates          \true;
    exits               \false;
    assigns             gate->verdict, gate->reason, gate->offset,
                        gate->received, gate->header_length, gate->effective;
    ensures  final:     \old(GateFinal(gate)) ==> *gate == \old(*gate);
    ensures  late:      !\old(GateFinal(gate)) && gate->deadline <= now
                    ==> GateRefuses(gate, PPV1_REASON_TIMEOUT, 0);
    ensures  received:  !\old(GateFinal(gate)) ==> gate->received == n;
    ensures  client:    !\old(GateFinal(gate))
                     && gate->verdict == PPV1_SERVE_CLIENT
                    ==> HeaderNames(bytes, n, gate->header_length,
                                    gate->effective.address,
                                    gate->effective.port)
                     && !ForbiddenClient(gate->peer.address,
                                         gate->effective.address);
    ensures  peer:      !\old(GateFinal(gate))
                     && gate->verdict == PPV1_SERVE_PEER
                    ==> HeaderUnknown(bytes, n, gate->header_length);
    ensures  itself:    !\old(GateFinal(gate))
                     && gate->verdict == PPV1_SERVE_PEER
                    ==> gate->effective == gate->peer;
    ensures  refuses:   !\old(GateFinal(gate)) && now < gate->deadline
                     && gate->verdict == PPV1_REFUSE
                    ==> HeaderRefused(bytes, n, gate->peer.address,
                                      gate->offset, gate->reason);
    ensures  waits:     gate->verdict == PPV1_WAIT ==> HeaderLater(bytes, n);
    ensures  total:     !\old(GateFinal(gate)) ==> GateVerdict(gate);
*/
void ppv1_gate_bytes(struct ppv1_gate *gate, const uint8_t *bytes, size_t n,
                     uint64_t now);

/* ppv1_gate_end - the peer has closed, or the connection broke. */
/*@ requires writable: \valid(gate);
    terminates         \true;
    exits              \false;
    assigns            gate->verdict, gate->reason, gate->offset;
    ensures  final:    \old(GateFinal(gate)) ==> *gate == \old(*gate);
    ensures  closed:   !\old(GateFinal(gate))
                   ==> GateRefuses(gate, PPV1_REASON_CLOSED, 0);
*/
void ppv1_gate_end(struct ppv1_gate *gate);

/* ppv1_gate_time - it is now `now`. */
/*@ requires writable: \valid(gate);
    terminates         \true;
    exits              \false;
    assigns            gate->verdict, gate->reason, gate->offset;
    ensures  early:    \old(GateFinal(gate)) || now < gate->deadline
                   ==> *gate == \old(*gate);
    ensures  late:     !\old(GateFinal(gate)) && gate->deadline <= now
                   ==> GateRefuses(gate, PPV1_REASON_TIMEOUT, 0);
*/
void ppv1_gate_time(struct ppv1_gate *gate, uint64_t now);

/* ppv1_gate_refuse - the caller has no room for one more that waits: refuse
 * for `reason` (PPV1_REASON_TOO_MANY_WAITING or ..._PEER) if it waits. */
/*@ requires writable: \valid(gate);
    requires no_room:  NoRoom(reason);
    terminates         \true;
    exits              \false;
    assigns            gate->verdict, gate->reason, gate->offset;
    ensures  final:    \old(GateFinal(gate)) ==> *gate == \old(*gate);
    ensures  refused:  !\old(GateFinal(gate))
                   ==> GateRefuses(gate, reason, 0);
*/
void ppv1_gate_refuse(struct ppv1_gate *gate, enum ppv1_reason reason);

#endif
