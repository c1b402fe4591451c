#include <stdio.h>
#include <string.h>

#include "guard.h"
#include "scan.h"
#include "unit.h"

/* A text, and the byte at which it is done or refused. */
struct row {
    const char *text;
    size_t end;
    enum scan_answer answer;
    uint64_t high;
    uint64_t low;
};

static const struct ppv1_address untouched = {.high = 0x0123456789abcdef,
                                              .low = 0xfedcba9876543210};

static struct scan scan_beginning(const char *text, size_t n,
                                  struct ppv1_address *address)
{
    *address = untouched;
    return scan_ipv6(guard_copy(text, n), 0, n, address);
}

static void check_untouched(const struct ppv1_address *address)
{
    CU_ASSERT_EQUAL(address->high, untouched.high);
    CU_ASSERT_EQUAL(address->low, untouched.low);
}

/* Every beginning that ends before the deciding byte may still go on. */
static void check_beginnings(const struct row *row)
{
    for (size_t n = 0; n <= row->end; n++) {
        struct ppv1_address address;
        struct scan scan = scan_beginning(row->text, n, &address);

        CU_ASSERT_EQUAL(scan.answer, SCAN_MORE);
        CU_ASSERT_EQUAL(scan.end, n);
        check_untouched(&address);
    }
}

/* With the deciding byte, and with all that follow, the answer is one.  Enough
 * follows for a whole address to be looked for at once. */
static void check_decided(const struct row *row)
{
    char text[80];

    snprintf(text, sizeof text, "%s 43025 9030\r\n", row->text);
    for (size_t n = row->end + 1; n <= strlen(text); n++) {
        struct ppv1_address address;
        struct scan scan = scan_beginning(text, n, &address);

        CU_ASSERT_EQUAL(scan.answer, row->answer);
        CU_ASSERT_EQUAL(scan.end, row->end);
        if (row->answer != SCAN_DONE) {
            check_untouched(&address);
            continue;
        }
        CU_ASSERT_EQUAL(address.high, row->high);
        CU_ASSERT_EQUAL(address.low, row->low);
    }
}

static void check_rows(const struct row *rows, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        CU_ASSERT_FATAL(rows[k].end < strlen(rows[k].text));
        check_beginnings(&rows[k]);
        check_decided(&rows[k]);
    }
}

#define CHECK(rows) check_rows(rows, sizeof rows / sizeof rows[0])

static void groups_have_one_to_four_digits(void)
{
    static const struct row rows[] = {
        {.text = "1:2:3:4:5:6:7:8 ", .end = 15,
         .high = 0x0001000200030004, .low = 0x0005000600070008},
        {.text = "12:23:34:45:56:67:78:89 x", .end = 23,
         .high = 0x0012002300340045, .low = 0x0056006700780089},
        {.text = "123:0:0:0:0:0:0:fff\r", .end = 19,
         .high = 0x0123000000000000, .low = 0x0fff},
        {.text = "ffff:FFFF:abcd:ABCD:0000:00ef:0EF0:0001 ", .end = 39,
         .high = 0xffffffffabcdabcd, .low = 0x000000ef0ef00001},
    };

    CHECK(rows);
}

static void two_colons_stand_for_one_group_or_more(void)
{
    static const struct row rows[] = {
        {.text = ":: ", .end = 2},
        {.text = "::1 ", .end = 3, .low = 1},
        {.text = "1:: ", .end = 3, .high = 0x0001000000000000},
        {.text = "1::2g", .end = 4, .high = 0x0001000000000000, .low = 2},
        {.text = "1:2:3:4:5:6:7:: ", .end = 15,
         .high = 0x0001000200030004, .low = 0x0005000600070000},
        {.text = "::2:3:4:5:6:7:8 ", .end = 15,
         .high = 0x0000000200030004, .low = 0x0005000600070008},
        {.text = "1:2:3:4:5:6::8 ", .end = 14,
         .high = 0x0001000200030004, .low = 0x0005000600000008},
        {.text = "1::3:4:5:6:7:8 ", .end = 14,
         .high = 0x0001000000030004, .low = 0x0005000600070008},
        {.text = "1:2:3::6:7 ", .end = 10,
         .high = 0x0001000200030000, .low = 0x0000000000060007},
    };

    CHECK(rows);
}

