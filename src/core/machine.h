/*
 * machine - the Ragel machine of grammar/proxy_v1.rl, as gen/proxy_v1.c has it.
 *
 * The machine knows keywords and separators.  It says which part of the line
 * begins; ppv1_parse takes that part with its scanner.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include <stddef.h>
#include <stdint.h>

/* What the machine has come to. */
enum part {
    PART_NONE, /* a byte that does not fit, or the end of the bytes */
    PART_PROXY,
    PART_SOURCE4,
    PART_SOURCE6,
    PART_DESTINATION4,
    PART_DESTINATION6,
    PART_SOURCE_PORT,
    PART_DESTINATION_PORT,
    PART_UNKNOWN,
    PART_TEXT,
    PART_LINE
};

/* One step of the machine. */
struct step {
    enum part part;
    size_t at; /* the byte behind what was read */
    int state; /* of the machine */
};

/* The machine's states between two steps; the numbers are Ragel's, and the
 * proof fails when they move. */
#define AT_ERROR 0
#define AT_START 1
#define AT_PROTOCOL 7
#define BEHIND_SOURCE4 12
#define BEHIND_DESTINATION 13
#define BEHIND_SOURCE_PORT 14
#define BEFORE_CRLF 15
#define BEHIND_SOURCE6 18
#define BEHIND_UNKNOWN 25
#define AT_END 26

#ifdef __FRAMAC__
#include "spec/machine.acsl"
#endif

/*
 * line_step - runs the machine from `state` and bytes[at] to the beginning of
 * the next part, to a byte that does not fit, or to the end of the bytes.  An
 * error stays one.
 */
/*@ requires readable: \valid_read(bytes + (0 .. n - 1));
    requires position: at <= n;
    requires state:    MachineState(state);
    terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  start:    state == AT_START ==> StepStart(bytes, at, n, \result);
    ensures  protocol: state == AT_PROTOCOL
                   ==> StepProtocol(bytes, at, n, \result);
    ensures  source4:  state == BEHIND_SOURCE4
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_DESTINATION4, BEHIND_DESTINATION);
    ensures  source6:  state == BEHIND_SOURCE6
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_DESTINATION6, BEHIND_DESTINATION);
    ensures  ports:    state == BEHIND_DESTINATION
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_SOURCE_PORT, BEHIND_SOURCE_PORT);
    ensures  port:     state == BEHIND_SOURCE_PORT
                   ==> StepSpace(bytes, at, n, \result,
                                 PART_DESTINATION_PORT, BEFORE_CRLF);
    ensures  unknown:  state == BEHIND_UNKNOWN
                   ==> StepUnknown(bytes, at, n, \result);
    ensures  crlf:     state == BEFORE_CRLF
                   ==> StepCrlf(bytes, at, n, \result);
    ensures  sticky:   state == AT_ERROR
                   ==> \result.part == PART_NONE && \result.at == at
                    && \result.state == AT_ERROR;
*/
struct step line_step(const uint8_t *bytes, size_t at, size_t n, int state);

#endif
