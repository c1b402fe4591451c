/*
 * settings_networks - the trusted networks: from text to what the gate reads.
 */
#ifndef FE_SETTINGS_NETWORKS_H
#define FE_SETTINGS_NETWORKS_H

#include "settings.h"

/* The longest list that is read. */
#define SETTINGS_NETWORKS_MAX 65535

/* NULL on failure, and error[] names the first bad entry and what is wrong
 * with it. */
struct trusted_networks *
settings_networks_parse(const char *text, char error[SETTINGS_ERROR_MAX]);

/* NULL is allowed. */
void settings_networks_free(struct trusted_networks *trusted);

#endif
