#include "audit_modules.h"

#include <string.h>

static const char *const names[] = {[AUDIT_CONNECTION] = "connection",
                                    [AUDIT_SLOW_QUERY] = "slow_query",
                                    [AUDIT_QUERY] = "query"};

#define MODULES (sizeof names / sizeof *names)

const char *audit_module_name(enum audit_module module)
{
    return names[module];
}

static bool read_one(const char *text, size_t n, unsigned *modules)
{
    for (size_t i = 0; i < MODULES; i++) {
        if (strlen(names[i]) != n || memcmp(names[i], text, n) != 0)
            continue;
        *modules |= 1u << i;
        return true;
    }
    return false;
}

bool audit_modules_read(const char *text, unsigned *modules)
{
    static const char blank[] = " \t";

    *modules = 1u << AUDIT_CONNECTION;
    text += strspn(text, blank);
    if (*text == '\0')
        return true;
    for (;;) {
        size_t n = strcspn(text, ", \t");

        if (!read_one(text, n, modules))
            return false;
        text += n;
        text += strspn(text, blank);
        if (*text == '\0')
            return true;
        if (*text++ != ',')
            return false;
        text += strspn(text, blank);
    }
}
