/*
 * buffer - bytes that wait: appended at the end, consumed from the beginning.
 */
#ifndef FE_BUFFER_H
#define FE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* bytes[begin .. end) wait.  Zeroed memory is an empty buffer. */
struct buffer {
    uint8_t *bytes;
    size_t begin;
    size_t end;
    size_t capacity;
};

size_t buffer_length(const struct buffer *buffer);

/* Makes room for n bytes at bytes[end].  false: no memory. */
bool buffer_reserve(struct buffer *buffer, size_t n);

/* false: no memory, and nothing was appended. */
bool buffer_append(struct buffer *buffer, const void *bytes, size_t n);

/* The first n bytes wait no more.  An empty buffer holds no memory. */
void buffer_consume(struct buffer *buffer, size_t n);

void buffer_free(struct buffer *buffer);

#endif
