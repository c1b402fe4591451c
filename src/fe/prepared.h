/*
 * prepared - the prepared statements of a session (COM_STMT_...).
 *
 * A statement is kept as text and read anew whenever it is executed.  It has
 * no parameters.  When it is prepared, one that reads is read wholly, so that
 * its columns are known; of another one only the first words are.
 */
#ifndef FE_PREPARED_H
#define FE_PREPARED_H

#include <stddef.h>
#include <stdint.h>

struct session;

/* Most of them that one session may have open.  MySQL counts those of all
 * sessions under this name. */
#define PREPARED_MAX 256

/* Zeroed memory is an empty list. */
struct prepared_list {
    struct prepared *first;
    size_t count;
    uint32_t last_id; /* of the one that was prepared last */
};

/* The commands; payload[0 .. n) stands behind the command's byte. */
void prepared_prepare(struct session *session, const uint8_t *payload,
                      size_t n);
void prepared_execute(struct session *session, const uint8_t *payload,
                      size_t n);
void prepared_reset(struct session *session, const uint8_t *payload, size_t n);
void prepared_close(struct session *session, const uint8_t *payload, size_t n);

void prepared_close_all(struct session *session);

#endif
