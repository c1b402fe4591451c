/*
 * The gate: who waits, who is served as whom, who is refused and when.
 */
#include <string.h>

#include "guard.h"
#include "ppv1.h"
#include "unit.h"

#define HEADER "PROXY TCP4 203.0.113.10 10.0.0.5 56324 9030\r\n"
#define NOW 5000

static struct ppv1_address address(const char *text)
{
    struct ppv1_address to = {0, 0};

    CU_ASSERT_FATAL(
        ppv1_address_parse((const uint8_t *)text, strlen(text), &to));
    return to;
}

/* A gate for a peer, when `list` is trusted. */
static struct ppv1_gate gate_for(const char *peer, const char *list,
                                 uint32_t timeout_ms)
{
    struct ppv1_network blocks[8];
    struct ppv1_ipv4_range ranges[8];
    struct ppv1_networks networks = {.blocks = blocks, .ranges = ranges};
    struct ppv1_networks_fault fault;
    struct ppv1_endpoint from = {address(peer), 41234};
    struct ppv1_gate gate;

    CU_ASSERT_FATAL(ppv1_networks_parse((const uint8_t *)list, strlen(list),
                                        &networks, 8, &fault));
    ppv1_networks_index(&networks);
    ppv1_gate_accept(&gate, &networks, timeout_ms, from, NOW);
    return gate;
}

static struct ppv1_gate trusted_gate(void)
{
    return gate_for("10.0.0.5", "10.0.0.0/8", 1000);
}

static void give(struct ppv1_gate *gate, const char *text, uint64_t now)
{
    ppv1_gate_bytes(gate, guard_copy(text, strlen(text)), strlen(text), now);
}

static bool same_address(struct ppv1_address a, const char *text)
{
    return ppv1_address_compare(a, address(text)) == 0;
}

static void an_untrusted_peer_is_served_as_itself(void)
{
    struct ppv1_gate gate = gate_for("192.0.2.7", "10.0.0.0/8", 1000);

    CU_ASSERT_EQUAL(gate.verdict, PPV1_SERVE_PEER);
    CU_ASSERT(same_address(gate.effective.address, "192.0.2.7"));
    CU_ASSERT_EQUAL(gate.effective.port, 41234);
    CU_ASSERT_EQUAL(gate.header_length, 0);
}

static void off_means_that_nobody_is_trusted(void)
{
    CU_ASSERT_EQUAL(gate_for("10.0.0.5", "", 1000).verdict, PPV1_SERVE_PEER);
    CU_ASSERT_EQUAL(gate_for("::1", "  ", 1000).verdict, PPV1_SERVE_PEER);
}

static void a_star_means_that_everybody_is_trusted(void)
{
    CU_ASSERT_EQUAL(gate_for("10.0.0.5", "*", 1000).verdict, PPV1_WAIT);
    CU_ASSERT_EQUAL(gate_for("2001:db8::1", " * ", 1000).verdict, PPV1_WAIT);
}

static void bytes_of_an_untrusted_peer_are_not_looked_at(void)
{
    struct ppv1_gate gate = gate_for("192.0.2.7", "10.0.0.0/8", 1000);
    const uint8_t *nothing = guard_copy("", 0);

    /* Behind `nothing` lies the guard page: a single look would crash. */
    ppv1_gate_bytes(&gate, nothing, 45, NOW);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_SERVE_PEER);
    CU_ASSERT(same_address(gate.effective.address, "192.0.2.7"));
}

static void a_trusted_peer_waits_until_its_deadline(void)
{
    struct ppv1_gate gate = trusted_gate();

    CU_ASSERT_EQUAL(gate.verdict, PPV1_WAIT);
    CU_ASSERT_EQUAL(gate.deadline, NOW + 1000);
    ppv1_gate_time(&gate, NOW + 999);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_WAIT);
    ppv1_gate_time(&gate, NOW + 1000);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_REFUSE);
    CU_ASSERT_EQUAL(gate.reason, PPV1_REASON_TIMEOUT);
}

static void bytes_do_not_move_the_deadline(void)
{
    struct ppv1_gate gate = trusted_gate();

    give(&gate, "PROXY TCP4 ", NOW + 900);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_WAIT);
    CU_ASSERT_EQUAL(gate.deadline, NOW + 1000);
    CU_ASSERT_EQUAL(gate.received, 11);
}

