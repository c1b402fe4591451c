#include "complete.h"

#include "scan_group.h"

#define GROUPS 8

/* How long `most` groups can become that are not whole yet: all but the last
 * two have five bytes each with their colons, and those are dotted. */
#define LENGTH(most) (5 * (most) + 3)

/* What stands behind the group s[p .. e) and its colon: these facts, as steps
 * from a text to what it is without its first group, and back. */
/*@ ghost
    /@ requires colon:   GroupAndColon(s, p, e) && e < j;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  group:   GroupColon(s, p) && NextGroup(s, p) == e + 1;
       ensures  neither: !GroupPrefix(s, p, j) && !Ipv4Prefix(s, p, j);
    @/
    static void colon_read(const uint8_t *s, size_t p, size_t e, size_t j)
    {
    }

    /@ requires other:   p < j && !HexDigit(s[p]);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  prefix:  !GroupsPrefix(s, p, j, least, most);
       ensures  gap:     !GroupsGap(s, p, m);
    @/
    static void no_group_read(const uint8_t *s, size_t p, size_t j, int least,
                              int most, int m)
    {
    }

    /@ requires colon:   GroupAndColon(s, p, e) && e < j;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  prefix:  GroupsPrefix(s, p, j, least, most)
                     ==> 1 < most
                         && GroupsPrefix(s, e + 1, j, least - 1, most - 1);
       ensures  text:    1 < most
                      && Groups(s, e + 1, j, least - 1, most - 1)
                     ==> Groups(s, p, j, least, most);
    @/
    static void group_read(const uint8_t *s, size_t p, size_t e, size_t j,
                           int least, int most)
    {
        colon_read(s, p, e, j);
    }

    /@ requires colon:   GroupAndColon(s, p, e) && e + 1 < j && s[e + 1] != ':';
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  prefix:  LastGroupsPrefix(s, p, j, m)
                     ==> 1 < m && LastGroupsPrefix(s, e + 1, j, m - 1);
       ensures  text:    1 < m && LastGroups(s, e + 1, j, m - 1)
                     ==> LastGroups(s, p, j, m);
    @/
    static void last_group_read(const uint8_t *s, size_t p, size_t e, size_t j,
                                int m)
    {
        group_read(s, p, e, j, m, m);
        colon_read(s, p, e, j);
    }

    /@ requires colon:   GroupAndColon(s, p, e) && e + 1 < j && s[e + 1] == ':';
       requires bounds:  1 <= m <= 8;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  prefix:  LastGroupsPrefix(s, p, j, m)
                     ==> 1 < m && Ipv6RightPrefix(s, e + 2, j, m - 2);
       ensures  text:    1 < m && Ipv6Right(s, e + 2, j, m - 2)
                     ==> LastGroups(s, p, j, m);
    @/
    static void gap_read(const uint8_t *s, size_t p, size_t e, size_t j, int m)
    {
        group_read(s, p, e, j, m, m);
        colon_read(s, p, e, j);
        no_group_read(s, e + 1, j, m - 1, m - 1, 0);
    }
*/

/* Where the group at c[p] ends. */
/*@ requires position:  p < n;
    requires readable:  \valid_read(c + (p .. n - 1));
    requires beginning: GroupBegun(c, p, n);
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  position:  p < \result <= n;
    ensures  all:       \result == n ==> GroupText(c, p, n);
    ensures  colon:     \result < n && c[\result] == ':'
                    ==> GroupAndColon(c, p, \result);
    ensures  tail:      \result < n && c[\result] != ':'
                    ==> !GroupPrefix(c, p, n) && !GroupColon(c, p);
*/
static size_t group_end(const uint8_t *c, size_t p, size_t n)
{
    return scan_group(c, p, n).end;
}

/* At most `most` groups behind "::", of which one must be there. */
/*@ requires position:  p <= n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (p .. n + COMPLETE_ADDRESS_MAX - 1));
    requires bounds:    most - 6 <= least <= 1;
    requires beginning: GroupsPrefix(c, p, n, least, most);
    terminates          \true;
    decreases           most;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      Groups(c, p, \result, least, most);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n || \result <= p + LENGTH(most);
*/
static size_t complete_groups(uint8_t *c, size_t p, size_t n, int least,
                              int most)
{
    size_t behind;
    size_t end;

    if (p == n) {
        c[n] = '0';
        return n + 1;
    }
    behind = group_end(c, p, n);
    if (behind == n)
        return n;
    if (c[behind] != ':')
        return complete_ipv4(c, p, n);
    /*@ ghost group_read(c, p, behind, n, least, most); */
    end = complete_groups(c, behind + 1, n, least - 1, most - 1);
    //@ assert kept: GroupAndColon(c, p, behind);
    /*@ ghost group_read(c, p, behind, end, least, most); */
    return end;
}

/* What stands behind "::": at most `most` groups. */
/*@ requires position:  r <= n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (r .. n + COMPLETE_ADDRESS_MAX - 1));
    requires bounds:    0 <= most <= 7;
    requires beginning: Ipv6RightPrefix(c, r, n, most);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      Ipv6Right(c, r, \result, most);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n || \result <= r + LENGTH(most);
*/
static size_t complete_right(uint8_t *c, size_t r, size_t n, int most)
{
    return r == n ? n : complete_groups(c, r, n, 1, most);
}

/* Behind the group c[p .. n) "::" stands for the rest. */
/*@ requires position:  p < n <= SIZE_MAX - 2;
    requires writable:  \valid(c + (p .. n + 1));
    requires bounds:    2 <= m <= 8;
    requires group:     GroupText(c, p, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + 1];
    ensures  text:      LastGroups(c, p, \result, m);
    ensures  position:  \result == n + 2;
*/
static size_t complete_with_gap(uint8_t *c, size_t n)
/*@ ghost (size_t p, int m) */
{
    c[n] = ':';
    c[n + 1] = ':';
    //@ assert colon: GroupAndColon(c, p, n);
    /*@ ghost gap_read(c, p, n, n + 2, m); */
    return n + 2;
}

