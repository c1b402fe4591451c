/*
 * reason - every reason for which a PROXY header is refused.
 *
 * The set is closed.  The parser, the gate, the log, the audit log, the
 * counters and the tests all use this one list.
 */
#ifndef PPV1_REASON_H
#define PPV1_REASON_H

/*
 * X(name, text): the parser's reasons first, then the gate's.  What is wrong
 * with a field is said once per field: the eleven address rows stand in the
 * same order for source and destination, the port rows likewise.  What each of
 * the parser's is said of is in proofs/spec/line_reason.acsl.
 */
#define PPV1_ADDRESS_REASONS(X, FIELD, in)                                     \
    X(FIELD##_OCTET_MISSING, "decimal digit expected in IPv4 octet in " in)    \
    X(FIELD##_OCTET_LEADING_ZERO, "IPv4 octet with leading zero in " in)       \
    X(FIELD##_OCTET_ABOVE_255, "IPv4 octet above 255 in " in)                  \
    X(FIELD##_TOO_FEW_OCTETS, "IPv4 address with fewer than 4 octets in " in)  \
    X(FIELD##_TOO_MANY_OCTETS, "IPv4 address with more than 4 octets in " in)  \
    X(FIELD##_GROUP_MISSING, "hexadecimal group or colon expected in " in)     \
    X(FIELD##_GROUP_TOO_LONG, "IPv6 group of more than 4 digits in " in)       \
    X(FIELD##_SECOND_GAP, "second :: in " in)                                  \
    X(FIELD##_TOO_FEW_GROUPS, "IPv6 address with too few groups in " in)       \
    X(FIELD##_TOO_MANY_GROUPS, "IPv6 address with too many groups in " in)     \
    X(FIELD##_MISPLACED_TAIL, "dotted IPv4 tail at the wrong place in " in)

#define PPV1_PORT_REASONS(X, FIELD, in)                                        \
    X(FIELD##_PORT_MISSING, "decimal digit expected in " in)                   \
    X(FIELD##_PORT_LEADING_ZERO, "leading zero in " in)                        \
    X(FIELD##_PORT_ABOVE_65535, "port above 65535 in " in)

#define PPV1_REASONS(X)                                                        \
    X(NONE, "no reason")                                                       \
    X(NOT_PROXY, "not a PROXY header")                                         \
    X(BINARY_V2, "binary v2 header; only v1 is supported")                     \
    X(PROTOCOL, "protocol is not TCP4, TCP6 or UNKNOWN")                       \
    PPV1_ADDRESS_REASONS(X, SOURCE, "source address")                          \
    PPV1_ADDRESS_REASONS(X, DESTINATION, "destination address")                \
    PPV1_PORT_REASONS(X, SOURCE, "source port")                                \
    PPV1_PORT_REASONS(X, DESTINATION, "destination port")                      \
    X(SPACE_AFTER_SOURCE, "space expected after source address")               \
    X(SPACE_AFTER_DESTINATION, "space expected after destination address")     \
    X(SPACE_AFTER_SOURCE_PORT, "space expected after source port")             \
    X(SPACE_AFTER_UNKNOWN, "space or CRLF expected after UNKNOWN")             \
    X(LINE_END, "CRLF expected at the end of the line")                        \
    X(TOO_LONG, "line longer than 107 bytes")                                  \
    X(LOOPBACK_CLIENT, "loopback client address from a remote peer")           \
    X(UNSPECIFIED_CLIENT, "unspecified client address from a remote peer")     \
    X(MULTICAST_CLIENT, "multicast client address from a remote peer")         \
    X(TIMEOUT, "timeout")                                                      \
    X(CLOSED, "connection closed")                                             \
    X(TOO_MANY_WAITING, "too many connections wait for a header")              \
    X(TOO_MANY_WAITING_PEER, "too many connections of this peer wait for a header")

enum ppv1_reason {
#define PPV1_REASON_ENUM(name, text) PPV1_REASON_##name,
    PPV1_REASONS(PPV1_REASON_ENUM)
#undef PPV1_REASON_ENUM
    PPV1_REASON_COUNT
};

/*
 * ppv1_reason_text - the words for a reason: constant text, never NULL.
 * Anything that is not a reason gives the text of PPV1_REASON_NONE.
 */
/*@ terminates         \true;
    exits              \false;
    assigns            \nothing;
    ensures  readable: \valid_read(\result + 0);
*/
const char *ppv1_reason_text(enum ppv1_reason reason);

#endif
