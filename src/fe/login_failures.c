#include "login_failures.h"

#define MINUTE_MS UINT64_C(60000)

static struct ppv1_address network_of(struct ppv1_address address)
{
    if (!ppv1_address_is_ipv4(address))
        address.low = 0;
    return address;
}

/* The index of the entry, or the count of all if there is none. */
static size_t find(const struct login_failures *failures,
                   struct ppv1_address network)
{
    size_t i = 0;

    while (i < failures->count &&
           ppv1_address_compare(failures->entries[i].network, network) != 0)
        i++;
    return i;
}

static uint32_t count_now(const struct login_failures_entry *entry,
                          uint64_t now_ms)
{
    bool over = now_ms - entry->last_ms >= LOGIN_FAILURES_MINUTES * MINUTE_MS;

    return over ? 0 : entry->count;
}

uint32_t login_failures_count(const struct login_failures *failures,
                              struct ppv1_address address, uint64_t now_ms)
{
    size_t i = find(failures, network_of(address));

    return i == failures->count ? 0 : count_now(&failures->entries[i], now_ms);
}

static struct login_failures_entry *oldest(struct login_failures *failures)
{
    struct login_failures_entry *found = failures->entries;

    for (size_t i = 1; i < failures->count; i++)
        if (failures->entries[i].last_ms < found->last_ms)
            found = &failures->entries[i];
    return found;
}

static struct login_failures_entry *
find_or_make(struct login_failures *failures, struct ppv1_address network)
{
    size_t i = find(failures, network);
    struct login_failures_entry *entry = &failures->entries[i];

    if (i < failures->count)
        return entry;
    if (failures->count < LOGIN_FAILURES_ADDRESSES)
        failures->count++;
    else
        entry = oldest(failures);
    *entry = (struct login_failures_entry){.network = network};
    return entry;
}

uint32_t login_failures_add(struct login_failures *failures,
                            struct ppv1_address address, uint64_t now_ms)
{
    struct login_failures_entry *entry =
        find_or_make(failures, network_of(address));
    uint32_t count = count_now(entry, now_ms);

    entry->count = count < UINT32_MAX ? count + 1 : count;
    entry->last_ms = now_ms;
    return entry->count;
}

/* The last entry takes the free place. */
void login_failures_forget(struct login_failures *failures,
                           struct ppv1_address address)
{
    size_t i = find(failures, network_of(address));

    if (i < failures->count)
        failures->entries[i] = failures->entries[--failures->count];
}

void login_failures_forget_all(struct login_failures *failures)
{
    failures->count = 0;
}
