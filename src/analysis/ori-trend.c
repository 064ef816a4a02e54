/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-trend.h"

#include <math.h>

#include "analysis/ori-change-private.h"
#include "analysis/ori-composition-private.h"
#include "analysis/ori-family-private.h"

static int
compare_cycles (gconstpointer a, gconstpointer b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

/* The sign of Σ s (x − n·p̄): where the test leans. */
static double
lean (const double *x, const double *n, const double *scores, guint k)
{
  double sum_x = 0, sum_n = 0, sum = 0;
  for (guint i = 0; i < k; i++) {
    sum_x += x[i];
    sum_n += n[i];
  }
  for (guint i = 0; i < k; i++)
    sum += (scores[i] - scores[0]) * (x[i] - n[i] * sum_x / sum_n);
  return sum;
}

static OriVerdict
choose_verdict (const OriTrend *trend, gboolean little, double direction)
{
  if (!isfinite (trend->p))
    return trend->n_years >= ORI_TREND_MIN_YEARS && trend->difference == 0 ? ORI_VERDICT_NO_CHANGE
                                                                           : ORI_VERDICT_NONE;
  if (little)
    return ORI_VERDICT_LITTLE_DATA;
  return ori_verdict_choose (trend->p, trend->p_adjusted, direction);
}

/* The years with counts, ascending; their number. */
static guint
read_years (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
            const GArray *cycles, OriValue *values, guint *periods, double *scores, guint *flags)
{
  g_autoptr (GArray) years = g_array_copy ((GArray *)cycles);
  guint k = 0;

  g_array_sort (years, compare_cycles);
  for (guint i = 0; i < years->len; i++) {
    int cycle = g_array_index (years, int, i);
    periods[k] = ori_value_period_of_cycle (snapshot, indicator, cycle);
    values[k] = ori_value_compute (snapshot, indicator, orgunit, periods[k]);
    *flags |= values[k].flags;
    if (ori_change_has_counts (indicator, &values[k]))
      scores[k++] = cycle;
  }
  return k;
}

/* FALSE when the years have no part in common. */
static gboolean
align_years (OriTrend *trend, const OriSnapshot *snapshot, const OriIndicator *indicator,
             guint orgunit, const guint *periods, OriValue *values, gboolean *thin)
{
  g_autofree guint *present = g_new0 (guint, trend->n_years);
  OriComposition composition;

  *thin = FALSE;
  if (!ori_composition_align (snapshot, indicator, FALSE, orgunit, periods, trend->n_years, values,
                              present, &composition))
    return TRUE;
  trend->flags |= ORI_FLAG_PARTS_DIFFER;
  trend->parts_common = composition.n_common;
  trend->parts_most = composition.n_most;
  *thin = ori_composition_is_thin (&composition);
  for (guint i = 0; i < trend->n_years; i++)
    if (values[i].status != ORI_STATUS_VALUE)
      return FALSE;
  return TRUE;
}

OriTrend
ori_trend_compute (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                   const GArray *cycles)
{
  OriTrend trend = {.difference = NAN, .chi2 = NAN, .p = NAN, .p_adjusted = NAN};
  guint most = cycles->len + 1, k;
  g_autofree OriValue *values = g_new0 (OriValue, most);
  g_autofree guint *periods = g_new0 (guint, most);
  g_autofree double *x = g_new (double, most);
  g_autofree double *n = g_new (double, most);
  g_autofree double *scores = g_new (double, most);
  gboolean little;

  k = trend.n_years =
      read_years (snapshot, indicator, orgunit, cycles, values, periods, scores, &trend.flags);
  if (k > 0) {
    trend.first = (int)scores[0];
    trend.last = (int)scores[k - 1];
  }
  if (k < ORI_TREND_MIN_YEARS ||
      !align_years (&trend, snapshot, indicator, orgunit, periods, values, &little))
    return trend;
  for (guint i = 0; i < k; i++) {
    little |= ori_change_is_little (&values[i]);
    x[i] = values[i].numerator;
    n[i] = values[i].denominator;
  }
  trend.difference = values[k - 1].value - values[0].value;
  if (!ori_trend_test (x, n, scores, k, &trend.chi2, &trend.p))
    trend.chi2 = trend.p = NAN;
  trend.p_adjusted = ori_family_adjust (snapshot, ORI_FAMILY_TRENDS, trend.p);
  trend.verdict = choose_verdict (&trend, little, lean (x, n, scores, k));
  return trend;
}
