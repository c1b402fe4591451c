#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "quote.h"
#include "settings_file.h"
#include "settings_store.h"

/* ---- fe.conf and what is persistent ---- */

static void warn_all(const struct settings *settings)
{
    for (size_t i = 0; i < settings_count(); i++)
        settings_warn(settings, i);
}

static unsigned check_rules(const struct settings *settings)
{
    char error[SETTINGS_ERROR_MAX];
    unsigned faults = 0;

    for (size_t i = 0; settings_rule(settings, i, error); i++) {
        if (error[0] == '\0')
            continue;
        log_line(LOG_ERROR, "%s", error);
        faults++;
    }
    return faults;
}

unsigned config_load(struct settings *settings, const char *path)
{
    unsigned faults = path == NULL ? 0 : settings_file_load(settings, path);

    faults += settings_store_load(settings, settings->meta_dir);
    faults += check_rules(settings);
    warn_all(settings);
    return faults;
}

/* ---- again ---- */

/* What is in force now, or would be after a restart, against what was: the
 * dynamic values have changed places. */
static void report(const struct settings *settings,
                   const struct settings *other, size_t index)
{
    const struct setting_row *row = settings_row(index);
    char quoted[QUOTE_MAX];
    char *value = settings_text(row->dynamic ? settings : other, index);

    if (value == NULL)
        return;
    quote_write(value, strlen(value), quoted);
    free(value);
    if (settings_agree(settings, other, index))
        return;
    if (row->dynamic)
        log_line(LOG_INFO, "%s is now %s", row->key, quoted);
    else
        log_line(LOG_WARNING, "%s: %s needs a restart", row->key, quoted);
}

/* The server's meta_dir is the one that it was started with. */
static unsigned read_again(const struct settings *settings,
                           struct settings *fresh, const char *path)
{
    unsigned faults = path == NULL ? 0 : settings_file_load(fresh, path);

    return faults + settings_store_load(fresh, settings->meta_dir) +
           check_rules(fresh);
}

/* The rules must also hold beside what needs a restart. */
static bool put_in_force(struct settings *settings, struct settings *fresh)
{
    settings_exchange(settings, fresh);
    if (check_rules(settings) == 0)
        return true;
    settings_exchange(settings, fresh);
    return false;
}

/* What was read is what was read before: what is in force stays.  false: no
 * memory. */
static bool keep_unchanged(struct settings *fresh, const struct settings *read,
                           const struct settings *settings)
{
    char error[SETTINGS_ERROR_MAX];
    bool kept = true;

    for (size_t i = 0; kept && i < settings_count(); i++) {
        if (!settings_row(i)->dynamic || !settings_agree(fresh, read, i))
            continue;
        char *value = settings_text(settings, i);
        kept = value != NULL && settings_change(fresh, i, value, error);
        free(value);
    }
    return kept;
}

static bool reload(struct settings *settings, struct settings *read,
                   struct settings *fresh, const char *path)
{
    struct settings again;

    if (read_again(settings, fresh, path) > 0 || !settings_copy(&again, fresh))
        return false;
    if (!keep_unchanged(fresh, read, settings) ||
        !put_in_force(settings, fresh)) {
        settings_free(&again);
        return false;
    }
    settings_free(read);
    *read = again;
    return true;
}

void config_reload(struct settings *settings, struct settings *read,
                   const char *path)
{
    struct settings fresh;

    if (settings_init(&fresh) && reload(settings, read, &fresh, path)) {
        for (size_t i = 0; i < settings_count(); i++)
            report(settings, &fresh, i);
        warn_all(settings);
        log_line(LOG_INFO, "the settings were read again");
    } else {
        log_line(LOG_ERROR, "the settings stay as they were, for these faults");
    }
    settings_free(&fresh);
}

/* ---- by statement ---- */

static bool rules_hold(const struct settings *settings,
                       char error[SETTINGS_ERROR_MAX])
{
    for (size_t i = 0; settings_rule(settings, i, error); i++)
        if (error[0] != '\0')
            return false;
    return true;
}

static bool change_all(struct settings *settings,
                       const struct config_change *changes, size_t n,
                       size_t *indexes, char error[SETTINGS_ERROR_MAX])
{
    for (size_t i = 0; i < n; i++)
        if (!settings_set(settings, changes[i].key, changes[i].value, error) ||
            !settings_find(changes[i].key, &indexes[i]))
            return false;
    return rules_hold(settings, error);
}

static bool save(const struct settings *settings,
                 const struct config_change *changes, size_t n,
                 const size_t *indexes, char error[SETTINGS_ERROR_MAX])
{
    size_t persistent[CONFIG_CHANGES_MAX];
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        if (changes[i].persistent)
            persistent[count++] = indexes[i];
    return count == 0 ||
           settings_store_save(settings, persistent, count, error);
}

enum config_answer config_set(struct settings *settings,
                              const struct config_change *changes, size_t n,
                              char error[SETTINGS_ERROR_MAX])
{
    enum config_answer answer = CONFIG_DONE;
    size_t indexes[CONFIG_CHANGES_MAX];
    struct settings fresh;

    if (!settings_copy(&fresh, settings)) {
        strcpy(error, "out of memory");
        return CONFIG_REFUSED;
    }
    if (!change_all(&fresh, changes, n, indexes, error))
        answer = CONFIG_REFUSED;
    else if (!save(&fresh, changes, n, indexes, error))
        answer = CONFIG_NOT_WRITTEN;
    if (answer == CONFIG_DONE) {
        settings_exchange(settings, &fresh);
        for (size_t i = 0; i < n; i++)
            settings_warn(settings, indexes[i]);
    }
    settings_free(&fresh);
    return answer;
}

enum config_answer config_forget(const struct settings *settings,
                                 const char *key,
                                 char error[SETTINGS_ERROR_MAX])
{
    bool found;

    if (!settings_store_forget(settings, key, &found, error))
        return CONFIG_NOT_WRITTEN;
    return found || key == NULL ? CONFIG_DONE : CONFIG_REFUSED;
}
