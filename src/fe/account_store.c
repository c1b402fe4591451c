#include "account_store.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/rand.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "log.h"

/* What PRAGMA user_version says of a file with this schema. */
#define SCHEMA_VERSION 1

struct account_store {
    sqlite3 *db;
    char fault[512];
};

static const char schema[] = "CREATE TABLE accounts("
                             " user TEXT NOT NULL,"
                             " host TEXT NOT NULL,"
                             " plugin TEXT NOT NULL,"
                             " verifier TEXT NOT NULL,"
                             " privileges INTEGER NOT NULL,"
                             " PRIMARY KEY(user, host)) STRICT;"
                             "CREATE TABLE server("
                             " name TEXT PRIMARY KEY,"
                             " value BLOB NOT NULL) STRICT;";

/* ---- faults ---- */

__attribute__((format(printf, 2, 3))) static bool
fault(struct account_store *store, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(store->fault, sizeof store->fault, format, arguments);
    va_end(arguments);
    return false;
}

static bool sqlite_fault(struct account_store *store)
{
    if (sqlite3_errcode(store->db) == SQLITE_BUSY)
        return fault(store, "another process has it open");
    return fault(store, "%s", sqlite3_errmsg(store->db));
}

const char *account_store_fault(const struct account_store *store)
{
    return store->fault;
}

/* ---- statements ---- */

static bool run(struct account_store *store, const char *sql)
{
    if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return true;
    return sqlite_fault(store);
}

static sqlite3_stmt *prepare(struct account_store *store, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        sqlite_fault(store);
    return statement;
}

/* Runs a statement that answers with no rows, and ends it. */
static bool finish(struct account_store *store, sqlite3_stmt *statement,
                   bool bound)
{
    bool done = bound && sqlite3_step(statement) == SQLITE_DONE;

    if (!done)
        sqlite_fault(store);
    sqlite3_finalize(statement);
    return done;
}

bool account_store_begin(struct account_store *store)
{
    return run(store, "BEGIN EXCLUSIVE");
}

bool account_store_commit(struct account_store *store)
{
    return run(store, "COMMIT");
}

