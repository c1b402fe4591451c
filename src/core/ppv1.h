/*
 * ppv1 - a proven receiver for version 1 of the PROXY protocol.
 *
 *   reason     every reason for which a header is refused
 *   address    an IP address: text in, canonical text out
 *   networks   the trusted networks: parse the list, contains
 *   line       the header line: parse, write
 *   gate       who is served, and as whom
 *
 * Freestanding C11: no I/O, no allocation, no globals, no clock.
 */
#ifndef PPV1_H
#define PPV1_H

#ifdef __cplusplus
extern "C" {
#endif

#include "ppv1/reason.h"
#include "ppv1/address.h"
#include "ppv1/networks.h"
#include "ppv1/line.h"
#include "ppv1/gate.h"

#ifdef __cplusplus
}
#endif

#endif
