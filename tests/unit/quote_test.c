#include "quote.h"

#include <string.h>

#include "guard.h"
#include "unit.h"

static void control_bytes_are_escaped(void)
{
    static const char text[] = "a\0b\x1b[2J\n\x7f\xc3\xbc";
    char escaped[64];
    size_t n = sizeof text - 1;

    CU_ASSERT_EQUAL(quote_escape((const char *)guard_copy(text, n), n, escaped,
                                 sizeof escaped),
                    strlen("a\\x00b\\x1b[2J\\x0a\\x7f\xc3\xbc"));
    CU_ASSERT_STRING_EQUAL(escaped, "a\\x00b\\x1b[2J\\x0a\\x7f\xc3\xbc");
}

/* Half an escape would say something else. */
static void what_does_not_fit_is_left_out_whole(void)
{
    char escaped[8];

    for (size_t size = 1; size <= 5; size++) {
        memset(escaped, '?', sizeof escaped);
        CU_ASSERT_EQUAL(quote_escape("a\nb", 3, escaped, size),
                        size == 1 ? 0 : 1);
        CU_ASSERT_STRING_EQUAL(escaped, size == 1 ? "" : "a");
        CU_ASSERT_EQUAL(escaped[size], '?');
    }
    CU_ASSERT_EQUAL(quote_escape("a\nb", 3, escaped, 6), 5);
    CU_ASSERT_STRING_EQUAL(escaped, "a\\x0a");
}

static void quoted_text_is_escaped_and_cut(void)
{
    char longest[QUOTE_BYTES + 1], quoted[QUOTE_MAX];

    quote_write("a\tb", 3, quoted);
    CU_ASSERT_STRING_EQUAL(quoted, "\"a\\x09b\"");
    memset(longest, '\n', sizeof longest);
    quote_write(longest, QUOTE_BYTES, quoted);
    CU_ASSERT_EQUAL(strlen(quoted), 4 * QUOTE_BYTES + 2);
    quote_write(longest, QUOTE_BYTES + 1, quoted);
    CU_ASSERT_EQUAL(strlen(quoted), 4 * QUOTE_BYTES + 5);
    CU_ASSERT_STRING_EQUAL(quoted + strlen(quoted) - 8, "\\x0a...\"");
}

static const struct unit_case cases[] = {
    {"control bytes are escaped", control_bytes_are_escaped},
    {"what does not fit is left out whole",
     what_does_not_fit_is_left_out_whole},
    {"quoted text is escaped and cut", quoted_text_is_escaped_and_cut},
};

UNIT_SUITE(quote, cases);
