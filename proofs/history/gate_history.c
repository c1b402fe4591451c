/*
 * The gate over a whole history.  This is no part of the library: it calls the
 * gate as any program would, so what is proved of it holds for all of them.
 */
#include "ppv1/gate.h"

enum event_kind {
    EVENT_BYTES, /* n bytes have come so far */
    EVENT_END,   /* the peer has closed */
    EVENT_TIME,  /* time has passed */
    EVENT_REFUSE /* there is no room for one more that waits */
};

struct event {
    enum event_kind kind;
    enum ppv1_reason reason;
    uint64_t now;
    size_t n;
};

/* What a gate shows its caller, but for what it only reports. */
struct shown {
    enum ppv1_verdict verdict;
    enum ppv1_reason reason;
    size_t offset;
    size_t header_length;
    uint64_t deadline;
    struct ppv1_endpoint peer;
    struct ppv1_endpoint effective;
};

#ifdef __FRAMAC__
#include "spec/gate_history.acsl"
#endif

/* Field by field: provers lose sight of a whole struct's. */
/*@ requires readable:  \valid_read(gate);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  verdict:   \result.verdict == gate->verdict
                     && \result.reason == gate->reason
                     && \result.offset == gate->offset
                     && \result.header_length == gate->header_length
                     && \result.deadline == gate->deadline;
    ensures  ends:      SameEndpoint(\result.peer, gate->peer)
                     && SameEndpoint(\result.effective, gate->effective);
*/
static struct shown show(const struct ppv1_gate *gate)
{
    return (struct shown){.verdict = gate->verdict,
                          .reason = gate->reason,
                          .offset = gate->offset,
                          .header_length = gate->header_length,
                          .deadline = gate->deadline,
                          .peer.address.high = gate->peer.address.high,
                          .peer.address.low = gate->peer.address.low,
                          .peer.port = gate->peer.port,
                          .effective.address.high =
                              gate->effective.address.high,
                          .effective.address.low = gate->effective.address.low,
                          .effective.port = gate->effective.port};
}

/*
 * What a gate that shows `before` shows when it is told of one event more.  By
 * value, so that nothing else can have changed.  Bytes are read only if it
 * waits.
 */
/*@ requires readable:  before.verdict == PPV1_WAIT ==>
                        \valid_read(bytes + (0 .. event.n - 1));
    requires event:     EventIs(event);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  peer:      SameEndpoint(\result.peer, before.peer);
    ensures  deadline:  \result.deadline == before.deadline;
    ensures  final:     before.verdict != PPV1_WAIT ==> SameShown(\result, before);
    ensures  waits:     \result.verdict == PPV1_WAIT
                    ==> KeepsWaiting(bytes, event, before.deadline);
    ensures  decides:   before.verdict == PPV1_WAIT
                     && \result.verdict != PPV1_WAIT
                    ==> Decides(bytes, event, \result);
*/
static struct shown told(struct shown before, const uint8_t *bytes,
                         struct event event)
{
    struct ppv1_gate gate;

    gate.verdict = before.verdict;
    gate.reason = before.reason;
    gate.offset = before.offset;
    gate.header_length = before.header_length;
    gate.deadline = before.deadline;
    gate.peer.address.high = before.peer.address.high;
    gate.peer.address.low = before.peer.address.low;
    gate.peer.port = before.peer.port;
    gate.effective.address.high = before.effective.address.high;
    gate.effective.address.low = before.effective.address.low;
    gate.effective.port = before.effective.port;
    switch (event.kind) {
    case EVENT_BYTES:
        ppv1_gate_bytes(&gate, bytes, event.n, event.now);
        break;
    case EVENT_END:
        ppv1_gate_end(&gate);
        break;
    case EVENT_TIME:
        ppv1_gate_time(&gate, event.now);
        break;
    default:
        ppv1_gate_refuse(&gate, event.reason);
        break;
    }
    return show(&gate);
}

