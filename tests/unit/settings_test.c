#include "settings.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scratch.h"
#include "settings_file.h"
#include "unit.h"

#define NETWORKS "mysql_proxy_protocol_networks"
#define TIMEOUT "mysql_proxy_protocol_header_timeout_ms"

/* ---- helpers ---- */

static void open_settings(struct settings *settings)
{
    scratch_open();
    CU_ASSERT_TRUE_FATAL(settings_init(settings));
}

static void close_settings(struct settings *settings)
{
    settings_free(settings);
    scratch_close();
}

static void expect_value(const struct settings *settings, const char *key,
                         const char *expected)
{
    char value[256];
    size_t index;

    CU_ASSERT_TRUE_FATAL(settings_find(key, &index));
    CU_ASSERT_EQUAL(settings_value(settings, index, value, sizeof value),
                    strlen(expected));
    CU_ASSERT_STRING_EQUAL(value, expected);
}

static bool change(struct settings *settings, const char *key,
                   const char *value, char error[SETTINGS_ERROR_MAX])
{
    size_t index;

    CU_ASSERT_TRUE_FATAL(settings_find(key, &index));
    return settings_change(settings, index, value, error);
}

/* Loads bytes[0 .. n) as fe.conf; returns the number of faults, and *log is
 * what was said. */
static unsigned load(struct settings *settings, const char *bytes, size_t n,
                     const char **log)
{
    char path[SCRATCH_PATH_MAX];

    scratch_write("fe.conf", bytes, n);
    snprintf(path, sizeof path, "%s", scratch_path("fe.conf"));
    scratch_capture();
    unsigned faults = settings_file_load(settings, path);
    *log = scratch_captured();
    return faults;
}

/* ---- values ---- */

static const struct value_row {
    const char *key;
    const char *value;
    const char *expected; /* NULL: refused */
} value_rows[] = {
    {TIMEOUT, "0", "0"},
    {TIMEOUT, "3600000", "3600000"},
    {TIMEOUT, "3600001", NULL},
    {TIMEOUT, "99999999999999999999999999", NULL},
    {TIMEOUT, "-1", NULL},
    {TIMEOUT, "+1", NULL},
    {TIMEOUT, "", NULL},
    {TIMEOUT, " ", NULL},
    {TIMEOUT, "abc", NULL},
    {TIMEOUT, "1000ms", NULL},
    {TIMEOUT, "1 000", NULL},
    {TIMEOUT, "1.5", NULL},
    {TIMEOUT, "0x10", NULL},
    {TIMEOUT, " 42\t", "42"},
    {TIMEOUT, "0042", "42"},
    {"query_port", "65535", "65535"},
    {"query_port", "65536", NULL},
    {"max_connections", "0", NULL},
    {"max_connections", "1", "1"},
    {"max_waiting_headers", "1000000", "1000000"},
    {"max_waiting_headers_per_peer", "1000001", NULL},
    {"login_timeout_ms", "0", "0"},
    {"bind_address", "", ""},
    {"bind_address", "127.0.0.1", "127.0.0.1"},
    {"bind_address", "::1", "::1"},
    {"bind_address", "localhost", NULL},
    {"bind_address", "127.0.0.1:9030", NULL},
    {"bind_address", "127.0.0.01", NULL},
    {"meta_dir", "", NULL},
    {"meta_dir", "/a\nb", NULL},
    {"meta_dir", "data", "data"},
    {"mysql_server_version", "", NULL},
    {"mysql_server_version", "8.0.33-\xc3\xa4", NULL},
    {"mysql_server_version", "9.1.0-fe", "9.1.0-fe"},
    {"ssl_cert", "", ""},
    {"ssl_cert", "/a b/c.pem", "/a b/c.pem"},
    {"ssl_cert", "/a\nb", NULL},
    {"require_secure_transport", "true", "true"},
    {"require_secure_transport", "ON", "true"},
    {"require_secure_transport", "1", "true"},
    {"require_secure_transport", "False", "false"},
    {"require_secure_transport", "off", "false"},
    {"require_secure_transport", "0", "false"},
    {"require_secure_transport", "yes", NULL},
    {"require_secure_transport", "", NULL},
    {"require_secure_transport", "2", NULL},
    {NETWORKS, "", ""},
    {NETWORKS, "*", "*"},
    {NETWORKS, " 10.1.2.3/8 ;2001:DB8::1", "10.0.0.0/8;2001:db8::1"},
    {NETWORKS, "::ffff:192.0.2.1", "192.0.2.1"},
    {NETWORKS, "10.0.0.0/8,192.168.0.0/16", NULL},
    {NETWORKS, "*;10.0.0.0/8", NULL},
    {NETWORKS, "10.0.0.0/33", NULL},
    {NETWORKS, "garbage", NULL},
};

