#define _GNU_SOURCE 1
#include "options.h"

#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

#include "settings.h"

#ifndef FE_VERSION
#define FE_VERSION "0.1.0"
#endif

static const char usage[] =
    "usage: fe-listener [--config FILE] [--check]\n"
    "\n"
    "Accepts MySQL clients, learns their real address from HAProxy's PROXY\n"
    "protocol v1 where a trusted peer sends it, and logs them in by it.\n"
    "\n"
    "  --config FILE  settings; without it " FE_CONFIG " if that\n"
    "                 is there, else all settings have their defaults\n"
    "  --check        only read the settings and name every fault\n"
    "  --help         this text\n"
    "  --version      the version\n"
    "\n"
    "signals\n"
    "  TERM, INT  stop: accept no more, tell the clients, write the audit "
    "log;\n"
    "             a second one stops at once\n"
    "  HUP        open the audit log anew, after it was rotated; read the\n"
    "             certificate and the settings again, and put those with a\n"
    "             star in force\n"
    "\n"
    "exit codes\n"
    "  0  stopped as asked; with --check: the settings are good\n"
    "  1  the settings are bad, or the server could not start\n"
    "  2  bad command line\n"
    "\n"
    "settings: key = value, one a line; # begins a comment.  Those marked "
    "with\n"
    "a star can be changed while the server runs, by\n"
    "ADMIN SET FRONTEND CONFIG (\"key\" = \"value\"), and over a restart "
    "WITH PERSISTENT.\n";

static void print_settings(void)
{
    char allowed[80];

    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_row *row = settings_row(i);

        settings_allowed(i, allowed, sizeof allowed);
        printf("\n  %s%s = \"%s\"\n      %s\n      (%s)\n", row->key,
               row->dynamic ? " *" : "", settings_default(i), row->comment,
               allowed);
    }
}

static bool finish(enum exit_code *code, enum exit_code result)
{
    *code = result;
    return false;
}

static bool print_help(enum exit_code *code)
{
    fputs(usage, stdout);
    print_settings();
    return finish(code, EXIT_CODE_GOOD);
}

static bool print_version(enum exit_code *code)
{
    puts("fe-listener " FE_VERSION);
    return finish(code, EXIT_CODE_GOOD);
}

static bool complain(enum exit_code *code)
{
    fputs("fe-listener: --help shows what is possible\n", stderr);
    return finish(code, EXIT_CODE_USAGE);
}

bool options_read(int argc, char **argv, struct options *options,
                  enum exit_code *code)
{
    static const struct option names[] = {
        {"config", required_argument, NULL, 'c'},
        {"check", no_argument, NULL, 'n'},
        {"help", no_argument, NULL, 'h'},
        {"version", no_argument, NULL, 'v'},
        {NULL, 0, NULL, 0}};
    int option;

    *options = (struct options){0};
    if (access(FE_CONFIG, F_OK) == 0)
        options->config = FE_CONFIG;
    while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
        if (option == 'c')
            options->config = optarg;
        else if (option == 'n')
            options->check = true;
        else if (option == 'h')
            return print_help(code);
        else if (option == 'v')
            return print_version(code);
        else
            return complain(code);
    }
    return optind == argc || complain(code);
}
