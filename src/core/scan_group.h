/*
 * scan_group - one group of an IPv6 address: one to four hexadecimal digits.
 */
#ifndef SCAN_GROUP_H
#define SCAN_GROUP_H

#include "scan.h"

struct group {
    size_t end;
    enum scan_answer answer;
    uint16_t value; /* when done */
};

#ifdef __FRAMAC__
#include "spec/group.acsl"
#endif

/* scan_group - a group (RFC 4291 section 2.2) in either case.  Its bytes are
 * the hexadecimal digits; the fifth is one too many. */
/*@ requires readable:  \valid_read(s + (i .. n - 1));
    requires position:  i <= n;
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  closed:    \result.answer == SCAN_DONE
                     || \result.answer == SCAN_MORE
                     || \result.answer == SCAN_GROUP_MISSING
                     || \result.answer == SCAN_GROUP_TOO_LONG;
    ensures  position:  i <= \result.end <= n;
    ensures  done:      \result.answer == SCAN_DONE
                   <==> GroupDone(s, i, n, \result.end);
    ensures  value:     \result.answer == SCAN_DONE
                    ==> \result.value == GroupValue(s, i, \result.end);
    ensures  more:      \result.answer == SCAN_MORE <==> GroupPrefix(s, i, n);
    ensures  all:       \result.answer == SCAN_MORE <==> \result.end == n;
    ensures  prefix:    GroupPrefix(s, i, \result.end);
    ensures  stop:      \result.answer != SCAN_MORE
                    ==> GroupStop(s, i, \result.end);
    ensures  missing:   \result.answer == SCAN_GROUP_MISSING
                   <==> GroupMissing(s, i, n, \result.end);
    ensures  too_long:  \result.answer == SCAN_GROUP_TOO_LONG
                   <==> GroupTooLong(s, i, n, \result.end);
    ensures  colon:     \result.answer != SCAN_MORE
                    ==> (GroupColon(s, i) <==> \result.answer == SCAN_DONE
                                               && s[\result.end] == ':');
    ensures  reach:     \result.answer == SCAN_DONE
                    ==> \result.end <= GroupEnd(s, i);
    ensures  separator: \result.answer == SCAN_DONE
                     && (s[\result.end] == ':' || s[\result.end] == '.')
                    ==> \result.end == GroupEnd(s, i);
*/
struct group scan_group(const uint8_t *s, size_t i, size_t n);

#endif
