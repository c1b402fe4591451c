/*
 * What the contract of ppv1_parse says, put together: which bytes get which
 * answer, and that it does not matter in how many pieces they come.  This is
 * no part of the library; it calls ppv1_parse as a server does.
 */
#include "ppv1/line.h"

#ifdef __FRAMAC__
#include "spec/line_history.acsl"
#endif

/* Every answer, if and only if. */
/*@ requires readable:   \valid_read(bytes + (0 .. n - 1));
    requires writable:   \valid(line);
    requires separated:  \separated(bytes + (0 .. n - 1), line);
    terminates           \true;
    exits                \false;
    assigns              *line;
    ensures  accepted:   \forall integer k; k <= n ==>
                         (line->answer == PPV1_ACCEPTED && line->length == k
                          <==> Line(bytes, k));
    ensures  incomplete: line->answer == PPV1_INCOMPLETE
                    <==> LineLater(bytes, n) && LinePrefix(bytes, n);
    ensures  rejected:   line->answer == PPV1_REJECTED
                    <==> LineLater(bytes, n) && !LinePrefix(bytes, n);
    ensures  first:      line->answer == PPV1_REJECTED ==>
                         line->offset < n && LinePrefix(bytes, line->offset)
                         && NoPrefix(bytes, line->offset);
    ensures  only:       line->answer == PPV1_ACCEPTED ==>
                         OnlyLine(bytes, line->length);
    ensures  none:       line->answer == PPV1_REJECTED ==> NoLine(bytes);
    ensures  says:       line->answer == PPV1_ACCEPTED ==>
                         LineText(bytes, line->length, line->protocol,
                             line->source, line->destination,
                             line->source_port, line->destination_port);
*/
static void parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    ppv1_parse(bytes, n, line);
    /*@ ghost said_is_a_line(bytes); */
    /*@ assert length: line->answer == PPV1_ACCEPTED ==>
          Line(bytes, line->length); */
}

/* Every beginning of a line is incomplete. */
/*@ requires readable:   \valid_read(bytes + (0 .. n - 1));
    requires line:       \exists integer k; n < k && Line(bytes, k);
    terminates           \true;
    exits                \false;
    assigns              \nothing;
    ensures  incomplete: \result == PPV1_INCOMPLETE;
*/
static enum ppv1_answer parse_beginning(const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    parse(bytes, n, &line);
    return line.answer;
}

/*
 * bytes[0 .. n) come first, and then the rest of bytes[0 .. m): what was said
 * of the first stays said of all.
 */
/*@ requires readable:   \valid_read(bytes + (0 .. m - 1));
    requires pieces:     n <= m;
    requires writable:   \valid(first) && \valid(all);
    requires separated:  \separated(bytes + (0 .. m - 1), first, all);
    terminates           \true;
    exits                \false;
    assigns              *first, *all;
    ensures  accepted:   first->answer == PPV1_ACCEPTED ==>
                         all->answer == PPV1_ACCEPTED
                         && all->length == first->length;
    ensures  rejected:   first->answer == PPV1_REJECTED ==>
                         all->answer == PPV1_REJECTED
                         && all->offset == first->offset;
    ensures  incomplete: all->answer == PPV1_INCOMPLETE ==>
                         first->answer == PPV1_INCOMPLETE;
    ensures  says:       first->answer == PPV1_ACCEPTED ==>
                         SaysTheSame(first, all);
*/
static void split(const uint8_t *bytes, size_t n, size_t m,
                  struct ppv1_line *first, struct ppv1_line *all)
{
    parse(bytes, n, first);
    parse(bytes, m, all);
    /*@ assert says: first->answer == PPV1_ACCEPTED ==>
          LineText(bytes, first->length, first->protocol, first->source,
                   first->destination, first->source_port,
                   first->destination_port); */
    /*@ ghost if (first->answer == PPV1_ACCEPTED)
          line_says_once(bytes, first->length); */
}
