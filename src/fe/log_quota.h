/*
 * log_quota - how many lines a peer may cause in the log.
 *
 * So many in a second; what is above is counted, and one line says how many
 * that were.  Memory is for so many peers at once; those for whom there is
 * none share one quota.
 */
#ifndef FE_LOG_QUOTA_H
#define FE_LOG_QUOTA_H

#include <stdbool.h>
#include <stdint.h>

#include "ppv1.h"

#define LOG_QUOTA_LINES 20
#define LOG_QUOTA_MS 1000
#define LOG_QUOTA_PEERS 64

struct log_quota_entry {
    struct ppv1_address peer;
    uint64_t begin_ms;
    uint32_t lines; /* since begin; 0: the entry is free */
    uint32_t left_out;
};

/* Zeroed memory has seen nobody. */
struct log_quota {
    struct log_quota_entry peers[LOG_QUOTA_PEERS];
    struct log_quota_entry others;
};

/* May a line about the peer be written now?  If not, it is counted. */
bool log_quota_take(struct log_quota *quota, struct ppv1_address peer,
                    uint64_t now_ms);

/* Writes what was left out in seconds that are over.  To be called about every
 * second. */
void log_quota_report(struct log_quota *quota, uint64_t now_ms);

#endif
