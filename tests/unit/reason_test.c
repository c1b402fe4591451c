/*
 * Reasons: each has words of its own, fit for one field of a log line.
 */
#include <stdbool.h>
#include <string.h>

#include "ppv1/reason.h"
#include "unit.h"

/* The longest that an error packet and a log line are made for. */
#define WORDS_MAX 80

static void every_reason_has_words(void)
{
    for (int reason = 0; reason < PPV1_REASON_COUNT; reason++) {
        const char *text = ppv1_reason_text((enum ppv1_reason)reason);

        CU_ASSERT_PTR_NOT_NULL_FATAL(text);
        CU_ASSERT_TRUE(strlen(text) > 0 && strlen(text) <= WORDS_MAX);
    }
}

static bool is_plain(const char *text)
{
    for (; *text != 0; text++)
        if (*text < ' ' || *text > '~' || *text == '|' || *text == '\\')
            return false;
    return true;
}

static void words_need_no_escape(void)
{
    for (int reason = 0; reason < PPV1_REASON_COUNT; reason++) {
        const char *text = ppv1_reason_text((enum ppv1_reason)reason);

        if (!is_plain(text))
            CU_FAIL(text);
    }
}

static void no_two_reasons_have_the_same_words(void)
{
    for (int a = 0; a < PPV1_REASON_COUNT; a++)
        for (int b = a + 1; b < PPV1_REASON_COUNT; b++) {
            const char *text = ppv1_reason_text((enum ppv1_reason)a);

            if (strcmp(text, ppv1_reason_text((enum ppv1_reason)b)) == 0)
                CU_FAIL(text);
        }
}

static void a_reason_has_its_own_words(void)
{
    static const struct {
        enum ppv1_reason reason;
        const char *text;
    } rows[] = {
        {PPV1_REASON_NONE, "no reason"},
        {PPV1_REASON_BINARY_V2, "binary v2 header; only v1 is supported"},
        {PPV1_REASON_SOURCE_OCTET_ABOVE_255,
         "IPv4 octet above 255 in source address"},
        {PPV1_REASON_DESTINATION_SECOND_GAP,
         "second :: in destination address"},
        {PPV1_REASON_SOURCE_PORT_ABOVE_65535,
         "port above 65535 in source port"},
        {PPV1_REASON_TIMEOUT, "timeout"},
    };

    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++)
        CU_ASSERT_STRING_EQUAL(ppv1_reason_text(rows[k].reason), rows[k].text);
}

static void what_is_no_reason_has_the_words_of_none(void)
{
    const char *none = ppv1_reason_text(PPV1_REASON_NONE);

    CU_ASSERT_STRING_EQUAL(ppv1_reason_text(PPV1_REASON_COUNT), none);
    CU_ASSERT_STRING_EQUAL(
        ppv1_reason_text((enum ppv1_reason)(PPV1_REASON_COUNT + 1)), none);
}

static const struct unit_case cases[] = {
    {"every reason has words, and few", every_reason_has_words},
    {"the words need no escape in a log", words_need_no_escape},
    {"no two reasons have the same words", no_two_reasons_have_the_same_words},
    {"a reason has its own words", a_reason_has_its_own_words},
    {"what is no reason has the words of none",
     what_is_no_reason_has_the_words_of_none},
};

UNIT_SUITE(reason, cases);
