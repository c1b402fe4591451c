#include "certificates.h"

#include "fe.h"
#include "log.h"
#include "settings.h"
#include "tls.h"

bool certificates_load(struct fe *fe)
{
    const struct settings *settings = fe->settings;
    char error[TLS_ERROR_MAX];

    /* With --check one may be missing, which was told already. */
    if (settings->ssl_cert[0] == '\0' || settings->ssl_key[0] == '\0')
        return true;
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
