/*
 * auth - passwords: how they are stored, and how a client proves that it
 * knows one.
 *
 *   plugin                 stored: verifier   sent by the client: answer
 *   mysql_native_password  SHA1(SHA1(p))      SHA1(p) xor SHA1(salt, stored)
 *   caching_sha2_password  S(S(p))            S(p) xor S(stored, salt)
 *
 * where p is the password and S is SHA256.
 *
 * caching_sha2_password is served by its fast path alone.  It needs no RSA
 * and no TLS, and its price is that the verifier is an unsalted hash, which
 * is quick to guess at for whoever gets to read it: accounts.db is for the
 * server's user only.
 */
#ifndef FE_AUTH_H
#define FE_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum auth_plugin { AUTH_NATIVE, AUTH_SHA2 };

#define AUTH_PLUGIN_COUNT 2

/* What new accounts get and what the greeting names. */
#define AUTH_DEFAULT AUTH_SHA2

#define AUTH_SALT 20
#define AUTH_DIGEST_MAX 32

/* `*` and the digest in hexadecimal, and a NUL. */
#define AUTH_VERIFIER_TEXT_MAX (1 + 2 * AUTH_DIGEST_MAX + 1)

struct auth_verifier {
    enum auth_plugin plugin;
    bool empty; /* no password; then the digest is not looked at */
    uint8_t digest[AUTH_DIGEST_MAX];
};

/* The plugin's name on the wire and in SQL; and back: false if none of ours. */
const char *auth_plugin_name(enum auth_plugin plugin);
bool auth_plugin_find(const char *name, size_t n, enum auth_plugin *plugin);

/* AUTH_SALT random bytes, none of them NUL or `$`.  false: no randomness. */
bool auth_salt(uint8_t salt[AUTH_SALT]);

/* The verifier for a password; an empty password is an empty verifier. */
bool auth_verifier_make(enum auth_plugin plugin, const char *password, size_t n,
                        struct auth_verifier *verifier);

/*
 * The verifier as text, as it is stored and as IDENTIFIED ... AS takes it:
 * nothing for an empty one; `*` and 40 digits for native; 64 digits for sha2.
 * Written with upper-case digits and a NUL; read in either case.
 */
void auth_verifier_write(const struct auth_verifier *verifier,
                         char text[AUTH_VERIFIER_TEXT_MAX]);
bool auth_verifier_read(enum auth_plugin plugin, const char *text, size_t n,
                        struct auth_verifier *verifier);

/* Does the client's answer prove the password?  How long that takes depends
 * on the plugin and on the length of the answer, not on what is right. */
bool auth_check(const struct auth_verifier *verifier,
                const uint8_t salt[AUTH_SALT], const uint8_t *answer, size_t n);

#endif
