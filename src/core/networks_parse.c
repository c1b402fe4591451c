#include "ppv1/networks.h"

#include "networks_entry.h"

size_t ppv1_networks_capacity(const uint8_t *text, size_t n)
{
    size_t count = 1;

    /*@ loop invariant range: 0 <= k <= n;
        loop invariant bound: 1 <= count <= k + 1;
        loop invariant exact: count == Semicolons(text, k) + 1;
        loop assigns k, count;
        loop variant n - k;
    */
    for (size_t k = 0; k < n; k++)
        if (text[k] == ';')
            count++;
    return count;
}

/* Reads the entry behind `count` others into blocks[count].  The fault's error
 * is PPV1_NETWORKS_OK if there is none. */
/*@ requires readable:  \valid_read(text + (entry.begin .. entry.end - 1));
    requires order:     entry.begin <= entry.end;
    requires writable:  \valid(blocks + (0 .. capacity - 1));
    requires separated: \separated(text + (entry.begin .. entry.end - 1),
                                   blocks + (0 .. capacity - 1));
    requires room:      count <= capacity < SIZE_MAX;
    terminates          \true;
    exits               \false;
    assigns             blocks[count .. capacity - 1];
    ensures  entry:     \result.entry == count + 1;
    ensures  offset:    \result.offset == entry.begin;
    ensures  length:    \result.length == entry.end - entry.begin;
    ensures  block:     \result.error == PPV1_NETWORKS_OK ==>
                        count < capacity &&
                        BlockText(text, entry.begin, entry.end, blocks[count]);
    ensures  fault:     \result.error != PPV1_NETWORKS_OK ==>
                        FaultTrue(text, \result, capacity);
*/
static struct ppv1_networks_fault
read_next(const uint8_t *text, struct entry entry, struct ppv1_network *blocks,
          size_t count, size_t capacity)
{
    struct ppv1_networks_fault fault = {.error = PPV1_NETWORKS_TOO_MANY,
                                        .entry = count + 1,
                                        .offset = entry.begin,
                                        .length = entry.end - entry.begin};

    if (count < capacity)
        fault.error = networks_read_entry(text, entry, &blocks[count]);
    return fault;
}

/*@ ghost
  // One entry more has been read.
  /@ requires entry:    Entry(text, n, begin, end);
     requires count:    count == Semicolons(text, begin) && count < SIZE_MAX;
     requires block:    EntryBlock(text, begin, end, blocks[count]);
     requires read:     EntriesRead(text, n, begin - 1, blocks, count);
     requires only:     OnlyEntries(text, n, blocks, count);
     terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  read:     EntriesRead(text, n, end, blocks, count + 1);
     ensures  only:     OnlyEntries(text, n, blocks, count + 1);
  @/
  static void one_more(const uint8_t *text, size_t n, size_t begin, size_t end,
                       const struct ppv1_network *blocks, size_t count)
  {
  }

  // No more semicolons stand before an earlier place.
  /@ requires order:    begin <= n;
     terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  grow:     Semicolons(text, begin) <= Semicolons(text, n);
  @/
  static void semicolons_grow(const uint8_t *text, size_t begin, size_t n)
  {
      size_t k = begin;
      /@ loop invariant range: begin <= k <= n;
         loop invariant grow:  Semicolons(text, begin) <= Semicolons(text, k);
         loop assigns k;
         loop variant n - k;
      @/
      while (k < n)
          k++;
  }

  // This one is bad: unless it is one too many.
  /@ requires at:       FaultAt(text, n, begin, end, fault);
     requires read:     EntriesRead(text, n, begin - 1, blocks,
                                    fault.entry - 1);
     requires fault:    FaultTrue(text, fault, capacity);
     terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  entry:    FaultEntry(text, n, fault);
     ensures  before:   GoodBefore(text, n, fault, blocks);
     ensures  bad:      Semicolons(text, n) < capacity ==>
                        !EntriesText(text, n);
  @/
  static void bad_entry(const uint8_t *text, size_t n, size_t begin, size_t end,
                        const struct ppv1_network *blocks, size_t capacity,
                        struct ppv1_networks_fault fault)
  {
      semicolons_grow(text, begin, n);
      /@ assert bad: fault.entry <= capacity ==> BadEntry(text, begin, end); @/
  }
*/

/* Reads the entries of text[0 .. n) into blocks[0 .. capacity).  Returns the
 * first bad one; or the last one, with PPV1_NETWORKS_OK. */
