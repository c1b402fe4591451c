#include "complete.h"

size_t complete_port(uint8_t *c, size_t i, size_t n)
{
    if (n > i)
        return n;
    c[n] = '0';
    return n + 1;
}
