#include "error.h"

uint16_t error_number(enum error error)
{
    static const uint16_t numbers[] = {
#define ERROR_NUMBER(name, number, state) number,
        ERRORS(ERROR_NUMBER)
#undef ERROR_NUMBER
    };

    return numbers[error];
}

const char *error_state(enum error error)
{
    static const char *const states[] = {
#define ERROR_STATE(name, number, state) state,
        ERRORS(ERROR_STATE)
#undef ERROR_STATE
    };

    return states[error];
}
