/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-funnel.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "analysis/ori-normalise.h"

#define OUTSIDE 0.025
#define FAR_OUTSIDE 0.001

static gboolean
is_usable (double x, double n)
{
  return n > 0 && n <= G_MAXUINT && x >= 0 && x <= n && x == floor (x) && n == floor (n);
}

static double
mean_square (const double *z, gsize k, double low, double high)
{
  double sum = 0;
  for (gsize i = 0; i < k; i++) {
    double cut = CLAMP (z[i], low, high);
    sum += cut * cut / (double)k;
  }
  return sum;
}

static void
fit_dispersion (OriFunnel *funnel, const double *z, double sum_w, double sum_w2)
{
  gsize k;
  g_autofree double *sorted = ori_sorted_copy (z, funnel->n_units, &k);
  funnel->phi_raw = mean_square (sorted, k, -INFINITY, INFINITY);
  funnel->phi =
      mean_square (sorted, k, ori_quantile (sorted, k, 1, 10), ori_quantile (sorted, k, 9, 10));
  double units = funnel->n_units;
  funnel->tau2 = MAX (0, (units * funnel->phi - (units - 1)) / (sum_w - sum_w2 / sum_w));
}

gboolean
ori_funnel_fit (const double *x, const double *n, gsize n_units, OriFunnel *funnel)
{
  double sum_x = 0, sum_n = 0, sum_w = 0, sum_w2 = 0;
  *funnel = (OriFunnel){0};
  for (gsize i = 0; i < n_units; i++) {
    if (!is_usable (x[i], n[i]))
      continue;
    funnel->n_units++;
    sum_x += x[i];
    sum_n += n[i];
  }
  double theta = sum_n > 0 ? sum_x / sum_n : 0;
  if (funnel->n_units < 2 || !(theta > 0 && theta < 1)) {
    *funnel = (OriFunnel){0};
    return FALSE;
  }
  funnel->theta = theta;
  funnel->enough = funnel->n_units >= ORI_FUNNEL_MIN_UNITS;

  g_autofree double *z = g_new (double, funnel->n_units);
  for (gsize i = 0, at = 0; i < n_units; i++) {
    if (!is_usable (x[i], n[i]))
      continue;
    double w = n[i] / (theta * (1 - theta));
    z[at++] = (x[i] / n[i] - theta) * sqrt (w);
    sum_w += w;
    sum_w2 += w * w;
  }
  fit_dispersion (funnel, z, sum_w, sum_w2);
  return TRUE;
}

/* Two counts, the quantile above the first and not above the second: near where the normal
 * distribution has it, so that the search is short however large @n is. */
static void
bracket_quantile (double theta, guint n, double q, gint64 *below, gint64 *above)
{
  double sd = sqrt (n * theta * (1 - theta));
  double guess = n * theta + gsl_cdf_ugaussian_Pinv (q) * sd;
  double reach = 2 + 0.02 * sd;

  do {
    *below = (gint64)MAX (floor (guess - reach), -1);
    reach *= 2;
  } while (*below >= 0 && gsl_cdf_binomial_P ((guint)*below, theta, n) >= q);
  reach = 2 + 0.02 * sd;
  do {
    *above = (gint64)CLAMP (ceil (guess + reach), 0, n);
    reach *= 2;
  } while (*above < n && gsl_cdf_binomial_P ((guint)*above, theta, n) < q);
}

double
ori_funnel_limit (double theta, guint n, double q)
{
  gint64 below, above;

  if (n == 0 || !(theta >= 0 && theta <= 1) || !(q > 0 && q < 1))
    return NAN;
  bracket_quantile (theta, n, q, &below, &above);
  while (above - below > 1) {
    gint64 middle = below + (above - below) / 2;
    if (gsl_cdf_binomial_P ((guint)middle, theta, n) >= q)
      above = middle;
    else
      below = middle;
  }
  double density = gsl_ran_binomial_pdf ((guint)above, theta, n);
  double over = gsl_cdf_binomial_P ((guint)above, theta, n) - q;
  double step = density > 0 ? CLAMP (over / density, 0, 1) : 0;
  return CLAMP (((double)above - step) / n, 0, 1);
}

OriFunnelPlace
ori_funnel_place (const OriFunnel *funnel, double x, double n)
{
  if (!is_usable (x, n) || !(funnel->theta > 0 && funnel->theta < 1))
    return ORI_FUNNEL_NONE;
  if (x < n * funnel->theta) {
    double tail = gsl_cdf_binomial_P ((guint)x, funnel->theta, (guint)n);
    return tail < FAR_OUTSIDE ? ORI_FUNNEL_FAR_BELOW
           : tail < OUTSIDE   ? ORI_FUNNEL_BELOW
                              : ORI_FUNNEL_INSIDE;
  }
  double tail = x > 0 ? gsl_cdf_binomial_Q ((guint)x - 1, funnel->theta, (guint)n) : 1;
  return tail < FAR_OUTSIDE ? ORI_FUNNEL_FAR_ABOVE
         : tail < OUTSIDE   ? ORI_FUNNEL_ABOVE
                            : ORI_FUNNEL_INSIDE;
}

double
ori_funnel_z (const OriFunnel *funnel, double x, double n, gboolean overdispersed)
{
  if (!is_usable (x, n) || !(funnel->theta > 0 && funnel->theta < 1))
    return NAN;
  double variance = funnel->theta * (1 - funnel->theta) / n;
  return (x / n - funnel->theta) / sqrt (variance + (overdispersed ? funnel->tau2 : 0));
}

static gboolean
is_dispersed (const OriFunnel *funnel)
{
  return funnel->enough && funnel->tau2 > 0;
}

double
ori_funnel_limit_dispersed (const OriFunnel *funnel, guint n, double q)
{
  if (!is_dispersed (funnel) || n == 0 || !(q > 0 && q < 1))
    return ori_funnel_limit (funnel->theta, n, q);
  double variance = funnel->theta * (1 - funnel->theta) / n + funnel->tau2;
  return CLAMP (funnel->theta + gsl_cdf_ugaussian_Pinv (q) * sqrt (variance), 0, 1);
}

OriFunnelPlace
ori_funnel_place_dispersed (const OriFunnel *funnel, double x, double n)
{
  if (!is_dispersed (funnel))
    return ori_funnel_place (funnel, x, n);
  double z = ori_funnel_z (funnel, x, n, TRUE);
  if (isnan (z))
    return ORI_FUNNEL_NONE;
  double tail = gsl_cdf_ugaussian_Q (fabs (z));
  if (tail >= OUTSIDE)
    return ORI_FUNNEL_INSIDE;
  if (z < 0)
    return tail < FAR_OUTSIDE ? ORI_FUNNEL_FAR_BELOW : ORI_FUNNEL_BELOW;
  return tail < FAR_OUTSIDE ? ORI_FUNNEL_FAR_ABOVE : ORI_FUNNEL_ABOVE;
}

const char *
ori_funnel_place_code (OriFunnelPlace place)
{
  static const char *const codes[] = {"none", "inside", "below", "far-below", "above", "far-above"};
  g_return_val_if_fail ((guint)place < G_N_ELEMENTS (codes), "none");
  return codes[place];
}
