#define _GNU_SOURCE 1
#include "audit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "scratch.h"
#include "unit.h"

#define LOG "fe.audit.log"
#define STAMP "2026-11-23 02:26:11.123+00:00"

/* ---- helpers ---- */

static struct audit *open_audit(void)
{
    struct audit *audit =
        audit_open(scratch_path("."), ppv1_address_from_ipv4(0x0a000005));

    CU_ASSERT_PTR_NOT_NULL_FATAL(audit);
    return audit;
}

/* From now on no file can grow beyond this: what is written is cut there, as
 * on a full disk. */
static void set_room(rlim_t bytes)
{
    struct rlimit limit;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
    CU_ASSERT_EQUAL_FATAL(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

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

static void write_statement(struct audit *audit, const char *text)
{
    struct audit_event event = statement(text, strlen(text));

    audit_write(audit, &event);
}

/* Behind the time stamp, is this the only line of the file? */
static void expect_line(const char *expected)
{
    const char *text = scratch_read(LOG);

    CU_ASSERT_FATAL(strlen(text) > strlen(STAMP));
    CU_ASSERT_STRING_EQUAL(text + strlen(STAMP), expected);
}

/* Are there whole lines only, with the statements "s<first>", … in order? */
static void expect_statements(const char *text, unsigned first, unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        const char *end = strchr(text, '\n');
        char field[40];

        snprintf(field, sizeof field, "|Stmt=s%u ", first + i);
        CU_ASSERT_PTR_NOT_NULL_FATAL(end);
        const char *tag = strstr(text, " [query] ");
        CU_ASSERT_PTR_EQUAL_FATAL(tag, text + strlen(STAMP));
        const char *other = strstr(tag + 1, " [query] ");
        CU_ASSERT_TRUE(other == NULL || other > end);
        const char *found = strstr(text, field);
        CU_ASSERT_TRUE(found != NULL && found < end);
        CU_ASSERT_EQUAL(end[-1], '0');
        text = end + 1;
    }
    CU_ASSERT_STRING_EQUAL(text, "");
}

/* Statement "s<number> xxx…", of about `n` bytes. */
static void write_numbered(struct audit *audit, unsigned number, size_t n)
{
    static char text[70000];
    int at = snprintf(text, sizeof text, "s%u ", number);

    memset(text + at, 'x', n);
    text[(size_t)at + n] = '\0';
    write_statement(audit, text);
}

/* ---- lines ---- */

static void connection_line_has_these_fields(void)
{
    struct audit_event event = refused();

    scratch_open();
    struct audit *audit = open_audit();
    audit_write(audit, &event);
    expect_line(" [connection] |Client=203.0.113.10:56324|User="
                "|AuthorizedUser=|ResourceGroup=|Catalog=|Db=|State=ERR"
                "|ErrorCode=Too many connections|QueryId=|IsQuery=false"
                "|feIp=10.0.0.5|Stmt=|Digest=|Warehouse="
                "|IsForwardToLeader=false|QuerySource=|Command=Connect"
                "|ConnectionId=7|Peer=[2001:db8::1]:40000\n");
    audit_close(audit);
    scratch_close();
}

static void statement_line_has_these_fields(void)
{
    scratch_open();
    struct audit *audit = open_audit();
    write_statement(audit, "select 1");
    expect_line(" [query] |Timestamp=1763864771123"
                "|Client=[2001:db8::10]:56324|User=app"
                "|AuthorizedUser='app'@'203.0.113.10'|ResourceGroup=|Catalog="
                "|Db=shop|State=EOF|ErrorCode=|Time=0|ReturnRows=1|StmtId=3"
                "|QueryId=|IsQuery=true|feIp=10.0.0.5|Stmt=select 1|Digest="
                "|Warehouse=|IsForwardToLeader=false|QuerySource="
                "|Command=Query|ConnectionId=7|Peer=10.0.0.9:40000\n");
    audit_close(audit);
    scratch_close();
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
        scratch_open();
        struct audit *audit = open_audit();
        write_statement(audit, "");
        const char *text = scratch_read(LOG);
        CU_ASSERT_FATAL(strlen(text) > strlen(STAMP));
        for (size_t k = 0; k < strlen("2026-11-23 02:26:11.123"); k++)
            CU_ASSERT_EQUAL(is_digit(text[k]) ? '9' : text[k],
                            is_digit(STAMP[k]) ? '9' : STAMP[k]);
        CU_ASSERT_EQUAL(strncmp(text + 23, rows[i].offset, 6), 0);
        audit_close(audit);
        scratch_close();
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
    scratch_open();
    struct audit *audit = open_audit();
    audit_write(audit, &event);
    const char *line = scratch_read(LOG);
    CU_ASSERT_PTR_EQUAL(strchr(line, '\n'), line + strlen(line) - 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "|User=x\\x7cState=OK\\x0d\\x0a|"));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "|ErrorCode=\\x1b[2J|"));
    CU_ASSERT_PTR_NOT_NULL(strstr(line, "|Stmt=a\\x0a2026-11-23 [connection] "
                                        "\\x7cUser=root\\x00\\x7f\\x5c|"));
    audit_close(audit);
    scratch_close();
}

