#include "settings_store.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "quote.h"

#define PATH_SIZE 1100 /* the longest meta_dir, and the file's name */

/* PRAGMA user_version; that of an empty file is 0. */
#define SCHEMA_VERSION 1
#define SCHEMA                                                                 \
    "CREATE TABLE IF NOT EXISTS settings("                                     \
    " key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;"                      \
    "PRAGMA user_version = 1"

struct store {
    sqlite3 *db;
    char path[PATH_SIZE];
};

/* ---- SQLite ---- */

static const char *fault_of(const struct store *store)
{
    if (store->db == NULL || sqlite3_errcode(store->db) == SQLITE_OK)
        return "no memory";
    if (sqlite3_errcode(store->db) == SQLITE_BUSY)
        return "another process has it open";
    return sqlite3_errmsg(store->db);
}

static bool open_store(struct store *store, const char *folder, int flags)
{
    snprintf(store->path, sizeof store->path, "%s/settings.db", folder);
    return sqlite3_open_v2(store->path, &store->db,
                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | flags,
                           NULL) == SQLITE_OK;
}

static bool run(const struct store *store, const char *sql)
{
    return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* NULL on failure; its parameters are the texts, as many as it has. */
static sqlite3_stmt *prepare(const struct store *store, const char *sql,
                             const char *const *texts)
{
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK)
        return NULL;
    for (int i = 0; i < sqlite3_bind_parameter_count(statement); i++)
        if (sqlite3_bind_text(statement, i + 1, texts[i], -1,
                              SQLITE_TRANSIENT) != SQLITE_OK) {
            sqlite3_finalize(statement);
            return NULL;
        }
    return statement;
}

static bool change(const struct store *store, const char *sql,
                   const char *const *texts)
{
    sqlite3_stmt *statement = prepare(store, sql, texts);
    bool done = statement != NULL && sqlite3_step(statement) == SQLITE_DONE;

    sqlite3_finalize(statement);
    return done;
}

/* -1: not known. */
static int version(const struct store *store)
{
    sqlite3_stmt *row = prepare(store, "PRAGMA user_version", NULL);
    int number = -1;

    if (row != NULL && sqlite3_step(row) == SQLITE_ROW)
        number = sqlite3_column_int(row, 0);
    sqlite3_finalize(row);
    return number;
}

/* ---- reading ---- */

/* How to be rid of a value while the server cannot be asked to. */
static unsigned fault(const struct store *store, const char *text)
{
    log_line(LOG_ERROR,
             "%s: %s; sqlite3 can change it, and without the file there are "
             "no persistent values",
             store->path, text);
    return 1;
}

static unsigned put_value(const struct store *store, struct settings *settings,
                          size_t index, const char *value)
{
    const char *key = settings_row(index)->key;
    char error[SETTINGS_ERROR_MAX], quoted[QUOTE_MAX], instead[QUOTE_MAX];
    char *before = settings_text(settings, index);
    bool same;

    if (before == NULL)
        return fault(store, "no memory");
    if (!settings_change(settings, index, value, error)) {
        free(before);
        return fault(store, error);
    }
    same = strcmp(before, value) == 0;
    quote_write(value, strlen(value), quoted);
    quote_write(before, strlen(before), instead);
    free(before);
    if (!same)
        log_line(LOG_INFO,
                 "%s: the persistent value %s stands in for %s; RESET PERSIST "
                 "%s forgets it",
                 key, quoted, instead, key);
    return 0;
}

static unsigned read_row(const struct store *store, struct settings *settings,
                         sqlite3_stmt *row)
{
    const char *key = (const char *)sqlite3_column_text(row, 0);
    const char *value = (const char *)sqlite3_column_text(row, 1);
    char error[SETTINGS_ERROR_MAX];
    size_t index;

    if (key == NULL || value == NULL)
        return fault(store, "a row without key or value");
    if (!settings_find(key, &index)) {
        settings_unknown(key, error);
        return fault(store, error);
    }
    if (!settings_row(index)->dynamic) {
        snprintf(error, sizeof error, "%s: belongs into fe.conf", key);
        return fault(store, error);
    }
    return put_value(store, settings, index, value);
}

static unsigned read_rows(const struct store *store, struct settings *settings)
{
    sqlite3_stmt *rows =
        prepare(store, "SELECT key, value FROM settings ORDER BY key", NULL);
    unsigned faults = 0;
    int step = SQLITE_ERROR;

    while (rows != NULL && (step = sqlite3_step(rows)) == SQLITE_ROW)
        faults += read_row(store, settings, rows);
    if (step != SQLITE_DONE)
        faults += fault(store, fault_of(store));
    sqlite3_finalize(rows);
    return faults;
}

static unsigned read_store(const struct store *store, struct settings *settings)
{
    char error[SETTINGS_ERROR_MAX];
    int found = version(store);

    if (found == 0) /* made, but never written to */
        return 0;
    if (found == SCHEMA_VERSION)
        return read_rows(store, settings);
    if (found < 0)
        return fault(store, fault_of(store));
    snprintf(error, sizeof error, "its schema version is %d, not %d", found,
             SCHEMA_VERSION);
    return fault(store, error);
}

/* Without the file there is nothing to read, and it is not made. */
unsigned settings_store_load(struct settings *settings, const char *folder)
{
    struct store store = {0};
    unsigned faults;

    snprintf(store.path, sizeof store.path, "%s/settings.db", folder);
    if (access(store.path, F_OK) != 0) {
        if (errno == ENOENT)
            return 0;
        return fault(&store, strerror(errno));
    }
    faults = open_store(&store, folder, 0) ? read_store(&store, settings)
                                           : fault(&store, fault_of(&store));
    sqlite3_close(store.db);
    return faults;
}

/* ---- writing ---- */

static bool save_one(const struct store *store, const struct settings *settings,
                     size_t index)
{
    char *value = settings_text(settings, index);
    const char *texts[] = {settings_row(index)->key, value};
    bool done =
        value != NULL &&
        change(store, "INSERT OR REPLACE INTO settings VALUES(?1, ?2)", texts);

    free(value);
    return done;
}

/* EXTRA: the end of the journal is on disk too before it counts as done. */
static bool begin(struct store *store, const char *folder)
{
    return open_store(store, folder, SQLITE_OPEN_CREATE) &&
           run(store, "PRAGMA synchronous = EXTRA;"
                      "PRAGMA trusted_schema = OFF;"
                      "BEGIN EXCLUSIVE") &&
           run(store, SCHEMA);
}

/* What was begun and not committed is undone by closing. */
static bool end(struct store *store, bool done, char error[SETTINGS_ERROR_MAX])
{
    done = done && run(store, "COMMIT");
    if (!done)
        snprintf(error, SETTINGS_ERROR_MAX, "cannot write %.400s: %.80s",
                 store->path, fault_of(store));
    sqlite3_close(store->db);
    return done;
}

bool settings_store_save(const struct settings *settings, const size_t *indexes,
                         size_t n, char error[SETTINGS_ERROR_MAX])
{
    struct store store = {0};
    bool done = begin(&store, settings->meta_dir);

    for (size_t i = 0; done && i < n; i++)
        done = save_one(&store, settings, indexes[i]);
    return end(&store, done, error);
}

bool settings_store_forget(const struct settings *settings, const char *key,
                           bool *found, char error[SETTINGS_ERROR_MAX])
{
    struct store store = {0};
    bool done =
        begin(&store, settings->meta_dir) &&
        change(&store, "DELETE FROM settings WHERE key = ?1 OR ?1 IS NULL",
               &key);

    *found = done && sqlite3_changes(store.db) > 0;
    return end(&store, done, error);
}
