#include "audit_line.h"

#include <stdbool.h>

#define ESCAPE 4

static bool stays(uint8_t byte)
{
    return byte >= 0x20 && byte != 0x7f && byte != '|' && byte != '\\';
}

static uint8_t hex_digit(uint8_t value)
{
    return (uint8_t)(value < 10 ? '0' + value : 'a' + (value - 10));
}

static size_t escaped_size(uint8_t byte)
{
    return stays(byte) ? 1 : ESCAPE;
}

static void write_escaped(uint8_t byte, uint8_t *to, size_t at)
{
    if (stays(byte)) {
        to[at] = byte;
        return;
    }
    to[at] = '\\';
    to[at + 1] = 'x';
    to[at + 2] = hex_digit(byte / 16);
    to[at + 3] = hex_digit(byte % 16);
}

size_t audit_escape(const uint8_t *from, size_t n, uint8_t *to, size_t capacity)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        size_t size = escaped_size(from[i]);

        if (size > capacity - at)
            return at;
        write_escaped(from[i], to, at);
        at += size;
    }
    return at;
}

static bool is_hex_digit(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

static uint8_t hex_value(uint8_t digit)
{
    return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

static bool is_escape(const uint8_t *s, size_t i, size_t n)
{
    return n - i >= ESCAPE && s[i] == '\\' && s[i + 1] == 'x' &&
           is_hex_digit(s[i + 2]) && is_hex_digit(s[i + 3]);
}

size_t audit_unescape(const uint8_t *from, size_t n, uint8_t *to)
{
    size_t length = 0;
    size_t i = 0;

    while (i < n) {
        if (is_escape(from, i, n)) {
            to[length++] = (uint8_t)(16 * hex_value(from[i + 2]) +
                                     hex_value(from[i + 3]));
            i += ESCAPE;
        } else {
            to[length++] = from[i++];
        }
    }
    return length;
}
