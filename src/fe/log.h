/*
 * log - one line to standard error: time, level, what happened.
 */
#ifndef FE_LOG_H
#define FE_LOG_H

enum log_level { LOG_INFO, LOG_WARNING, LOG_ERROR };

/* Control bytes in the formatted text are escaped, so that nothing from the
 * wire can make a line of its own. */
void log_line(enum log_level level, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
