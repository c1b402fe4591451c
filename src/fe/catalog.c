#include "catalog.h"

#include <stdlib.h>
#include <string.h>

#include "like.h"
#include "reply.h"

/*
 * SHOW DATABASES | SCHEMAS | ENGINES | PLUGINS | CHARSET | CHARACTER SET |
 *      COLLATION [LIKE 'pattern']
 * SELECT * FROM information_schema.SCHEMATA
 */

#define LIST_COLUMNS_MAX 6

struct list {
    struct reply_column columns[LIST_COLUMNS_MAX];
    size_t column_count;
    const char *rows[2][LIST_COLUMNS_MAX]; /* numbers in digits */
    size_t row_count;
};

static const struct list databases = {
    {{"Database", PACKET_TEXT}}, 1, {{"information_schema"}}, 1};

static const struct list schemata = {
    {{"CATALOG_NAME", PACKET_TEXT},
     {"SCHEMA_NAME", PACKET_TEXT},
     {"DEFAULT_CHARACTER_SET_NAME", PACKET_TEXT},
     {"DEFAULT_COLLATION_NAME", PACKET_TEXT},
     {"SQL_PATH", PACKET_TEXT}},
    5,
    {{"def", "information_schema", "utf8mb4", "utf8mb4_general_ci", NULL}},
    1};

static const struct list engines = {{{"Engine", PACKET_TEXT},
                                     {"Support", PACKET_TEXT},
                                     {"Comment", PACKET_TEXT},
                                     {"Transactions", PACKET_TEXT},
                                     {"XA", PACKET_TEXT},
                                     {"Savepoints", PACKET_TEXT}},
                                    6,
                                    {{NULL}},
                                    0};

static const struct list charsets = {
    {{"Charset", PACKET_TEXT},
     {"Description", PACKET_TEXT},
     {"Default collation", PACKET_TEXT},
     {"Maxlen", PACKET_LONGLONG}},
    4,
    {{"utf8mb4", "UTF-8 Unicode", "utf8mb4_general_ci", "4"}},
    1};

static const struct list collations = {
    {{"Collation", PACKET_TEXT},
     {"Charset", PACKET_TEXT},
     {"Id", PACKET_LONGLONG},
     {"Default", PACKET_TEXT},
     {"Compiled", PACKET_TEXT},
     {"Sortlen", PACKET_LONGLONG}},
    6,
    {{"utf8mb4_general_ci", "utf8mb4", "45", "Yes", "Yes", "1"}},
    1};

static const struct list plugins = {
    {{"Name", PACKET_TEXT},
     {"Status", PACKET_TEXT},
     {"Type", PACKET_TEXT},
     {"Library", PACKET_TEXT},
     {"License", PACKET_TEXT}},
    5,
    {{"mysql_native_password", "ACTIVE", "AUTHENTICATION", NULL, "Apache-2.0"},
     {"caching_sha2_password", "ACTIVE", "AUTHENTICATION", NULL, "Apache-2.0"}},
    2};

/* ---- answers ---- */

static void put_row(struct reply_result *result, const struct list *list,
                    const char *const *row)
{
    reply_row_begin(result);
    for (size_t i = 0; i < list->column_count; i++)
        if (list->columns[i].type == PACKET_LONGLONG)
            reply_row_number(result, strtoull(row[i], NULL, 10));
        else
            reply_row_text(result, row[i]);
    reply_row_end(result);
}

/* Those rows whose first column is like the pattern. */
static void send(struct session *session, const struct list *list,
                 const char *pattern)
{
    struct reply_result result;

    reply_result_begin(&result, session, list->columns, list->column_count);
    for (size_t i = 0; i < list->row_count; i++) {
        const char *name = list->rows[i][0];

        if (like(pattern, strlen(pattern), name, strlen(name)))
            put_row(&result, list, list->rows[i]);
    }
    reply_result_end(&result);
}

/* ---- statements ---- */

static const struct list *take_list(struct statement *statement)
{
    static const struct {
        const char *first;
        const char *second; /* "" if one word is enough */
        const struct list *list;
    } rows[] = {
        {"databases", "", &databases},   {"schemas", "", &databases},
        {"engines", "", &engines},       {"storage", "engines", &engines},
        {"plugins", "", &plugins},       {"charset", "", &charsets},
        {"character", "set", &charsets}, {"collation", "", &collations},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (statements_take_words(statement, rows[i].first, rows[i].second))
            return rows[i].list;
    return NULL;
}

bool catalog_show(struct statement *statement)
{
    const struct list *list = take_list(statement);
    char pattern[STATEMENTS_PATTERN_MAX];

    if (list != NULL && statements_take_like(statement, pattern) &&
        statements_at_end(statement))
        send(statement->session, list, pattern);
    return list != NULL;
}

static bool take_schemata(struct tokens *tokens)
{
    return tokens_take_symbol(tokens, "*") &&
           tokens_take_word(tokens, "from") &&
           tokens_take_word(tokens, "information_schema") &&
           tokens_take_symbol(tokens, ".") &&
           tokens_take_word(tokens, "schemata");
}

void catalog_select(struct statement *statement)
{
    struct tokens saved = statement->tokens;

    if (!take_schemata(&statement->tokens)) {
        statement->tokens = saved;
        statements_syntax_error(statement);
    } else if (statements_at_end(statement)) {
        send(statement->session, &schemata, "%");
    }
}
