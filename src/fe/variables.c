#include "variables.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#include "session.h"
#include "settings.h"

/* ---- values that are not constant ---- */

static void put(char *value, const char *text)
{
    snprintf(value, VARIABLES_VALUE_MAX, "%s", text);
}

/* As MySQL has it: DISABLED is "could, but has no certificate". */
static void have_tls(const struct session *session, char *value)
{
    put(value, session->fe->certificates != NULL ? "YES" : "DISABLED");
}

static void host_name(const struct session *session, char *value)
{
    char name[256];

    (void)session;
    if (gethostname(name, sizeof name) != 0)
        name[0] = '\0';
    name[sizeof name - 1] = '\0';
    put(value, name);
}

static void port(const struct session *session, char *value)
{
    snprintf(value, VARIABLES_VALUE_MAX, "%u", (unsigned)session->fe->port);
}

/* Of the statement before this one. */
static void error_count(const struct session *session, char *value)
{
    put(value, session->outcome.error_number != 0 ? "1" : "0");
}

/* MySQL's timeout for clients that a person types into: here all are alike. */
static void idle_time(const struct session *session, char *value)
{
    snprintf(value, VARIABLES_VALUE_MAX, "%u",
             (unsigned)session->fe->settings->wait_timeout_s);
}

static void time_zone(const struct session *session, char *value)
{
    time_t now = time(NULL);
    struct tm local;

    (void)session;
    localtime_r(&now, &local);
    put(value, local.tm_zone);
}

static void max_prepared(const struct session *session, char *value)
{
    (void)session;
    snprintf(value, VARIABLES_VALUE_MAX, "%d", PREPARED_MAX);
}

static void server_version(const struct session *session, char *value)
{
    put(value, session->fe->settings->server_version);
}

/* ---- the table ---- */

struct row {
    const char *name;
    const char *constant;
    void (*compute)(const struct session *session, char *value);
    bool number;
};

static const struct row rows[] = {
    {.name = "auto_increment_increment", .constant = "1", .number = true},
    {.name = "autocommit", .constant = "1", .number = true},
    {.name = "character_set_client", .constant = "utf8mb4"},
    {.name = "character_set_connection", .constant = "utf8mb4"},
    {.name = "character_set_database", .constant = "utf8mb4"},
    {.name = "character_set_results", .constant = "utf8mb4"},
    {.name = "character_set_server", .constant = "utf8mb4"},
    {.name = "character_set_system", .constant = "utf8mb3"},
    {.name = "collation_connection", .constant = "utf8mb4_general_ci"},
    {.name = "collation_database", .constant = "utf8mb4_general_ci"},
    {.name = "collation_server", .constant = "utf8mb4_general_ci"},
    {.name = "error_count", .compute = error_count, .number = true},
    {.name = "have_openssl", .compute = have_tls},
    {.name = "have_ssl", .compute = have_tls},
    {.name = "hostname", .compute = host_name},
    {.name = "init_connect", .constant = ""},
    {.name = "interactive_timeout", .compute = idle_time, .number = true},
    {.name = "license", .constant = "Apache-2.0"},
    {.name = "lower_case_table_names", .constant = "0", .number = true},
    {.name = "max_prepared_stmt_count",
     .compute = max_prepared,
     .number = true},
    {.name = "net_buffer_length", .constant = "16384", .number = true},
    {.name = "net_read_timeout", .constant = "30", .number = true},
    {.name = "net_write_timeout", .constant = "60", .number = true},
    {.name = "performance_schema", .constant = "0", .number = true},
    {.name = "port", .compute = port, .number = true},
    {.name = "protocol_version", .constant = "10", .number = true},
    {.name = "query_cache_size", .constant = "0", .number = true},
    {.name = "query_cache_type", .constant = "OFF"},
    {.name = "sql_mode", .constant = "STRICT_TRANS_TABLES"},
    {.name = "system_time_zone", .compute = time_zone},
    {.name = "time_zone", .constant = "SYSTEM"},
    {.name = "transaction_isolation", .constant = "REPEATABLE-READ"},
    {.name = "transaction_read_only", .constant = "0", .number = true},
    {.name = "tx_isolation", .constant = "REPEATABLE-READ"},
    {.name = "tx_read_only", .constant = "0", .number = true},
    {.name = "version", .compute = server_version},
    {.name = "version_comment", .constant = "fe-listener"},
    {.name = "warning_count", .compute = error_count, .number = true},
};

#define ROWS (sizeof rows / sizeof rows[0])

static void get_row(const struct session *session, const struct row *row,
                    struct variable *variable)
{
    variable->name = row->name;
    variable->number = row->number;
    if (row->compute != NULL)
        row->compute(session, variable->value);
    else
        put(variable->value, row->constant);
}

static void get_setting(const struct session *session, size_t index,
                        struct variable *variable)
{
    const struct setting_row *row = settings_row(index);

    variable->name = row->key;
    variable->number = strcmp(row->type, "string") != 0;
    settings_value(session->fe->settings, index, variable->value,
                   sizeof variable->value);
    if (strcmp(row->type, "boolean") == 0)
        put(variable->value, variable->value[0] == 't' ? "1" : "0");
}

bool variables_get(const struct session *session, size_t index,
                   struct variable *variable)
{
    if (index < ROWS)
        get_row(session, &rows[index], variable);
    else if (index - ROWS < settings_count())
        get_setting(session, index - ROWS, variable);
    else
        return false;
    return true;
}

bool variables_find(const struct session *session, const char *name, size_t n,
                    struct variable *variable)
{
    for (size_t i = 0; variables_get(session, i, variable); i++)
        if (strlen(variable->name) == n &&
            strncasecmp(variable->name, name, n) == 0)
            return true;
    return false;
}
