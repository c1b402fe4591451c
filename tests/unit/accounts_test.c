#include "accounts.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "scratch.h"
#include "unit.h"

/* ---- helpers ---- */

/* Opens the accounts in a new folder, with nothing said on standard error. */
static struct accounts *open_new(void)
{
    const char *folder = scratch_open();

    scratch_capture();
    struct accounts *accounts = accounts_open(folder);
    scratch_captured();
    CU_ASSERT_PTR_NOT_NULL_FATAL(accounts);
    return accounts;
}

static struct accounts *open_again(struct accounts *accounts,
                                   const char *folder)
{
    accounts_close(accounts);
    scratch_capture();
    accounts = accounts_open(folder);
    scratch_captured();
    CU_ASSERT_PTR_NOT_NULL_FATAL(accounts);
    return accounts;
}

static void close_all(struct accounts *accounts)
{
    accounts_close(accounts);
    scratch_close();
}

static struct account account_of(const char *user, const char *host,
                                 const char *password)
{
    struct account account = {.user = ""};

    snprintf(account.user, sizeof account.user, "%s", user);
    CU_ASSERT_PTR_NULL_FATAL(
        account_host_read(host, strlen(host), &account.host));
    CU_ASSERT_FATAL(auth_verifier_make(AUTH_SHA2, password, strlen(password),
                                       &account.verifier));
    return account;
}

static void create(struct accounts *accounts, const char *user,
                   const char *host)
{
    struct account account = account_of(user, host, "secret");

    CU_ASSERT_EQUAL(accounts_create(accounts, &account), ACCOUNTS_DONE);
}

/* The host of the account that matches, or "". */
static const char *matched(const struct accounts *accounts, const char *user,
                           const char *address)
{
    struct ppv1_address binary = {0, 0};

    CU_ASSERT_FATAL(
        ppv1_address_parse((const uint8_t *)address, strlen(address), &binary));
    const struct account *account =
        accounts_match(accounts, user, strlen(user), binary);
    return account == NULL ? "" : account->host.text;
}

/* ---- the first start ---- */

static void first_start_makes_root_for_loopback_only(void)
{
    struct accounts *accounts = open_new();

    CU_ASSERT_STRING_EQUAL(matched(accounts, "root", "127.0.0.1"), "localhost");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "root", "::1"), "localhost");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "root", "203.0.113.10"), "");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "Root", "127.0.0.1"), "");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "roo", "127.0.0.1"), "");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "", "127.0.0.1"), "");
    close_all(accounts);
}

static void first_start_says_what_to_type(void)
{
    const char *folder = scratch_open();

    scratch_capture();
    struct accounts *accounts = accounts_open(folder);
    const char *log = scratch_captured();
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "'root'@'localhost'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "SET PASSWORD = "));
    close_all(accounts);
}

static void file_is_for_its_owner_only(void)
{
    struct accounts *accounts = open_new();
    struct stat status;

    CU_ASSERT_EQUAL(stat(scratch_path("accounts.db"), &status), 0);
    CU_ASSERT_EQUAL(status.st_mode & 0777, 0600);
    close_all(accounts);
}

/* ---- changes ---- */

static void most_specific_host_is_matched(void)
{
    struct accounts *accounts = open_new();

    create(accounts, "app", "%");
    create(accounts, "app", "203.0.%");
    create(accounts, "app", "203.0.113.10");
    create(accounts, "app", "203.0.113.0/24");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "app", "203.0.113.10"),
                           "203.0.113.10");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "app", "203.0.113.11"),
                           "203.0.113.0/24");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "app", "203.0.1.1"), "203.0.%");
    CU_ASSERT_STRING_EQUAL(matched(accounts, "app", "2001:db8::1"), "%");
    close_all(accounts);
}

static void changes_are_there_after_a_restart(void)
{
    struct accounts *accounts = open_new();
    char folder[SCRATCH_PATH_MAX];
    struct account kept = account_of("kept", "2001:db8::/32", "old");
    struct account gone = account_of("gone", "%", "");

    snprintf(folder, sizeof folder, "%s", scratch_path("."));
    CU_ASSERT_EQUAL(accounts_create(accounts, &kept), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_create(accounts, &gone), ACCOUNTS_DONE);
    kept = account_of("kept", "2001:db8::/32", "new");
    CU_ASSERT_EQUAL(accounts_update(accounts, &kept), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_drop(accounts, &gone), ACCOUNTS_DONE);
    accounts = open_again(accounts, folder);
    const struct account *found = accounts_find(accounts, &kept);
    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    CU_ASSERT_EQUAL(memcmp(found->verifier.digest, kept.verifier.digest, 32),
                    0);
    CU_ASSERT_PTR_NULL(accounts_find(accounts, &gone));
    CU_ASSERT_STRING_EQUAL(matched(accounts, "root", "127.0.0.1"), "localhost");
    close_all(accounts);
}

