#include "buffer.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 1024

size_t buffer_length(const struct buffer *buffer)
{
    return buffer->end - buffer->begin;
}

static void move_to_front(struct buffer *buffer)
{
    memmove(buffer->bytes, buffer->bytes + buffer->begin,
            buffer_length(buffer));
    buffer->end -= buffer->begin;
    buffer->begin = 0;
}

static bool grow(struct buffer *buffer, size_t needed)
{
    size_t capacity = buffer->capacity == 0 ? FIRST_CAPACITY : buffer->capacity;

    while (capacity < needed)
        capacity *= 2;
    uint8_t *bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL)
        return false;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

bool buffer_reserve(struct buffer *buffer, size_t n)
{
    if (n <= buffer->capacity - buffer->end)
        return true;
    if (n > SIZE_MAX / 4 || buffer->end > SIZE_MAX / 4)
        return false;
    /* Moving is cheap only if what moves is less than what was consumed. */
    if (buffer->begin > buffer_length(buffer))
        move_to_front(buffer);
    if (n <= buffer->capacity - buffer->end)
        return true;
    return grow(buffer, buffer->end + n);
}

bool buffer_append(struct buffer *buffer, const void *bytes, size_t n)
{
    if (n == 0)
        return true;
    if (!buffer_reserve(buffer, n))
        return false;
    memcpy(buffer->bytes + buffer->end, bytes, n);
    buffer->end += n;
    return true;
}

void buffer_consume(struct buffer *buffer, size_t n)
{
    buffer->begin += n;
    if (buffer->begin == buffer->end)
        buffer_free(buffer);
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}
