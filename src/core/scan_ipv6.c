#include "scan.h"
#include "scan_group.h"

#ifdef __FRAMAC__
#include "spec/ipv6_rest.acsl"
#endif

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

/*@ predicate Reads{L}(struct groups *g, uint8_t *s, integer n) =
      \valid(g) && \valid_read(s + (g->at .. n - 1))
      && \separated(s + (g->at .. n - 1), g) && g->at <= n
      && RestStands(g->count, g->gap);
*/

/*@ predicate KeptGroups{L1, L2}(struct groups *g, integer count) =
      \forall integer k; 0 <= k < count
        ==> \at(g->group[k], L1) == \at(g->group[k], L2);
*/

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> Ipv6Byte(c);
*/
static bool is_ipv6_byte(uint8_t c)
{
    return (c >= '0' && c <= ':') || (c >= 'a' && c <= 'f')
           || (c >= 'A' && c <= 'F') || c == '.';
}

/*@ requires writable: \valid(g);
    terminates         \true;
    exits              \false;
    assigns            g->open, g->scan;
    ensures  closed:   !g->open;
    ensures  end:      g->scan.end == end;
    ensures  answer:   g->scan.answer == answer;
*/
static void answer(struct groups *g, size_t end, enum scan_answer answer)
{
    g->open = false;
    g->scan = (struct scan){end, answer};
}

/* The text ends before s[end], with a group. */
/*@ requires writable: \valid(g);
    requires room:     g->count < GROUPS;
    terminates         \true;
    exits              \false;
    assigns            g->open, g->scan, g->count;
    ensures  closed:   !g->open;
    ensures  end:      g->scan.end == end;
    ensures  count:    g->count == \old(g->count) + 1;
    ensures  done:     g->gap != NO_GAP || g->count == GROUPS
                   ==> g->scan.answer == SCAN_DONE;
    ensures  too_few:  g->gap == NO_GAP && g->count < GROUPS
                   ==> g->scan.answer == SCAN_TOO_FEW_GROUPS;
*/
static void end_text(struct groups *g, size_t end)
{
    g->count++;
    if (g->gap == NO_GAP && g->count < GROUPS)
        answer(g, end, SCAN_TOO_FEW_GROUPS);
    else
        answer(g, end, SCAN_DONE);
}

