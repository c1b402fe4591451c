/*
 * Any statement: its tokens stand in it in order, with nothing but a gap
 * between, what they say is no longer than they are, and what the audit log
 * would be shown can be made.
 */
#include <stdint.h>
#include <stdlib.h>

#include "redact.h"
#include "tokens.h"

static void check_value(const struct token *token)
{
    char *value = malloc(token->length + 1);

    if (value == NULL ||
        token_value(token, value, token->length) > token->length)
        abort();
    free(value);
}

/* Returns where the last token ends. */
static const char *check_tokens(const char *text, size_t n)
{
    const char *end = text;
    struct tokens tokens;

    for (tokens_begin(&tokens, text, n);; tokens_next(&tokens)) {
        const struct token *token = &tokens.token;

        if (tokens.before != end || token->text < end ||
            tokens.gap != (token->text > end))
            abort();
        end = token->text + token->length;
        if (token->kind == TOKEN_END || token->kind == TOKEN_BAD)
            return end;
        if (token->length == 0)
            abort();
        check_value(token);
    }
}

static void check_redacted(const char *text, size_t n)
{
    char near[40];
    size_t length;
    char *shown = redact_statement(text, n, redact_needed(text, n), &length);

    if (shown == NULL || shown[length] != '\0')
        abort();
    free(shown);
    if (redact_from(text, n, n / 2, near, sizeof near) > sizeof near)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    const char *text = (const char *)bytes;

    if (check_tokens(text, n) != text + n)
        abort();
    check_redacted(text, n);
    return 0;
}
