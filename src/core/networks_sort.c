#include "networks_sort.h"

#include "address_order.h"

/* Does blocks[i] begin before blocks[j]? */
/*@ requires readable: \valid_read(blocks + i) && \valid_read(blocks + j);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==> First(blocks, i) < First(blocks, j);
*/
static bool before(const struct ppv1_network *blocks, size_t i, size_t j)
{
    return address_before(blocks[i].first, blocks[j].first);
}

/*@ requires writable: \valid(blocks + i) && \valid(blocks + j);
    terminates         \true;
    exits              \false;
    assigns            blocks[i], blocks[j];
    ensures  swapped:  Swapped{Pre, Post}(blocks, i, j);
*/
static void exchange(struct ppv1_network *blocks, size_t i, size_t j)
{
    struct ppv1_network block = blocks[i];

    blocks[i] = blocks[j];
    blocks[j] = block;
}

/* An exchange changes no list that has both. */
/*@ requires writable: \valid(blocks + i) && \valid(blocks + j);
    requires order:    i < j;
    terminates         \true;
    exits              \false;
    assigns            blocks[i], blocks[j];
    ensures  swapped:  Swapped{Pre, Post}(blocks, i, j);
    ensures  same:     SameCover{Pre, Post}(blocks, j + 1);
*/
static void swap(struct ppv1_network *blocks, size_t i, size_t j)
{
    exchange(blocks, i, j);
}

/* The child of blocks[parent] that begins last. */
/*@ requires readable: \valid_read(blocks + (0 .. n - 1));
    requires child:    parent < n / 2;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  child:    \result == 2 * parent + 1
                    || \result == 2 * parent + 2;
    ensures  inside:   \result < n;
    ensures  left:     First(blocks, 2 * parent + 1) <= First(blocks, \result);
    ensures  right:    2 * parent + 2 < n ==>
                       First(blocks, 2 * parent + 2) <= First(blocks, \result);
*/
static size_t greater_child(const struct ppv1_network *blocks, size_t n,
                            size_t parent)
{
    size_t left = 2 * parent + 1;

    if (left + 1 < n && before(blocks, left, left + 1))
        return left + 1;
    return left;
}

/* Lets blocks[root] sink to where no child begins after it. */
/*@ requires writable: \valid(blocks + (0 .. n - 1));
    requires root:     root < n;
    requires heap:     Heap(blocks, root + 1, n);
    terminates         \true;
    exits              \false;
    assigns            blocks[root .. n - 1];
    ensures  heap:     Heap(blocks, root, n);
    ensures  bounds:   SameBounds{Pre, Post}(blocks, n);
    ensures  same:     SameCover{Pre, Post}(blocks, n);
*/
static void sift_down(struct ppv1_network *blocks, size_t n, size_t root)
{
    size_t parent = root;

    /*@ loop invariant range:  root <= parent < n;
        loop invariant but:    HeapBut(blocks, root, n, parent);
        loop invariant over:   HeapOver(blocks, root, n, parent);
        loop invariant bounds: SameBounds{Pre, Here}(blocks, n);
        loop invariant same:   SameCover{Pre, Here}(blocks, n);
        loop assigns parent, blocks[root .. n - 1];
        loop variant n - parent;
    */
    while (parent < n / 2) {
        size_t child = greater_child(blocks, n, parent);

        if (!before(blocks, parent, child))
            return;
        swap(blocks, parent, child);
        parent = child;
    }
}

/*@ requires writable: \valid(blocks + (0 .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            blocks[0 .. n - 1];
    ensures  heap:     Heap(blocks, 0, n);
    ensures  same:     SameCover{Pre, Post}(blocks, n);
*/
static void make_heap(struct ppv1_network *blocks, size_t n)
{
    size_t root = n / 2;

    /*@ loop invariant range: 0 <= root <= n / 2;
        loop invariant heap:  Heap(blocks, root, n);
        loop invariant same:  SameCover{Pre, Here}(blocks, n);
        loop assigns root, blocks[0 .. n - 1];
        loop variant root;
    */
    while (root > 0) {
        root--;
        sift_down(blocks, n, root);
    }
}

/*@ ghost
  // Parents do not begin before their children, so no block begins after the
  // first: by induction over the blocks.
  /@ requires heap:    Heap(blocks, 0, n);
     requires some:    n > 0;
     terminates        \true;
     exits             \false;
     assigns           \nothing;
     ensures  top:     AtMost(blocks, n, First(blocks, 0));
  @/
  static void top_is_greatest(const struct ppv1_network *blocks, size_t n)
  {
      size_t i = 1;
      /@ loop invariant range: 1 <= i <= n;
         loop invariant top:   AtMost(blocks, i, First(blocks, 0));
         loop assigns i;
         loop variant n - i;
      @/
      while (i < n) {
          size_t parent = (i - 1) / 2;
          /@ assert parent: First(blocks, i) <= First(blocks, parent); @/
          i++;
      }
  }
*/

void networks_sort(struct ppv1_network *blocks, size_t n)
{
    size_t end = n;

    make_heap(blocks, n);
    /*@ loop invariant range:  0 <= end <= n;
        loop invariant heap:   Heap(blocks, 0, end);
        loop invariant below:  end < n
                           ==> AtMost(blocks, end, First(blocks, end));
        loop invariant sorted: Sorted(blocks, end, n);
        loop invariant same:   SameCover{Pre, Here}(blocks, n);
        loop assigns end, blocks[0 .. n - 1];
        loop variant end;
    */
    while (end > 1) {
        //@ ghost top_is_greatest(blocks, end);
        end--;
        swap(blocks, 0, end);
        sift_down(blocks, end, 0);
    }
}
