/*
 * The networks from their text to the answer.  This is no part of the library:
 * it calls them as any program would, so what is proved of it holds for all of
 * them.
 */
#include "ppv1/networks.h"

enum answer {
    ANSWER_NO_LIST, /* the text is no list */
    ANSWER_TRUSTED,
    ANSWER_UNTRUSTED
};

#ifdef __FRAMAC__
#include "spec/networks_history.acsl"
#endif

/*@ ghost
  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  slash:    \forall integer i, j, k, l;
                          FirstByte(text, i, j, '/', k)
                          && FirstByte(text, i, j, '/', l) ==> k == l;
     ensures  blanks:   \forall integer i, j, p, q, u, v;
                          Trimmed(text, i, j, p, q) && p < q
                          && Trimmed(text, i, j, u, v) && u < v
                          ==> p == u && q == v;
  @/
  static void one_place(const uint8_t *text)
  {
  }

  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  bits:     \forall integer i, j, m, n;
                          Bits(text, i, j, m) && Bits(text, i, j, n)
                          ==> m == n;
     ensures  address:  \forall integer i, j, struct ppv1_address a, b;
                          EntryAddress(text, i, j, a)
                          && EntryAddress(text, i, j, b)
                          ==> a.high == b.high && a.low == b.low;
  @/
  static void one_meaning(const uint8_t *text)
  {
      one_place(text);
      address_one(text);
  }

  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  one:      OneReading(text);
  @/
  static void one_reading(const uint8_t *text)
  {
      one_meaning(text);
  }

  // An address is its two words.
  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  same:     \forall struct ppv1_address a, b, integer m;
                          a.high == b.high && a.low == b.low ==>
                          (InPrefix(peer, a, m) <==> InPrefix(peer, b, m));
  @/
  static void one_block(struct ppv1_address peer)
  {
  }

  // A block contains what its text does.
  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  exact:    \forall integer i, j, struct ppv1_network block;
                          BlockText(text, i, j, block)
                          ==> (NetworkContains(block, peer)
                               <==> TextTrusts(text, i, j, peer));
  @/
  static void texts_trust(const uint8_t *text, struct ppv1_address peer)
  {
      one_reading(text);
      one_block(peer);
      /@ assert block: \forall struct ppv1_network block,
           struct ppv1_address a, integer m; NetworkIs(block, a, m) ==>
           (NetworkContains(block, peer) <==> InPrefix(peer, a, m)); @/
      /@ assert same: \forall integer i, j, m, n, struct ppv1_address a, b;
           EntryIs(text, i, j, a, m) && EntryIs(text, i, j, b, n) ==>
           (InPrefix(peer, a, m) <==> InPrefix(peer, b, n)); @/
  }

  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  exact:    \forall integer i, j, struct ppv1_network block;
                          EntryBlock(text, i, j, block)
                          ==> (NetworkContains(block, peer)
                               <==> EntryTrusts(text, i, j, peer));
  @/
  static void entries_trust(const uint8_t *text, struct ppv1_address peer)
  {
      one_place(text);
      texts_trust(text, peer);
  }
*/

/*@ ghost
  // The blocks of a list contain what its entries do.
  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  there:    ListBlocks(text, n, blocks, count)
                     && Covers(blocks, count, AddressOrder(peer))
                    ==> SomeEntryTrusts(text, n, peer);
     ensures  back:     ListBlocks(text, n, blocks, count)
                     && SomeEntryTrusts(text, n, peer)
                    ==> Covers(blocks, count, AddressOrder(peer));
  @/
  static void list_trusts(const uint8_t *text, size_t n,
                          const struct ppv1_network *blocks, size_t count,
                          struct ppv1_address peer)
  {
      entries_trust(text, peer);
  }

  // Nothing but blanks trusts nobody.
  /@ terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  nobody:   ListOff(text, n) ==> !SomeEntryTrusts(text, n, peer);
  @/
  static void off_trusts(const uint8_t *text, size_t n,
                         struct ppv1_address peer)
  {
  }
*/

