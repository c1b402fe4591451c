/*
 * The bodies of what E-ACSL knows by name: its numbers are C's or GMP's.
 */
#ifndef TRANSLATED_HPP
#define TRANSLATED_HPP

#include "check.hpp"

#include <gmp.h>

namespace acsl
{

integer from_gmp(const __mpz_struct *of);
void to_gmp(__mpz_struct *to, integer of);

template <typename T> T taken(T of)
{
    return of;
}
inline integer taken(__mpz_struct *of)
{
    return from_gmp(of);
}

inline void give(__mpz_struct *to, integer of)
{
    to_gmp(to, of);
}

/* E-ACSL's __e_acsl_assert of a unit. */
void asserted(int holds, const void *data, const char *unit);

/* Runs `ask`, unless that takes too long; then E-ACSL's next assertion is not
 * counted. */
bool attempt(void (*ask)(void *), void *with);

template <typename F> auto answer(F ask)
{
    decltype(ask()) said{};
    auto both = [&] { said = ask(); };

    attempt([](void *of) { (*(decltype(both) *)of)(); }, &both);
    return said;
}

} // namespace acsl

#endif