static void a_header_at_the_deadline_is_too_late(void)
{
    struct ppv1_gate gate = trusted_gate();

    give(&gate, HEADER, NOW + 1000);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_REFUSE);
    CU_ASSERT_EQUAL(gate.reason, PPV1_REASON_TIMEOUT);
    CU_ASSERT_EQUAL(gate.received, strlen(HEADER));
}

static void timeout_0_waits_for_ever(void)
{
    struct ppv1_gate gate = gate_for("10.0.0.5", "10.0.0.0/8", 0);

    CU_ASSERT_EQUAL(gate.deadline, PPV1_NEVER);
    ppv1_gate_time(&gate, UINT64_MAX - 1);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_WAIT);
    give(&gate, HEADER, UINT64_MAX - 1);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_SERVE_CLIENT);
}

static void a_header_gives_the_client(void)
{
    struct ppv1_gate gate = trusted_gate();

    give(&gate, HEADER "more", NOW);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_SERVE_CLIENT);
    CU_ASSERT(same_address(gate.effective.address, "203.0.113.10"));
    CU_ASSERT_EQUAL(gate.effective.port, 56324);
    CU_ASSERT_EQUAL(gate.header_length, strlen(HEADER));
    CU_ASSERT(same_address(gate.peer.address, "10.0.0.5"));
}

static void a_header_may_come_byte_by_byte(void)
{
    struct ppv1_gate gate = trusted_gate();

    for (size_t n = 1; n < strlen(HEADER); n++) {
        ppv1_gate_bytes(&gate, guard_copy(HEADER, n), n, NOW);
        CU_ASSERT_EQUAL(gate.verdict, PPV1_WAIT);
    }
    give(&gate, HEADER, NOW);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_SERVE_CLIENT);
}

static void unknown_gives_the_peer(void)
{
    struct ppv1_gate gate = trusted_gate();

    give(&gate, "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", NOW);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_SERVE_PEER);
    CU_ASSERT(same_address(gate.effective.address, "10.0.0.5"));
    CU_ASSERT_EQUAL(gate.effective.port, 41234);
    CU_ASSERT_EQUAL(gate.header_length, 35);
}

static void a_hopeless_byte_is_refused(void)
{
    struct ppv1_gate gate = trusted_gate();

    give(&gate, "PROXY TCP4 300", NOW);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_REFUSE);
    CU_ASSERT_EQUAL(gate.reason, PPV1_REASON_SOURCE_OCTET_ABOVE_255);
    CU_ASSERT_EQUAL(gate.offset, 13);
}

static void an_early_end_is_refused(void)
{
    struct ppv1_gate gate = trusted_gate();

    give(&gate, "PROXY ", NOW);
    ppv1_gate_end(&gate);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_REFUSE);
    CU_ASSERT_EQUAL(gate.reason, PPV1_REASON_CLOSED);
    CU_ASSERT_EQUAL(gate.received, 6);
}

static void no_room_is_a_reason(void)
{
    struct ppv1_gate gate = trusted_gate();

    ppv1_gate_refuse(&gate, PPV1_REASON_TOO_MANY_WAITING);
    CU_ASSERT_EQUAL(gate.verdict, PPV1_REFUSE);
    CU_ASSERT_EQUAL(gate.reason, PPV1_REASON_TOO_MANY_WAITING);
}

/* The gate of `peer` after a header with this source. */
static struct ppv1_gate claim(const char *peer, const char *protocol,
                              const char *source, const char *rest)
{
    struct ppv1_gate gate = gate_for(peer, "*", 1000);
    char text[PPV1_LINE_MAX + 1] = "PROXY ";

    strcat(text, protocol);
    strcat(text, source);
    strcat(text, rest);
    give(&gate, text, NOW);
    return gate;
}

#define REST4 " 10.0.0.5 1 2\r\n"
#define REST6 " ::2 1 2\r\n"

