#define _GNU_SOURCE 1
#include "login.h"

#include <ev.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "audit.h"
#include "connection.h"
#include "fe.h"
#include "scratch.h"
#include "session.h"
#include "settings.h"
#include "unit.h"

/*
 * Whoever cannot log in must not learn why: a login with an unknown user, from
 * a wrong host or with a wrong password does the same work.  Work is counted,
 * not timed.
 */

/* ---- work ---- */

struct work {
    size_t allocated, freed, hmacs, digests, hosts;
    size_t answered; /* bytes */
};

/* The thread's that writes the audit log is no login's. */
static _Thread_local struct work work;

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t n);
void *__real_realloc(void *old, size_t n);
void __real_free(void *old);
unsigned char *__real_HMAC(const EVP_MD *method, const void *key, int length,
                           const unsigned char *text, size_t n,
                           unsigned char *digest, unsigned *size);
int __real_EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *digest,
                              unsigned *size);
bool __real_account_host_contains(const struct account_host *host,
                                  struct ppv1_address address);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t n);
void *__wrap_realloc(void *old, size_t n);
void __wrap_free(void *old);
unsigned char *__wrap_HMAC(const EVP_MD *method, const void *key, int length,
                           const unsigned char *text, size_t n,
                           unsigned char *digest, unsigned *size);
int __wrap_EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *digest,
                              unsigned *size);
bool __wrap_account_host_contains(const struct account_host *host,
                                  struct ppv1_address address);

void *__wrap_malloc(size_t n)
{
    work.allocated++;
    return __real_malloc(n);
}

void *__wrap_calloc(size_t count, size_t n)
{
    work.allocated++;
    return __real_calloc(count, n);
}

void *__wrap_realloc(void *old, size_t n)
{
    work.allocated++;
    return __real_realloc(old, n);
}

void __wrap_free(void *old)
{
    work.freed++;
    __real_free(old);
}

unsigned char *__wrap_HMAC(const EVP_MD *method, const void *key, int length,
                           const unsigned char *text, size_t n,
                           unsigned char *digest, unsigned *size)
{
    work.hmacs++;
    return __real_HMAC(method, key, length, text, n, digest, size);
}

int __wrap_EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *digest,
                              unsigned *size)
{
    work.digests++;
    return __real_EVP_DigestFinal_ex(context, digest, size);
}

bool __wrap_account_host_contains(const struct account_host *host,
                                  struct ppv1_address address)
{
    work.hosts++;
    return __real_account_host_contains(host, address);
}

/* ---- a server without a network ---- */

static struct fe *server;

static void open_server(void)
{
    static struct settings settings;
    char error[SETTINGS_ERROR_MAX];
    size_t folder;

    scratch_open();
    scratch_capture();
    server = calloc(1, sizeof *server);
    CU_ASSERT_PTR_NOT_NULL_FATAL(server);
    CU_ASSERT_TRUE_FATAL(settings_init(&settings));
    server->settings = &settings;
    server->service = &mysql_session;
    server->loop = ev_loop_new(0);
    CU_ASSERT_TRUE_FATAL(settings_find("audit_log_dir", &folder) &&
                         settings_change(&settings, folder, scratch_path("."),
                                         error));
    server->audit = audit_open(&settings, ppv1_address_from_ipv4(0x0a000005));
    server->accounts = accounts_open(scratch_path("."));
    CU_ASSERT_PTR_NOT_NULL_FATAL(server->audit);
    CU_ASSERT_PTR_NOT_NULL_FATAL(server->accounts);
    CU_ASSERT_TRUE_FATAL(tally_init(&server->waiting) &&
                         tally_init(&server->addresses) &&
                         tally_init(&server->users));
}

static void close_server(void)
{
    connections_drop(server);
    accounts_close(server->accounts);
    audit_close(server->audit);
    tally_free(&server->waiting);
    tally_free(&server->addresses);
    tally_free(&server->users);
    ev_loop_destroy(server->loop);
    settings_free(server->settings);
    free(server);
    scratch_captured();
    scratch_close();
}

static void turn(void)
{
    for (int i = 0; i < 3; i++)
        ev_run(server->loop, EVRUN_NOWAIT);
}

