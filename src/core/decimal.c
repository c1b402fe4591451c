#include "decimal.h"

size_t decimal_write(uint16_t value, uint8_t *text, size_t at)
{
    if (value >= 10000)
        text[at++] = (uint8_t)('0' + value / 10000);
    if (value >= 1000)
        text[at++] = (uint8_t)('0' + value / 1000 % 10);
    if (value >= 100)
        text[at++] = (uint8_t)('0' + value / 100 % 10);
    if (value >= 10)
        text[at++] = (uint8_t)('0' + value / 10 % 10);
    text[at++] = (uint8_t)('0' + value % 10);
    return at;
}
