/*
 * unit - how a test file hands its cases to the runner (main.c).
 *
 * A case's name is a sentence that says what must be true.
 */
#ifndef UNIT_H
#define UNIT_H

#include <CUnit/CUnit.h>
#include <stddef.h>

struct unit_case {
    const char *name;
    void (*run)(void);
};

struct unit_suite {
    const char *name;
    const struct unit_case *cases;
    size_t count;
};

#define UNIT_SUITE(module, cases)                                              \
    const struct unit_suite module##_suite = {                                 \
        #module, cases, sizeof cases / sizeof cases[0]}

#endif
