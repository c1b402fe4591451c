#include "wire.h"

/* Bytes before the user's name: capabilities 4, packet 4, charset 1, filler. */
#define LOGIN_FIXED 32

/* ---- numbers ----------------------------------------------------------- */

/*@ requires readable: \valid_read(p + (i .. i + 1));
    requires where:    i + 1 <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Little16(p, i);
*/
static uint16_t little16(const uint8_t *p, size_t i)
{
    return (uint16_t)(p[i] + 0x100 * p[i + 1]);
}

/*@ requires readable: \valid_read(p + (i .. i + 2));
    requires where:    i + 2 <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Little24(p, i);
*/
static uint32_t little24(const uint8_t *p, size_t i)
{
    return little16(p, i) + 0x10000u * p[i + 2];
}

/*@ requires readable: \valid_read(p + (i .. i + 3));
    requires where:    i + 3 <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Little32(p, i);
*/
static uint32_t little32(const uint8_t *p, size_t i)
{
    return little24(p, i) + 0x1000000u * p[i + 3];
}

/*@ requires readable: \valid_read(p + (i .. i + 7));
    requires where:    i + 7 <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == Little64(p, i);
*/
static uint64_t little64(const uint8_t *p, size_t i)
{
    return little32(p, i) + 0x100000000u * little32(p, i + 4);
}

struct wire_header wire_header_read(const uint8_t *bytes)
{
    return (struct wire_header){.length = little24(bytes, 0),
                                .sequence = bytes[3]};
}

bool wire_payload(struct wire_header header, size_t n,
                  struct wire_slice *payload)
{
    if (n - WIRE_HEADER < header.length)
        return false;
    payload->offset = WIRE_HEADER;
    payload->length = header.length;
    return true;
}

bool wire_is_proxy_header(const uint8_t *bytes)
{
    if (bytes[0] == 'P')
        return bytes[1] == 'R' && bytes[2] == 'O' && bytes[3] == 'X';
    return bytes[0] == '\r' && bytes[1] == '\n' && bytes[2] == '\r'
           && bytes[3] == '\n';
}

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result == LenencSize(first);
*/
static size_t lenenc_size(uint8_t first)
{
    if (first < 0xfb)
        return 1;
    if (first == 0xfc)
        return 3;
    if (first == 0xfd)
        return 4;
    return first == 0xfe ? 9 : 0;
}

/*@ requires room:     \valid_read(p + (i .. i + LenencSize(p[i]) - 1));
    requires number:   LenencSize(p[i]) != 0;
    requires where:    i + LenencSize(p[i]) - 1 <= SIZE_MAX;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == LenencValue(p, i);
*/
static uint64_t lenenc_value(const uint8_t *p, size_t i)
{
    if (p[i] < 0xfb)
        return p[i];
    if (p[i] == 0xfc)
        return little16(p, i + 1);
    if (p[i] == 0xfd)
        return little24(p, i + 1);
    return little64(p, i + 1);
}

bool wire_lenenc_read(const uint8_t *payload, size_t n, size_t *at,
                      uint64_t *value)
{
    size_t size;

    if (*at >= n)
        return false;
    size = lenenc_size(payload[*at]);
    if (size == 0 || size > n - *at)
        return false;
    *value = lenenc_value(payload, *at);
    *at += size;
    return true;
}

/* ---- parts ------------------------------------------------------------- */

/* A part of a packet: does it fit, where is its content, what comes next. */
struct part {
    bool fits;
    struct wire_slice slice;
    size_t next;
};

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   !\result.fits;
*/
static struct part misfit(void)
{
    return (struct part){.fits = false};
}

/*@ requires order:   first <= end;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  fits:    \result.fits;
    ensures  slice:   SliceIs(\result.slice, first, end);
    ensures  next:    \result.next == next;
*/
static struct part part(size_t first, size_t end, size_t next)
{
    return (struct part){.fits = true,
                         .slice = {.offset = first, .length = end - first},
                         .next = next};
}

