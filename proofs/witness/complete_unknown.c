#include "complete_unknown.h"

/* "PROXY UNKNOWN", of which c[0 .. n) is there. */
/*@ requires writable:  \valid(c + (0 .. 12));
    requires beginning: n <= 13 && ProxyBegun(c, n) && UnknownBegun(c, n);
    terminates          \true;
    exits               \false;
    assigns             c[n .. 12];
    ensures  word:      UnknownWord(c);
*/
static void write_word(uint8_t *c, size_t n)
{
    const uint8_t word[13] = {'P', 'R', 'O', 'X', 'Y', ' ', 'U',
                              'N', 'K', 'N', 'O', 'W', 'N'};

    /*@ loop invariant range:   \at(n, Pre) <= n <= 13;
        loop invariant proxy:   ProxyBegun(c, n);
        loop invariant unknown: UnknownBegun(c, n);
        loop assigns n, c[\at(n, Pre) .. 12];
        loop variant 13 - n;
    */
    for (; n < 13; n++)
        c[n] = word[n];
}

/* CRLF at c[end], or only its LF. */
/*@ requires writable:  \valid(c + (0 .. COMPLETE_ROOM - 1));
    requires position:  n == end || (n == end + 1 && c[end] == '\r');
    requires word:      UnknownWord(c) && 13 <= end <= 105;
    requires text:      13 < end ==> c[13] == ' ' && NoCrlf(c, 14, end, end);
    terminates          \true;
    exits               \false;
    assigns             c[n .. COMPLETE_ROOM - 1];
    ensures  line:      Line(c, \result);
    ensures  length:    n < \result;
*/
static size_t write_crlf(uint8_t *c, size_t end, size_t n)
{
    if (n == end)
        c[end] = '\r';
    c[end + 1] = '\n';
    //@ assert before: 13 < end ==> NoCrlf(c, 14, end - 1, end + 2);
    //@ assert last:   13 < end ==> !Crlf(c, end - 1);
    //@ assert fields: UnknownFields(c, end) && Crlf(c, end);
    return end + 2;
}

size_t complete_unknown(uint8_t *c, size_t n)
{
    if (n <= 13) {
        write_word(c, n);
        return write_crlf(c, 13, 13);
    }
    if (n == 106 || (n == 14 && c[13] == '\r'))
        return write_crlf(c, n - 1, n);
    return write_crlf(c, n, n);
}
