#include "auth.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>
#include <strings.h>

#include "wire.h"

struct plugin {
    const char *name;
    const char *hash;
    size_t digest;
    bool star;       /* is there a `*` before the digits? */
    bool salt_first; /* is the salt hashed before the verifier? */
};

static const struct plugin plugins[AUTH_PLUGIN_COUNT] = {
    [AUTH_NATIVE] = {.name = "mysql_native_password",
                     .hash = "SHA1",
                     .digest = 20,
                     .star = true,
                     .salt_first = true},
    [AUTH_SHA2] = {.name = "caching_sha2_password",
                   .hash = "SHA256",
                   .digest = 32,
                   .star = false,
                   .salt_first = false},
};

const char *auth_plugin_name(enum auth_plugin plugin)
{
    return plugins[plugin].name;
}

bool auth_plugin_find(const char *name, size_t n, enum auth_plugin *plugin)
{
    for (unsigned i = 0; i < AUTH_PLUGIN_COUNT; i++) {
        if (strlen(plugins[i].name) != n ||
            strncasecmp(plugins[i].name, name, n) != 0)
            continue;
        *plugin = (enum auth_plugin)i;
        return true;
    }
    return false;
}

bool auth_salt(uint8_t salt[AUTH_SALT])
{
    if (RAND_bytes(salt, AUTH_SALT) != 1)
        return false;
    for (unsigned i = 0; i < AUTH_SALT; i++)
        while (salt[i] == 0 || salt[i] == '$')
            if (RAND_bytes(&salt[i], 1) != 1)
                return false;
    return true;
}

/* ---- hashes ---- */

/* The hash of a[0 .. n) and b[0 .. m), one behind the other. */
static bool hash(const struct plugin *plugin, const void *a, size_t n,
                 const void *b, size_t m, uint8_t digest[AUTH_DIGEST_MAX])
{
    EVP_MD *method = EVP_MD_fetch(NULL, plugin->hash, NULL);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool done = method != NULL && context != NULL &&
                EVP_DigestInit_ex(context, method, NULL) == 1 &&
                EVP_DigestUpdate(context, a, n) == 1 &&
                EVP_DigestUpdate(context, b, m) == 1 &&
                EVP_DigestFinal_ex(context, digest, NULL) == 1;

    EVP_MD_CTX_free(context);
    EVP_MD_free(method);
    return done;
}

bool auth_verifier_make(enum auth_plugin plugin, const char *password, size_t n,
                        struct auth_verifier *verifier)
{
    const struct plugin *row = &plugins[plugin];
    uint8_t once[AUTH_DIGEST_MAX];

    *verifier = (struct auth_verifier){.plugin = plugin, .empty = n == 0};
    if (n == 0)
        return true;
    bool done = hash(row, password, n, "", 0, once) &&
                hash(row, once, row->digest, "", 0, verifier->digest);
    OPENSSL_cleanse(once, sizeof once);
    return done;
}

/* ---- the verifier as text ---- */

void auth_verifier_write(const struct auth_verifier *verifier,
                         char text[AUTH_VERIFIER_TEXT_MAX])
{
    static const char digits[] = "0123456789ABCDEF";
    const struct plugin *row = &plugins[verifier->plugin];
    size_t at = 0;

    if (!verifier->empty) {
        if (row->star)
            text[at++] = '*';
        for (size_t i = 0; i < row->digest; i++) {
            text[at++] = digits[verifier->digest[i] >> 4];
            text[at++] = digits[verifier->digest[i] & 15];
        }
    }
    text[at] = '\0';
}

static bool read_digits(const char *text, uint8_t *digest, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int high = OPENSSL_hexchar2int((unsigned char)text[2 * i]);
        int low = OPENSSL_hexchar2int((unsigned char)text[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        digest[i] = (uint8_t)(16 * high + low);
    }
    return true;
}

bool auth_verifier_read(enum auth_plugin plugin, const char *text, size_t n,
                        struct auth_verifier *verifier)
{
    const struct plugin *row = &plugins[plugin];
    struct auth_verifier read = {.plugin = plugin, .empty = n == 0};

    if (n != 0) {
        if (n != row->star + 2 * row->digest)
            return false;
        if (row->star && text[0] != '*')
            return false;
        if (!read_digits(text + row->star, read.digest, row->digest))
            return false;
    }
    *verifier = read;
    return true;
}

/* ---- the check ---- */

bool auth_check(const struct auth_verifier *verifier,
                const uint8_t salt[AUTH_SALT], const uint8_t *answer, size_t n)
{
    const struct plugin *row = &plugins[verifier->plugin];
    uint8_t mask[AUTH_DIGEST_MAX];
    uint8_t proof[AUTH_DIGEST_MAX] = {0};

    if (n != row->digest)
        return verifier->empty && wire_answer_is_empty(answer, n);

    bool hashed = row->salt_first
                      ? hash(row, salt, AUTH_SALT, verifier->digest, n, mask)
                      : hash(row, verifier->digest, n, salt, AUTH_SALT, mask);
    for (size_t i = 0; i < n; i++)
        mask[i] ^= answer[i]; /* now it is the hash of the password */
    hashed = hash(row, mask, n, "", 0, proof) && hashed;
    bool same = CRYPTO_memcmp(proof, verifier->digest, n) == 0;

    OPENSSL_cleanse(mask, sizeof mask);
    OPENSSL_cleanse(proof, sizeof proof);
    return hashed && same && !verifier->empty;
}