/* A colon stands at s[colon], behind a group. */
/*@ requires reads:    Reads(g, s, n);
    requires room:     g->gap != NO_GAP ==> g->count < GROUPS - 1;
    requires colon:    HasColon(s, g->at) && colon == GroupColon(s, g->at)
                       && colon < n;
    terminates         \true;
    exits              \false;
    assigns            g->open, g->at, g->count, g->gap, g->scan;
    ensures  open:     g->open ==> \old(g->open);
    ensures  stands:   g->open ==> RestStands(g->count, g->gap);
    ensures  step:     g->open ==> RestStep(s, n, \old(g->at), \old(g->count),
                           \old(g->gap), g->at, g->count, g->gap);
    ensures  defect:   !g->open && \old(g->open)
                   ==> SCAN_MORE < g->scan.answer <= SCAN_MISPLACED_TAIL;
    ensures  colon:    !g->open && \old(g->open)
                   ==> \old(g->at) <= g->scan.end < n
                       && s[g->scan.end] == ':';
    ensures  viable:   !g->open && \old(g->open)
                   ==> RestPrefix(s, \old(g->at), g->scan.end,
                           \old(g->count), \old(g->gap));
    ensures  hopeless: !g->open && \old(g->open)
                   ==> RestStops(s, n, \old(g->at), \old(g->count),
                           \old(g->gap), g->scan.end);
    ensures  at:       \old(g->at) <= g->at <= n;
*/
static void take_colon(struct groups *g, const uint8_t *s, size_t n,
                       size_t colon)
{
    g->count++;
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

/* May a dotted tail, which is two groups, stand where the next group may? */
/*@ requires readable: \valid_read(g);
    requires stands:   RestStands(g->count, g->gap);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> (g->gap == NO_GAP ? g->count == 6
                                                     : g->count <= 5);
*/
static bool tail_fits(const struct groups *g)
{
    return g->gap == NO_GAP ? g->count == GROUPS - 2 : g->count <= GROUPS - 3;
}

/* The last two groups are `ipv4`, and the text ends before s[end]. */
/*@ requires writable: \valid(g);
    requires room:     g->count <= GROUPS - 2;
    terminates         \true;
    exits              \false;
    assigns            g->open, g->scan, g->count, g->group[0 .. GROUPS - 1];
    ensures  closed:   !g->open;
    ensures  end:      g->scan.end == end;
    ensures  done:     g->scan.answer == SCAN_DONE;
    ensures  count:    g->count == \old(g->count) + 2;
    ensures  first:    g->group[\old(g->count)] == ipv4 / 0x10000;
    ensures  second:   g->group[\old(g->count) + 1] == ipv4 % 0x10000;
    ensures  kept:     KeptGroups{Pre, Post}(g, \old(g->count));
*/
static void end_with_tail(struct groups *g, size_t end, uint32_t ipv4)
{
    g->group[g->count] = (uint16_t)(ipv4 / 0x10000);
    g->group[g->count + 1] = (uint16_t)(ipv4 % 0x10000);
    g->count += 2;
    answer(g, end, SCAN_DONE);
}

/* scan_tail - the dotted tail at s[p], whose first dot is s[dot]. */
/*@ requires readable:  \valid_read(s + (p .. n - 1));
    requires writable:  \valid(ipv4);
    requires separated: \separated(s + (p .. n - 1), ipv4);
    requires dot:       p < dot < n && GroupText(s, p, dot) && s[dot] == '.';
    terminates          \true;
    exits               \false;
    assigns             *ipv4;
    ensures  closed:    SCAN_DONE <= \result.answer <= SCAN_MISPLACED_TAIL;
    ensures  position:  dot <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE ==> \result.end < n
                        && Ipv4Text(s, p, \result.end)
                        && !Ipv6Byte(s[\result.end]);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> *ipv4 == Ipv4Value(s, p, \result.end);
    ensures  more:      \result.answer == SCAN_MORE <==> Ipv4Prefix(s, p, n);
    ensures  all:       \result.answer == SCAN_MORE ==> \result.end == n;
    ensures  defect:    \result.answer > SCAN_MORE ==> \result.end < n;
    ensures  viable:    \result.answer > SCAN_MORE
                    ==> \result.end == dot || Ipv4Prefix(s, p, \result.end);
    ensures  hopeless:  \result.answer > SCAN_MORE
                    ==> !Ipv4Prefix(s, p, \result.end + 1);
    ensures  not_done:  \result.answer > SCAN_MORE
                    ==> !(Ipv4Text(s, p, \result.end)
                          && !Ipv6Byte(s[\result.end]));
*/
static struct scan scan_tail(const uint8_t *s, size_t p, size_t n, size_t dot,
                             uint32_t *ipv4)
{
    uint8_t octet;
    uint32_t value;
    struct scan scan = scan_octet(s, p, n, &octet);

    if (scan.answer != SCAN_DONE)
        return (struct scan){dot, scan.answer};
    if (scan.end != dot)
        return (struct scan){dot, SCAN_MISPLACED_TAIL};
    scan = scan_ipv4(s, p, n, &value);
    if (scan.answer != SCAN_DONE)
        return scan;
    if (is_ipv6_byte(s[scan.end]))
        return (struct scan){scan.end, SCAN_MISPLACED_TAIL};
    *ipv4 = value;
    return scan;
}

/* The group that begins at s[at] ends with a dot, at s[dot]: so it is an octet
 * of a dotted tail. */
/*@ requires reads:    Reads(g, s, n);
    requires dot:      g->at < dot < n && GroupText(s, g->at, dot)
                       && s[dot] == '.';
    requires room:     g->gap != NO_GAP ==> g->count < GROUPS - 1;
    terminates         \true;
    exits              \false;
    assigns            g->open, g->scan, g->count, g->group[0 .. GROUPS - 1];
    ensures  closed:   !g->open;
    ensures  answer:   SCAN_DONE <= g->scan.answer <= SCAN_MISPLACED_TAIL;
    ensures  position: g->at < g->scan.end <= n;
    ensures  done:     g->scan.answer == SCAN_DONE ==> g->scan.end < n
                   && RestText(s, g->at, g->scan.end, \old(g->count), g->gap)
                   && !Ipv6Byte(s[g->scan.end]);
    ensures  groups:   g->scan.answer == SCAN_DONE
                   ==> LastGroups(s, g->at, g->scan.end, \old(g->count),
                           g->count, &g->group[0]);
    ensures  full:     g->scan.answer == SCAN_DONE && g->gap == NO_GAP
                   ==> g->count == GROUPS;
    ensures  kept:     KeptGroups{Pre, Post}(g, \old(g->count));
    ensures  more:     g->scan.answer == SCAN_MORE
                   ==> RestPrefix(s, g->at, n, \old(g->count), g->gap);
    ensures  all:      g->scan.answer == SCAN_MORE ==> g->scan.end == n;
    ensures  defect:   g->scan.answer > SCAN_MORE ==> g->scan.end < n;
    ensures  viable:   g->scan.answer > SCAN_MORE
                   ==> RestPrefix(s, g->at, g->scan.end, \old(g->count),
                           g->gap);
    ensures  hopeless: g->scan.answer > SCAN_MORE
                   ==> RestStops(s, n, g->at, \old(g->count), g->gap,
                           g->scan.end);
    ensures  not_done: g->scan.answer > SCAN_MORE
                   ==> !RestDone(s, g->at, \old(g->count), g->gap,
                           g->scan.end);
*/
static void take_tail(struct groups *g, const uint8_t *s, size_t n, size_t dot)
{
    uint32_t ipv4;
    struct scan scan;

    if (!tail_fits(g)) {
        answer(g, dot, SCAN_MISPLACED_TAIL);
        return;
    }
    scan = scan_tail(s, g->at, n, dot, &ipv4);
    if (scan.answer == SCAN_DONE)
        end_with_tail(g, scan.end, ipv4);
    else
        answer(g, scan.end, scan.answer);
}

/* A group must begin at s[at]. */
/*@ requires reads:    Reads(g, s, n);
    requires open:     g->open;
    requires room:     g->gap != NO_GAP ==> g->count < GROUPS - 1;
    requires more:     g->at < n;
    requires group:    g->gap == g->count ==> Ipv6Byte(s[g->at]);
    terminates         \true;
    exits              \false;
    assigns            g->open, g->at, g->count, g->gap, g->scan,
                       g->group[0 .. GROUPS - 1];
    ensures  kept:     KeptGroups{Pre, Post}(g, \old(g->count));
    ensures  stands:   g->open ==> RestStands(g->count, g->gap);
    ensures  step:     g->open ==> RestStep(s, n, \old(g->at), \old(g->count),
                           \old(g->gap), g->at, g->count, g->gap);
    ensures  value:    g->open ==> g->group[\old(g->count)]
                       == GroupValue(s, \old(g->at),
                              GroupColon(s, \old(g->at)));
    ensures  at:       \old(g->at) <= g->at <= n;
    ensures  answer:   !g->open
                   ==> SCAN_DONE <= g->scan.answer <= SCAN_MISPLACED_TAIL;
    ensures  position: !g->open ==> \old(g->at) <= g->scan.end <= n;
    ensures  done:     !g->open && g->scan.answer == SCAN_DONE
                   ==> g->scan.end < n
                       && RestDone(s, \old(g->at), \old(g->count),
                              \old(g->gap), g->scan.end);
    ensures  last:     !g->open && g->scan.answer == SCAN_DONE
                   ==> g->gap == \old(g->gap)
                       && LastGroups(s, \old(g->at), g->scan.end,
                              \old(g->count), g->count, &g->group[0]);
    ensures  full:     !g->open && g->scan.answer == SCAN_DONE
                   ==> (g->gap == NO_GAP ? g->count == GROUPS
                                         : g->gap <= g->count < GROUPS);
    ensures  more:     !g->open && g->scan.answer == SCAN_MORE
                   ==> g->scan.end == n
                       && RestPrefix(s, \old(g->at), n, \old(g->count),
                              \old(g->gap));
    ensures  defect:   !g->open && g->scan.answer > SCAN_MORE
                   ==> g->scan.end < n;
    ensures  viable:   !g->open && g->scan.answer > SCAN_MORE
                   ==> RestPrefix(s, \old(g->at), g->scan.end,
                           \old(g->count), \old(g->gap));
    ensures  hopeless: !g->open && g->scan.answer != SCAN_MORE
                   ==> RestStops(s, n, \old(g->at), \old(g->count),
                           \old(g->gap), g->scan.end);
    ensures  not_done: !g->open && g->scan.answer > SCAN_MORE
                   ==> !RestDone(s, \old(g->at), \old(g->count),
                            \old(g->gap), g->scan.end);
*/
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
    if (s[scan.end] == ':')
        take_colon(g, s, n, scan.end);
    else
        end_text(g, scan.end);
}

