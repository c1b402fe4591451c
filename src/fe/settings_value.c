#include "settings_table.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "audit_modules.h"
#include "quote.h"
#include "settings_networks.h"

/* The values: what is allowed, as text, and how they change. */

size_t settings_allowed(size_t index, char *text, size_t size)
{
    const struct row *row = &settings_table[index];
    const char *words = "";

    switch (row->kind) {
    case KIND_NUMBER:
    case KIND_PORT:
        return (size_t)snprintf(text, size, "a whole number from %u to %u",
                                (unsigned)row->minimum, (unsigned)row->maximum);
    case KIND_NETWORKS:
        words = "IPv4 and IPv6 networks, * or empty";
        break;
    case KIND_ADDRESS:
        words = "an IPv4 or IPv6 address, or empty";
        break;
    case KIND_FOLDER:
        words = "the path of a folder";
        break;
    case KIND_BOOL:
        words = "true or false (on or off, 1 or 0)";
        break;
    case KIND_FILE:
        words = "the path of a file, or empty";
        break;
    case KIND_MODULES:
        words = "query, slow_query or connection, separated by ','";
        break;
    case KIND_VERSION:
        words = "1 to 60 printable ASCII characters";
        break;
    }
    return (size_t)snprintf(text, size, "%s", words);
}

/* ---- where a value lives ---- */

static uint32_t *number_of(struct settings *settings, const struct row *row)
{
    return (uint32_t *)(void *)((char *)settings + row->offset);
}

static uint16_t *port_of(struct settings *settings, const struct row *row)
{
    return (uint16_t *)(void *)((char *)settings + row->offset);
}

static bool *bool_of(struct settings *settings, const struct row *row)
{
    return (bool *)(void *)((char *)settings + row->offset);
}

static char **text_of(struct settings *settings, const struct row *row)
{
    return (char **)(void *)((char *)settings + row->offset);
}

size_t settings_value(const struct settings *settings, size_t index,
                      char *value, size_t size)
{
    const struct row *row = &settings_table[index];
    const char *field = (const char *)settings + row->offset;

    switch (row->kind) {
    case KIND_NETWORKS:
        return (size_t)snprintf(value, size, "%s",
                                atomic_load(&settings->networks)->text);
    case KIND_NUMBER:
        return (size_t)snprintf(value, size, "%u",
                                *(const unsigned *)(const void *)field);
    case KIND_PORT:
        return (size_t)snprintf(
            value, size, "%u",
            (unsigned)*(const uint16_t *)(const void *)field);
    case KIND_BOOL:
        return (size_t)snprintf(value, size, "%s",
                                *(const bool *)(const void *)field ? "true"
                                                                   : "false");
    case KIND_ADDRESS:
    case KIND_FOLDER:
    case KIND_FILE:
    case KIND_VERSION:
    case KIND_MODULES:
        break;
    }
    return (size_t)snprintf(value, size, "%s",
                            *(char *const *)(const void *)field);
}

char *settings_text(const struct settings *settings, size_t index)
{
    char start[1];
    size_t n = settings_value(settings, index, start, sizeof start);
    char *text = malloc(n + 1);

    if (text != NULL)
        settings_value(settings, index, text, n + 1);
    return text;
}

/* ---- what is allowed ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Decimal digits with blanks around them. */
static bool read_number(const char *text, const struct row *row,
                        uint32_t *number)
{
    uint64_t value = 0;
    const char *digits;

    while (is_blank(*text))
        text++;
    for (digits = text; *text >= '0' && *text <= '9'; text++) {
        value = 10 * value + (uint64_t)(*text - '0');
        if (value > row->maximum)
            return false;
    }
    if (text == digits || value < row->minimum)
        return false;
    while (is_blank(*text))
        text++;
    *number = (uint32_t)value;
    return *text == '\0';
}

static bool is_address(const char *text)
{
    struct ppv1_address address;

    return *text == '\0' ||
           ppv1_address_parse((const uint8_t *)text, strlen(text), &address);
}

static bool is_printable(const char *text, unsigned char last)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || (unsigned char)*text > last ||
            *text == 0x7f)
            return false;
    return true;
}

static bool text_is_allowed(const struct row *row, const char *text)
{
    size_t n = strlen(text);
    unsigned modules;

    switch (row->kind) {
    case KIND_ADDRESS:
        return is_address(text);
    case KIND_FOLDER:
        return n > 0 && n < 1024 && is_printable(text, 0xff);
    case KIND_FILE:
        return n < 1024 && is_printable(text, 0xff);
    case KIND_MODULES:
        return audit_modules_read(text, &modules);
    case KIND_VERSION:
        return n > 0 && n <= 60 && is_printable(text, 0x7e);
    case KIND_NETWORKS:
    case KIND_NUMBER:
    case KIND_PORT:
    case KIND_BOOL:
        break;
    }
    return false;
}

/* ---- changing one ---- */

static bool not_allowed(const struct row *row, const char *value,
                        char error[SETTINGS_ERROR_MAX])
{
    char quoted[QUOTE_MAX], allowed[80];

    quote_write(value, strlen(value), quoted);
    settings_allowed((size_t)(row - settings_table), allowed, sizeof allowed);
    snprintf(error, SETTINGS_ERROR_MAX, "%s: %s is not %s", row->shown.key,
             quoted, allowed);
    return false;
}