static void values_are_taken_or_refused(void)
{
    for (size_t i = 0; i < sizeof value_rows / sizeof value_rows[0]; i++) {
        const struct value_row *row = &value_rows[i];
        char before[256], error[SETTINGS_ERROR_MAX] = "";
        struct settings settings;
        size_t index;

        open_settings(&settings);
        CU_ASSERT_TRUE_FATAL(settings_find(row->key, &index));
        settings_value(&settings, index, before, sizeof before);
        bool taken = change(&settings, row->key, row->value, error);
        CU_ASSERT_EQUAL(taken, row->expected != NULL);
        if (taken != (row->expected != NULL))
            printf("\n    %s = \"%s\": %s\n", row->key, row->value, error);
        expect_value(&settings, row->key,
                     row->expected == NULL ? before : row->expected);
        if (row->expected == NULL)
            CU_ASSERT_EQUAL(strncmp(error, row->key, strlen(row->key)), 0);
        close_settings(&settings);
    }
}

static void number_says_what_is_allowed(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    CU_ASSERT_FALSE(settings_set(&settings, TIMEOUT, "abc", error));
    CU_ASSERT_STRING_EQUAL(error, TIMEOUT
                           ": \"abc\" is not a whole number from 0 to 3600000");
    close_settings(&settings);
}

static void hostile_value_is_quoted_and_cut(void)
{
    char value[200], error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    memset(value, 'x', sizeof value);
    memcpy(value, "\n\x1b", 2);
    memcpy(value + 63, "\xc3\xa4", 2); /* one character: not cut in two */
    value[sizeof value - 1] = '\0';
    CU_ASSERT_FALSE(settings_set(&settings, TIMEOUT, value, error));
    CU_ASSERT_PTR_NOT_NULL(strstr(error, ": \"\\x0a\\x1bxxx"));
    CU_ASSERT_PTR_NOT_NULL(strstr(error, "xxx...\" is not"));
    CU_ASSERT_PTR_NULL(strchr(error, '\xc3'));
    close_settings(&settings);
}

/* ---- networks ---- */

