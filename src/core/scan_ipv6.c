#include "scan.h"
#include "scan_group.h"

#define GROUPS 8

/* `gap` when there is no "::". */
#define NO_GAP GROUPS

/* The groups that were read; "::" stands before group[gap]. */
struct groups {
    bool open; /* no answer yet */
    size_t at; /* where the next group begins, or may */
    size_t count;
    size_t gap;
    uint16_t group[GROUPS];
    struct scan scan; /* the answer */
};

static bool is_ipv6_byte(uint8_t c)
{
    return (c >= '0' && c <= ':') || (c >= 'a' && c <= 'f')
           || (c >= 'A' && c <= 'F') || c == '.';
}

static void answer(struct groups *g, size_t end, enum scan_answer answer)
{
    g->open = false;
    g->scan = (struct scan){end, answer};
}

/* The text ends before s[end]. */
static void end_text(struct groups *g, size_t end)
{
    if (g->gap == NO_GAP && g->count < GROUPS)
        answer(g, end, SCAN_TOO_FEW_GROUPS);
    else
        answer(g, end, SCAN_DONE);
}

/* A colon stands at s[colon], behind a group. */
static void take_colon(struct groups *g, const uint8_t *s, size_t n,
                       size_t colon)
{
    if (g->count >= (g->gap == NO_GAP ? GROUPS : GROUPS - 1)) {
        answer(g, colon, SCAN_TOO_MANY_GROUPS);
        return;
    }
    g->at = colon + 1;
    if (g->at == n || s[g->at] != ':')
        return;
    if (g->gap != NO_GAP) {
        answer(g, g->at, SCAN_SECOND_GAP);
        return;
    }
    g->gap = g->count;
    g->at++;
}

/* The group that begins at s[at] ends with a dot, at s[dot]: so it is an octet
 * of a dotted tail, which fills the last two groups. */
static void take_tail(struct groups *g, const uint8_t *s, size_t n, size_t dot)
{
    uint8_t octet;
    uint32_t ipv4;
    struct scan scan;

    if (g->gap == NO_GAP ? g->count != GROUPS - 2 : g->count > GROUPS - 3) {
        answer(g, dot, SCAN_MISPLACED_TAIL);
        return;
    }
    scan = scan_octet(s, g->at, n, &octet);
    if (scan.answer != SCAN_DONE || scan.end != dot) {
        answer(g, dot, scan.answer != SCAN_DONE ? scan.answer
                                                : SCAN_MISPLACED_TAIL);
        return;
    }
    scan = scan_ipv4(s, g->at, n, &ipv4);
    if (scan.answer != SCAN_DONE) {
        answer(g, scan.end, scan.answer);
        return;
    }
    if (is_ipv6_byte(s[scan.end])) {
        answer(g, scan.end, SCAN_MISPLACED_TAIL);
        return;
    }
    g->group[g->count] = (uint16_t)(ipv4 / 0x10000);
    g->group[g->count + 1] = (uint16_t)(ipv4 % 0x10000);
    g->count += 2;
    answer(g, scan.end, SCAN_DONE);
}

/* A group must begin at s[at]. */
static void take_group(struct groups *g, const uint8_t *s, size_t n)
{
    uint16_t group;
    struct scan scan = scan_group(s, g->at, n, &group);

    if (scan.answer != SCAN_DONE) {
        answer(g, scan.end, scan.answer);
        return;
    }
    if (s[scan.end] == '.') {
        take_tail(g, s, n, scan.end);
        return;
    }
    g->group[g->count] = group;
    g->count++;
    if (s[scan.end] == ':')
        take_colon(g, s, n, scan.end);
    else
        end_text(g, scan.end);
}

/* A group begins at s[at], or the text ends behind "::". */
static void take_next(struct groups *g, const uint8_t *s, size_t n)
{
    if (g->at == n)
        answer(g, n, SCAN_MORE);
    else if (g->gap == g->count && !is_ipv6_byte(s[g->at]))
        answer(g, g->at, SCAN_DONE);
    else if (g->gap != NO_GAP && g->count == GROUPS - 1)
        answer(g, g->at, SCAN_TOO_MANY_GROUPS);
    else
        take_group(g, s, n);
}

/* The first byte of the text: "::" may stand there. */
static void take_start(struct groups *g, const uint8_t *s, size_t i, size_t n)
{
    g->open = true;
    g->at = i;
    g->count = 0;
    g->gap = NO_GAP;
    if (i == n || s[i] != ':')
        return;
    if (i + 1 == n) {
        answer(g, n, SCAN_MORE);
    } else if (s[i + 1] != ':') {
        answer(g, i + 1, SCAN_GROUP_MISSING);
    } else {
        g->gap = 0;
        g->at = i + 2;
    }
}

/* Group k of the address, with the zeros that "::" stands for. */
static uint64_t group_at(const struct groups *g, size_t k)
{
    size_t zeros = GROUPS - g->count;

    if (k < g->gap)
        return g->group[k];
    return k < g->gap + zeros ? 0 : g->group[k - zeros];
}

struct scan scan_ipv6(const uint8_t *s, size_t i, size_t n,
                      struct ppv1_address *ipv6)
{
    struct groups g;

    take_start(&g, s, i, n);
    while (g.open)
        take_next(&g, s, n);
    if (g.scan.answer == SCAN_DONE) {
        ipv6->high = group_at(&g, 0) * 0x1000000000000
                     + group_at(&g, 1) * 0x100000000
                     + group_at(&g, 2) * 0x10000 + group_at(&g, 3);
        ipv6->low = group_at(&g, 4) * 0x1000000000000
                    + group_at(&g, 5) * 0x100000000
                    + group_at(&g, 6) * 0x10000 + group_at(&g, 7);
    }
    return g.scan;
}
