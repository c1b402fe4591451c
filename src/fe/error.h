/*
 * error - the errors that clients get: MySQL's number and SQLSTATE.
 */
#ifndef FE_ERROR_H
#define FE_ERROR_H

#include <stdint.h>

/* X(name, number, SQLSTATE) */
#define ERRORS(X)                                                              \
    X(NOT_WRITTEN, 1026, "HY000")                                              \
    X(TOO_MANY_CONNECTIONS, 1040, "08004")                                     \
    X(OUT_OF_MEMORY, 1041, "HY000")                                            \
    X(BAD_HANDSHAKE, 1043, "08S01")                                            \
    X(ACCESS_DENIED, 1045, "28000")                                            \
    X(NO_DATABASE, 1046, "3D000")                                              \
    X(UNKNOWN_COMMAND, 1047, "08S01")                                          \
    X(UNKNOWN_DATABASE, 1049, "42000")                                         \
    X(UNKNOWN_COLUMN, 1054, "42S22")                                           \
    X(SYNTAX, 1064, "42000")                                                   \
    X(EMPTY_QUERY, 1065, "42000")                                              \
    X(UNKNOWN_THREAD, 1094, "HY000")                                           \
    X(NOT_OWNER, 1095, "HY000")                                                \
    X(UNKNOWN, 1105, "HY000")                                                  \
    X(UNKNOWN_CHARACTER_SET, 1115, "42000")                                    \
    X(TOO_MANY_COLUMNS, 1117, "HY000")                                         \
    X(HOST_BLOCKED, 1129, "HY000")                                             \
    X(HEADER_NOT_ACCEPTED, 1130, "HY000")                                      \
    X(PASSWORD_NO_MATCH, 1133, "42000")                                        \
    X(NO_GRANT, 1141, "42000")                                                 \
    X(PACKET_TOO_LARGE, 1153, "08S01")                                         \
    X(PACKETS_OUT_OF_ORDER, 1156, "08S01")                                     \
    X(UNKNOWN_VARIABLE, 1193, "HY000")                                         \
    X(TOO_MANY_USER_CONNECTIONS, 1203, "42000")                                \
    X(PRIVILEGE_NEEDED, 1227, "42000")                                         \
    X(GLOBAL_VARIABLE, 1229, "HY000")                                          \
    X(WRONG_VALUE, 1231, "42000")                                              \
    X(NOT_SUPPORTED, 1235, "42000")                                            \
    X(READ_ONLY_VARIABLE, 1238, "HY000")                                       \
    X(UNKNOWN_STATEMENT, 1243, "HY000")                                        \
    X(OLD_CLIENT, 1251, "08004")                                               \
    X(NOT_PREPARABLE, 1295, "HY000")                                           \
    X(UNKNOWN_FUNCTION, 1305, "42000")                                         \
    X(INTERRUPTED, 1317, "70100")                                              \
    X(CANNOT_USER, 1396, "HY000")                                              \
    X(TOO_MANY_STATEMENTS, 1461, "42000")                                      \
    X(PLUGIN_NOT_LOADED, 1524, "HY000")                                        \
    X(ACCOUNT_LOCKED, 3118, "HY000")                                           \
    X(TRANSPORT_NOT_SECURE, 3159, "HY000")                                     \
    X(NOT_PERSISTENT, 3615, "HY000")                                           \
    X(CONFIG, 5102, "F0000")

enum error {
#define ERROR_ENUM(name, number, state) ERROR_##name,
    ERRORS(ERROR_ENUM)
#undef ERROR_ENUM
};

uint16_t error_number(enum error error);
const char *error_state(enum error error);

#endif
