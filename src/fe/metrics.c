#include "metrics.h"

#include <ctype.h>
#include <stdio.h>

#include "audit.h"
#include "clock.h"
#include "fe.h"

/* ---- counting ---- */

static const struct {
    uint64_t ms;
    const char *name;
    const char *seconds;
} waits[] = {
#define METRICS_ROW(ms, seconds) {ms, #ms "_ms", seconds},
    METRICS_WAITS(METRICS_ROW)
#undef METRICS_ROW
        {UINT64_MAX, "inf", "+Inf"},
};

void metrics_header_wait(struct metrics *metrics, uint64_t ms)
{
    size_t i = 0;

    while (ms > waits[i].ms)
        i++;
    metrics->waits[i]++;
    metrics->waits_sum_ms += ms;
}

void metrics_sample(struct fe *fe)
{
    struct metrics *metrics = &fe->metrics;
    struct audit_state audit = audit_state(fe->audit);

    metrics->statements = fe->questions;
    metrics->connections = fe->connections.served;
    metrics->waiting_logins = fe->connections.waiting_logins;
    metrics->waiting_headers = fe->waiting.total;
    metrics->uptime_s = (clock_monotonic_ms() - fe->started_ms) / 1000;
    metrics->audit_lines = audit.lines;
    metrics->audit_bytes = audit.bytes;
    metrics->audit_failures = audit.failures;
}

/* ---- rows ---- */

static const struct {
    const char *name;
    enum metrics_family family;
    const char *label;
    size_t offset;
} rows[] = {
#define METRICS_ROW(field, name, family, label)                                \
    {name, METRICS_##family, label, offsetof(struct metrics, field)},
    METRICS(METRICS_ROW)
#undef METRICS_ROW
};

/* PPV1_REASON_NONE refuses nobody and has no row. */
static const char *const reasons[PPV1_REASON_COUNT] = {
#define METRICS_REASON(name, text) #name,
    PPV1_REASONS(METRICS_REASON)
#undef METRICS_REASON
};

#define ROWS (sizeof rows / sizeof rows[0])
#define REASONS (PPV1_REASON_COUNT - 1)
#define WAITS (sizeof waits / sizeof waits[0])

static void get_plain(const struct metrics *metrics, size_t i,
                      struct metrics_row *row)
{
    const char *field = (const char *)metrics + rows[i].offset;

    row->family = rows[i].family;
    row->value = *(const uint64_t *)(const void *)field;
    snprintf(row->name, sizeof row->name, "%s", rows[i].name);
    snprintf(row->label, sizeof row->label, "%s", rows[i].label);
}

static void get_reason(const struct metrics *metrics, size_t reason,
                       struct metrics_row *row)
{
    char name[40];
    size_t n = 0;

    for (; reasons[reason][n] != '\0' && n + 1 < sizeof name; n++)
        name[n] = (char)tolower((unsigned char)reasons[reason][n]);
    name[n] = '\0';
    row->family = METRICS_HEADER_REFUSED;
    row->value = metrics->refused[reason];
    snprintf(row->name, sizeof row->name, "Proxy_protocol_refused_%s", name);
    snprintf(row->label, sizeof row->label, "reason=\"%s\"", name);
}

/* Each bucket counts those before it too; the last one counts all. */
static uint64_t waits_up_to(const struct metrics *metrics, size_t last)
{
    uint64_t sum = 0;

    for (size_t i = 0; i <= last; i++)
        sum += metrics->waits[i];
    return sum;
}

/* The buckets, then the sum, then the count. */
static void get_wait(const struct metrics *metrics, size_t i,
                     struct metrics_row *row)
{
    static const char stem[] = "Proxy_protocol_header_wait";

    row->family = METRICS_HEADER_WAIT;
    row->value = waits_up_to(metrics, i < WAITS ? i : WAITS - 1);
    if (i < WAITS) {
        row->suffix = "_bucket";
        snprintf(row->name, sizeof row->name, "%s_le_%s", stem, waits[i].name);
        snprintf(row->label, sizeof row->label, "le=\"%s\"", waits[i].seconds);
    } else if (i == WAITS) {
        row->suffix = "_sum";
        row->is_ms = true;
        row->value = metrics->waits_sum_ms;
        snprintf(row->name, sizeof row->name, "%s_sum_ms", stem);
    } else {
        row->suffix = "_count";
        snprintf(row->name, sizeof row->name, "%s_count", stem);
    }
}

bool metrics_row(const struct metrics *metrics, size_t index,
                 struct metrics_row *row)
{
    *row = (struct metrics_row){.suffix = ""};
    if (index < ROWS)
        get_plain(metrics, index, row);
    else if (index < ROWS + REASONS)
        get_reason(metrics, index - ROWS + 1, row);
    else if (index < ROWS + REASONS + WAITS + 2)
        get_wait(metrics, index - ROWS - REASONS, row);
    else
        return false;
    return true;
}
