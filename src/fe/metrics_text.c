#include "metrics_text.h"

#include <stdio.h>

/* Longer than any line. */
#define LINE_MAX 256

static const struct {
    const char *name;
    const char *type;
    const char *help;
} families[] = {
#define METRICS_FAMILY(id, name, type, help) {name, type, help},
    METRICS_FAMILIES(METRICS_FAMILY)
#undef METRICS_FAMILY
};

static bool write_head(enum metrics_family family, struct buffer *text)
{
    char line[LINE_MAX];
    const char *name = families[family].name;
    int n = snprintf(line, sizeof line, "# HELP %s %s\n# TYPE %s %s\n", name,
                     families[family].help, name, families[family].type);

    return buffer_append(text, line, (size_t)n);
}

static bool write_row(const struct metrics_row *row, struct buffer *text)
{
    char line[LINE_MAX], value[32];
    unsigned long long number = row->value;
    bool labelled = row->label[0] != '\0';

    if (row->is_ms)
        snprintf(value, sizeof value, "%llu.%03llu", number / 1000,
                 number % 1000);
    else
        snprintf(value, sizeof value, "%llu", number);
    int n =
        snprintf(line, sizeof line, "%s%s%s%s%s %s\n",
                 families[row->family].name, row->suffix, labelled ? "{" : "",
                 row->label, labelled ? "}" : "", value);
    return buffer_append(text, line, (size_t)n);
}

bool metrics_text(const struct metrics *metrics, struct buffer *text)
{
    enum metrics_family family = METRICS_FAMILY_COUNT;
    struct metrics_row row;

    for (size_t i = 0; metrics_row(metrics, i, &row); i++) {
        if (row.family != family && !write_head(row.family, text))
            return false;
        family = row.family;
        if (!write_row(&row, text))
            return false;
    }
    return true;
}
