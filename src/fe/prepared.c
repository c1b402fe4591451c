#include "prepared.h"

#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

#include "reply.h"
#include "session.h"
#include "statements.h"

struct prepared {
    uint32_t id;
    struct prepared *next;
    size_t length;
    char text[];
};

/* ---- the list ---- */

static struct prepared *add(struct prepared_list *list, const void *text,
                            size_t n)
{
    struct prepared *prepared = malloc(sizeof *prepared + n);

    if (prepared == NULL)
        return NULL;
    prepared->id = ++list->last_id;
    prepared->length = n;
    memcpy(prepared->text, text, n);
    prepared->next = list->first;
    list->first = prepared;
    list->count++;
    return prepared;
}

/* The link that leads to it, or to NULL. */
static struct prepared **find(struct prepared_list *list, uint32_t id)
{
    struct prepared **link = &list->first;

    while (*link != NULL && (*link)->id != id)
        link = &(*link)->next;
    return link;
}

/* The text could hold a password. */
static void take_out(struct prepared_list *list, struct prepared **link)
{
    struct prepared *prepared = *link;

    *link = prepared->next;
    list->count--;
    OPENSSL_cleanse(prepared->text, prepared->length);
    free(prepared);
}

void prepared_close_all(struct session *session)
{
    while (session->prepared.first != NULL)
        take_out(&session->prepared, &session->prepared.first);
}

/* ---- COM_STMT_PREPARE ---- */

static void run(struct session *session, enum reply_form form, const char *text,
                size_t n)
{
    session->form = form;
    statements_run(session, text, n);
    session->form = REPLY_TEXT;
}

void prepared_prepare(struct session *session, const uint8_t *payload, size_t n)
{
    struct prepared_list *list = &session->prepared;

    if (list->count == PREPARED_MAX) {
        reply_error(session, ERROR_TOO_MANY_STATEMENTS,
                    "Can't create more than max_prepared_stmt_count "
                    "statements (current value: %d)",
                    PREPARED_MAX);
        return;
    }
    if (add(list, payload, n) == NULL) {
        reply_error(session, ERROR_OUT_OF_MEMORY, "Out of memory");
        return;
    }
    run(session, REPLY_PREPARED, (const char *)payload, n);
    if (strcmp(session->outcome.state, "ERR") == 0)
        take_out(list, &list->first);
}

/* ---- the commands that name a statement ---- */

/* The link to the statement whose number the payload begins with. */
static struct prepared **named(struct session *session, const uint8_t *payload,
                               size_t n, uint32_t *id)
{
    *id = 0; /* which none has */
    for (size_t i = 0; i < 4 && n >= 4; i++)
        *id |= (uint32_t)payload[i] << (8 * i);
    return find(&session->prepared, *id);
}

static struct prepared *named_or_error(struct session *session,
                                       const uint8_t *payload, size_t n,
                                       const char *command)
{
    uint32_t id;
    struct prepared *prepared = *named(session, payload, n, &id);

    if (prepared == NULL)
        reply_error(session, ERROR_UNKNOWN_STATEMENT,
                    "Unknown prepared statement handler (%u) given to %s",
                    (unsigned)id, command);
    return prepared;
}

/* What else the payload says asks for a cursor, which a server may decline by
 * sending all rows. */
void prepared_execute(struct session *session, const uint8_t *payload, size_t n)
{
    const struct prepared *prepared =
        named_or_error(session, payload, n, "COM_STMT_EXECUTE");

    if (prepared != NULL)
        run(session, REPLY_BINARY, prepared->text, prepared->length);
}

/* There is no cursor to close and no parameter to forget. */
void prepared_reset(struct session *session, const uint8_t *payload, size_t n)
{
    if (named_or_error(session, payload, n, "COM_STMT_RESET") != NULL)
        reply_ok(session);
}

/* The protocol gives this no answer. */
void prepared_close(struct session *session, const uint8_t *payload, size_t n)
{
    uint32_t id;
    struct prepared **link = named(session, payload, n, &id);

    if (*link != NULL)
        take_out(&session->prepared, link);
}
