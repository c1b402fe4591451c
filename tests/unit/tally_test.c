#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "unit.h"

static struct tally *new_tally(void)
{
    struct tally *tally = malloc(sizeof *tally);

    CU_ASSERT_PTR_NOT_NULL_FATAL(tally);
    CU_ASSERT_TRUE_FATAL(tally_init(tally));
    return tally;
}

static void free_tally(struct tally *tally)
{
    tally_free(tally);
    free(tally);
}

static void one_name_does_not_take_the_room_of_others(void)
{
    struct tally *tally = new_tally();

    CU_ASSERT_TRUE(tally_enter(tally, "greedy", 6, 2));
    CU_ASSERT_TRUE(tally_enter(tally, "greedy", 6, 2));
    CU_ASSERT_FALSE(tally_enter(tally, "greedy", 6, 2));
    CU_ASSERT_TRUE(tally_enter(tally, "other", 5, 2));
    CU_ASSERT_TRUE(tally_enter(tally, "greedy?", 7, 2));
    CU_ASSERT_EQUAL(tally->total, 4);
    tally_leave(tally, "greedy", 6);
    CU_ASSERT_TRUE(tally_enter(tally, "greedy", 6, 2));
    free_tally(tally);
}

static void lower_limit_counts_for_the_next_one(void)
{
    struct tally *tally = new_tally();

    for (unsigned i = 0; i < 5; i++)
        CU_ASSERT_TRUE(tally_enter(tally, "one", 3, 9));
    CU_ASSERT_FALSE(tally_enter(tally, "one", 3, 2));
    CU_ASSERT_EQUAL(tally->total, 5);
    free_tally(tally);
}

static void limit_zero_is_none(void)
{
    struct tally *tally = new_tally();

    for (unsigned i = 0; i < 1000; i++)
        CU_ASSERT_TRUE(tally_enter(tally, "", 0, 0));
    CU_ASSERT_EQUAL(tally->total, 1000);
    free_tally(tally);
}

/* Many more names than buckets, counted beside a plain array. */
static void every_name_is_counted_for_itself(void)
{
    enum { NAMES = 5000, LIMIT = 3 };
    static unsigned counts[NAMES];
    struct tally *tally = new_tally();
    size_t total = 0;

    srand(1);
    for (unsigned i = 0; i < 200000; i++) {
        unsigned k = (unsigned)rand() % NAMES;
        uint64_t name[2] = {k % 7, k};

        if (rand() % 2 == 0 && counts[k] > 0) {
            tally_leave(tally, name, sizeof name);
            counts[k]--;
            total--;
            continue;
        }
        bool entered = tally_enter(tally, name, sizeof name, LIMIT);
        CU_ASSERT_EQUAL_FATAL(entered, counts[k] < LIMIT);
        counts[k] += entered;
        total += entered;
        CU_ASSERT_EQUAL_FATAL(tally->total, total);
    }
    free_tally(tally);
}

static const struct unit_case cases[] = {
    {"one name does not take the room of others",
     one_name_does_not_take_the_room_of_others},
    {"a lower limit counts for the next one",
     lower_limit_counts_for_the_next_one},
    {"limit 0 is none", limit_zero_is_none},
    {"every name is counted for itself", every_name_is_counted_for_itself},
};

UNIT_SUITE(tally, cases);
