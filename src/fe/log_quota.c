#include "log_quota.h"

#include "endpoint.h"
#include "log.h"

static bool is_over(const struct log_quota_entry *entry, uint64_t now_ms)
{
    return entry->lines > 0 && now_ms - entry->begin_ms >= LOG_QUOTA_MS;
}

static void end(struct log_quota_entry *entry, const char *peer)
{
    if (entry->left_out > 0)
        log_line(LOG_WARNING, "peer=%s left_out=%u more refusals left out",
                 peer, (unsigned)entry->left_out);
    entry->lines = 0;
    entry->left_out = 0;
}

static void end_peer(struct log_quota_entry *entry)
{
    char peer[ENDPOINT_ADDRESS_MAX];

    endpoint_write_address(entry->peer, peer);
    end(entry, peer);
}

/* The peer's entry, or else a free one, or else that of all others. */
static struct log_quota_entry *find(struct log_quota *quota,
                                    struct ppv1_address peer)
{
    struct log_quota_entry *found = &quota->others;

    for (unsigned i = 0; i < LOG_QUOTA_PEERS; i++) {
        struct log_quota_entry *entry = &quota->peers[i];

        if (entry->lines > 0 && ppv1_address_compare(entry->peer, peer) == 0)
            return entry;
        if (entry->lines == 0 && found == &quota->others)
            found = entry;
    }
    if (found != &quota->others)
        found->peer = peer;
    return found;
}

bool log_quota_take(struct log_quota *quota, struct ppv1_address peer,
                    uint64_t now_ms)
{
    struct log_quota_entry *entry;

    log_quota_report(quota, now_ms);
    entry = find(quota, peer);
    if (entry->lines == 0)
        entry->begin_ms = now_ms;
    if (entry->lines >= LOG_QUOTA_LINES) {
        entry->left_out++;
        return false;
    }
    entry->lines++;
    return true;
}

void log_quota_report(struct log_quota *quota, uint64_t now_ms)
{
    for (unsigned i = 0; i < LOG_QUOTA_PEERS; i++)
        if (is_over(&quota->peers[i], now_ms))
            end_peer(&quota->peers[i]);
    if (is_over(&quota->others, now_ms))
        end(&quota->others, "others");
}