/*@ ghost
  /@ requires readable: \valid_read(networks)
                      && \object_pointer(networks->blocks);
     requires any:      networks->any <==> ListAny(text, n);
     requires none:     ListOff(text, n) || ListAny(text, n) ==>
                        networks->count == 0;
     requires list:     !ListOff(text, n) && !ListAny(text, n) ==>
                        ListBlocks(text, n, networks->blocks, networks->count);
     terminates         \true;
     exits              \false;
     assigns            \nothing;
     ensures  exact:    NetworksContain(networks, peer)
                   <==> ListTrusts(text, n, peer);
  @/
  static void said(const uint8_t *text, size_t n,
                   const struct ppv1_networks *networks,
                   struct ppv1_address peer)
  {
      off_trusts(text, n, peer);
      list_trusts(text, n, networks->blocks, networks->count, peer);
  }
*/

/* Reads the list: are its networks what its text says? */
/*@ requires readable:  \valid_read(text + (0 .. n - 1));
    requires bounded:   n < SIZE_MAX && capacity < SIZE_MAX;
    requires writable:  ListRoom(networks, capacity) && \valid(fault);
    requires separated: \separated(text + (0 .. n - 1), networks, fault,
                                   networks->blocks + (0 .. capacity - 1));
    terminates          \true;
    exits               \false;
    assigns             networks->count, networks->any, *fault,
                        networks->blocks[0 .. capacity - 1];
    ensures  whole:     Semicolons(text, n) < capacity ==>
                        (\result <==> ListText(text, n));
    ensures  room:      \result ==> networks->count <= capacity;
    ensures  exact:     \result ==>
                        (NetworksContain(networks, peer)
                         <==> ListTrusts(text, n, peer));
*/
static bool read_list(const uint8_t *text, size_t n,
                      struct ppv1_networks *networks, size_t capacity,
                      struct ppv1_networks_fault *fault)
/*@ ghost (struct ppv1_address peer) */
{
    if (!ppv1_networks_parse(text, n, networks, capacity, fault))
        return false;
    //@ ghost said(text, n, networks, peer);
    return true;
}

/*
 * Reads the list text[0 .. n), makes its index, and asks whether it contains
 * the peer.
 */
/*@ requires readable:  \valid_read(text + (0 .. n - 1));
    requires bounded:   n < SIZE_MAX && capacity < SIZE_MAX;
    requires room:      Semicolons(text, n) < capacity;
    requires writable:  ListRoom(networks, capacity) && \valid(fault)
                     && \valid(networks->ranges + (0 .. capacity - 1));
    requires separated: \separated(text + (0 .. n - 1), networks, fault,
                                   networks->blocks + (0 .. capacity - 1),
                                   networks->ranges + (0 .. capacity - 1));
    terminates          \true;
    exits               \false;
    assigns             networks->count, networks->any, networks->ipv6_count,
                        networks->range_count, *fault,
                        networks->blocks[0 .. capacity - 1],
                        networks->ranges[0 .. capacity - 1];
    ensures  refused:   \result == ANSWER_NO_LIST <==> !ListText(text, n);
    ensures  trusted:   ListText(text, n) ==>
                        (\result == ANSWER_TRUSTED
                         <==> ListTrusts(text, n, peer));
*/
enum answer networks_history(const uint8_t *text, size_t n,
                             struct ppv1_networks *networks, size_t capacity,
                             struct ppv1_networks_fault *fault,
                             struct ppv1_address peer)
{
    if (!read_list(text, n, networks, capacity, fault) /*@ ghost (peer) */)
        return ANSWER_NO_LIST;
    ppv1_networks_index(networks);
    return ppv1_networks_contains(networks, peer) ? ANSWER_TRUSTED
                                                  : ANSWER_UNTRUSTED;
}
