#include "auth.h"

#include <string.h>

#include "guard.h"
#include "unit.h"

/* All vectors are for "password" and this salt; they were computed with
 * Python's hashlib, not with auth.c. */
static const uint8_t salt[AUTH_SALT] = {1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                        11, 12, 13, 14, 15, 16, 17, 18, 19, 20};

struct vector {
    enum auth_plugin plugin;
    const char *verifier;
    size_t n;
    uint8_t answer[AUTH_DIGEST_MAX];
};

static const struct vector vectors[] = {
    {.plugin = AUTH_NATIVE,
     .verifier = "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19",
     .n = 20,
     .answer = {0xc1, 0x7d, 0x60, 0x09, 0xa5, 0xcb, 0x47, 0xe5, 0x9f, 0x74,
                0x83, 0xfc, 0xf0, 0x55, 0x53, 0xbb, 0xbf, 0x7d, 0xd0, 0xd6}},
    {.plugin = AUTH_SHA2,
     .verifier = "73641C99F7719F57D8F4BEB11A303AFC"
                 "D190243A51CED8782CA6D3DBE014D146",
     .n = 32,
     .answer = {0xf7, 0xab, 0x1c, 0x62, 0x3a, 0x6e, 0x98, 0xdc,
                0xea, 0xb3, 0x5e, 0x92, 0x62, 0x90, 0xe5, 0x74,
                0x6a, 0x31, 0x41, 0x11, 0x61, 0x15, 0xf4, 0xdd,
                0x8c, 0xcc, 0xa9, 0x94, 0x39, 0x3e, 0xcc, 0xdd}},
};

#define VECTORS (sizeof vectors / sizeof vectors[0])

static struct auth_verifier read_vector(const struct vector *vector)
{
    struct auth_verifier verifier = {.plugin = AUTH_NATIVE};

    CU_ASSERT_FATAL(auth_verifier_read(vector->plugin, vector->verifier,
                                       strlen(vector->verifier), &verifier));
    return verifier;
}

static bool check(const struct auth_verifier *verifier, const void *answer,
                  size_t n)
{
    return auth_check(verifier, salt, guard_copy(answer, n), n);
}

/* ---- verifiers ---- */

static void password_becomes_the_known_verifier(void)
{
    for (size_t i = 0; i < VECTORS; i++) {
        struct auth_verifier verifier;
        char text[AUTH_VERIFIER_TEXT_MAX];

        CU_ASSERT(
            auth_verifier_make(vectors[i].plugin, "password", 8, &verifier));
        CU_ASSERT_FALSE(verifier.empty);
        auth_verifier_write(&verifier, text);
        CU_ASSERT_STRING_EQUAL(text, vectors[i].verifier);
    }
}

static void verifier_is_read_in_either_case(void)
{
    static const char lower[] = "*2470c0c06dee42fd1618bb99005adca2ec9d1e19";
    struct auth_verifier verifier;
    char text[AUTH_VERIFIER_TEXT_MAX];

    CU_ASSERT(auth_verifier_read(AUTH_NATIVE, lower, strlen(lower), &verifier));
    auth_verifier_write(&verifier, text);
    CU_ASSERT_STRING_EQUAL(text, vectors[0].verifier);
}

static void empty_password_is_an_empty_verifier(void)
{
    struct auth_verifier verifier;
    char text[AUTH_VERIFIER_TEXT_MAX];

    CU_ASSERT(auth_verifier_make(AUTH_SHA2, "", 0, &verifier));
    CU_ASSERT(verifier.empty);
    auth_verifier_write(&verifier, text);
    CU_ASSERT_STRING_EQUAL(text, "");
    CU_ASSERT(auth_verifier_read(AUTH_NATIVE, "", 0, &verifier));
    CU_ASSERT(verifier.empty);
}

