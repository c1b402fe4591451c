/*
 * ppv1_address_parse and the C library's inet_pton, asked the same texts.
 *
 * The languages differ in what is named here, and in nothing else (glibc
 * 2.36): `::` for no group at all, octets with leading zeros, groups of five
 * digits are refused by both.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "ppv1.h"
#include "questions.h"
#include "texts.h"

#define TEXT_ROOM 256

enum class { SAME, OTHER_FAMILY, NUL_ENDS, UNNAMED, CLASSES };

static const char *const names[CLASSES] = {
    [SAME] = "both say the same",
    [OTHER_FAMILY] = "inet_pton reads the one family that it is told, "
                     "the parser either",
    [NUL_ENDS] = "a NUL byte ends inet_pton's text, and is an error to the "
                 "parser",
    [UNNAMED] = "unnamed"};

static size_t counts[CLASSES];
static size_t read_by_both;

/* Does inet_pton read the text, and as which number? */
static bool library_reads(int family, const char *text,
                          struct ppv1_address *address)
{
    uint8_t number[16] = {[10] = 0xff, [11] = 0xff};

    if (inet_pton(family, text, family == AF_INET ? number + 12 : number) != 1)
        return false;
    *address = ppv1_address_from_bytes(number);
    return true;
}

static enum class compare(int family, const char *text, size_t n)
{
    struct ppv1_address ours, theirs;
    bool we = ppv1_address_parse((const uint8_t *)text, n, &ours);
    bool they = library_reads(family, text, &theirs);

    if (we && they) {
        read_by_both++;
        return ppv1_address_compare(ours, theirs) == 0 ? SAME : UNNAMED;
    }
    if (we == they)
        return SAME;
    if (we)
        return (memchr(text, ':', n) == NULL) != (family == AF_INET)
                   ? OTHER_FAMILY : UNNAMED;
    return strlen(text) < n ? NUL_ENDS : UNNAMED;
}

static bool visit(const char *given, size_t n, void *context)
{
    static const int families[] = {AF_INET, AF_INET6};
    char text[TEXT_ROOM];

    (void)context;
    memcpy(text, given, n);
    text[n] = '\0';
    for (size_t k = 0; k < 2; k++) {
        enum class class = compare(families[k], text, n);

        counts[class]++;
        if (class == UNNAMED) {
            printf("they differ in %s\n", text);
            return false;
        }
    }
    return true;
}

/* The text behind the context's head. */
static bool visit_behind(const char *text, size_t n, void *head)
{
    char whole[TEXT_ROOM];
    size_t k = strlen(head);

    memcpy(whole, head, k);
    memcpy(whole + k, text, n);
    return visit(whole, k + n, NULL);
}

/* Good addresses with each byte replaced by, and behind, each other. */
static bool each_spoiled(void)
{
    static const char *const good[] = {
        "203.0.113.10", "2001:db8::1", "::", "::ffff:203.0.113.10",
        "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "1::8", "1:2:3:4:5:6:7::"};
    char text[TEXT_ROOM];

    for (size_t k = 0; k < sizeof good / sizeof *good; k++)
        for (size_t at = 0; at <= strlen(good[k]); at++)
            for (int c = 0; c <= UINT8_MAX; c++) {
                size_t n = strlen(good[k]);

                memcpy(text, good[k], n);
                text[at] = (char)c;
                if (!visit(text, at < n ? n : n + 1, NULL))
                    return false;
            }
    return true;
}

bool ask_inet_pton(void)
{
    bool named = each_text("019.", 0, 11, visit, NULL)
                 && each_text("0123456789.", 0, 4, visit_behind, "1.2.3.")
                 && each_text("1:.", 0, 12, visit, NULL)
                 && each_text("0f:. ", 0, 8, visit, NULL)
                 && each_text("09afAFgG:/@`", 0, 5, visit_behind, "1::")
                 && each_ipv6_shape(visit, NULL) && each_spoiled();

    for (size_t class = 0; class < CLASSES; class++)
        printf("%9zu  %s\n", counts[class], names[class]);
    printf("%9zu  of them read by both\n", read_by_both);
    return named && read_by_both > 0 && counts[OTHER_FAMILY] > 0
           && counts[NUL_ENDS] > 0;
}
