#include "settings_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

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
    size_t index;

    if (!settings_find(key, &index)) {
        settings_unknown(key, error);
        return false;
    }
    if (!settings_table[index].shown.dynamic) {
        snprintf(error, SETTINGS_ERROR_MAX,
                 "%s: cannot be changed while the server runs", key);
        return false;
    }
    return settings_change(settings, index, value, error);
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

bool settings_copy(struct settings *copy, const struct settings *from)
{
    char error[SETTINGS_ERROR_MAX];
    bool done = settings_init(copy);

    for (size_t i = 0; done && i < settings_table_length; i++) {
        char *text = settings_text(from, i);
        done = text != NULL && settings_change(copy, i, text, error);
        free(text);
    }
    if (!done)
        settings_free(copy);
    return done;
}

void settings_exchange(struct settings *settings, struct settings *other)
{
    for (size_t i = 0; i < settings_table_length; i++)
        if (settings_table[i].shown.dynamic)
            settings_exchange_value(settings, other, &settings_table[i]);
}

void settings_free(struct settings *settings)
{
    for (size_t i = 0; i < settings_table_length; i++)
        settings_free_value(settings, &settings_table[i]);
}
