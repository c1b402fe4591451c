#include "unit.h"

#include <string.h>

#include "guard.h"
#include "wire.h"

#define BYTES(literal) .bytes = literal, .n = sizeof literal - 1

/* The slice's bytes are those of the text. */
static bool slice_is(const uint8_t *payload, struct wire_slice slice,
                     const char *text, size_t n)
{
    return slice.length == n && memcmp(payload + slice.offset, text, n) == 0;
}

static bool slice_is_text(const uint8_t *payload, struct wire_slice slice,
                          const char *text)
{
    return slice_is(payload, slice, text ? text : "", text ? strlen(text) : 0);
}

static bool slice_inside(struct wire_slice slice, size_t n)
{
    return slice.offset <= n && slice.length <= n - slice.offset;
}

static bool login_inside(const struct wire_login *login, size_t n)
{
    return slice_inside(login->user, n) && slice_inside(login->auth, n) &&
           slice_inside(login->database, n) && slice_inside(login->plugin, n) &&
           slice_inside(login->attributes, n);
}

/* ---- header ------------------------------------------------------------ */

static void header_is_length_and_sequence(void)
{
    struct wire_header header =
        wire_header_read(guard_copy("\x01\x02\x03\xfe", 4));

    CU_ASSERT_EQUAL(header.length, 0x030201);
    CU_ASSERT_EQUAL(header.sequence, 0xfe);
    header = wire_header_read(guard_copy("\xff\xff\xff\x00", 4));
    CU_ASSERT_EQUAL(header.length, WIRE_PAYLOAD_MAX);
    CU_ASSERT_EQUAL(header.sequence, 0);
}

static void a_payload_is_whole_or_waited_for(void)
{
    struct wire_header header = {.length = 3};
    struct wire_slice payload;

    CU_ASSERT_FALSE(wire_payload(header, 4, &payload));
    CU_ASSERT_FALSE(wire_payload(header, 6, &payload));
    CU_ASSERT_TRUE(wire_payload(header, 7, &payload));
    CU_ASSERT_EQUAL(payload.offset, 4);
    CU_ASSERT_EQUAL(payload.length, 3);
    CU_ASSERT_TRUE(wire_payload(header, 100, &payload));
    CU_ASSERT_EQUAL(payload.length, 3);
    header.length = 0;
    CU_ASSERT_TRUE(wire_payload(header, 4, &payload));
    CU_ASSERT_EQUAL(payload.length, 0);
}

static void a_proxy_header_is_no_packet(void)
{
    CU_ASSERT_TRUE(wire_is_proxy_header(guard_copy("PROX", 4)));
    CU_ASSERT_TRUE(wire_is_proxy_header(guard_copy("\r\n\r\n", 4)));
    CU_ASSERT_FALSE(wire_is_proxy_header(guard_copy("PROY", 4)));
    CU_ASSERT_FALSE(wire_is_proxy_header(guard_copy("\r\n\r\0", 4)));
    CU_ASSERT_FALSE(wire_is_proxy_header(guard_copy("\x20\0\0\1", 4)));
}

static void an_empty_answer_is_nothing_or_a_zero(void)
{
    CU_ASSERT_TRUE(wire_answer_is_empty(guard_copy("", 0), 0));
    CU_ASSERT_TRUE(wire_answer_is_empty(guard_copy("\0", 1), 1));
    CU_ASSERT_FALSE(wire_answer_is_empty(guard_copy("\1", 1), 1));
    CU_ASSERT_FALSE(wire_answer_is_empty(guard_copy("\0\0", 2), 2));
}

/* ---- length-encoded integers ------------------------------------------- */

struct lenenc_row {
    const char *bytes;
    size_t n;
    size_t at;
    bool fits;
    uint64_t value;
    size_t end;
};

