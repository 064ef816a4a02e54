/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
take_paragraph (OriReport *report, char *text)
{
  ori_document_paragraph (report->document, text);
  g_free (text);
}

static char *
list_cycles (const OriReport *report)
{
  GString *list = g_string_new (NULL);
  for (guint i = 0; i < report->cycles->len; i++)
    g_string_append_printf (list, "%s%d", i ? ", " : "", ori_report_cycle_at (report, i));
  return g_string_free (list, FALSE);
}

static char *
list_files (const OriReport *report)
{
  GString *list = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < report->snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (report->snapshot->batches, i);
    if (batch->live && batch->file && g_hash_table_add (seen, batch->file))
      g_string_append_printf (list, "%s%s", list->len ? ", " : "", batch->file);
  }
  return g_string_free (list, FALSE);
}

static gboolean
is_present (const OriReport *report, const OriIndicator *indicator, guint orgunit)
{
  guint period = ori_value_period_of_cycle (report->snapshot, indicator, report->cycle);
  OriValue value = ori_report_value (report, indicator, orgunit, period);
  return value.status != ORI_STATUS_MISSING;
}

/* Expected is what the programme declares; a declared indicator is there when a variant of it is.
 * Without declared indicators: what has been reported at all. */
static void
count_completeness (const OriReport *report, guint *present, guint *expected)
{
  const GPtrArray *all = report->programme->indicators;

  *present = *expected = 0;
  for (guint i = 0; i < all->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (all, i);
    if (indicator->variant_of && ori_programme_indicator (report->programme, indicator->variant_of))
      continue;
    for (guint u = 0; u < report->orgunits->len; u++) {
      guint orgunit = g_array_index (report->orgunits, guint, u);
      gboolean there = is_present (report, indicator, orgunit);
      for (guint v = 0; v < all->len && !there; v++) {
        const OriIndicator *variant = g_ptr_array_index (all, v);
        there = g_strcmp0 (variant->variant_of, indicator->code) == 0 &&
                is_present (report, variant, orgunit);
      }
      (*expected)++;
      *present += there;
    }
  }
}

static void
add_completeness (OriReport *report)
{
  guint present, expected;
  g_autofree char *p = NULL, *e = NULL, *percent = NULL;

  count_completeness (report, &present, &expected);
  if (expected == 0)
    return;
  p = ori_number_format (present, 0);
  e = ori_number_format (expected, 0);
  percent = ori_number_format_percent (100.0 * present / expected, expected);
  take_paragraph (
      report,
      ori_word_format (report->single ? "intro.completeness" : "intro.completeness-region", "year",
                       report->year, "present", p, "expected", e, "percent", percent, NULL));
}

static void
add_introduction (OriReport *report)
{
  const OriProgramme *programme = report->programme;
  g_autofree char *cycles = list_cycles (report), *files = list_files (report);
  g_autofree char *n = ori_number_format (report->orgunits->len, 0), *key = NULL;

  ori_document_heading (report->document, 1, ori_word ("heading.introduction"));
  if (report->input->training)
    ori_document_paragraph (report->document, ori_word ("training.paragraph"));
  if (programme->title && *programme->title && g_strcmp0 (programme->id, "none") != 0)
    take_paragraph (report, ori_word_format ("intro.programme", "title", programme->title,
                                             "document", programme->document, NULL));
  else
    ori_document_paragraph (report->document, ori_word ("intro.programme-none"));
  if (programme->goal && *programme->goal) {
    g_autofree char *goal = g_str_has_suffix (programme->goal, ".")
                                ? g_strdup (programme->goal)
                                : g_strconcat (programme->goal, ".", NULL);
    take_paragraph (report, ori_word_format ("intro.goal", "goal", goal, NULL));
  }
  key = g_strconcat ("intro.", report->cycles->len > 1 ? "" : "single-cycle-",
                     report->single ? "single" : "region", NULL);
  take_paragraph (report, ori_word_format (key, "n", n, "territory", report->territory, "cycles",
                                           cycles, "year", report->year, NULL));
  add_completeness (report);
  if (*files)
    take_paragraph (report, ori_word_format ("intro.sources", "files", files, NULL));
}

