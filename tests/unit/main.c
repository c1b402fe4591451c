/*
 * Runs the suites, or only the one that is named: `unit [suite]`.
 */
#include <CUnit/Basic.h>
#include <stdio.h>
#include <string.h>

#include "unit.h"

#define SUITE(module) extern const struct unit_suite module##_suite;
#include "suites.h"
#undef SUITE

static const struct unit_suite *const suites[] = {
#define SUITE(module) &module##_suite,
#include "suites.h"
#undef SUITE
};

static int add(const struct unit_suite *suite)
{
    CU_pSuite to = CU_add_suite(suite->name, NULL, NULL);
    size_t k;

    if (to == NULL)
        return -1;
    for (k = 0; k < suite->count; k++)
        if (CU_add_test(to, suite->cases[k].name, suite->cases[k].run) == NULL)
            return -1;
    return 0;
}

int main(int argc, char **argv)
{
    unsigned failures;
    size_t k, added = 0;

    if (CU_initialize_registry() != CUE_SUCCESS)
        return 2;
    for (k = 0; k < sizeof suites / sizeof suites[0]; k++) {
        if (argc > 1 && strcmp(argv[1], suites[k]->name) != 0)
            continue;
        if (add(suites[k]) != 0)
            return 2;
        added++;
    }
    if (added == 0) {
        fprintf(stderr, "unit: no suite named %s\n", argc > 1 ? argv[1] : "");
        return 2;
    }
    CU_basic_set_mode(CU_BRM_VERBOSE);
    if (CU_basic_run_tests() != CUE_SUCCESS)
        return 2;
    failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failures == 0 ? 0 : 1;
}
