#include "decimal.h"

size_t decimal_write(uint16_t value, uint8_t *text, size_t at)
{
    unsigned below10000 = value % 10000u;
    unsigned below1000 = below10000 % 1000;
    unsigned below100 = below1000 % 100;

    if (value >= 10000)
        text[at++] = (uint8_t)('0' + value / 10000);
    if (value >= 1000)
        text[at++] = (uint8_t)('0' + below10000 / 1000);
    if (value >= 100)
        text[at++] = (uint8_t)('0' + below1000 / 100);
    if (value >= 10)
        text[at++] = (uint8_t)('0' + below100 / 10);
    text[at++] = (uint8_t)('0' + below100 % 10);
    return at;
}
