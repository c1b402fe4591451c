/*
 * endpoint - addresses and endpoints as text with a NUL, for people.
 */
#ifndef FE_ENDPOINT_H
#define FE_ENDPOINT_H

#include "ppv1.h"

/* Room for an address, and for [address]:port, each with its NUL. */
#define ENDPOINT_ADDRESS_MAX (PPV1_ADDRESS_TEXT_MAX + 1)
#define ENDPOINT_TEXT_MAX (PPV1_ADDRESS_TEXT_MAX + 9)

/* The canonical text of the address alone. */
void endpoint_address(struct ppv1_address address,
                      char text[ENDPOINT_ADDRESS_MAX]);

/* 203.0.113.10:56324 or [2001:db8::10]:56324 */
void endpoint_text(struct ppv1_endpoint endpoint, char text[ENDPOINT_TEXT_MAX]);

#endif
