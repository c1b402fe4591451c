/*
 * settings_table - the table of the settings: one row each.
 *
 * For the files that make up `settings`; all others ask settings.h.
 */
#ifndef FE_SETTINGS_TABLE_H
#define FE_SETTINGS_TABLE_H

#include "settings.h"

/* How the text of a value is read, and what it lives in. */
enum settings_kind {
    KIND_NETWORKS, /* of struct settings, without an offset */
    KIND_NUMBER,   /* uint32_t */
    KIND_PORT,     /* uint16_t */
    KIND_BOOL,     /* bool */
    KIND_ADDRESS,  /* char *, as all those below */
    KIND_FOLDER,
    KIND_FILE, /* its path, or empty */
    KIND_VERSION,
    KIND_MODULES /* of the audit log */
};

struct row {
    struct setting_row shown;
    enum settings_kind kind;
    size_t offset; /* in struct settings */
    const char *initial;
    uint32_t minimum; /* numbers and ports */
    uint32_t maximum;
    const char *dangerous; /* a value that is warned of ... */
    const char *danger;    /* ... and why; or NULL */
};

extern const struct row settings_table[];
extern const size_t settings_table_length;

/* Exchanges the values of one row. */
void settings_exchange_value(struct settings *one, struct settings *other,
                             const struct row *row);

/* Frees what the value of one row holds. */
void settings_free_value(struct settings *settings, const struct row *row);

#endif
