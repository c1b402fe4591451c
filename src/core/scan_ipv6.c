#include "scan.h"
#include "scan_groups.h"

#define GROUPS 8

/* What stands behind "::", which ends before s[r]: at most `most` groups. */
static struct groups scan_right(const uint8_t *s, size_t r, size_t n,
                                int most, uint16_t *group)
{
    if (r == n)
        return (struct groups){n, SCAN_MORE, 0};
    if (!is_ipv6_byte(s[r]))
        return (struct groups){r, SCAN_DONE, 0};
    if (most == 0)
        return (struct groups){r, SCAN_TOO_MANY_GROUPS, 0};
    return scan_groups(s, r, n, 1, most, group);
}

/* What stands before "::", and "::" itself, which is SCAN_SECOND_GAP at its
 * second colon; or eight groups. */
static struct groups scan_left(const uint8_t *s, size_t i, size_t n,
                               uint16_t *group)
{
    if (i == n || s[i] != ':')
        return scan_groups(s, i, n, GROUPS, GROUPS, group);
    if (i + 1 == n)
        return (struct groups){n, SCAN_MORE, 0};
    if (s[i + 1] != ':')
        return (struct groups){i + 1, SCAN_GROUP_MISSING, 0};
    return (struct groups){i + 1, SCAN_SECOND_GAP, 0};
}

/* Group k of the address: `count` groups were read, and "::" stands before
 * group[left] for those that are missing. */
static uint64_t group_at(const uint16_t *group, int count, int left, int k)
{
    int zeros = GROUPS - count;

    if (k < left)
        return group[k];
    return k < left + zeros ? 0 : group[k - zeros];
}

static struct ppv1_address pack(const uint16_t *group, int count, int left)
{
    struct ppv1_address a;

    a.high = group_at(group, count, left, 0) * 0x1000000000000
             + group_at(group, count, left, 1) * 0x100000000
             + group_at(group, count, left, 2) * 0x10000
             + group_at(group, count, left, 3);
    a.low = group_at(group, count, left, 4) * 0x1000000000000
            + group_at(group, count, left, 5) * 0x100000000
            + group_at(group, count, left, 6) * 0x10000
            + group_at(group, count, left, 7);
    return a;
}

struct scan scan_ipv6(const uint8_t *s, size_t i, size_t n,
                      struct ppv1_address *ipv6)
{
    uint16_t group[GROUPS];
    struct groups left = scan_left(s, i, n, group);
    struct groups right = {left.end, left.answer, 0};

    if (left.answer == SCAN_SECOND_GAP)
        right = scan_right(s, left.end + 1, n, GROUPS - 1 - left.count,
                           group + left.count);
    if (right.answer == SCAN_DONE)
        *ipv6 = pack(group, left.count + right.count, left.count);
    return (struct scan){right.end, right.answer};
}
