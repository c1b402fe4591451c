#include "settings.h"

#include <stdio.h>
#include <string.h>

/* What must hold between settings. */

/* Are connections to 127.0.0.1 for MySQL's port? */
static bool covers_loopback(const char *address)
{
    return *address == '\0' || strcmp(address, "0.0.0.0") == 0 ||
           strcmp(address, "127.0.0.1") == 0;
}

static bool ports_differ(const struct settings *settings, char *error)
{
    if (settings->metrics_port == 0 ||
        settings->metrics_port != settings->query_port ||
        !covers_loopback(settings->bind_address))
        return true;
    snprintf(error, SETTINGS_ERROR_MAX,
             "metrics_port: %u is query_port too; choose another, or 0",
             (unsigned)settings->metrics_port);
    return false;
}

static bool tls_is_whole(const struct settings *settings, char *error)
{
    const char *gap = NULL;

    if (settings->ssl_cert[0] == '\0' &&
        (settings->ssl_key[0] != '\0' || settings->ssl_ca[0] != '\0'))
        gap = "ssl_cert";
    else if (settings->ssl_cert[0] != '\0' && settings->ssl_key[0] == '\0')
        gap = "ssl_key";
    if (gap == NULL)
        return true;
    snprintf(error, SETTINGS_ERROR_MAX,
             "%s: not set; TLS needs both ssl_cert and ssl_key", gap);
    return false;
}

/* Else only loopback could log in, to undo it. */
static bool tls_can_be_required(const struct settings *settings, char *error)
{
    if (!settings->require_secure_transport || settings->ssl_cert[0] != '\0')
        return true;
    snprintf(error, SETTINGS_ERROR_MAX,
             "require_secure_transport: needs ssl_cert and ssl_key, which are "
             "read from fe.conf at start");
    return false;
}

/* Each is true, or says what is wrong and what to do. */
static bool (*const rules[])(const struct settings *settings, char *error) = {
    ports_differ,
    tls_is_whole,
    tls_can_be_required,
};

bool settings_rule(const struct settings *settings, size_t rule,
                   char error[SETTINGS_ERROR_MAX])
{
    error[0] = '\0';
    if (rule >= sizeof rules / sizeof rules[0])
        return false;
    rules[rule](settings, error);
    return true;
}