static void bad_entry_is_named_and_the_old_list_stays(void)
{
    char error[SETTINGS_ERROR_MAX], expected[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    CU_ASSERT_TRUE(settings_set(&settings, NETWORKS, "192.0.2.0/24", error));
    struct trusted_networks *before = atomic_load(&settings.networks);
    CU_ASSERT_FALSE(settings_set(&settings, NETWORKS,
                                 "10.0.0.0/8; 10.0.0.0/33 ;::1", error));
    snprintf(expected, sizeof expected,
             NETWORKS ": entry 2 \"10.0.0.0/33\": %s",
             ppv1_networks_error_text(PPV1_NETWORKS_PREFIX));
    CU_ASSERT_STRING_EQUAL(error, expected);
    CU_ASSERT_PTR_EQUAL(atomic_load(&settings.networks), before);
    expect_value(&settings, NETWORKS, "192.0.2.0/24");
    close_settings(&settings);
}

/* In an order in which they cannot be searched. */
static void networks_in_force_are_ready_to_be_asked(void)
{
    static const uint32_t inside[] = {0xc0000201, 0xac100001, 0x0affffff};
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    CU_ASSERT_TRUE(settings_set(
        &settings, NETWORKS, "192.0.2.0/24;172.16.0.1;10.0.0.0/8;::1", error));
    const struct ppv1_networks *networks =
        &atomic_load(&settings.networks)->networks;
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        CU_ASSERT_TRUE(ppv1_networks_contains(
            networks, ppv1_address_from_ipv4(inside[i])));
    CU_ASSERT_FALSE(
        ppv1_networks_contains(networks, ppv1_address_from_ipv4(0xac100002)));
    close_settings(&settings);
}

static void list_may_be_long_but_not_endless(void)
{
    struct settings settings;
    char error[SETTINGS_ERROR_MAX];
    size_t n = 65536;
    char *list = malloc(n + 1);

    open_settings(&settings);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    for (size_t i = 0; i < n; i += 8)
        memcpy(list + i, "1.2.3.4;", 8);
    list[n] = '\0';
    CU_ASSERT_FALSE(settings_set(&settings, NETWORKS, list, error));
    CU_ASSERT_STRING_EQUAL(error,
                           NETWORKS ": the list is longer than 65535 bytes");
    list[n - 1] = '\0';
    CU_ASSERT_TRUE(settings_set(&settings, NETWORKS, list, error));
    free(list);
    close_settings(&settings);
}

/* ---- changing them while the server runs ---- */

static void only_dynamic_settings_can_be_set(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    open_settings(&settings);
    for (size_t i = 0; i < settings_count(); i++) {
        const struct setting_row *row = settings_row(i);

        bool set =
            settings_set(&settings, row->key, settings_default(i), error);
        CU_ASSERT_EQUAL(set, row->dynamic);
    }
    CU_ASSERT_FALSE(settings_set(&settings, "query_port", "1", error));
    CU_ASSERT_STRING_EQUAL(
        error, "query_port: cannot be changed while the server runs");
    CU_ASSERT_FALSE(settings_set(&settings, "no\nkey", "1", error));
    CU_ASSERT_STRING_EQUAL(error, "unknown key \"no\\x0akey\"; fe-listener "
                                  "--help lists the keys");
    close_settings(&settings);
}

/* ---- keys that do not exist ---- */

static void unknown_key_tells_the_nearest_one(void)
{
    static const struct {
        const char *key, *expected;
    } rows[] = {
        {"queri_port", "\"; did you mean query_port?"},
        {"Query-Port", "\"; did you mean query_port?"},
        {"mysql_proxy_protocol_network", "\"; did you mean " NETWORKS "?"},
        {"mysql_proxy_protocol_timeout_ms", "\"; did you mean " TIMEOUT "?"},
        {"max_connection", "\"; did you mean max_connections?"},
        {"port", "\"; fe-listener --help lists the keys"},
        {"", "\"; fe-listener --help lists the keys"},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
         "a",
         "\"; fe-listener --help lists the keys"},
    };
    char error[SETTINGS_ERROR_MAX];

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        settings_unknown(rows[i].key, error);
        CU_ASSERT_PTR_NOT_NULL(strstr(error, rows[i].expected));
        if (strstr(error, rows[i].expected) == NULL)
            printf("\n    expected %s\n    said %s\n", rows[i].expected, error);
    }
}

/* ---- all of them ---- */