static void verifier_of_another_form_is_refused(void)
{
    static const struct {
        enum auth_plugin plugin;
        const char *text;
    } rows[] = {
        {AUTH_NATIVE, "2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19"},
        {AUTH_NATIVE, "2470C0C06DEE42FD1618BB99005ADCA2EC9D1E190"},
        {AUTH_NATIVE, "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E190"},
        {AUTH_NATIVE, "*"},
        {AUTH_NATIVE, "*G470C0C06DEE42FD1618BB99005ADCA2EC9D1E19"},
        {AUTH_NATIVE, "73641C99F7719F57D8F4BEB11A303AFC"
                      "D190243A51CED8782CA6D3DBE014D146"},
        {AUTH_SHA2, "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19"},
        {AUTH_SHA2, "73641C99F7719F57D8F4BEB11A303AFC"
                    "D190243A51CED8782CA6D3DBE014D14"},
        {AUTH_SHA2, "73641C99F7719F57D8F4BEB11A303AFC"
                    "D190243A51CED8782CA6D3DBE014D14g"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct auth_verifier verifier = {.digest = {7}};
        size_t n = strlen(rows[i].text);
        const char *text = (const char *)guard_copy(rows[i].text, n);

        CU_ASSERT_FALSE(auth_verifier_read(rows[i].plugin, text, n, &verifier));
        CU_ASSERT_EQUAL(verifier.digest[0], 7);
    }
}

/* ---- answers ---- */

static void right_answer_is_accepted(void)
{
    for (size_t i = 0; i < VECTORS; i++) {
        struct auth_verifier verifier = read_vector(&vectors[i]);

        CU_ASSERT(check(&verifier, vectors[i].answer, vectors[i].n));
    }
}

static void answer_with_any_bit_changed_is_refused(void)
{
    for (size_t i = 0; i < VECTORS; i++) {
        struct auth_verifier verifier = read_vector(&vectors[i]);

        for (size_t bit = 0; bit < 8 * vectors[i].n; bit++) {
            struct vector wrong = vectors[i];
            wrong.answer[bit / 8] ^= (uint8_t)(1u << bit % 8);
            CU_ASSERT_FALSE(check(&verifier, wrong.answer, wrong.n));
        }
    }
}

static void answer_of_any_other_length_is_refused(void)
{
    for (size_t i = 0; i < VECTORS; i++) {
        struct auth_verifier verifier = read_vector(&vectors[i]);
        uint8_t answer[64] = {0};

        memcpy(answer, vectors[i].answer, vectors[i].n);
        for (size_t n = 0; n <= sizeof answer; n++)
            if (n != vectors[i].n)
                CU_ASSERT_FALSE(check(&verifier, answer, n));
    }
}

static void answer_to_another_salt_is_refused(void)
{
    uint8_t other[AUTH_SALT];

    memcpy(other, salt, sizeof other);
    other[AUTH_SALT - 1]++;
    for (size_t i = 0; i < VECTORS; i++) {
        struct auth_verifier verifier = read_vector(&vectors[i]);

        CU_ASSERT_FALSE(
            auth_check(&verifier, other, vectors[i].answer, vectors[i].n));
    }
}

static void empty_verifier_takes_the_empty_answer_only(void)
{
    struct auth_verifier verifier = {.plugin = AUTH_SHA2, .empty = true};

    CU_ASSERT(check(&verifier, "", 0));
    CU_ASSERT(check(&verifier, "", 1)); /* as some clients say "empty" */
    CU_ASSERT_FALSE(check(&verifier, "x", 1));
    CU_ASSERT_FALSE(check(&verifier, "\0\0", 2));
    verifier = read_vector(&vectors[1]);
    verifier.empty = true; /* then the digest is not looked at */
    CU_ASSERT_FALSE(check(&verifier, vectors[1].answer, vectors[1].n));
}

/* ---- the rest ---- */

static void plugin_is_found_by_its_whole_name(void)
{
    enum auth_plugin plugin = AUTH_NATIVE;

    CU_ASSERT(auth_plugin_find("CACHING_sha2_password", 21, &plugin));
    CU_ASSERT_EQUAL(plugin, AUTH_SHA2);
    CU_ASSERT(auth_plugin_find("mysql_native_password", 21, &plugin));
    CU_ASSERT_EQUAL(plugin, AUTH_NATIVE);
    CU_ASSERT_FALSE(auth_plugin_find("mysql_native_passwor", 20, &plugin));
    CU_ASSERT_FALSE(auth_plugin_find("", 0, &plugin));
}

static void salt_has_no_zero_and_no_dollar(void)
{
    uint8_t first[AUTH_SALT], next[AUTH_SALT];

    CU_ASSERT(auth_salt(first));
    for (unsigned i = 0; i < 2000; i++) {
        CU_ASSERT(auth_salt(next));
        CU_ASSERT_PTR_NULL(memchr(next, 0, AUTH_SALT));
        CU_ASSERT_PTR_NULL(memchr(next, '$', AUTH_SALT));
    }
    CU_ASSERT_NOT_EQUAL(memcmp(first, next, AUTH_SALT), 0);
}

static const struct unit_case cases[] = {
    {"a password becomes the known verifier",
     password_becomes_the_known_verifier},
    {"a verifier is read in either case", verifier_is_read_in_either_case},
    {"an empty password is an empty verifier",
     empty_password_is_an_empty_verifier},
    {"a verifier of another form is refused",
     verifier_of_another_form_is_refused},
    {"the right answer is accepted", right_answer_is_accepted},
    {"an answer with any bit changed is refused",
     answer_with_any_bit_changed_is_refused},
    {"an answer of any other length is refused",
     answer_of_any_other_length_is_refused},
    {"an answer to another salt is refused", answer_to_another_salt_is_refused},
    {"an empty verifier takes the empty answer only",
     empty_verifier_takes_the_empty_answer_only},
    {"a plugin is found by its whole name", plugin_is_found_by_its_whole_name},
    {"a salt has no zero and no dollar", salt_has_no_zero_and_no_dollar},
};

UNIT_SUITE(auth, cases);
