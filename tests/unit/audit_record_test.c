#define _GNU_SOURCE 1
#include "audit_record.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "audit_modules.h"
#include "unit.h"

#define STAMP "2026-11-23 02:26:11.123+00:00"

/* ---- helpers ---- */

static struct audit_event refused(void)
{
    return (struct audit_event){
        .module = AUDIT_CONNECTION,
        .client = {ppv1_address_from_ipv4(0xcb00710a), 56324},
        .peer = {{0x20010db800000000, 1}, 40000},
        .state = "ERR",
        .error = "Too many connections",
        .command = "Connect",
        .time_ms = -1,
        .return_rows = -1,
        .connection_id = 7,
    };
}

static struct audit_event statement(const char *text, size_t n)
{
    return (struct audit_event){
        .module = AUDIT_QUERY,
        .timestamp_ms = 1763864771123,
        .client = {{0x20010db800000000, 0x10}, 56324},
        .peer = {ppv1_address_from_ipv4(0x0a000009), 40000},
        .user = "app",
        .authorized_user = "'app'@'203.0.113.10'",
        .database = "shop",
        .state = "EOF",
        .command = "Query",
        .time_ms = 0,
        .return_rows = 1,
        .statement_id = 3,
        .connection_id = 7,
        .is_query = true,
        .statement = text,
        .statement_length = n,
    };
}

/* The line as a string, which is valid until the next call. */
static const char *record(struct audit_event event)
{
    static struct buffer line;

    buffer_free(&line);
    CU_ASSERT_FATAL(
        audit_record(&line, &event, ppv1_address_from_ipv4(0x0a000005)));
    CU_ASSERT_FATAL(buffer_append(&line, "", 1));
    CU_ASSERT_FATAL(strlen((char *)line.bytes) > strlen(STAMP));
    return (char *)line.bytes;
}

/* ---- lines ---- */

static void connection_line_has_these_fields(void)
{
    CU_ASSERT_STRING_EQUAL(
        record(refused()) + strlen(STAMP),
        " [connection] |Client=203.0.113.10:56324|User="
        "|AuthorizedUser=|ResourceGroup=|Catalog=|Db=|State=ERR"
        "|ErrorCode=Too many connections|QueryId=|IsQuery=false"
        "|feIp=10.0.0.5|Stmt=|Digest=|Warehouse="
        "|IsForwardToLeader=false|QuerySource=|Command=Connect"
        "|ConnectionId=7|Peer=[2001:db8::1]:40000\n");
}

static void statement_line_has_these_fields(void)
{
    CU_ASSERT_STRING_EQUAL(
        record(statement("select 1", 8)) + strlen(STAMP),
        " [query] |Timestamp=1763864771123"
        "|Client=[2001:db8::10]:56324|User=app"
        "|AuthorizedUser='app'@'203.0.113.10'|ResourceGroup=|Catalog="
        "|Db=shop|State=EOF|ErrorCode=|Time=0|ReturnRows=1|StmtId=3"
        "|QueryId=|IsQuery=true|feIp=10.0.0.5|Stmt=select 1|Digest="
        "|Warehouse=|IsForwardToLeader=false|QuerySource="
        "|Command=Query|ConnectionId=7|Peer=10.0.0.9:40000\n");
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void stamp_has_the_local_time_zone(void)
{
    static const struct {
        const char *zone, *offset;
    } rows[] = {
        {"UTC0", "+00:00"}, {"ABC-5:45", "+05:45"}, {"ABC9:30", "-09:30"}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        setenv("TZ", rows[i].zone, 1);
        tzset();
        const char *text = record(statement("", 0));
        for (size_t k = 0; k < strlen("2026-11-23 02:26:11.123"); k++)
            CU_ASSERT_EQUAL(is_digit(text[k]) ? '9' : text[k],
                            is_digit(STAMP[k]) ? '9' : STAMP[k]);
        CU_ASSERT_EQUAL(strncmp(text + 23, rows[i].offset, 6), 0);
    }
    unsetenv("TZ");
    tzset();
}

static void hostile_text_stays_in_its_field(void)
{
    static const char text[] = "a\n2026-11-23 [connection] |User=root\0\x7f\\";
    struct audit_event event = statement(text, sizeof text - 1);

    event.user = "x|State=OK\r\n";
    event.error = "\x1b[2J";
    const char *line = record(event);
    CU_ASSERT_PTR_EQUAL(strchr(line, '\n'), line + strlen(line) - 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "|User=x\\x7cState=OK\\x0d\\x0a|"));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "|ErrorCode=\\x1b[2J|"));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "|Stmt=a\\x0a2026-11-23 [connection] "
                                        "\\x7cUser=root\\x00\\x7f\\x5c|"));
}