static void a_remote_peer_cannot_claim_loopback(void)
{
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "127.0.0.1", REST4).reason,
                    PPV1_REASON_LOOPBACK_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "127.255.255.255", REST4).reason,
                    PPV1_REASON_LOOPBACK_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP6 ", "::ffff:127.0.0.1", REST6).reason,
                    PPV1_REASON_LOOPBACK_CLIENT);
    CU_ASSERT_EQUAL(claim("2001:db8::5", "TCP6 ", "::1", REST6).reason,
                    PPV1_REASON_LOOPBACK_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "127.0.0.1", REST4).offset, 11);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "126.255.255.255", REST4).verdict,
                    PPV1_SERVE_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "128.0.0.0", REST4).verdict,
                    PPV1_SERVE_CLIENT);
}

static void a_remote_peer_cannot_claim_nobody_or_everybody(void)
{
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "0.0.0.0", REST4).reason,
                    PPV1_REASON_UNSPECIFIED_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP6 ", "::", REST6).reason,
                    PPV1_REASON_UNSPECIFIED_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "224.0.0.1", REST4).reason,
                    PPV1_REASON_MULTICAST_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "239.255.255.255", REST4).reason,
                    PPV1_REASON_MULTICAST_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP6 ", "ff02::1", REST6).reason,
                    PPV1_REASON_MULTICAST_CLIENT);
    CU_ASSERT_EQUAL(claim("10.0.0.5", "TCP4 ", "240.0.0.1", REST4).verdict,
                    PPV1_SERVE_CLIENT);
}

static void a_loopback_peer_may_claim_loopback(void)
{
    CU_ASSERT_EQUAL(claim("127.0.0.1", "TCP4 ", "127.0.0.5", REST4).verdict,
                    PPV1_SERVE_CLIENT);
    CU_ASSERT_EQUAL(claim("::1", "TCP6 ", "::1", REST6).verdict,
                    PPV1_SERVE_CLIENT);
    CU_ASSERT_EQUAL(claim("::ffff:127.0.0.1", "TCP6 ", "::1", REST6).verdict,
                    PPV1_SERVE_CLIENT);
}

static void final_verdicts_stay(void)
{
    struct ppv1_gate served = trusted_gate();
    struct ppv1_gate refused = trusted_gate();
    struct ppv1_gate before;

    give(&served, HEADER, NOW);
    before = served;
    ppv1_gate_time(&served, NOW + 5000);
    ppv1_gate_end(&served);
    give(&served, "PROXY TCP4 198.51.100.7 10.0.0.5 1 2\r\n", NOW);
    ppv1_gate_refuse(&served, PPV1_REASON_TOO_MANY_WAITING);
    CU_ASSERT_EQUAL(memcmp(&served, &before, sizeof before), 0);

    ppv1_gate_time(&refused, NOW + 1000);
    before = refused;
    give(&refused, HEADER, NOW);
    ppv1_gate_end(&refused);
    CU_ASSERT_EQUAL(memcmp(&refused, &before, sizeof before), 0);
}

static const struct unit_case cases[] = {
    {"an untrusted peer is served as itself",
     an_untrusted_peer_is_served_as_itself},
    {"off means that nobody is trusted", off_means_that_nobody_is_trusted},
    {"a star means that everybody is trusted",
     a_star_means_that_everybody_is_trusted},
    {"bytes of an untrusted peer are not looked at",
     bytes_of_an_untrusted_peer_are_not_looked_at},
    {"a trusted peer waits until its deadline",
     a_trusted_peer_waits_until_its_deadline},
    {"bytes do not move the deadline", bytes_do_not_move_the_deadline},
    {"a header at the deadline is too late",
     a_header_at_the_deadline_is_too_late},
    {"timeout 0 waits for ever", timeout_0_waits_for_ever},
    {"a header gives the client", a_header_gives_the_client},
    {"a header may come byte by byte", a_header_may_come_byte_by_byte},
    {"UNKNOWN gives the peer", unknown_gives_the_peer},
    {"a hopeless byte is refused", a_hopeless_byte_is_refused},
    {"an early end is refused", an_early_end_is_refused},
    {"no room is a reason", no_room_is_a_reason},
    {"a remote peer cannot claim loopback",
     a_remote_peer_cannot_claim_loopback},
    {"a remote peer cannot claim nobody or everybody",
     a_remote_peer_cannot_claim_nobody_or_everybody},
    {"a loopback peer may claim loopback", a_loopback_peer_may_claim_loopback},
    {"final verdicts stay", final_verdicts_stay},
};

UNIT_SUITE(gate, cases);
