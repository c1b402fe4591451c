/*
 * questions - the lines that the parser and the second reading are both asked.
 */
#ifndef QUESTIONS_H
#define QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Each asks its lines, as many as it has or as it is told, and returns
 * whether the two agreed on all of them. */
bool ask_octets(void);
bool ask_ports(void);
bool ask_groups(void);
bool ask_ipv6(void);
bool ask_bytes(void);
bool ask_lengths(void);
bool ask_random(uint64_t seed, size_t lines);

/* Do the parser and the C library's inet_pton read the same addresses?  Prints
 * the classes in which they differ; a difference without a name, or a name
 * without a difference, is a failure. */
bool ask_inet_pton(void);

/* Asks one line, and counts the answer. */
bool ask(const char *text, size_t n);

#endif
