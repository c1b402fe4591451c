#include "config.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "settings_store.h"
#include "unit.h"

#define NETWORKS "mysql_proxy_protocol_networks"
#define TIMEOUT "mysql_proxy_protocol_header_timeout_ms"

/* ---- helpers ---- */

static char folder[SCRATCH_PATH_MAX];

/* All defaults, and a meta_dir of the test's own. */
static void fresh(struct settings *settings)
{
    char error[SETTINGS_ERROR_MAX];
    size_t index;

    CU_ASSERT_TRUE_FATAL(settings_init(settings));
    CU_ASSERT_TRUE_FATAL(settings_find("meta_dir", &index));
    CU_ASSERT_TRUE_FATAL(settings_change(settings, index, folder, error));
}

static void open_settings(struct settings *settings)
{
    snprintf(folder, sizeof folder, "%s", scratch_open());
    fresh(settings);
}

static void close_settings(struct settings *settings)
{
    settings_free(settings);
    scratch_close();
}

static void expect_value(const struct settings *settings, const char *key,
                         const char *expected)
{
    size_t index;

    CU_ASSERT_TRUE_FATAL(settings_find(key, &index));
    char *value = settings_text(settings, index);
    CU_ASSERT_STRING_EQUAL(value, expected);
    free(value);
}

static enum config_answer set(struct settings *settings, const char *key,
                              const char *value, bool persistent,
                              char error[SETTINGS_ERROR_MAX])
{
    struct config_change change = {(char *)(uintptr_t)key,
                                   (char *)(uintptr_t)value, persistent};

    return config_set(settings, &change, 1, error);
}

/* What a start would find: defaults and the persistent values. */
static unsigned restart(struct settings *settings, const char **log)
{
    settings_free(settings);
    fresh(settings);
    scratch_capture();
    unsigned faults = settings_store_load(settings, folder);
    *log = scratch_captured();
    return faults;
}

