#include "ppv1/gate.h"

/* Where the source address stands in a line. */
#define SOURCE_AT 11

/*@ requires writable: \valid(gate);
    terminates         \true;
    exits              \false;
    assigns            gate->verdict, gate->reason, gate->offset;
    ensures  refused:  GateRefuses(gate, reason, offset);
*/
static void refuse(struct ppv1_gate *gate, enum ppv1_reason reason,
                   size_t offset)
{
    gate->verdict = PPV1_REFUSE;
    gate->reason = reason;
    gate->offset = offset;
}

/* `timeout_ms` behind `now`, and before PPV1_NEVER. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  inside:  now + timeout_ms < PPV1_NEVER
                  ==> \result == now + timeout_ms;
    ensures  clamped: now + timeout_ms >= PPV1_NEVER
                  ==> \result == PPV1_NEVER - 1;
*/
static uint64_t deadline_after(uint64_t now, uint32_t timeout_ms)
{
    if (now >= PPV1_NEVER - timeout_ms)
        return PPV1_NEVER - 1;
    return now + timeout_ms;
}

/*
 * Why `peer` may not name `client`, or PPV1_REASON_NONE.  A remote peer that
 * could name a loopback address would be whoever may log in from localhost.
 */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == PPV1_REASON_NONE
                 <==> !ForbiddenClient(peer, client);
    ensures  fault:   \result != PPV1_REASON_NONE
                  ==> ForbiddenFor(peer, client, \result);
*/
static enum ppv1_reason client_fault(struct ppv1_address peer,
                                     struct ppv1_address client)
{
    if (ppv1_address_is_loopback(peer))
        return PPV1_REASON_NONE;
    if (ppv1_address_is_loopback(client))
        return PPV1_REASON_LOOPBACK_CLIENT;
    if (ppv1_address_is_unspecified(client))
        return PPV1_REASON_UNSPECIFIED_CLIENT;
    if (ppv1_address_is_multicast(client))
        return PPV1_REASON_MULTICAST_CLIENT;
    return PPV1_REASON_NONE;
}

/* The header is here: serve whom it names, or refuse. */
/*@ requires writable:  \valid(gate) && \valid_read(line);
    requires separated: \separated(gate, line);
    terminates          \true;
    exits               \false;
    assigns             gate->verdict, gate->reason, gate->offset,
                        gate->header_length, gate->effective;
    ensures  closed:    gate->verdict == PPV1_REFUSE
                     || gate->verdict == PPV1_SERVE_PEER
                     || gate->verdict == PPV1_SERVE_CLIENT;
    ensures  client:    gate->verdict == PPV1_SERVE_CLIENT
                    ==> line->protocol != PPV1_UNKNOWN
                     && gate->effective.address == line->source
                     && gate->effective.port == line->source_port
                     && gate->header_length == line->length
                     && !ForbiddenClient(gate->peer.address, line->source);
    ensures  peer:      gate->verdict == PPV1_SERVE_PEER
                    ==> line->protocol == PPV1_UNKNOWN
                     && gate->effective == gate->peer
                     && gate->header_length == line->length;
    ensures  refused:   gate->verdict == PPV1_REFUSE
                    ==> line->protocol != PPV1_UNKNOWN
                     && gate->offset == SOURCE_AT
                     && ForbiddenFor(gate->peer.address, line->source,
                                     gate->reason);
*/
static void admit_line(struct ppv1_gate *gate, const struct ppv1_line *line)
{
    enum ppv1_reason fault;

    if (line->protocol == PPV1_UNKNOWN) {
        gate->verdict = PPV1_SERVE_PEER;
        gate->effective = gate->peer;
        gate->header_length = line->length;
        return;
    }
    fault = client_fault(gate->peer.address, line->source);
    if (fault != PPV1_REASON_NONE) {
        refuse(gate, fault, SOURCE_AT);
        return;
    }
    gate->verdict = PPV1_SERVE_CLIENT;
    gate->effective.address = line->source;
    gate->effective.port = line->source_port;
    gate->header_length = line->length;
}

