/*
 * What contracts say, while the code runs: the integers and the memory of
 * ACSL, its quantifiers, and the count of what was asked.
 */
#ifndef CHECK_HPP
#define CHECK_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <vector>

namespace acsl
{

/* Gives this evaluation up: it has become too long, or too wide. */
[[noreturn]] void give_up(int why);
enum { TOO_LONG = 1, NO_MEMORY, TOO_WIDE };

extern thread_local long steps_left;

inline void step()
{
    if (--steps_left < 0)
        give_up(TOO_LONG);
}

/* ---- integers: 256 bits, of which none is ever lost ------------------- */

typedef unsigned __int128 half;

struct integer {
    half low;
    __int128 high; /* low + 2^128 * high */

    integer() : low(0), high(0)
    {
    }
    template <typename T,
              typename = std::enable_if_t<std::is_integral<T>::value ||
                                          std::is_enum<T>::value>>
    integer(T value) : low((half)(__int128)value), high(value < T(0) ? -1 : 0)
    {
    }
    integer(half low, __int128 high) : low(low), high(high)
    {
    }

    /* It is one number of 128 bits with a sign. */
    bool narrow() const
    {
        return high == ((__int128)low < 0 ? -1 : 0);
    }
    __int128 number() const
    {
        if (!narrow())
            give_up(TOO_WIDE);
        return (__int128)low;
    }
};

inline integer wide(uint64_t high, uint64_t low, int top)
{
    return integer((half)high << 64 | low, top);
}

inline integer operator+(integer a, integer b)
{
    half low = a.low + b.low;

    return integer(low, a.high + b.high + (low < a.low));
}

inline integer operator-(integer a)
{
    return integer(-a.low, ~a.high + (a.low == 0));
}

inline integer operator-(integer a, integer b)
{
    return a + -b;
}

inline integer operator*(integer a, integer b)
{
    __int128 product;
    unsigned shift = 0;

    if (!__builtin_mul_overflow(a.number(), b.number(), &product))
        return integer((half)product, product < 0 ? -1 : 0);
    /* By a power of two, as in 2^64 * x: shifted. */
    if ((b.low & (b.low - 1)) != 0 || a.high < 0 || b.high < 0)
        give_up(TOO_WIDE);
    while (b.low >> shift > 1)
        shift++;
    return integer(a.low << shift, (__int128)(a.low >> (128 - shift)));
}

inline integer quotient(__int128 x)
{
    return integer((half)x, x < 0 ? -1 : 0);
}
inline integer operator/(integer a, integer b)
{
    return quotient(a.number() / b.number());
}
inline integer operator%(integer a, integer b)
{
    return quotient(a.number() % b.number());
}

inline bool operator==(integer a, integer b)
{
    return a.low == b.low && a.high == b.high;
}
inline bool operator<(integer a, integer b)
{
    return a.high != b.high ? a.high < b.high : a.low < b.low;
}
inline bool operator!=(integer a, integer b)
{
    return !(a == b);
}
inline bool operator>(integer a, integer b)
{
    return b < a;
}
inline bool operator<=(integer a, integer b)
{
    return !(b < a);
}
inline bool operator>=(integer a, integer b)
{
    return !(a < b);
}

inline integer min_of(integer a, integer b)
{
    return a < b ? a : b;
}
inline integer max_of(integer a, integer b)
{
    return a < b ? b : a;
}
inline integer abs_of(integer a)
{
    return a < integer(0) ? -a : a;
}

template <typename T> const T *operator+(const T *where, integer by)
{
    return (const T *)((uintptr_t)where + (uintptr_t)(by.low * sizeof(T)));
}
template <typename T> const T *operator-(const T *where, integer by)
{
    return where + -by;
}

/* C's numbers become integers; everything else stays. */
template <typename T> auto number(T of)
{
    if constexpr (std::is_integral<T>::value || std::is_enum<T>::value)
        return integer(of);
    else
        return of;
}

inline bool truth(bool of)
{
    return of;
}
inline bool truth(integer of)
{
    return of != integer(0);
}

/* ---- memory: as it is (NULL), or as it was when something was saved ---- */

struct memory;

const void *as_it_was(const memory *then, const void *where, size_t size,
                      void *room);

template <typename T> T seen(const memory *then, const T *where)
{
    T room;

    if (then == nullptr)
        return *where;
    return *(const T *)as_it_was(then, where, sizeof(T), &room);
}

/* Saves what is at where[0 .. count). */
void save(memory *then, const void *where, size_t size);

template <typename T>
void save_range(memory *then, const T *where, integer first, integer last)
{
    if (first <= last)
        save(then, where + first,
             (size_t)((last - first + integer(1)) * integer(sizeof(T))).low);
}

/* ---- quantifiers ------------------------------------------------------- */

struct range {
    integer low, high;
};

inline range between(integer low, integer high)
{
    return {low, high};
}

template <typename F> bool some_of(range of, F holds)
{
    for (integer k = of.low; k <= of.high; k = k + integer(1)) {
        step();
        if (holds(k))
            return true;
    }
    return false;
}

template <typename T, typename F>
bool some_of(const std::vector<T> &of, F holds)
{
    for (const T &one : of) {
        step();
        if (holds(one))
            return true;
    }
    return false;
}

template <typename T, typename... R> std::vector<T> several(T one, R... more)
{
    return {one, T(more)...};
}

template <typename F> auto for_each(range of, F values)
{
    decltype(values(of.low)) found;

    for (integer k = of.low; k <= of.high; k = k + integer(1)) {
        step();
        for (auto &one : values(k))
            found.push_back(one);
    }
    return found;
}

/* ---- values to try: see ranges.txt ------------------------------------- */

/* The address before, the one behind, and the IPv4 one that ends alike. */
template <typename T> T below_of(T address)
{
    address.high -= address.low-- == 0;
    return address;
}
template <typename T> T above_of(T address)
{
    address.high += ++address.low == 0;
    return address;
}
template <typename T> T ipv4_of(T address)
{
    address.high = 0;
    address.low = 0xffff00000000 | (address.low & 0xffffffff);
    return address;
}

#ifdef PPV1_ADDRESS_H
/* The address of an entry s[i .. j), as far as ppv1_address_parse knows. */
inline ppv1_address spelled_of(const uint8_t *s, integer i, integer j)
{
    ppv1_address address = {0, 0};
    const uint8_t *first = s + i, *end = first;

    while (end < s + j && *end != '/')
        end++;
    ppv1_address_parse(first, (size_t)(end - first), &address);
    return address;
}
#endif

#ifdef PPV1_LINE_H
/* What some line says, as far as ppv1_parse knows. */
inline ppv1_line parsed_of(const uint8_t *bytes, integer n)
{
    ppv1_line line;

    ppv1_parse(bytes, (size_t)n.low, &line);
    return line;
}
#endif

/* ---- clauses ----------------------------------------------------------- */

struct clause {
    const char *name; /* unit function kind name */
    std::atomic<unsigned long> guard, no_guard, given_up[4]; /* how often */
    std::atomic<unsigned long> steps, calls;
    clause *next;
};

/* What `ask` says of the clause: 1 it holds, 2 its guard holds.  One that
 * does not hold ends the program. */
void judge(clause *one, int (*ask)(void *), void *with);

template <typename F> void check(clause *one, F said)
{
    judge(
        one, [](void *with) { return (*(F *)with)(); }, &said);
}

inline int holds(bool of)
{
    return of ? 3 : 2;
}

/* a ==> b, and a <==> b */
template <typename F> int implies(bool guard, F said)
{
    return guard ? 2 | said() : 1;
}
inline int agree(bool guard, bool said)
{
    return (guard ? 2 : 0) | (guard == said ? 1 : 0);
}

/* Did it end? */
bool guarded(void (*ask)(void *), void *with);

/* What a call saves stays until it has been checked. */
memory *begin(void);
void end(memory *then);

} // namespace acsl

#endif
