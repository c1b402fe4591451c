#include "settings_networks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quote.h"

/* The entries in the order of the list, separated by `;`. */
static char *canonical_text(const struct ppv1_networks *networks)
{
    size_t room = networks->count * (PPV1_NETWORK_TEXT_MAX + 1) + 2;
    char *text = malloc(room);
    size_t at = 0;

    if (text == NULL)
        return NULL;
    if (networks->any)
        text[at++] = '*';
    for (size_t i = 0; i < networks->count; i++) {
        if (i > 0)
            text[at++] = ';';
        at += ppv1_network_write(&networks->blocks[i], (uint8_t *)text + at);
    }
    text[at] = '\0';
    return text;
}

static void write_fault(const char *text,
                        const struct ppv1_networks_fault *fault,
                        char error[SETTINGS_ERROR_MAX])
{
    char entry[QUOTE_MAX];

    quote_write(text + fault->offset, fault->length, entry);
    snprintf(error, SETTINGS_ERROR_MAX, "entry %zu %s: %s", fault->entry, entry,
             ppv1_networks_error_text(fault->error));
}

static void write_too_long(char error[SETTINGS_ERROR_MAX])
{
    snprintf(error, SETTINGS_ERROR_MAX, "the list is longer than %d bytes",
             SETTINGS_NETWORKS_MAX);
}

/* The canonical text can be longer by a byte per entry, and must be read
 * again when the settings are copied or were kept over a restart. */
static struct trusted_networks *read_list(const char *text, size_t n,
                                          char error[SETTINGS_ERROR_MAX])
{
    const uint8_t *bytes = (const uint8_t *)text;
    size_t capacity = ppv1_networks_capacity(bytes, n);
    struct trusted_networks *trusted = calloc(1, sizeof *trusted);
    struct ppv1_networks_fault fault;

    snprintf(error, SETTINGS_ERROR_MAX, "out of memory");
    if (trusted == NULL)
        return NULL;
    trusted->networks.blocks =
        calloc(capacity, sizeof *trusted->networks.blocks);
    trusted->networks.ranges =
        calloc(capacity, sizeof *trusted->networks.ranges);
    if (trusted->networks.blocks == NULL || trusted->networks.ranges == NULL)
        goto free_trusted;
    if (!ppv1_networks_parse(bytes, n, &trusted->networks, capacity, &fault)) {
        write_fault(text, &fault, error);
        goto free_trusted;
    }
    trusted->text = canonical_text(&trusted->networks);
    if (trusted->text == NULL)
        goto free_trusted;
    if (strlen(trusted->text) > SETTINGS_NETWORKS_MAX) {
        write_too_long(error);
        goto free_trusted;
    }
    ppv1_networks_index(&trusted->networks);
    return trusted;

free_trusted:
    settings_networks_free(trusted);
    return NULL;
}

struct trusted_networks *settings_networks_parse(const char *text,
                                                 char error[SETTINGS_ERROR_MAX])
{
    size_t n = strlen(text);

    if (n <= SETTINGS_NETWORKS_MAX)
        return read_list(text, n, error);
    write_too_long(error);
    return NULL;
}

void settings_networks_free(struct trusted_networks *trusted)
{
    if (trusted == NULL)
        return;
    free(trusted->networks.blocks);
    free(trusted->networks.ranges);
    free(trusted->text);
    free(trusted);
}