static void copy_has_the_same_values_and_lives_alone(void)
{
    char error[SETTINGS_ERROR_MAX];
    struct settings settings, copy;

    open_settings(&settings);
    CU_ASSERT_TRUE(change(&settings, NETWORKS, "10.0.0.0/8;::1", error));
    CU_ASSERT_TRUE(change(&settings, "meta_dir", "a", error));
    CU_ASSERT_TRUE_FATAL(settings_copy(&copy, &settings));
    for (size_t i = 0; i < settings_count(); i++)
        CU_ASSERT_TRUE(settings_agree(&copy, &settings, i));
    CU_ASSERT_TRUE(change(&copy, NETWORKS, "10.0.0.0/9", error));
    CU_ASSERT_TRUE(change(&copy, TIMEOUT, "7", error));
    CU_ASSERT_TRUE(change(&copy, "meta_dir", "b", error));
    expect_value(&settings, NETWORKS, "10.0.0.0/8;::1");
    expect_value(&settings, TIMEOUT, "1000");
    expect_value(&settings, "meta_dir", "a");
    settings_exchange(&settings, &copy);
    expect_value(&settings, NETWORKS, "10.0.0.0/9");
    expect_value(&settings, TIMEOUT, "7");
    expect_value(&settings, "meta_dir", "a"); /* not dynamic */
    expect_value(&copy, NETWORKS, "10.0.0.0/8;::1");
    settings_free(&copy);
    close_settings(&settings);
}

/* One byte more for each group that :: stood for: what is shown could not be
 * set again. */
static void list_that_is_too_long_when_canonical_is_refused(void)
{
    static const char entry[] = "1:2:3::5:6:7:8;";
    static char list[65535 + sizeof entry];
    struct settings settings;
    char error[SETTINGS_ERROR_MAX];
    size_t n = 0;

    open_settings(&settings);
    for (; n + sizeof entry - 1 <= 65535; n += sizeof entry - 1)
        memcpy(list + n, entry, sizeof entry - 1);
    list[n - 1] = '\0';
    CU_ASSERT_FALSE(settings_set(&settings, NETWORKS, list, error));
    CU_ASSERT_STRING_EQUAL(error,
                           NETWORKS ": the list is longer than 65535 bytes");
    close_settings(&settings);
}

/* ---- rules between settings ---- */

static void metrics_cannot_have_the_clients_port(void)
{
    static const struct {
        const char *address, *metrics_port;
        bool good;
    } rows[] = {
        {"", "9030", false},          {"", "9031", true},
        {"127.0.0.1", "9030", false}, {"0.0.0.0", "9030", false},
        {"192.0.2.1", "9030", true},  {"::", "9030", true},
    };
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        open_settings(&settings);
        CU_ASSERT_TRUE(
            change(&settings, "bind_address", rows[i].address, error));
        CU_ASSERT_TRUE(
            change(&settings, "metrics_port", rows[i].metrics_port, error));
        bool good = true;
        for (size_t rule = 0; settings_rule(&settings, rule, error); rule++)
            good = good && error[0] == '\0';
        CU_ASSERT_EQUAL(good, rows[i].good);
        close_settings(&settings);
    }
}

static void tls_is_whole_before_it_can_be_required(void)
{
    static const struct {
        const char *cert, *key, *ca, *required, *fault;
    } rows[] = {
        {"", "", "", "false", ""},
        {"c", "k", "", "false", ""},
        {"c", "k", "a", "true", ""},
        {"c", "", "", "true", "ssl_key: "},
        {"", "k", "", "false", "ssl_cert: "},
        {"", "", "a", "false", "ssl_cert: "},
        {"", "", "", "true", "require_secure_transport: "},
    };
    char error[SETTINGS_ERROR_MAX];
    struct settings settings;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char first[SETTINGS_ERROR_MAX] = "";

        open_settings(&settings);
        CU_ASSERT_TRUE(change(&settings, "ssl_cert", rows[i].cert, error));
        CU_ASSERT_TRUE(change(&settings, "ssl_key", rows[i].key, error));
        CU_ASSERT_TRUE(change(&settings, "ssl_ca", rows[i].ca, error));
        CU_ASSERT_TRUE(change(&settings, "require_secure_transport",
                              rows[i].required, error));
        for (size_t rule = 0; settings_rule(&settings, rule, error); rule++)
            if (first[0] == '\0')
                strcpy(first, error);
        CU_ASSERT_EQUAL(strncmp(first, rows[i].fault, strlen(rows[i].fault)),
                        0);
        CU_ASSERT_EQUAL(first[0] == '\0', rows[i].fault[0] == '\0');
        close_settings(&settings);
    }
}

