#include "audit_line.h"

#include <stdbool.h>

#include "lower_hex.h"

#define ESCAPE 4

/* ---- escape ------------------------------------------------------------ */

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == ImageSize(byte);
*/
static size_t image_size(uint8_t byte)
{
    bool stays = byte >= 0x20 && byte != 0x7f && byte != '|' && byte != '\\';

    return stays ? 1 : ESCAPE;
}

/*@ requires room:     at <= SIZE_MAX - ImageSize(byte);
    requires writable: \valid(to + (at .. at + ImageSize(byte) - 1));
    terminates         \true;
    exits              \false;
    assigns            to[at .. at + ImageSize(byte) - 1];
    ensures  exact:    ImageAt(to, at, byte);
*/
static void write_image(uint8_t byte, uint8_t *to, size_t at)
{
    if (image_size(byte) == 1) {
        to[at] = byte;
        return;
    }
    to[at] = '\\';
    to[at + 1] = 'x';
    to[at + 2] = lower_hex(byte / 16u);
    to[at + 3] = lower_hex(byte % 16u);
}

size_t audit_escape(const uint8_t *from, size_t n, uint8_t *to, size_t capacity)
{
    size_t at = 0;
    size_t i = 0;

    /*@ loop invariant place: 0 <= i <= n && at == ImagePlace{Pre}(from, i);
        loop invariant bound: at <= capacity && at <= AUDIT_ESCAPED_MAX(i);
        loop invariant grows: PlacesGrow{Pre}(from, i);
        loop invariant field: FieldText(to, at);
        loop invariant exact: Images{Pre,Here}(from, i, to);
        loop assigns          i, at, to[0 .. capacity - 1];
        loop variant          n - i;
    */
    while (i < n && image_size(from[i]) <= capacity - at) {
        write_image(from[i], to, at);
        at += image_size(from[i]);
        i++;
    }
    /*@ assert whole: capacity >= AUDIT_ESCAPED_MAX(n) ==> i == n; */
    /* The witness that Escaped asks for. */
    /*@ assert most: EscapedPrefix{Pre,Here}(from, n, to, at, capacity,
                                              i); */
    return at;
}

/* ---- unescape ---------------------------------------------------------- */

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> LowerHexByte(byte) == 1;
*/
static bool is_hex_digit(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f');
}

/*@ requires digit:   LowerHexByte(digit) == 1;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == LowerHexValue(digit);
    ensures  bound:   \result < 16;
*/
static uint8_t hex_value(uint8_t digit)
{
    return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/*@ requires readable: \valid_read(s + (0 .. n - 1));
    requires where:    i < n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Step(s, i, n);
    ensures  bound:    i + \result <= n;
*/
static size_t step(const uint8_t *s, size_t i, size_t n)
{
    if (n - i < ESCAPE || s[i] != '\\' || s[i + 1] != 'x')
        return 1;
    return is_hex_digit(s[i + 2]) && is_hex_digit(s[i + 3]) ? ESCAPE : 1;
}

/*@ requires readable: \valid_read(s + (0 .. n - 1));
    requires where:    i < n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == ByteAt(s, i, n);
*/
static uint8_t byte_at(const uint8_t *s, size_t i, size_t n)
{
    if (step(s, i, n) == 1)
        return s[i];
    return (uint8_t)(16 * hex_value(s[i + 2]) + hex_value(s[i + 3]));
}

size_t audit_unescape(const uint8_t *from, size_t n, uint8_t *to)
{
    size_t length = 0;
    size_t i = 0;

    /*@ loop invariant place: 0 <= length <= i <= n
                           && i == BytePlace{Pre}(from, n, length);
        loop invariant exact: BytesAre{Pre,Here}(from, n, to, length);
        loop assigns          i, length, to[0 .. n - 1];
        loop variant          n - i;
    */
    while (i < n) {
        to[length] = byte_at(from, i, n);
        length++;
        i += step(from, i, n);
    }
    return length;
}

/* ---- the line ---------------------------------------------------------- */

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> ControlByte(byte);
*/
static bool is_control(uint8_t byte)
{
    return byte < 0x20 || byte == 0x7f;
}

void audit_end_line(uint8_t *s, size_t n)
{
    /*@ loop invariant place:  0 <= i <= n;
        loop invariant clean:  NoControl(s, i);
        loop invariant marked: KeptOrMarked{Pre,Here}(s, i);
        loop invariant rest:   \forall integer j; i <= j < n ==>
                                 s[j] == \at(s[j], Pre);
        loop assigns           i, s[0 .. n - 1];
        loop variant           n - i;
    */
    for (size_t i = 0; i < n; i++) {
        if (is_control(s[i]))
            s[i] = '?';
    }
    s[n] = '\n';
}
