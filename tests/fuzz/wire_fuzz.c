/*
 * Any first packet: every slice lies inside it.
 */
#include <stdlib.h>

#include "audit_line.h"
#include "wire.h"

static void inside(struct wire_slice slice, size_t n)
{
    if (slice.offset > n || slice.length > n - slice.offset)
        abort();
}

static void check(const struct wire_login *login, size_t n)
{
    inside(login->user, n);
    inside(login->auth, n);
    inside(login->database, n);
    inside(login->plugin, n);
    inside(login->attributes, n);
}

static void check_escape(const uint8_t *payload, size_t n)
{
    static uint8_t escaped[AUDIT_ESCAPED_MAX(4096)], again[4096];
    size_t length, k;

    if (n > sizeof again)
        return;
    length = audit_escape(payload, n, escaped, sizeof escaped);
    for (k = 0; k < length; k++)
        if (escaped[k] < 0x20 || escaped[k] == '|')
            abort();
    if (audit_unescape(escaped, length, again) != n)
        abort();
    for (k = 0; k < n; k++)
        if (again[k] != payload[k])
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *payload, size_t n)
{
    struct wire_login login;

    if (wire_login_read(payload, n, &login) == WIRE_LOGIN)
        check(&login, n);
    if (n >= 4
        && wire_change_user_read(payload + 4, n - 4,
                                 payload[0] | (uint32_t)payload[1] << 8
                                     | (uint32_t)payload[2] << 16,
                                 &login))
        check(&login, n - 4);
    check_escape(payload, n);
    return 0;
}
