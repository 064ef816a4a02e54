/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "analysis/ori-completeness.h"
#include "cli/ori-cli.h"
#include "core/ori-number.h"
#include "report/ori-reminder.h"

typedef struct {
  char *period;
  char *orgunit_name;
  char *level;
  char *today;
  gboolean json;
  gboolean csv;
  gboolean letters;
  guint orgunit;
  GDate day;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->period);
  g_free (options->orgunit_name);
  g_free (options->level);
  g_free (options->today);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static gboolean
parse_today (Options *options)
{
  OriPeriod period;

  if (options->today == NULL) {
    ori_session_today (&options->day);
    return TRUE;
  }
  if (!ori_period_parse (options->today, &period) || period.kind != ORI_PERIOD_DATE) {
    ori_cli_usage (_ ("“%s” is not a date such as 2023-05-15"), options->today);
    return FALSE;
  }
  g_date_set_dmy (&options->day, period.day, (GDateMonth)period.part, (GDateYear)period.year);
  return TRUE;
}

static gboolean
is_wanted (const Options *options, const OriCompleteness *found, guint row)
{
  return options->orgunit == G_MAXUINT ||
         g_array_index (found->orgunits, guint, row) == options->orgunit;
}

static void
add_counts (OriJsonWriter *writer, const OriCoverCount *count)
{
  ori_json_add_int (writer, "present", count->present);
  ori_json_add_int (writer, "expected", count->expected);
  if (count->expected > 0)
    ori_json_add_number (writer, "rate", 100.0 * count->present / count->expected);
  else
    ori_json_add_null (writer, "rate");
  ori_json_add_int (writer, "partial", count->partial);
  ori_json_add_int (writer, "doubtful", count->doubtful);
  ori_json_add_int (writer, "versions", count->versions);
}

static void
add_named_start (OriJsonWriter *writer, const char *code, const char *name)
{
  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "id", code);
  ori_json_add_string (writer, "code", code);
  ori_json_add_string (writer, "name", name);
}

static void
add_deadline (OriJsonWriter *writer, const OriCompleteness *found)
{
  g_autofree char *date = NULL;

  if (found->due != ORI_DUE_NONE)
    date = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&found->deadline),
                            g_date_get_month (&found->deadline), g_date_get_day (&found->deadline));
  ori_json_begin_object (writer, "deadline");
  ori_json_add_string (writer, "state", ori_due_code (found->due));
  ori_json_add_string (writer, "date", date);
  ori_json_add_string (writer, "what", found->what);
  if (found->due != ORI_DUE_NONE)
    ori_json_add_int (writer, "days", found->days);
  else
    ori_json_add_null (writer, "days");
  ori_json_end_object (writer);
}

static void
add_row (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriCompleteness *found,
         guint row)
{
  const OriOrgUnit *unit =
      ori_snapshot_orgunit (snapshot, g_array_index (found->orgunits, guint, row));

  add_named_start (writer, unit->code, unit->name);
  add_counts (writer, &found->by_orgunit[row]);
  ori_json_add_bool (writer, "silent", ori_completeness_is_silent (found, row));
  ori_json_begin_array (writer, "cells");
  for (guint col = 0; col < found->indicators->len; col++) {
    const OriCoverCell *cell = ori_completeness_cell (found, row, col);
    const OriIndicator *indicator = g_ptr_array_index (found->indicators, col);
    g_autofree char *period = NULL;

    if (cell->period != G_MAXUINT16)
      period = ori_period_code (ori_snapshot_period (snapshot, cell->period));
    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "indicator", indicator->code);
    ori_json_add_string (writer, "state", ori_cover_code ((OriCover)cell->state));
    ori_json_add_string (writer, "period", period);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

static void
add_cycle (OriJsonWriter *writer, OriSession *session, const Options *options,
           const OriCompleteness *found)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  g_autoptr (GPtrArray) findings = ori_session_sum_findings (session, found->cycle);

  ori_json_begin_object (writer, NULL);
  ori_json_add_int (writer, "cycle", found->cycle);
  add_deadline (writer, found);
  add_counts (writer, &found->total);
  ori_json_add_int (writer, "incomplete_orgunits", found->n_incomplete);
  ori_json_add_int (writer, "silent_orgunits", found->n_silent);
  ori_json_begin_array (writer, "indicators");
  for (guint col = 0; col < found->indicators->len; col++) {
    const OriIndicator *indicator = g_ptr_array_index (found->indicators, col);

    add_named_start (writer, indicator->code, indicator->name);
    add_counts (writer, &found->by_indicator[col]);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "orgunits");
  for (guint row = 0; row < found->orgunits->len; row++)
    if (is_wanted (options, found, row))
      add_row (writer, snapshot, found, row);
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "findings");
  for (guint i = 0; i < findings->len; i++)
    ori_cli_json_finding (writer, g_ptr_array_index (findings, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

static void
print_matrix (const OriSnapshot *snapshot, const Options *options, const OriCompleteness *found)
{
  g_autofree char *cycle = g_strdup_printf ("%d", found->cycle);

  for (guint row = 0; row < found->orgunits->len; row++) {
    const OriOrgUnit *unit =
        ori_snapshot_orgunit (snapshot, g_array_index (found->orgunits, guint, row));

    for (guint col = 0; is_wanted (options, found, row) && col < found->indicators->len; col++) {
      const OriIndicator *indicator = g_ptr_array_index (found->indicators, col);

      ori_cli_csv_line (
          cycle, unit->code, unit->name, indicator->code, ori_indicator_label (indicator),
          ori_cover_code ((OriCover)ori_completeness_cell (found, row, col)->state), NULL);
    }
  }
}

static void
print_summary (OriSession *session, const Options *options, const OriCompleteness *found)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  g_autofree char *percent = NULL;

  if (found->total.expected > 0)
    percent = ori_number_format_percent (100.0 * found->total.present / found->total.expected,
                                         found->total.expected);
  g_print ("%d: ", found->cycle);
  g_print (_ ("%u of %u · %s"), found->total.present, found->total.expected,
           percent != NULL ? percent : "–");
  g_print ("\n");
  for (guint row = 0; row < found->orgunits->len; row++) {
    const OriCoverCount *count = &found->by_orgunit[row];

    if (!is_wanted (options, found, row) ||
        (options->orgunit == G_MAXUINT && count->present == count->expected))
      continue;
    g_print (
        "  %s\t%u/%u\n",
        ori_snapshot_orgunit (snapshot, g_array_index (found->orgunits, guint, row))->short_name,
        count->present, count->expected);
  }
}

static void
print_letters (const OriSnapshot *snapshot, const Options *options, const OriCompleteness *found)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *letters = NULL;

  for (guint row = 0; row < found->orgunits->len; row++)
    if (is_wanted (options, found, row) && ori_completeness_is_incomplete (found, row))
      g_array_append_val (rows, row);
  letters = ori_reminder_letters (snapshot, found, rows, NULL, NULL, NULL);
  g_print ("%s", letters);
}

