#include "dice.h"

static uint64_t state = 1;

void dice_seed(uint64_t seed)
{
    state = seed * 2 + 1;
}

/* xorshift64* */
uint64_t dice_bits(void)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1d;
}

uint32_t dice_between(uint32_t first, uint32_t last)
{
    return first +
           (uint32_t)((dice_bits() >> 32) % ((uint64_t)last - first + 1));
}
