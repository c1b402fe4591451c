#include "settings.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "quote.h"

/* A key that does not exist: which one may be meant? */

/* No key is as long. */
#define KEY_MAX 64

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* How many bytes must be changed, added or taken away to make one key of the
 * other, in either case: Levenshtein's distance. */
static size_t distance(const char *one, const char *other)
{
    size_t row[KEY_MAX + 1];
    size_t n = strlen(other);

    for (size_t k = 0; k <= n; k++)
        row[k] = k;
    for (size_t i = 0; one[i] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t k = 0; k < n; k++) {
            size_t same = strncasecmp(one + i, other + k, 1) == 0 ? 0 : 1;
            size_t best = least(diagonal + same, least(row[k], row[k + 1]) + 1);
            diagonal = row[k + 1];
            row[k + 1] = best;
        }
    }
    return row[n];
}

/* NULL: none is near. */
static const char *nearest(const char *key)
{
    const char *found = NULL;
    size_t best = strlen(key) / 4 + 1;

    for (size_t i = 0; strlen(key) <= KEY_MAX && i < settings_count(); i++) {
        const char *name = settings_row(i)->key;
        size_t far = distance(name, key);

        if (far < best) {
            best = far;
            found = name;
        }
    }
    return found;
}

void settings_unknown(const char *key, char error[SETTINGS_ERROR_MAX])
{
    const char *meant = nearest(key);
    char quoted[QUOTE_MAX];

    quote_write(key, strlen(key), quoted);
    if (meant != NULL)
        snprintf(error, SETTINGS_ERROR_MAX, "unknown key %s; did you mean %s?",
                 quoted, meant);
    else
        snprintf(error, SETTINGS_ERROR_MAX,
                 "unknown key %s; fe-listener --help lists the keys", quoted);
}
