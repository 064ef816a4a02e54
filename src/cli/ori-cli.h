/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-json.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* Exit status (DESIGN §5). */
enum {
  ORI_EXIT_DONE = 0,
  ORI_EXIT_FINDINGS = 1, /* done, and there are findings of severity error */
  ORI_EXIT_USAGE = 2,
  ORI_EXIT_IO = 3, /* an input or output could not be read or written */
};

/* One command: its words are argv[1…] of the program, argv[0] the command itself. */
int ori_cli_sheet (int argc, char *argv[]);
int ori_cli_recognise (int argc, char *argv[]);
int ori_cli_new (int argc, char *argv[]);
int ori_cli_import (int argc, char *argv[]);
int ori_cli_recipes (int argc, char *argv[]);
int ori_cli_recipe_export (int argc, char *argv[]);
int ori_cli_recipe_import (int argc, char *argv[]);
int ori_cli_recipe_rename (int argc, char *argv[]);
int ori_cli_recipe_remove (int argc, char *argv[]);
int ori_cli_batches (int argc, char *argv[]);
int ori_cli_retract (int argc, char *argv[]);
int ori_cli_restore (int argc, char *argv[]);
int ori_cli_differences (int argc, char *argv[]);
int ori_cli_check (int argc, char *argv[]);
int ori_cli_pin (int argc, char *argv[]);
int ori_cli_unpin (int argc, char *argv[]);
int ori_cli_correct (int argc, char *argv[]);
int ori_cli_undo (int argc, char *argv[]);
int ori_cli_redo (int argc, char *argv[]);
int ori_cli_observations (int argc, char *argv[]);
int ori_cli_values (int argc, char *argv[]);
int ori_cli_completeness (int argc, char *argv[]);
int ori_cli_group (int argc, char *argv[]);
int ori_cli_change (int argc, char *argv[]);
int ori_cli_transitions (int argc, char *argv[]);
int ori_cli_compare (int argc, char *argv[]);
int ori_cli_chart (int argc, char *argv[]);
int ori_cli_recommend (int argc, char *argv[]);
int ori_cli_report (int argc, char *argv[]);
int ori_cli_forms (int argc, char *argv[]);
int ori_cli_protocol (int argc, char *argv[]);

/* Parses options; what is left in argv after it are @min to @max words. Prints the usage or the
 * mistake and returns FALSE (then *@status is the exit status). @arguments: «WS FILE…». */
gboolean ori_cli_parse (int *argc, char **argv[], const GOptionEntry *entries,
                        const char *arguments, const char *summary, int min, int max, int *status);
/* Prints the error and frees it; ORI_EXIT_IO, or ORI_EXIT_USAGE for a name that is not there. */
int ori_cli_fail (GError *error);
/* Prints a mistake in the words given; ORI_EXIT_USAGE. */
int ori_cli_usage (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Opens a workspace; NULL after the error was printed. */
OriSession *ori_cli_open (const char *path);
/* The command tells by itself what it did: no messages of the session from now on. */
void ori_cli_hush (OriSession *session);
/* FALSE after the mistake was printed: neither a shipped programme nor "none". */
gboolean ori_cli_has_programme (const char *id);
/* Index of an org unit by code or name, of an indicator by code; FALSE after the mistake was
 * printed. */
gboolean ori_cli_find_orgunit (OriSession *session, const char *name, guint *index);
const OriIndicator *ori_cli_find_indicator (OriSession *session, const char *code);
/* Chooses the cycle that @period names (NULL: the last one); FALSE after the mistake was printed.
 */
gboolean ori_cli_choose_cycle (OriSession *session, const char *period);
/* FALSE after it was printed that the workspace has no data for @cycle. */
gboolean ori_cli_check_cycle (OriSession *session, int cycle);
/* Prints that there is nothing to tell of a subject (NULL: overall) in @cycle (0: in any), and what
 * the programme and the subject are; ORI_EXIT_USAGE. @level, as it was asked for, or NULL. */
int ori_cli_nothing (OriSession *session, const OriSubject *subject, int cycle, const char *level);
/* FALSE after it was printed that nobody reported @indicator (NULL: nothing to check) in @cycle. */
gboolean ori_cli_check_reported (OriSession *session, const OriIndicator *indicator, int cycle);
/* Compares org units of the level that @text names (NULL: as the data suggest), for this command
 * only; FALSE after the mistake was printed. */
gboolean ori_cli_choose_level (OriSession *session, const char *text);
/* The completeness of a sum as {"present", "expected", "suppressed"}; null when it is none. */
void ori_cli_json_sum_of (OriJsonWriter *writer, const char *key, const OriValue *value);
/* How many parts of the sums reported and how many are compared, null when the same did. */
void ori_cli_json_parts (OriJsonWriter *writer, const char *key, const OriChange *change);

/* The cycle that a period belongs to; FALSE after the mistake was printed. */
gboolean ori_cli_parse_cycle (const char *text, int *cycle);

/* JSON on standard output. */
OriJsonWriter *ori_cli_json_begin (void);
/* Ends and frees; the exit status is @status unless writing failed. */
int ori_cli_json_end (OriJsonWriter *writer, int status);
void ori_cli_json_orgunit (OriJsonWriter *writer, const char *key, const OriOrgUnit *unit);
void ori_cli_json_indicator (OriJsonWriter *writer, const char *key, const OriIndicator *indicator);
void ori_cli_json_element (OriJsonWriter *writer, const char *key, const OriElement *element);
void ori_cli_json_finding (OriJsonWriter *writer, const OriFinding *finding);
/* The names of the flags of an observation or a value. */
void ori_cli_json_flags (OriJsonWriter *writer, const char *key, guint flags);
void ori_cli_json_id (OriJsonWriter *writer, const char *key, gint64 id);

/* A line of CSV on standard output: semicolons, quotes where needed; a text that a spreadsheet
 * would take for a formula gets an apostrophe. NULL-terminated. */
void ori_cli_csv_line (const char *first, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
