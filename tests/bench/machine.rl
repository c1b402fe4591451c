/*
 * tests/oracle/line.rl over all bytes at once, which is how -G2 is fastest.
 */
#include "parsers.h"

#include "reading.h"

%%{
    machine whole;
    alphtype unsigned char;
    variable p  at;
    variable pe end;
    getkey bytes[at];
    include line "line.rl";
    write data noerror noentry;
}%%

void machine_parse(const uint8_t *bytes, size_t n, struct ppv1_line *line)
{
    struct fields fields, *found = &fields;
    size_t at = 0, end = n < PPV1_LINE_MAX ? n : PPV1_LINE_MAX;
    int cs = whole_start;

    *line = (struct ppv1_line){.answer = PPV1_INCOMPLETE};
    %% write exec;
    if (cs >= whole_first_final) {
        line->answer = PPV1_ACCEPTED;
        line->length = at;
    } else if (at < end || end == PPV1_LINE_MAX) {
        line->answer = PPV1_REJECTED;
        line->offset = at;
    }
}
