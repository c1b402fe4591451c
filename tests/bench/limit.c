#include "parsers.h"

#include <string.h>

/* Nobody reads it; the compiler must not know that. */
uint8_t limit_copy[PPV1_LINE_MAX];

void limit_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    size_t most = n < PPV1_LINE_MAX ? n : PPV1_LINE_MAX;
    const uint8_t *end = memchr(bytes, '\n', most);

    line->length = end != NULL ? (size_t)(end - bytes) + 1 : most;
    memcpy(limit_copy, bytes, line->length);
}
