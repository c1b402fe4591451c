#define _GNU_SOURCE 1
#include "audit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "scratch.h"
#include "settings.h"
#include "unit.h"

#define LOG "fe.audit.log"
#define STAMP "2026-11-23 02:26:11.123+00:00"

/* ---- helpers ---- */

static struct settings settings;

static struct audit *open_audit(const char *modules)
{
    static char folder[SCRATCH_PATH_MAX], names[80];

    snprintf(folder, sizeof folder, "%s", scratch_path("."));
    snprintf(names, sizeof names, "%s", modules);
    settings = (struct settings){.audit_log_dir = folder,
                                 .audit_log_modules = names,
                                 .qe_slow_log_ms = 5000,
                                 .log_roll_size_mb = 1024,
                                 .audit_log_roll_num = 90};
    struct audit *audit =
        audit_open(&settings, ppv1_address_from_ipv4(0x0a000005));
    CU_ASSERT_PTR_NOT_NULL_FATAL(audit);
    return audit;
}

/* The file of a disk that is always full. */
static struct audit *open_full_audit(void)
{
    CU_ASSERT_EQUAL_FATAL(symlink("/dev/full", scratch_path(LOG)), 0);
    return open_audit("query");
}

/* The file of a disk that hangs: a pipe that nobody reads. */
static struct audit *open_hanging_audit(void)
{
    CU_ASSERT_EQUAL_FATAL(mkfifo(scratch_path(LOG), 0600), 0);
    return open_audit("query");
}

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

static void wait_until_written(struct audit *audit)
{
    uint64_t deadline = clock_monotonic_ms() + 20000;

    while (audit_state(audit).lines > 0) {
        CU_ASSERT_FATAL(clock_monotonic_ms() < deadline);
        nap();
    }
}

static void wait_until_failed(struct audit *audit)
{
    uint64_t deadline = clock_monotonic_ms() + 20000;

    while (audit_state(audit).failures == 0) {
        CU_ASSERT_FATAL(clock_monotonic_ms() < deadline);
        nap();
    }
}

static void write_event(struct audit *audit, enum audit_module module,
                        int64_t time_ms, const char *text)
{
    struct audit_event event = {.module = module,
                                .time_ms = time_ms,
                                .return_rows = -1,
                                .statement = text,
                                .statement_length = strlen(text)};

    audit_write(audit, &event);
}

/* Statement "s<number> xxx…", of about `n` bytes. */
static void write_numbered(struct audit *audit, unsigned number, size_t n)
{
    static char text[70000];
    int at = snprintf(text, sizeof text, "s%u ", number);

    memset(text + at, 'x', n);
    text[(size_t)at + n] = '\0';
    write_event(audit, AUDIT_QUERY, 0, text);
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
        text = end + 1;
    }
    CU_ASSERT_STRING_EQUAL(text, "");
}

/* ---- modules ---- */

/* What is in the file when the modules are these. */
static const char *written_with(const char *modules)
{
    static char tags[200];

    scratch_open();
    struct audit *audit = open_audit(modules);
    write_event(audit, AUDIT_CONNECTION, -1, "");
    write_event(audit, AUDIT_QUERY, 5000, "fast");
    write_event(audit, AUDIT_QUERY, 5001, "slow");
    settings.qe_slow_log_ms = 3600000;
    write_event(audit, AUDIT_QUERY, 5001, "fast");
    audit_close(audit);
    tags[0] = '\0';
    for (const char *line = scratch_read(LOG); *line != '\0';
         line = strchr(line, '\n') + 1) {
        const char *tag = strchr(line, '[');

        strncat(tags, tag, (size_t)(strchr(tag, ']') - tag) + 1);
    }
    scratch_close();
    return tags;
}

static void only_the_modules_that_are_named_are_written(void)
{
    CU_ASSERT_STRING_EQUAL(written_with(""), "[connection]");
    CU_ASSERT_STRING_EQUAL(written_with("query"),
                           "[connection][query][query][query]");
    CU_ASSERT_STRING_EQUAL(written_with("slow_query"),
                           "[connection][slow_query]");
    CU_ASSERT_STRING_EQUAL(written_with("slow_query, query"),
                           "[connection][query][slow_query][query][query]");
}

/* ---- a full disk ---- */