static void long_statement_is_cut_and_says_so(void)
{
    size_t n = AUDIT_STATEMENT_MAX + 1;
    char *text = malloc(n);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(text, 'y', n);
    CU_ASSERT_PTR_NOT_NULL(strstr(record(statement(text, n)),
                                  "yyy\\...65537 bytes|Digest="));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(record(statement(text, n - 1)), "yyy|Digest="));
    free(text);
}

static void line_stands_behind_what_waits(void)
{
    struct ppv1_address self = ppv1_address_from_ipv4(0x0a000005);
    struct audit_event event = refused();
    struct buffer lines = {0};

    CU_ASSERT_FATAL(buffer_append(&lines, "gone\nkept\n", 10));
    buffer_consume(&lines, 5);
    CU_ASSERT_TRUE(audit_record(&lines, &event, self));
    CU_ASSERT_TRUE(audit_record(&lines, &event, self));
    size_t n = buffer_length(&lines);
    const char *text = (const char *)lines.bytes + lines.begin;
    CU_ASSERT_EQUAL(memcmp(text, "kept\n2", 6), 0);
    size_t length = (n - 5) / 2;
    CU_ASSERT_PTR_EQUAL(memchr(text + 5, '\n', length), text + 5 + length - 1);
    CU_ASSERT_PTR_EQUAL(memchr(text + 5 + length, '\n', length), text + n - 1);
    buffer_free(&lines);
}

/* ---- audit_log_modules ---- */

static void modules_are_names_with_commas_between(void)
{
    static const struct {
        const char *text;
        bool good;
        unsigned modules;
    } rows[] = {
        {"", true, 1u << AUDIT_CONNECTION},
        {"query", true, 1u << AUDIT_CONNECTION | 1u << AUDIT_QUERY},
        {" slow_query ,\tquery ", true,
         1u << AUDIT_CONNECTION | 1u << AUDIT_SLOW_QUERY | 1u << AUDIT_QUERY},
        {"connection,slow_query", true,
         1u << AUDIT_CONNECTION | 1u << AUDIT_SLOW_QUERY},
        {"query slow_query", false, 0},
        {"query,", false, 0},
        {",query", false, 0},
        {"Query", false, 0},
        {"quer", false, 0},
        {"load", false, 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned modules;

        CU_ASSERT_EQUAL(audit_modules_read(rows[i].text, &modules),
                        rows[i].good);
        if (rows[i].good)
            CU_ASSERT_EQUAL(modules, rows[i].modules);
    }
}

static const struct unit_case cases[] = {
    {"a connection line has these fields", connection_line_has_these_fields},
    {"a statement line has these fields", statement_line_has_these_fields},
    {"the stamp has the local time zone", stamp_has_the_local_time_zone},
    {"hostile text stays in its field", hostile_text_stays_in_its_field},
    {"a long statement is cut and says so", long_statement_is_cut_and_says_so},
    {"a line stands behind what waits", line_stands_behind_what_waits},
    {"modules are names with commas between",
     modules_are_names_with_commas_between},
};

UNIT_SUITE(audit_record, cases);
