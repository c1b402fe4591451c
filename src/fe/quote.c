#include "quote.h"

#include <stdio.h>
#include <string.h>

/* Where to cut: not in the middle of a UTF-8 character. */
static size_t cut(const char *text, size_t n)
{
    size_t at = QUOTE_BYTES;

    if (n <= QUOTE_BYTES)
        return n;
    while (at > QUOTE_BYTES - 4 && ((unsigned char)text[at] & 0xc0) == 0x80)
        at--;
    return at;
}

void quote_write(const char *text, size_t n, char quoted[QUOTE_MAX])
{
    size_t shown = cut(text, n);
    size_t at = 0;

    quoted[at++] = '"';
    for (size_t i = 0; i < shown; i++) {
        unsigned char byte = (unsigned char)text[i];

        if (byte >= 0x20 && byte != 0x7f)
            quoted[at++] = text[i];
        else
            at += (size_t)snprintf(quoted + at, 5, "\\x%02x", byte);
    }
    strcpy(quoted + at, shown < n ? "...\"" : "\"");
}