static void full_memory_means_no_new_connections(void)
{
    size_t n = 0;
    unsigned lines = 0;

    scratch_open();
    scratch_capture();
    struct audit *audit = open_full_audit();
    for (; audit_ready(audit) && n < AUDIT_QUEUE_MAX; n += 60000)
        write_numbered(audit, lines++, 60000);
    CU_ASSERT_PTR_NULL(strstr(scratch_captured(), "|Stmt=s"));
    CU_ASSERT(n < AUDIT_QUEUE_FULL + 60000 && n > AUDIT_QUEUE_FULL - 120000);
    CU_ASSERT_EQUAL(audit_state(audit).lines, lines);

    unlink(scratch_path(LOG));
    scratch_capture();
    audit_reopen(audit);
    wait_until_written(audit);
    scratch_captured();
    CU_ASSERT_TRUE(audit_ready(audit));
    CU_ASSERT_EQUAL(audit_state(audit).bytes, 0);
    CU_ASSERT_EQUAL(strncmp(scratch_read(LOG), "20", 2), 0);
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_read(LOG), "|Stmt=s0 "));
    audit_close(audit);
    scratch_close();
}

static void lines_wait_and_keep_their_order(void)
{
    scratch_open();
    scratch_capture();
    struct audit *audit = open_full_audit();
    for (unsigned i = 0; i < 50; i++) {
        write_numbered(audit, i, 100);
        if (i == 20)
            wait_until_failed(audit);
    }
    unlink(scratch_path(LOG));
    audit_reopen(audit);
    write_numbered(audit, 50, 100);
    audit_close(audit);
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "is written again"));
    expect_statements(scratch_read(LOG), 0, 51);
    scratch_close();
}

static void line_is_tried_again_by_itself(void)
{
    char path[SCRATCH_PATH_MAX];

    scratch_open();
    struct audit *audit = open_audit("query");
    snprintf(path, sizeof path, "%s", scratch_path(LOG));
    CU_ASSERT_EQUAL_FATAL(unlink(path), 0);
    CU_ASSERT_EQUAL_FATAL(mkdir(path, 0700), 0);
    scratch_capture();
    write_numbered(audit, 0, 10);
    wait_until_failed(audit);
    CU_ASSERT_EQUAL_FATAL(rmdir(path), 0);
    wait_until_written(audit);
    scratch_captured();
    expect_statements(scratch_read(LOG), 0, 1);
    audit_close(audit);
    scratch_close();
}

static void line_without_room_in_memory_goes_to_the_log(void)
{
    unsigned lines = 0;
    char last[40];

    scratch_open();
    scratch_capture();
    struct audit *audit = open_full_audit();
    while (strstr(scratch_read("standard-error"), "|Stmt=s") == NULL &&
           lines < 1000)
        write_numbered(audit, lines++, 60000);
    const char *log = scratch_captured();
    CU_ASSERT(lines > (AUDIT_QUEUE_MAX - 120000) / 61000);
    CU_ASSERT(lines <= AUDIT_QUEUE_MAX / 60000 + 1);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(log, "what the audit log has no room for follows\n20"));
    snprintf(last, sizeof last, "|Stmt=s%u xxx", lines - 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(log, last));
    CU_ASSERT_EQUAL(log[strlen(log) - 1], '\n');

    unlink(scratch_path(LOG));
    scratch_capture();
    audit_reopen(audit);
    audit_close(audit);
    scratch_captured();
    scratch_close();
}

