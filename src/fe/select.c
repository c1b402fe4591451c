#include "statements.h"

#include "reply.h"
#include "select_item.h"
#include "session.h"

/*
 * SELECT item [[AS] alias], ... [FROM DUAL] [LIMIT ...]: at most one row.
 */

#define COLUMNS_MAX 4096

/* Longest name of a column that is kept, in bytes. */
#define NAME_MAX_BYTES 256

struct select {
    struct statement *statement;
    struct packets columns; /* the definitions, as whole packets */
    struct packets row;     /* the payload of the row */
    unsigned count;
    bool wanted; /* LIMIT leaves the row */
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

    if (++select->count > COLUMNS_MAX) {
        reply_error(select->statement->session, ERROR_TOO_MANY_COLUMNS,
                    "Too many columns");
        return false;
    }
    if (!select_item_take(select->statement, &select->row, &type) ||
        !take_name(select->statement, first, name, &n))
        return false;
    packet_column(&select->columns, name, n, type);
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

/* LIMIT count, LIMIT offset, count, or LIMIT count OFFSET offset. */
static bool take_limit(struct select *select)
{
    struct statement *statement = select->statement;
    uint32_t count = 1, offset = 0;

    if (tokens_take_word(&statement->tokens, "limit")) {
        if (!statements_take_number(statement, &count))
            return false;
        if (tokens_take_symbol(&statement->tokens, ",")) {
            offset = count;
            if (!statements_take_number(statement, &count))
                return false;
        } else if (tokens_take_word(&statement->tokens, "offset") &&
                   !statements_take_number(statement, &offset)) {
            return false;
        }
    }
    select->wanted = count > 0 && offset == 0;
    return true;
}

static bool take_from(struct statement *statement)
{
    if (!tokens_take_word(&statement->tokens, "from") ||
        tokens_take_word(&statement->tokens, "dual"))
        return true;
    statements_syntax_error(statement);
    return false;
}

/* ---- the answer ---- */

static void send(struct select *select)
{
    struct session *session = select->statement->session;
    struct packets packets = reply_packets(session);

    packet_begin(&packets);
    packet_lenenc(&packets, select->count);
    packet_end(&packets);
    packet_bytes(&packets, select->columns.bytes, select->columns.length);
    packets.sequence = select->columns.sequence;
    packet_eof(&packets);
    if (select->wanted) {
        packet_begin(&packets);
        packet_bytes(&packets, select->row.bytes, select->row.length);
        packet_end(&packets);
    }
    packet_eof(&packets);
    packets.failed |= select->columns.failed || select->row.failed;
    reply_note_rows(session, select->wanted ? 1 : 0);
    reply_send(session, &packets);
}

/* The definitions come behind the packet that counts them. */
void select_statement(struct statement *statement)
{
    struct select select = {.statement = statement,
                            .columns = reply_packets(statement->session)};

    select.columns.sequence++;
    if (take_list(&select) && take_from(statement) && take_limit(&select) &&
        statements_at_end(statement))
        send(&select);
    packets_free(&select.columns);
    packets_free(&select.row);
}
