#include "metrics.h"

#include <stddef.h>

struct row {
    const char *name;
    size_t offset;
};

static const struct row outcomes[] = {
#define METRICS_ROW(field, name) {name, offsetof(struct metrics, field)},
    METRICS(METRICS_ROW)
#undef METRICS_ROW
};

#define OUTCOMES (sizeof outcomes / sizeof outcomes[0])

/* PPV1_REASON_NONE refuses nobody and has no row. */
static const char *const reasons[PPV1_REASON_COUNT] = {
#define METRICS_REASON(name, text) "Proxy_header_refused_" #name,
    PPV1_REASONS(METRICS_REASON)
#undef METRICS_REASON
};

size_t metrics_count(void)
{
    return OUTCOMES + PPV1_REASON_COUNT - 1;
}

const char *metrics_name(size_t index)
{
    return index < OUTCOMES ? outcomes[index].name
                            : reasons[index - OUTCOMES + 1];
}

uint64_t metrics_value(const struct metrics *metrics, size_t index)
{
    if (index >= OUTCOMES)
        return metrics->refused[index - OUTCOMES + 1];
    const char *field = (const char *)metrics + outcomes[index].offset;
    return *(const uint64_t *)(const void *)field;
}
