#include "accounts.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "account_store.h"
#include "log.h"

struct accounts {
    struct account_store *store;
    struct account *list;
    size_t count;
    uint8_t decoy_key[ACCOUNT_STORE_KEY];
};

bool account_may(const struct account *account, unsigned privilege)
{
    return (account->privileges & ACCOUNT_LOCKED) == 0 &&
           (account->privileges & (privilege | ACCOUNT_ADMIN)) != 0;
}

void account_name(const struct account *account, char name[ACCOUNT_NAME_MAX])
{
    snprintf(name, ACCOUNT_NAME_MAX, "'%s'@'%s'", account->user,
             account->host.text);
}

/* ---- open and close ---- */

/* Without a password, as only this machine can be used to give it one. */
static struct account root_account(void)
{
    struct account root = {.user = "root",
                           .verifier = {.plugin = AUTH_DEFAULT, .empty = true},
                           .privileges = ACCOUNT_ADMIN};

    account_host_read("localhost", strlen("localhost"), &root.host);
    return root;
}

static void say_what_is_open(const struct accounts *accounts, bool is_new)
{
    char name[ACCOUNT_NAME_MAX];

    if (is_new)
        log_line(LOG_INFO, "made the first account, 'root'@'localhost', which "
                           "logs in from loopback addresses only");
    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->list[i];
        if (!account_may(account, ACCOUNT_ADMIN) || !account->verifier.empty)
            continue;
        account_name(account, name);
        log_line(LOG_WARNING,
                 "account %s has no password; log in as it and type: "
                 "SET PASSWORD = 'a new password'",
                 name);
    }
}

static bool load(struct accounts *accounts)
{
    return account_store_key(accounts->store, accounts->decoy_key) &&
           account_store_read(accounts->store, &accounts->list,
                              &accounts->count);
}

struct accounts *accounts_open(const char *folder)
{
    struct accounts *accounts = calloc(1, sizeof *accounts);
    struct account root = root_account();
    char path[4096];
    bool is_new = false;

    if (accounts == NULL) {
        log_line(LOG_ERROR, "cannot open the accounts: no memory");
        return NULL;
    }
    snprintf(path, sizeof path, "%s/accounts.db", folder);
    accounts->store = account_store_open(path, &root, &is_new);
    if (accounts->store == NULL)
        goto free_accounts;
    if (!load(accounts)) {
        log_line(LOG_ERROR, "cannot read %s: %s", path,
                 account_store_fault(accounts->store));
        goto free_accounts;
    }
    say_what_is_open(accounts, is_new);
    return accounts;

free_accounts:
    accounts_close(accounts);
    return NULL;
}

void accounts_close(struct accounts *accounts)
{
    if (accounts == NULL)
        return;
    account_store_close(accounts->store);
    OPENSSL_cleanse(accounts->decoy_key, sizeof accounts->decoy_key);
    free(accounts->list);
    free(accounts);
}

/* ---- login ---- */

static bool is_user(const struct account *account, const char *user, size_t n)
{
    return strlen(account->user) == n && memcmp(account->user, user, n) == 0;
}

/* All of every account is looked at, whether its name fits or not. */
const struct account *accounts_match(const struct accounts *accounts,
                                     const char *user, size_t n,
                                     struct ppv1_address address)
{
    const struct account *best = NULL;

    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->list[i];
        bool named = is_user(account, user, n);
        bool contained = account_host_contains(&account->host, address);

        if (named && contained &&
            (best == NULL ||
             account_host_compare(&account->host, &best->host) < 0))
            best = account;
    }
    return best;
}

/* That of the same user with another host; without one, each plugin is as
 * frequent as it is among the accounts. */
static enum auth_plugin decoy_plugin(const struct accounts *accounts,
                                     const char *user, size_t n, uint8_t dice)
{
    const struct account *namesake = NULL;
    size_t native = 0;

    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->list[i];

        native += account->verifier.plugin == AUTH_NATIVE;
        if (is_user(account, user, n))
            namesake = account;
    }
    if (namesake != NULL)
        return namesake->verifier.plugin;
    return dice * accounts->count < native << 8 ? AUTH_NATIVE : AUTH_SHA2;
}

/* A digest that is not the hash of a hash of anything that is known. */
void accounts_decoy(const struct accounts *accounts, const char *user, size_t n,
                    struct auth_verifier *verifier)
{
    uint8_t digest[EVP_MAX_MD_SIZE] = {0};

    HMAC(EVP_sha256(), accounts->decoy_key, ACCOUNT_STORE_KEY,
         (const uint8_t *)user, n, digest, NULL);
    *verifier = (struct auth_verifier){
        .plugin = decoy_plugin(accounts, user, n, digest[0])};
    memcpy(verifier->digest, digest, sizeof verifier->digest);
}

/* ---- changes ---- */

const struct account *accounts_find(const struct accounts *accounts,
                                    const struct account *wanted)
{
    for (size_t i = 0; i < accounts->count; i++) {
        const struct account *account = &accounts->list[i];

        if (is_user(account, wanted->user, strlen(wanted->user)) &&
            strcmp(account->host.text, wanted->host.text) == 0)
            return account;
    }
    return NULL;
}

/* The new list is read before the change is committed, so that what cannot be
 * read again is not kept either. */
static enum accounts_answer
commit(struct accounts *accounts, const struct account *account,
       bool (*change)(struct account_store *, const struct account *))
{
    struct account *list = NULL;
    size_t count = 0;

    if (!account_store_begin(accounts->store))
        return ACCOUNTS_FAILED;
    if (!change(accounts->store, account) ||
        !account_store_read(accounts->store, &list, &count) ||
        !account_store_commit(accounts->store)) {
        account_store_rollback(accounts->store);
        free(list);
        return ACCOUNTS_FAILED;
    }
    free(accounts->list);
    accounts->list = list;
    accounts->count = count;
    return ACCOUNTS_DONE;
}

enum accounts_answer accounts_create(struct accounts *accounts,
                                     const struct account *account)
{
    if (accounts_find(accounts, account) != NULL)
        return ACCOUNTS_EXISTS;
    return commit(accounts, account, account_store_insert);
}

/* Is it the only account that may manage accounts? */
static bool is_last_admin(const struct accounts *accounts,
                          const struct account *account)
{
    size_t admins = 0;

    for (size_t i = 0; i < accounts->count; i++)
        if (account_may(&accounts->list[i], ACCOUNT_ADMIN))
            admins++;
    return account_may(account, ACCOUNT_ADMIN) && admins == 1;
}

enum accounts_answer accounts_drop(struct accounts *accounts,
                                   const struct account *account)
{
    const struct account *found = accounts_find(accounts, account);

    if (found == NULL)
        return ACCOUNTS_MISSING;
    if (is_last_admin(accounts, found))
        return ACCOUNTS_LAST_ADMIN;
    return commit(accounts, account, account_store_delete);
}

enum accounts_answer accounts_update(struct accounts *accounts,
                                     const struct account *account)
{
    const struct account *found = accounts_find(accounts, account);

    if (found == NULL)
        return ACCOUNTS_MISSING;
    if (is_last_admin(accounts, found) && !account_may(account, ACCOUNT_ADMIN))
        return ACCOUNTS_LAST_ADMIN;
    return commit(accounts, account, account_store_update);
}

const struct account *accounts_get(const struct accounts *accounts,
                                   size_t index)
{
    return index < accounts->count ? &accounts->list[index] : NULL;
}

const char *accounts_fault(const struct accounts *accounts)
{
    return account_store_fault(accounts->store);
}
