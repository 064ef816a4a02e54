/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Tables of one year for each would be a book that nobody reads. */
#define MANY_INDICATORS 16

static gboolean
has_observations (const OriSnapshot *snapshot, guint orgunit)
{
  for (guint i = 0; i < snapshot->observations->len; i++)
    if (g_array_index (snapshot->observations, OriObservation, i).orgunit == orgunit)
      return TRUE;
  return FALSE;
}

static gboolean
choose_orgunits (OriReport *report, GError **error)
{
  const OriSnapshot *snapshot = report->snapshot;
  guint only = report->input->orgunit
                   ? ori_snapshot_orgunit_index (snapshot, report->input->orgunit)
                   : G_MAXUINT;

  if (report->input->orgunit && only == G_MAXUINT) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_EMPTY, _ ("There is no territory “%s”"),
                 report->input->orgunit);
    return FALSE;
  }
  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    if (only != G_MAXUINT ? i == only
                          : unit->level == report->level && has_observations (snapshot, i))
      g_array_append_val (report->orgunits, i);
  }
  if (report->orgunits->len == 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_EMPTY,
                 _ ("There is nothing to report: no data have been imported"));
    return FALSE;
  }
  report->single = report->orgunits->len == 1;
  return TRUE;
}

/* Until the report is cleared: a school is no territory. */
static void
choose_words (const OriReport *report)
{
  guint first = g_array_index (report->orgunits, guint, 0);

  ori_wording_set_level (
      ori_orgunit_level_code (ori_snapshot_orgunit (report->snapshot, first)->level));
}

static void
name_territory (OriReport *report)
{
  const OriSnapshot *snapshot = report->snapshot;
  guint region =
      snapshot->region ? ori_snapshot_orgunit_index (snapshot, snapshot->region) : G_MAXUINT;
  guint unit = report->single ? g_array_index (report->orgunits, guint, 0) : region;

  report->territory = g_strdup (unit == G_MAXUINT ? ori_word ("chart.all")
                                                  : ori_snapshot_orgunit (snapshot, unit)->name);
}

static gboolean
choose_cycles (OriReport *report, GError **error)
{
  g_autoptr (GArray) all = ori_snapshot_cycles (report->snapshot);

  if (all->len == 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_EMPTY,
                 _ ("There is nothing to report: no data have been imported"));
    return FALSE;
  }
  report->cycle =
      report->input->cycle ? report->input->cycle : g_array_index (all, int, all->len - 1);
  for (guint i = 0; i < all->len; i++)
    if (g_array_index (all, int, i) <= report->cycle)
      g_array_append_val (report->cycles, g_array_index (all, int, i));
  if (report->cycles->len == 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_EMPTY, _ ("There are no data up to %d"),
                 report->cycle);
    return FALSE;
  }
  report->year = g_strdup_printf ("%d", report->cycle);
  return TRUE;
}

static gboolean
is_brief (const OriReport *report)
{
  g_autoptr (GPtrArray) indicators = NULL;

  if (report->single || report->cycles->len > 1 || g_strcmp0 (report->programme->id, "none") != 0)
    return FALSE;
  indicators = ori_report_indicators (report);
  return indicators->len >= MANY_INDICATORS;
}

/* A login («root», «ivanov») is no author: a name has a space or a capital letter. */
static gboolean
is_person (const char *author)
{
  for (const char *p = author; p && *p; p = g_utf8_next_char (p))
    if (*p == ' ' || g_unichar_isupper (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

gboolean
ori_report_init (OriReport *report, const OriReportInput *input, const char *title, GError **error)
{
  *report = (OriReport){.input = input, .snapshot = input->snapshot};
  report->programme = input->snapshot->programme;
  report->level = ori_snapshot_main_level (input->snapshot);
  report->cycles = g_array_new (FALSE, FALSE, sizeof (int));
  report->orgunits = g_array_new (FALSE, FALSE, sizeof (guint));
  if (!ori_wording_load (error) || ori_bank_get (error) == NULL || !choose_cycles (report, error) ||
      !choose_orgunits (report, error))
    return FALSE;
  choose_words (report);
  name_territory (report);
  report->brief = is_brief (report);
  report->document = ori_document_new (ori_word (title));
  report->document->subtitle = ori_word_format ("title.subtitle", "territory", report->territory,
                                                "year", report->year, NULL);
  if (is_person (input->author))
    report->document->author = g_strdup (input->author);
  report->document->date = input->date;
  report->document->training = input->training;
  return TRUE;
}

void
ori_report_clear (OriReport *report)
{
  ori_wording_set_level (NULL);
  g_clear_pointer (&report->cycles, g_array_unref);
  g_clear_pointer (&report->orgunits, g_array_unref);
  g_clear_pointer (&report->document, ori_document_free);
  g_clear_pointer (&report->territory, g_free);
  g_clear_pointer (&report->year, g_free);
}

int
ori_report_cycle_at (const OriReport *report, guint index)
{
  return g_array_index (report->cycles, int, index);
}

static gboolean
has_data (const OriReport *report, const OriIndicator *indicator)
{
  if (report->input->public_version && indicator->personal)
    return FALSE;
  for (guint c = 0; c < report->cycles->len; c++) {
    guint period =
        ori_value_period_of_cycle (report->snapshot, indicator, ori_report_cycle_at (report, c));
    for (guint i = 0; period != G_MAXUINT && i < report->orgunits->len; i++) {
      OriValue value =
          ori_report_value (report, indicator, g_array_index (report->orgunits, guint, i), period);
      if (value.status == ORI_STATUS_SUPPRESSED ||
          (value.status == ORI_STATUS_VALUE && (isfinite (value.value) || value.text)))
        return TRUE;
    }
  }
  return FALSE;
}

GPtrArray *
ori_report_indicators (const OriReport *report)
{
  const GPtrArray *all = report->programme->indicators;
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (all, i);
    if (indicator->variant_of &&
        ori_programme_indicator (report->programme, indicator->variant_of) != NULL)
      continue;
    if (has_data (report, indicator))
      g_ptr_array_add (list, (gpointer)indicator);
    for (guint v = 0; v < all->len; v++) {
      const OriIndicator *variant = g_ptr_array_index (all, v);
      if (g_strcmp0 (variant->variant_of, indicator->code) == 0 && variant != indicator &&
          has_data (report, variant))
        g_ptr_array_add (list, (gpointer)variant);
    }
  }
  return list;
}
