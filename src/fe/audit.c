#define _GNU_SOURCE 1
#include "audit.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "audit_modules.h"
#include "audit_record.h"
#include "buffer.h"
#include "log.h"
#include "settings.h"

struct audit {
    struct audit_writer *writer;
    const struct settings *settings;
    struct ppv1_address self;
    unsigned modules; /* as of audit_modules_read */
};

/* ---- from begin to end ---- */

static struct audit_writer *open_writer(const struct settings *settings)
{
    struct audit_rolling rolling = {
        .bytes = (uint64_t)settings->log_roll_size_mb * 1024 * 1024,
        .files = settings->audit_log_roll_num};
    struct audit_file *file = audit_file_open(settings->audit_log_dir, rolling);

    if (file == NULL)
        return NULL;
    struct audit_writer *writer = audit_writer_open(file);
    if (writer == NULL)
        audit_file_close(file);
    return writer;
}

struct audit *audit_open(const struct settings *settings,
                         struct ppv1_address self)
{
    struct audit *audit = calloc(1, sizeof *audit);

    if (audit == NULL) {
        log_line(LOG_ERROR, "cannot open audit log: out of memory");
        return NULL;
    }
    audit->settings = settings;
    audit->self = self;
    audit_modules_read(settings->audit_log_modules, &audit->modules);
    audit->writer = open_writer(settings);
    if (audit->writer != NULL)
        return audit;
    free(audit);
    return NULL;
}

/* The last resort: the lines stand in the log, which is standard error. */
static void write_to_log(const void *lines, size_t n)
{
    const char *text = lines;

    log_line(LOG_ERROR, "what the audit log has no room for follows");
    while (n > 0) {
        ssize_t done = write(STDERR_FILENO, text, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return;
        text += done;
        n -= (size_t)done;
    }
}

void audit_close(struct audit *audit)
{
    audit_writer_close(audit->writer, AUDIT_CLOSE_MS, write_to_log);
    free(audit);
}

void audit_reopen(struct audit *audit)
{
    audit_writer_reopen(audit->writer);
}

/* ---- events ---- */

static void write_line(struct audit *audit, const struct audit_event *event)
{
    struct buffer line = {0};

    if (!audit_record(&line, event, audit->self))
        log_line(LOG_ERROR,
                 "cannot write an audit line of connection %u: out of memory",
                 (unsigned)event->connection_id);
    else if (!audit_writer_add(audit->writer, line.bytes + line.begin,
                               buffer_length(&line), AUDIT_QUEUE_MAX))
        write_to_log(line.bytes + line.begin, buffer_length(&line));
    buffer_free(&line);
}

static bool is_wanted(const struct audit *audit, enum audit_module module)
{
    return (audit->modules & 1u << module) != 0;
}

void audit_write(struct audit *audit, const struct audit_event *event)
{
    if (event->module == AUDIT_QUERY && is_wanted(audit, AUDIT_SLOW_QUERY) &&
        event->time_ms > (int64_t)audit->settings->qe_slow_log_ms) {
        struct audit_event slow = *event;

        slow.module = AUDIT_SLOW_QUERY;
        write_line(audit, &slow);
    }
    if (is_wanted(audit, event->module))
        write_line(audit, event);
}

bool audit_ready(struct audit *audit)
{
    return audit_state(audit).bytes < AUDIT_QUEUE_FULL;
}

struct audit_state audit_state(struct audit *audit)
{
    return audit_writer_state(audit->writer);
}
