/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-certainty.h"
#include "cli/ori-cli.h"

G_BEGIN_DECLS

#define ORI_CLI_NOT_GIVEN G_MININT

/* The options that say what is scored and how: those of "group" and "transitions". */
typedef struct {
  char *indicator, *block, *criterion;
  char *method, *breaks, *normalise, *aggregate, *names;
  char **weights; /* "CODE=W" */
  char *k;
  char *seed;
  int classes, replicates; /* ORI_CLI_NOT_GIVEN */
  gboolean certainty;
} OriCliScheme;

void ori_cli_scheme_clear (OriCliScheme *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OriCliScheme, ori_cli_scheme_clear)

/* The options of a command that ends with NULL, these behind them: what ori_cli_parse() takes. Free
 * with g_free(); what is parsed is written to @options. */
GOptionEntry *ori_cli_scheme_entries (OriCliScheme *options, const GOptionEntry *own);

/* FALSE after the mistake was printed. */
gboolean ori_cli_choose_subject (OriSession *session, const OriCliScheme *options,
                                 OriSubject *subject);
/* The workspace's scheme of the subject with what the options change, thresholds not yet found;
 * NULL after the mistake was printed. */
OriScheme *ori_cli_make_scheme (OriSession *session, const OriCliScheme *options,
                                const OriSubject *subject);
/* Tells on standard error which weights change nothing in a cycle, and in JSON, when @writer is not
 * NULL, as the member "idle_weights". */
void ori_cli_tell_idle_weights (OriSession *session, const OriScheme *scheme,
                                const OriSubject *subject, const int *cycles, guint n,
                                OriJsonWriter *writer);
/* The replicates of a cycle when they are asked for. FALSE after the mistake was printed. */
gboolean ori_cli_run_certainty (OriSession *session, const OriCliScheme *options,
                                const OriScheme *scheme, const OriSubject *subject, int cycle,
                                OriCertainty **certainty);

/* What was varied and how, so that anybody can run it again: the member "certainty". */
void ori_cli_json_certainty (OriJsonWriter *writer, const OriCertainty *certainty);
/* The members "subject", "subject_label", "indicator", "method", "normalise", "aggregate",
 * "thresholds". */
void ori_cli_json_scheme (OriJsonWriter *writer, OriSession *session, const OriScheme *scheme,
                          const OriSubject *subject);

G_END_DECLS
