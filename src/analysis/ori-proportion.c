/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-proportion.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>

#define Z 1.959963984540054 /* 97.5 % of the normal distribution */
#define TAIL 0.025

static gboolean
counts_make_sense (double x, double n)
{
  return isfinite (x) && isfinite (n) && n > 0 && x >= 0 && x <= n;
}

gboolean
ori_wilson (double x, double n, double *low, double *high)
{
  *low = 0;
  *high = 1;
  if (!counts_make_sense (x, n))
    return FALSE;
  double p = x / n, q = (n - x) / n, z2 = Z * Z;
  double root = Z * sqrt (z2 + 4 * n * p * q);
  /* At the ends the formula is exact in mathematics and off by a rounding error in binary. */
  if (x > 0)
    *low = (2 * n * p + z2 - root) / (2 * (n + z2));
  if (x < n)
    *high = (2 * n * p + z2 + root) / (2 * (n + z2));
  return TRUE;
}

gboolean
ori_wilson_corrected (double x, double n, double *low, double *high)
{
  *low = 0;
  *high = 1;
  if (!counts_make_sense (x, n))
    return FALSE;
  double p = x / n, q = (n - x) / n, z2 = Z * Z;
  if (x > 0)
    *low = (2 * x + z2 - 1 - Z * sqrt (z2 - 2 - 1 / n + 4 * p * (n * q + 1))) / (2 * (n + z2));
  if (x < n)
    *high = (2 * x + z2 + 1 + Z * sqrt (z2 + 2 - 1 / n + 4 * p * (n * q - 1))) / (2 * (n + z2));
  *low = MAX (*low, 0);
  *high = MIN (*high, 1);
  return TRUE;
}

gboolean
ori_clopper_pearson (double x, double n, double *low, double *high)
{
  *low = 0;
  *high = 1;
  if (!counts_make_sense (x, n))
    return FALSE;
  if (x > 0)
    *low = gsl_cdf_beta_Pinv (TAIL, x, n - x + 1);
  if (x < n)
    *high = gsl_cdf_beta_Qinv (TAIL, x + 1, n - x);
  return TRUE;
}

gboolean
ori_jeffreys (double x, double n, double *low, double *high)
{
  *low = 0;
  *high = 1;
  if (!counts_make_sense (x, n))
    return FALSE;
  if (x > 0)
    *low = gsl_cdf_beta_Pinv (TAIL, x + 0.5, n - x + 0.5);
  if (x < n)
    *high = gsl_cdf_beta_Qinv (TAIL, x + 0.5, n - x + 0.5);
  return TRUE;
}

gboolean
ori_garwood (double count, double *low, double *high)
{
  *low = 0;
  *high = G_MAXDOUBLE;
  if (!isfinite (count) || count < 0)
    return FALSE;
  if (count > 0)
    *low = gsl_cdf_chisq_Pinv (TAIL, 2 * count) / 2;
  *high = gsl_cdf_chisq_Qinv (TAIL, 2 * count + 2) / 2;
  return TRUE;
}

void
ori_newcombe (double x1, double n1, double x2, double n2, double *low, double *high)
{
  double l1, u1, l2, u2;
  *low = -1;
  *high = 1;
  if (!ori_wilson (x1, n1, &l1, &u1) || !ori_wilson (x2, n2, &l2, &u2))
    return;
  double p1 = x1 / n1, p2 = x2 / n2, d = p1 - p2;
  *low = MAX (d - hypot (p1 - l1, u2 - p2), -1);
  *high = MIN (d + hypot (u1 - p1, p2 - l2), 1);
}

/* Weights of the tables with the same margins relative to the likeliest one, walked outwards from
 * it by ratios of neighbours: no factorials, so nothing overflows or loses digits, and tables too
 * unlikely to matter are never reached. */
typedef struct {
  double ones, firsts, all; /* x1 + x2, n1, n1 + n2 */
} Margins;

static double
ratio_to_next (const Margins *m, double k)
{
  return (m->ones - k) / (k + 1) * (m->firsts - k) / (m->all - m->ones - m->firsts + k + 1);
}

