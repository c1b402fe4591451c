/*
 * A TCP4 line that was read and is written again is the same line, byte for
 * byte.  That is so because numbers have no leading zeros and fields have one
 * space before them.  UNKNOWN may say more than is kept, and an IPv6 address has
 * many spellings: there it is not so.  This is no part of the library; it calls
 * it as a relay does.
 */
#include "ppv1/line.h"

#ifdef __FRAMAC__
#include "spec/line_said.acsl"
#include "spec/one_line.acsl"
#endif

/* A TCP4 line is accepted, and nothing else is accepted as one. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(line);
    requires separated: \separated(bytes + (0 .. n - 1), line);
    terminates          \true;
    exits               \false;
    assigns             *line;
    ensures  every:     \forall integer k; k <= n && Tcp4Line(bytes, k)
                    ==> TakenAsTcp4(line) && line->length == k;
    ensures  only:      TakenAsTcp4(line) ==> line->length <= n
                     && Tcp4Line(bytes, line->length);
    ensures  says:      TakenAsTcp4(line)
                    ==> Tcp4Says(bytes, line->length, line);
*/
static void read_tcp4_line(const uint8_t *bytes, size_t n,
                           struct ppv1_line *line)
{
    ppv1_parse(bytes, n, line);
    /*@ assert says: TakenAsTcp4(line)
          ==> Tcp4Says(bytes, line->length, line); */
    /*@ ghost said_is_a_line(bytes); */
    //@ assert word: TakenAsTcp4(line) ==> Tcp4Word(bytes);
}

/* Writes the line that *line was read from. */
/*@ requires line:      \valid_read(line) && line->protocol == PPV1_TCP4;
    requires writable:  \valid(text + (0 .. PPV1_LINE_MAX - 1));
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX - 1), line);
    requires says:      Tcp4Says(bytes, line->length, line);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  length:    \result == line->length;
    ensures  same:      SameSpan{Pre,Post}(bytes, text, 0, \result);
*/
static size_t write_tcp4_line(const struct ppv1_line *line, uint8_t *text)
/*@ ghost (const uint8_t *bytes) */
{
    return ppv1_write(line, text);
}

/*
 * If bytes[0 .. n) begin with a TCP4 line, it is read, written to text, and its
 * length returned; else 0.
 */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(text + (0 .. PPV1_LINE_MAX - 1));
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  every:     \forall integer k; k <= n && Tcp4Line{Pre}(bytes, k)
                    ==> \result == k;
    ensures  only:      \result > 0 ==>
                        \result <= n && Tcp4Line{Pre}(bytes, \result);
    ensures  same:      SameSpan{Pre,Post}(bytes, text, 0, \result);
*/
size_t write_again(const uint8_t *bytes, size_t n, uint8_t *text)
{
    struct ppv1_line line;

    read_tcp4_line(bytes, n, &line);
    if (line.answer != PPV1_ACCEPTED || line.protocol != PPV1_TCP4)
        return 0;
    return write_tcp4_line(&line, text) /*@ ghost (bytes) */;
}
