/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/ori-cli.h"

G_BEGIN_DECLS

/* The decisions about a file that a person may give on the command line: what the window lets one
 * correct. */
typedef struct {
  char *recipe; /* file */
  char *encoding, *separator, *quote;
  char *orgunit;
  char **periods; /* "2023" or "SHEET=2023" */
  char **use_sheet, **skip_sheet;
  char **columns, **rows; /* "SHEET!D=ROLE", "SHEET!5=ROLE" */
  char **names;           /* "PRINTED=CODE" */
  OriRecipe *loaded;
  OriBookOptions reading; /* once checked */
} OriCliDecisions;

/* The options of a command: @own (ended by an empty one) and those of decisions. Free with
 * g_free(). */
GOptionEntry *ori_cli_decision_entries (OriCliDecisions *self, const GOptionEntry *own);

void ori_cli_decisions_clear (OriCliDecisions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OriCliDecisions, ori_cli_decisions_clear)

/* Checks what can be checked without a file and loads the recipe; FALSE after the mistake was
 * printed. */
gboolean ori_cli_decisions_check (OriCliDecisions *self, int *status);
/* Runs the import with all decisions. */
gboolean ori_cli_decisions_run (const OriCliDecisions *self, OriImport *import, GError **error);

/* How to read a CSV file, from the options of that name (NULL: not given); FALSE after the mistake
 * was printed. */
gboolean ori_cli_reading (const char *encoding, const char *separator, const char *quote,
                          OriBookOptions *options);
/* The members "fingerprint" and "recipe" of an import that ran (NULL: both null). */
void ori_cli_json_recipe (OriJsonWriter *writer, const OriImport *import);
/* A line about the recipe that was applied, if any. */
void ori_cli_print_recipe (OriImport *import, const char *file);

G_END_DECLS