/* SQLite may have rolled back by itself, as it does on a full disk. */
void account_store_rollback(struct account_store *store)
{
    sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- changes ---- */

/* The statement's parameters are the account's columns in the order of the
 * table: as many as it needs. */
static bool bind_columns(sqlite3_stmt *statement, const struct account *account)
{
    char verifier[AUTH_VERIFIER_TEXT_MAX];
    const char *texts[] = {account->user, account->host.text,
                           auth_plugin_name(account->verifier.plugin),
                           verifier};
    int wanted = sqlite3_bind_parameter_count(statement);

    auth_verifier_write(&account->verifier, verifier);
    for (int i = 0; i < wanted && i < 4; i++)
        if (sqlite3_bind_text(statement, i + 1, texts[i], -1,
                              SQLITE_TRANSIENT) != SQLITE_OK)
            return false;
    return wanted < 5 ||
           sqlite3_bind_int64(statement, 5, account->privileges) == SQLITE_OK;
}

static bool change(struct account_store *store, const char *sql,
                   const struct account *account)
{
    sqlite3_stmt *statement = prepare(store, sql);

    return statement != NULL &&
           finish(store, statement, bind_columns(statement, account));
}

bool account_store_insert(struct account_store *store,
                          const struct account *account)
{
    return change(store, "INSERT INTO accounts VALUES(?1, ?2, ?3, ?4, ?5)",
                  account);
}

bool account_store_delete(struct account_store *store,
                          const struct account *account)
{
    return change(store, "DELETE FROM accounts WHERE user = ?1 AND host = ?2",
                  account);
}

bool account_store_update(struct account_store *store,
                          const struct account *account)
{
    return change(store,
                  "UPDATE accounts"
                  " SET plugin = ?3, verifier = ?4, privileges = ?5"
                  " WHERE user = ?1 AND host = ?2",
                  account);
}

/* ---- reading ---- */

static bool read_text(sqlite3_stmt *row, int column, char *text, size_t size)
{
    const unsigned char *value = sqlite3_column_text(row, column);
    size_t n = (size_t)sqlite3_column_bytes(row, column);

    if (value == NULL || n >= size || memchr(value, '\0', n) != NULL)
        return false;
    memcpy(text, value, n);
    text[n] = '\0';
    return true;
}

/* What is wrong with the row, or NULL. */
static const char *read_row(sqlite3_stmt *row, struct account *account)
{
    char host[ACCOUNT_HOST_MAX + 1], plugin[32];
    char verifier[AUTH_VERIFIER_TEXT_MAX];
    enum auth_plugin number;

    if (!read_text(row, 0, account->user, sizeof account->user))
        return "its user name is too long";
    if (!read_text(row, 1, host, sizeof host) ||
        account_host_read(host, strlen(host), &account->host) != NULL ||
        strcmp(host, account->host.text) != 0)
        return "its host is none, or not in canonical form";
    if (!read_text(row, 2, plugin, sizeof plugin) ||
        !auth_plugin_find(plugin, strlen(plugin), &number))
        return "its plugin is unknown";
    if (!read_text(row, 3, verifier, sizeof verifier) ||
        !auth_verifier_read(number, verifier, strlen(verifier),
                            &account->verifier))
        return "its verifier does not fit its plugin";
    sqlite3_int64 privileges = sqlite3_column_int64(row, 4);
    if (privileges < 0 || privileges > ACCOUNT_BITS)
        return "it has privileges that are unknown";
    account->privileges = (unsigned)privileges;
    return NULL;
}

static struct account *one_more(struct account **list, size_t count)
{
    if ((count & (count - 1)) == 0) { /* full at each power of two */
        size_t room = count == 0 ? 1 : 2 * count;
        struct account *larger = realloc(*list, room * sizeof **list);

        if (larger == NULL)
            return NULL;
        *list = larger;
    }
    (*list)[count] = (struct account){.user = ""};
    return *list + count;
}

static bool read_rows(struct account_store *store, sqlite3_stmt *rows,
                      struct account **list, size_t *count)
{
    int step;

    while ((step = sqlite3_step(rows)) == SQLITE_ROW) {
        struct account *account = one_more(list, *count);
        if (account == NULL)
            return fault(store, "no memory");

        const char *why = read_row(rows, account);
        if (why != NULL)
            return fault(store, "account '%s'@'%s': %s",
                         (const char *)sqlite3_column_text(rows, 0),
                         (const char *)sqlite3_column_text(rows, 1), why);
        ++*count;
    }
    return step == SQLITE_DONE ? true : sqlite_fault(store);
}

bool account_store_read(struct account_store *store, struct account **list,
                        size_t *count)
{
    sqlite3_stmt *rows =
        prepare(store, "SELECT user, host, plugin, verifier, privileges"
                       " FROM accounts ORDER BY user, host");

    *list = NULL;
    *count = 0;
    if (rows == NULL)
        return false;
    bool done = read_rows(store, rows, list, count);
    sqlite3_finalize(rows);
    if (!done) {
        free(*list);
        *list = NULL;
    }
    return done;
}

bool account_store_key(struct account_store *store,
                       uint8_t key[ACCOUNT_STORE_KEY])
{
    sqlite3_stmt *row =
        prepare(store, "SELECT value FROM server WHERE name = 'decoy_key'");
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW &&
                 sqlite3_column_bytes(row, 0) == ACCOUNT_STORE_KEY;

    if (found)
        memcpy(key, sqlite3_column_blob(row, 0), ACCOUNT_STORE_KEY);
    else
        fault(store, "its decoy_key is missing");
    sqlite3_finalize(row);
    return found;
}

/* ---- opening ---- */

static bool make_key(struct account_store *store)
{
    uint8_t key[ACCOUNT_STORE_KEY];
    sqlite3_stmt *statement;

    if (RAND_bytes(key, sizeof key) != 1)
        return fault(store, "no randomness");
    statement = prepare(store, "INSERT INTO server VALUES('decoy_key', ?1)");
    if (statement == NULL)
        return false;
    return finish(store, statement,
                  sqlite3_bind_blob(statement, 1, key, sizeof key,
                                    SQLITE_TRANSIENT) == SQLITE_OK);
}

static bool version(struct account_store *store, int *number)
{
    sqlite3_stmt *row = prepare(store, "PRAGMA user_version");
    bool found = row != NULL && sqlite3_step(row) == SQLITE_ROW;

    if (found)
        *number = sqlite3_column_int(row, 0);
    else
        sqlite_fault(store);
    sqlite3_finalize(row);
    return found;
}

static bool make_schema(struct account_store *store,
                        const struct account *first)
{
    return run(store, schema) && make_key(store) &&
           account_store_insert(store, first) &&
           run(store, "PRAGMA user_version = 1");
}

/* One transaction, which also takes the lock that is then kept. */
static bool settle(struct account_store *store, const struct account *first,
                   bool *is_new)
{
    int found = 0;

    if (!account_store_begin(store) || !version(store, &found))
        return false;
    *is_new = found == 0;
    if (found != 0 && found != SCHEMA_VERSION)
        return fault(store, "its schema version is %d, not %d", found,
                     SCHEMA_VERSION);
    if (*is_new && !make_schema(store, first))
        return false;
    return account_store_commit(store);
}

/* The file exists with its permissions before SQLite writes a byte to it. */
static bool make_private(struct account_store *store, const char *path)
{
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

    if (file < 0)
        return fault(store, "%s", strerror(errno));
    bool done = fchmod(file, 0600) == 0;
    if (!done)
        fault(store, "chmod 0600: %s", strerror(errno));
    close(file);
    return done;
}

/* No old verifier stays behind, in the file or in its journal. */
static bool open_file(struct account_store *store, const char *path)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;

    if (!make_private(store, path))
        return false;
    if (sqlite3_open_v2(path, &store->db, flags, NULL) != SQLITE_OK)
        return sqlite_fault(store);
    return run(store, "PRAGMA locking_mode = EXCLUSIVE;"
                      "PRAGMA journal_mode = TRUNCATE;"
                      "PRAGMA secure_delete = ON;"
                      "PRAGMA trusted_schema = OFF");
}

struct account_store *
account_store_open(const char *path, const struct account *first, bool *is_new)
{
    struct account_store *store = calloc(1, sizeof *store);

    if (store == NULL) {
        log_line(LOG_ERROR, "cannot open %s: no memory", path);
        return NULL;
    }
    if (!open_file(store, path) || !settle(store, first, is_new)) {
        log_line(LOG_ERROR, "cannot open %s: %s", path, store->fault);
        account_store_close(store);
        return NULL;
    }
    return store;
}

void account_store_close(struct account_store *store)
{
    if (store == NULL)
        return;
    sqlite3_close(store->db);
    free(store);
}
