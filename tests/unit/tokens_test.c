#include "tokens.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "like.h"
#include "redact.h"
#include "unit.h"

/* ---- tokens ---- */

/* The tokens as text: a letter for the kind, the token, a space. */
static void describe(const char *statement, char *text, size_t size)
{
    static const char letters[] = {
        [TOKEN_END] = 'E',    [TOKEN_WORD] = 'w',   [TOKEN_NAME] = 'n',
        [TOKEN_STRING] = 's', [TOKEN_NUMBER] = '1', [TOKEN_SYMBOL] = 'y',
        [TOKEN_BAD] = 'B',
    };
    size_t n = strlen(statement), at = 0;
    struct tokens tokens;

    text[0] = '\0';
    tokens_begin(&tokens, (const char *)guard_copy(statement, n), n);
    for (;;) {
        at += (size_t)snprintf(text + at, size - at, "%c:%.*s ",
                               letters[tokens.token.kind],
                               (int)tokens.token.length, tokens.token.text);
        if (tokens.token.kind == TOKEN_END || tokens.token.kind == TOKEN_BAD)
            return;
        tokens_next(&tokens);
    }
}

static void statement_is_cut_as_mysql_cuts_it(void)
{
    static const struct {
        const char *statement;
        const char *tokens;
    } rows[] = {
        {"", "E: "},
        {" \t\r\n", "E: "},
        {"SELECT 1", "w:SELECT 1:1 E: "},
        {"select $$", "w:select w:$$ E: "},
        {"select@@version_comment limit 1;",
         "w:select y:@@ w:version_comment w:limit 1:1 y:; E: "},
        {"@@session.x", "y:@@ w:session y:. w:x E: "},
        {"a@b", "w:a y:@ w:b E: "},
        {"'a''b' \"c\\\"d\" `e``f`", "s:'a''b' s:\"c\\\"d\" n:`e``f` E: "},
        {"'\\\\' x", "s:'\\\\' w:x E: "},
        {"`a\\` b", "n:`a\\` w:b E: "},
        {"1.5 .5 1. 1a 12", "1:1.5 1:.5 1:1 y:. w:1a 1:12 E: "},
        {"-1+2", "y:- 1:1 y:+ 1:2 E: "},
        {"a -- b\nc", "w:a w:c E: "},
        {"a --b", "w:a y:- y:- w:b E: "},
        {"a --", "w:a E: "},
        {"a # b\nc # d", "w:a w:c E: "},
        {"a/* b */c/**/d", "w:a w:c w:d E: "},
        {"/*!40101 set */ x", "w:set w:x E: "},
        {"/*! a /* b */ c */ d", "w:a w:c w:d E: "},
        {"*/", "y:* y:/ E: "},
        {"a /* b", "w:a B:/* b "},
        {"a /*", "w:a B:/* "},
        {"a /*/", "w:a B:/*/ "},
        {"/*!1 a", "w:a B: "},
        {"'a", "B:'a "},
        {"'a\\'", "B:'a\\' "},
        {"'a\\", "B:'a\\ "},
        {"'a''", "B:'a'' "},
        {"a \x01 b", "w:a B:\x01 b "},
        {"\xc3\xa4 = 1", "w:\xc3\xa4 y:= 1:1 E: "},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[512];

        describe(rows[i].statement, text, sizeof text);
        CU_ASSERT_STRING_EQUAL(text, rows[i].tokens);
    }
}

static void nul_byte_is_bad(void)
{
    struct tokens tokens;

    tokens_begin(&tokens, "a\0b", 3);
    tokens_next(&tokens);
    CU_ASSERT_EQUAL(tokens.token.kind, TOKEN_BAD);
    tokens_next(&tokens);
    CU_ASSERT_EQUAL(tokens.token.kind, TOKEN_BAD);
    CU_ASSERT_EQUAL(tokens.token.length, 2);
}

static void word_is_taken_in_either_case_and_unquoted(void)
{
    struct tokens tokens;

    tokens_begin(&tokens, "Show `show`", 11);
    CU_ASSERT_FALSE(tokens_take_word(&tokens, "sho"));
    CU_ASSERT_FALSE(tokens_take_word(&tokens, "shows"));
    CU_ASSERT(tokens_take_word(&tokens, "show"));
    CU_ASSERT_FALSE(tokens_take_word(&tokens, "show"));
    CU_ASSERT_FALSE(tokens_take_end(&tokens));
    tokens_begin(&tokens, "; ;; -- x", 9);
    CU_ASSERT(tokens_take_end(&tokens));
}

