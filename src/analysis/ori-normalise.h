/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "core/ori-scheme.h"

G_BEGIN_DECLS

/* One indicator's values turned into scores where more is better, 0 to 100 but for z (METHOD §1).
 * Pure numbers: which values, goalposts and directions is the business of ori-columns-private.h. */

typedef struct {
  OriNormalise method;
  int direction;     /* −1: less is better; else more is better */
  double lo, hi;     /* goalposts, min and max of the cycle, or mean and sd: set by the method */
  double target;     /* of ORI_NORMALISE_TARGET */
  gboolean constant; /* nothing to tell values apart by: every score is 50 */
} OriScale;

/* Prepares @method from the values of the cycle (NAN is skipped). @lo and @hi serve
 * ORI_NORMALISE_GOALPOSTS only, @target ORI_NORMALISE_TARGET only. A scale whose ends coincide is
 * constant, so that nothing is ever divided by zero. */
OriScale ori_scale_new (OriNormalise method, int direction, const double *values, gsize n,
                        double lo, double hi, double target);

/* The score of @value, NAN for NAN. For ORI_NORMALISE_PERCENTILE @sorted are the values of the
 * cycle ascending without NAN, ties take the lowest rank; others do not look at it.
 * ORI_NORMALISE_ZSCORE gives 50 + 10 z. ORI_NORMALISE_NONE gives the value back. */
double ori_scale_score (const OriScale *scale, double value, const double *sorted, gsize n);

/* The value at which the score is @score; NAN when no single value does (percentile, constant,
 * out of reach). */
double ori_scale_invert (const OriScale *scale, double score);

/* The finite ones of @values ascending; free with g_free(). Values that are in order already are
 * not sorted again. */
double *ori_sorted_copy (const double *values, gsize n, gsize *n_finite);

/* Quantile i / k of type 7 of @sorted, which is ascending and finite; NAN when empty. The position
 * is computed in integers, so that a quantile that falls on a value is that very value. */
double ori_quantile (const double *sorted, gsize n, guint i, guint k);

/* A mean is taken of transformed scores and transformed back: as they are, logarithms, reciprocals.
 * The geometric and the harmonic mean take scores below 1 as 1 and then set *@floored (may be
 * NULL). */
static inline double
ori_aggregate_transform (OriAggregate how, double score, gboolean *floored)
{
  if (how == ORI_AGGREGATE_ARITHMETIC)
    return score;
  if (score < 1) {
    score = 1;
    if (floored)
      *floored = TRUE;
  }
  return how == ORI_AGGREGATE_GEOMETRIC ? log (score) : 1 / score;
}

static inline double
ori_aggregate_restore (OriAggregate how, double mean)
{
  return how == ORI_AGGREGATE_ARITHMETIC  ? mean
         : how == ORI_AGGREGATE_GEOMETRIC ? exp (mean)
                                          : 1 / mean;
}

/* Weighted mean of @scores, NAN skipped with its weight; NAN when no weight is left. */
double ori_aggregate (OriAggregate how, const double *scores, const double *weights, gsize n,
                      gboolean *floored);

G_END_DECLS
