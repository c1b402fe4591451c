/*
 * commands - what ppv1 can be asked.  Each gives the exit status.
 */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include <stddef.h>

/* command_parse - headers in hexadecimal on standard input, a line each. */
int command_parse(void);

/* command_explain - one header, for a person; NULL: from standard input. */
int command_explain(const char *header);

/* command_networks - a list of trusted networks, and who trusts addresses. */
int command_networks(const char *list, char **addresses, size_t count);

#endif
