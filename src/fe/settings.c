#include "settings_table.h"

#include <stdio.h>
#include <string.h>

#include "log.h"
#include "quote.h"

/* ---- rows ---- */

size_t settings_count(void)
{
    return settings_table_length;
}

const struct setting_row *settings_row(size_t index)
{
    return &settings_table[index].shown;
}

const char *settings_default(size_t index)
{
    return settings_table[index].initial;
}

bool settings_find(const char *key, size_t *index)
{
    for (size_t i = 0; i < settings_table_length; i++) {
        if (strcmp(settings_table[i].shown.key, key) != 0)
            continue;
        *index = i;
        return true;
    }
    return false;
}

bool settings_set(struct settings *settings, const char *key, const char *value,
                  char error[SETTINGS_ERROR_MAX])
{
    char quoted[QUOTE_MAX];
    size_t index;

    if (!settings_find(key, &index)) {
        quote_write(key, strlen(key), quoted);
        snprintf(error, SETTINGS_ERROR_MAX, "unknown key %s", quoted);
        return false;
    }
    if (!settings_table[index].shown.dynamic) {
        snprintf(error, SETTINGS_ERROR_MAX,
                 "%s: cannot be changed while the server runs", key);
        return false;
    }
    if (!settings_change(settings, index, value, error))
        return false;
    settings_warn(settings, index);
    return true;
}

/* ---- all of them ---- */

void settings_warn(const struct settings *settings, size_t index)
{
    const struct row *row = &settings_table[index];
    char value[64]; /* a dangerous one is short */

    if (row->danger == NULL)
        return;
    settings_value(settings, index, value, sizeof value);
    if (strcmp(value, row->dangerous) == 0)
        log_line(LOG_WARNING, "%s is %s: %s", row->shown.key, value,
                 row->danger);
}

bool settings_init(struct settings *settings)
{
    char error[SETTINGS_ERROR_MAX];

    *settings = (struct settings){.query_port = 0};
    for (size_t i = 0; i < settings_table_length; i++)
        if (!settings_change(settings, i, settings_table[i].initial, error)) {
            log_line(LOG_ERROR, "%s", error);
            settings_free(settings);
            return false;
        }
    return true;
}

void settings_free(struct settings *settings)
{
    for (size_t i = 0; i < settings_table_length; i++)
        settings_free_value(settings, &settings_table[i]);
}