static void host_needs_no_quotes(void)
{
    static const struct {
        const char *statement;
        const char *host;
        const char *next;
    } rows[] = {
        {"127.0.0.1 identified", "127.0.0.1", "identified"},
        {"my-host.example x", "my-host.example", "x"},
        {"localhost;", "localhost", ";"},
        {"10.0.0.0/8", "10.0.0.0", "/"},
        {"%", "", "%"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = strlen(rows[i].statement);
        struct tokens tokens;

        tokens_begin(&tokens, (const char *)guard_copy(rows[i].statement, n),
                     n);
        struct token host = tokens_take_host(&tokens);
        CU_ASSERT_EQUAL(host.length, strlen(rows[i].host));
        CU_ASSERT_EQUAL(memcmp(host.text, rows[i].host, host.length), 0);
        CU_ASSERT_EQUAL(host.kind == TOKEN_WORD, host.length > 0);
        CU_ASSERT_EQUAL(tokens.token.length, strlen(rows[i].next));
        CU_ASSERT_EQUAL(
            memcmp(tokens.token.text, rows[i].next, tokens.token.length), 0);
    }
}

static void value_is_without_quotes_and_escapes(void)
{
    static const struct {
        const char *statement;
        const char *value;
        size_t n;
    } rows[] = {
        {"abc", "abc", 3},
        {"''", "", 0},
        {"'a''b'", "a'b", 3},
        {"'a\"b'", "a\"b", 3},
        {"\"a\"\"b\"", "a\"b", 3},
        {"`a``b\\n`", "a`b\\n", 5},
        {"'\\n\\t\\\\\\'\\x'", "\n\t\\'x", 5},
        {"'\\0'", "\0", 1},
        {"'a\\_b\\%'", "a\\_b\\%", 6}, /* for LIKE */
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = strlen(rows[i].statement);
        struct tokens tokens;
        char value[16];

        tokens_begin(&tokens, (const char *)guard_copy(rows[i].statement, n),
                     n);
        CU_ASSERT_EQUAL(token_value(&tokens.token, value, sizeof value),
                        rows[i].n);
        CU_ASSERT_EQUAL(memcmp(value, rows[i].value, rows[i].n), 0);
    }
}

static void value_that_does_not_fit_is_cut_and_counted(void)
{
    char value[4] = "....";
    struct tokens tokens;

    tokens_begin(&tokens, "'abcdef'", 8);
    CU_ASSERT_EQUAL(token_value(&tokens.token, value, 3), 6);
    CU_ASSERT_EQUAL(memcmp(value, "abc.", 4), 0);
    CU_ASSERT_EQUAL(token_value(&tokens.token, NULL, 0), 6);
}

/* ---- patterns ---- */

static void like_is_sql_like(void)
{
    static const struct {
        const char *pattern;
        const char *text;
        bool matches;
    } rows[] = {
        {"", "", true},
        {"", "a", false},
        {"%", "", true},
        {"_", "", false},
        {"a%", "ABC", true},
        {"%c", "abc", true},
        {"%b%", "abc", true},
        {"a_c", "abc", true},
        {"a_c", "ac", false},
        {"%a%b%c", "aabbc", true},
        {"%a%b%c", "aabbcd", false},
        {"a\\%", "a%", true},
        {"a\\%", "ab", false},
        {"a\\_c", "abc", false},
        {"a\\_c", "a_c", true},
        {"a\\", "a\\", true},
        {"a", "ab", false},
        {"ab", "a", false},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        CU_ASSERT_EQUAL(like(rows[i].pattern, strlen(rows[i].pattern),
                             rows[i].text, strlen(rows[i].text)),
                        rows[i].matches);
}

/* ---- what may be shown ---- */

/* Also where an error message shows only what comes behind. */
static bool shows_secret(const char *statement, size_t n, size_t from)
{
    char shown[256];
    size_t length = redact_from(statement, n, from, shown, sizeof shown - 1);

    shown[length] = '\0';
    return strstr(shown, "secret") != NULL;
}

static void password_is_never_shown(void)
{
    static const struct {
        const char *statement;
        const char *shown;
    } rows[] = {
        {"CREATE USER 'u'@'h' IDENTIFIED BY 'secret'",
         "CREATE USER 'u'@'h' IDENTIFIED BY '***'"},
        {"create user if not exists u@203.0.113.1 identified with "
         "caching_sha2_password as 'secret';",
         "create user if not exists u@203.0.113.1 identified with "
         "caching_sha2_password as '***';"},
        {"CREATE USER `u`@a-b.c IDENTIFIED BY 'secret' ACCOUNT LOCK",
         "CREATE USER `u`@a-b.c IDENTIFIED BY '***' ACCOUNT LOCK"},
        {"CREATE USER u IDENTIFED BY 'secret'", "CREATE USER u '***'"},
        {"CREATE USER u PASWORD secret", "CREATE USER u '***'"},
        {"CRAETE USER u BY \"secret\"", "CRAETE USER u BY '***'"},
        {"CRATE USR u BY secret", "CRATE USR u BY '***'"},
        {"CREATE USER u IDENTIFIED BY secret",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY `secret`",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY (secret)",
         "CREATE USER u IDENTIFIED BY ('***'"},
        {"CREATE USER u IDENTIFIED BY = secret",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED secret", "CREATE USER u IDENTIFIED '***'"},
        {"CREATE USER u IDENTIFIED 'secret'", "CREATE USER u IDENTIFIED '***'"},
        {"CREATE USER u IDENTIFIED WITH mysql_native_password 'secret'",
         "CREATE USER u IDENTIFIED WITH mysql_native_password '***'"},
        {"CREATE USER u IDENTIFIED BY x'secret'",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY 0xsecret",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY _utf8'secret'",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY PASSWORD *secret",
         "CREATE USER u IDENTIFIED BY PASSWORD '***'"},
        {"CREATE USER u IDENTIFIED BY PASSWORD '*secret'",
         "CREATE USER u IDENTIFIED BY PASSWORD '***'"},
        {"CREATE USER u IDENTIFIED VIA y USING PASSWORD('secret')",
         "CREATE USER u IDENTIFIED '***'"},
        {"CREATE USER u IDENTIFIED BY 'p'@'secret'",
         "CREATE USER u IDENTIFIED BY '***' ..."},
        {"CREATE USER u IDENTIFIED BY 'p' FOR 'secret'",
         "CREATE USER u IDENTIFIED BY '***' ..."},
        {"CREATE USER u IDENTIFIED BY 'p' 'secret'",
         "CREATE USER u IDENTIFIED BY '***' ..."},
        {"CREATE USER u IDENTIFIED BY 'a\\'secret'",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY 'a''secret', 'secret'",
         "CREATE USER u IDENTIFIED BY '***' ..."},
        {"CREATE USER u /* secret */ IDENTIFIED/**/BY'secret' -- secret",
         "CREATE USER u IDENTIFIED BY'***'"},
        {"CREATE USER u IDENTIFIED BY 'secret",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY pa.ss.secret",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"CREATE USER u IDENTIFIED BY @secret",
         "CREATE USER u IDENTIFIED BY '***'"},
        {"ALTER USER u, 'v'@'h' IDENTIFIED BY 'secret' REPLACE 'secret'",
         "ALTER USER u, 'v'@'h' IDENTIFIED BY '***' ..."},
        {"ALTER USER CURRENT_USER() IDENTIFIED BY 'secret'",
         "ALTER USER CURRENT_USER() IDENTIFIED BY '***'"},
        {"/*!50000 ALTER USER u IDENTIFIED BY 'secret' */",
         "ALTER USER u IDENTIFIED BY '***'"},
        {"SET PASSWORD = 'secret'", "SET PASSWORD = '***'"},
        {"SET PASSWORD = secret", "SET PASSWORD = '***'"},
        {"SET PASSWORD secret", "SET PASSWORD '***'"},
        {"SET PASSWORD secretpass", "SET PASSWORD '***'"},
        {"SET PASSWORD 1234", "SET PASSWORD '***'"},
        {"SET PASSWORD TO 'secret'", "SET PASSWORD '***'"},
        {"SET PASSWORD = hunter-2-secret", "SET PASSWORD = '***'"},
        {"SET PASSWORD FOR u@10.0.0.1 = PASSWORD(secret)",
         "SET PASSWORD FOR u@10.0.0.1 = PASSWORD('***'"},
        {"SET PASSWORD FOR 'u'@'h' = PASSWORD('secret');",
         "SET PASSWORD FOR 'u'@'h' = PASSWORD('***');"},
        {"SET PASSWORD FOR u@h = OLD_PASSWORD('secret')",
         "SET PASSWORD FOR u@h = '***'"},
        {"SET PASSWORD FOR 'u' 'secret'", "SET PASSWORD FOR 'u' '***'"},
        {"SET PASSWD = 'secret'", "SET '***'"},
        {"GRANT x TO u IDENTIFIED BY 'secret'",
         "GRANT x TO u IDENTIFIED BY '***'"},
        {"GRANT x TO u IDENTIFIED BY 'p' TO 'secret'",
         "GRANT x TO u IDENTIFIED BY '***' ..."},
        {"GRANT PROCESS, ADMIN ON *.* TO 'u'@'%' /* secret */",
         "GRANT PROCESS, ADMIN ON *.* TO 'u'@'%'"},
        {"REVOKE ADMIN ON *.* FROM `u`@'::1';",
         "REVOKE ADMIN ON *.* FROM `u`@'::1';"},
        {"PREPARE s FROM 'SET PASSWORD = ''secret'''", "PREPARE s FROM '***'"},
        {"EXECUTE IMMEDIATE 'secret'", "EXECUTE IMMEDIATE '***'"},
        {"EXECUTE s FOR 'secret'", "EXECUTE s FOR '***'"},
        {"LOGIN root secretpass", "LOGIN root '***'"},
        {"INSERT INTO t VALUES ('secret', 'secret')",
         "INSERT INTO t VALUES ('***' ..."},
        {"SELECT PASSWORD('secret')", "SELECT PASSWORD('***')"},
        {"SELECT 'IDENTIFIED BY ''secret'''", "SELECT '***'"},
        {"SELECT 1 -- IDENTIFIED BY 'secret'", "SELECT 1"},
        {"SELECT 1; CREATE USER u IDENTIFIED BY 'secret'",
         "SELECT 1; CREATE USER u IDENTIFIED BY '***'"},
        {"; ALTER USER u IDENTIFIED BY 'secret'",
         "; ALTER USER u IDENTIFIED BY '***'"},
        {"SHOW VARIABLES LIKE '%password%'", "SHOW VARIABLES LIKE '***'"},
        {"DROP USER IF EXISTS 'u'@'10.0.0.0/8'",
         "DROP USER IF EXISTS 'u'@'10.0.0.0/8'"},
        {"\x01 CREATE USER u IDENTIFIED BY 'secret'", "'***'"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n = strlen(rows[i].statement), length = 0;
        const char *copy = (const char *)guard_copy(rows[i].statement, n);

        CU_ASSERT(redact_needed(copy, n));
        char *shown = redact_statement(copy, n, true, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(shown);
        CU_ASSERT_STRING_EQUAL(shown, rows[i].shown);
        CU_ASSERT_EQUAL(length, strlen(shown));
        CU_ASSERT_PTR_NULL(strstr(shown, "secret"));
        free(shown);
        for (size_t from = 0; from < n; from++)
            CU_ASSERT_FALSE(shows_secret(copy, n, from));
    }
}

static void rest_of_a_statement_is_redacted_by_what_stands_before(void)
{
    static const char text[] = "SET PASSWORD FOR u = 'secret' what";
    char shown[64];

    size_t n = redact_from(text, strlen(text), 17, shown, sizeof shown);
    CU_ASSERT_EQUAL(n, strlen("u = '***' ..."));
    CU_ASSERT_EQUAL(memcmp(shown, "u = '***' ...", n), 0);
    CU_ASSERT_EQUAL(redact_from(text, strlen(text), 17, shown, 3), 3);
    CU_ASSERT_EQUAL(redact_from(text, strlen(text), 30, shown, 64), 4);
}

static void other_statements_are_shown_as_they_came(void)
{
    static const char *const statements[] = {
        "SELECT USER(), 'text' -- note", "SHOW VARIABLES LIKE 'x%'",
        "ADMIN SET FRONTEND CONFIG (\"a\" = \"b\")", ""};

    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        size_t n = strlen(statements[i]), length = 0;

        CU_ASSERT_FALSE(redact_needed(statements[i], n));
        char *shown = redact_statement(statements[i], n, false, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(shown);
        CU_ASSERT_STRING_EQUAL(shown, statements[i]);
        free(shown);
    }
}

static void long_statement_is_cut(void)
{
    size_t n = REDACT_MAX + 100, length = 0;
    char *statement = malloc(n);

    CU_ASSERT_PTR_NOT_NULL_FATAL(statement);
    memset(statement, '(', n);
    for (int secret = 0; secret < 2; secret++) {
        char *shown = redact_statement(statement, n, secret == 1, &length);
        CU_ASSERT_PTR_NOT_NULL_FATAL(shown);
        CU_ASSERT_EQUAL(length, REDACT_MAX + 4);
        CU_ASSERT_EQUAL(memcmp(shown + REDACT_MAX - 1, "( ...", 6), 0);
        free(shown);
    }
    free(statement);
}

static const struct unit_case cases[] = {
    {"a statement is cut as MySQL cuts it", statement_is_cut_as_mysql_cuts_it},
    {"a NUL byte is bad", nul_byte_is_bad},
    {"a word is taken in either case and unquoted",
     word_is_taken_in_either_case_and_unquoted},
    {"a host needs no quotes", host_needs_no_quotes},
    {"a value is without quotes and escapes",
     value_is_without_quotes_and_escapes},
    {"a value that does not fit is cut and counted",
     value_that_does_not_fit_is_cut_and_counted},
    {"LIKE is SQL's LIKE", like_is_sql_like},
    {"a password is never shown", password_is_never_shown},
    {"the rest of a statement is redacted by what stands before",
     rest_of_a_statement_is_redacted_by_what_stands_before},
    {"other statements are shown as they came",
     other_statements_are_shown_as_they_came},
    {"a long statement is cut", long_statement_is_cut},
};

UNIT_SUITE(tokens, cases);
