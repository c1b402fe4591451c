/*
 * dice - random numbers; the same seed gives the same ones.
 */
#ifndef DICE_H
#define DICE_H

#include <stddef.h>
#include <stdint.h>

void dice_seed(uint64_t seed);

/* 64 random bits. */
uint64_t dice_bits(void);

/* From `first` to `last`. */
uint32_t dice_between(uint32_t first, uint32_t last);

#endif
