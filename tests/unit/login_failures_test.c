#include "login_failures.h"

#include <string.h>

#include "unit.h"

#define LATER (LOGIN_FAILURES_MINUTES * UINT64_C(60000))

static struct login_failures failures;

static struct ppv1_address address_of(const char *text)
{
    struct ppv1_address address = {0, 0};

    CU_ASSERT_FATAL(
        ppv1_address_parse((const uint8_t *)text, strlen(text), &address));
    return address;
}

static uint32_t add(const char *address, uint64_t now)
{
    return login_failures_add(&failures, address_of(address), now);
}

static uint32_t count(const char *address, uint64_t now)
{
    return login_failures_count(&failures, address_of(address), now);
}

static void failures_are_counted_by_address(void)
{
    login_failures_forget_all(&failures);
    CU_ASSERT_EQUAL(add("203.0.113.10", 1), 1);
    CU_ASSERT_EQUAL(add("::ffff:203.0.113.10", 2), 2);
    CU_ASSERT_EQUAL(add("203.0.113.11", 3), 1);
    CU_ASSERT_EQUAL(count("203.0.113.10", 3), 2);
    CU_ASSERT_EQUAL(count("203.0.113.11", 3), 1);
    CU_ASSERT_EQUAL(count("203.0.113.12", 3), 0);
}

static void ipv6_address_counts_as_its_64(void)
{
    login_failures_forget_all(&failures);
    CU_ASSERT_EQUAL(add("2001:db8::1", 1), 1);
    CU_ASSERT_EQUAL(add("2001:db8::ffff:1:2:3", 1), 2);
    CU_ASSERT_EQUAL(add("2001:db8:0:1::1", 1), 1);
    CU_ASSERT_EQUAL(count("2001:db8::2", 1), 2);
    CU_ASSERT_EQUAL(count("::2", 1), 0);
    CU_ASSERT_EQUAL(count("0.0.0.0", 1), 0);
}

static void time_begins_a_new_row(void)
{
    login_failures_forget_all(&failures);
    add("203.0.113.10", 0);
    CU_ASSERT_EQUAL(add("203.0.113.10", LATER - 1), 2);
    CU_ASSERT_EQUAL(count("203.0.113.10", 2 * LATER - 2), 2);
    CU_ASSERT_EQUAL(count("203.0.113.10", 2 * LATER - 1), 0);
    CU_ASSERT_EQUAL(add("203.0.113.10", 2 * LATER - 1), 1);
}

static void forgetting_one_keeps_the_others(void)
{
    login_failures_forget_all(&failures);
    add("203.0.113.10", 1);
    add("203.0.113.11", 1);
    add("203.0.113.12", 1);
    login_failures_forget(&failures, address_of("203.0.113.10"));
    login_failures_forget(&failures, address_of("203.0.113.13"));
    CU_ASSERT_EQUAL(count("203.0.113.10", 1), 0);
    CU_ASSERT_EQUAL(count("203.0.113.11", 1), 1);
    CU_ASSERT_EQUAL(count("203.0.113.12", 1), 1);
    login_failures_forget_all(&failures);
    CU_ASSERT_EQUAL(count("203.0.113.11", 1), 0);
}

static void oldest_failure_is_forgotten_when_there_are_too_many(void)
{
    login_failures_forget_all(&failures);
    for (uint32_t i = 0; i < LOGIN_FAILURES_ADDRESSES; i++)
        login_failures_add(&failures, ppv1_address_from_ipv4(i), 10 + i);
    CU_ASSERT_EQUAL(add("0.0.0.0", 5000), 2);
    CU_ASSERT_EQUAL(add("203.0.113.10", 5001), 1);
    CU_ASSERT_EQUAL(count("0.0.0.1", 5001), 0);
    CU_ASSERT_EQUAL(count("0.0.0.0", 5001), 2);
    CU_ASSERT_EQUAL(count("0.0.0.2", 5001), 1);
    CU_ASSERT_EQUAL(failures.count, LOGIN_FAILURES_ADDRESSES);
}

static const struct unit_case cases[] = {
    {"failures are counted by address", failures_are_counted_by_address},
    {"an IPv6 address counts as its /64", ipv6_address_counts_as_its_64},
    {"time begins a new row", time_begins_a_new_row},
    {"forgetting one keeps the others", forgetting_one_keeps_the_others},
    {"the oldest failure is forgotten when there are too many",
     oldest_failure_is_forgotten_when_there_are_too_many},
};

UNIT_SUITE(login_failures, cases);