static void the_last_two_groups_may_be_a_dotted_tail(void)
{
    static const struct row rows[] = {
        {.text = "::ffff:203.0.113.10 ", .end = 19, .low = 0xffffcb00710a},
        {.text = "::1.2.3.4 ", .end = 9, .low = 0x01020304},
        {.text = "::255.255.255.255 ", .end = 17, .low = 0xffffffff},
        {.text = "1:2:3:4:5:6:7.8.9.10 ", .end = 20,
         .high = 0x0001000200030004, .low = 0x000500060708090a},
        {.text = "1::0.0.0.1/", .end = 10, .high = 0x0001000000000000,
         .low = 1},
        {.text = "1:2:3:4:5::9.8.7.6 ", .end = 18,
         .high = 0x0001000200030004, .low = 0x0005000009080706},
        {.text = "::3:4:5:6:7:1.2.3.4 ", .end = 19,
         .high = 0x0000000300040005, .low = 0x0006000701020304},
    };

    CHECK(rows);
}

static void a_group_is_missing(void)
{
    static const struct row rows[] = {
        {.text = " ", .end = 0, .answer = SCAN_GROUP_MISSING},
        {.text = "g", .end = 0, .answer = SCAN_GROUP_MISSING},
        {.text = ".1", .end = 0, .answer = SCAN_GROUP_MISSING},
        {.text = ":1", .end = 1, .answer = SCAN_GROUP_MISSING},
        {.text = ": ", .end = 1, .answer = SCAN_GROUP_MISSING},
        {.text = "1: ", .end = 2, .answer = SCAN_GROUP_MISSING},
        {.text = "1:.", .end = 2, .answer = SCAN_GROUP_MISSING},
        {.text = "1::2: ", .end = 5, .answer = SCAN_GROUP_MISSING},
        {.text = ":::", .end = 2, .answer = SCAN_GROUP_MISSING},
        {.text = "1:::", .end = 3, .answer = SCAN_GROUP_MISSING},
        {.text = "::.", .end = 2, .answer = SCAN_GROUP_MISSING},
    };

    CHECK(rows);
}

static void a_group_has_five_digits(void)
{
    static const struct row rows[] = {
        {.text = "12345", .end = 4, .answer = SCAN_GROUP_TOO_LONG},
        {.text = "00000:", .end = 4, .answer = SCAN_GROUP_TOO_LONG},
        {.text = "1:abcde", .end = 6, .answer = SCAN_GROUP_TOO_LONG},
        {.text = "::ABCDE", .end = 6, .answer = SCAN_GROUP_TOO_LONG},
    };

    CHECK(rows);
}

static void a_second_gap_is_refused(void)
{
    static const struct row rows[] = {
        {.text = "1::2::3", .end = 5, .answer = SCAN_SECOND_GAP},
        {.text = "::1::", .end = 4, .answer = SCAN_SECOND_GAP},
    };

    CHECK(rows);
}

static void too_few_or_too_many_groups(void)
{
    static const struct row rows[] = {
        {.text = "1 ", .end = 1, .answer = SCAN_TOO_FEW_GROUPS},
        {.text = "1:2:3:4:5:6:7 ", .end = 13, .answer = SCAN_TOO_FEW_GROUPS},
        {.text = "1:2:3:4:5:6:7:8:", .end = 15,
         .answer = SCAN_TOO_MANY_GROUPS},
        {.text = "1:2:3:4:5:6:7::8", .end = 15,
         .answer = SCAN_TOO_MANY_GROUPS},
        {.text = "::2:3:4:5:6:7:8:", .end = 15,
         .answer = SCAN_TOO_MANY_GROUPS},
        {.text = "1:2::4:5:6:7:8:", .end = 14,
         .answer = SCAN_TOO_MANY_GROUPS},
        {.text = "1:2:3:4:5:6:7:::", .end = 15,
         .answer = SCAN_TOO_MANY_GROUPS},
    };

    CHECK(rows);
}

