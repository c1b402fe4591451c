#define _GNU_SOURCE 1
#include "audit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audit_record.h"
#include "buffer.h"
#include "log.h"

struct audit {
    int file;
    char *path;
    struct ppv1_address self;
    struct buffer queue; /* whole lines that wait, oldest first */
    size_t sent;         /* bytes of the first of them already in the file */
    bool torn;           /* the file ends in mid-line, for good */
    bool failing;        /* the last write failed, and the log says so */
    uint64_t failures;   /* of writes, since start */
};

/* ---- the file ---- */

/* After a crash the last line may be torn. */
static bool is_torn(int file)
{
    struct stat status;
    char last = '\n';

    return fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
           status.st_size > 0 &&
           pread(file, &last, 1, status.st_size - 1) == 1 && last != '\n';
}

/* O_NONBLOCK: never wait, should the path be a pipe. */
static int open_file(const char *path)
{
    int file =
        open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0640);

    if (file < 0)
        log_line(LOG_ERROR, "cannot open audit log %s: %s", path,
                 strerror(errno));
    return file;
}

struct audit *audit_open(const char *folder, struct ppv1_address self)
{
    struct audit *audit = calloc(1, sizeof *audit);

    if (audit == NULL ||
        asprintf(&audit->path, "%s/fe.audit.log", folder) < 0) {
        log_line(LOG_ERROR, "cannot open audit log: out of memory");
        goto free_audit;
    }
    audit->self = self;
    audit->file = open_file(audit->path);
    if (audit->file < 0)
        goto free_path;
    audit->torn = is_torn(audit->file);
    return audit;

free_path:
    free(audit->path);
free_audit:
    free(audit);
    return NULL;
}

/* ---- writing ---- */

static void note_failure(struct audit *audit)
{
    if (!audit->failing)
        log_line(LOG_ERROR,
                 "cannot write audit log %s: %s; its lines wait in memory",
                 audit->path, strerror(errno));
    audit->failing = true;
    audit->failures++;
}

static void note_success(struct audit *audit)
{
    if (audit->failing)
        log_line(LOG_INFO, "audit log %s is written again", audit->path);
    audit->failing = false;
}

/* Returns how many bytes of the line are in the file now. */
static size_t write_some(struct audit *audit, const uint8_t *line, size_t n)
{
    ssize_t done;

    do
        done = write(audit->file, line, n);
    while (done < 0 && errno == EINTR);
    if (done == (ssize_t)n)
        return n;
    /* A short write to a file means that there is no room for more. */
    if (done >= 0)
        errno = ENOSPC;
    note_failure(audit);
    return done > 0 ? (size_t)done : 0;
}

/* The length of the line at the beginning of the queue. */
static size_t first_line(const struct audit *audit)
{
    const uint8_t *begin = audit->queue.bytes + audit->queue.begin;
    const uint8_t *end = memchr(begin, '\n', buffer_length(&audit->queue));

    return end == NULL ? buffer_length(&audit->queue)
                       : (size_t)(end - begin) + 1;
}

/* A torn line is ended, so that the next one stands on a line of its own. */
static bool end_torn_line(struct audit *audit)
{
    static const uint8_t line_feed = '\n';

    if (audit->torn)
        audit->torn = write_some(audit, &line_feed, 1) < 1;
    return !audit->torn;
}

/* Writes what waits, in order.  Is nothing left? */
static bool flush(struct audit *audit)
{
    if (!end_torn_line(audit))
        return false;
    while (buffer_length(&audit->queue) > 0) {
        const uint8_t *line = audit->queue.bytes + audit->queue.begin;
        size_t n = first_line(audit);

        audit->sent += write_some(audit, line + audit->sent, n - audit->sent);
        if (audit->sent < n)
            return false;
        buffer_consume(&audit->queue, n);
        audit->sent = 0;
    }
    note_success(audit);
    return true;
}

/* The last resort: the line stands in the log, which is standard error. */
static void write_to_log(const uint8_t *line, size_t n)
{
    log_line(LOG_ERROR, "a line that the audit log has no room for follows");
    while (n > 0) {
        ssize_t done = write(STDERR_FILENO, line, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return;
        line += done;
        n -= (size_t)done;
    }
}

static bool enqueue(struct audit *audit, const struct buffer *line)
{
    size_t n = buffer_length(line);

    return buffer_length(&audit->queue) + n <= AUDIT_QUEUE_MAX &&
           buffer_append(&audit->queue, line->bytes + line->begin, n);
}

static void write_line(struct audit *audit, const struct buffer *line)
{
    size_t n = buffer_length(line);
    size_t done = 0;

    if (flush(audit))
        done = write_some(audit, line->bytes + line->begin, n);
    if (done == n)
        return;
    if (!enqueue(audit, line)) {
        audit->torn = audit->torn || done > 0;
        write_to_log(line->bytes + line->begin, n);
        return;
    }
    if (done > 0)
        audit->sent = done;
}

void audit_write(struct audit *audit, const struct audit_event *event)
{
    struct buffer line = {0};

    if (audit_record(&line, event, audit->self))
        write_line(audit, &line);
    else
        log_line(LOG_ERROR,
                 "cannot write an audit line of connection %u: out of memory",
                 (unsigned)event->connection_id);
    buffer_free(&line);
}

void audit_retry(struct audit *audit)
{
    flush(audit);
}

bool audit_ready(struct audit *audit)
{
    return buffer_length(&audit->queue) < AUDIT_QUEUE_FULL;
}

struct audit_state audit_state(const struct audit *audit)
{
    const struct buffer *queue = &audit->queue;
    struct audit_state state = {.bytes = buffer_length(queue),
                                .failures = audit->failures};

    for (size_t i = queue->begin; i < queue->end; i++)
        state.lines += queue->bytes[i] == '\n';
    return state;
}

/* ---- rotation and end ---- */

/* A line that is half in the old file is written again, whole, to the new
 * one. */
void audit_reopen(struct audit *audit)
{
    flush(audit);
    int file = open_file(audit->path);
    if (file < 0)
        return;
    close(audit->file);
    audit->file = file;
    audit->sent = 0;
    audit->torn = is_torn(file);
    log_line(LOG_INFO, "audit log %s was opened anew", audit->path);
    flush(audit);
}

void audit_close(struct audit *audit)
{
    if (!flush(audit))
        write_to_log(audit->queue.bytes + audit->queue.begin,
                     buffer_length(&audit->queue));
    close(audit->file);
    buffer_free(&audit->queue);
    free(audit->path);
    free(audit);
}
