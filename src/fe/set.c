#include "statements.h"

#include "reply.h"
#include "session.h"
#include "set_global.h"

/*
 * SET: what drivers send when they connect, and the server's settings.
 *
 * These have no effect: there is no table, no transaction, and no text that
 * would be converted, so whatever they ask for holds or does not matter.
 * Reading such a variable gives what it was before.
 */
static const char *const harmless[] = {
    "autocommit",
    "collation_connection",
    "foreign_key_checks",
    "interactive_timeout",
    "net_read_timeout",
    "net_write_timeout",
    "sql_mode",
    "sql_notes",
    "sql_safe_updates",
    "sql_select_limit", /* no SELECT has more than one row */
    "time_zone",
    "transaction_isolation",
    "transaction_read_only",
    "tx_isolation",
    "tx_read_only",
    "unique_checks",
};

/* These are looked at: text is not converted. */
static const char *const of_character_set[] = {
    "character_set_client",
    "character_set_connection",
    "character_set_results",
};

/* Text is UTF-8, and that covers these. */
static const char *const character_sets[] = {
    "utf8", "utf8mb3", "utf8mb4", "ascii", "binary", "latin1", "default",
};

static bool fails(struct statement *statement)
{
    statements_syntax_error(statement);
    return false;
}

/* ---- SET NAMES and SET CHARACTER SET ---- */

static bool is_character_set(const struct token *token)
{
    char name[16];
    size_t n = token_value(token, name, sizeof name);
    struct tokens tokens = {.token = {TOKEN_WORD, name, n}};

    if (n > sizeof name)
        return false;
    for (size_t i = 0; i < sizeof character_sets / sizeof *character_sets; i++)
        if (tokens_is_word(&tokens, character_sets[i]))
            return true;
    return false;
}

static bool take_character_set(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;
    struct token token = tokens->token;

    if (!tokens_is_text(tokens))
        return fails(statement);
    if (!is_character_set(&token)) {
        reply_error(statement->session, ERROR_UNKNOWN_CHARACTER_SET,
                    "Unknown character set: %.*s",
                    (int)(token.length < 64 ? token.length : 64), token.text);
        return false;
    }
    tokens_next(tokens);
    if (!tokens_take_word(tokens, "collate"))
        return true;
    if (!tokens_is_text(tokens))
        return fails(statement);
    tokens_next(tokens);
    return true;
}

/* ---- SET name = value ---- */

static bool take_one_of(struct tokens *tokens, const char *const *names,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tokens_take_word(tokens, names[i]))
            return true;
    return false;
}

static bool take_variable_name(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;

    if (take_one_of(tokens, harmless, sizeof harmless / sizeof *harmless))
        return true;
    if (tokens->token.kind != TOKEN_WORD)
        return fails(statement);
    int shown = (int)(tokens->token.length < 64 ? tokens->token.length : 64);
    if (set_global_is_setting(&tokens->token))
        reply_error(statement->session, ERROR_GLOBAL_VARIABLE,
                    "Variable '%.*s' is a GLOBAL variable and should be set "
                    "with SET GLOBAL",
                    shown, tokens->token.text);
    else
        reply_error(statement->session, ERROR_UNKNOWN_VARIABLE,
                    "Cannot SET '%.*s'", shown, tokens->token.text);
    return false;
}

enum scope { SCOPE_SESSION, SCOPE_GLOBAL, SCOPE_PERSIST };

/* The word, if it is there: that of an assignment before counts until there is
 * another one. */
static void take_scope_word(struct tokens *tokens, enum scope *scope)
{
    if (tokens_take_word(tokens, "global"))
        *scope = SCOPE_GLOBAL;
    else if (tokens_take_word(tokens, "persist"))
        *scope = SCOPE_PERSIST;
    else if (tokens_take_word(tokens, "session") ||
             tokens_take_word(tokens, "local"))
        *scope = SCOPE_SESSION;
}

