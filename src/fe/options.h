/*
 * options - the command line of fe-listener.
 */
#ifndef FE_OPTIONS_H
#define FE_OPTIONS_H

#include <stdbool.h>

/* What the process ends with. */
enum exit_code {
    EXIT_CODE_GOOD,   /* stopped as asked; --check: all is well */
    EXIT_CODE_FAILED, /* bad settings, or it could not start */
    EXIT_CODE_USAGE   /* bad command line */
};

struct options {
    const char *config; /* NULL: no file, all settings have their defaults */
    bool check;
};

/* Reads the command line.  true: *options is set.  false: there is nothing
 * more to do, and the process ends with *code. */
bool options_read(int argc, char **argv, struct options *options,
                  enum exit_code *code);

#endif
