#include "settings.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"
#include "quote.h"
#include "settings_networks.h"

enum kind {
    KIND_NETWORKS,
    KIND_NUMBER, /* uint32_t */
    KIND_PORT,   /* uint16_t */
    KIND_ADDRESS,
    KIND_FOLDER,
    KIND_VERSION
};

struct row {
    struct setting_row shown;
    enum kind kind;
    size_t offset; /* in struct settings */
    const char *initial;
    uint32_t minimum; /* numbers and ports */
    uint32_t maximum;
};

#define VALUE(field) .offset = offsetof(struct settings, field)

static const struct row rows[] = {
    {.shown = {"query_port", "int", false,
               "TCP port for MySQL clients; 0: the kernel chooses one"},
     .kind = KIND_PORT,
     VALUE(query_port),
     .initial = "9030",
     .maximum = 65535},
    {.shown = {"bind_address", "string", false,
               "address to listen on; empty: all of IPv4 and IPv6"},
     .kind = KIND_ADDRESS,
     VALUE(bind_address),
     .initial = ""},
    {.shown = {"mysql_proxy_protocol_networks", "string", true,
               "peers that must send a PROXY header: networks separated by "
               "';', or '*' for every peer; others are served directly"},
     .kind = KIND_NETWORKS,
     .initial = ""},
    {.shown = {"mysql_proxy_protocol_header_timeout_ms", "int", true,
               "time for the whole PROXY header, in ms from accept; "
               "0: no limit"},
     .kind = KIND_NUMBER,
     VALUE(header_timeout_ms),
     .initial = "1000",
     .maximum = 3600000},
    {.shown = {"max_waiting_headers", "int", true,
               "connections that may wait for a PROXY header at once"},
     .kind = KIND_NUMBER,
     VALUE(max_waiting_headers),
     .initial = "4096",
     .minimum = 1,
     .maximum = 1000000},
    {.shown = {"max_waiting_headers_per_peer", "int", true,
               "connections of one peer address that may wait for a PROXY "
               "header at once"},
     .kind = KIND_NUMBER,
     VALUE(max_waiting_headers_per_peer),
     .initial = "1024",
     .minimum = 1,
     .maximum = 1000000},
    {.shown = {"max_connections", "int", true,
               "connections that may be served at once; one more from this "
               "machine, for an account with ADMIN"},
     .kind = KIND_NUMBER,
     VALUE(max_connections),
     .initial = "4096",
     .minimum = 1,
     .maximum = 1000000},
    {.shown = {"max_waiting_logins", "int", true,
               "served connections that may not have logged in yet, at once"},
     .kind = KIND_NUMBER,
     VALUE(max_waiting_logins),
     .initial = "2048",
     .minimum = 1,
     .maximum = 1000000},
    {.shown = {"max_connections_per_address", "int", true,
               "served connections of one effective client address; "
               "0: no limit"},
     .kind = KIND_NUMBER,
     VALUE(max_connections_per_address),
     .initial = "0",
     .maximum = 1000000},
    {.shown = {"max_user_connections", "int", true,
               "logged-in connections of one user name; 0: no limit"},
     .kind = KIND_NUMBER,
     VALUE(max_user_connections),
     .initial = "0",
     .maximum = 1000000},
    {.shown = {"login_timeout_ms", "int", true,
               "time for the login, in ms from the PROXY header or, without "
               "one, from accept; 0: no limit"},
     .kind = KIND_NUMBER,
     VALUE(login_timeout_ms),
     .initial = "10000",
     .maximum = 3600000},
    {.shown = {"wait_timeout", "int", true,
               "time that a logged-in connection may be idle, in seconds"},
     .kind = KIND_NUMBER,
     VALUE(wait_timeout_s),
     .initial = "28800",
     .minimum = 1,
     .maximum = 31536000},
    {.shown = {"max_allowed_packet", "int", true,
               "longest packet of a logged-in client, in bytes"},
     .kind = KIND_NUMBER,
     VALUE(max_allowed_packet),
     .initial = "16776192",
     .minimum = 1024,
     .maximum = 16776192},
    {.shown = {"mysql_server_version", "string", false,
               "version that clients are told in the MySQL greeting"},
     .kind = KIND_VERSION,
     VALUE(server_version),
     .initial = "8.0.33"},
    {.shown = {"metrics_port", "int", false,
               "TCP port on 127.0.0.1 for GET /metrics by Prometheus; 0: none"},
     .kind = KIND_PORT,
     VALUE(metrics_port),
     .initial = "0",
     .maximum = 65535},
    {.shown = {"meta_dir", "string", false,
               "folder of the accounts; made if it is not there"},
     .kind = KIND_FOLDER,
     VALUE(meta_dir),
     .initial = "/var/lib/fe-listener"},
    {.shown = {"audit_log_dir", "string", false,
               "folder of fe.audit.log; made if it is not there"},
     .kind = KIND_FOLDER,
     VALUE(audit_log_dir),
     .initial = "/var/log/fe-listener"},
};

