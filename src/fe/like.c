#include "like.h"

#include <strings.h>

/* How many bytes of the pattern stand for one byte of the text. */
static size_t width(const char *pattern, size_t n)
{
    return pattern[0] == '\\' && n > 1 ? 2 : 1;
}

static bool one(const char *pattern, size_t n, char byte)
{
    if (width(pattern, n) == 2)
        return strncasecmp(pattern + 1, &byte, 1) == 0;
    return pattern[0] == '_' || strncasecmp(pattern, &byte, 1) == 0;
}

/* Where it does not match behind a `%`, that `%` takes one byte more.  Only
 * the last `%` ever needs to: those before it took as little as they could. */
bool like(const char *pattern, size_t n, const char *text, size_t m)
{
    size_t p = 0, t = 0;
    size_t resume_p = 0, resume_t = 0;
    bool star = false;

    while (t < m) {
        if (p < n && pattern[p] == '%') {
            star = true;
            resume_p = ++p;
            resume_t = t;
        } else if (p < n && one(pattern + p, n - p, text[t])) {
            p += width(pattern + p, n - p);
            t++;
        } else if (star) {
            p = resume_p;
            t = ++resume_t;
        } else {
            return false;
        }
    }
    while (p < n && pattern[p] == '%')
        p++;
    return p == n;
}
