/*
 * reader - how far ppv1_parse has come, and how it takes the line's parts.
 *
 * The machine in grammar/proxy_v1.rl knows keywords and separators.  It says
 * which part begins; the reader takes that part with its scanner.
 */
#ifndef READER_H
#define READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ppv1/line.h"
#include "scan.h"

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

struct reader {
    bool open;                 /* no answer yet */
    int state;                 /* of the machine */
    uint32_t at;               /* bytes taken so far: PPV1_LINE_MAX at most */
    enum ppv1_reason expected; /* why to refuse, should the next byte not fit */
    struct ppv1_line line;     /* what was read so far; then the answer */
};

/* The machine's states between two calls of line_step; the numbers are
 * Ragel's, and the proof fails when they move. */
#define AT_START 1
#define AT_PROTOCOL 7
#define BEHIND_SOURCE4 12
#define BEHIND_DESTINATION 13
#define BEHIND_SOURCE_PORT 14
#define BEFORE_CRLF 15
#define BEHIND_SOURCE6 18
#define BEHIND_UNKNOWN 25
#define AT_END 26

/* Where a field must end, at the latest, for the shortest rest of the line to
 * fit into PPV1_LINE_MAX bytes. */
#define SOURCE_END_MAX (DESTINATION_END_MAX - 3)       /* " ::" follows */
#define DESTINATION_END_MAX (SOURCE_PORT_END_MAX - 2)  /* " 0" */
#define SOURCE_PORT_END_MAX (LAST_FIELD_END_MAX - 2)   /* " 0" */
#define LAST_FIELD_END_MAX (PPV1_LINE_MAX - 2)         /* CRLF */

#ifdef __FRAMAC__
#include "spec/reader.acsl"
#endif

/*
 * reader_begin - nothing was read; the machine is in its first state.  The
 * bytes decide what to call them, should they not begin with "PROXY ".
 */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires state:     state == AT_START;
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  open:      r->open && r->at == 0 && r->state == AT_START;
*/
void reader_begin(struct reader *r, const uint8_t *bytes, size_t n, int state);

/* reader_take - takes the part that the machine's step has come to. */
/*@ requires readable:  \valid_read(bytes + (0 .. n - 1));
    requires writable:  \valid(r);
    requires separated: \separated(bytes + (0 .. n - 1), r);
    requires open:      r->open && r->at <= n && ReaderState(r->state);
    requires stands:    ReaderStands(r, bytes, n);
    requires step:      Step(bytes, r->at, n, r->state, step);
    terminates          \true;
    exits               \false;
    assigns             *r;
    ensures  onward:    r->open ==> \old(r->at) < r->at <= n;
    ensures  state:     r->open ==> ReaderState(r->state);
    ensures  stands:    r->open ==> ReaderStands(r, bytes, n);
    ensures  answered:  !r->open ==> Answer(r->line.answer,
                            r->line.offset, r->line.length, n);
    ensures  line:      !r->open && r->line.answer == PPV1_ACCEPTED
                    ==> LineText(bytes, r->line.length, r->line.protocol,
                            r->line.source, r->line.destination,
                            r->line.source_port, r->line.destination_port);
*/
void reader_take(struct reader *r, const uint8_t *bytes, size_t n,
                 struct step step);

#endif