/* ---- fe.conf ---- */

static void file_is_read(void)
{
    static const char text[] =
        "# a comment\r\n"
        "\n"
        "   \t\n"
        "  # another\n"
        "query_port=1\r\n"
        "  bind_address \t= ::1 # why\n"
        "mysql_server_version = \"a # b\"   # comment\n"
        "meta_dir = a#b\n"
        "audit_log_dir = \" c \"\r\n"
        "mysql_proxy_protocol_networks = 10.0.0.0/8; 192.0.2.1\n"
        "login_timeout_ms = 5";
    struct settings settings;
    const char *log;

    open_settings(&settings);
    unsigned faults = load(&settings, text, sizeof text - 1, &log);
    CU_ASSERT_EQUAL(faults, 0);
    CU_ASSERT_STRING_EQUAL(log, "");
    expect_value(&settings, "query_port", "1");
    expect_value(&settings, "bind_address", "::1");
    expect_value(&settings, "mysql_server_version", "a # b");
    expect_value(&settings, "meta_dir", "a#b");
    expect_value(&settings, "audit_log_dir", " c ");
    expect_value(&settings, NETWORKS, "10.0.0.0/8;192.0.2.1");
    expect_value(&settings, "login_timeout_ms", "5");
    close_settings(&settings);
}

#define TEXT(literal) .text = literal, .n = sizeof literal - 1

static const struct fault_row {
    const char *text;
    size_t n;
    unsigned faults;
    const char *said; /* one of them */
} fault_rows[] = {
    {TEXT("\n\nmysql_proxy_protocol_header_timeout_ms = abc\n"), 1,
     "fe.conf:3: mysql_proxy_protocol_header_timeout_ms: \"abc\" is not a "
     "whole number from 0 to 3600000\n"},
    {TEXT("queri_port = 1\n"), 1,
     "fe.conf:1: unknown key \"queri_port\"; "
     "did you mean query_port?\n"},
    {TEXT("Query_port = 1\n"), 1,
     "fe.conf:1: unknown key \"Query_port\"; "
     "did you mean query_port?\n"},
    {TEXT(" = 1\n"), 1,
     "fe.conf:1: unknown key \"\"; "
     "fe-listener --help lists the keys\n"},
    {TEXT("query_port 1\n"), 1,
     "fe.conf:1: expected key = value, found \"query_port 1\"\n"},
    {TEXT("query_port =\n"), 1,
     "query_port: \"\" is not a whole number from 0 to 65535\n"},
    {TEXT("query_port = # 1\n"), 1,
     "query_port: \"\" is not a whole number from 0 to 65535\n"},
    {TEXT("query_port = 1\n\nquery_port = 1\n"), 1,
     "fe.conf:3: query_port: is already set in line 1\n"},
    {TEXT("meta_dir = \"a\n"), 1,
     "fe.conf:1: meta_dir: the closing quotation mark is missing\n"},
    {TEXT("meta_dir = \"a\" b\n"), 1,
     "fe.conf:1: meta_dir: only a comment may follow the closing quotation "
     "mark\n"},
    {TEXT("meta_dir = \"a\"# b\n"), 1, "only a comment may follow"},
    {TEXT("query_port = 1\rmeta_dir = a\r"), 1,
     "\"1\\x0dmeta_dir = a\\x0d\" is not a whole number"},
    {TEXT("\n\0query_port = 1\n"), 1,
     "fe.conf:2: holds a NUL byte; expected plain text\n"},
    {TEXT("query_port = 1\0\n"), 1, "fe.conf:1: holds a NUL byte"},
    {TEXT("\xef\xbb\xbfquery_port = 70000\n"), 2,
     "fe.conf:1: the file begins with a byte order mark"},
    {TEXT("a\nb\nc\nquery_port = 1\nd"), 4,
     "fe.conf:5: expected key = value, found \"d\"\n"},
    {TEXT("mysql_proxy_protocol_networks = \"1.2.3.4; x\"\n"), 1,
     "fe.conf:1: mysql_proxy_protocol_networks: entry 2 \"x\": "},
    {TEXT("\x1b[2J\n"), 1, "found \"\\x1b[2J\"\n"},
};

