#include "quote.h"

#include <stdbool.h>
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

static bool is_control(char byte)
{
    return (unsigned char)byte < 0x20 || byte == 0x7f;
}

size_t quote_escape(const char *text, size_t n, char *escaped, size_t size)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        size_t width = is_control(text[i]) ? QUOTE_ESCAPE : 1;

        if (size - at <= width)
            break;
        if (width == 1)
            escaped[at] = text[i];
        else
            snprintf(escaped + at, size - at, "\\x%02x",
                     (unsigned char)text[i]);
        at += width;
    }
    escaped[at] = '\0';
    return at;
}

void quote_write(const char *text, size_t n, char quoted[QUOTE_MAX])
{
    size_t shown = cut(text, n);
    size_t at = 1 + quote_escape(text, shown, quoted + 1, QUOTE_MAX - 5);

    quoted[0] = '"';
    strcpy(quoted + at, shown < n ? "...\"" : "\"");
}
