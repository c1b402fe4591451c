/*
 * settings_store - settings.db in meta_dir: the values that outlive a restart.
 *
 * It is open only while it is read or written, so that fe-listener --check
 * can look into it beside a running server.
 */
#ifndef FE_SETTINGS_STORE_H
#define FE_SETTINGS_STORE_H

#include "settings.h"

/* Puts the persistent values in the folder over those in *settings.  Each that differs is a line in the log, and so is every fault.  Returns the
 * number of faults. */
unsigned settings_store_load(struct settings *settings, const char *folder);

/* Makes the values of the settings indexes[0 .. n) in *settings persistent,
 * all or none.  They are safely on disk when it returns true; if not, error[]
 * says why. */
bool settings_store_save(const struct settings *settings, const size_t *indexes,
                         size_t n, char error[SETTINGS_ERROR_MAX]);

/* Forgets the persistent value of one setting, or of all if `key` is NULL;
 * *found says whether there was any. */
bool settings_store_forget(const struct settings *settings, const char *key,
                           bool *found, char error[SETTINGS_ERROR_MAX]);

#endif
