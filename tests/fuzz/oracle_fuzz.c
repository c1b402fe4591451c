/*
 * Any bytes: the second reading of the protocol says what the parser says.
 */
#include <stdlib.h>

#include "oracle.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct ppv1_line line;

    if (!oracle_agrees(bytes, n, &line))
        abort();
    return 0;
}
