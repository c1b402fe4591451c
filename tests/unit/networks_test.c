/*
 * The trusted networks: the list's language, what blocks contain, the text.
 */
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "ppv1/networks.h"
#include "unit.h"

#define CAPACITY 8

/* ---- lists that are read ----------------------------------------------- */

struct list {
    struct ppv1_network blocks[CAPACITY];
    struct ppv1_ipv4_range ranges[CAPACITY];
    struct ppv1_networks networks;
    struct ppv1_networks_fault fault;
};

static bool parse(struct list *list, const char *text, size_t capacity)
{
    size_t n = strlen(text);

    *list = (struct list){.networks = {.count = 77, .any = true}};
    list->networks.blocks = list->blocks;
    list->networks.ranges = list->ranges;
    return ppv1_networks_parse(guard_copy(text, n), n, &list->networks,
                               capacity, &list->fault);
}

static struct ppv1_address address(const char *text)
{
    struct ppv1_address to = {7, 7};

    if (!ppv1_address_parse((const uint8_t *)text, strlen(text), &to))
        CU_FAIL_FATAL(text);
    return to;
}

/* The canonical text of all blocks, in their order. */
static void write_list(const struct ppv1_networks *networks, char *text)
{
    size_t n = 0;

    for (size_t i = 0; i < networks->count; i++) {
        if (i > 0)
            text[n++] = ';';
        n += ppv1_network_write(&networks->blocks[i], (uint8_t *)text + n);
    }
    text[n] = 0;
}

struct good {
    const char *text;
    const char *canonical;
    size_t count;
};

static const struct good goods[] = {
    {"10.0.0.0/8", "10.0.0.0/8", 1},
    {"10.1.2.3/8", "10.0.0.0/8", 1},
    {"10.1.2.3", "10.1.2.3", 1},
    {"10.1.2.3/32", "10.1.2.3", 1},
    {"10.1.2.3/31", "10.1.2.2/31", 1},
    {"255.255.255.255/1", "128.0.0.0/1", 1},
    {"1.2.3.4/0", "0.0.0.0/0", 1},
    {" \t10.0.0.0/8\t ", "10.0.0.0/8", 1},
    {"10.0.0.0/8;192.168.0.0/16", "10.0.0.0/8;192.168.0.0/16", 2},
    {"10.0.0.0/8 ; \t::1 ", "10.0.0.0/8;::1", 2},
    {"1.1.1.1;2.2.2.2;1.1.1.1", "1.1.1.1;2.2.2.2;1.1.1.1", 3},
    {"2001:DB8::5/32", "2001:db8::/32", 1},
    {"2001:db8:ffff:ffff:ffff::/33", "2001:db8:8000::/33", 1},
    {"1:2:3:4:5:6:7:8/63", "1:2:3:4::/63", 1},
    {"1:2:3:5:5:6:7:8/63", "1:2:3:4::/63", 1},
    {"1:2:3:4:5:6:7:8/64", "1:2:3:4::/64", 1},
    {"1:2:3:4:ffff:6:7:8/65", "1:2:3:4:8000::/65", 1},
    {"1:2:3:4:5:6:7:8/127", "1:2:3:4:5:6:7:8/127", 1},
    {"1:2:3:4:5:6:7:8/128", "1:2:3:4:5:6:7:8", 1},
    {"1:2:3:4:5:6:7:8/100", "1:2:3:4:5:6::/100", 1},
    {"abc::/0", "::/0", 1},
    {"::/1", "::/1", 1},
    /* without its IPv4 half, the block is the other half */
    {"::fffe:1.2.3.4/95", "::fffe:0:0/96", 1},
    {"::ffff:1.2.3.4/95", "::fffe:0:0/96", 1},
    {"::ffff:1.2.3.4/94", "::fffc:0:0/94", 1},
    {"::/80", "::/80", 1},
    {"::ffff:10.1.2.3", "10.1.2.3", 1},
    {"::ffff:10.1.2.3/104", "10.0.0.0/8", 1},
    {"::ffff:10.1.2.3/96", "0.0.0.0/0", 1},
    {"::ffff:10.1.2.3/128", "10.1.2.3", 1},
};