static void lines_that_wait_at_the_end_go_to_the_log(void)
{
    scratch_open();
    scratch_capture();
    struct audit *audit = open_full_audit();
    write_numbered(audit, 0, 10);
    wait_until_failed(audit);
    write_numbered(audit, 1, 10);
    audit_close(audit);
    const char *log = strstr(scratch_captured(), "follows\n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(log);
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "|Stmt=s0 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "|Stmt=s1 "));
    CU_ASSERT_EQUAL(log[strlen(log) - 1], '\n');
    scratch_close();
}

/* ---- a disk that hangs ---- */

static void disk_that_hangs_holds_up_nobody(void)
{
    unsigned lines = 0;

    scratch_open();
    struct audit *audit = open_hanging_audit();
    while (audit_ready(audit) && lines < 1000)
        write_numbered(audit, lines++, 60000);
    CU_ASSERT(lines > AUDIT_QUEUE_FULL / 61000);
    CU_ASSERT_EQUAL(audit_state(audit).failures, 0);

    int pipe = open(scratch_path(LOG), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    char bytes[4096];
    CU_ASSERT_FATAL(pipe >= 0);
    for (uint64_t end = clock_monotonic_ms() + 20000;
         audit_state(audit).lines > 0 && clock_monotonic_ms() < end;)
        if (read(pipe, bytes, sizeof bytes) < 0)
            nap();
    CU_ASSERT_EQUAL(audit_state(audit).lines, 0);
    close(pipe);
    audit_close(audit);
    scratch_close();
}

static void end_does_not_wait_for_ever(void)
{
    char bytes[70000];

    scratch_open();
    struct audit *audit = open_hanging_audit();
    write_numbered(audit, 0, 60000);
    write_numbered(audit, 1, 60000);
    uint64_t begin = clock_monotonic_ms();
    scratch_capture();
    audit_close(audit);
    const char *log = scratch_captured();
    CU_ASSERT(clock_monotonic_ms() - begin >= AUDIT_CLOSE_MS - 1);
    CU_ASSERT(clock_monotonic_ms() - begin < AUDIT_CLOSE_MS + 10000);
    log = strstr(log, "follows\n");
    CU_ASSERT_PTR_NOT_NULL_FATAL(log);
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "|Stmt=s1 "));
    CU_ASSERT_EQUAL(log[strlen(log) - 1], '\n');

    /* The thread is let go, and writes no more. */
    int pipe = open(scratch_path(LOG), O_RDONLY | O_CLOEXEC);
    CU_ASSERT_FATAL(pipe >= 0);
    CU_ASSERT(read(pipe, bytes, sizeof bytes) > 0);
    close(pipe);
    scratch_close();
}

/* ---- rotation ---- */

static void rotation_by_rename_loses_nothing(void)
{
    char from[SCRATCH_PATH_MAX];

    scratch_open();
    struct audit *audit = open_audit("query");
    snprintf(from, sizeof from, "%s", scratch_path(LOG));
    write_numbered(audit, 0, 10);
    wait_until_written(audit);
    CU_ASSERT_EQUAL(rename(from, scratch_path("old")), 0);
    write_numbered(audit, 1, 10);
    wait_until_written(audit);
    scratch_capture();
    audit_reopen(audit);
    write_numbered(audit, 2, 10);
    audit_close(audit);
    scratch_captured();
    expect_statements(scratch_read("old"), 0, 2);
    expect_statements(scratch_read(LOG), 2, 1);
    scratch_close();
}

/* The two zones never have the same date. */
static void day_is_the_local_one(void)
{
    char name[40] = LOG ".";

    scratch_open();
    struct audit *audit = open_audit("query");
    setenv("TZ", "WEST12", 1);
    tzset();
    write_numbered(audit, 0, 10);
    write_numbered(audit, 1, 10);
    wait_until_written(audit);
    const char *line = scratch_read(LOG);
    snprintf(name, sizeof name, LOG ".%.4s%.2s%.2s-1", line, line + 5,
             line + 8);
    setenv("TZ", "EAST-14", 1);
    tzset();
    write_numbered(audit, 2, 10);
    audit_close(audit);
    expect_statements(scratch_read(name), 0, 2);
    expect_statements(scratch_read(LOG), 2, 1);
    unsetenv("TZ");
    tzset();
    scratch_close();
}

static const struct unit_case cases[] = {
    {"only the modules that are named are written",
     only_the_modules_that_are_named_are_written},
    {"full memory means no new connections",
     full_memory_means_no_new_connections},
    {"lines wait and keep their order", lines_wait_and_keep_their_order},
    {"a line is tried again by itself", line_is_tried_again_by_itself},
    {"a line without room in memory goes to the log",
     line_without_room_in_memory_goes_to_the_log},
    {"lines that wait at the end go to the log",
     lines_that_wait_at_the_end_go_to_the_log},
    {"a disk that hangs holds up nobody", disk_that_hangs_holds_up_nobody},
    {"the end does not wait for ever", end_does_not_wait_for_ever},
    {"rotation by rename loses nothing", rotation_by_rename_loses_nothing},
    {"the day is the local one", day_is_the_local_one},
};

UNIT_SUITE(audit, cases);