static int
print_cycles (OriSession *session, const Options *options, int only)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  OriOrgUnitLevel level = ori_session_level (session);
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  OriJsonWriter *writer = NULL;

  if (options->orgunit != G_MAXUINT)
    level = ori_snapshot_orgunit (snapshot, options->orgunit)->level;
  if (options->json) {
    writer = ori_cli_json_begin ();
    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "level", ori_orgunit_level_code (level));
    ori_json_begin_array (writer, "periods");
  } else if (options->csv) {
    ori_cli_csv_line ("cycle", "orgunit", "orgunit name", "indicator", "name", "state", NULL);
  }
  for (guint i = 0; i < cycles->len; i++) {
    int cycle = g_array_index (cycles, int, i);
    g_autoptr (OriCompleteness) found = NULL;

    if (only != 0 && only != cycle)
      continue;
    found = ori_completeness_compute (snapshot, cycle, level, &options->day);
    if (writer != NULL)
      add_cycle (writer, session, options, found);
    else if (options->csv)
      print_matrix (snapshot, options, found);
    else if (options->letters)
      print_letters (snapshot, options, found);
    else
      print_summary (session, options, found);
  }
  if (writer == NULL)
    return ORI_EXIT_DONE;
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

int
ori_cli_completeness (int argc, char *argv[])
{
  g_auto (Options) options = {.orgunit = G_MAXUINT};
  const GOptionEntry entries[] = {
      {"period", 't', 0, G_OPTION_ARG_STRING, &options.period, N_ ("Only this cycle"), "PERIOD"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &options.orgunit_name, N_ ("Only this territory"),
       "NAME"},
      {"level", 'l', 0, G_OPTION_ARG_STRING, &options.level,
       N_ ("Only region, municipality, school or other"), "LEVEL"},
      {"today", 0, 0, G_OPTION_ARG_STRING, &options.today,
       N_ ("The day on which the deadline is looked at"), "DATE"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Everything as JSON"), NULL},
      {"csv", 0, 0, G_OPTION_ARG_NONE, &options.csv, N_ ("The matrix as a table with semicolons"),
       NULL},
      {"letters", 0, 0, G_OPTION_ARG_NONE, &options.letters,
       N_ ("Letters to those who lack something"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  int status, only;

  if (!ori_cli_parse (&argc, &argv, entries, "WS",
                      _ ("Tells what has come of what the programme asks for."), 1, 1, &status))
    return status;
  if (options.json && options.csv)
    return ori_cli_usage (_ ("--json and --csv are different outputs"));
  if (options.letters && (options.json || options.csv))
    return ori_cli_usage (_ ("--letters are text, neither --json nor --csv"));
  if (!parse_today (&options))
    return ORI_EXIT_USAGE;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_cli_choose_level (session, options.level) ||
      !ori_cli_choose_cycle (session, options.period) ||
      (options.orgunit_name != NULL &&
       !ori_cli_find_orgunit (session, options.orgunit_name, &options.orgunit)))
    return ORI_EXIT_USAGE;
  /* Nobody is reminded of years gone by unless they are asked for. */
  only = options.period != NULL || options.letters ? ori_session_cycle (session) : 0;
  return print_cycles (session, &options, only);
}
