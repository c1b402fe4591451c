#include "audit_line.h"

#include <stdbool.h>

static bool is_plain(uint8_t c)
{
    return c >= 0x20 && c != 0x7f && c != '|' && c != '\\';
}

static uint8_t hex_digit(unsigned value)
{
    return (uint8_t)(value < 10 ? '0' + value : 'a' + (value - 10));
}

size_t audit_escape(const uint8_t *from, size_t n, uint8_t *to, size_t capacity)
{
    size_t at = 0;

    for (size_t k = 0; k < n; k++) {
        if (is_plain(from[k])) {
            if (capacity - at < 1)
                break;
            to[at++] = from[k];
            continue;
        }
        if (capacity - at < 4)
            break;
        to[at] = '\\';
        to[at + 1] = 'x';
        to[at + 2] = hex_digit(from[k] / 16u);
        to[at + 3] = hex_digit(from[k] % 16u);
        at += 4;
    }
    return at;
}

static unsigned hex_value(uint8_t c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a' + 10);
}

static bool is_hex(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* Does an escape stand at from[k]? */
static bool escape_at(const uint8_t *from, size_t k, size_t n)
{
    return n - k >= 4 && from[k] == '\\' && from[k + 1] == 'x'
           && is_hex(from[k + 2]) && is_hex(from[k + 3]);
}

size_t audit_unescape(const uint8_t *from, size_t n, uint8_t *to)
{
    size_t at = 0, k = 0;

    while (k < n) {
        if (escape_at(from, k, n)) {
            to[at] = (uint8_t)(16 * hex_value(from[k + 2])
                               + hex_value(from[k + 3]));
            k += 4;
        } else {
            to[at] = from[k];
            k++;
        }
        at++;
    }
    return at;
}
