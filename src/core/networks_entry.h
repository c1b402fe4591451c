/*
 * networks_entry - one entry of a list of networks, and its block.
 */
#ifndef NETWORKS_ENTRY_H
#define NETWORKS_ENTRY_H

#include "ppv1/networks.h"

/* An entry, blanks around it left out: text[begin .. end). */
struct entry {
    size_t begin;
    size_t end;
};

/* networks_find - where the first `c` of text[begin .. end) is; if there is
 * none, `end`. */
/*@ requires readable:   \valid_read(text + (begin .. end - 1));
    requires order:      begin <= end;
    terminates           \true;
    exits                \false;
    assigns              \nothing;
    ensures  exact:      FirstByte(text, begin, end, c, \result);
    ensures  semicolons: c == ';' ==> Semicolons(text, \result)
                                      == Semicolons(text, begin);
*/
size_t networks_find(const uint8_t *text, size_t begin, size_t end, uint8_t c);

/* networks_trim - text[begin .. end) without the blanks around it. */
/*@ requires readable: \valid_read(text + (begin .. end - 1));
    requires order:    begin <= end;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    Trimmed(text, begin, end, \result.begin, \result.end);
*/
struct entry networks_trim(const uint8_t *text, size_t begin, size_t end);

/* networks_read_entry - reads the entry into *block, or says what is wrong
 * with it. */
/*@ requires readable:  \valid_read(text + (entry.begin .. entry.end - 1));
    requires order:     entry.begin <= entry.end;
    requires writable:  \valid(block);
    requires separated: \separated(text + (entry.begin .. entry.end - 1),
                                   block);
    terminates          \true;
    exits               \false;
    assigns             *block;
    ensures  closed:    0 <= \result < PPV1_NETWORKS_TOO_MANY;
    ensures  block:     \result == PPV1_NETWORKS_OK ==>
                        BlockText(text, entry.begin, entry.end, *block);
    ensures  fault:     \result != PPV1_NETWORKS_OK ==>
                        EntryFault(text, entry.begin, entry.end, \result);
*/
enum ppv1_networks_error networks_read_entry(const uint8_t *text,
                                             struct entry entry,
                                             struct ppv1_network *block);

#endif
