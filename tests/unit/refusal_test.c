#include "refusal.h"

#include <string.h>

#include "unit.h"

#define PREFIX "PROXY protocol header required but not received: "

static const struct row {
    struct ppv1_gate gate;
    const char *text;
} rows[] = {
    {{.reason = PPV1_REASON_TIMEOUT, .timeout_ms = 1000, .received = 11},
     PREFIX "timeout after 1000 ms with 11 bytes received"},
    {{.reason = PPV1_REASON_TIMEOUT, .timeout_ms = 3600000, .received = 1},
     PREFIX "timeout after 3600000 ms with 1 byte received"},
    {{.reason = PPV1_REASON_CLOSED, .received = 0},
     PREFIX "connection closed after 0 bytes"},
    {{.reason = PPV1_REASON_CLOSED, .received = 1},
     PREFIX "connection closed after 1 byte"},
    {{.reason = PPV1_REASON_SOURCE_OCTET_ABOVE_255, .offset = 18},
     PREFIX "byte 18: IPv4 octet above 255 in source address"},
    {{.reason = PPV1_REASON_NOT_PROXY, .offset = 0},
     PREFIX "byte 0: not a PROXY header"},
    {{.reason = PPV1_REASON_TOO_LONG, .offset = 106},
     PREFIX "byte 106: line longer than 107 bytes"},
    {{.reason = PPV1_REASON_LOOPBACK_CLIENT, .offset = 11},
     PREFIX "loopback client address from a remote peer"},
    {{.reason = PPV1_REASON_TOO_MANY_WAITING},
     PREFIX "too many connections wait for a header"},
};

static void reason_comes_with_its_numbers(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct refusal refusal = refusal_of_gate(&rows[i].gate);

        CU_ASSERT_EQUAL(refusal.code, 1105);
        CU_ASSERT_STRING_EQUAL(refusal.state, "HY000");
        CU_ASSERT_STRING_EQUAL(refusal.text, rows[i].text);
    }
}

static void no_text_is_cut(void)
{
    for (unsigned i = 1; i < PPV1_REASON_COUNT; i++) {
        struct ppv1_gate gate = {.reason = (enum ppv1_reason)i,
                                 .offset = SIZE_MAX,
                                 .received = SIZE_MAX,
                                 .timeout_ms = UINT32_MAX};
        struct refusal refusal = refusal_of_gate(&gate);

        CU_ASSERT(strlen(refusal.text) < REFUSAL_TEXT_MAX - 1);
        CU_ASSERT_PTR_NOT_NULL(
            strstr(refusal.text, ppv1_reason_text(gate.reason)));
    }
}

static const struct unit_case cases[] = {
    {"a reason comes with its numbers", reason_comes_with_its_numbers},
    {"no text is cut", no_text_is_cut},
};

UNIT_SUITE(refusal, cases);
