/*
 * settings - one row per setting: name, type, default, range, dynamic, help.
 *
 * fe.conf, --help, ADMIN SHOW and ADMIN SET all read the same table.
 */
#ifndef FE_SETTINGS_H
#define FE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1.h"

/* One clear sentence for a person. */
#define SETTINGS_ERROR_MAX 512

/* The trusted networks in force: immutable once published. */
struct trusted_networks {
    char *text; /* canonical */
    struct ppv1_networks networks;
};

/* The values in force.  Strings are NUL terminated and owned by the settings. */
struct settings {
    /* dynamic: read once per connection, at accept */
    _Atomic(struct trusted_networks *) networks; /* mysql_proxy_protocol_networks */
    uint32_t header_timeout_ms;    /* mysql_proxy_protocol_header_timeout_ms */
    uint32_t max_waiting_headers;          /* in total */
    uint32_t max_waiting_headers_per_peer; /* of one peer address */
    uint32_t login_timeout_ms;
    uint32_t max_connections;
    uint32_t max_waiting_logins;
    uint32_t max_connections_per_address; /* 0: no limit */
    uint32_t max_user_connections;        /* 0: no limit */
    uint32_t max_connect_errors;          /* 0: nobody is blocked */
    uint32_t wait_timeout_s;
    uint32_t max_allowed_packet; /* bytes */
    uint32_t qe_slow_log_ms;
    bool require_secure_transport;
    /* fixed at start */
    uint16_t query_port;
    uint16_t metrics_port; /* 0: none */
    char *bind_address; /* "" : all addresses, IPv4 and IPv6 */
    char *ssl_cert;     /* "" : no TLS; else ssl_key, too */
    char *ssl_key;
    char *ssl_ca;       /* "" : clients' certificates are not asked for */
    char *meta_dir;     /* accounts live here */
    char *audit_log_dir;
    char *audit_log_modules;      /* as of audit_modules_read */
    uint32_t log_roll_size_mb;    /* of fe.audit.log */
    uint32_t audit_log_roll_num;  /* 0: it is not rotated */
    char *server_version; /* what the MySQL greeting says */
};

/* How one setting looks to ADMIN SHOW FRONTEND CONFIG. */
struct setting_row {
    const char *key;
    const char *type;     /* "string", "int", "boolean" */
    bool dynamic;         /* may ADMIN SET FRONTEND CONFIG change it? */
    const char *comment;
};

/* Defaults for all.  false: no memory. */
bool settings_init(struct settings *settings);
void settings_free(struct settings *settings);

/* The same values in memory of their own.  false: no memory for them. */
bool settings_copy(struct settings *copy, const struct settings *from);

/* Gives *settings the dynamic values of *other, for all connections accepted
 * from now on, and *other those that were in force. */
void settings_exchange(struct settings *settings, struct settings *other);

/* Have both the same value? */
bool settings_agree(const struct settings *one, const struct settings *other,
                    size_t index);

/* Logs a warning if the value in force is allowed but dangerous. */
void settings_warn(const struct settings *settings, size_t index);

size_t settings_count(void);
const struct setting_row *settings_row(size_t index);

/* The default as it stands in fe.conf, and what is allowed, for --help. */
const char *settings_default(size_t index);
size_t settings_allowed(size_t index, char *text, size_t size);

/* Value in force as text into value[0 .. size), NUL terminated, cut if need
 * be.  Returns the length of the whole text. */
size_t settings_value(const struct settings *settings, size_t index,
                      char *value, size_t size);

/* The same in memory of its own, which the caller frees.  NULL: no memory. */
char *settings_text(const struct settings *settings, size_t index);

/* false: there is no such setting. */
bool settings_find(const char *key, size_t *index);

/* Says in error[] that there is no such setting, and which one may be meant. */
void settings_unknown(const char *key, char error[SETTINGS_ERROR_MAX]);

/* What must hold between settings, rule by rule from 0.  false: no more
 * rules.  error[] is "" if the rule holds. */
bool settings_rule(const struct settings *settings, size_t rule,
                   char error[SETTINGS_ERROR_MAX]);

/* Changes any setting, before the server runs.  On failure the value in force
 * stays and error[] says what is allowed. */
bool settings_change(struct settings *settings, size_t index,
                     const char *value, char error[SETTINGS_ERROR_MAX]);

/* Changes a dynamic setting; another one, or none, is an error too.  On
 * failure the value in force stays and error[] says what is allowed. */
bool settings_set(struct settings *settings, const char *key,
                  const char *value, char error[SETTINGS_ERROR_MAX]);

#endif
