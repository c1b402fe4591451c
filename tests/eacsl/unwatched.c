/*
 * What E-ACSL's run-time library is told here: begin with the program, and
 * leave memory alone.  The tests' memory comes from code that it has not
 * seen; the sanitizers watch that.
 */
#include <stddef.h>

void __e_acsl_memory_init(int *, char ***, size_t);

#define UNWATCHED(name)                                                        \
    int unwatched_##name(void);                                                \
    int unwatched_##name(void)                                                 \
    {                                                                          \
        return 1;                                                              \
    }

UNWATCHED(valid)
UNWATCHED(valid_read)
UNWATCHED(initialized)
UNWATCHED(separated)
UNWATCHED(store_block)
UNWATCHED(store_block_duplicate)
UNWATCHED(delete_block)
UNWATCHED(full_init)
UNWATCHED(initialize)

__attribute__((constructor)) static void begin(void)
{
    __e_acsl_memory_init(NULL, NULL, sizeof(void *));
}
