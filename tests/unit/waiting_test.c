#include "waiting.h"

#include <stdlib.h>

#include "unit.h"

static struct waiting *new_waiting(void)
{
    struct waiting *waiting = malloc(sizeof *waiting);

    CU_ASSERT_PTR_NOT_NULL_FATAL(waiting);
    CU_ASSERT_TRUE_FATAL(waiting_init(waiting));
    return waiting;
}

static void free_waiting(struct waiting *waiting)
{
    waiting_free(waiting);
    free(waiting);
}

static void total_is_limited(void)
{
    struct waiting *waiting = new_waiting();

    for (uint32_t i = 0; i < 3; i++)
        CU_ASSERT_EQUAL(waiting_enter(waiting, ppv1_address_from_ipv4(i), 3, 9),
                        PPV1_REASON_NONE);
    CU_ASSERT_EQUAL(waiting_enter(waiting, ppv1_address_from_ipv4(7), 3, 9),
                    PPV1_REASON_TOO_MANY_WAITING);
    waiting_leave(waiting, ppv1_address_from_ipv4(1));
    CU_ASSERT_EQUAL(waiting_enter(waiting, ppv1_address_from_ipv4(7), 3, 9),
                    PPV1_REASON_NONE);
    CU_ASSERT_EQUAL(waiting->total, 3);
    free_waiting(waiting);
}

static void one_peer_does_not_take_the_room_of_others(void)
{
    struct waiting *waiting = new_waiting();
    struct ppv1_address greedy = ppv1_address_from_ipv4(0x0a000001);
    struct ppv1_address other = ppv1_address_from_ipv4(0x0a000002);

    CU_ASSERT_EQUAL(waiting_enter(waiting, greedy, 9, 2), PPV1_REASON_NONE);
    CU_ASSERT_EQUAL(waiting_enter(waiting, greedy, 9, 2), PPV1_REASON_NONE);
    CU_ASSERT_EQUAL(waiting_enter(waiting, greedy, 9, 2),
                    PPV1_REASON_TOO_MANY_WAITING_PEER);
    CU_ASSERT_EQUAL(waiting_enter(waiting, other, 9, 2), PPV1_REASON_NONE);
    CU_ASSERT_EQUAL(waiting->total, 3);
    waiting_leave(waiting, greedy);
    CU_ASSERT_EQUAL(waiting_enter(waiting, greedy, 9, 2), PPV1_REASON_NONE);
    free_waiting(waiting);
}

static void lower_limit_counts_for_the_next_one(void)
{
    struct waiting *waiting = new_waiting();
    struct ppv1_address peer = ppv1_address_from_ipv4(1);

    for (unsigned i = 0; i < 5; i++)
        CU_ASSERT_EQUAL(waiting_enter(waiting, peer, 9, 9), PPV1_REASON_NONE);
    CU_ASSERT_EQUAL(waiting_enter(waiting, peer, 2, 9),
                    PPV1_REASON_TOO_MANY_WAITING);
    free_waiting(waiting);
}

/* Many more peers than buckets, counted beside a plain array. */
static void every_peer_is_counted_for_itself(void)
{
    enum { PEERS = 5000, LIMIT = 3 };
    static unsigned counts[PEERS];
    struct waiting *waiting = new_waiting();
    size_t total = 0;

    srand(1);
    for (unsigned i = 0; i < 200000; i++) {
        unsigned k = (unsigned)rand() % PEERS;
        struct ppv1_address peer = {k % 7, k};

        if (rand() % 2 == 0 && counts[k] > 0) {
            waiting_leave(waiting, peer);
            counts[k]--;
            total--;
            continue;
        }
        bool entered =
            waiting_enter(waiting, peer, SIZE_MAX, LIMIT) == PPV1_REASON_NONE;
        CU_ASSERT_EQUAL_FATAL(entered, counts[k] < LIMIT);
        counts[k] += entered;
        total += entered;
        CU_ASSERT_EQUAL_FATAL(waiting->total, total);
    }
    free_waiting(waiting);
}

static const struct unit_case cases[] = {
    {"the total is limited", total_is_limited},
    {"one peer does not take the room of others",
     one_peer_does_not_take_the_room_of_others},
    {"a lower limit counts for the next one",
     lower_limit_counts_for_the_next_one},
    {"every peer is counted for itself", every_peer_is_counted_for_itself},
};

UNIT_SUITE(waiting, cases);
