/*
 * The writer's note of an address has the groups that are written.  This is no
 * part of the library: its functions are for provers alone.
 */
#include "ppv1/address.h"

#ifdef __FRAMAC__
#include "spec/group_copy.acsl"
#include "spec/noted_groups.acsl"
#endif

/*@ ghost
    void note_groups(struct ppv1_address a, const uint16_t *groups,
                     size_t first, size_t end,
                     struct ipv6_note \ghost *note)
    {
        /@ loop invariant place: 0 <= k <= 8;
           loop invariant same:  \forall integer n; 0 <= n < k ==>
                                   note->groups[n] == \at(groups[n], Pre);
           loop assigns          k, note->groups[0 .. 7];
           loop variant          8 - k;
        @/
        for (size_t k = 0; k < 8; k++)
            note->groups[k] = groups[k];
        note->first = first;
        note->end = end;
        /@ assert same: SameGroupNumbers{Pre,Here}(groups, &note->groups[0]); @/
    }

    void groups_are_noted(const uint8_t *s, size_t i, const uint16_t *groups,
                          size_t first, size_t end,
                          const struct ipv6_note \ghost *note)
    {
    }
*/
