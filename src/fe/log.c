#include "log.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "stamp.h"

/* What is longer is cut: before, and after escaping. */
#define TEXT_MAX 4096
#define LINE_MAX (TEXT_MAX + 1024)

static const char *const names[] = {
    [LOG_INFO] = "INFO", [LOG_WARNING] = "WARNING", [LOG_ERROR] = "ERROR"};

/* Appends the text to line[0 .. at), leaving room for one byte more. */
static size_t append_escaped(char *line, size_t at, const char *text)
{
    for (; *text != '\0' && at + 5 < LINE_MAX; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte >= 0x20 && byte != 0x7f)
            line[at++] = *text;
        else
            at += (size_t)snprintf(line + at, 5, "\\x%02x", byte);
    }
    return at;
}

/* A log that cannot be written cannot be complained about either. */
static void write_all(const char *line, size_t n)
{
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

void log_line(enum log_level level, const char *format, ...)
{
    char text[TEXT_MAX];
    char line[LINE_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);

    size_t at = stamp_write(line);
    at += (size_t)snprintf(line + at, 16, " %s ", names[level]);
    at = append_escaped(line, at, text);
    line[at++] = '\n';
    write_all(line, at);
}
