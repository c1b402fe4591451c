/*
 * networks_sort - blocks in the order in which they begin.
 */
#ifndef NETWORKS_SORT_H
#define NETWORKS_SORT_H

#include <stddef.h>

#include "ppv1/networks.h"

#ifdef __FRAMAC__
#include "spec/networks_sort.acsl"
#endif

/* networks_sort - puts blocks[0 .. n) in order, in place, in n log n time
 * whatever their order was (a heap sort). */
/*@ requires writable: \valid(blocks + (0 .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            blocks[0 .. n - 1];
    ensures  sorted:   Sorted(blocks, 0, n);
    ensures  same:     SameCover{Pre, Post}(blocks, n);
*/
void networks_sort(struct ppv1_network *blocks, size_t n);

#endif
