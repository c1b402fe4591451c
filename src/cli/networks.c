#include "commands.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ppv1.h"
#include "text.h"

static void print_block(const struct ppv1_network *block)
{
    uint8_t text[PPV1_NETWORK_TEXT_MAX];
    size_t n = ppv1_network_write(block, text);

    printf("%.*s", (int)n, (const char *)text);
}

static void print_list(const struct ppv1_networks *networks)
{
    size_t k;

    if (networks->any) {
        puts("*");
        fputs("ppv1: warning: * lets any peer claim any address\n", stderr);
    } else if (networks->count == 0) {
        fputs("ppv1: the list is empty: no peer is trusted\n", stderr);
    }
    for (k = 0; k < networks->count; k++) {
        print_block(&networks->blocks[k]);
        putchar('\n');
    }
}

/* The entry that trusts the address, in the order of the list. */
static void print_trust(const struct ppv1_networks *networks,
                        struct ppv1_address address)
{
    size_t k;

    printf("%s: ", address_text(address).text);
    for (k = 0; k < networks->count; k++) {
        if (ppv1_network_contains(&networks->blocks[k], address)) {
            printf("trusted by ");
            print_block(&networks->blocks[k]);
            putchar('\n');
            return;
        }
    }
    puts(networks->any ? "trusted by *" : "none");
}

static int print_addresses(const struct ppv1_networks *networks,
                           char **addresses, size_t count)
{
    struct ppv1_address address;
    int status = 0;
    size_t k;

    for (k = 0; k < count; k++) {
        const uint8_t *text = (const uint8_t *)addresses[k];

        if (ppv1_address_parse(text, strlen(addresses[k]), &address)) {
            print_trust(networks, address);
            continue;
        }
        fputs("ppv1: not an IPv4 or IPv6 address: ", stderr);
        print_escaped(stderr, text, strlen(addresses[k]));
        fputc('\n', stderr);
        status = 1;
    }
    return status;
}

static void print_fault(const char *list,
                        const struct ppv1_networks_fault *fault)
{
    fprintf(stderr, "ppv1: entry %zu \"", fault->entry);
    print_escaped(stderr, (const uint8_t *)list + fault->offset,
                  fault->length);
    fprintf(stderr, "\": %s\n", ppv1_networks_error_text(fault->error));
}

int command_networks(const char *list, char **addresses, size_t count)
{
    const uint8_t *text = (const uint8_t *)list;
    size_t n = strlen(list);
    size_t capacity = ppv1_networks_capacity(text, n);
    struct ppv1_networks networks = {0};
    struct ppv1_networks_fault fault;
    int status = 1;

    networks.blocks = calloc(capacity, sizeof *networks.blocks);
    if (networks.blocks == NULL) {
        fputs("ppv1: not enough memory for the list\n", stderr);
        return 2;
    }
    if (ppv1_networks_parse(text, n, &networks, capacity, &fault)) {
        print_list(&networks);
        status = print_addresses(&networks, addresses, count);
    } else {
        print_fault(list, &fault);
    }
    free(networks.blocks);
    return status;
}