static void
add_method (OriReport *report)
{
  ori_document_heading (report->document, 1, ori_word ("heading.method"));
  ori_document_paragraph (report->document, ori_word ("method.shares"));
  ori_document_paragraph (report->document, ori_word ("method.verdicts"));
  ori_document_paragraph (report->document, ori_word ("method.cohorts"));
  if (report->input->public_version)
    ori_document_paragraph (report->document, ori_word ("method.suppressed"));
}

static gboolean
write_report (OriReport *report, const OriProgress *progress, GCancellable *cancellable,
              GError **error)
{
  OriProgress part = ori_progress_part (progress, 0, 0.7);

  add_introduction (report);
  ori_report_add_indicators (report, &part, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  ori_report_add_groups (report);
  ori_progress_report (progress, 0.8, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  ori_report_add_deficits (report);
  if (!ori_report_add_recommendations (report, error))
    return FALSE;
  ori_report_add_components (report);
  ori_report_add_protocol (report);
  ori_report_add_doubts (report);
  add_method (report);
  ori_document_finish (report->document);
  ori_progress_report (progress, 1, NULL);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

OriDocument *
ori_analytic_report (const OriReportInput *input, const OriProgress *progress,
                     GCancellable *cancellable, GError **error)
{
  OriReport report;
  OriDocument *document = NULL;

  if (ori_report_init (&report, input, "title.analytic", error) &&
      write_report (&report, progress, cancellable, error))
    document = g_steal_pointer (&report.document);
  ori_report_clear (&report);
  return document;
}

/* --- Summary tables --- */

/* All indicators of one territory in one table: rows are indicators, columns are years. */
static void
add_single_summary (OriReport *report, const GPtrArray *indicators)
{
  OriItem *table = ori_document_table (report->document, ori_word ("table.summary"));

  ori_item_add_column (table, ori_word ("table.code"), 1, FALSE);
  ori_item_add_column (table, ori_word ("table.indicator-column"), 4, FALSE);
  for (guint c = 0; c < report->cycles->len; c++) {
    g_autofree char *year = g_strdup_printf ("%d", ori_report_cycle_at (report, c));
    ori_item_add_column (table, year, 1.2, TRUE);
  }
  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    GArray *row = ori_item_add_row (table);
    double base = ori_report_base (report, indicator);
    ori_row_add_text (row, indicator->code);
    ori_row_add_text (row, ori_indicator_label (indicator));
    for (guint c = 0; c < report->cycles->len; c++) {
      guint period =
          ori_value_period_of_cycle (report->snapshot, indicator, ori_report_cycle_at (report, c));
      OriValue value =
          ori_report_value (report, indicator, g_array_index (report->orgunits, guint, 0), period);
      ori_report_add_value (report, row, indicator, &value, base);
    }
  }
}

OriDocument *
ori_summary_tables (const OriReportInput *input, const OriProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  OriReport report;
  OriDocument *document = NULL;
  g_autoptr (GPtrArray) indicators = NULL;

  if (!ori_report_init (&report, input, "title.summary", error)) {
    ori_report_clear (&report);
    return NULL;
  }
  indicators = ori_report_indicators (&report);
  if (report.single)
    add_single_summary (&report, indicators);
  for (guint i = 0; i < indicators->len && !g_cancellable_is_cancelled (cancellable); i++) {
    ori_progress_report (progress, i / (double)indicators->len, _ ("Making tables"));
    ori_report_add_indicator_table (&report, g_ptr_array_index (indicators, i));
  }
  if (!g_cancellable_set_error_if_cancelled (cancellable, error)) {
    ori_document_finish (report.document);
    document = g_steal_pointer (&report.document);
  }
  ori_report_clear (&report);
  return document;
}