static void every_fault_is_named_with_its_line(void)
{
    for (size_t i = 0; i < sizeof fault_rows / sizeof fault_rows[0]; i++) {
        const struct fault_row *row = &fault_rows[i];
        struct settings settings;
        const char *log;

        open_settings(&settings);
        unsigned faults = load(&settings, row->text, row->n, &log);
        CU_ASSERT_EQUAL(faults, row->faults);
        CU_ASSERT_PTR_NOT_NULL(strstr(log, row->said));
        if (faults != row->faults || strstr(log, row->said) == NULL)
            printf("\n    expected %s\n    said %s\n", row->said, log);
        close_settings(&settings);
    }
}

static void file_that_cannot_be_read_is_a_fault(void)
{
    struct settings settings;

    open_settings(&settings);
    scratch_capture();
    unsigned faults = settings_file_load(&settings, "/nowhere/fe.conf");
    const char *log = scratch_captured();
    CU_ASSERT_EQUAL(faults, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(
        log, "cannot read /nowhere/fe.conf: No such file or directory\n"));
    scratch_capture();
    faults = settings_file_load(&settings, "/");
    log = scratch_captured();
    CU_ASSERT_EQUAL(faults, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(log, "cannot read /: Is a directory\n"));
    close_settings(&settings);
}

/* ---- fe.conf as it is delivered ---- */

static const char *sample_path(void)
{
    static char path[1024];
    const char *slash = strrchr(__FILE__, '/');

    snprintf(path, sizeof path, "%.*s../../src/fe/fe.conf",
             slash == NULL ? 0 : (int)(slash - __FILE__) + 1, __FILE__);
    return path;
}

static void sample_names_every_key_with_its_default(void)
{
    static char text[16384];
    FILE *file = fopen(sample_path(), "r");
    struct settings settings;
    char line[256];

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    open_settings(&settings);
    CU_ASSERT_EQUAL(settings_file_load(&settings, sample_path()), 0);
    for (size_t i = 0; i < settings_count(); i++) {
        expect_value(&settings, settings_row(i)->key, settings_default(i));
        snprintf(line, sizeof line, "\n%s = ", settings_row(i)->key);
        CU_ASSERT_PTR_NOT_NULL(strstr(text, line));
    }
    close_settings(&settings);
}

static const struct unit_case cases[] = {
    {"values are taken or refused, and then the old one stays",
     values_are_taken_or_refused},
    {"a bad number says what is allowed", number_says_what_is_allowed},
    {"a hostile value is quoted and cut", hostile_value_is_quoted_and_cut},
    {"a bad entry is named and the old list stays",
     bad_entry_is_named_and_the_old_list_stays},
    {"the networks in force are ready to be asked",
     networks_in_force_are_ready_to_be_asked},
    {"a list may be long but not endless", list_may_be_long_but_not_endless},
    {"only dynamic settings can be set", only_dynamic_settings_can_be_set},
    {"an unknown key tells the nearest one", unknown_key_tells_the_nearest_one},
    {"a copy has the same values, and lives alone",
     copy_has_the_same_values_and_lives_alone},
    {"a list that is too long when canonical is refused",
     list_that_is_too_long_when_canonical_is_refused},
    {"metrics cannot have the clients' port",
     metrics_cannot_have_the_clients_port},
    {"TLS is whole before it can be required",
     tls_is_whole_before_it_can_be_required},
    {"a file is read", file_is_read},
    {"every fault is named with its line", every_fault_is_named_with_its_line},
    {"a file that cannot be read is a fault",
     file_that_cannot_be_read_is_a_fault},
    {"the sample names every key with its default",
     sample_names_every_key_with_its_default},
};

UNIT_SUITE(settings, cases);