/* What the first bytes say to a gate that waits. */
/*@ requires writable:  \valid(gate);
    requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires separated: \separated(bytes + (0 .. n - 1), gate);
    requires waiting:   gate->verdict == PPV1_WAIT;
    terminates          \true;
    exits               \false;
    assigns             gate->verdict, gate->reason, gate->offset,
                        gate->header_length, gate->effective;
    ensures  client:    gate->verdict == PPV1_SERVE_CLIENT
                    ==> HeaderNames(bytes, n, gate->header_length,
                                    gate->effective.address,
                                    gate->effective.port)
                     && !ForbiddenClient(gate->peer.address,
                                         gate->effective.address);
    ensures  peer:      gate->verdict == PPV1_SERVE_PEER
                    ==> HeaderUnknown(bytes, n, gate->header_length);
    ensures  itself:    gate->verdict == PPV1_SERVE_PEER
                    ==> gate->effective == gate->peer;
    ensures  refuses:   gate->verdict == PPV1_REFUSE
                    ==> HeaderRefused(bytes, n, gate->peer.address,
                                      gate->offset, gate->reason);
    ensures  waits:     gate->verdict == PPV1_WAIT ==> HeaderLater(bytes, n);
    ensures  total:     GateVerdict(gate);
*/
static void read_header(struct ppv1_gate *gate, const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    ppv1_parse(bytes, n, &line);
    if (line.answer == PPV1_REJECTED)
        refuse(gate, line.reason, line.offset);
    if (line.answer == PPV1_ACCEPTED) {
        admit_line(gate, &line);
        /*@ assert client: gate->verdict == PPV1_SERVE_CLIENT ==>
              LineText(bytes, gate->header_length, line.protocol,
                       gate->effective.address, line.destination,
                       gate->effective.port, line.destination_port); */
        /*@ assert names: gate->verdict == PPV1_SERVE_CLIENT ==>
              HeaderNames(bytes, n, gate->header_length,
                          gate->effective.address, gate->effective.port); */
        /*@ assert forbids: gate->verdict == PPV1_REFUSE ==>
              HeaderNames(bytes, n, line.length, line.source,
                          line.source_port)
              && ForbiddenFor(gate->peer.address, line.source,
                              gate->reason); */
        /*@ assert peer: gate->verdict == PPV1_SERVE_PEER ==>
              HeaderUnknown(bytes, n, gate->header_length); */
    }
}

/* A gate for `peer`, which waits for a header if the peer is trusted. */
/*@ requires writable: \valid(gate);
    terminates         \true;
    exits              \false;
    assigns            *gate;
    ensures  peer:     gate->peer == peer;
    ensures  trusted:  trusted ? gate->verdict == PPV1_WAIT
                               : gate->verdict == PPV1_SERVE_PEER;
    ensures  itself:   !trusted ==> gate->effective == peer
                                 && gate->header_length == 0;
    ensures  deadline: gate->deadline == Deadline(now, timeout_ms);
    ensures  kept:     gate->timeout_ms == timeout_ms && gate->received == 0;
*/
static void open_gate(struct ppv1_gate *gate, bool trusted,
                      uint32_t timeout_ms, struct ppv1_endpoint peer,
                      uint64_t now)
{
    /* Field by field, even zero: provers lose sight of a whole struct's. */
    *gate = (struct ppv1_gate){.reason = PPV1_REASON_NONE};
    gate->timeout_ms = timeout_ms;
    gate->deadline =
        timeout_ms == 0 ? PPV1_NEVER : deadline_after(now, timeout_ms);
    gate->peer = peer;
    gate->effective = peer;
    gate->header_length = 0;
    gate->verdict = trusted ? PPV1_WAIT : PPV1_SERVE_PEER;
}

void ppv1_gate_accept(struct ppv1_gate *gate,
                      const struct ppv1_networks *networks,
                      uint32_t timeout_ms, struct ppv1_endpoint peer,
                      uint64_t now)
{
    bool trusted = ppv1_networks_contains(networks, peer.address);

    open_gate(gate, trusted, timeout_ms, peer, now);
}

void ppv1_gate_bytes(struct ppv1_gate *gate, const uint8_t *bytes, size_t n,
                     uint64_t now)
{
    if (gate->verdict != PPV1_WAIT)
        return;
    gate->received = n;
    if (gate->deadline <= now) {
        refuse(gate, PPV1_REASON_TIMEOUT, 0);
        return;
    }
    read_header(gate, bytes, n);
}

void ppv1_gate_end(struct ppv1_gate *gate)
{
    if (gate->verdict == PPV1_WAIT)
        refuse(gate, PPV1_REASON_CLOSED, 0);
}

void ppv1_gate_time(struct ppv1_gate *gate, uint64_t now)
{
    if (gate->verdict == PPV1_WAIT && gate->deadline <= now)
        refuse(gate, PPV1_REASON_TIMEOUT, 0);
}

void ppv1_gate_refuse(struct ppv1_gate *gate, enum ppv1_reason reason)
{
    if (gate->verdict == PPV1_WAIT)
        refuse(gate, reason, 0);
}
