#define _GNU_SOURCE 1
#include "audit_file.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"
#include "unit.h"

#define LOG "fe.audit.log"
#define DAY "2026-11-23"
#define ROLLED "fe.audit.log.20261123"

/* ---- helpers ---- */

static struct audit_file *file;

static void open_rolling(uint64_t bytes, unsigned files)
{
    file = audit_file_open(scratch_path("."),
                           (struct audit_rolling){bytes, files});
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
}

static void open_file(void)
{
    open_rolling(1 << 20, 90);
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

static bool append(const char *line)
{
    return audit_file_append(file, (const uint8_t *)line, strlen(line));
}

static void rename_log(const char *name)
{
    char from[SCRATCH_PATH_MAX];

    snprintf(from, sizeof from, "%s", scratch_path(LOG));
    CU_ASSERT_EQUAL_FATAL(rename(from, scratch_path(name)), 0);
}

static bool is_there(const char *name)
{
    return access(scratch_path(name), F_OK) == 0;
}

#define EXPECT(name, text) CU_ASSERT_STRING_EQUAL(scratch_read(name), text)

/* ---- opening ---- */

static void file_is_not_for_everybody(void)
{
    struct stat status;
    mode_t mask = umask(0);

    scratch_open();
    open_file();
    CU_ASSERT_EQUAL_FATAL(stat(scratch_path(LOG), &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 07777, 0640);
    audit_file_close(file);
    scratch_close();
    umask(mask);
}

static void file_is_appended_to(void)
{
    scratch_open();
    scratch_write(LOG, "old\n", 4);
    open_file();
    CU_ASSERT(append(DAY " 0\n"));
    EXPECT(LOG, "old\n" DAY " 0\n");
    audit_file_close(file);
    scratch_close();
}

static void torn_last_line_is_ended_at_once(void)
{
    scratch_open();
    scratch_write(LOG, DAY " 0\ntorn", 17);
    scratch_capture();
    open_file();
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "was torn"));
    EXPECT(LOG, DAY " 0\ntorn\n");
    CU_ASSERT(append(DAY " 1\n"));
    EXPECT(LOG, DAY " 0\ntorn\n" DAY " 1\n");
    audit_file_close(file);
    scratch_close();
}