static void long_statement_is_cut_and_says_so(void)
{
    size_t n = AUDIT_STATEMENT_MAX + 1;
    char *text = malloc(n);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memset(text, 'y', n);
    scratch_open();
    struct audit *audit = open_audit();
    struct audit_event event = statement(text, n);
    audit_write(audit, &event);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(scratch_read(LOG), "yyy\\...65537 bytes|Digest="));
    CU_ASSERT_EQUAL(truncate(scratch_path(LOG), 0), 0);
    event.statement_length = n - 1;
    audit_write(audit, &event);
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_read(LOG), "yyy|Digest="));
    audit_close(audit);
    scratch_close();
    free(text);
}

/* ---- the file ---- */

static void file_is_not_for_everybody(void)
{
    struct stat status;
    mode_t mask = umask(0);

    scratch_open();
    struct audit *audit = open_audit();
    CU_ASSERT_EQUAL_FATAL(stat(scratch_path(LOG), &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 07777, 0640);
    audit_close(audit);
    scratch_close();
    umask(mask);
}

static void file_is_appended_to(void)
{
    scratch_open();
    scratch_write(LOG, "old\n", 4);
    struct audit *audit = open_audit();
    write_statement(audit, "s0 0");
    audit_close(audit);
    CU_ASSERT_EQUAL(strncmp(scratch_read(LOG), "old\n20", 6), 0);
    scratch_close();
}

static void torn_last_line_is_ended(void)
{
    scratch_open();
    scratch_write(LOG, "old\ntorn", 8);
    struct audit *audit = open_audit();
    write_statement(audit, "s0 0");
    CU_ASSERT_EQUAL(strncmp(scratch_read(LOG), "old\ntorn\n20", 11), 0);
    expect_statements(scratch_read(LOG) + 9, 0, 1);
    audit_close(audit);
    scratch_close();
}

static void folder_that_is_not_there_is_an_error(void)
{
    scratch_open();
    scratch_capture();
    struct audit *audit =
        audit_open("/nowhere", ppv1_address_from_ipv4(0x0a000005));
    CU_ASSERT_PTR_NULL(audit);
    CU_ASSERT_PTR_NOT_NULL(strstr(
        scratch_captured(), "cannot open audit log /nowhere/fe.audit.log: "));
    scratch_close();
}

/* ---- a full disk ---- */

static void lines_wait_for_room_and_keep_their_order(void)
{
    scratch_open();
    struct audit *audit = open_audit();
    set_room(3000); /* in the middle of a line */
    scratch_capture();
    for (unsigned i = 0; i < 50; i++)
        write_numbered(audit, i, 100);
    const char *log = scratch_captured();
    const char *said = strstr(log, "cannot write audit log ");
    CU_ASSERT_PTR_NOT_NULL_FATAL(said);
    CU_ASSERT_PTR_NULL(strstr(said + 1, "cannot write audit log "));
    CU_ASSERT_EQUAL(strlen(scratch_read(LOG)), 3000);
    CU_ASSERT_TRUE(audit_ready(audit));

    set_room(RLIM_INFINITY);
    scratch_capture();
    audit_retry(audit);
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "is written again"));
    expect_statements(scratch_read(LOG), 0, 50);
    audit_close(audit);
    scratch_close();
}

static void next_event_writes_what_waits_before_itself(void)
{
    scratch_open();
    struct audit *audit = open_audit();
    set_room(100);
    scratch_capture();
    write_numbered(audit, 0, 10);
    CU_ASSERT_EQUAL(strlen(scratch_read(LOG)), 100);
    set_room(RLIM_INFINITY);
    write_numbered(audit, 1, 10);
    scratch_captured();
    expect_statements(scratch_read(LOG), 0, 2);
    audit_close(audit);
    scratch_close();
}

/* The file of a disk that is always full. */
static struct audit *open_full_audit(void)
{
    CU_ASSERT_EQUAL_FATAL(symlink("/dev/full", scratch_path(LOG)), 0);
    return open_audit();
}

static void full_memory_means_no_new_connections(void)
{
    size_t n = 0;
    unsigned lines = 0;

    scratch_open();
    struct audit *audit = open_full_audit();
    scratch_capture();
    for (; audit_ready(audit) && n < AUDIT_QUEUE_MAX; n += 60000)
        write_numbered(audit, lines++, 60000);
    CU_ASSERT_PTR_NULL(strstr(scratch_captured(), "|Stmt=s"));
    CU_ASSERT(n < AUDIT_QUEUE_FULL + 60000 && n > AUDIT_QUEUE_FULL - 120000);

    unlink(scratch_path(LOG));
    scratch_capture();
    audit_reopen(audit);
    scratch_captured();
    CU_ASSERT_TRUE(audit_ready(audit));
    CU_ASSERT_EQUAL(truncate(scratch_path(LOG), 0), 0);
    write_numbered(audit, lines, 10);
    expect_statements(scratch_read(LOG), lines, 1);
    audit_close(audit);
    scratch_close();
}