static void lists_are_read_and_written(void)
{
    for (size_t i = 0; i < sizeof goods / sizeof goods[0]; i++) {
        char text[CAPACITY * (PPV1_NETWORK_TEXT_MAX + 1)];
        struct list list;

        if (!parse(&list, goods[i].text, CAPACITY) || list.networks.any ||
            list.fault.error != PPV1_NETWORKS_OK ||
            list.networks.count != goods[i].count) {
            CU_FAIL(goods[i].text);
            continue;
        }
        write_list(&list.networks, text);
        if (strcmp(text, goods[i].canonical) != 0)
            CU_FAIL(goods[i].canonical);
    }
}

static void nothing_is_off_and_a_star_is_all(void)
{
    static const char *const off[] = {"", " ", "\t \t"};
    static const char *const star[] = {"*", " *", "*\t", " \t* "};
    struct list list;

    for (size_t i = 0; i < sizeof off / sizeof off[0]; i++)
        if (!parse(&list, off[i], 0) || list.networks.any ||
            list.networks.count != 0)
            CU_FAIL(off[i]);
    for (size_t i = 0; i < sizeof star / sizeof star[0]; i++)
        if (!parse(&list, star[i], 0) || !list.networks.any ||
            list.networks.count != 0)
            CU_FAIL(star[i]);
}

/* ---- lists that are refused -------------------------------------------- */

struct bad {
    const char *text;
    enum ppv1_networks_error error;
    size_t entry;
    size_t offset;
    size_t length;
};