static void a_tail_stands_in_the_wrong_place(void)
{
    static const struct row rows[] = {
        {.text = "1.2.3.4", .end = 1, .answer = SCAN_MISPLACED_TAIL},
        {.text = "1:2:3:4:5:6.7.8.9", .end = 11,
         .answer = SCAN_MISPLACED_TAIL},
        {.text = "1:2:3:4:5:6:7:8.1.2.3", .end = 15,
         .answer = SCAN_MISPLACED_TAIL},
        {.text = "::1:2:3:4:5:6:7.8.9.0", .end = 15,
         .answer = SCAN_MISPLACED_TAIL},
        {.text = "::1.2.3.4:", .end = 9, .answer = SCAN_MISPLACED_TAIL},
        {.text = "::1.2.3.4a", .end = 9, .answer = SCAN_MISPLACED_TAIL},
        {.text = "::a.", .end = 3, .answer = SCAN_MISPLACED_TAIL},
        {.text = "::1a.", .end = 4, .answer = SCAN_MISPLACED_TAIL},
    };

    CHECK(rows);
}

static void a_tail_is_no_ipv4_address(void)
{
    static const struct row rows[] = {
        {.text = "::01.2.3.4", .end = 4, .answer = SCAN_OCTET_LEADING_ZERO},
        {.text = "::256.2.3.4", .end = 5, .answer = SCAN_OCTET_ABOVE_255},
        {.text = "::1.02", .end = 5, .answer = SCAN_OCTET_LEADING_ZERO},
        {.text = "::1.256", .end = 6, .answer = SCAN_OCTET_ABOVE_255},
        {.text = "::1..", .end = 4, .answer = SCAN_OCTET_MISSING},
        {.text = "::1.2.3 ", .end = 7, .answer = SCAN_TOO_FEW_OCTETS},
        {.text = "::1.2:", .end = 5, .answer = SCAN_TOO_FEW_OCTETS},
        {.text = "::1.2.3.4.", .end = 9, .answer = SCAN_TOO_MANY_OCTETS},
    };

    CHECK(rows);
}

static void it_begins_where_it_is_told_to(void)
{
    struct ppv1_address address = untouched;
    const uint8_t *bytes = guard_copy("::9 ::5 ", 8);
    struct scan scan = scan_ipv6(bytes, 4, 8, &address);

    CU_ASSERT_EQUAL(scan.answer, SCAN_DONE);
    CU_ASSERT_EQUAL(scan.end, 7);
    CU_ASSERT_EQUAL(address.high, 0);
    CU_ASSERT_EQUAL(address.low, 5);
}

static const struct unit_case cases[] = {
    {"a group has one to four digits, in either case",
     groups_have_one_to_four_digits},
    {"two colons stand for one group or more",
     two_colons_stand_for_one_group_or_more},
    {"the last two groups may be a dotted tail",
     the_last_two_groups_may_be_a_dotted_tail},
    {"a missing group is refused where it should begin", a_group_is_missing},
    {"the fifth digit of a group is refused", a_group_has_five_digits},
    {"a second pair of colons is refused", a_second_gap_is_refused},
    {"too few groups, and too many, are refused", too_few_or_too_many_groups},
    {"a dotted tail stands only at the end, with room for two groups",
     a_tail_stands_in_the_wrong_place},
    {"a dotted tail is an IPv4 address", a_tail_is_no_ipv4_address},
    {"a text begins where it is told to", it_begins_where_it_is_told_to},
};

UNIT_SUITE(ipv6, cases);
