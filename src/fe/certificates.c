#include "certificates.h"

#include <stddef.h>

#include "fe.h"
#include "log.h"
#include "settings.h"
#include "tls.h"

/* Which setting is missing beside the others, or NULL. */
static const char *find_gap(const struct settings *settings)
{
    bool any = settings->ssl_cert[0] != '\0' ||
               settings->ssl_key[0] != '\0' || settings->ssl_ca[0] != '\0';

    if (any && settings->ssl_cert[0] == '\0')
        return "ssl_cert";
    if (any && settings->ssl_key[0] == '\0')
        return "ssl_key";
    return NULL;
}

bool certificates_load(struct fe *fe)
{
    const struct settings *settings = fe->settings;
    const char *gap = find_gap(settings);
    char error[TLS_ERROR_MAX];

    if (gap != NULL) {
        log_line(LOG_ERROR,
                 "%s: not set; TLS needs both ssl_cert and ssl_key", gap);
        return false;
    }
    if (settings->ssl_cert[0] == '\0') {
        if (settings->require_secure_transport)
            log_line(LOG_WARNING, "require_secure_transport is true, but there "
                                  "is no ssl_cert: only from loopback can "
                                  "anybody log in");
        return true;
    }
    struct tls_certificates *certificates = tls_certificates_load(
        settings->ssl_cert, settings->ssl_key, settings->ssl_ca, error);
    if (certificates == NULL) {
        log_line(LOG_ERROR, "%s", error);
        return false;
    }
    certificates_free(fe);
    fe->certificates = certificates;
    return true;
}

void certificates_free(struct fe *fe)
{
    tls_certificates_free(fe->certificates);
    fe->certificates = NULL;
}
