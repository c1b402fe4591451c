/*
 * text - addresses and bytes from anywhere, as text for a terminal.
 */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "ppv1.h"

struct address_text {
    char text[PPV1_ADDRESS_TEXT_MAX + 1];
};

/* address_text - the canonical text, NUL terminated. */
struct address_text address_text(struct ppv1_address address);

/* hex_digit - what a hexadecimal digit, in either case, is worth; -1 if it is
 * none. */
int hex_digit(char c);

/* print_escaped - prints printable ASCII as it is, the rest as \r, \n, \t, \\
 * or \xHH.  Returns the columns that took. */
size_t print_escaped(FILE *to, const uint8_t *bytes, size_t n);

#endif