/*@ requires readable:  \valid_read(text + (0 .. n - 1));
    requires bounded:   n < SIZE_MAX && capacity < SIZE_MAX;
    requires writable:  \valid(blocks + (0 .. capacity - 1));
    requires separated: \separated(text + (0 .. n - 1),
                                   blocks + (0 .. capacity - 1));
    terminates          \true;
    exits               \false;
    assigns             blocks[0 .. capacity - 1];
    ensures  blocks:    \result.error == PPV1_NETWORKS_OK ==>
                        ListBlocks(text, n, blocks, \result.entry)
                        && \result.entry <= capacity;
    ensures  room:      \result.entry <= capacity + 1;
    ensures  entry:     \result.error != PPV1_NETWORKS_OK ==>
                        FaultEntry(text, n, \result)
                        && GoodBefore(text, n, \result, blocks);
    ensures  good:      \result.error == PPV1_NETWORKS_OK ==>
                        EntriesText(text, n);
    ensures  bad:       \result.error != PPV1_NETWORKS_OK
                     && Semicolons(text, n) < capacity ==>
                        !EntriesText(text, n);
    ensures  fault:     \result.error != PPV1_NETWORKS_OK ==>
                        FaultTrue(text, \result, capacity);
*/
static struct ppv1_networks_fault read_entries(const uint8_t *text, size_t n,
                                               struct ppv1_network *blocks,
                                               size_t capacity)
{
    struct ppv1_networks_fault last;
    size_t begin = 0;
    size_t end = 0;
    size_t count = 0;

    /*@ loop invariant range: begin <= n;
        loop invariant entry: begin == 0 || text[begin - 1] == ';';
        loop invariant count: count == Semicolons(text, begin);
        loop invariant room:  count <= capacity;
        loop invariant read:  EntriesRead(text, n, begin - 1, blocks, count);
        loop invariant only:  OnlyEntries(text, n, blocks, count);
        loop assigns begin, end, count, last, blocks[0 .. capacity - 1];
        loop variant n - begin;
    */
    do {
        end = networks_find(text, begin, n, ';');
        last = read_next(text, networks_trim(text, begin, end), blocks, count,
                         capacity);
        if (last.error != PPV1_NETWORKS_OK) {
            //@ ghost bad_entry(text, n, begin, end, blocks, capacity, last);
            return last;
        }
        //@ ghost one_more(text, n, begin, end, blocks, count);
        count++;
        begin = end + 1;
    } while (end < n);
    return last;
}

/*@ requires writable:  \valid(networks) && \valid(fault);
    requires separated: \separated(networks, fault);
    terminates          \true;
    exits               \false;
    assigns             networks->count, networks->any, fault->error;
    ensures  count:     networks->count == count;
    ensures  any:       networks->any == any;
    ensures  good:      fault->error == PPV1_NETWORKS_OK;
    ensures  result:    \result == true;
*/
static bool set(struct ppv1_networks *networks, size_t count, bool any,
                struct ppv1_networks_fault *fault)
{
    networks->count = count;
    networks->any = any;
    fault->error = PPV1_NETWORKS_OK;
    return true;
}

/* What has been read stays where it is. */
/*@ requires writable:  \valid(fault);
    requires separated: \separated(fault, text + (0 .. n - 1),
                                   blocks + (0 .. capacity - 1));
    requires room:      last.entry <= capacity + 1;
    requires before:    GoodBefore(text, n, last, blocks);
    terminates          \true;
    exits               \false;
    assigns             *fault;
    ensures  last:      fault->error == last.error
                     && fault->entry == last.entry
                     && fault->offset == last.offset
                     && fault->length == last.length;
    ensures  before:    GoodBefore(text, n, *fault, blocks);
    ensures  result:    \result == false;
*/
static bool refuse(struct ppv1_networks_fault *fault,
                   struct ppv1_networks_fault last)
/*@ ghost (const uint8_t *text, size_t n, const struct ppv1_network *blocks,
           size_t capacity) */
{
    *fault = last;
    return false;
}

/* The list without the blanks around it. */
/*@ requires readable:  \valid_read(text + (0 .. n - 1));
    terminates          \true;
    exits               \false;
    assigns             \nothing;
    ensures  inside:    \result.begin <= \result.end <= n;
    ensures  off:       \result.begin == \result.end <==> ListOff(text, n);
    ensures  any:       Star(text, \result.begin, \result.end)
                   <==> ListAny(text, n);
*/
static struct entry trim_list(const uint8_t *text, size_t n)
{
    return networks_trim(text, 0, n);
}

bool ppv1_networks_parse(const uint8_t *text, size_t n,
                         struct ppv1_networks *networks, size_t capacity,
                         struct ppv1_networks_fault *fault)
{
    struct entry all = trim_list(text, n);
    struct ppv1_networks_fault last;

    if (all.begin == all.end)
        return set(networks, 0, false, fault);
    if (all.end - all.begin == 1 && text[all.begin] == '*')
        return set(networks, 0, true, fault);
    last = read_entries(text, n, networks->blocks, capacity);
    if (last.error == PPV1_NETWORKS_OK)
        return set(networks, last.entry, false, fault);
    return refuse(fault, last)
        /*@ ghost (text, n, networks->blocks, capacity) */;
}