static void one_account_is_created_once_in_any_spelling(void)
{
    struct accounts *accounts = open_new();
    struct account again = account_of("app", "203.0.113.9/255.255.255.0", "x");

    create(accounts, "app", "203.0.113.0/24");
    CU_ASSERT_EQUAL(accounts_create(accounts, &again), ACCOUNTS_EXISTS);
    CU_ASSERT_EQUAL(accounts_drop(accounts, &again), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_drop(accounts, &again), ACCOUNTS_MISSING);
    CU_ASSERT_EQUAL(accounts_update(accounts, &again), ACCOUNTS_MISSING);
    close_all(accounts);
}

static void last_admin_stays(void)
{
    struct accounts *accounts = open_new();
    struct account root = account_of("root", "localhost", "");
    struct account other = account_of("other", "%", "x");

    CU_ASSERT_EQUAL(accounts_drop(accounts, &root), ACCOUNTS_LAST_ADMIN);
    other.privileges = ACCOUNT_ADMIN;
    CU_ASSERT_EQUAL(accounts_create(accounts, &other), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_drop(accounts, &root), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_drop(accounts, &other), ACCOUNTS_LAST_ADMIN);
    close_all(accounts);
}

static void last_admin_is_not_locked_or_without_its_privilege(void)
{
    struct accounts *accounts = open_new();
    struct account root = account_of("root", "localhost", "");
    struct account other = account_of("other", "%", "x");

    root.privileges = ACCOUNT_ADMIN | ACCOUNT_LOCKED;
    CU_ASSERT_EQUAL(accounts_update(accounts, &root), ACCOUNTS_LAST_ADMIN);
    root.privileges = ACCOUNT_PROCESS;
    CU_ASSERT_EQUAL(accounts_update(accounts, &root), ACCOUNTS_LAST_ADMIN);
    other.privileges = ACCOUNT_ADMIN | ACCOUNT_LOCKED;
    CU_ASSERT_EQUAL(accounts_create(accounts, &other), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_update(accounts, &root), ACCOUNTS_LAST_ADMIN);
    CU_ASSERT_EQUAL(accounts_drop(accounts, &root), ACCOUNTS_LAST_ADMIN);
    other.privileges = ACCOUNT_ADMIN;
    CU_ASSERT_EQUAL(accounts_update(accounts, &other), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_update(accounts, &root), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(accounts_find(accounts, &root)->privileges,
                    ACCOUNT_PROCESS);
    close_all(accounts);
}

static void admin_has_every_privilege_and_a_locked_account_none(void)
{
    struct account account = {.privileges = 0};

    CU_ASSERT_FALSE(account_may(&account, ACCOUNT_PROCESS));
    account.privileges = ACCOUNT_PROCESS;
    CU_ASSERT(account_may(&account, ACCOUNT_PROCESS));
    CU_ASSERT_FALSE(account_may(&account, ACCOUNT_ADMIN));
    account.privileges = ACCOUNT_ADMIN;
    CU_ASSERT(account_may(&account, ACCOUNT_PROCESS));
    CU_ASSERT(account_may(&account, ACCOUNT_ADMIN));
    account.privileges = ACCOUNT_ADMIN | ACCOUNT_PROCESS | ACCOUNT_LOCKED;
    CU_ASSERT_FALSE(account_may(&account, ACCOUNT_PROCESS));
    CU_ASSERT_FALSE(account_may(&account, ACCOUNT_ADMIN));
}

static void accounts_are_listed_by_user_and_host(void)
{
    static const char *const users[] = {"a", "app", "app", "root"};
    struct accounts *accounts = open_new();

    create(accounts, "app", "%");
    create(accounts, "a", "10.0.0.1");
    create(accounts, "app", "10.0.0.1");
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_STRING_EQUAL(accounts_get(accounts, i)->user, users[i]);
    CU_ASSERT_PTR_NULL(accounts_get(accounts, 4));
    close_all(accounts);
}

/* ---- who does not exist ---- */

static struct auth_verifier decoy_of(const struct accounts *accounts,
                                     unsigned number)
{
    struct auth_verifier verifier;
    char name[16];
    int n = snprintf(name, sizeof name, "ghost%u", number);

    accounts_decoy(accounts, name, (size_t)n, &verifier);
    return verifier;
}

static void decoy_is_the_same_each_time(void)
{
    struct accounts *accounts = open_new();
    char folder[SCRATCH_PATH_MAX];
    struct auth_verifier first[32];

    snprintf(folder, sizeof folder, "%s", scratch_path("."));
    for (unsigned i = 0; i < 32; i++) {
        first[i] = decoy_of(accounts, i);
        CU_ASSERT_FALSE(first[i].empty);
    }
    CU_ASSERT_NOT_EQUAL(memcmp(first[0].digest, first[1].digest, 20), 0);
    accounts = open_again(accounts, folder);
    for (unsigned i = 0; i < 32; i++) {
        struct auth_verifier again = decoy_of(accounts, i);
        CU_ASSERT_EQUAL(memcmp(again.digest, first[i].digest, 32), 0);
        CU_ASSERT_EQUAL(again.plugin, first[i].plugin);
    }
    close_all(accounts);
}

static unsigned native_decoys(const struct accounts *accounts)
{
    unsigned native = 0;

    for (unsigned i = 0; i < 100; i++)
        native += decoy_of(accounts, i).plugin == AUTH_NATIVE;
    return native;
}

/* Who sees a plugin that is rare among accounts learns nothing from it. */
static void decoys_have_plugins_as_accounts_have(void)
{
    struct accounts *accounts = open_new();
    struct account native = account_of("a", "%", "x");

    CU_ASSERT_EQUAL(native_decoys(accounts), 0);
    auth_verifier_make(AUTH_NATIVE, "x", 1, &native.verifier);
    CU_ASSERT_EQUAL(accounts_create(accounts, &native), ACCOUNTS_DONE);
    unsigned half = native_decoys(accounts);
    CU_ASSERT(half > 20 && half < 80);
    native = account_of("root", "localhost", "x");
    native.privileges = ACCOUNT_ADMIN;
    auth_verifier_make(AUTH_NATIVE, "x", 1, &native.verifier);
    CU_ASSERT_EQUAL(accounts_update(accounts, &native), ACCOUNTS_DONE);
    CU_ASSERT_EQUAL(native_decoys(accounts), 100);
    close_all(accounts);
}

/* By chance half of them would have the other one. */
static void user_has_one_plugin_from_every_host(void)
{
    struct accounts *accounts = open_new();
    struct account account = account_of("", "10.0.0.1", "x");

    auth_verifier_make(AUTH_NATIVE, "x", 1, &account.verifier);
    for (unsigned i = 0; i < 20; i++) {
        snprintf(account.user, sizeof account.user, "ghost%u", i);
        CU_ASSERT_EQUAL(accounts_create(accounts, &account), ACCOUNTS_DONE);
        CU_ASSERT_EQUAL(decoy_of(accounts, i).plugin, AUTH_NATIVE);
        CU_ASSERT_EQUAL(accounts_drop(accounts, &account), ACCOUNTS_DONE);
    }
    close_all(accounts);
}

/* ---- what cannot be opened ---- */

static void second_server_is_kept_out(void)
{
    struct accounts *accounts = open_new();

    scratch_capture();
    CU_ASSERT_PTR_NULL(accounts_open(scratch_path(".")));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "another process"));
    close_all(accounts);
}

