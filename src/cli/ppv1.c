/*
 * ppv1 - explains PROXY protocol v1 headers, and lists of trusted networks.
 */
#include <stdio.h>
#include <string.h>

#include "commands.h"

static const char usage[] =
    "usage: ppv1 parse --hex              one header per line of standard input,\n"
    "                                     as hexadecimal digits; one answer each,\n"
    "                                     up to the first line that is not hex\n"
    "       ppv1 explain ['HEADER']       say what a header means, or what is\n"
    "                                     wrong with which byte; \\r \\n \\t \\\\ \\xHH\n"
    "                                     are understood; without HEADER the raw\n"
    "                                     bytes come from standard input\n"
    "       ppv1 networks 'LIST' [ADDRESS...]\n"
    "                                     show a list of trusted networks, and\n"
    "                                     which entry trusts each address\n"
    "       ppv1 --help | --version\n"
    "\n"
    "answers of parse: ACCEPT TCP4|TCP6 SOURCE PORT DESTINATION PORT LENGTH\n"
    "                  ACCEPT UNKNOWN LENGTH | INCOMPLETE | REJECT OFFSET REASON\n"
    "exit status:      0 answered; 1 explain: not a header, networks: a bad list\n"
    "                  or address; 2 the call or its input is wrong\n";

static int misused(void)
{
    fputs(usage, stderr);
    return 2;
}

int main(int argc, char **argv)
{
    int status;

    if (argc < 2)
        return misused();
    if (strcmp(argv[1], "--help") == 0) {
        fputs(usage, stdout);
        status = 0;
    } else if (strcmp(argv[1], "--version") == 0) {
        puts("ppv1 " PPV1_VERSION "\nparser: sha256 " PPV1_PARSER);
        status = 0;
    } else if (strcmp(argv[1], "parse") == 0 && argc == 3
               && strcmp(argv[2], "--hex") == 0) {
        status = command_parse();
    } else if (strcmp(argv[1], "explain") == 0 && argc <= 3) {
        status = command_explain(argc == 3 ? argv[2] : NULL);
    } else if (strcmp(argv[1], "networks") == 0 && argc >= 3) {
        status = command_networks(argv[2], argv + 3, (size_t)(argc - 3));
    } else {
        return misused();
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("ppv1: cannot write the answer\n", stderr);
        return 2;
    }
    return status;
}