static const struct lenenc_row lenenc_rows[] = {
    {BYTES("\x00"), .fits = true, .value = 0, .end = 1},
    {BYTES("\xfa"), .fits = true, .value = 250, .end = 1},
    {BYTES("\xfc\xfb\x00"), .fits = true, .value = 251, .end = 3},
    {BYTES("\xfc\xff\xff"), .fits = true, .value = 65535, .end = 3},
    {BYTES("\xfd\x01\x02\x03"), .fits = true, .value = 0x030201, .end = 4},
    {BYTES("\xfe\x01\x02\x03\x04\x05\x06\x07\x08"),
     .fits = true,
     .value = 0x0807060504030201,
     .end = 9},
    {BYTES("\xfe\xff\xff\xff\xff\xff\xff\xff\xff"),
     .fits = true,
     .value = UINT64_MAX,
     .end = 9},
    {BYTES("ab\x07"), .at = 2, .fits = true, .value = 7, .end = 3},
    {BYTES("a\xfc\x01\x02z"), .at = 1, .fits = true, .value = 0x0201, .end = 4},
    {BYTES("")},
    {BYTES("ab"), .at = 2},
    {BYTES("\xfb")},
    {BYTES("\xff")},
    {BYTES("\xfb\x00\x00\x00\x00\x00\x00\x00\x00")},
    {BYTES("\xff\x00\x00\x00\x00\x00\x00\x00\x00")},
    {BYTES("\xfc\x01")},
    {BYTES("\xfd\x01\x02")},
    {BYTES("\xfe\x01\x02\x03\x04\x05\x06\x07")},
};

static void lenenc_reads_each_size(void)
{
    for (size_t i = 0; i < sizeof lenenc_rows / sizeof lenenc_rows[0]; i++) {
        const struct lenenc_row *row = &lenenc_rows[i];
        size_t at = row->at;
        uint64_t value = 77;

        CU_ASSERT_EQUAL(
            wire_lenenc_read(guard_copy(row->bytes, row->n), row->n, &at, &value),
            row->fits);
        CU_ASSERT_EQUAL(at, row->fits ? row->end : row->at);
        CU_ASSERT_EQUAL(value, row->fits ? row->value : 77);
    }
}

/* ---- the first packet -------------------------------------------------- */

#define FILLER "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
#define FIXED(capabilities) capabilities "\x00\x00\x00\x01" "\x21" FILLER
#define HASH "\x42\x84\x41\x59\x06\x74\x28\x5e\x7d\x03" \
             "\xca\xe7\xaf\x23\x75\x04\x79\x7f\x70\xe9"
#define NATIVE "mysql_native_password"

struct login_row {
    const char *name;
    const char *bytes;
    size_t n;
    enum wire_kind kind;
    const char *user;
    const char *auth;
    size_t auth_length;
    const char *database;
    const char *plugin;
    const char *attributes;
};