/* The client's end of a connection from 10.0.0.9, behind its greeting. */
static int connect_client(void)
{
    struct ppv1_endpoint peer = {ppv1_address_from_ipv4(0x0a000009), 40000};
    char greeting[256];
    int ends[2];

    CU_ASSERT_EQUAL_FATAL(
        socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
    connection_accept(server, ends[0], peer);
    turn();
    CU_ASSERT(recv(ends[1], greeting, sizeof greeting, 0) > 0);
    return ends[1];
}

static size_t tell_and_hear(int client, const char *packet, size_t n,
                            char heard[256])
{
    CU_ASSERT_EQUAL(send(client, packet, n, MSG_NOSIGNAL), (ssize_t)n);
    turn();
    ssize_t got = recv(client, heard, 256, 0);
    CU_ASSERT(got > 5);
    return got > 0 ? (size_t)got : 0;
}

/* ---- accounts ---- */

/* Names are equally long, and so is what is said about them. */
static void create(const char *user, const char *host, enum auth_plugin plugin,
                   const char *password, unsigned privileges)
{
    struct account account = {.privileges = privileges};

    strcpy(account.user, user);
    account_host_read(host, strlen(host), &account.host);
    auth_verifier_make(plugin, password, strlen(password), &account.verifier);
    CU_ASSERT_EQUAL(accounts_create(server->accounts, &account), ACCOUNTS_DONE);
}

static void create_accounts(enum auth_plugin plugin)
{
    create("known0", "10.0.0.9", plugin, "secret", 0);
    create("known1", "%", plugin, "secret", 0);
    create("known2", "10.0.0.9", plugin, "secret", ACCOUNT_ADMIN);
    create("locked", "10.0.0.9", plugin, "secret", ACCOUNT_LOCKED);
    create("empty0", "10.0.0.9", plugin, "", 0);
    create("where0", "10.0.0.8", plugin, "secret", 0);
    create("where0", "10.0.1.%", plugin, "secret", 0);
}

/* One who does not exist, and is asked by the same plugin. */
static void find_ghost(enum auth_plugin plugin, char ghost[7])
{
    struct auth_verifier verifier = {.plugin = AUTH_PLUGIN_COUNT};

    for (unsigned i = 0; i < 1000 && verifier.plugin != plugin; i++) {
        snprintf(ghost, 7, "gho%03u", i);
        accounts_decoy(server->accounts, ghost, strlen(ghost), &verifier);
    }
    CU_ASSERT_EQUAL_FATAL(verifier.plugin, plugin);
}

/* ---- logins that fail ---- */

/* A response to the greeting with `n` bytes as the answer. */
static size_t make_response(const char *user, enum auth_plugin plugin, size_t n,
                            char packet[256])
{
    static const char head[] = "\x00\x82\x08\x00\x00\x00\x00\x01\x21";
    size_t at = 4;

    memset(packet, 0, 256);
    memcpy(packet + at, head, 9);
    at += 32;
    at += (size_t)snprintf(packet + at, 64, "%s", user) + 1;
    packet[at++] = (char)n;
    memset(packet + at, 'x', n);
    at += n;
    at += (size_t)snprintf(packet + at, 64, "%s", auth_plugin_name(plugin)) + 1;
    packet[0] = (char)(at - 4);
    packet[3] = 1;
    return at;
}

/* So that each login finds the same empty queue. */
static void wait_for_audit_log(void)
{
    for (int i = 0; audit_state(server->audit).lines > 0 && i < 20000; i++)
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
    CU_ASSERT_EQUAL(audit_state(server->audit).lines, 0);
}

/* Answers with `wrong` bytes by the plugin, or first by the other one, so that
 * the server asks to switch. */
static struct work fail(const char *user, enum auth_plugin plugin,
                        bool switches, size_t wrong)
{
    enum auth_plugin first = switches ? AUTH_PLUGIN_COUNT - 1 - plugin : plugin;
    char packet[256], heard[256];
    size_t n = make_response(user, first, wrong, packet);
    int client = connect_client();

    wait_for_audit_log();
    work = (struct work){0};
    size_t answered = tell_and_hear(client, packet, n, heard);
    if (switches) {
        CU_ASSERT_EQUAL((unsigned char)heard[4], 0xfe);
        memset(packet, 'x', sizeof packet);
        memcpy(packet, "\0\0\0\3", 4);
        packet[0] = (char)wrong;
        answered += tell_and_hear(client, packet, 4 + wrong, heard);
    }
    CU_ASSERT_EQUAL(memcmp(heard + 4, "\xff\x15\x04#28000", 9), 0); /* 1045 */
    turn();
    struct work done = work;
    done.answered = answered;
    close(client);
    turn();
    return done;
}

static void compare(enum auth_plugin plugin, bool switches, size_t wrong)
{
    char ghost[7];
    const char *const users[] = {"known1", "known2", "locked", "where0", ghost};

    find_ghost(plugin, ghost);
    fail("known0", plugin, switches, wrong); /* buffers have grown */
    struct work known = fail("known0", plugin, switches, wrong);
    CU_ASSERT_EQUAL(known.hmacs, 1);
    CU_ASSERT_EQUAL(known.hosts, 8);
    CU_ASSERT_EQUAL(known.digests, wrong == 0 ? 0 : 2);
    for (size_t i = 0; i < sizeof users / sizeof users[0]; i++) {
        struct work done = fail(users[i], plugin, switches, wrong);
        CU_ASSERT_EQUAL(memcmp(&done, &known, sizeof done), 0);
    }
    if (wrong > 0) { /* nothing is right for who has no password */
        struct work done = fail("empty0", plugin, switches, wrong);
        CU_ASSERT_EQUAL(memcmp(&done, &known, sizeof done), 0);
    }
}

static void compare_all(enum auth_plugin plugin, size_t digest)
{
    open_server();
    create_accounts(plugin);
    compare(plugin, false, digest);
    compare(plugin, true, digest);
    compare(plugin, false, 0);
    compare(plugin, true, 0);
    close_server();
}

static void failed_logins_do_the_same_work_native(void)
{
    compare_all(AUTH_NATIVE, 20);
}

static void failed_logins_do_the_same_work_sha2(void)
{
    compare_all(AUTH_SHA2, 32);
}

static const struct unit_case cases[] = {
    {"failed logins do the same work, with mysql_native_password",
     failed_logins_do_the_same_work_native},
    {"failed logins do the same work, with caching_sha2_password",
     failed_logins_do_the_same_work_sha2},
};

UNIT_SUITE(login, cases);
