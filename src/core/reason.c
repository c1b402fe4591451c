#include "ppv1/reason.h"

const char *ppv1_reason_text(enum ppv1_reason reason)
{
    switch (reason) {
#define CASE(name, text)                                                       \
    case PPV1_REASON_##name:                                                   \
        return text;
        PPV1_REASONS(CASE)
#undef CASE
    case PPV1_REASON_COUNT:
        break;
    }
    return "no reason";
}
