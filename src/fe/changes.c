#include "changes.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "reply.h"
#include "session.h"

char *changes_text(const struct token *token)
{
    char *text = malloc(token->length + 1);

    if (text == NULL)
        return NULL;
    size_t n = token_value(token, text, token->length);
    text[n] = '\0';
    if (strlen(text) == n)
        return text;
    free(text);
    return NULL;
}

char *changes_key(const struct token *name)
{
    char *key = changes_text(name);

    for (char *at = key; at != NULL && *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    return key;
}

bool changes_add(struct statement *statement, struct changes *changes,
                 char *key, char *value, bool persistent)
{
    struct session *session = statement->session;

    if (key != NULL && value != NULL && changes->count < CONFIG_CHANGES_MAX) {
        changes->list[changes->count++] = (struct config_change){
            .key = key, .value = value, .persistent = persistent};
        return true;
    }
    if (key == NULL || value == NULL)
        reply_error(session, changes->refused,
                    "A key or value with a NUL byte in it, or no memory");
    else
        reply_error(session, changes->refused,
                    "More than %d settings in one statement",
                    CONFIG_CHANGES_MAX);
    free(key);
    free(value);
    return false;
}

void changes_make(struct statement *statement, const struct changes *changes)
{
    struct session *session = statement->session;
    char error[SETTINGS_ERROR_MAX];

    if (!statements_allowed(statement))
        return;
    switch (config_set(session->fe->settings, changes->list, changes->count,
                       error)) {
    case CONFIG_DONE:
        reply_ok(session);
        break;
    case CONFIG_REFUSED:
        reply_error(session, changes->refused, "%s", error);
        break;
    case CONFIG_NOT_WRITTEN:
        reply_error(session, ERROR_NOT_WRITTEN, "%s", error);
        break;
    }
}

void changes_free(struct changes *changes)
{
    for (size_t i = 0; i < changes->count; i++) {
        free(changes->list[i].key);
        free(changes->list[i].value);
    }
    changes->count = 0;
}