/* One of the events, whatever happened before it. */
/*@ requires event:     \valid_read(events + i) && EventIs(events[i]);
    requires told:      trusted == 0 || trusted == 1;
    requires bytes:     trusted == 1 ==> \valid_read(bytes + (0 .. size - 1));
    requires sent:      events[i].n <= size;
    requires so_far:    History(before, bytes, events, i, trusted);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  peer:      SameEndpoint(\result.peer, before.peer);
    ensures  deadline:  \result.deadline == before.deadline;
    ensures  history:   History(\result, bytes, events, i + 1, trusted);
*/
static struct shown happen(struct shown before, const uint8_t *bytes,
                           size_t size, const struct event *events, size_t i)
/*@ ghost (int trusted) */
{
    return told(before, bytes, events[i]);
}

/* A gate of which nothing has happened but that the peer was accepted. */
/*@ requires writable:  \valid(gate);
    requires networks:  NetworksReadable(networks);
    requires indexed:   NetworksIndexed(networks);
    requires separated: GateSeparated(gate, networks);
    terminates          \true;
    exits               \false;
    assigns             *gate;
    ensures  peer:      SameEndpoint(\result.peer, peer);
    ensures  trusted:   \old(NetworksContain(networks, peer.address))
                   <==> \result.verdict == PPV1_WAIT;
    ensures  direct:    !\old(NetworksContain(networks, peer.address))
                    ==> \result.verdict == PPV1_SERVE_PEER
                     && SameEndpoint(\result.effective, peer)
                     && \result.header_length == 0;
    ensures  deadline:  \result.deadline == Deadline(now, timeout_ms);
*/
static struct shown accepted(struct ppv1_gate *gate,
                             const struct ppv1_networks *networks,
                             uint32_t timeout_ms, struct ppv1_endpoint peer,
                             uint64_t now)
{
    ppv1_gate_accept(gate, networks, timeout_ms, peer, now);
    return show(gate);
}

/*
 * What `gate` has come to when `peer` was accepted at `now` and events[0 ..
 * count) have happened, in this order.  The peer sends bytes[0 .. size), of
 * which none is read if it is not trusted: then they need not be readable.
 */
/*@ requires writable:  \valid(gate);
    requires networks:  NetworksReadable(networks);
    requires indexed:   NetworksIndexed(networks);
    requires separated: GateSeparated(gate, networks);
    requires events:    \valid_read(events + (0 .. count - 1));
    requires apart:     \separated(gate, events + (0 .. count - 1));
    requires bytes:     NetworksContain(networks, peer.address) ==>
                        \valid_read(bytes + (0 .. size - 1));
    requires sent:      EventsAre(events, count, size);
    terminates          \true;
    exits               \false;
    assigns             *gate;
    ensures  peer:      SameEndpoint(\result.peer, peer);
    ensures  deadline:  \result.deadline == Deadline(now, timeout_ms);
    ensures  trusted:   \old(NetworksContain(networks, peer.address))
                    ==> History(\result, bytes, events, count, 1);
    ensures  untrusted: !\old(NetworksContain(networks, peer.address))
                    ==> History(\result, bytes, events, count, 0);
*/
struct shown gate_history(struct ppv1_gate *gate,
                          const struct ppv1_networks *networks,
                          uint32_t timeout_ms, struct ppv1_endpoint peer,
                          uint64_t now, const uint8_t *bytes, size_t size,
                          const struct event *events, size_t count)
{
    struct shown present = accepted(gate, networks, timeout_ms, peer, now);

    //@ ghost int trusted = present.verdict == PPV1_WAIT ? 1 : 0;
    //@ assert sent: EventsAre(events, count, size);
    /*@ loop invariant place:    0 <= i <= count;
        loop invariant peer:     SameEndpoint(present.peer, peer);
        loop invariant deadline: present.deadline == Deadline(now, timeout_ms);
        loop invariant history:
            History(present, bytes, events, i, trusted);
        loop assigns i, present;
        loop variant count - i;
    */
    for (size_t i = 0; i < count; i++)
        present =
            happen(present, bytes, size, events, i) /*@ ghost (trusted) */;
    return present;
}
