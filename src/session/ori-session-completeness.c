/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-number.h"
#include "session/ori-session-private.h"

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