static void what_is_no_database_is_left_alone(void)
{
    static const char text[] = "this is not a database, and it stays so";
    const char *folder = scratch_open();

    scratch_write("accounts.db", text, strlen(text));
    scratch_capture();
    CU_ASSERT_PTR_NULL(accounts_open(folder));
    CU_ASSERT_PTR_NOT_NULL(strstr(scratch_captured(), "accounts.db"));
    CU_ASSERT_STRING_EQUAL(scratch_read("accounts.db"), text);
    scratch_close();
}

static const struct unit_case cases[] = {
    {"the first start makes root, for loopback only",
     first_start_makes_root_for_loopback_only},
    {"the first start says what to type", first_start_says_what_to_type},
    {"the file is for its owner only", file_is_for_its_owner_only},
    {"the most specific host is matched", most_specific_host_is_matched},
    {"changes are there after a restart", changes_are_there_after_a_restart},
    {"one account is created once, in any spelling",
     one_account_is_created_once_in_any_spelling},
    {"the last admin stays", last_admin_stays},
    {"the last admin is not locked or without its privilege",
     last_admin_is_not_locked_or_without_its_privilege},
    {"ADMIN has every privilege, and a locked account none",
     admin_has_every_privilege_and_a_locked_account_none},
    {"accounts are listed by user and host",
     accounts_are_listed_by_user_and_host},
    {"a decoy is the same each time", decoy_is_the_same_each_time},
    {"decoys have plugins as accounts have",
     decoys_have_plugins_as_accounts_have},
    {"a user has one plugin from every host",
     user_has_one_plugin_from_every_host},
    {"a second server is kept out", second_server_is_kept_out},
    {"what is no database is left alone", what_is_no_database_is_left_alone},
};

UNIT_SUITE(accounts, cases);
