#include "texts.h"

#include <stdio.h>
#include <string.h>

#define LETTERS_MAX 16

bool each_text(const char *alphabet, size_t shortest, size_t longest,
               visit_fn *visit, void *context)
{
    size_t size = strlen(alphabet);

    for (size_t n = shortest; n <= longest; n++) {
        size_t digits[LETTERS_MAX] = {0};
        char text[LETTERS_MAX];
        size_t k = n;

        memset(text, alphabet[0], sizeof text);
        do {
            if (!visit(text, n, context))
                return false;
            for (k = n; k > 0; k--) { /* count up, the last digit first */
                digits[k - 1] = (digits[k - 1] + 1) % size;
                text[k - 1] = alphabet[digits[k - 1]];
                if (digits[k - 1] != 0)
                    break;
            }
        } while (k > 0);
    }
    return true;
}

#define GROUPS_MAX 9

struct shape {
    size_t left, gaps, right, middle; /* groups, `::`, groups between two gaps */
    const char *tail;
    const char *group, *odd; /* all groups but one, and that one */
    size_t odd_at;
};

static const char *const tails[] = {
    "", "1.2.3.4", "255.255.255.255", "1.2.3", "1.2.3.4.5", "1.2.3.256",
    "01.2.3.4", "1.2.3.4:5", "1.2.3.4::", ":", "::", ".", "g"};

/* Appends `count` groups with colons between. */
static size_t put_groups(char *to, size_t n, const struct shape *shape,
                         size_t first, size_t count)
{
    for (size_t k = first; k < first + count; k++)
        n += (size_t)sprintf(to + n, "%s%s", k == first ? "" : ":",
                             k == shape->odd_at ? shape->odd : shape->group);
    return n;
}

static bool visit_shape(const struct shape *shape, visit_fn *visit,
                        void *context)
{
    char text[256];
    size_t n = put_groups(text, 0, shape, 0, shape->left);
    size_t first = shape->left;

    if (shape->gaps > 1) {
        n += (size_t)sprintf(text + n, "::");
        n = put_groups(text, n, shape, first, shape->middle);
        first += shape->middle;
    }
    if (shape->gaps > 0)
        n += (size_t)sprintf(text + n, "::");
    n = put_groups(text, n, shape, first, shape->gaps > 0 ? shape->right : 0);
    if (*shape->tail >= '0' && *shape->tail <= '9' && n > 0
        && text[n - 1] != ':')
        text[n++] = ':';
    n += (size_t)sprintf(text + n, "%s", shape->tail);
    return visit(text, n, context);
}

/* Every tail, and every width of groups. */
static bool each_dress(struct shape shape, visit_fn *visit, void *context)
{
    static const struct {
        const char *group, *odd;
    } widths[] = {{"1", "fF09"}, {"abcd", "0"}, {"2", "12345"}};

    for (size_t t = 0; t < sizeof tails / sizeof *tails; t++)
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
            for (shape.odd_at = 0; shape.odd_at < 9; shape.odd_at += 2) {
                shape.tail = tails[t];
                shape.group = widths[w].group;
                shape.odd = widths[w].odd;
                if (!visit_shape(&shape, visit, context))
                    return false;
            }
    return true;
}

bool each_ipv6_shape(visit_fn *visit, void *context)
{
    struct shape shape = {0};

    for (shape.gaps = 0; shape.gaps <= 2; shape.gaps++)
        for (shape.left = 0; shape.left <= GROUPS_MAX; shape.left++)
            for (shape.right = 0;
                 shape.right <= (shape.gaps > 0 ? GROUPS_MAX : 0);
                 shape.right++)
                for (shape.middle = 0;
                     shape.middle <= (shape.gaps > 1 ? 3 : 0); shape.middle++)
                    if (!each_dress(shape, visit, context))
                        return false;
    return true;
}