#define ROWS (sizeof rows / sizeof rows[0])

/* ---- rows ---- */

size_t settings_count(void)
{
    return ROWS;
}

const struct setting_row *settings_row(size_t index)
{
    return &rows[index].shown;
}

const char *settings_default(size_t index)
{
    return rows[index].initial;
}

bool settings_find(const char *key, size_t *index)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (strcmp(rows[i].shown.key, key) != 0)
            continue;
        *index = i;
        return true;
    }
    return false;
}

size_t settings_allowed(size_t index, char *text, size_t size)
{
    const struct row *row = &rows[index];
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

static char **text_of(struct settings *settings, const struct row *row)
{
    return (char **)(void *)((char *)settings + row->offset);
}

size_t settings_value(const struct settings *settings, size_t index,
                      char *value, size_t size)
{
    const struct row *row = &rows[index];
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
    case KIND_ADDRESS:
    case KIND_FOLDER:
    case KIND_VERSION:
        break;
    }
    return (size_t)snprintf(value, size, "%s",
                            *(char *const *)(const void *)field);
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

    switch (row->kind) {
    case KIND_ADDRESS:
        return is_address(text);
    case KIND_FOLDER:
        return n > 0 && n < 1024 && is_printable(text, 0xff);
    case KIND_VERSION:
        return n > 0 && n <= 60 && is_printable(text, 0x7e);
    case KIND_NETWORKS:
    case KIND_NUMBER:
    case KIND_PORT:
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
    settings_allowed((size_t)(row - rows), allowed, sizeof allowed);
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
    const struct row *row = &rows[index];

    switch (row->kind) {
    case KIND_NETWORKS:
        return change_networks(settings, row, value, error);
    case KIND_NUMBER:
    case KIND_PORT:
        return change_number(settings, row, value, error);
    case KIND_ADDRESS:
    case KIND_FOLDER:
    case KIND_VERSION:
        break;
    }
    return change_text(settings, row, value, error);
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
    if (!rows[index].shown.dynamic) {
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
    const struct row *row = &rows[index];

    if (row->kind == KIND_NETWORKS &&
        atomic_load(&settings->networks)->networks.any)
        log_line(LOG_WARNING, "%s is *: any peer can claim any client address",
                 row->shown.key);
    if (row->offset == offsetof(struct settings, header_timeout_ms) &&
        row->kind == KIND_NUMBER && settings->header_timeout_ms == 0)
        log_line(LOG_WARNING,
                 "%s is 0: a peer that sends no header is waited for without "
                 "end",
                 row->shown.key);
}

bool settings_init(struct settings *settings)
{
    char error[SETTINGS_ERROR_MAX];

    *settings = (struct settings){.query_port = 0};
    for (size_t i = 0; i < ROWS; i++)
        if (!settings_change(settings, i, rows[i].initial, error)) {
            log_line(LOG_ERROR, "%s", error);
            settings_free(settings);
            return false;
        }
    return true;
}

void settings_free(struct settings *settings)
{
    settings_networks_free(atomic_load(&settings->networks));
    free(settings->bind_address);
    free(settings->meta_dir);
    free(settings->audit_log_dir);
    free(settings->server_version);
    *settings = (struct settings){.query_port = 0};
}
