/*
 * What is escaped and unescaped is the same text, byte for byte, and for every
 * length there is a text that needs all the room that it may need.  This is no
 * part of the library; it calls it as any program would.
 */
#include "audit_line.h"

/* ---- what stands for a text is read as that text ----------------------- */

/*@ ghost
    /@ requires order:   i <= k;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  grows:   ImagePlace(t, i) + (k - i) <= ImagePlace(t, k);
    @/
    static void image_place_grows(const uint8_t *t, size_t i, size_t k)
    {
        /@ loop invariant place: i <= j <= k;
           loop invariant grows: ImagePlace(t, i) + (j - i)
                                 <= ImagePlace(t, j);
           loop assigns          j;
           loop variant          k - j;
        @/
        for (size_t j = i; j < k; j++)
            ;
    }

    /@ requires order:   i <= k;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  grows:   BytePlace(s, n, i) + (k - i) <= BytePlace(s, n, k);
    @/
    static void byte_place_grows(const uint8_t *s, size_t n, size_t i,
                                 size_t k)
    {
        /@ loop invariant place: i <= j <= k;
           loop invariant grows: BytePlace(s, n, i) + (j - i)
                                 <= BytePlace(s, n, j);
           loop assigns          j;
           loop variant          k - j;
        @/
        for (size_t j = i; j < k; j++)
            ;
    }

    /@ requires image:   n <= SIZE_MAX / 4 && EscapedWhole{Pre,Pre}(t, n, s, m);
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  places:  BytePlace(s, m, n) == m;
       ensures  bytes:   \forall integer i; 0 <= i < n ==>
                         ByteAt(s, BytePlace(s, m, i), m) == t[i];
    @/
    static void image_is_read(const uint8_t *t, size_t n, const uint8_t *s,
                              size_t m)
    {
        /@ loop invariant place:  0 <= i <= n;
           loop invariant places: BytePlace(s, m, i) == ImagePlace(t, i);
           loop invariant bytes:  \forall integer k; 0 <= k < i ==>
                                  ByteAt(s, BytePlace(s, m, k), m) == t[k];
           loop assigns           i;
           loop variant           n - i;
        @/
        for (size_t i = 0; i < n; i++) {
            image_place_grows(t, i + 1, n);
            /@ assert image: ImageAt(s, ImagePlace(t, i), t[i]); @/
            /@ assert inside: ImagePlace(t, i) + ImageSize(t[i]) <= m; @/
            /@ assert step: Step(s, ImagePlace(t, i), m) == ImageSize(t[i]); @/
            /@ assert byte: ByteAt(s, ImagePlace(t, i), m) == t[i]; @/
        }
    }

    /@ requires length:  n <= m && BytePlace(s, m, n) == m;
       terminates        \true;
       exits             \false;
       assigns           \nothing;
       ensures  once:    \forall integer k;
                         0 <= k <= m && BytePlace(s, m, k) == m ==> k == n;
    @/
    static void image_ends_once(const uint8_t *s, size_t m, size_t n)
    {
        /@ loop invariant place: 0 <= i <= n;
           loop invariant once:  \forall integer k; 0 <= k < i ==>
                                 BytePlace(s, m, k) < m;
           loop assigns          i;
           loop variant          n - i;
        @/
        for (size_t i = 0; i < n; i++)
            byte_place_grows(s, m, i, n);
        /@ loop invariant place: n <= i <= m;
           loop invariant once:  \forall integer k; n < k <= i ==>
                                 BytePlace(s, m, k) > m;
           loop assigns          i;
           loop variant          m - i;
        @/
        for (size_t i = n; i < m; i++)
            byte_place_grows(s, m, n, i + 1);
    }
*/

/* ---- programs ---------------------------------------------------------- */

/*@ requires length:    n <= SIZE_MAX / 4;
    requires readable:  \valid_read(text + (0 .. n - 1));
    requires writable:  \valid(line + (0 .. AUDIT_ESCAPED_MAX(n) - 1));
    requires separated: \separated(text + (0 .. n - 1),
                            line + (0 .. AUDIT_ESCAPED_MAX(n) - 1));
    terminates          \true;
    exits               \false;
    assigns             line[0 .. AUDIT_ESCAPED_MAX(n) - 1];
    ensures  bound:     n <= \result <= AUDIT_ESCAPED_MAX(n);
    ensures  whole:     EscapedWhole{Post,Post}(text, n, line, \result);
*/
static size_t escape(const uint8_t *text, size_t n, uint8_t *line)
{
    size_t m = audit_escape(text, n, line, AUDIT_ESCAPED_MAX(n));
    /*@ ghost
        /@ loop invariant place: 0 <= i <= n;
           loop invariant same:  \forall integer k; 0 <= k <= i ==>
                                 ImagePlace(text, k)
                                 == ImagePlace{Pre}(text, k);
           loop assigns          i;
           loop variant          n - i;
        @/
        for (size_t i = 0; i < n; i++)
            ;
        image_place_grows(text, 0, n);
    */
    return m;
}

/* Escapes the text into the line and unescapes that: the length is returned. */
/*@ requires length:    n <= SIZE_MAX / 4;
    requires readable:  \valid_read(text + (0 .. n - 1));
    requires writable:  \valid(line + (0 .. AUDIT_ESCAPED_MAX(n) - 1))
                     && \valid(again + (0 .. AUDIT_ESCAPED_MAX(n) - 1));
    requires separated: \separated(text + (0 .. n - 1),
                            line + (0 .. AUDIT_ESCAPED_MAX(n) - 1),
                            again + (0 .. AUDIT_ESCAPED_MAX(n) - 1));
    terminates          \true;
    exits               \false;
    assigns             line[0 .. AUDIT_ESCAPED_MAX(n) - 1],
                        again[0 .. AUDIT_ESCAPED_MAX(n) - 1];
    ensures  length:    \result == n;
    ensures  same:      SameText(again, text, n);
*/
size_t audit_again(const uint8_t *text, size_t n, uint8_t *line, uint8_t *again)
{
    size_t m = escape(text, n, line);

    /*@ ghost
        image_is_read(text, n, line, m);
        image_ends_once(line, m, n);
    */
    return audit_unescape(line, m, again);
}

/* Escapes a text of that length that becomes as long as any can. */
/*@ requires length:    n <= SIZE_MAX / 4;
    requires writable:  \valid(text + (0 .. n - 1))
                     && \valid(line + (0 .. AUDIT_ESCAPED_MAX(n) - 1));
    requires separated: \separated(text + (0 .. n - 1),
                            line + (0 .. AUDIT_ESCAPED_MAX(n) - 1));
    terminates          \true;
    exits               \false;
    assigns             text[0 .. n - 1], line[0 .. AUDIT_ESCAPED_MAX(n) - 1];
    ensures  longest:   \result == AUDIT_ESCAPED_MAX(n);
*/
size_t audit_longest(uint8_t *text, size_t n, uint8_t *line)
{
    /*@ loop invariant place: 0 <= i <= n;
        loop invariant feeds: \forall integer k; 0 <= k < i ==>
                              text[k] == '\n';
        loop assigns          i, text[0 .. n - 1];
        loop variant          n - i;
    */
    for (size_t i = 0; i < n; i++)
        text[i] = '\n';
    /*@ ghost
        /@ loop invariant place: 0 <= i <= n;
           loop invariant long:  ImagePlace(text, i) == AUDIT_ESCAPED_MAX(i);
           loop assigns          i;
           loop variant          n - i;
        @/
        for (size_t i = 0; i < n; i++)
            ;
    */
    return audit_escape(text, n, line, AUDIT_ESCAPED_MAX(n));
}