static const struct login_row login_rows[] = {
    {.name = "mariadb CLI 10.11 with password and database",
     BYTES(FIXED("\x8d\xa2\xbf\x00") "app\0" "\x14" HASH "shop\0" NATIVE "\0"
           "\x0a\x03_os\x05Linux"),
     .kind = WIRE_LOGIN,
     .user = "app",
     .auth = HASH,
     .auth_length = 20,
     .database = "shop",
     .plugin = NATIVE,
     .attributes = "\x03_os\x05Linux"},
    {.name = "mariadb CLI 10.11 without",
     BYTES(FIXED("\x85\xa2\xbf\x00") "app\0" "\0" NATIVE "\0" "\x04\x01" "a\x01" "b"),
     .kind = WIRE_LOGIN,
     .user = "app",
     .plugin = NATIVE,
     .attributes = "\x01" "a\x01" "b"},
    {.name = "HAProxy 2.6 option mysql-check user haproxy",
     BYTES("\x00\x82\x00\x00\x00\x80\x00\x01" "\x21" FILLER "haproxy\0" "\0"),
     .kind = WIRE_LOGIN,
     .user = "haproxy"},
    {.name = "mysql2 npm: flag for a database, but an empty one",
     BYTES(FIXED("\xcf\xf3\xba\x08") "u\0" "\0" "\0" NATIVE "\0" "\x00"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .plugin = NATIVE},
    {.name = "mysql npm 2.18: no plugin, one-byte length",
     BYTES(FIXED("\xcf\xf3\x06\x00") "u\0" "\x14" HASH "db\0"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .auth = HASH,
     .auth_length = 20,
     .database = "db"},
    {.name = "neither length flag: auth data up to a zero",
     BYTES(FIXED("\x08\x02\x00\x00") "u\0" "abc\0" "db\0"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .auth = "abc",
     .auth_length = 3,
     .database = "db"},
    {.name = "empty user",
     BYTES(FIXED("\x00\x82\x00\x00") "\0" "\0"),
     .kind = WIRE_LOGIN},
    {.name = "CLIENT_SSL in a whole login is a login",
     BYTES(FIXED("\x00\x8a\x00\x00") "u\0" "\0"),
     .kind = WIRE_LOGIN,
     .user = "u"},
    {.name = "the last zero of database and plugin may be missing",
     BYTES(FIXED("\x08\x82\x08\x00") "u\0" "\0" "shop"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .database = "shop"},
    {.name = "nothing behind the auth data",
     BYTES(FIXED("\x08\x82\x18\x00") "u\0" "\0"),
     .kind = WIRE_LOGIN,
     .user = "u"},
    {.name = "attributes may be missing",
     BYTES(FIXED("\x08\x82\x18\x00") "u\0" "\0" "d\0" NATIVE "\0"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .database = "d",
     .plugin = NATIVE},
    {.name = "what follows the attributes is ignored",
     BYTES(FIXED("\x00\x82\x18\x00") "u\0" "\0" NATIVE "\0" "\x02xyzzy"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .plugin = NATIVE,
     .attributes = "xy"},
    {.name = "one-byte length 0xfb is a length when not length-encoded",
     BYTES(FIXED("\x00\x82\x00\x00") "u\0" "\x03\xfb\xfc\xff"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .auth = "\xfb\xfc\xff",
     .auth_length = 3},
    {.name = "length-encoded auth data in its three-byte form",
     BYTES(FIXED("\x00\x82\x20\x00") "u\0" "\xfc\x03\x00" "abc"),
     .kind = WIRE_LOGIN,
     .user = "u",
     .auth = "abc",
     .auth_length = 3},
    {.name = "SSL request",
     BYTES(FIXED("\x85\xaa\xbf\x00")),
     .kind = WIRE_SSL_REQUEST},
    {.name = "32 bytes without CLIENT_SSL", BYTES(FIXED("\x85\xa2\xbf\x00"))},
    {.name = "SSL request one byte short",
     BYTES("\x85\xaa\xbf\x00" "\0\0\0\1" "\x21"
           "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
    {.name = "SSL request without CLIENT_PROTOCOL_41",
     BYTES(FIXED("\x85\xa8\xbf\x00"))},
    {.name = "nothing", BYTES("")},
    {.name = "HAProxy 2.6 mysql-check pre-41",
     BYTES("\x00\x80\x00\x00\x01haproxy\0\0")},
    {.name = "no CLIENT_PROTOCOL_41",
     BYTES(FIXED("\x00\x80\x00\x00") "u\0" "\0")},
    {.name = "user without a zero", BYTES(FIXED("\x00\x82\x00\x00") "user")},
    {.name = "nothing behind the user",
     BYTES(FIXED("\x00\x82\x00\x00") "user\0")},
    {.name = "auth data longer than the packet",
     BYTES(FIXED("\x00\x82\x00\x00") "u\0" "\x05" "abcd")},
    {.name = "auth data far longer than the packet",
     BYTES(FIXED("\x00\x82\x20\x00") "u\0"
           "\xfe\xff\xff\xff\xff\xff\xff\xff\xff" "abcd")},
    {.name = "auth data with NULL for its length",
     BYTES(FIXED("\x00\x82\x20\x00") "u\0" "\xfb")},
    {.name = "auth data without a zero",
     BYTES(FIXED("\x00\x02\x00\x00") "u\0" "abc")},
    {.name = "attributes longer than the packet",
     BYTES(FIXED("\x00\x82\x10\x00") "u\0" "\0" "\x03" "ab")},
    {.name = "attributes with an error for their length",
     BYTES(FIXED("\x00\x82\x10\x00") "u\0" "\0" "\xff" "ab")},
    {.name = "a PROXY header instead of a packet",
     BYTES("PROXY TCP4 203.0.113.10 127.0.0.1 56324 9030\r\n")},
};

#define LOGIN_ROWS (sizeof login_rows / sizeof login_rows[0])

static void check_login(const struct login_row *row)
{
    const uint8_t *payload = guard_copy(row->bytes, row->n);
    struct wire_login login;
    enum wire_kind kind;

    memset(&login, 0xff, sizeof login);
    kind = wire_login_read(payload, row->n, &login);
    if (kind != row->kind)
        CU_FAIL(row->name);
    CU_ASSERT_TRUE(login_inside(&login, row->n));
    CU_ASSERT_TRUE(slice_is_text(payload, login.user, row->user));
    CU_ASSERT_TRUE(slice_is(payload, login.auth, row->auth ? row->auth : "",
                            row->auth_length));
    CU_ASSERT_TRUE(slice_is_text(payload, login.database, row->database));
    CU_ASSERT_TRUE(slice_is_text(payload, login.plugin, row->plugin));
    CU_ASSERT_TRUE(slice_is_text(payload, login.attributes, row->attributes));
}

static void first_packets_are_decoded(void)
{
    for (size_t i = 0; i < LOGIN_ROWS; i++)
        check_login(&login_rows[i]);
}

static void fixed_numbers_are_decoded(void)
{
    const struct login_row *haproxy = &login_rows[2];
    struct wire_login login;

    CU_ASSERT_EQUAL(wire_login_read(guard_copy(haproxy->bytes, haproxy->n),
                                    haproxy->n, &login),
                    WIRE_LOGIN);
    CU_ASSERT_EQUAL(login.capabilities, 0x8200);
    CU_ASSERT_EQUAL(login.max_packet, 0x01008000);
    CU_ASSERT_EQUAL(login.charset, 0x21);
}

static void every_prefix_stays_inside(void)
{
    for (size_t i = 0; i < LOGIN_ROWS; i++)
        for (size_t n = 0; n <= login_rows[i].n; n++) {
            struct wire_login login;

            memset(&login, 0xff, sizeof login);
            wire_login_read(guard_copy(login_rows[i].bytes, n), n, &login);
            CU_ASSERT_TRUE(login_inside(&login, n));
        }
}

static void every_changed_byte_stays_inside(void)
{
    uint8_t changed[256];

    for (size_t i = 0; i < LOGIN_ROWS; i++)
        for (size_t at = 0; at < login_rows[i].n; at++)
            for (unsigned byte = 0; byte < 256; byte++) {
                size_t n = login_rows[i].n;
                struct wire_login login;
                bool inside;

                memcpy(changed, login_rows[i].bytes, n);
                changed[at] = (uint8_t)byte;
                memset(&login, 0xff, sizeof login);
                wire_login_read(guard_copy(changed, n), n, &login);
                inside = login_inside(&login, n);
                if (!inside)
                    CU_FAIL("a slice outside");
            }
}

/* ---- COM_CHANGE_USER --------------------------------------------------- */

#define WITH_DB WIRE_CONNECT_WITH_DB
#define USUAL                                                                  \
    (WIRE_PROTOCOL_41 | WIRE_SECURE_CONNECTION | WIRE_PLUGIN_AUTH |            \
     WIRE_CONNECT_ATTRS | WIRE_PLUGIN_AUTH_LENENC)

struct change_row {
    const char *name;
    const char *bytes;
    size_t n;
    uint32_t capabilities;
    bool fits;
    const char *user;
    size_t auth_length;
    const char *database;
    uint16_t charset;
    const char *plugin;
    const char *attributes;
};

static const struct change_row change_rows[] = {
    {.name = "everything",
     BYTES("app\0" "\x14" HASH "shop\0" "\x2d\0" NATIVE "\0" "\x04\x01" "a\x01" "b"),
     .capabilities = USUAL | WITH_DB,
     .fits = true,
     .user = "app",
     .auth_length = 20,
     .database = "shop",
     .charset = 45,
     .plugin = NATIVE,
     .attributes = "\x01" "a\x01" "b"},
    {.name = "a database although the login had none",
     BYTES("app\0" "\x14" HASH "shop\0" "\x2d\0" NATIVE "\0"),
     .capabilities = USUAL,
     .fits = true,
     .user = "app",
     .auth_length = 20,
     .database = "shop",
     .charset = 45,
     .plugin = NATIVE},
    {.name = "a database of one letter although the login had none",
     BYTES("app\0" "\0" "d\0" "\x2d\0" NATIVE "\0"),
     .capabilities = USUAL,
     .fits = true,
     .user = "app",
     .database = "d",
     .charset = 45,
     .plugin = NATIVE},
    {.name = "an empty database",
     BYTES("app\0" "\0" "\0" "\xe0\0" NATIVE "\0"),
     .capabilities = USUAL,
     .fits = true,
     .user = "app",
     .charset = 224,
     .plugin = NATIVE},
    {.name = "mariadb npm 3.5: no database, not even its zero",
     BYTES("app\0" "\x14" HASH "\x2d\0" NATIVE "\0" "\x04\x01" "a\x01" "b"),
     .capabilities = USUAL,
     .fits = true,
     .user = "app",
     .auth_length = 20,
     .charset = 45,
     .plugin = NATIVE,
     .attributes = "\x01" "a\x01" "b"},
    {.name = "with the flag the database is never left out",
     BYTES("app\0" "\0" "\x2d\0" NATIVE "\0"),
     .capabilities = WIRE_SECURE_CONNECTION | WIRE_PLUGIN_AUTH | WITH_DB,
     .fits = true,
     .user = "app",
     .database = "\x2d",
     .charset = 'm' + 256 * 'y',
     .plugin = "sql_native_password"},
    {.name = "a charset above 255",
     BYTES("app\0" "\0" "shop\0" "\x2f\x01" NATIVE "\0"),
     .capabilities = USUAL | WITH_DB,
     .fits = true,
     .user = "app",
     .database = "shop",
     .charset = 303,
     .plugin = NATIVE},
    {.name = "ends behind the database",
     BYTES("app\0" "\0" "shop\0"),
     .capabilities = USUAL | WITH_DB,
     .fits = true,
     .user = "app",
     .database = "shop"},
    {.name = "ends in the charset",
     BYTES("app\0" "\0" "shop\0" "\x2d"),
     .capabilities = USUAL | WITH_DB,
     .fits = true,
     .user = "app",
     .database = "shop"},
    {.name = "ends behind the auth data",
     BYTES("app\0" "\0"),
     .capabilities = USUAL,
     .fits = true,
     .user = "app"},
    {.name = "auth data up to a zero",
     BYTES("app\0" "abc\0" "shop\0" "\x2d\0"),
     .capabilities = WIRE_PROTOCOL_41 | WITH_DB,
     .fits = true,
     .user = "app",
     .auth_length = 3,
     .database = "shop",
     .charset = 45},
    {.name = "nothing", BYTES(""), .capabilities = USUAL},
    {.name = "user without a zero", BYTES("app"), .capabilities = USUAL},
    {.name = "no auth data", BYTES("app\0"), .capabilities = USUAL},
    {.name = "auth data longer than the packet",
     BYTES("app\0" "\x14" "abc"),
     .capabilities = USUAL},
    {.name = "auth data is never length-encoded",
     BYTES("app\0" "\xfc\x01\x00" "a" "d\0" "\x2d\0"),
     .capabilities = USUAL | WITH_DB},
    {.name = "attributes longer than the packet",
     BYTES("app\0" "\0" "d\0" "\x2d\0" NATIVE "\0" "\x05" "ab"),
     .capabilities = USUAL | WITH_DB},
};

static void check_change(const struct change_row *row)
{
    const uint8_t *payload = guard_copy(row->bytes, row->n);
    struct wire_login login;

    memset(&login, 0xff, sizeof login);
    if (wire_change_user_read(payload, row->n, row->capabilities, &login) !=
        row->fits)
        CU_FAIL(row->name);
    CU_ASSERT_TRUE(login_inside(&login, row->n));
    CU_ASSERT_TRUE(slice_is_text(payload, login.user, row->user));
    CU_ASSERT_EQUAL(login.auth.length, row->auth_length);
    if (!slice_is_text(payload, login.database, row->database) ||
        login.charset != row->charset ||
        !slice_is_text(payload, login.plugin, row->plugin))
        CU_FAIL(row->name);
    CU_ASSERT_TRUE(slice_is_text(payload, login.attributes, row->attributes));
    CU_ASSERT_EQUAL(login.capabilities, row->fits ? row->capabilities : 0);
}

static void change_user_is_decoded(void)
{
    for (size_t i = 0; i < sizeof change_rows / sizeof change_rows[0]; i++)
        check_change(&change_rows[i]);
}

static void every_prefix_of_change_user_stays_inside(void)
{
    for (size_t i = 0; i < sizeof change_rows / sizeof change_rows[0]; i++)
        for (size_t n = 0; n <= change_rows[i].n; n++) {
            struct wire_login login;

            memset(&login, 0xff, sizeof login);
            wire_change_user_read(guard_copy(change_rows[i].bytes, n), n,
                                  change_rows[i].capabilities, &login);
            CU_ASSERT_TRUE(login_inside(&login, n));
        }
}

static const struct unit_case cases[] = {
    {"a header is a length and a sequence number",
     header_is_length_and_sequence},
    {"a payload is whole, or waited for", a_payload_is_whole_or_waited_for},
    {"a PROXY header is no packet", a_proxy_header_is_no_packet},
    {"an empty password's answer is nothing or a zero",
     an_empty_answer_is_nothing_or_a_zero},
    {"a length-encoded integer has one of four sizes", lenenc_reads_each_size},
    {"first packets of real clients are decoded, others refused",
     first_packets_are_decoded},
    {"the numbers before the user are decoded", fixed_numbers_are_decoded},
    {"every prefix of a first packet is read inside", every_prefix_stays_inside},
    {"a first packet with any byte changed is read inside",
     every_changed_byte_stays_inside},
    {"COM_CHANGE_USER is decoded as real clients send it",
     change_user_is_decoded},
    {"every prefix of COM_CHANGE_USER is read inside",
     every_prefix_of_change_user_stays_inside},
};

UNIT_SUITE(wire, cases);