/* Runs SQL on settings.db, as an operator can. */
static void run(const char *sql)
{
    sqlite3 *db;

    CU_ASSERT_EQUAL_FATAL(sqlite3_open(scratch_path("settings.db"), &db),
                          SQLITE_OK);
    CU_ASSERT_EQUAL(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

/* ---- setting ---- */

static void all_changes_are_made_or_none(void)
{
    struct config_change changes[] = {
        {(char[]){TIMEOUT}, (char[]){"5"}, false},
        {(char[]){NETWORKS}, (char[]){"x"}, true}};
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    CU_ASSERT_EQUAL(config_set(&settings, changes, 2, error), CONFIG_REFUSED);
    CU_ASSERT_PTR_NOT_NULL(strstr(error, NETWORKS ": entry 1 \"x\""));
    expect_value(&settings, TIMEOUT, "1000");
    CU_ASSERT_STRING_EQUAL(scratch_read("settings.db"), "");
    changes[1].value = (char[]){"::1"};
    CU_ASSERT_EQUAL(config_set(&settings, changes, 2, error), CONFIG_DONE);
    expect_value(&settings, TIMEOUT, "5");
    expect_value(&settings, NETWORKS, "::1");
    close_settings(&settings);
}

static void dangerous_values_are_warned_of(void)
{
    static const struct {
        const char *key, *value, *warning;
    } rows[] = {
        {NETWORKS, "*", "any peer can claim any client address"},
        {TIMEOUT, "0", "waited for without end"},
        {NETWORKS, "10.0.0.0/8", NULL},
        {TIMEOUT, "1", NULL},
    };
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        scratch_capture();
        enum config_answer answer =
            set(&settings, rows[i].key, rows[i].value, false, error);
        const char *log = scratch_captured();
        CU_ASSERT_EQUAL(answer, CONFIG_DONE);
        CU_ASSERT_EQUAL(*log != '\0', rows[i].warning != NULL);
        if (rows[i].warning != NULL)
            CU_ASSERT_PTR_NOT_NULL(strstr(log, rows[i].warning));
    }
    close_settings(&settings);
}

static void what_is_not_in_force_is_not_warned_of(void)
{
    struct config_change changes[] = {
        {(char[]){NETWORKS}, (char[]){"*"}, false},
        {(char[]){TIMEOUT}, (char[]){"x"}, false}};
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    scratch_capture();
    enum config_answer answer = config_set(&settings, changes, 2, error);
    const char *log = scratch_captured();
    CU_ASSERT_EQUAL(answer, CONFIG_REFUSED);
    CU_ASSERT_STRING_EQUAL(log, "");
    close_settings(&settings);
}

/* ---- persistent values ---- */

static void persistent_values_outlive_a_restart(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;
    const char *log;

    open_settings(&settings);
    CU_ASSERT_EQUAL(restart(&settings, &log), 0); /* there is no file */
    CU_ASSERT_STRING_EQUAL(log, "");
    CU_ASSERT_EQUAL(set(&settings, TIMEOUT, " 3000", true, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(set(&settings, NETWORKS, "::1", false, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(restart(&settings, &log), 0);
    expect_value(&settings, TIMEOUT, "3000");
    expect_value(&settings, NETWORKS, "");
    CU_ASSERT_PTR_NOT_NULL(
        strstr(log, TIMEOUT ": the persistent value \"3000\" stands in for "
                            "\"1000\"; RESET PERSIST " TIMEOUT " forgets it"));
    CU_ASSERT_EQUAL(set(&settings, TIMEOUT, "1000", true, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(restart(&settings, &log), 0);
    CU_ASSERT_STRING_EQUAL(log, "");
    close_settings(&settings);
}

static void what_is_forgotten_stays_in_force_until_then(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;
    const char *log;

    open_settings(&settings);
    CU_ASSERT_EQUAL(config_forget(&settings, TIMEOUT, error), CONFIG_REFUSED);
    CU_ASSERT_EQUAL(config_forget(&settings, NULL, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(set(&settings, TIMEOUT, "1", true, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(set(&settings, NETWORKS, "::1", true, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(config_forget(&settings, TIMEOUT, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(config_forget(&settings, TIMEOUT, error), CONFIG_REFUSED);
    expect_value(&settings, TIMEOUT, "1");
    CU_ASSERT_EQUAL(restart(&settings, &log), 0);
    expect_value(&settings, TIMEOUT, "1000");
    expect_value(&settings, NETWORKS, "::1");
    CU_ASSERT_EQUAL(config_forget(&settings, NULL, error), CONFIG_DONE);
    CU_ASSERT_EQUAL(restart(&settings, &log), 0);
    expect_value(&settings, NETWORKS, "");
    close_settings(&settings);
}

static void what_cannot_be_written_is_not_in_force(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    scratch_write("settings.db", "not a database, and long enough to be none",
                  42);
    CU_ASSERT_EQUAL(set(&settings, TIMEOUT, "1", true, error),
                    CONFIG_NOT_WRITTEN);
    CU_ASSERT_PTR_NOT_NULL(strstr(error, "cannot write "));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(error, "/settings.db: file is not a database"));
    expect_value(&settings, TIMEOUT, "1000");
    CU_ASSERT_EQUAL(set(&settings, TIMEOUT, "1", false, error), CONFIG_DONE);
    close_settings(&settings);
}

static void bad_persistent_values_are_faults(void)
{
    static const struct {
        const char *sql;
        unsigned faults;
        const char *said;
    } rows[] = {
        {"UPDATE settings SET value = 'soon'", 1,
         "settings.db: " TIMEOUT ": \"soon\" is not a whole number"},
        {"UPDATE settings SET key = 'max_connection'", 1,
         "did you mean max_connections?"},
        {"UPDATE settings SET key = 'query_port'", 1,
         "settings.db: query_port: belongs into fe.conf"},
        {"UPDATE settings SET value = 'a'; INSERT INTO settings VALUES"
         "('max_connections', '0')",
         2, "settings.db: max_connections: \"0\" is not a whole number"},
        {"PRAGMA user_version = 2", 1, "its schema version is 2, not 1"},
        {"DROP TABLE settings", 1, "no such table: settings"},
    };
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;
    const char *log;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        open_settings(&settings);
        CU_ASSERT_EQUAL(set(&settings, TIMEOUT, "5", true, error), CONFIG_DONE);
        run(rows[i].sql);
        CU_ASSERT_EQUAL(restart(&settings, &log), rows[i].faults);
        CU_ASSERT_PTR_NOT_NULL(strstr(log, rows[i].said));
        if (strstr(log, rows[i].said) == NULL)
            printf("\n    expected %s\n    said %s\n", rows[i].said, log);
        expect_value(&settings, TIMEOUT, "1000");
        close_settings(&settings);
    }
}

/* ---- reading again ---- */

static const char *reload(struct settings *settings, struct settings *read,
                          const char *text)
{
    char path[SCRATCH_PATH_MAX];

    scratch_write("fe.conf", text, strlen(text));
    snprintf(path, sizeof path, "%s", scratch_path("fe.conf"));
    scratch_capture();
    config_reload(settings, read, path);
    return scratch_captured();
}

static void reload_puts_in_force_what_is_dynamic(void)
{
    char error[SETTINGS_ERROR_MAX], text[1024];
    struct settings settings, read;

    open_settings(&settings);
    CU_ASSERT_TRUE_FATAL(settings_copy(&read, &settings));
    CU_ASSERT_EQUAL(set(&settings, "max_connections", "7", true, error),
                    CONFIG_DONE);
    CU_ASSERT_EQUAL(set(&settings, "login_timeout_ms", "8", false, error),
                    CONFIG_DONE);
    snprintf(text, sizeof text,
             TIMEOUT " = 0\nquery_port = 1\nmax_connections = 6\n"
                     "meta_dir = %s\n",
             folder);
    const char *log = reload(&settings, &read, text);
    expect_value(&settings, TIMEOUT, "0");
    expect_value(&settings, "query_port", "9030");
    expect_value(&settings, "max_connections", "7");
    expect_value(&settings, "login_timeout_ms", "8");
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "INFO " TIMEOUT " is now \"0\"\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "WARNING " TIMEOUT " is 0"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(log, "WARNING query_port: \"1\" needs a restart\n"));
    CU_ASSERT_PTR_NULL(strstr(log, "meta_dir"));
    CU_ASSERT_PTR_NULL(strstr(log, "ERROR"));
    settings_free(&read);
    close_settings(&settings);
}

static void reload_keeps_what_was_set_until_its_line_changes(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings, read;

    open_settings(&settings);
    CU_ASSERT_TRUE_FATAL(settings_copy(&read, &settings));
    reload(&settings, &read, TIMEOUT " = 5\n");
    expect_value(&settings, TIMEOUT, "5");
    CU_ASSERT_EQUAL(set(&settings, TIMEOUT, "6", false, error), CONFIG_DONE);
    const char *log = reload(&settings, &read, TIMEOUT " = 5\n");
    expect_value(&settings, TIMEOUT, "6");
    CU_ASSERT_PTR_NULL(strstr(log, "is now"));
    reload(&settings, &read, TIMEOUT " = 4\n");
    expect_value(&settings, TIMEOUT, "4");
    reload(&settings, &read, "");
    expect_value(&settings, TIMEOUT, "1000");
    settings_free(&read);
    close_settings(&settings);
}

static void reload_of_a_bad_file_changes_nothing(void)
{
    struct settings settings, read;

    open_settings(&settings);
    CU_ASSERT_TRUE_FATAL(settings_copy(&read, &settings));
    const char *log = reload(&settings, &read, "login_timeout_ms = 1\n"
                                        "max_connections = 0\n"
                                        "query_prot = 1\n");
    expect_value(&settings, "login_timeout_ms", "10000");
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "fe.conf:2: max_connections: "));
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "fe.conf:3: unknown key"));
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "the settings stay as they were"));
    CU_ASSERT_PTR_NULL(strstr(log, "is now"));
    settings_free(&read);
    close_settings(&settings);
}

static const struct unit_case cases[] = {
    {"all changes are made, or none", all_changes_are_made_or_none},
    {"dangerous values are warned of", dangerous_values_are_warned_of},
    {"what is not in force is not warned of",
     what_is_not_in_force_is_not_warned_of},
    {"persistent values outlive a restart",
     persistent_values_outlive_a_restart},
    {"what is forgotten stays in force until then",
     what_is_forgotten_stays_in_force_until_then},
    {"what cannot be written is not in force",
     what_cannot_be_written_is_not_in_force},
    {"bad persistent values are faults", bad_persistent_values_are_faults},
    {"a reload puts in force what is dynamic",
     reload_puts_in_force_what_is_dynamic},
    {"a reload keeps what was set until its line changes",
     reload_keeps_what_was_set_until_its_line_changes},
    {"a reload of a bad file changes nothing",
     reload_of_a_bad_file_changes_nothing},
};

UNIT_SUITE(config, cases);