static double
walk_tables (const Margins *m, double mode, double low, double high, double seen, double limit,
             double *weight_seen)
{
  double sum = 0, weight = 1;
  for (double k = mode; k <= high && weight > DBL_MIN; k++) {
    if (k == seen)
      *weight_seen = weight;
    if (weight <= limit)
      sum += weight;
    weight *= ratio_to_next (m, k);
  }
  weight = 1;
  for (double k = mode - 1; k >= low && weight > DBL_MIN; k--) {
    weight /= ratio_to_next (m, k);
    if (k == seen)
      *weight_seen = weight;
    if (weight <= limit)
      sum += weight;
  }
  return sum;
}

double
ori_fisher_p (guint x1, guint n1, guint x2, guint n2)
{
  if (n1 == 0 || n2 == 0 || x1 > n1 || x2 > n2)
    return NAN;
  Margins m = {(double)x1 + x2, n1, (double)n1 + n2};
  double low = MAX (0, m.ones - n2), high = MIN (m.ones, m.firsts);
  double mode = floor ((m.ones + 1) / (m.all + 2) * (m.firsts + 1));
  double seen = 0;
  mode = CLAMP (mode, low, high);
  double total = walk_tables (&m, mode, low, high, x1, INFINITY, &seen);
  /* Tables as likely as the one seen differ from it by rounding errors only; R allows the same. */
  double tail = walk_tables (&m, mode, low, high, x1, seen * (1 + 1e-7), &seen);
  return MIN (tail / total, 1);
}

double
ori_pooled_z_p (double x1, double n1, double x2, double n2)
{
  if (!counts_make_sense (x1, n1) || !counts_make_sense (x2, n2))
    return NAN;
  double p = (x1 + x2) / (n1 + n2);
  double variance = p * (1 - p) * (1 / n1 + 1 / n2);
  if (!(variance > 0))
    return 1;
  return 2 * gsl_cdf_ugaussian_Q (fabs (x2 / n2 - x1 / n1) / sqrt (variance));
}

gboolean
ori_trend_test (const double *x, const double *n, const double *scores, gsize k, double *chi2,
                double *p)
{
  double sum_x = 0, sum_n = 0, sum_nt = 0;
  for (gsize i = 0; i < k; i++) {
    if (!counts_make_sense (x[i], n[i]))
      continue;
    double t = scores ? scores[i] : (double)i;
    sum_x += x[i];
    sum_n += n[i];
    sum_nt += n[i] * t;
  }
  if (!(sum_n > 0))
    return FALSE;
  double share = sum_x / sum_n, mean = sum_nt / sum_n, top = 0, spread = 0;
  for (gsize i = 0; i < k; i++) {
    if (!counts_make_sense (x[i], n[i]))
      continue;
    double t = (scores ? scores[i] : (double)i) - mean;
    top += t * (x[i] - n[i] * share);
    spread += n[i] * t * t;
  }
  double variance = share * (1 - share) * spread;
  if (!(variance > 0) || !isfinite (variance))
    return FALSE;
  *chi2 = top * top / variance;
  *p = gsl_cdf_chisq_Q (*chi2, 1);
  return TRUE;
}

gboolean
ori_homogeneity_test (const double *x, const double *n, gsize k, double *chi2, double *p)
{
  double sum_x = 0, sum_n = 0, sum = 0;
  for (gsize i = 0; i < k; i++) {
    if (!counts_make_sense (x[i], n[i]))
      return FALSE;
    sum_x += x[i];
    sum_n += n[i];
  }
  double share = sum_x / sum_n;
  if (k < 2 || !(share > 0 && share < 1))
    return FALSE;
  for (gsize i = 0; i < k; i++) {
    double off = x[i] - n[i] * share;
    sum += off * off / (n[i] * share * (1 - share));
  }
  *chi2 = sum;
  *p = gsl_cdf_chisq_Q (sum, (double)k - 1);
  return TRUE;
}

void
ori_adjust_bh (const double *p, gsize n, double *adjusted)
{
  g_autofree double *finite = g_new (double, MAX (n, 1));
  g_autofree gsize *where = g_new (gsize, MAX (n, 1));
  g_autofree gsize *order = g_new (gsize, MAX (n, 1));
  gsize m = 0;
  for (gsize i = 0; i < n; i++) {
    adjusted[i] = NAN;
    if (!isfinite (p[i]))
      continue;
    where[m] = i;
    finite[m++] = p[i];
  }
  gsl_sort_index (order, finite, 1, m);
  double least = 1;
  for (gsize rank = m; rank > 0; rank--) {
    gsize at = order[rank - 1];
    least = MIN (least, finite[at] * (double)m / (double)rank);
    adjusted[where[at]] = least;
  }
}
