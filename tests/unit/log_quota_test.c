#include "log_quota.h"

#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "unit.h"

static struct log_quota *open_quota(void)
{
    struct log_quota *quota = calloc(1, sizeof *quota);

    CU_ASSERT_PTR_NOT_NULL_FATAL(quota);
    scratch_open();
    scratch_capture();
    return quota;
}

/* Returns what the log says. */
static const char *close_quota(struct log_quota *quota)
{
    free(quota);
    const char *log = scratch_captured();
    scratch_close();
    return log;
}

/* How many of `tries` lines may be written. */
static unsigned take(struct log_quota *quota, uint32_t peer, unsigned tries,
                     uint64_t now)
{
    unsigned taken = 0;

    for (unsigned i = 0; i < tries; i++)
        taken += log_quota_take(quota, ppv1_address_from_ipv4(peer), now);
    return taken;
}

static void peer_has_so_many_lines_in_a_second(void)
{
    struct log_quota *quota = open_quota();

    CU_ASSERT_EQUAL(take(quota, 0x0a000005, 50, 1000), LOG_QUOTA_LINES);
    CU_ASSERT_EQUAL(take(quota, 0x0a000006, 50, 1500), LOG_QUOTA_LINES);
    CU_ASSERT_EQUAL(take(quota, 0x0a000005, 50, 1999), 0);
    log_quota_report(quota, 1999);
    CU_ASSERT_EQUAL(take(quota, 0x0a000005, 1, 2000), 1);
    log_quota_report(quota, 2000);
    const char *log = close_quota(quota);
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "WARNING peer=10.0.0.5 left_out=80 "));
    CU_ASSERT_PTR_NULL(strstr(log, "10.0.0.6"));
}

static void crowd_of_peers_shares_what_is_left(void)
{
    struct log_quota *quota = open_quota();

    for (uint32_t peer = 1; peer <= LOG_QUOTA_PEERS; peer++)
        CU_ASSERT_EQUAL(take(quota, peer, 1, 1000), 1);
    for (uint32_t peer = 1; peer <= LOG_QUOTA_LINES + 7; peer++)
        CU_ASSERT_EQUAL(take(quota, 0x0a000000 + peer, 1, 1000),
                        peer <= LOG_QUOTA_LINES);
    CU_ASSERT_EQUAL(take(quota, 1, 1, 1000), 1);
    log_quota_report(quota, 2000);
    CU_ASSERT_EQUAL(take(quota, 0x0a000001, 50, 2000), LOG_QUOTA_LINES);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(close_quota(quota), "WARNING peer=others left_out=7 "));
}

static const struct unit_case cases[] = {
    {"a peer has so many lines in a second",
     peer_has_so_many_lines_in_a_second},
    {"a crowd of peers shares what is left",
     crowd_of_peers_shares_what_is_left},
};

UNIT_SUITE(log_quota, cases);