static const struct bad bads[] = {
    {";", PPV1_NETWORKS_EMPTY_ENTRY, 1, 0, 0},
    {"1.1.1.1;", PPV1_NETWORKS_EMPTY_ENTRY, 2, 8, 0},
    {"1.1.1.1; ", PPV1_NETWORKS_EMPTY_ENTRY, 2, 9, 0},
    {";1.1.1.1", PPV1_NETWORKS_EMPTY_ENTRY, 1, 0, 0},
    {"1.1.1.1;;2.2.2.2", PPV1_NETWORKS_EMPTY_ENTRY, 2, 8, 0},
    {"*;10.0.0.0/8", PPV1_NETWORKS_STAR_NOT_ALONE, 1, 0, 1},
    {"10.0.0.0/8; *", PPV1_NETWORKS_STAR_NOT_ALONE, 2, 12, 1},
    {"*;*", PPV1_NETWORKS_STAR_NOT_ALONE, 1, 0, 1},
    {"**", PPV1_NETWORKS_ADDRESS, 1, 0, 2},
    {"* *", PPV1_NETWORKS_ADDRESS, 1, 0, 3},
    {"10.*", PPV1_NETWORKS_ADDRESS, 1, 0, 4},
    {"1.1.1.1,2.2.2.2", PPV1_NETWORKS_COMMA, 1, 0, 15},
    {"1.1.1.1; 2.2.2.2, 3.3.3.3 ;4.4.4.4", PPV1_NETWORKS_COMMA, 2, 9, 16},
    {",", PPV1_NETWORKS_COMMA, 1, 0, 1},
    {"garbage", PPV1_NETWORKS_ADDRESS, 1, 0, 7},
    {"10.0.0.0 /8", PPV1_NETWORKS_ADDRESS, 1, 0, 11},
    {"1.1.1.1 2.2.2.2", PPV1_NETWORKS_ADDRESS, 1, 0, 15},
    {"1.1.1.1\n", PPV1_NETWORKS_ADDRESS, 1, 0, 8},
    {"10.0.0/8", PPV1_NETWORKS_ADDRESS, 1, 0, 8},
    {"/8", PPV1_NETWORKS_ADDRESS, 1, 0, 2},
    {"010.0.0.0/8", PPV1_NETWORKS_ADDRESS, 1, 0, 11},
    {"fe80::1%eth0", PPV1_NETWORKS_ADDRESS, 1, 0, 12},
    {"[::1]", PPV1_NETWORKS_ADDRESS, 1, 0, 5},
    {"10.0.0.0/33", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/", PPV1_NETWORKS_PREFIX, 1, 0, 9},
    {"10.0.0.0/ 8", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/08", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/00", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/+8", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/-1", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/8/8", PPV1_NETWORKS_PREFIX, 1, 0, 12},
    {"10.0.0.0/8x", PPV1_NETWORKS_PREFIX, 1, 0, 11},
    {"10.0.0.0/255.0.0.0", PPV1_NETWORKS_PREFIX, 1, 0, 18},
    {"10.0.0.0/4294967304", PPV1_NETWORKS_PREFIX, 1, 0, 19},
    {"10.0.0.0/128", PPV1_NETWORKS_PREFIX, 1, 0, 12},
    {"::/129", PPV1_NETWORKS_PREFIX, 1, 0, 6},
    {"::/256", PPV1_NETWORKS_PREFIX, 1, 0, 6},
    {"::/999", PPV1_NETWORKS_PREFIX, 1, 0, 6},
    {"::/1000", PPV1_NETWORKS_PREFIX, 1, 0, 7},
    {"1.1.1.1;2.2.2.2/33;;*", PPV1_NETWORKS_PREFIX, 2, 8, 10},
};

/* Is the fault this one, and are the networks as they were? */
static bool refused(const struct list *list, const struct bad *bad)
{
    return list->fault.error == bad->error && list->fault.entry == bad->entry &&
           list->fault.offset == bad->offset &&
           list->fault.length == bad->length && list->networks.count == 77 &&
           list->networks.any;
}

static void other_lists_are_refused_with_the_entry(void)
{
    for (size_t i = 0; i < sizeof bads / sizeof bads[0]; i++) {
        struct list list;

        if (parse(&list, bads[i].text, CAPACITY) || !refused(&list, &bads[i]))
            CU_FAIL(bads[i].text);
    }
}

static void the_memory_bounds_the_list(void)
{
    static const char text[] = "1.1.1.1;2.2.2.2;3.3.3.3";
    static const struct bad third = {text, PPV1_NETWORKS_TOO_MANY, 3, 16, 7};
    static const struct bad first = {text, PPV1_NETWORKS_TOO_MANY, 1, 0, 7};
    struct list list;

    CU_ASSERT_EQUAL(ppv1_networks_capacity(guard_copy(text, 23), 23), 3);
    CU_ASSERT_EQUAL(ppv1_networks_capacity(guard_copy("", 0), 0), 1);
    CU_ASSERT_TRUE(parse(&list, text, 3));
    CU_ASSERT_FALSE(parse(&list, text, 2));
    CU_ASSERT_TRUE(refused(&list, &third));
    CU_ASSERT_EQUAL(list.blocks[2].last.low, 0); /* not touched */
    CU_ASSERT_FALSE(parse(&list, text, 0));
    CU_ASSERT_TRUE(refused(&list, &first));
}

static void every_error_has_words_of_its_own(void)
{
    for (int a = PPV1_NETWORKS_OK; a <= PPV1_NETWORKS_TOO_MANY; a++)
        for (int b = PPV1_NETWORKS_OK; b < a; b++)
            CU_ASSERT_STRING_NOT_EQUAL(
                ppv1_networks_error_text((enum ppv1_networks_error)a),
                ppv1_networks_error_text((enum ppv1_networks_error)b));
}

/* ---- what is contained ------------------------------------------------- */

struct peer {
    const char *list;
    const char *peer;
    bool contained;
};

static const struct peer peers[] = {
    {"", "10.0.0.1", false},
    {"*", "10.0.0.1", true},
    {"*", "2001:db8::1", true},
    {"10.0.0.0/8", "9.255.255.255", false},
    {"10.0.0.0/8", "10.0.0.0", true},
    {"10.0.0.0/8", "10.255.255.255", true},
    {"10.0.0.0/8", "11.0.0.0", false},
    {"10.0.0.0/8", "::ffff:10.1.1.1", true},
    {"::ffff:10.0.0.0/104", "10.1.1.1", true},
    {"10.0.0.5", "10.0.0.5", true},
    {"10.0.0.5", "10.0.0.4", false},
    {"10.0.0.5", "10.0.0.6", false},
    {"0.0.0.0/0", "0.0.0.0", true},
    {"0.0.0.0/0", "255.255.255.255", true},
    {"0.0.0.0/0", "::1", false},
    {"0.0.0.0/0", "::fffe:ffff:ffff", false},
    {"0.0.0.0/0", "::1:0:0:0", false},
    /* an IPv6 block has no IPv4 address, wherever it begins and ends */
    {"::/0", "10.0.0.1", false},
    {"::/0", "::1", true},
    {"::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true},
    {"::/80", "::fffe:ffff:ffff", true},
    {"::/80", "0.0.0.0", false},
    {"::/80", "255.255.255.255", false},
    {"::/80", "::1:0:0:0", false},
    {"::/79", "::1:0:0:0", true},
    {"::/79", "1.2.3.4", false},
    {"::ffff:1.2.3.4/95", "1.2.3.4", false},
    {"::ffff:1.2.3.4/95", "::fffe:0:1", true},
    {"2001:db8::/32", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", false},
    {"2001:db8::/32", "2001:db8::", true},
    {"2001:db8::/32", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", true},
    {"2001:db8::/32", "2001:db9::", false},
    {"1:2:3:4::/64", "1:2:3:4:ffff:ffff:ffff:ffff", true},
    {"1:2:3:4::/64", "1:2:3:5::", false},
    {"1:2:3:4:8000::/65", "1:2:3:4:7fff:ffff:ffff:ffff", false},
    /* one inside the other, side by side, in any order */
    {"10.0.0.0/8;10.1.0.0/16", "10.200.0.1", true},
    {"10.1.0.0/16;10.0.0.0/8", "10.200.0.1", true},
    {"10.1.0.0/16;10.0.0.0/8;10.1.1.1", "10.1.1.1", true},
    {"10.0.0.0/9;10.128.0.0/9", "10.127.255.255", true},
    {"10.0.0.0/9;10.128.0.0/9", "10.128.0.0", true},
    {"9.9.9.9;7.7.7.7;8.8.8.8;1.1.1.1;5.5.5.5", "5.5.5.5", true},
    {"9.9.9.9;7.7.7.7;8.8.8.8;1.1.1.1;5.5.5.5", "1.1.1.1", true},
    {"9.9.9.9;7.7.7.7;8.8.8.8;1.1.1.1;5.5.5.5", "9.9.9.9", true},
    {"9.9.9.9;7.7.7.7;8.8.8.8;1.1.1.1;5.5.5.5", "6.6.6.6", false},
    {"9.9.9.9;7.7.7.7;8.8.8.8;1.1.1.1;5.5.5.5", "0.0.0.1", false},
    {"9.9.9.9;7.7.7.7;8.8.8.8;1.1.1.1;5.5.5.5", "10.0.0.1", false},
};

static void peers_are_contained_or_not(void)
{
    for (size_t i = 0; i < sizeof peers / sizeof peers[0]; i++) {
        struct list list;

        if (!parse(&list, peers[i].list, CAPACITY))
            CU_FAIL_FATAL(peers[i].list);
        ppv1_networks_index(&list.networks);
        if (ppv1_networks_contains(&list.networks, address(peers[i].peer)) !=
            peers[i].contained)
            CU_FAIL(peers[i].peer);
    }
}

/* No text makes such a block, but a program may. */
static void a_block_may_reach_into_ipv4(void)
{
    static const char *const inside[] = {"fe80::", "fe80::1", "ffff::ffff",
                                         "0.0.0.0", "10.0.0.9"};
    static const char *const outside[] = {"::9", "fe7f::ffff", "10.0.0.10"};
    struct list list;

    CU_ASSERT_FATAL(parse(&list, "::1;fe80::/10", CAPACITY));
    list.networks.blocks[1].last = address("10.0.0.9");
    ppv1_networks_index(&list.networks);
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        if (!ppv1_networks_contains(&list.networks, address(inside[i])))
            CU_FAIL(inside[i]);
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
        if (ppv1_networks_contains(&list.networks, address(outside[i])))
            CU_FAIL(outside[i]);
}

static void the_index_keeps_only_what_is_needed(void)
{
    struct list list;

    CU_ASSERT_FATAL(parse(
        &list, "10.1.0.0/16;::1;10.0.0.0/8;10.1.1.1;10.0.0.0/8", CAPACITY));
    ppv1_networks_index(&list.networks);
    CU_ASSERT_EQUAL(list.networks.count, 2);
    CU_ASSERT_FATAL(parse(&list, "", CAPACITY));
    list.networks.blocks = NULL;
    list.networks.ranges = NULL;
    ppv1_networks_index(&list.networks);
    CU_ASSERT_EQUAL(list.networks.count, 0);
}

/* ---- against one block after the other --------------------------------- */

#define MANY 40

static uint64_t few_bits(void)
{
    return (uint64_t)(rand() % 64) << rand() % 58;
}

/* Small numbers, so that blocks meet. */
static struct ppv1_address random_address(void)
{
    struct ppv1_address to = {rand() % 2 ? 0 : few_bits(), few_bits()};

    if (rand() % 2)
        to = ppv1_address_from_ipv4((uint32_t)few_bits());
    return to;
}

/* One entry of a list; the number of bytes. */
static size_t random_entry(uint8_t *text)
{
    struct ppv1_address from = random_address();
    bool ipv4 = ppv1_address_is_ipv4(from);
    size_t n = ppv1_address_write(from, text);
    int bits = rand() % (ipv4 ? 33 : 129);

    text[n++] = '/';
    if (bits >= 100)
        text[n++] = (uint8_t)('0' + bits / 100);
    if (bits >= 10)
        text[n++] = (uint8_t)('0' + bits / 10 % 10);
    text[n++] = (uint8_t)('0' + bits % 10);
    text[n++] = ';';
    return n;
}

static bool in_some_block(const struct ppv1_network *blocks, size_t count,
                          struct ppv1_address peer)
{
    for (size_t i = 0; i < count; i++)
        if (ppv1_network_contains(&blocks[i], peer))
            return true;
    return false;
}

static void one_random_list(void)
{
    uint8_t text[MANY * (PPV1_NETWORK_TEXT_MAX + 1)];
    struct ppv1_network given[MANY], blocks[MANY];
    struct ppv1_ipv4_range ranges[MANY];
    struct ppv1_networks networks = {.blocks = blocks, .ranges = ranges};
    struct ppv1_networks_fault fault;
    size_t count = (size_t)(rand() % MANY) + 1, n = 0;

    for (size_t i = 0; i < count; i++)
        n += random_entry(text + n);
    CU_ASSERT_FATAL(
        ppv1_networks_parse(text, n - 1, &networks, MANY, &fault));
    CU_ASSERT_EQUAL_FATAL(networks.count, count);
    memcpy(given, blocks, sizeof given);
    ppv1_networks_index(&networks);
    for (int round = 0; round < 100; round++) {
        struct ppv1_address peer = random_address();

        if (round < (int)count)
            peer = given[round].last;
        CU_ASSERT_EQUAL(ppv1_networks_contains(&networks, peer),
                        in_some_block(given, count, peer));
    }
}

static void the_index_changes_no_answer(void)
{
    srand(1);
    for (int round = 0; round < 2000; round++)
        one_random_list();
}

/* The first `bits` bits, one by one. */
static bool same_bits(struct ppv1_address a, struct ppv1_address b, int bits)
{
    for (int k = 0; k < bits; k++) {
        uint64_t x = k < 64 ? a.high ^ b.high : a.low ^ b.low;

        if (x >> (63 - k % 64) & 1)
            return false;
    }
    return true;
}

/* Does the entry's text say that its block contains the peer? */
static bool says(char *entry, struct ppv1_address peer)
{
    char *slash = strchr(entry, '/');
    struct ppv1_address of;
    int bits = atoi(slash + 1);

    *slash = 0;
    of = address(entry);
    if (strchr(entry, ':') == NULL)
        bits += 96;
    return same_bits(of, peer, bits) &&
           ppv1_address_is_ipv4(peer) ==
               (bits >= 96 && ppv1_address_is_ipv4(of));
}

static void a_block_is_what_has_its_first_bits(void)
{
    int contained = 0;

    srand(2);
    for (int round = 0; round < 200000; round++) {
        struct ppv1_address peer = random_address();
        char text[PPV1_NETWORK_TEXT_MAX + 1];
        size_t n = random_entry((uint8_t *)text) - 1;
        struct list list;
        bool answer;

        text[n] = 0;
        CU_ASSERT_FATAL(parse(&list, text, 1));
        if (rand() % 2) {
            peer = rand() % 2 ? list.blocks[0].last : list.blocks[0].first;
            peer.low += (uint64_t)(rand() % 3) - 1;
        }
        answer = ppv1_network_contains(&list.blocks[0], peer);
        contained += answer;
        if (answer != says(text, peer))
            CU_FAIL(text);
    }
    CU_ASSERT_TRUE(contained > 20000 && contained < 180000);
}

static const struct unit_case cases[] = {
    {"a list is read, and written in canonical form",
     lists_are_read_and_written},
    {"nothing is off, and a star alone is every peer",
     nothing_is_off_and_a_star_is_all},
    {"other lists are refused, and the entry is named",
     other_lists_are_refused_with_the_entry},
    {"no more is read than there is memory for", the_memory_bounds_the_list},
    {"every error has words of its own", every_error_has_words_of_its_own},
    {"peers are contained or not", peers_are_contained_or_not},
    {"a block may reach into IPv4", a_block_may_reach_into_ipv4},
    {"the index keeps only the blocks that are needed",
     the_index_keeps_only_what_is_needed},
    {"the index changes no answer", the_index_changes_no_answer},
    {"a block is what has its first bits, and its family",
     a_block_is_what_has_its_first_bits},
};

UNIT_SUITE(networks, cases);
