/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-normalise.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

#define NEUTRAL 50.0

double *
ori_sorted_copy (const double *values, gsize n, gsize *n_finite)
{
  double *sorted = g_new (double, MAX (n, 1));
  gboolean in_order = TRUE;
  gsize m = 0;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      continue;
    in_order = in_order && (m == 0 || values[i] >= sorted[m - 1]);
    sorted[m++] = values[i];
  }
  if (!in_order)
    gsl_sort (sorted, 1, m);
  *n_finite = m;
  return sorted;
}

/* Sorted first, so that the rounding of sums does not depend on the order of org units. */
static void
fit_mean (OriScale *scale, const double *values, gsize n)
{
  gsize m;
  g_autofree double *sorted = ori_sorted_copy (values, n, &m);

  scale->lo = m > 0 ? gsl_stats_mean (sorted, 1, m) : 0;
  scale->hi = m > 1 ? gsl_stats_sd_m (sorted, 1, m, scale->lo) : 0;
  /* The sd of equal values may come out as a rounding error instead of zero. */
  scale->constant = m < 2 || !(scale->hi > 1e-12 * fabs (scale->lo));
}

static void
fit_ends (OriScale *scale, const double *values, gsize n)
{
  double lo = INFINITY, hi = -INFINITY;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i])) {
      lo = MIN (lo, values[i]);
      hi = MAX (hi, values[i]);
    }
  scale->lo = hi >= lo ? lo : 0;
  scale->hi = hi >= lo ? hi : 0;
  /* Where all are equal all are the best there is, unless the best is nothing. */
  scale->constant =
      scale->method == ORI_NORMALISE_BEST ? !(scale->hi > 0) : !(scale->hi > scale->lo);
}

OriScale
ori_scale_new (OriNormalise method, int direction, const double *values, gsize n, double lo,
               double hi, double target)
{
  OriScale scale = {.method = method, .direction = direction, .lo = lo, .hi = hi, .target = target};
  switch (method) {
  case ORI_NORMALISE_NONE:
    break;
  case ORI_NORMALISE_GOALPOSTS:
    scale.constant = !(hi > lo);
    break;
  case ORI_NORMALISE_TARGET:
    scale.constant = !(target > 0) || !isfinite (target);
    break;
  case ORI_NORMALISE_MINMAX:
  case ORI_NORMALISE_BEST:
  case ORI_NORMALISE_PERCENTILE:
    fit_ends (&scale, values, n);
    break;
  case ORI_NORMALISE_ZSCORE:
    fit_mean (&scale, values, n);
    break;
  }
  return scale;
}

static double
percentile_rank (const OriScale *scale, double value, const double *sorted, gsize n)
{
  gsize worse = 0;
  for (gsize low = 0, high = n; low < high;) {
    gsize middle = low + (high - low) / 2;
    gboolean below = scale->direction < 0 ? sorted[middle] <= value : sorted[middle] < value;
    if (below)
      low = middle + 1;
    else
      high = middle;
    worse = low;
  }
  if (scale->direction < 0)
    worse = n - worse;
  return 100.0 * (double)worse / (double)(n - 1);
}

/* Where less is better the ratio turns over; nothing at all is then the best possible. */
static double
ratio_score (double value, double best, int direction)
{
  double ratio = direction < 0 ? (value > 0 ? best / value : 1) : value / best;
  return 100 * CLAMP (ratio, 0, 1);
}

double
ori_scale_score (const OriScale *scale, double value, const double *sorted, gsize n)
{
  if (!isfinite (value))
    return NAN;
  if (scale->constant)
    return NEUTRAL;
  switch (scale->method) {
  case ORI_NORMALISE_GOALPOSTS:
  case ORI_NORMALISE_MINMAX: {
    double share = CLAMP ((value - scale->lo) / (scale->hi - scale->lo), 0, 1);
    return 100 * (scale->direction < 0 ? 1 - share : share);
  }
  case ORI_NORMALISE_BEST:
    return ratio_score (value, scale->direction < 0 ? MAX (scale->lo, 0) : scale->hi,
                        scale->direction);
  case ORI_NORMALISE_ZSCORE:
    return 50 + 10 * (scale->direction < 0 ? -1 : 1) * (value - scale->lo) / scale->hi;
  case ORI_NORMALISE_PERCENTILE:
    return n > 1 ? percentile_rank (scale, value, sorted, n) : NEUTRAL;
  case ORI_NORMALISE_TARGET:
    return ratio_score (value, scale->target, scale->direction);
  case ORI_NORMALISE_NONE:
    break;
  }
  return value;
}

static double
invert_ratio (double best, double score, int direction)
{
  if (!(score > 0) || score > 100 || !(best > 0))
    return NAN;
  return direction < 0 ? best * 100 / score : best * score / 100;
}

double
ori_scale_invert (const OriScale *scale, double score)
{
  gboolean inside = score >= 0 && score <= 100;
  if (scale->constant)
    return NAN;
  switch (scale->method) {
  case ORI_NORMALISE_GOALPOSTS:
  case ORI_NORMALISE_MINMAX: {
    double share = scale->direction < 0 ? 1 - score / 100 : score / 100;
    return inside ? scale->lo + share * (scale->hi - scale->lo) : NAN;
  }
  case ORI_NORMALISE_BEST:
    return invert_ratio (scale->direction < 0 ? scale->lo : scale->hi, score, scale->direction);
  case ORI_NORMALISE_ZSCORE:
    return scale->lo + (scale->direction < 0 ? -1 : 1) * (score - 50) / 10 * scale->hi;
  case ORI_NORMALISE_TARGET:
    return invert_ratio (scale->target, score, scale->direction);
  case ORI_NORMALISE_NONE:
    return score;
  case ORI_NORMALISE_PERCENTILE:
    break;
  }
  return NAN;
}

double
ori_quantile (const double *sorted, gsize n, guint i, guint k)
{
  g_return_val_if_fail (k > 0 && i <= k, NAN);
  if (n == 0)
    return NAN;
  gsize position = (n - 1) * i;
  gsize below = position / k;
  gsize part = position % k;
  if (part == 0)
    return sorted[below];
  return sorted[below] + (sorted[below + 1] - sorted[below]) * (double)part / k;
}

double
ori_aggregate (OriAggregate how, const double *scores, const double *weights, gsize n,
               gboolean *floored)
{
  double sum = 0, total = 0;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (scores[i]) || !(weights[i] > 0))
      continue;
    sum += weights[i] * ori_aggregate_transform (how, scores[i], floored);
    total += weights[i];
  }
  if (!(total > 0))
    return NAN;
  return ori_aggregate_restore (how, sum / total);
}