/* A group begins at s[at], or the text ends behind "::". */
/*@ requires reads:    Reads(g, s, n);
    requires open:     g->open;
    terminates         \true;
    exits              \false;
    assigns            g->open, g->at, g->count, g->gap, g->scan,
                       g->group[0 .. GROUPS - 1];
    ensures  kept:     KeptGroups{Pre, Post}(g, \old(g->count));
    ensures  stands:   g->open ==> RestStands(g->count, g->gap);
    ensures  step:     g->open ==> RestStep(s, n, \old(g->at), \old(g->count),
                           \old(g->gap), g->at, g->count, g->gap);
    ensures  value:    g->open ==> g->group[\old(g->count)]
                       == GroupValue(s, \old(g->at),
                              GroupColon(s, \old(g->at)));
    ensures  at:       \old(g->at) <= g->at <= n;
    ensures  answer:   !g->open
                   ==> RestAnswer(s, n, \old(g->at), \old(g->count),
                           \old(g->gap), g->scan);
    ensures  last:     !g->open && g->scan.answer == SCAN_DONE
                   ==> g->gap == \old(g->gap)
                       && LastGroups(s, \old(g->at), g->scan.end,
                              \old(g->count), g->count, &g->group[0]);
    ensures  full:     !g->open && g->scan.answer == SCAN_DONE
                   ==> (g->gap == NO_GAP ? g->count == GROUPS
                                         : g->gap <= g->count < GROUPS);
*/
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
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(g);
    requires separated: \separated(s + (i .. n - 1), g);
    terminates          \true;
    exits               \false;
    assigns             g->open, g->at, g->count, g->gap, g->scan;
    ensures  count:     g->count == 0;
    ensures  at:        i <= g->at <= n;
    ensures  plain:     g->open && g->gap != 0 ==> g->gap == NO_GAP
                        && g->at == i && i < n && s[i] != ':';
    ensures  gap:       g->open && g->gap == 0 ==> g->at == i + 2
                        && s[i] == ':' && s[i + 1] == ':';
    ensures  answered:  !g->open ==> Ipv6Answer(s, i, n, g->scan);
    ensures  not_done:  !g->open ==> g->scan.answer != SCAN_DONE;