/* The gate reads the networks only while a connection is accepted, so nobody
 * looks at the old ones any more. */
static bool change_networks(struct settings *settings, const struct row *row,
                            const char *value, char error[SETTINGS_ERROR_MAX])
{
    char why[SETTINGS_ERROR_MAX];
    struct trusted_networks *trusted = settings_networks_parse(value, why);

    if (trusted != NULL)
        settings_networks_free(atomic_exchange(&settings->networks, trusted));
    else
        snprintf(error, SETTINGS_ERROR_MAX, "%s: %.400s", row->shown.key, why);
    return trusted != NULL;
}

static bool change_number(struct settings *settings, const struct row *row,
                          const char *value, char error[SETTINGS_ERROR_MAX])
{
    uint32_t number;

    if (!read_number(value, row, &number))
        return not_allowed(row, value, error);
    if (row->kind == KIND_PORT)
        *port_of(settings, row) = (uint16_t)number;
    else
        *number_of(settings, row) = number;
    return true;
}

static bool change_bool(struct settings *settings, const struct row *row,
                        const char *value, char error[SETTINGS_ERROR_MAX])
{
    static const char *const words[] = {"false", "true", "off", "on", "0", "1"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcasecmp(value, words[i]) != 0)
            continue;
        *bool_of(settings, row) = i % 2 == 1;
        return true;
    }
    return not_allowed(row, value, error);
}

static bool change_text(struct settings *settings, const struct row *row,
                        const char *value, char error[SETTINGS_ERROR_MAX])
{
    char **text = text_of(settings, row);

    if (!text_is_allowed(row, value))
        return not_allowed(row, value, error);
    size_t size = strlen(value) + 1;
    char *copy = malloc(size);
    if (copy == NULL) {
        snprintf(error, SETTINGS_ERROR_MAX, "%s: out of memory",
                 row->shown.key);
        return false;
    }
    memcpy(copy, value, size);
    free(*text);
    *text = copy;
    return true;
}

bool settings_change(struct settings *settings, size_t index, const char *value,
                     char error[SETTINGS_ERROR_MAX])
{
    const struct row *row = &settings_table[index];

    switch (row->kind) {
    case KIND_NETWORKS:
        return change_networks(settings, row, value, error);
    case KIND_NUMBER:
    case KIND_PORT:
        return change_number(settings, row, value, error);
    case KIND_BOOL:
        return change_bool(settings, row, value, error);
    case KIND_ADDRESS:
    case KIND_FOLDER:
    case KIND_FILE:
    case KIND_VERSION:
    case KIND_MODULES:
        break;
    }
    return change_text(settings, row, value, error);
}

/* ---- two of them ---- */

/* Of the field; networks have none of their own. */
static size_t size_of(enum settings_kind kind)
{
    switch (kind) {
    case KIND_NETWORKS:
        return 0;
    case KIND_NUMBER:
        return sizeof(uint32_t);
    case KIND_PORT:
        return sizeof(uint16_t);
    case KIND_BOOL:
        return sizeof(bool);
    case KIND_ADDRESS:
    case KIND_FOLDER:
    case KIND_FILE:
    case KIND_VERSION:
    case KIND_MODULES:
        break;
    }
    return sizeof(char *);
}

void settings_exchange_value(struct settings *one, struct settings *other,
                             const struct row *row)
{
    char *a = (char *)one + row->offset, *b = (char *)other + row->offset;
    char kept[sizeof(char *)];
    size_t size = size_of(row->kind);

    if (row->kind == KIND_NETWORKS) {
        atomic_store(&other->networks,
                     atomic_exchange(&one->networks, other->networks));
        return;
    }
    memcpy(kept, a, size);
    memcpy(a, b, size);
    memcpy(b, kept, size);
}

bool settings_agree(const struct settings *one, const struct settings *other,
                    size_t index)
{
    const struct row *row = &settings_table[index];
    const char *a = (const char *)one + row->offset;
    const char *b = (const char *)other + row->offset;

    if (row->kind == KIND_NETWORKS)
        return strcmp(atomic_load(&one->networks)->text,
                      atomic_load(&other->networks)->text) == 0;
    if (size_of(row->kind) < sizeof(char *))
        return memcmp(a, b, size_of(row->kind)) == 0;
    return strcmp(*(char *const *)(const void *)a,
                  *(char *const *)(const void *)b) == 0;
}

void settings_free_value(struct settings *settings, const struct row *row)
{
    switch (row->kind) {
    case KIND_NETWORKS:
        settings_networks_free(atomic_exchange(&settings->networks, NULL));
        return;
    case KIND_NUMBER:
    case KIND_PORT:
    case KIND_BOOL:
        return;
    case KIND_ADDRESS:
    case KIND_FOLDER:
    case KIND_FILE:
    case KIND_VERSION:
    case KIND_MODULES:
        break;
    }
    free(*text_of(settings, row));
    *text_of(settings, row) = NULL;
}
