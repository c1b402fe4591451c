/*
 * What E-ACSL's assertions do: they are counted like the clauses of check.cpp,
 * and one that fails ends the program.
 */
#include "translated.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>

namespace acsl
{

integer from_gmp(const __mpz_struct *of)
{
    half limbs[2] = {0, 0};
    integer found;

    if (mpz_sizeinbase(of, 2) > 8 * sizeof limbs - 1)
        give_up(TOO_WIDE);
    mpz_export(limbs, nullptr, -1, sizeof limbs[0], 0, 0, of);
    found = integer(limbs[0], (__int128)limbs[1]);
    return mpz_sgn(of) < 0 ? -found : found;
}

void to_gmp(__mpz_struct *to, integer of)
{
    integer size = abs_of(of);
    half limbs[2] = {size.low, (half)size.high};

    mpz_init(to);
    mpz_import(to, 2, -1, sizeof limbs[0], 0, 0, limbs);
    if (of < integer(0))
        mpz_neg(to, to);
}

static thread_local bool unknown;

bool attempt(void (*ask)(void *), void *with)
{
    if (!guarded(ask, with))
        unknown = true;
    return !unknown;
}

/* How often each assertion has held, and was not known. */
struct tally {
    unsigned long held, unknown;
};

static std::mutex counting;

static std::map<std::string, tally> &tallies()
{
    static auto *all = new std::map<std::string, tally>;

    return *all;
}

static void report(void)
{
    const char *path = getenv("EACSL_REPORT");
    FILE *out = path == nullptr ? nullptr : fopen(path, "a");

    if (out == nullptr)
        return;
    for (auto &one : tallies())
        fprintf(out, "%s|%lu|0|%lu|0|0\n", one.first.c_str(), one.second.held,
                one.second.unknown);
    fclose(out);
}

} // namespace acsl

/* See check.cpp's RARE. */
extern "C" int eacsl_asks(unsigned long *calls)
{
    return (*calls)++ < 1000 || *calls % 97 == 0;
}

/* The first members of E-ACSL's own. */
struct assert_data {
    int blocking;
    const char *kind, *name, *pred_txt, *file, *function;
    int line;
};

void acsl::asserted(int holds, const void *of, const char *unit)
{
    const assert_data *data = (const assert_data *)of;

    if (!acsl::unknown && !holds) {
        fprintf(stderr, "eacsl: %s %s %s %s does not hold\n", unit,
                data->function, data->kind,
                data->name == nullptr ? data->pred_txt : data->name);
        abort();
    }
    if (data->name != nullptr) {
        const char *kind = strcmp(data->kind, "Precondition") == 0
                               ? " requires "
                               : " ensures ";
        std::lock_guard<std::mutex> lock(acsl::counting);
        static bool first = (atexit(acsl::report), true);
        acsl::tally &one = acsl::tallies()[std::string(unit) + " " +
                                           data->function + kind + data->name];

        (void)first;
        (acsl::unknown ? one.unknown : one.held)++;
    }
    acsl::unknown = false;
}
