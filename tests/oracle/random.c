/*
 * Lines that a dice has written and spoiled.  The same seed gives the same
 * lines.
 */
#include <stdio.h>
#include <string.h>

#include "questions.h"

#define LINE_ROOM 512

static uint64_t dice_state;

/* xorshift64*; below `sides`, which is small. */
static size_t dice(size_t sides)
{
    dice_state ^= dice_state >> 12;
    dice_state ^= dice_state << 25;
    dice_state ^= dice_state >> 27;
    return (size_t)(dice_state * 0x2545f4914f6cdd1d >> 33) % sides;
}

static size_t put(char *to, const char *text)
{
    size_t n = strlen(text);

    memcpy(to, text, n);
    return n;
}

static size_t put_number(char *to, size_t usual)
{
    static const unsigned edges[] = {0,   1,   9,    10,    99,    100,  199,
                                     249, 250, 255,  256,   260,   300,  999,
                                     1000, 9999, 10000, 65535, 65536, 99999};
    unsigned number = dice(4) > 0
                          ? (unsigned)dice(usual)
                          : edges[dice(sizeof edges / sizeof *edges)];

    return (size_t)sprintf(to, dice(60) == 0 ? "0%u" : "%u", number);
}

static size_t put_ipv4(char *to)
{
    size_t n = 0;

    for (size_t k = dice(40) == 0 ? 3 + dice(3) : 4; k > 0; k--) {
        n += put_number(to + n, 256);
        if (k > 1)
            to[n++] = '.';
    }
    return n;
}

static size_t put_groups(char *to, size_t count)
{
    static const char *const forms[] = {"%x", "%X", "%04x", "%x"};
    size_t n = 0;

    for (size_t k = 0; k < count; k++)
        n += (size_t)sprintf(
            to + n + sprintf(to + n, "%s", k > 0 ? ":" : ""), forms[dice(4)],
            (unsigned)dice(dice(100) == 0 ? 0x20000 : 0x10000)
                >> 4 * dice(4))
             + (k > 0);
    return n;
}

static size_t put_ipv6(char *to)
{
    size_t n, room = dice(12) == 0 ? 9 : 8, tail = dice(4) == 0 ? 2 : 0;
    size_t left = dice(3) == 0 ? room - tail : dice(room);

    n = put_groups(to, left);
    if (left + tail < room) {
        n += put(to + n, "::");
        n += put_groups(to + n, dice(room - left - tail));
    }
    if (tail > 0) {
        if (n > 0 && to[n - 1] != ':')
            to[n++] = ':';
        n += put_ipv4(to + n);
    }
    return n;
}

static size_t put_tcp(char *to, bool ipv4)
{
    size_t n = put(to, ipv4 ? "TCP4 " : "TCP6 ");

    for (size_t k = 0; k < 2; k++) {
        n += ipv4 ? put_ipv4(to + n) : put_ipv6(to + n);
        to[n++] = ' ';
    }
    n += put_number(to + n, 65536);
    to[n++] = ' ';
    return n + put_number(to + n, 65536);
}

static size_t put_unknown(char *to)
{
    size_t n = put(to, "UNKNOWN");
    size_t text = dice(3) == 0 ? 80 + dice(30) : dice(30);

    if (dice(3) == 0)
        return n;
    to[n++] = ' ';
    if (dice(4) == 0)
        return n + put_tcp(to + n, dice(2) == 0);
    while (text-- > 0)
        to[n++] = (char)(dice(12) == 0 ? "\r\n"[dice(2)] : (char)dice(256));
    return n;
}

static size_t write_line(char *to)
{
    size_t n = put(to, "PROXY "), kind = dice(8);

    n += kind == 0 ? put_unknown(to + n) : put_tcp(to + n, kind < 4);
    return n + put(to + n, "\r\n");
}

static char some_byte(void)
{
    static const char usual[] = " .::0159afAF\r\nx";

    return dice(4) > 0 ? usual[dice(sizeof usual - 1)] : (char)dice(256);
}

/* Drops, doubles, inserts or replaces a byte, or moves a part. */
static size_t spoil(char *line, size_t n)
{
    size_t at = dice(n), from = dice(n), some = dice(6);

    switch (dice(5)) {
    case 0:
        memmove(line + at, line + at + 1, n - at - 1);
        return n - 1;
    case 1:
        memmove(line + at + 1, line + at, n - at);
        return n + 1;
    case 2:
        memmove(line + at + 1, line + at, n - at);
        line[at] = some_byte();
        return n + 1;
    case 3:
        if (at + some <= n && from + some <= n)
            memmove(line + at, line + from, some);
        return n;
    default:
        line[at] = some_byte();
        return n;
    }
}

static bool ask_one(void)
{
    char line[LINE_ROOM];
    size_t n = write_line(line);

    for (size_t k = dice(2) == 0 ? 0 : 1 + dice(3); k > 0; k--)
        n = spoil(line, n);
    if (dice(8) == 0)
        n = dice(n + 1);
    return ask(line, n);
}

bool ask_random(uint64_t seed, size_t lines)
{
    dice_state = seed * 2 + 1;
    while (lines-- > 0)
        if (!ask_one())
            return false;
    return true;
}
