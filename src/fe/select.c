#include "statements.h"

#include "catalog.h"
#include "reply.h"
#include "select_item.h"
#include "session.h"
#include "users.h"

/*
 * SELECT item [[AS] alias], ... [FROM DUAL] [LIMIT ...]: at most one row.
 */

/* Longest name of a column that is kept, in bytes. */
#define NAME_MAX_BYTES 256

struct select {
    struct statement *statement;
    struct reply_result result;
};

/* ---- the list ---- */

static bool is_name(enum token_kind kind)
{
    return kind == TOKEN_NAME || kind == TOKEN_STRING;
}

/* The words that may follow an item and are no alias. */
static bool is_alias(const struct tokens *tokens)
{
    return is_name(tokens->token.kind) || (tokens->token.kind == TOKEN_WORD &&
                                           !tokens_is_word(tokens, "from") &&
                                           !tokens_is_word(tokens, "limit"));
}

/* Without an alias a column is called as its item is written; a string
 * without its quotes. */
static bool take_name(struct statement *statement, struct token item,
                      char *name, size_t *n)
{
    struct tokens *tokens = &statement->tokens;
    bool as = tokens_take_word(tokens, "as");

    if (is_alias(tokens)) {
        item = tokens->token;
        tokens_next(tokens);
    } else if (as) {
        statements_syntax_error(statement);
        return false;
    } else if (item.kind != TOKEN_STRING) {
        item.kind = TOKEN_WORD;
        item.length = (size_t)(tokens->before - item.text);
    }
    *n = token_value(&item, name, NAME_MAX_BYTES);
    if (*n > NAME_MAX_BYTES)
        *n = NAME_MAX_BYTES;
    return true;
}

static bool take_column(struct select *select)
{
    struct token first = select->statement->tokens.token;
    char name[NAME_MAX_BYTES];
    enum packet_type type;
    size_t n;

    if (select->result.column_count == REPLY_COLUMNS_MAX) {
        reply_error(select->statement->session, ERROR_TOO_MANY_COLUMNS,
                    "Too many columns");
        return false;
    }
    if (!select_item_take(select->statement, &select->result, &type) ||
        !take_name(select->statement, first, name, &n))
        return false;
    reply_result_column(&select->result, name, n, type);
    return true;
}

static bool take_list(struct select *select)
{
    do {
        if (!take_column(select))
            return false;
    } while (tokens_take_symbol(&select->statement->tokens, ","));
    return true;
}

/* ---- what may follow it ---- */

static bool take_from(struct statement *statement)
{
    if (!tokens_take_word(&statement->tokens, "from") ||
        tokens_take_word(&statement->tokens, "dual"))
        return true;
    statements_syntax_error(statement);
    return false;
}

/* ---- SELECT ---- */

void select_statement(struct statement *statement)
{
    struct select select = {.statement = statement};
    bool wanted;

    if (users_select(statement))
        return;
    if (tokens_is_symbol(&statement->tokens, "*")) {
        catalog_select(statement);
        return;
    }
    reply_result_begin(&select.result, statement->session, NULL, 0);
    reply_row_begin(&select.result);
    if (!take_list(&select) || !take_from(statement) ||
        !statements_take_limit(statement, &wanted) ||
        !statements_at_end(statement)) {
        reply_result_cancel(&select.result);
        return;
    }
    if (wanted)
        reply_row_end(&select.result);
    reply_result_end(&select.result);
}