static void line_without_room_in_memory_goes_to_the_log(void)
{
    unsigned lines = 0;
    char last[40];

    scratch_open();
    struct audit *audit = open_full_audit();
    scratch_capture();
    while (strstr(scratch_read("standard-error"), "|Stmt=s") == NULL &&
           lines < 1000)
        write_numbered(audit, lines++, 60000);
    const char *log = scratch_captured();
    CU_ASSERT(lines > (AUDIT_QUEUE_MAX - 120000) / 61000);
    CU_ASSERT(lines <= AUDIT_QUEUE_MAX / 60000 + 1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(log, "a line that the audit log has no room for follows\n20"));
    snprintf(last, sizeof last, "|Stmt=s%u xxx", lines - 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(log, last));
    CU_ASSERT_EQUAL(log[strlen(log) - 1], '\n');

    unlink(scratch_path(LOG));
    scratch_capture();
    audit_reopen(audit);
    scratch_captured();
    audit_close(audit);
    scratch_close();
}

static void lines_that_wait_at_the_end_go_to_the_log(void)
{
    scratch_open();
    struct audit *audit = open_full_audit();
    scratch_capture();
    write_numbered(audit, 0, 10);
    write_numbered(audit, 1, 10);
    audit_close(audit);
    const char *log = strstr(scratch_captured(), "follows\n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(log);
    expect_statements(log + strlen("follows\n"), 0, 2);
    scratch_close();
}

/* ---- rotation ---- */

static void rename_before(const char *name)
{
    char from[SCRATCH_PATH_MAX];

    snprintf(from, sizeof from, "%s", scratch_path(LOG));
    CU_ASSERT_EQUAL(rename(from, scratch_path(name)), 0);
}

static void rotation_loses_nothing(void)
{
    scratch_open();
    struct audit *audit = open_audit();
    write_numbered(audit, 0, 10);
    rename_before("old");
    write_numbered(audit, 1, 10);
    scratch_capture();
    audit_reopen(audit);
    scratch_captured();
    write_numbered(audit, 2, 10);
    expect_statements(scratch_read("old"), 0, 2);
    expect_statements(scratch_read(LOG), 2, 1);
    audit_close(audit);
    scratch_close();
}

static void line_torn_by_rotation_is_whole_in_the_new_file(void)
{
    scratch_open();
    struct audit *audit = open_audit();
    write_numbered(audit, 0, 10);
    size_t torn = strlen(scratch_read(LOG)) + 50;
    set_room(torn);
    scratch_capture();
    write_numbered(audit, 1, 10);
    write_numbered(audit, 2, 10);
    CU_ASSERT_EQUAL(strlen(scratch_read(LOG)), torn);
    rename_before("old");
    audit_reopen(audit); /* the old file is still full */
    set_room(RLIM_INFINITY);
    audit_retry(audit);
    scratch_captured();
    expect_statements(scratch_read(LOG), 1, 2);
    audit_close(audit);
    scratch_close();
}

static void without_a_new_file_the_old_one_stays(void)
{
    scratch_open();
    struct audit *audit = open_audit();
    rename_before("old");
    CU_ASSERT_EQUAL_FATAL(mkdir(scratch_path(LOG), 0700), 0);
    scratch_capture();
    audit_reopen(audit);
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "cannot open audit log"));
    write_numbered(audit, 0, 10);
    expect_statements(scratch_read("old"), 0, 1);
    audit_close(audit);
    rmdir(scratch_path(LOG));
    scratch_close();
}

static const struct unit_case cases[] = {
    {"a connection line has these fields", connection_line_has_these_fields},
    {"a statement line has these fields", statement_line_has_these_fields},
    {"the stamp has the local time zone", stamp_has_the_local_time_zone},
    {"hostile text stays in its field", hostile_text_stays_in_its_field},
    {"a long statement is cut and says so", long_statement_is_cut_and_says_so},
    {"the file is not for everybody", file_is_not_for_everybody},
    {"the file is appended to", file_is_appended_to},
    {"a torn last line is ended", torn_last_line_is_ended},
    {"a folder that is not there is an error",
     folder_that_is_not_there_is_an_error},
    {"lines wait for room and keep their order",
     lines_wait_for_room_and_keep_their_order},
    {"the next event writes what waits before itself",
     next_event_writes_what_waits_before_itself},
    {"full memory means no new connections",
     full_memory_means_no_new_connections},
    {"a line without room in memory goes to the log",
     line_without_room_in_memory_goes_to_the_log},
    {"lines that wait at the end go to the log",
     lines_that_wait_at_the_end_go_to_the_log},
    {"rotation loses nothing", rotation_loses_nothing},
    {"a line torn by rotation is whole in the new file",
     line_torn_by_rotation_is_whole_in_the_new_file},
    {"without a new file the old one stays",
     without_a_new_file_the_old_one_stays},
};

UNIT_SUITE(audit, cases);
