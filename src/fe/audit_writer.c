#define _GNU_SOURCE 1
#include "audit_writer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "buffer.h"
#include "log.h"

/* The lock guards all but the file, which is the thread's.  The thread reads
 * taken[] without the lock, for nobody else changes it. */
struct audit_writer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t work; /* there is something to do for the thread */
    pthread_cond_t over; /* the thread has ended */
    struct audit_file *file;
    struct buffer queue; /* whole lines, oldest first … */
    struct buffer taken; /* … behind these, which the thread is at */
    struct audit_state state;
    bool reopen;
    bool stopping;
    bool abandoned; /* the end was not waited for */
    bool ended;
};

/* ---- the thread ---- */

static struct timespec from_now(unsigned ms)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    time.tv_sec += ms / 1000;
    time.tv_nsec += (long)(ms % 1000) * 1000000;
    if (time.tv_nsec >= 1000000000) {
        time.tv_sec++;
        time.tv_nsec -= 1000000000;
    }
    return time;
}

static bool is_idle(const struct audit_writer *writer)
{
    return buffer_length(&writer->taken) == 0 &&
           buffer_length(&writer->queue) == 0;
}

static void take(struct audit_writer *writer)
{
    if (buffer_length(&writer->taken) > 0)
        return;
    writer->taken = writer->queue;
    writer->queue = (struct buffer){0};
}

/* Without the lock: this is what may take long. */
static bool write_first(struct audit_writer *writer)
{
    const uint8_t *line = writer->taken.bytes + writer->taken.begin;
    const uint8_t *end = memchr(line, '\n', buffer_length(&writer->taken));
    size_t n = (size_t)(end - line) + 1;

    pthread_mutex_unlock(&writer->lock);
    bool written = audit_file_append(writer->file, line, n);
    pthread_mutex_lock(&writer->lock);
    if (!written) {
        writer->state.failures++;
        return false;
    }
    buffer_consume(&writer->taken, n);
    writer->state.lines--;
    writer->state.bytes -= n;
    return true;
}

static void reopen(struct audit_writer *writer)
{
    writer->reopen = false;
    pthread_mutex_unlock(&writer->lock);
    audit_file_reopen(writer->file);
    pthread_mutex_lock(&writer->lock);
}

/* New lines do not make the disk any better, but a new file may. */
static void wait_to_retry(struct audit_writer *writer)
{
    struct timespec until = from_now(AUDIT_RETRY_MS);

    while (!writer->stopping && !writer->reopen)
        if (pthread_cond_timedwait(&writer->work, &writer->lock, &until) ==
            ETIMEDOUT)
            return;
}

static void dispose(struct audit_writer *writer)
{
    audit_file_close(writer->file);
    buffer_free(&writer->taken);
    buffer_free(&writer->queue);
    pthread_cond_destroy(&writer->work);
    pthread_cond_destroy(&writer->over);
    pthread_mutex_destroy(&writer->lock);
    free(writer);
}

static void *run(void *data)
{
    struct audit_writer *writer = data;

    pthread_mutex_lock(&writer->lock);
    while (!writer->abandoned) {
        if (writer->reopen) {
            reopen(writer);
        } else if (!is_idle(writer)) {
            take(writer);
            if (write_first(writer))
                continue;
            if (writer->stopping)
                break;
            wait_to_retry(writer);
        } else if (writer->stopping) {
            break;
        } else {
            pthread_cond_wait(&writer->work, &writer->lock);
        }
    }
    bool abandoned = writer->abandoned;
    writer->ended = true;
    pthread_cond_signal(&writer->over);
    pthread_mutex_unlock(&writer->lock);
    if (abandoned)
        dispose(writer);
    return NULL;
}

/* ---- beginning ---- */

/* Signals are for the thread of the event loop. */
static int start(struct audit_writer *writer)
{
    sigset_t all, before;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&writer->thread, NULL, run, writer);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error;
}

struct audit_writer *audit_writer_open(struct audit_file *file)
{
    struct audit_writer *writer = calloc(1, sizeof *writer);
    pthread_condattr_t monotonic;

    if (writer == NULL) {
        log_line(LOG_ERROR, "cannot start the audit writer: out of memory");
        return NULL;
    }
    writer->file = file;
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&writer->work, &monotonic);
    pthread_cond_init(&writer->over, &monotonic);
    pthread_condattr_destroy(&monotonic);
    pthread_mutex_init(&writer->lock, NULL);
    int error = start(writer);
    if (error == 0)
        return writer;
    log_line(LOG_ERROR, "cannot start the audit writer: %s", strerror(error));
    free(writer);
    return NULL;
}

/* ---- from the event loop ---- */

bool audit_writer_add(struct audit_writer *writer, const void *line, size_t n,
                      size_t limit)
{
    pthread_mutex_lock(&writer->lock);
    bool fits = writer->state.bytes + n <= limit &&
                buffer_append(&writer->queue, line, n);
    if (fits) {
        writer->state.lines++;
        writer->state.bytes += n;
        pthread_cond_signal(&writer->work);
    }
    pthread_mutex_unlock(&writer->lock);
    return fits;
}

void audit_writer_reopen(struct audit_writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    writer->reopen = true;
    pthread_cond_signal(&writer->work);
    pthread_mutex_unlock(&writer->lock);
}

struct audit_state audit_writer_state(struct audit_writer *writer)
{
    pthread_mutex_lock(&writer->lock);
    struct audit_state state = writer->state;
    pthread_mutex_unlock(&writer->lock);
    return state;
}

/* ---- ending ---- */

/* Has the thread ended within that time? */
static bool wait_for_end(struct audit_writer *writer, unsigned ms)
{
    struct timespec until = from_now(ms);

    while (!writer->ended)
        if (pthread_cond_timedwait(&writer->over, &writer->lock, &until) ==
            ETIMEDOUT)
            break;
    return writer->ended;
}

static void hand_back(const struct buffer *lines,
                      void (*rest)(const void *, size_t))
{
    if (buffer_length(lines) > 0)
        rest(lines->bytes + lines->begin, buffer_length(lines));
}

/* A thread that hangs in the disk is left alone with its memory, and frees it
 * should it ever come back. */
void audit_writer_close(struct audit_writer *writer, unsigned ms,
                        void (*rest)(const void *lines, size_t n))
{
    pthread_mutex_lock(&writer->lock);
    writer->stopping = true;
    pthread_cond_signal(&writer->work);
    bool ended = wait_for_end(writer, ms);
    writer->abandoned = !ended;
    hand_back(&writer->taken, rest);
    hand_back(&writer->queue, rest);
    if (!ended)
        pthread_detach(writer->thread);
    pthread_mutex_unlock(&writer->lock);
    if (!ended)
        return;
    pthread_join(writer->thread, NULL);
    dispose(writer);
}
