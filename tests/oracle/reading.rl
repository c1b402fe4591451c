/*
 * The machine of line.rl, a byte a time.
 */
#include "reading.h"

%%{
    machine steps;
    alphtype unsigned char;
    include line "line.rl";
    write data;
}%%

int reading_start(void)
{
    return steps_start;
}

bool reading_is_line(int state)
{
    return state >= steps_first_final;
}

int reading_last_state(void)
{
    return steps_first_final;
}

int reading_step(int state, uint8_t byte, size_t at, struct fields *found)
{
    const uint8_t *p = &byte, *pe = p + 1;
    int cs = state;

    %% write exec;
    return cs;
}
