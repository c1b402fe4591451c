#include "audit_record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "audit_line.h"
#include "audit_modules.h"
#include "endpoint.h"
#include "stamp.h"

/* A line that is being built, behind what the buffer holds already. */
struct record {
    struct buffer *line;
    size_t held;
    bool failed;
};

static void add(struct record *record, const char *text, size_t n)
{
    if (!record->failed)
        record->failed = !buffer_append(record->line, text, n);
}

static void add_text(struct record *record, const char *text)
{
    add(record, text, strlen(text));
}

static void add_escaped(struct record *record, const char *text, size_t n)
{
    struct buffer *line = record->line;

    if (record->failed || n == 0)
        return;
    if (!buffer_reserve(line, AUDIT_ESCAPED_MAX(n))) {
        record->failed = true;
        return;
    }
    line->end += audit_escape((const uint8_t *)text, n, line->bytes + line->end,
                              AUDIT_ESCAPED_MAX(n));
}

/* ---- fields ---- */

static void name(struct record *record, const char *field)
{
    add_text(record, "|");
    add_text(record, field);
    add_text(record, "=");
}

static void text(struct record *record, const char *field, const char *value)
{
    name(record, field);
    if (value != NULL)
        add_escaped(record, value, strlen(value));
}

/* A number below zero is not known and left out. */
static void number(struct record *record, const char *field, int64_t value)
{
    char digits[24];

    if (value < 0)
        return;
    snprintf(digits, sizeof digits, "%" PRId64, value);
    text(record, field, digits);
}

/* A number of which zero means that it is not known. */
static void count(struct record *record, const char *field, uint64_t value)
{
    number(record, field, value == 0 ? -1 : (int64_t)value);
}

static void endpoint(struct record *record, const char *field,
                     struct ppv1_endpoint value)
{
    char written[ENDPOINT_TEXT_MAX];

    endpoint_write(value, written);
    text(record, field, written);
}

static void address(struct record *record, const char *field,
                    struct ppv1_address value)
{
    char written[PPV1_ADDRESS_TEXT_MAX];

    name(record, field);
    add(record, written, ppv1_address_write(value, (uint8_t *)written));
}

static void statement(struct record *record, const struct audit_event *event)
{
    size_t n = event->statement_length;
    char mark[40];

    name(record, "Stmt");
    if (n <= AUDIT_STATEMENT_MAX) {
        add_escaped(record, event->statement, n);
        return;
    }
    add_escaped(record, event->statement, AUDIT_STATEMENT_MAX);
    snprintf(mark, sizeof mark, "\\...%zu bytes", n);
    add_text(record, mark);
}

static void begin(struct record *record, enum audit_module module)
{
    char stamp[STAMP_MAX];

    record->held = buffer_length(record->line);
    add(record, stamp, stamp_write(stamp));
    add_text(record, " [");
    add_text(record, audit_module_name(module));
    add_text(record, "] ");
}

static void end(struct record *record)
{
    struct buffer *line = record->line;

    if (record->failed || !buffer_reserve(line, 1)) {
        record->failed = true;
        return;
    }
    audit_end_line(line->bytes + line->begin + record->held,
                   buffer_length(line) - record->held);
    line->end++;
}

/* Fields that this server knows nothing about are empty, if text, and left
 * out, if numbers: as StarRocks does. */
bool audit_record(struct buffer *line, const struct audit_event *event,
                  struct ppv1_address self)
{
    struct record record = {.line = line};

    begin(&record, event->module);
    count(&record, "Timestamp", event->timestamp_ms);
    endpoint(&record, "Client", event->client);
    text(&record, "User", event->user);
    text(&record, "AuthorizedUser", event->authorized_user);
    text(&record, "ResourceGroup", NULL);
    text(&record, "Catalog", NULL);
    text(&record, "Db", event->database);
    text(&record, "State", event->state);
    text(&record, "ErrorCode", event->error);
    number(&record, "Time", event->time_ms);
    number(&record, "ReturnRows", event->return_rows);
    count(&record, "StmtId", event->statement_id);
    text(&record, "QueryId", NULL);
    text(&record, "IsQuery", event->is_query ? "true" : "false");
    address(&record, "feIp", self);
    statement(&record, event);
    text(&record, "Digest", NULL);
    text(&record, "Warehouse", NULL);
    text(&record, "IsForwardToLeader", "false");
    text(&record, "QuerySource", NULL);
    text(&record, "Command", event->command);
    count(&record, "ConnectionId", event->connection_id);
    endpoint(&record, "Peer", event->peer);
    end(&record);
    return !record.failed;
}
