#include "line_future.h"

#ifdef __FRAMAC__
#include "spec/line_history.acsl"
#endif

size_t line_future(uint8_t *c, size_t n, struct ppv1_line *line)
{
    ppv1_parse(c, n, line);
    if (line->answer == PPV1_INCOMPLETE)
        return complete_line(c, n);
    /*@ ghost said_is_a_line(c); */
    return line->length;
}