*/
static void take_start(struct groups *g, const uint8_t *s, size_t i, size_t n)
{
    g->open = true;
    g->at = i;
    g->count = 0;
    g->gap = NO_GAP;
    if (i == n || (s[i] == ':' && i + 1 == n)) {
        answer(g, n, SCAN_MORE);
    } else if (s[i] == ':' && s[i + 1] == ':') {
        g->gap = 0;
        g->at = i + 2;
    } else if (s[i] == ':') {
        answer(g, i + 1, SCAN_GROUP_MISSING);
    }
}

/* Group k of the address, with the zeros that "::" stands for. */
/*@ requires readable: \valid_read(g);
    requires range:    k < GROUPS;
    requires full:     g->gap == NO_GAP ? g->count == GROUPS
                                        : g->gap <= g->count < GROUPS;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  before:   k < g->gap ==> \result == g->group[k];
    ensures  zeros:    g->gap <= k < g->gap + GROUPS - g->count
                   ==> \result == 0;
    ensures  behind:   k >= g->gap && k >= g->gap + GROUPS - g->count
                   ==> \result == g->group[k - (GROUPS - g->count)];
*/
static uint64_t group_at(const struct groups *g, size_t k)
{
    size_t zeros = GROUPS - g->count;

    if (k < g->gap)
        return g->group[k];
    return k < g->gap + zeros ? 0 : g->group[k - zeros];
}

