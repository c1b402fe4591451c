/*
 * digit - what a decimal digit is worth.
 */
#ifndef DIGIT_H
#define DIGIT_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __FRAMAC__
#include "spec/digit.acsl"
#endif

/* What the byte is worth as a digit; 0 to 9 if it is one. */
/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == c - '0';
*/
static inline int digit_worth(uint8_t c)
{
    return c - '0';
}

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> 0 <= worth <= 9;
*/
static inline bool is_digit_worth(int worth)
{
    return worth >= 0 && worth <= 9;
}

#endif
