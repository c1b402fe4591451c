/*
 * oracle - what the second reading (line.rl) says about some bytes.
 */
#ifndef ORACLE_H
#define ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

/*
 * oracle_parse - as ppv1_parse, but for the reason, which is not given.
 *
 * Rejected means: no line of at most PPV1_LINE_MAX bytes begins with
 * bytes[0 .. offset].  Values of addresses are the C library's; where it cannot
 * read what the machine has accepted, the program ends with a message.
 */
void oracle_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line);

/* oracle_agrees - does ppv1_parse say the same, and what?  If not, prints what
 * both say. */
bool oracle_agrees(const uint8_t *bytes, size_t n, struct ppv1_line *ours);

#endif
