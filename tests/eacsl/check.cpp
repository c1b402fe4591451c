/*
 * How clauses are judged: one that would take too long, or looks at memory
 * that is not there, is given up and counted.
 */
#include "check.hpp"

#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <pthread.h>
#include <unistd.h>

namespace acsl
{

#define STEPS 100000 /* of one evaluation */

/* What a clause has taken after these is judged at every RARE-th call alone:
 * tests ask some functions a million times. */
#define OFTEN 1000000
#define RARE 97

thread_local long steps_left;
static thread_local sigjmp_buf *way_out;

void give_up(int why)
{
    if (way_out == nullptr)
        abort();
    siglongjmp(*way_out, why);
}

/* ---- memory ------------------------------------------------------------ */

struct saved {
    const char *where;
    size_t size;
    char *copy;
};

#define SAVED_MAX 8

struct memory {
    saved ranges[SAVED_MAX];
    int count;
};

memory *begin(void)
{
    return (memory *)calloc(1, sizeof(memory));
}

void end(memory *then)
{
    for (int k = 0; k < then->count; k++)
        free(then->ranges[k].copy);
    free(then);
}

void save(memory *then, const void *where, size_t size)
{
    if (then->count == SAVED_MAX)
        abort();
    saved *one = &then->ranges[then->count++];
    *one = {(const char *)where, size, (char *)malloc(size + 1)};
    memcpy(one->copy, where, size);
}

const void *as_it_was(const memory *then, const void *where, size_t size,
                      void *room)
{
    const char *first = (const char *)where, *last = first + size;

    memcpy(room, where, size);
    for (int k = 0; k < then->count; k++) {
        const saved *one = &then->ranges[k];
        const char *from = first > one->where ? first : one->where;
        const char *to = one->where + one->size;

        to = to < last ? to : last;
        if (from < to)
            memcpy((char *)room + (from - first),
                   one->copy + (from - one->where), (size_t)(to - from));
    }
    return room;
}

/* ---- clauses ----------------------------------------------------------- */

static std::mutex counting;
static clause *clauses;

static void no_memory(int signal)
{
    if (way_out != nullptr)
        siglongjmp(*way_out, NO_MEMORY);
    struct sigaction usual = {};
    usual.sa_handler = SIG_DFL;
    sigaction(signal, &usual, nullptr);
}

__attribute__((constructor)) static void watch(void)
{
    struct sigaction action = {};

    action.sa_handler = no_memory;
    action.sa_flags = SA_NODEFER;
    sigaction(SIGSEGV, &action, nullptr);
    sigaction(SIGBUS, &action, nullptr);
}

static void count(clause *one, int said, int given_up)
{
    std::lock_guard<std::mutex> lock(counting);

    if (one->next == nullptr) {
        one->next = clauses == nullptr ? one : clauses;
        clauses = one;
    }
    if (given_up != 0)
        one->given_up[given_up]++;
    else
        (said & 2 ? one->guard : one->no_guard)++;
}

/* Why `ask` was given up; 0: it was not.  It may lead to another: see
 * parsed_of. */
static int try_it(void (*ask)(void *), void *with, unsigned long *steps)
{
    sigjmp_buf here, *const outer = way_out;
    const long outer_steps = steps_left;
    int given_up;

    way_out = &here;
    steps_left = STEPS;
    given_up = sigsetjmp(here, 0);
    if (given_up == 0)
        ask(with);
    *steps = (unsigned long)(STEPS + 10 - steps_left);
    steps_left = outer_steps;
    way_out = outer;
    return given_up;
}

bool guarded(void (*ask)(void *), void *with)
{
    unsigned long steps;

    return try_it(ask, with, &steps) == 0;
}

struct question {
    int (*ask)(void *);
    void *with;
    int said;
};

static void answer(void *of)
{
    question *asked = (question *)of;

    asked->said = asked->ask(asked->with);
}

void judge(clause *one, int (*ask)(void *), void *with)
{
    question asked = {ask, with, 0};
    unsigned long steps;
    int given_up;

    if (one->steps > OFTEN && one->calls++ % RARE != 0)
        return;
    given_up = try_it(answer, &asked, &steps);
    one->steps += steps;
    if (given_up == 0 && !(asked.said & 1)) {
        fprintf(stderr, "eacsl: %s does not hold\n", one->name);
        abort();
    }
    count(one, asked.said, given_up);
}

/* Where the environment says, one line a clause. */
__attribute__((destructor)) static void report(void)
{
    const char *path = getenv("EACSL_REPORT");
    FILE *out = path == nullptr ? nullptr : fopen(path, "a");

    if (out == nullptr)
        return;
    for (clause *one = clauses; one != nullptr;
         one = one->next == one ? nullptr : one->next)
        fprintf(out, "%s|%lu|%lu|%lu|%lu|%lu\n", one->name, one->guard.load(),
                one->no_guard.load(), one->given_up[TOO_LONG].load(),
                one->given_up[NO_MEMORY].load(),
                one->given_up[TOO_WIDE].load());
    fclose(out);
}

} // namespace acsl
