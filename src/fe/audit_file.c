#define _GNU_SOURCE 1
#include "audit_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit_roll.h"
#include "log.h"

struct audit_file {
    int file; /* -1: the one that there was has been deleted */
    char *folder;
    char *path;
    struct audit_rolling rolling;
    bool regular; /* not a pipe or a device */
    uint64_t size;
    char day[AUDIT_DAY_LENGTH + 1]; /* of the first line, or "" */
    bool torn;                      /* the file ends in mid-line */
    bool failing;     /* the log says that it is not written … */
    bool not_rolling; /* … or not rotated */
};

/* ---- opening ---- */

/* What is in the file already. */
static void look_into(struct audit_file *file)
{
    char text[AUDIT_STAMP_DAY] = "";
    struct stat status;
    char last = '\n';

    file->regular = fstat(file->file, &status) == 0 && S_ISREG(status.st_mode);
    file->size = file->regular ? (uint64_t)status.st_size : 0;
    file->day[0] = '\0';
    file->torn = false;
    if (file->size == 0)
        return;
    if (pread(file->file, text, sizeof text, 0) == sizeof text)
        audit_day(text, sizeof text, file->day);
    file->torn =
        pread(file->file, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

/* A symbolic link is followed: containers have one to /dev/stdout, and who can
 * make links in the folder can delete the log as well. */
static bool open_path(struct audit_file *file)
{
    int opened =
        open(file->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0640);

    if (opened < 0)
        return false;
    if (file->file >= 0)
        close(file->file);
    file->file = opened;
    look_into(file);
    return true;
}

static void log_open_error(const struct audit_file *file)
{
    log_line(LOG_ERROR, "cannot open audit log %s: %s", file->path,
             strerror(errno));
}

/* ---- writing ---- */

static void note_failure(struct audit_file *file)
{
    if (!file->failing)
        log_line(LOG_ERROR,
                 "cannot write audit log %s: %s; its lines wait in memory",
                 file->path, strerror(errno));
    file->failing = true;
}

static void note_success(struct audit_file *file)
{
    if (file->failing)
        log_line(LOG_INFO, "audit log %s is written again", file->path);
    file->failing = false;
}

/* Takes back the first bytes of a line for whose rest there was no room. */
static void cut_off(struct audit_file *file, size_t n)
{
    off_t end = lseek(file->file, 0, SEEK_CUR);

    file->torn = end < (off_t)n || ftruncate(file->file, end - (off_t)n) != 0;
}

/* All or nothing; errno says why nothing. */
static bool write_whole(struct audit_file *file, const void *bytes, size_t n)
{
    ssize_t done;

    do
        done = write(file->file, bytes, n);
    while (done < 0 && errno == EINTR);
    if (done == (ssize_t)n)
        return true;
    if (done > 0)
        cut_off(file, (size_t)done);
    /* A short write to a file means that there is no room for more. */
    if (done >= 0)
        errno = ENOSPC;
    return false;
}

/* A torn line is ended, so that the next one stands on a line of its own. */
static bool end_torn_line(struct audit_file *file)
{
    if (!file->torn)
        return true;
    if (!write_whole(file, "\n", 1))
        return false;
    file->torn = false;
    log_line(LOG_WARNING,
             "the last line of audit log %s was torn; it was ended",
             file->path);
    return true;
}

/* Is what was written in a file that has no name any more? */
static bool is_deleted(struct audit_file *file)
{
    struct stat status;

    if (!file->regular || fstat(file->file, &status) != 0)
        return false;
    file->size = (uint64_t)status.st_size;
    return status.st_nlink == 0;
}

/* ---- rotation ---- */

static bool is_due(const struct audit_file *file, const char *day, size_t n)
{
    if (file->rolling.files == 0 || !file->regular || file->size == 0)
        return false;
    return file->size + n > file->rolling.bytes ||
           (file->day[0] != '\0' && day[0] != '\0' &&
            strcmp(file->day, day) != 0);
}

/* If not, somebody else has renamed the file, and it needs a new one only. */
static bool is_at_path(const struct audit_file *file)
{
    struct stat ours, there;

    return lstat(file->path, &there) == 0 && fstat(file->file, &ours) == 0 &&
           ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

/* If it fails, the old file grows on: better than no line at all. */
static void roll(struct audit_file *file, const char *day)
{
    const char *named = file->day[0] != '\0' ? file->day : day;

    if ((is_at_path(file) && !audit_roll(file->folder, file->path, named)) ||
        !open_path(file)) {
        if (!file->not_rolling)
            log_line(LOG_ERROR, "cannot rotate audit log %s: %s", file->path,
                     strerror(errno));
        file->not_rolling = true;
        return;
    }
    file->not_rolling = false;
    audit_roll_prune(file->folder, file->rolling.files);
}

/* ---- what others call ---- */

struct audit_file *audit_file_open(const char *folder,
                                   struct audit_rolling rolling)
{
    struct audit_file *file = calloc(1, sizeof *file);

    if (file == NULL || (file->folder = strdup(folder)) == NULL ||
        asprintf(&file->path, "%s/" AUDIT_NAME, folder) < 0) {
        log_line(LOG_ERROR, "cannot open audit log: out of memory");
        goto free_file;
    }
    file->rolling = rolling;
    file->file = -1;
    if (open_path(file)) {
        end_torn_line(file); /* if not now, then before the first line */
        return file;
    }
    log_open_error(file);
    free(file->path);
free_file:
    if (file != NULL)
        free(file->folder);
    free(file);
    return NULL;
}

void audit_file_close(struct audit_file *file)
{
    if (file->file >= 0)
        close(file->file);
    free(file->folder);
    free(file->path);
    free(file);
}

static bool append(struct audit_file *file, const uint8_t *line, size_t n)
{
    char day[AUDIT_DAY_LENGTH + 1] = "";

    if (file->file < 0 && !open_path(file))
        return false;
    audit_day((const char *)line, n, day);
    if (is_due(file, day, n))
        roll(file, day);
    bool first = file->size == 0;
    if (!end_torn_line(file) || !write_whole(file, line, n))
        return false;
    if (first)
        memcpy(file->day, day, sizeof day);
    return true;
}

/* A line that went to a deleted file is nowhere, and is written once more. */
bool audit_file_append(struct audit_file *file, const uint8_t *line, size_t n)
{
    while (append(file, line, n)) {
        if (!is_deleted(file)) {
            note_success(file);
            return true;
        }
        log_line(LOG_WARNING, "audit log %s was deleted", file->path);
        close(file->file);
        file->file = -1;
    }
    note_failure(file);
    return false;
}

void audit_file_reopen(struct audit_file *file)
{
    if (!open_path(file)) {
        log_open_error(file);
        return;
    }
    end_torn_line(file);
    log_line(LOG_INFO, "audit log %s was opened anew", file->path);
}