/* Behind the group at c[p] and its colon stands another, or nothing yet. */
/*@ requires position:  p < colon < n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (p .. n + COMPLETE_ADDRESS_MAX - 1));
    requires bounds:    1 <= m <= 8;
    requires colon:     GroupAndColon(c, p, colon);
    requires gap:       colon + 1 == n || c[colon + 1] == ':';
    requires beginning: LastGroupsPrefix(c, p, n, m);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      LastGroups(c, p, \result, m);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n || \result <= p + LENGTH(m);
*/
static size_t complete_gap(uint8_t *c, size_t colon, size_t n, int m)
/*@ ghost (size_t p) */
{
    size_t end;

    if (colon + 1 == n) {
        /*@ ghost group_read(c, p, colon, n, m, m); */
        c[n] = ':';
        end = n + 1;
        //@ assert written: GroupAndColon(c, p, colon) && c[colon + 1] == ':';
    } else {
        /*@ ghost gap_read(c, p, colon, n, m); */
        end = complete_right(c, colon + 2, n, m - 2);
        //@ assert kept: GroupAndColon(c, p, colon) && c[colon + 1] == ':';
    }
    //@ assert right: 1 < m && Ipv6Right(c, colon + 2, end, m - 2);
    /*@ ghost gap_read(c, p, colon, end, m); */
    return end;
}

/* The last m groups of an address that has no "::" yet. */
/*@ requires position:  p < n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (p .. n + COMPLETE_ADDRESS_MAX - 1));
    requires bounds:    1 <= m <= 8;
    requires beginning: LastGroupsPrefix(c, p, n, m);
    terminates          \true;
    decreases           m;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      LastGroups(c, p, \result, m);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n || \result <= p + LENGTH(m);
*/
static size_t complete_last_groups(uint8_t *c, size_t p, size_t n, int m)
{
    size_t colon = group_end(c, p, n);
    size_t end;

    if (colon == n && m == 1)
        return n;
    if (colon == n)
        return complete_with_gap(c, n) /*@ ghost (p, m) */;
    if (c[colon] != ':')
        return complete_ipv4(c, p, n);
    if (colon + 1 == n || c[colon + 1] == ':')
        return complete_gap(c, colon, n, m) /*@ ghost (p) */;
    /*@ ghost last_group_read(c, p, colon, n, m); */
    end = complete_last_groups(c, colon + 1, n, m - 1);
    //@ assert kept: GroupAndColon(c, p, colon) && c[colon + 1] != ':';
    /*@ ghost last_group_read(c, p, colon, end, m); */
    return end;
}

/* ---- the address ------------------------------------------------------- */

/*@ ghost
    /@ requires gap:     s[i] == ':' && i + 1 < j && Ipv6Prefix(s, i, j);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  gap:     s[i + 1] == ':';
       ensures  right:   Ipv6RightPrefix(s, i + 2, j, 7);
    @/
    static void gap_first_read(const uint8_t *s, size_t i, size_t j)
    {
        no_group_read(s, i, j, 8, 8, 7);
        /@ assert right: Ipv6RightPrefix(s, Ipv6GapEnd(s, i), j,
                                         7 - Ipv6GapGroups(s, i)); @/
    }
*/

/* "::" begins it. */
/*@ requires position:  i < n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (i .. n + COMPLETE_ADDRESS_MAX - 1));
    requires gap:       c[i] == ':';
    requires beginning: Ipv6Prefix(c, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      Ipv6Text(c, i, \result);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n
                     || \result <= i + COMPLETE_IPV6_LENGTH;
*/
static size_t complete_gap_first(uint8_t *c, size_t i, size_t n)
{
    size_t end;

    if (i + 1 == n) {
        c[n] = ':';
        end = n + 1;
        //@ assert written: c[i] == ':' && c[i + 1] == ':';
    } else {
        /*@ ghost gap_first_read(c, i, n); */
        end = complete_right(c, i + 2, n, GROUPS - 1);
        //@ assert kept: c[i] == ':' && c[i + 1] == ':';
    }
    //@ assert right: Ipv6Right(c, i + 2, end, 7);
    //@ assert gap: c[i] == ':' && c[i + 1] == ':';
    return end;
}

/* A group begins it. */
/*@ requires position:  i < n <= SIZE_MAX - COMPLETE_ADDRESS_MAX;
    requires writable:  \valid(c + (i .. n + COMPLETE_ADDRESS_MAX - 1));
    requires group:     c[i] != ':';
    requires beginning: Ipv6Prefix(c, i, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. n + COMPLETE_ADDRESS_MAX - 1];
    ensures  text:      Ipv6Text(c, i, \result);
    ensures  position:  n <= \result <= n + COMPLETE_ADDRESS_MAX;
    ensures  short:     \result <= n
                     || \result <= i + COMPLETE_IPV6_LENGTH;
*/
static size_t complete_group_first(uint8_t *c, size_t i, size_t n)
{
    size_t end = complete_last_groups(c, i, n, GROUPS);

    //@ assert kept: c[i] != ':';
    return end;
}

size_t complete_ipv6(uint8_t *c, size_t i, size_t n)
{
    if (i == n) {
        c[n] = ':';
        c[n + 1] = ':';
        //@ assert gap: Ipv6Gap(c, i) && Ipv6GapEnd(c, i) == n + 2;
        return n + 2;
    }
    if (c[i] == ':')
        return complete_gap_first(c, i, n);
    return complete_group_first(c, i, n);
}
