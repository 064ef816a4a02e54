/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-number.h"
#include "session/ori-session-private.h"

typedef struct {
  OriSnapshot *snapshot;
  int cycle;
  OriOrgUnitLevel level;
  GDate today;
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  ori_snapshot_unref (look->snapshot);
  g_free (look);
}

static gpointer
compute (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const Look *look = data;
  OriCompleteness *found =
      ori_completeness_compute (look->snapshot, look->cycle, look->level, &look->today);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&found, ori_completeness_unref);
  return found;
}

OriJob *
ori_session_completeness_job_new (OriSession *self, const GDate *today)
{
  Look *look = g_new0 (Look, 1);

  look->snapshot = ori_snapshot_ref (self->snapshot);
  look->cycle = ori_session_cycle (self);
  look->level = ori_session_level (self);
  look->today = *today;
  return ori_job_new (_ ("Looking at what has come"), compute, look, free_look,
                      (GDestroyNotify)ori_completeness_unref);
}

void
ori_session_today (GDate *today)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_date_set_dmy (today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
}

guint
ori_session_period_for (OriSession *self, const OriIndicator *indicator)
{
  int cycle = ori_session_cycle (self);
  guint period = ori_value_period_of_cycle (self->snapshot, indicator, cycle);

  for (guint i = self->snapshot->periods->len; period == G_MAXUINT && i-- > 0;)
    if (ori_snapshot_cycle (indicator, ori_snapshot_period (self->snapshot, i)) == cycle)
      period = i;
  return period;
}

gboolean
ori_session_mark_not_applicable (OriSession *self, const OriIndicator *indicator, guint orgunit,
                                 guint period, GError **error)
{
  const OriElement *element = ori_indicator_element (indicator, ORI_PART_PARTICIPATED);
  const OriOrgUnit *unit = ori_snapshot_orgunit (self->snapshot, orgunit);
  g_autofree char *label = g_strdup (ori_indicator_label (indicator));

  if (element == NULL)
    element = ori_indicator_element (indicator, ORI_PART_VALUE);
  if (element == NULL)
    element = g_ptr_array_index (indicator->elements, 0);
  if (!ori_store_correct (self->store, element->code, unit->code,
                          ori_snapshot_period (self->snapshot, period), ORI_STATUS_NOT_APPLICABLE,
                          0, NULL, self->author, _ ("The indicator does not apply"), error))
    return FALSE;
  ori_session_changed (self);
  ori_session_tell (self, TRUE, _ ("%s: marked as not applicable"), label);
  return TRUE;
}

static char *
describe_figure (const OriValue *value)
{
  g_autofree char *x = NULL;
  g_autofree char *n = NULL;

  if (!isfinite (value->numerator) || !isfinite (value->denominator))
    return ori_number_format_short (value->value, 3);
  x = ori_number_format_short (value->numerator, 2);
  n = ori_number_format_short (value->denominator, 2);
  return g_strdup_printf (_ ("%s of %s"), x, n);
}

static OriFinding *
make_finding (const OriSnapshot *snapshot, const OriSumDifference *difference)
{
  const OriObservation *source = difference->own.source;
  const OriBatch *batch =
      source != NULL ? g_ptr_array_index (snapshot->batches, source->batch) : NULL;
  g_autofree char *cell = NULL;
  g_autofree char *own = describe_figure (&difference->own);
  g_autofree char *sum = describe_figure (&difference->sum);
  g_autofree char *period = ori_period_label (ori_snapshot_period (snapshot, difference->period));
  OriFinding *finding;

  if (batch != NULL && batch->file != NULL)
    cell = ori_cellref_name (source->cell.row, source->cell.col);
  finding =
      ori_finding_new ("sum-differs", ORI_SEVERITY_WARNING, source != NULL ? source->sheet : NULL,
                       cell, _ ("%s, %s, %s: it reports %s, its parts give %s (%u of %u)"),
                       ori_snapshot_orgunit (snapshot, difference->orgunit)->short_name,
                       ori_indicator_label (difference->indicator), period, own, sum,
                       difference->sum.sum_present, difference->sum.sum_expected);
  finding->file = batch != NULL ? g_strdup (batch->file) : NULL;
  return finding;
}

GPtrArray *
ori_session_sum_findings (OriSession *self, int cycle)
{
  const OriSnapshot *snapshot = self->snapshot;
  g_autoptr (GArray) differences = ori_value_sum_differences (snapshot);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);

  for (guint i = 0; i < differences->len; i++) {
    const OriSumDifference *difference = &g_array_index (differences, OriSumDifference, i);
    const OriPeriod *period = ori_snapshot_period (snapshot, difference->period);

    if (cycle == 0 || ori_snapshot_cycle (difference->indicator, period) == cycle)
      g_ptr_array_add (findings, make_finding (snapshot, difference));
  }
  return findings;
}
