/*
 * command - the commands of a logged-in client (COM_...).
 */
#ifndef FE_COMMAND_H
#define FE_COMMAND_H

#include <stddef.h>
#include <stdint.h>

struct session;

/* Why a connection ended that ended as it should. */
#define COMMAND_QUIT_WHY "quit"

/* Answers payload[0 .. n): one command. */
void command_run(struct session *session, const uint8_t *payload, size_t n);

#endif
