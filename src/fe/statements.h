/*
 * statements - SQL text in, one answer out.
 *
 * A statement is read token by token, and wholly, before any of it is done.
 * What is not known is an error; nothing pretends to succeed, save the SETs
 * that drivers need (set.c has the list).
 */
#ifndef FE_STATEMENTS_H
#define FE_STATEMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tokens.h"

struct session;

/* Longest statement: no known one comes near, and to read a packet's worth of
 * tokens would keep all other connections waiting. */
#define STATEMENTS_LENGTH_MAX 65536

/* Runs text[0 .. n), answers as session->form says, and audits.  A longer statement is
 * not looked at: the audit log says so in its place. */
void statements_run(struct session *session, const char *text, size_t n);

/* COM_INIT_DB and USE: goes to the database name[0 .. n). */
void statements_use(struct session *session, const char *name, size_t n);

/* ---- for the statements' own files ---- */

struct statement {
    struct session *session;
    struct tokens tokens; /* behind the word that chose the function */
    bool secret;          /* it could hold a password */
};

/* Answers that the present token cannot stand here. */
void statements_syntax_error(struct statement *statement);

/* Answers that a privilege is missing; true if it is not. */
bool statements_allowed(struct statement *statement);

/* Nothing but semicolons left?  If not, answers so. */
bool statements_at_end(struct statement *statement);

/* Takes a string into value[0 .. size), with a NUL, and its length into *n if
 * that is not NULL.  If it is none, is too long or has a NUL in it, answers
 * so. */
bool statements_take_string(struct statement *statement, char *value,
                            size_t size, size_t *n);

/* Takes a symbol, or a whole number; if there is none, answers so.  A number
 * above UINT64_MAX is UINT64_MAX. */
bool statements_take_symbol(struct statement *statement, const char *symbol);
bool statements_take_number(struct statement *statement, uint64_t *number);

/* Takes LIKE and its pattern if they are there; if not, the pattern is "%". */
#define STATEMENTS_PATTERN_MAX 256
bool statements_take_like(struct statement *statement,
                          char pattern[STATEMENTS_PATTERN_MAX]);

/* Takes LIMIT count, LIMIT offset, count, or LIMIT count OFFSET offset, if it
 * is there; if not, all rows are wanted. */
bool statements_take_rows(struct statement *statement, uint64_t *offset,
                          uint64_t *count);

/* The same where there is one row: is it wanted? */
bool statements_take_limit(struct statement *statement, bool *wanted);

/* Takes the two words, or the one if the second is ""; if they are not both
 * there, takes nothing. */
bool statements_take_words(struct statement *statement, const char *first,
                           const char *second);

void select_statement(struct statement *statement); /* select.c */
void show_statement(struct statement *statement);   /* show.c */
void set_statement(struct statement *statement);    /* set.c */
void kill_statement(struct statement *statement);   /* kill.c */
void flush_hosts(struct statement *statement);      /* flush.c */
void admin_statement(struct statement *statement);  /* admin.c */
void reset_persist_statement(struct statement *statement); /* reset.c */
void users_create(struct statement *statement);     /* users.c */
void users_alter(struct statement *statement);
void users_drop(struct statement *statement);
void users_set_password(struct statement *statement);
void grants_grant(struct statement *statement); /* grants.c */
void grants_revoke(struct statement *statement);

#endif
