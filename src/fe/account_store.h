/*
 * account_store - accounts.db: the SQLite side of the accounts.
 *
 *   accounts  user, host (canonical), plugin, verifier, privileges (bits)
 *   server    decoy_key: what decoy verifiers are derived from
 *
 * The file belongs to the server's user alone (0600) and is locked while it
 * is open.
 */
#ifndef FE_ACCOUNT_STORE_H
#define FE_ACCOUNT_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "accounts.h"

#define ACCOUNT_STORE_KEY 32

struct account_store;

/* Opens the file, and makes it with the account `first` in it if it is new;
 * *is_new says which.  NULL and a log line on failure. */
struct account_store *
account_store_open(const char *path, const struct account *first, bool *is_new);
void account_store_close(struct account_store *store);

bool account_store_key(struct account_store *store,
                       uint8_t key[ACCOUNT_STORE_KEY]);

/* All accounts, in memory that the caller frees.  false also when a row makes
 * no sense; the fault then names it. */
bool account_store_read(struct account_store *store, struct account **list,
                        size_t *count);

/* A change stands between begin and commit; after a failure, roll back. */
bool account_store_begin(struct account_store *store);
bool account_store_commit(struct account_store *store);
void account_store_rollback(struct account_store *store);

bool account_store_insert(struct account_store *store,
                          const struct account *account);
bool account_store_delete(struct account_store *store,
                          const struct account *account);
bool account_store_update(struct account_store *store,
                          const struct account *account);

/* Why the last call failed. */
const char *account_store_fault(const struct account_store *store);

#endif
