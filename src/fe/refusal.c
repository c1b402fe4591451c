#include "refusal.h"

#include <stdbool.h>
#include <stdio.h>

#include "endpoint.h"

const struct refusal refusal_too_many_connections = {1040, "08004",
                                                     "Too many connections"};
const struct refusal refusal_too_many_logins = {
    1040, "08004", "Too many connections that have not logged in"};
const struct refusal refusal_audit = {
    1105, "HY000",
    "The audit log cannot be written; no new connections until it can"};
const struct refusal refusal_stopping = {1053, "08S01",
                                         "Server shutdown in progress"};

const struct refusal refusal_idle = {
    4031, "HY000",
    "The client was disconnected by the server because of inactivity. See "
    "wait_timeout for configuring this behavior."};

struct refusal refusal_of_address(struct ppv1_address client)
{
    struct refusal refusal = {.code = 1040, .state = "08004"};
    char address[ENDPOINT_ADDRESS_MAX];

    endpoint_write_address(client, address);
    snprintf(refusal.text, sizeof refusal.text, "Too many connections from %s",
             address);
    return refusal;
}

struct refusal refusal_of_blocked_host(struct ppv1_address client)
{
    struct refusal refusal = {.code = 1129, .state = "HY000"};
    char address[ENDPOINT_ADDRESS_MAX];

    endpoint_write_address(client, address);
    snprintf(refusal.text, sizeof refusal.text,
             "Host '%s' is blocked because of many connection errors; unblock "
             "with 'FLUSH HOSTS'",
             address);
    return refusal;
}

/* Is there one byte that is to blame? */
static bool blames_a_byte(enum ppv1_reason reason)
{
    return reason < PPV1_REASON_LOOPBACK_CLIENT;
}

/* The reason with the numbers that belong to it. */
static void write_reason(const struct ppv1_gate *gate, char *text, size_t size)
{
    const char *words = ppv1_reason_text(gate->reason);
    const char *bytes = gate->received == 1 ? "byte" : "bytes";

    if (gate->reason == PPV1_REASON_TIMEOUT)
        snprintf(text, size, "%s after %u ms with %zu %s received", words,
                 (unsigned)gate->timeout_ms, gate->received, bytes);
    else if (gate->reason == PPV1_REASON_CLOSED)
        snprintf(text, size, "%s after %zu %s", words, gate->received, bytes);
    else if (blames_a_byte(gate->reason))
        snprintf(text, size, "byte %zu: %s", gate->offset, words);
    else
        snprintf(text, size, "%s", words);
}

struct refusal refusal_of_gate(const struct ppv1_gate *gate)
{
    struct refusal refusal = {.code = 1105, .state = "HY000"};
    int n = snprintf(refusal.text, sizeof refusal.text,
                     "PROXY protocol header required but not received: ");

    write_reason(gate, refusal.text + n, sizeof refusal.text - (size_t)n);
    return refusal;
}
