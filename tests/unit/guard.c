#include "guard.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ROOM 4096

const uint8_t *guard_copy(const void *from, size_t n)
{
    static uint8_t *page;
    uint8_t *to;

    if (page == NULL) {
        page = mmap(NULL, 2 * ROOM, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (page == MAP_FAILED || mprotect(page + ROOM, ROOM, PROT_NONE) != 0)
            abort();
    }
    if (n > ROOM)
        abort();
    to = page + ROOM - n;
    if (n > 0)
        memcpy(to, from, n);
    return to;
}