/* Behind @@: such a prefix counts for this assignment only. */
static bool take_scope_prefix(struct statement *statement, enum scope *scope)
{
    struct tokens *tokens = &statement->tokens;
    struct tokens before = *tokens;

    *scope = SCOPE_SESSION;
    take_scope_word(tokens, scope);
    return tokens->token.text == before.token.text ||
           statements_take_symbol(statement, ".");
}

/* A value is not looked at: whatever stands there up to the next comma
 * outside of parentheses. */
static bool take_value(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;
    size_t open = 0, count = 0;

    for (;; count++) {
        if (tokens->token.kind == TOKEN_BAD ||
            tokens->token.kind == TOKEN_END || tokens_is_symbol(tokens, ";"))
            break;
        if (open == 0 && tokens_is_symbol(tokens, ","))
            break;
        if (tokens_is_symbol(tokens, "("))
            open++;
        else if (tokens_is_symbol(tokens, ")") && open-- == 0)
            return fails(statement);
        tokens_next(tokens);
    }
    if (open > 0 || count == 0 || tokens->token.kind == TOKEN_BAD)
        return fails(statement);
    return true;
}

static bool take_equals(struct statement *statement)
{
    tokens_take_symbol(&statement->tokens, ":");
    return tokens_take_symbol(&statement->tokens, "=") || fails(statement);
}

static bool take_of_session(struct statement *statement)
{
    struct tokens *tokens = &statement->tokens;

    if (take_one_of(tokens, of_character_set,
                    sizeof of_character_set / sizeof *of_character_set))
        return take_equals(statement) && (tokens_take_word(tokens, "null") ||
                                          take_character_set(statement));
    return take_variable_name(statement) && take_equals(statement) &&
           take_value(statement);
}

static bool take_assignment(struct statement *statement,
                            struct changes *changes, enum scope *word)
{
    struct tokens *tokens = &statement->tokens;
    enum scope scope;

    if (tokens_take_word(tokens, "names") ||
        statements_take_words(statement, "character", "set"))
        return take_character_set(statement);
    if (tokens_take_symbol(tokens, "@@")) {
        if (!take_scope_prefix(statement, &scope))
            return false;
    } else {
        take_scope_word(tokens, word);
        scope = *word;
    }
    if (scope == SCOPE_SESSION)
        return take_of_session(statement);
    return set_global_take(statement, changes, scope == SCOPE_PERSIST);
}

/* ---- SET TRANSACTION ---- */

static bool take_characteristic(struct statement *statement)
{
    static const char *const levels[][2] = {{"repeatable", "read"},
                                            {"read", "committed"},
                                            {"read", "uncommitted"},
                                            {"serializable", ""}};

    if (statements_take_words(statement, "read", "write") ||
        statements_take_words(statement, "read", "only"))
        return true;
    if (!statements_take_words(statement, "isolation", "level"))
        return fails(statement);
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (statements_take_words(statement, levels[i][0], levels[i][1]))
            return true;
    return fails(statement);
}

static bool take_transaction(struct statement *statement)
{
    do {
        if (!take_characteristic(statement))
            return false;
    } while (tokens_take_symbol(&statement->tokens, ","));
    return true;
}

/* ---- SET ---- */

static bool take_assignments(struct statement *statement,
                             struct changes *changes)
{
    enum scope word = SCOPE_SESSION;

    do {
        if (!take_assignment(statement, changes, &word))
            return false;
    } while (tokens_take_symbol(&statement->tokens, ","));
    return true;
}

void set_statement(struct statement *statement)
{
    struct changes changes = {.refused = ERROR_WRONG_VALUE};
    bool transaction =
        statements_take_words(statement, "transaction", "") ||
        statements_take_words(statement, "session", "transaction") ||
        statements_take_words(statement, "local", "transaction");
    bool good = (transaction ? take_transaction(statement)
                             : take_assignments(statement, &changes)) &&
                statements_at_end(statement);

    if (good && changes.count > 0)
        changes_make(statement, &changes);
    else if (good)
        reply_ok(statement->session);
    changes_free(&changes);
}
