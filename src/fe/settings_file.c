#define _GNU_SOURCE 1
#include "settings_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buffer.h"
#include "log.h"
#include "quote.h"

#define FILE_MAX (1024u * 1024)

/* More keys than there are settings. */
#define KEYS_MAX 64

/* A file that is being read. */
struct file {
    struct settings *settings;
    const char *path;
    unsigned line;
    unsigned faults;
    unsigned line_of[KEYS_MAX]; /* of each setting; 0: not there yet */
};

static void fault(struct file *file, const char *text)
{
    log_line(LOG_ERROR, "%s:%u: %s", file->path, file->line, text);
    file->faults++;
}

static void fault_about(struct file *file, const char *key, const char *text)
{
    log_line(LOG_ERROR, "%s:%u: %s: %s", file->path, file->line, key, text);
    file->faults++;
}

/* ---- one line ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static char *skip_blanks(char *text)
{
    while (is_blank(*text))
        text++;
    return text;
}

static void cut_blanks(char *text)
{
    size_t n = strlen(text);

    while (n > 0 && is_blank(text[n - 1]))
        n--;
    text[n] = '\0';
}

/* A # counts only behind a blank: a value may hold one. */
static void cut_comment(char *text)
{
    for (size_t i = 0; text[i] != '\0'; i++)
        if (text[i] == '#' && (i == 0 || is_blank(text[i - 1]))) {
            text[i] = '\0';
            return;
        }
}

/* The value in `text`, without quotes and comment, or NULL and *why. */
static char *read_value(char *text, const char **why)
{
    if (*text != '"') {
        cut_comment(text);
        cut_blanks(text);
        return text;
    }
    char *end = strchr(text + 1, '"');
    if (end == NULL) {
        *why = "the closing quotation mark is missing";
        return NULL;
    }
    char *rest = skip_blanks(end + 1);
    if (*rest != '\0' && (*rest != '#' || rest == end + 1)) {
        *why = "only a comment may follow the closing quotation mark";
        return NULL;
    }
    *end = '\0';
    return text + 1;
}

static void change(struct file *file, size_t index, const char *value)
{
    const char *key = settings_row(index)->key;
    char error[SETTINGS_ERROR_MAX];

    if (file->line_of[index] != 0) {
        snprintf(error, sizeof error, "is already set in line %u",
                 file->line_of[index]);
        fault_about(file, key, error);
        return;
    }
    file->line_of[index] = file->line;
    if (!settings_change(file->settings, index, value, error))
        fault(file, error);
}

static void fault_unread(struct file *file, const char *text)
{
    char quoted[QUOTE_MAX], line[QUOTE_MAX + 64];

    quote_write(text, strlen(text), quoted);
    snprintf(line, sizeof line, "expected key = value, found %s", quoted);
    fault(file, line);
}

static void read_line(struct file *file, char *line)
{
    char error[SETTINGS_ERROR_MAX];
    const char *why = NULL;
    size_t index;

    char *key = skip_blanks(line);
    if (*key == '\0' || *key == '#')
        return;
    char *equals = strchr(key, '=');
    if (equals == NULL) {
        cut_blanks(key);
        fault_unread(file, key);
        return;
    }
    *equals = '\0';
    cut_blanks(key);
    if (!settings_find(key, &index)) {
        settings_unknown(key, error);
        fault(file, error);
        return;
    }
    char *value = read_value(skip_blanks(equals + 1), &why);
    if (value == NULL)
        fault_about(file, key, why);
    else
        change(file, index, value);
}

/* ---- the file ---- */

static bool read_all(const char *path, struct buffer *text)
{
    FILE *stream = fopen(path, "re");
    size_t n = 0;
    int error = 0;

    if (stream == NULL) {
        log_line(LOG_ERROR, "cannot read %s: %s", path, strerror(errno));
        return false;
    }
    if (!buffer_reserve(text, FILE_MAX + 1))
        error = ENOMEM;
    else
        n = fread(text->bytes, 1, FILE_MAX + 1, stream);
    if (ferror(stream))
        error = errno;
    if (n > FILE_MAX)
        error = EFBIG;
    fclose(stream);
    text->end = n;
    if (error != 0)
        log_line(LOG_ERROR, "cannot read %s: %s", path, strerror(error));
    return error == 0;
}

/* The line that begins at text[at] in text[0 .. n), as a string; text[n] may
 * be written too.  Returns where the next one begins. */
static size_t cut_line(char *text, size_t at, size_t n, size_t *length)
{
    char *end = memchr(text + at, '\n', n - at);
    size_t next = end == NULL ? n : (size_t)(end - text) + 1;

    *length = end == NULL ? n - at : (size_t)(end - text) - at;
    if (end != NULL && *length > 0 && end[-1] == '\r')
        (*length)--;
    text[at + *length] = '\0';
    return next;
}

static void read_lines(struct file *file, char *text, size_t n)
{
    size_t at = 0, next, length;

    file->line = 1;
    if (n >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        fault(file, "the file begins with a byte order mark; save it as UTF-8 "
                    "without one");
        at = 3;
    }
    for (; at < n; at = next, file->line++) {
        next = cut_line(text, at, n, &length);
        if (strlen(text + at) < length) {
            fault(file, "holds a NUL byte; expected plain text");
            return;
        }
        read_line(file, text + at);
    }
}

unsigned settings_file_load(struct settings *settings, const char *path)
{
    struct file file = {.settings = settings, .path = path};
    struct buffer text = {0};

    if (read_all(path, &text))
        read_lines(&file, (char *)text.bytes, text.end);
    else
        file.faults++;
    buffer_free(&text);
    return file.faults;
}
