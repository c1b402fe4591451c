/*
 * A line that is written is read again as what it was written for, whatever
 * stands behind it.  This is no part of the library; it calls it as two
 * machines do, one that sends and one that receives.
 */
#include "ppv1/line.h"

#ifdef __FRAMAC__
#include "spec/line_again.acsl"
#endif

/*@ requires line:      \valid_read(line) && CanBeWritten(line);
    requires writable:  \valid(text + (0 .. PPV1_LINE_MAX - 1));
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX - 1), line);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1];
    ensures  bound:     \result <= PPV1_LINE_MAX;
    ensures  says:      LineSays(text, \result, line);
*/
static size_t write_line(const struct ppv1_line *line, uint8_t *text)
{
    return ppv1_write(line, text);
}

/* Reads text[0 .. n), which begins with a line of that length. */
/*@ requires readable:  \valid_read(text + (0 .. n - 1)) && length <= n;
    requires writable:  \valid(again);
    requires separated: \separated(text + (0 .. n - 1), line, again);
    requires line:      \valid_read(line) && LineSays(text, length, line);
    terminates          \true;
    exits               \false;
    assigns             *again;
    ensures  accepted:  again->answer == PPV1_ACCEPTED;
    ensures  length:    again->length == length;
    ensures  says:      LineSays(text, length, again);
*/
static void read_line(const uint8_t *text, size_t n, struct ppv1_line *again)
/*@ ghost (size_t length, const struct ppv1_line *line) */
{
    ppv1_parse(text, n, again);
    /*@ ghost said_is_a_line(text); */
}

/*
 * Writes the line to text, reads text with `more` bytes of any kind behind the
 * line, and returns the written line's length.
 */
/*@ requires line:      \valid_read(line) && CanBeWritten(line);
    requires writable:  \valid(again);
    requires room:      more <= SIZE_MAX - PPV1_LINE_MAX
                     && \valid(text + (0 .. PPV1_LINE_MAX + more - 1));
    requires separated: \separated(text + (0 .. PPV1_LINE_MAX + more - 1),
                                   line, again);
    terminates          \true;
    exits               \false;
    assigns             text[0 .. PPV1_LINE_MAX - 1], *again;
    ensures  accepted:  again->answer == PPV1_ACCEPTED;
    ensures  length:    again->length == \result;
    ensures  same:      SaysTheSame(line, again);
*/
size_t read_again(const struct ppv1_line *line, uint8_t *text, size_t more,
                  struct ppv1_line *again)
{
    size_t length = write_line(line, text);

    read_line(text, length + more, again) /*@ ghost (length, line) */;
    /*@ ghost line_says_once(text, length); */
    return length;
}