static void torn_line_is_ended_when_there_is_room(void)
{
    scratch_open();
    scratch_write(LOG, "torn", 4);
    set_room(4);
    open_file();
    scratch_capture();
    CU_ASSERT_FALSE(append(DAY " 0\n"));
    set_room(RLIM_INFINITY);
    CU_ASSERT(append(DAY " 0\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "was torn"));
    EXPECT(LOG, "torn\n" DAY " 0\n");
    audit_file_close(file);
    scratch_close();
}

static void folder_that_is_not_there_is_an_error(void)
{
    scratch_open();
    scratch_capture();
    CU_ASSERT_PTR_NULL(
        audit_file_open("/nowhere", (struct audit_rolling){1, 1}));
    CU_ASSERT_PTR_NOT_NULL(strstr(
        scratch_captured(), "cannot open audit log /nowhere/fe.audit.log: "));
    scratch_close();
}

/* ---- no room ---- */

/* The limit is for standard error, too, so that the first line is long. */
static void line_without_room_leaves_no_trace(void)
{
    char first[4002];

    snprintf(first, sizeof first, DAY "%*d\n", 3990, 0);
    scratch_open();
    open_file();
    CU_ASSERT(append(first));
    set_room(4008); /* in the middle of the next one */
    scratch_capture();
    for (int i = 0; i < 3; i++)
        CU_ASSERT_FALSE(append(DAY " 1\n"));
    set_room(RLIM_INFINITY);
    const char *said = strstr(scratch_captured(), "cannot write audit log ");
    CU_ASSERT_PTR_NOT_NULL_FATAL(said);
    CU_ASSERT_PTR_NULL(strstr(said + 1, "cannot write audit log "));
    EXPECT(LOG, first);

    scratch_capture();
    CU_ASSERT(append(DAY " 1\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "is written again"));
    CU_ASSERT_STRING_EQUAL(scratch_read(LOG) + 4001, DAY " 1\n");
    audit_file_close(file);
    scratch_close();
}

static void deleted_file_is_made_anew(void)
{
    scratch_open();
    open_file();
    CU_ASSERT(append(DAY " 0\n"));
    unlink(scratch_path(LOG));
    scratch_capture();
    CU_ASSERT(append(DAY " 1\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "was deleted"));
    EXPECT(LOG, DAY " 1\n");

    unlink(scratch_path(LOG));
    CU_ASSERT_EQUAL_FATAL(mkdir(scratch_path(LOG), 0700), 0);
    scratch_capture();
    CU_ASSERT_FALSE(append(DAY " 2\n"));
    CU_ASSERT_FALSE(append(DAY " 2\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "cannot write"));
    rmdir(scratch_path(LOG));
    scratch_capture();
    CU_ASSERT(append(DAY " 2\n"));
    scratch_captured();
    EXPECT(LOG, DAY " 2\n");
    audit_file_close(file);
    scratch_close();
}

/* ---- rotation by others ---- */

static void renamed_file_is_written_until_it_is_opened_anew(void)
{
    scratch_open();
    open_file();
    CU_ASSERT(append(DAY " 0\n"));
    rename_log("old");
    CU_ASSERT(append(DAY " 1\n"));
    scratch_capture();
    audit_file_reopen(file);
    scratch_captured();
    CU_ASSERT(append(DAY " 2\n"));
    EXPECT("old", DAY " 0\n" DAY " 1\n");
    EXPECT(LOG, DAY " 2\n");
    audit_file_close(file);
    scratch_close();
}

static void without_a_new_file_the_old_one_stays(void)
{
    scratch_open();
    open_file();
    rename_log("old");
    CU_ASSERT_EQUAL_FATAL(mkdir(scratch_path(LOG), 0700), 0);
    scratch_capture();
    audit_file_reopen(file);
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "cannot open audit log"));
    CU_ASSERT(append(DAY " 0\n"));
    EXPECT("old", DAY " 0\n");
    audit_file_close(file);
    rmdir(scratch_path(LOG));
    scratch_close();
}

/* ---- rotation by size and day ---- */

static void file_is_rotated_before_it_gets_too_long(void)
{
    scratch_open();
    open_rolling(26, 90); /* two lines */
    for (int i = 0; i < 5; i++) {
        char text[32];

        snprintf(text, sizeof text, DAY " %d\n", i);
        CU_ASSERT(append(text));
    }
    EXPECT(ROLLED "-1", DAY " 0\n" DAY " 1\n");
    EXPECT(ROLLED "-2", DAY " 2\n" DAY " 3\n");
    EXPECT(LOG, DAY " 4\n");
    CU_ASSERT(append(DAY " longer than a file may be\n"));
    EXPECT(LOG, DAY " longer than a file may be\n");
    audit_file_close(file);
    scratch_close();
}

static void another_day_begins_another_file(void)
{
    scratch_open();
    open_file();
    CU_ASSERT(append("2026-11-22 0\n"));
    CU_ASSERT(append("2026-11-22 1\n"));
    CU_ASSERT(append("2026-11-23 2\n"));
    audit_file_close(file);
    open_file(); /* the file knows its day */
    CU_ASSERT(append("2026-11-23 3\n"));
    CU_ASSERT(append("2026-11-24 4\n"));
    EXPECT("fe.audit.log.20261122-1", "2026-11-22 0\n2026-11-22 1\n");
    EXPECT("fe.audit.log.20261123-1", "2026-11-23 2\n2026-11-23 3\n");
    EXPECT(LOG, "2026-11-24 4\n");
    audit_file_close(file);
    scratch_close();
}

static void no_file_is_overwritten(void)
{
    scratch_open();
    scratch_write(ROLLED "-9", "nine\n", 5);
    scratch_write(ROLLED "-007", "is no name of ours\n", 19);
    open_rolling(13, 90);
    CU_ASSERT(append(DAY " 0\n"));
    CU_ASSERT(append(DAY " 1\n"));
    EXPECT(ROLLED "-9", "nine\n");
    EXPECT(ROLLED "-10", DAY " 0\n");
    audit_file_close(file);
    scratch_close();
}

static void only_so_many_files_stay(void)
{
    scratch_open();
    scratch_write("fe.audit.log.20251231-2", "oldest\n", 7);
    scratch_write("fe.audit.log.20251231-10", "old\n", 4);
    scratch_write("fe.audit.log.1", "of logrotate\n", 13);
    open_rolling(13, 2);
    CU_ASSERT(append(DAY " 0\n"));
    scratch_capture();
    CU_ASSERT(append(DAY " 1\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "20251231-2"));
    CU_ASSERT_FALSE(is_there("fe.audit.log.20251231-2"));
    CU_ASSERT(is_there("fe.audit.log.20251231-10"));
    scratch_capture();
    CU_ASSERT(append(DAY " 2\n"));
    scratch_captured();
    CU_ASSERT_FALSE(is_there("fe.audit.log.20251231-10"));
    EXPECT(ROLLED "-1", DAY " 0\n");
    EXPECT(ROLLED "-2", DAY " 1\n");
    CU_ASSERT(is_there("fe.audit.log.1"));
    audit_file_close(file);
    scratch_close();
}

static void with_zero_files_nothing_is_rotated(void)
{
    scratch_open();
    open_rolling(13, 0);
    CU_ASSERT(append(DAY " 0\n"));
    CU_ASSERT(append("2026-11-24 1\n"));
    EXPECT(LOG, DAY " 0\n2026-11-24 1\n");
    audit_file_close(file);
    scratch_close();
}

static void what_others_have_renamed_is_not_renamed_again(void)
{
    scratch_open();
    open_rolling(13, 90);
    CU_ASSERT(append(DAY " 0\n"));
    rename_log("old");
    scratch_write(LOG, "", 0);
    CU_ASSERT(append(DAY " 1\n"));
    EXPECT("old", DAY " 0\n");
    EXPECT(LOG, DAY " 1\n");
    CU_ASSERT_FALSE(is_there(ROLLED "-1"));
    audit_file_close(file);
    scratch_close();
}

static void file_that_cannot_be_rotated_grows_on(void)
{
    scratch_open();
    open_rolling(13, 90);
    CU_ASSERT(append(DAY " 0\n"));
    rename_log("old");
    CU_ASSERT_EQUAL_FATAL(mkdir(scratch_path(LOG), 0700), 0);
    scratch_capture();
    CU_ASSERT(append(DAY " 1\n"));
    CU_ASSERT(append(DAY " 2\n"));
    const char *said = strstr(scratch_captured(), "cannot rotate audit log ");
    CU_ASSERT_PTR_NOT_NULL_FATAL(said);
    CU_ASSERT_PTR_NULL(strstr(said + 1, "cannot rotate audit log "));
    EXPECT("old", DAY " 0\n" DAY " 1\n" DAY " 2\n");
    rmdir(scratch_path(LOG));
    CU_ASSERT(append(DAY " 3\n"));
    EXPECT(LOG, DAY " 3\n");
    audit_file_close(file);
    scratch_close();
}

static const struct unit_case cases[] = {
    {"the file is not for everybody", file_is_not_for_everybody},
    {"the file is appended to", file_is_appended_to},
    {"a torn last line is ended at once", torn_last_line_is_ended_at_once},
    {"a torn line is ended when there is room",
     torn_line_is_ended_when_there_is_room},
    {"a folder that is not there is an error",
     folder_that_is_not_there_is_an_error},
    {"a line without room leaves no trace", line_without_room_leaves_no_trace},
    {"a deleted file is made anew", deleted_file_is_made_anew},
    {"a renamed file is written until it is opened anew",
     renamed_file_is_written_until_it_is_opened_anew},
    {"without a new file the old one stays",
     without_a_new_file_the_old_one_stays},
    {"the file is rotated before it gets too long",
     file_is_rotated_before_it_gets_too_long},
    {"another day begins another file", another_day_begins_another_file},
    {"no file is overwritten", no_file_is_overwritten},
    {"only so many files stay", only_so_many_files_stay},
    {"with zero files nothing is rotated", with_zero_files_nothing_is_rotated},
    {"what others have renamed is not renamed again",
     what_others_have_renamed_is_not_renamed_again},
    {"a file that cannot be rotated grows on",
     file_that_cannot_be_rotated_grows_on},
};

UNIT_SUITE(audit_file, cases);
