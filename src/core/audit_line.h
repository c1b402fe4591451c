/*
 * audit_line - text from the wire, made fit for one field of one line, and the
 * line's end.
 *
 * Escaped are the bytes that could end the line, end the field or drive a
 * terminal: control bytes 0x00 to 0x1f and 0x7f, `|` and `\`, each as \xHH
 * with lower-case digits.  Everything else stays.  The escaping can be undone.
 */
#ifndef AUDIT_LINE_H
#define AUDIT_LINE_H

#include <stddef.h>
#include <stdint.h>

/* Room that `n` bytes need at most when they are escaped. */
#define AUDIT_ESCAPED_MAX(n) (4 * (n))

#ifdef __FRAMAC__
#include "spec/audit_line.acsl"
#endif

/* audit_escape - writes from[0 .. n) escaped to to[0 .. capacity) and returns
 * how many bytes that took.  Stops before the first byte whose escape does not
 * fit; with capacity >= AUDIT_ESCAPED_MAX(n) everything fits. */
/*@ requires readable:  \valid_read(from + (0 .. n - 1));
    requires writable:  \valid(to + (0 .. capacity - 1));
    requires separated: \separated(from + (0 .. n - 1),
                                   to + (0 .. capacity - 1));
    terminates          \true;
    exits               \false;
    assigns             to[0 .. capacity - 1];
    ensures  bound:     \result <= capacity && \result <= AUDIT_ESCAPED_MAX(n);
    ensures  field:     FieldText(to, \result);
    ensures  exact:     Escaped{Pre,Post}(from, n, to, \result,
                            capacity);
    ensures  whole:     capacity >= AUDIT_ESCAPED_MAX(n)
                    ==> EscapedWhole{Pre,Post}(from, n, to, \result);
*/
size_t audit_escape(const uint8_t *from, size_t n, uint8_t *to,
                    size_t capacity);

/* audit_unescape - the inverse; to[0 .. n) has room.  Returns the length. */
/*@ requires readable:  \valid_read(from + (0 .. n - 1));
    requires writable:  \valid(to + (0 .. n - 1));
    requires separated: \separated(from + (0 .. n - 1), to + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             to[0 .. n - 1];
    ensures  bound:     \result <= n;
    ensures  exact:     Unescaped{Pre,Post}(from, n, to, \result);
*/
size_t audit_unescape(const uint8_t *from, size_t n, uint8_t *to);

/* audit_end_line - ends the line s[0 .. n) with a line feed, for which there is
 * room at s[n].  It is the line's only one: a control byte before it, of which
 * there should be none, becomes a question mark. */
/*@ requires writable:  \valid(s + (0 .. n));
    terminates          \true;
    exits               \false;
    assigns             s[0 .. n];
    ensures  line:      WholeLine(s, n + 1);
    ensures  kept:      KeptOrMarked{Pre,Post}(s, n);
*/
void audit_end_line(uint8_t *s, size_t n);

#endif
