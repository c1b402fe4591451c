/*
 * reading - the machine of line.rl, a byte a time.
 */
#ifndef READING_H
#define READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field { SOURCE, DESTINATION, SOURCE_PORT, DESTINATION_PORT, FIELDS };

/* Where each field of a TCP line begins and ends. */
struct fields {
    size_t begin[FIELDS];
    size_t end[FIELDS];
};

/* The state from which no line is possible. */
#define READING_HOPELESS 0

/* States are numbered from READING_HOPELESS to the last one, which is that of
 * a whole line. */
int reading_start(void);
int reading_last_state(void);
bool reading_is_line(int state);

/* The state behind `byte`, the one at position `at`. */
int reading_step(int state, uint8_t byte, size_t at, struct fields *found);

#endif