/* The text from s[i] on. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    requires writable:  \valid(g);
    requires separated: \separated(s + (i .. n - 1), g);
    terminates          \true;
    exits               \false;
    assigns             *g;
    ensures  answer:    Ipv6Answer(s, i, n, g->scan);
    ensures  groups:    g->scan.answer == SCAN_DONE
                    ==> GroupsWritten(s, i, g->scan.end, g->count,
                            &g->group[0]);
    ensures  gap:       g->scan.answer == SCAN_DONE
                    ==> g->gap == Ipv6Gap(s, i, g->scan.end);
    ensures  full:      g->scan.answer == SCAN_DONE
                    ==> (g->gap == NO_GAP ? g->count == GROUPS
                                          : g->gap <= g->count < GROUPS);
*/
static void read_groups(struct groups *g, const uint8_t *s, size_t i, size_t n)
{
    take_start(g, s, i, n);
    /*@ loop invariant range:   i <= g->at <= n;
        loop invariant stands:  g->open ==> RestStands(g->count, g->gap);
        loop invariant text:    g->open
                            ==> SameText(s, i, n, g->at, g->count, g->gap);
        loop invariant prefix:  g->open
                            ==> SamePrefix(s, i, n, g->at, g->count, g->gap);
        loop invariant written: g->open
                            ==> SameWritten(s, i, n, g->at, g->count);
        loop invariant gap:     g->open
                            ==> SameGap(s, i, n, g->at, g->count, g->gap);
        loop invariant behind:  g->open
                            ==> SameGroups(s, i, n, g->at, g->count);
        loop invariant before:  g->open
                            ==> GroupsBefore(s, i, n, g->at, g->count,
                                    &g->group[0]);
        loop invariant answer:  !g->open ==> Ipv6Answer(s, i, n, g->scan);
        loop invariant groups:  !g->open && g->scan.answer == SCAN_DONE
                            ==> GroupsWritten(s, i, g->scan.end, g->count,
                                    &g->group[0]);
        loop invariant is_gap:  !g->open && g->scan.answer == SCAN_DONE
                            ==> g->gap == Ipv6Gap(s, i, g->scan.end);
        loop invariant full:    !g->open && g->scan.answer == SCAN_DONE
                            ==> (g->gap == NO_GAP
                                 ? g->count == GROUPS
                                 : g->gap <= g->count < GROUPS);
        loop assigns *g;
        loop variant n - g->at + (g->open ? 1 : 0);
    */
    while (g->open)
        take_next(g, s, n);
}

struct scan scan_ipv6(const uint8_t *s, size_t i, size_t n,
                      struct ppv1_address *ipv6)
{
    struct groups g;

    read_groups(&g, s, i, n);
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