/*@ requires flag:    flag != 0;
    terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  exact:   \result <==> Has(capabilities, flag);
*/
static bool has(uint32_t capabilities, uint32_t flag)
{
    return capabilities / flag % 2 == 1;
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == ZeroAt(p, i, n);
    ensures  bound:    i <= \result <= n;
*/
static size_t zero_at(const uint8_t *p, size_t i, size_t n)
{
    size_t zero = i;

    /*@ loop invariant bound: i <= zero <= n;
        loop invariant exact: ZeroAt(p, i, n) == ZeroAt(p, zero, n);
        loop assigns          zero;
        loop variant          n - zero;
    */
    while (zero < n && p[zero] != 0)
        zero++;
    return zero;
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> ZeroText(p, i, n);
    ensures  slice:    \result.fits ==>
                         SliceIs(\result.slice, i, ZeroAt(p, i, n));
    ensures  next:     \result.fits ==> \result.next == ZeroAt(p, i, n) + 1;
    ensures  inside:   \result.fits ==> \result.next <= n;
*/
static struct part zero_part(const uint8_t *p, size_t i, size_t n)
{
    size_t zero = zero_at(p, i, n);

    if (zero == n)
        return misfit();
    return part(i, zero, zero + 1);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> ShortText(p, i, n);
    ensures  slice:    \result.fits ==>
                         SliceIs(\result.slice, i + 1, ShortEnd(p, i));
    ensures  next:     \result.fits ==> \result.next == ShortEnd(p, i);
    ensures  inside:   \result.fits ==> \result.next <= n;
*/
static struct part short_part(const uint8_t *p, size_t i, size_t n)
{
    size_t end;

    if (i >= n || p[i] >= n - i)
        return misfit();
    end = i + 1 + p[i];
    return part(i + 1, end, end);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> LongText(p, i, n);
    ensures  slice:    \result.fits ==>
                         SliceIs(\result.slice, LongFirst(p, i), LongEnd(p, i));
    ensures  next:     \result.fits ==> \result.next == LongEnd(p, i);
    ensures  inside:   \result.fits ==> \result.next <= n;
*/
static struct part long_part(const uint8_t *p, size_t i, size_t n)
{
    size_t first = i;
    uint64_t length = 0;

    if (!wire_lenenc_read(p, n, &first, &length) || length > n - first)
        return misfit();
    return part(first, first + (size_t)length, first + (size_t)length);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> ProofText(p, i, n, capabilities);
    ensures  slice:    \result.fits ==>
                         SliceIs(\result.slice, ProofFirst(i, capabilities),
                                 ProofEnd(p, i, n, capabilities));
    ensures  next:     \result.fits ==>
                         \result.next == ProofNext(p, i, n, capabilities);
    ensures  inside:   \result.fits ==> \result.next <= n;
*/
static struct part proof_part(const uint8_t *p, size_t i, size_t n,
                              uint32_t capabilities)
{
    if (has(capabilities, WIRE_SECURE_CONNECTION))
        return short_part(p, i, n);
    return zero_part(p, i, n);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> AuthText(p, i, n, capabilities);
    ensures  slice:    \result.fits ==>
                         SliceIs(\result.slice, AuthFirst(p, i, capabilities),
                                 AuthEnd(p, i, n, capabilities));
    ensures  next:     \result.fits ==>
                         \result.next == AuthNext(p, i, n, capabilities);
    ensures  inside:   \result.fits ==> \result.next <= n;
*/
static struct part auth_part(const uint8_t *p, size_t i, size_t n,
                             uint32_t capabilities)
{
    if (has(capabilities, WIRE_PLUGIN_AUTH_LENENC))
        return long_part(p, i, n);
    return proof_part(p, i, n, capabilities);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  fits:     \result.fits;
    ensures  slice:    SliceIs(\result.slice, i, ZeroAt(p, i, n));
    ensures  next:     \result.next == NameNext(p, i, n);
    ensures  inside:   i <= \result.next <= n && ZeroAt(p, i, n) <= n;
*/
static struct part name_part(const uint8_t *p, size_t i, size_t n)
{
    size_t zero = zero_at(p, i, n);

    return part(i, zero, zero < n ? zero + 1 : n);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    requires flag:     flag != 0;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  fits:     \result.fits;
    ensures  slice:    SliceIs(\result.slice, i,
                               NamedEnd(p, i, n, capabilities, flag));
    ensures  next:     \result.next == NamedNext(p, i, n, capabilities, flag);
    ensures  inside:   \result.next <= n && SliceInside(\result.slice, n);
*/
static struct part named_part(const uint8_t *p, size_t i, size_t n,
                              uint32_t capabilities, uint32_t flag)
{
    if (has(capabilities, flag))
        return name_part(p, i, n);
    return part(i, i, i);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> AttributesText(p, i, n, capabilities);
    ensures  slice:    \result.fits ==>
                         SliceIs(\result.slice,
                                 AttributesFirst(p, i, n, capabilities),
                                 AttributesEnd(p, i, n, capabilities));
    ensures  inside:   \result.fits ==> SliceInside(\result.slice, n);
*/
static struct part attributes_part(const uint8_t *p, size_t i, size_t n,
                                   uint32_t capabilities)
{
    if (has(capabilities, WIRE_CONNECT_ATTRS) && i < n)
        return long_part(p, i, n);
    return part(i, i, i);
}

/* ---- tails ------------------------------------------------------------- */

/* The tail of a packet: does it fit, and what is in it. */
struct tail {
    bool fits;
    struct wire_slice plugin;
    struct wire_slice attributes;
};

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> TailText(p, i, n, capabilities);
    ensures  denotes:  \result.fits ==>
                         TailDenotes(p, i, n, capabilities, \result.plugin,
                                     \result.attributes);
    ensures  inside:   \result.fits ==> SliceInside(\result.plugin, n)
                                     && SliceInside(\result.attributes, n);
*/
static struct tail tail_read(const uint8_t *p, size_t i, size_t n,
                             uint32_t capabilities)
{
    struct part plugin = named_part(p, i, n, capabilities, WIRE_PLUGIN_AUTH);
    struct part attributes = attributes_part(p, plugin.next, n, capabilities);

    return (struct tail){.fits = attributes.fits,
                         .plugin = plugin.slice,
                         .attributes = attributes.slice};
}

/* ---- the first packet -------------------------------------------------- */

/* A packet that was read: does it fit, and what is in it. */
struct reading {
    bool fits;
    struct wire_login login;
};

/*@ terminates        \true;
    exits             \false;
    assigns           \nothing;
    ensures  fits:    !\result.fits;
    ensures  inside:  LoginInside(\result.login, 0);
*/
static struct reading no_reading(void)
{
    return (struct reading){.fits = false};
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> LoginRestText(p, i, n, capabilities);
    ensures  denotes:  \result.fits ==>
                         LoginRestDenotes(p, i, n, capabilities, \result.login);
    ensures  inside:   LoginInside(\result.login, n);
*/
static struct reading login_rest(const uint8_t *p, size_t i, size_t n,
                                 uint32_t capabilities)
{
    struct part auth = auth_part(p, i, n, capabilities);
    struct part database;
    struct tail tail;

    if (!auth.fits)
        return no_reading();
    database = named_part(p, auth.next, n, capabilities, WIRE_CONNECT_WITH_DB);
    tail = tail_read(p, database.next, n, capabilities);
    if (!tail.fits)
        return no_reading();
    return (struct reading){.fits = true,
                            .login = {.auth = auth.slice,
                                      .database = database.slice,
                                      .plugin = tail.plugin,
                                      .attributes = tail.attributes}};
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires fixed:    n >= LOGIN_FIXED;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> LoginPartsText(p, n, capabilities);
    ensures  denotes:  \result.fits ==>
                         LoginPartsDenote(p, n, capabilities, \result.login);
    ensures  inside:   LoginInside(\result.login, n);
*/
static struct reading login_reading(const uint8_t *p, size_t n,
                                    uint32_t capabilities)
{
    struct part user = zero_part(p, LOGIN_FIXED, n);
    struct reading reading;

    if (!user.fits)
        return no_reading();
    reading = login_rest(p, user.next, n, capabilities);
    reading.login.capabilities = capabilities;
    reading.login.max_packet = little32(p, 4);
    reading.login.charset = p[8];
    reading.login.user = user.slice;
    return reading;
}

enum wire_kind wire_login_read(const uint8_t *payload, size_t n,
                               struct wire_login *login)
{
    struct reading reading = no_reading();
    uint32_t capabilities;

    *login = reading.login;
    if (n < LOGIN_FIXED)
        return WIRE_BAD;
    capabilities = little32(payload, 0);
    if (!has(capabilities, WIRE_PROTOCOL_41))
        return WIRE_BAD;
    if (n == LOGIN_FIXED && has(capabilities, WIRE_SSL))
        return WIRE_SSL_REQUEST;
    reading = login_reading(payload, n, capabilities);
    if (!reading.fits)
        return WIRE_BAD;
    *login = reading.login;
    return WIRE_LOGIN;
}

/* ---- COM_CHANGE_USER --------------------------------------------------- */

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == CharsetValue(p, i, n);
*/
static uint16_t charset_value(const uint8_t *p, size_t i, size_t n)
{
    return n - i < 2 ? 0 : little16(p, i);
}

/*@ requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result == CharsetNext(i, n);
*/
static size_t charset_next(size_t i, size_t n)
{
    return n - i < 2 ? n : i + 2;
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result <==>
                         DatabaseThere(p, i, n, capabilities) == 1;
*/
static bool database_there(const uint8_t *p, size_t i, size_t n,
                           uint32_t capabilities)
{
    size_t behind = name_part(p, i, n).next;

    if (has(capabilities, WIRE_CONNECT_WITH_DB))
        return true;
    return n - behind >= 2 && little16(p, behind) < WIRE_CHARSETS;
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    requires where:    i <= n;
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  fits:     \result.fits;
    ensures  slice:    SliceIs(\result.slice, i,
                               ChangeDatabaseEnd(p, i, n, capabilities));
    ensures  next:     \result.next == ChangeDatabaseNext(p, i, n, capabilities);
    ensures  inside:   \result.next <= n && SliceInside(\result.slice, n);
*/
static struct part change_database(const uint8_t *p, size_t i, size_t n,
                                   uint32_t capabilities)
{
    if (database_there(p, i, n, capabilities))
        return name_part(p, i, n);
    return part(i, i, i);
}

/*@ requires readable: \valid_read(p + (0 .. n - 1));
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  exact:    \result.fits <==> ChangeText(p, n, capabilities);
    ensures  denotes:  \result.fits ==>
                         ChangeDenotes(p, n, capabilities, \result.login);
    ensures  inside:   LoginInside(\result.login, n);
    ensures  empty:    !\result.fits ==> LoginInside(\result.login, 0);
*/
static struct reading change_reading(const uint8_t *p, size_t n,
                                     uint32_t capabilities)
{
    struct part user = zero_part(p, 0, n);
    struct part auth;
    struct part database;
    struct tail tail;

    if (!user.fits)
        return no_reading();
    auth = proof_part(p, user.next, n, capabilities);
    if (!auth.fits)
        return no_reading();
    database = change_database(p, auth.next, n, capabilities);
    tail = tail_read(p, charset_next(database.next, n), n, capabilities);
    if (!tail.fits)
        return no_reading();
    return (struct reading){.fits = true,
                            .login = {.capabilities = capabilities,
                                      .charset =
                                          charset_value(p, database.next, n),
                                      .user = user.slice,
                                      .auth = auth.slice,
                                      .database = database.slice,
                                      .plugin = tail.plugin,
                                      .attributes = tail.attributes}};
}

bool wire_change_user_read(const uint8_t *payload, size_t n,
                           uint32_t capabilities, struct wire_login *login)
{
    struct reading reading = change_reading(payload, n, capabilities);

    *login = reading.login;
    return reading.fits;
}

bool wire_answer_is_empty(const uint8_t *answer, size_t n)
{
    return n == 0 || (n == 1 && answer[0] == 0);
}
