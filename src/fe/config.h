/*
 * config - where the settings come from: fe.conf, then the persistent values
 * over it, then those who change them while the server runs.
 *
 * Whatever changes them while the server runs is done wholly or not at all.
 */
#ifndef FE_CONFIG_H
#define FE_CONFIG_H

#include "settings.h"

/* Reads fe.conf (NULL: there is none) and the persistent values into
 * *settings, which has all defaults.  Every fault is a line in the log, and so
 * is every dangerous value.  Returns the number of faults. */
unsigned config_load(struct settings *settings, const char *path);

/* Reads both again.  What is dynamic and not as it was in *read, which is what
 * was read the last time, is put in force; all else stays, so that who opens
 * the audit log anew does not undo what was set in between.  With any fault,
 * nothing changes.  The log tells what became of it. */
void config_reload(struct settings *settings, struct settings *read,
                   const char *path);

/* How many one statement may change. */
#define CONFIG_CHANGES_MAX 32

/* A setting that is to have this value. */
struct config_change {
    char *key;
    char *value;
    bool persistent; /* over a restart too */
};

enum config_answer {
    CONFIG_DONE,
    CONFIG_REFUSED,    /* a key or a value that cannot be */
    CONFIG_NOT_WRITTEN /* it cannot be made persistent */
};

/* Makes all of the changes [0 .. n), or none and says why in error[].  Persistent ones
 * are on disk before they count.  n is at most CONFIG_CHANGES_MAX. */
enum config_answer config_set(struct settings *settings,
                              const struct config_change *changes, size_t n,
                              char error[SETTINGS_ERROR_MAX]);

/* Forgets the persistent value of a key, or all of them if it is NULL; what is
 * in force stays.  CONFIG_REFUSED: there is none. */
enum config_answer config_forget(const struct settings *settings,
                                 const char *key,
                                 char error[SETTINGS_ERROR_MAX]);

#endif
