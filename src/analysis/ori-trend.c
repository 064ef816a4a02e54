/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-trend.h"

#include <math.h>

#include "analysis/ori-change-private.h"
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

OriTrend
ori_trend_compute (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                   const GArray *cycles)
{
  OriTrend trend = {.difference = NAN, .chi2 = NAN, .p = NAN, .p_adjusted = NAN};
  guint most = cycles->len, k = 0;
  g_autofree double *x = g_new (double, most + 1);
  g_autofree double *n = g_new (double, most + 1);
  g_autofree double *scores = g_new (double, most + 1);
  g_autoptr (GArray) years = g_array_copy ((GArray *)cycles);
  gboolean little = FALSE;
  double first = NAN, last = NAN;

  g_array_sort (years, compare_cycles);
  for (guint i = 0; i < most; i++) {
    int cycle = g_array_index (years, int, i);
    guint period = ori_value_period_of_cycle (snapshot, indicator, cycle);
    OriValue value = ori_value_compute (snapshot, indicator, orgunit, period);
    trend.flags |= value.flags;
    if (!ori_change_has_counts (indicator, &value))
      continue;
    if (k == 0) {
      trend.first = cycle;
      first = value.value;
    }
    trend.last = cycle;
    last = value.value;
    little |= ori_change_is_little (&value);
    x[k] = value.numerator;
    n[k] = value.denominator;
    scores[k++] = cycle;
  }
  trend.n_years = k;
  if (k < ORI_TREND_MIN_YEARS)
    return trend;
  trend.difference = last - first;
  if (!ori_trend_test (x, n, scores, k, &trend.chi2, &trend.p))
    trend.chi2 = trend.p = NAN;
  trend.p_adjusted = ori_family_adjust (snapshot, ORI_FAMILY_TRENDS, trend.p);
  trend.verdict = choose_verdict (&trend, little, lean (x, n, scores, k));
  return trend;
}
