/*
 * Every text of a kind, at every place where it may stand.
 */
#include <stdio.h>
#include <string.h>

#include "oracle.h"
#include "questions.h"
#include "texts.h"

#define QUESTION_MAX 512
#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A line with a hole; a row of them ends with one that has no head. */
struct frame {
    const char *head;
    const char *rest;
};

/* Asks the text in each frame, with and without what stands behind it. */
static bool ask_frames(const char *text, size_t n, void *context)
{
    char line[QUESTION_MAX];

    for (const struct frame *frame = context; frame->head != NULL; frame++) {
        size_t head = strlen(frame->head), rest = strlen(frame->rest);

        memcpy(line, frame->head, head);
        memcpy(line + head, text, n);
        memcpy(line + head + n, frame->rest, rest);
        if (!ask(line, head + n) || !ask(line, head + n + rest))
            return false;
    }
    return true;
}

bool ask_octets(void)
{
    struct frame frames[] = {
        {"PROXY TCP4 ", ".1.1.1 2.2.2.2 3 4\r\n"},
        {"PROXY TCP4 1.", ".1.1 2.2.2.2 3 4\r\n"},
        {"PROXY TCP4 1.1.1.", " 2.2.2.2 3 4\r\n"},
        {"PROXY TCP4 1.1.1.1 ", ".2.2.2 3 4\r\n"},
        {"PROXY TCP4 1.1.1.1 2.2.2.", " 3 4\r\n"},
        {"PROXY TCP6 ::", ".1.1.1 :: 3 4\r\n"},
        {"PROXY TCP6 :: 1:2:3:4:5:6:1.", ".1.1 3 4\r\n"},
        {"PROXY TCP6 :: ::ffff:1.1.1.", " 3 4\r\n"},
        {NULL, NULL}};

    return each_text("0123456789. x", 0, 4, ask_frames, frames);
}

bool ask_ports(void)
{
    struct frame frames[] = {{"PROXY TCP6 :: :: ", " 1\r\n"},
                             {"PROXY TCP6 :: :: 1 ", "\r\n"},
                             {NULL, NULL}};

    return each_text("0123456789", 0, 6, ask_frames, frames)
           && each_text("069 \r\n-+x", 0, 5, ask_frames, frames);
}

bool ask_groups(void)
{
    struct frame frames[] = {{"PROXY TCP6 ", ":2:3:4:5:6:7:8 :: 1 2\r\n"},
                             {"PROXY TCP6 ::", " :: 1 2\r\n"},
                             {"PROXY TCP6 :: 1::", ":3 1 2\r\n"},
                             {"PROXY TCP6 :: 1:2:3:4:5:6:7:", " 1 2\r\n"},
                             {NULL, NULL}};

    return each_text("0123456789abcdefABCDEF", 0, 4, ask_frames, frames)
           && each_text("09afAF/:@G`g. ", 0, 5, ask_frames, frames);
}

bool ask_ipv6(void)
{
    struct frame frames[] = {{"PROXY TCP6 ", " :: 1 2\r\n"},
                             {"PROXY TCP6 :: ", " 1 2\r\n"},
                             {NULL, NULL}};

    return each_text("1:.", 0, 11, ask_frames, frames)
           && each_text("0f:. ", 0, 7, ask_frames, frames)
           && each_ipv6_shape(ask_frames, frames);
}

static const char *const good[] = {
    "PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n",
    "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n",
    "PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n",
    "PROXY TCP6 2001:db8::1 2001:DB8::2 43025 9030\r\n",
    "PROXY TCP6 ::ffff:203.0.113.10 ::ffff:127.0.0.1 43025 9030\r\n",
    "PROXY TCP6 1:2:3:4:5:6:7:: ::2:3:4:5:6:7:8 1 2\r\n",
    "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
    "PROXY TCP6 1:2:3:4:5:6:1.2.3.4 1:2:3:4:5:6::1 10 20\r\n",
    "PROXY UNKNOWN\r\n",
    "PROXY UNKNOWN \r\n",
    "PROXY UNKNOWN a\rb\nc\r\r\n",
    "PROXY UNKNOWN ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff "
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
    "\r\n\r\n\0\r\nQUIT\n"};

/* The line with `drop` of its bytes at `at` replaced by `add` bytes `c`. */
static bool ask_changed(const char *line, size_t at, size_t drop, size_t add,
                        int c)
{
    char text[QUESTION_MAX];
    size_t rest = strlen(line) - at - drop;

    memcpy(text, line, at);
    memset(text + at, c, add);
    memcpy(text + at + add, line + at + drop, rest);
    return ask(text, at + add + rest) && ask(text, at + add);
}

/* Each byte of each line: dropped, replaced by each other byte, doubled by
 * each other byte. */
bool ask_bytes(void)
{
    for (size_t k = 0; k < COUNT(good); k++)
        for (size_t at = 0; at < strlen(good[k]); at++) {
            if (!ask_changed(good[k], at, 1, 0, 0))
                return false;
            for (int c = 0; c <= UINT8_MAX; c++)
                if (!ask_changed(good[k], at, 1, 1, c)
                    || !ask_changed(good[k], at, 0, 1, c))
                    return false;
        }
    return true;
}

/* UNKNOWN with each length of text, CR and LF at each place in it. */
static bool ask_long_unknown(void)
{
    static const char *const ends[] = {"\r\n", "\r", "\n", "\r\r\n", "\n\r\n",
                                       "\r \r\n"};
    char line[QUESTION_MAX] = "PROXY UNKNOWN ";

    for (size_t text = 0; text < 120; text++)
        for (size_t k = 0; k < COUNT(ends); k++) {
            size_t n = 14 + text;

            memset(line + 14, 'x', text);
            memcpy(line + n, ends[k], strlen(ends[k]));
            n += strlen(ends[k]);
            if (!ask(line, n))
                return false;
            memset(line + n, 'y', 20);
            if (!ask(line, n + 20))
                return false;
        }
    return true;
}

/* Addresses so long that a line of 107 bytes may not have room for all. */
static bool ask_long_tcp6(void)
{
    static const char *const ports[] = {"1", "12", "123", "1234", "12345"};
    static const char longest[] =
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255";
    static const char *const ends[] = {"", ":", "::", ":1", "::1", ".4",
                                       ".2.3.4"};
    char line[QUESTION_MAX];

    for (size_t a = 39; a < sizeof longest; a++)
        for (size_t b = 0; b < sizeof longest; b++)
            for (size_t e = 0; e < COUNT(ends); e++)
                for (size_t p = 0; p < 25; p++) {
                    int n = snprintf(line, sizeof line,
                                     "PROXY TCP6 %.*s %.*s%s %s %s\r\n",
                                     (int)a, longest, (int)b, longest, ends[e],
                                     ports[p / 5], ports[p % 5]);

                    if (!ask(line, (size_t)n))
                        return false;
                }
    return true;
}

/* Each good line, cut at each place. */
static bool ask_cut(void)
{
    for (size_t k = 0; k < COUNT(good); k++)
        for (size_t n = 0; n <= strlen(good[k]); n++)
            if (!ask(good[k], n))
                return false;
    return true;
}

bool ask_lengths(void)
{
    return ask_long_unknown() && ask_long_tcp6() && ask_cut();
}
