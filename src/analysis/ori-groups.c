/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-groups.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

#include "analysis/ori-normalise.h"

guint
ori_group_of (double score, const double *thresholds, guint n_thresholds)
{
  guint group = 0;
  while (group < n_thresholds && score >= thresholds[group])
    group++;
  return group;
}

double
ori_grouping_gvf (const double *values, gsize n, const double *thresholds, guint n_thresholds)
{
  g_autofree double *sum = g_new0 (double, n_thresholds + 1);
  g_autofree double *count = g_new0 (double, n_thresholds + 1);
  double scale = 0, mean = 0, all = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      scale = MAX (scale, fabs (values[i]));
  if (!(scale > 0))
    return 1;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      continue;
    guint group = ori_group_of (values[i], thresholds, n_thresholds);
    sum[group] += values[i] / scale;
    count[group]++;
    mean += (values[i] / scale - mean) / ++all;
  }
  double within = 0, total = 0;
  for (gsize i = 0; i < n; i++) {
    if (!isfinite (values[i]))
      continue;
    guint group = ori_group_of (values[i], thresholds, n_thresholds);
    double inner = values[i] / scale - sum[group] / count[group];
    double outer = values[i] / scale - mean;
    within += inner * inner;
    total += outer * outer;
  }
  return total > 0 ? 1 - within / total : 1;
}

/* The roundest number strictly between @low and @high that keeps a fifth of the gap away from both,
 * the nearest to the middle of several. */
static double
pick_nice (double low, double high)
{
  double middle = low / 2 + high / 2;
  double from = low + (high - low) / 5, to = high - (high - low) / 5;
  if (!isfinite (to - from) || !(middle > low && middle < high))
    return middle > low ? middle : high;

  int first = (int)ceil (log10 (MAX (fabs (low), fabs (high)))) + 1;
  for (int exponent = first; exponent > first - 17; exponent--) {
    for (int five = 0; five <= 1; five++) {
      /* Steps below one are divisions by a power of ten, so that 0.3 is the number people write. */
      int e = exponent - five;
      double factor = five ? 5 : 1, power = pow (10, abs (e));
      double multiple = round (e >= 0 ? middle / power / factor : middle * power / factor) * factor;
      double nice = e >= 0 ? multiple * power : multiple / power;
      if (nice > from && nice < to)
        return nice;
    }
  }
  return middle;
}

/* Finite values ascending, every one once. */
static double *
copy_distinct (const double *values, gsize n, gsize *n_distinct)
{
  gsize m, kept = 0;
  double *distinct = ori_sorted_copy (values, n, &m);
  for (gsize i = 0; i < m; i++)
    if (kept == 0 || distinct[i] != distinct[kept - 1])
      distinct[kept++] = distinct[i];
  *n_distinct = kept;
  return distinct;
}

/* Number of distinct values below @threshold. */
static gsize
count_below (const double *distinct, gsize m, double threshold)
{
  gsize low = 0, high = m;
  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (distinct[middle] < threshold)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

double
ori_threshold_snap (const double *values, gsize n, double threshold)
{
  gsize m;
  g_autofree double *distinct = copy_distinct (values, n, &m);
  gsize cut = count_below (distinct, m, threshold);
  if (cut == 0 || cut == m)
    return threshold;
  return pick_nice (distinct[cut - 1], distinct[cut]);
}

static void
suggest_natural (const double *distinct, gsize m, const double *values, gsize n, guint k,
                 double *thresholds)
{
  ori_natural_breaks (values, n, k, thresholds);
  for (guint i = 0; i + 1 < k; i++) {
    gsize last = count_below (distinct, m, thresholds[i]);
    thresholds[i] = pick_nice (distinct[last], distinct[last + 1]);
  }
}

/* Quantiles stay as the formula gives them. Only where ties would leave a class empty does the cut
 * move to the nearest gap that does not. */
static void
suggest_quantiles (const double *distinct, gsize m, const double *values, gsize n, guint k,
                   double *thresholds)
{
  gsize least = 1;
  for (guint i = 1; i < k; i++) {
    double quantile = ori_quantile (values, n, i, k);
    gsize cut = count_below (distinct, m, quantile);
    gsize allowed = CLAMP (cut, least, m - (k - i));
    thresholds[i - 1] =
        cut == allowed ? quantile : pick_nice (distinct[allowed - 1], distinct[allowed]);
    least = allowed + 1;
  }
}

static gboolean
suggest_sd (const double *values, gsize n, guint k, double sd_k, double *thresholds)
{
  double mean = gsl_stats_mean (values, 1, n);
  double sd = gsl_stats_sd_m (values, 1, n, mean);
  for (guint i = 1; i < k; i++)
    thresholds[i - 1] = mean + (i - k / 2.0) * 2 * sd_k * sd;
  return sd > 0 && sd_k > 0 && isfinite (sd) && isfinite (mean);
}

static gboolean
suggest_headtail (const double *sorted, gsize n, guint k, double *thresholds)
{
  gsize from = 0;
  for (guint i = 0; i + 1 < k; i++) {
    if (sorted[from] == sorted[n - 1])
      return FALSE;
    thresholds[i] = gsl_stats_mean (sorted + from, 1, n - from);
    while (sorted[from] < thresholds[i])
      from++;
  }
  return TRUE;
}

gboolean
ori_grouping_suggest (OriGroupingMethod method, const double *values, gsize n, guint n_groups,
                      double sd_k, double *thresholds)
{
  g_return_val_if_fail (n_groups >= 2 && n_groups <= ORI_MAX_GROUPS, FALSE);

  gsize n_finite, m;
  g_autofree double *sorted = ori_sorted_copy (values, n, &n_finite);
  g_autofree double *distinct = copy_distinct (sorted, n_finite, &m);
  if (m < n_groups)
    return FALSE;

  double found[ORI_MAX_GROUPS - 1];
  gboolean ok = FALSE;
  switch (method) {
  case ORI_GROUPING_FIXED:
    break;
  case ORI_GROUPING_TERCILE:
    suggest_quantiles (distinct, m, sorted, n_finite, n_groups, found);
    ok = TRUE;
    break;
  case ORI_GROUPING_SD:
    ok = suggest_sd (sorted, n_finite, n_groups, sd_k, found);
    break;
  case ORI_GROUPING_NATURAL:
    suggest_natural (distinct, m, sorted, n_finite, n_groups, found);
    ok = TRUE;
    break;
  case ORI_GROUPING_HEADTAIL:
    ok = suggest_headtail (sorted, n_finite, n_groups, found);
    break;
  }
  for (guint i = 0; ok && i + 1 < n_groups; i++)
    ok = isfinite (found[i]) && (i == 0 || found[i] > found[i - 1]);
  if (ok)
    memcpy (thresholds, found, sizeof (double) * (n_groups - 1));
  return ok;
}

static void
add_suggestion (GArray *suggestions, const OriScheme *scheme, OriGroupingMethod method, double sd_k,
                const double *values, gsize n)
{
  OriSuggestion suggestion = {.method = method, .sd_k = sd_k};
  guint n_thresholds = scheme->n_groups - 1;

  suggestion.ok = TRUE;
  if (method == ORI_GROUPING_FIXED)
    memcpy (suggestion.thresholds, scheme->thresholds, n_thresholds * sizeof (double));
  else
    suggestion.ok =
        ori_grouping_suggest (method, values, n, scheme->n_groups, sd_k, suggestion.thresholds);
  if (suggestion.ok) {
    suggestion.gvf = ori_grouping_gvf (values, n, suggestion.thresholds, n_thresholds);
    for (gsize i = 0; i < n; i++)
      if (isfinite (values[i]))
        suggestion.counts[ori_group_of (values[i], suggestion.thresholds, n_thresholds)]++;
  }
  g_array_append_val (suggestions, suggestion);
}

GArray *
ori_grouping_suggest_all (const OriScheme *scheme, const double *values, gsize n)
{
  static const struct {
    OriGroupingMethod method;
    double sd_k;
  } methods[] = {{ORI_GROUPING_FIXED, 0}, {ORI_GROUPING_TERCILE, 0}, {ORI_GROUPING_SD, 0.5},
                 {ORI_GROUPING_SD, 1},    {ORI_GROUPING_NATURAL, 0}, {ORI_GROUPING_HEADTAIL, 0}};
  GArray *suggestions = g_array_new (FALSE, TRUE, sizeof (OriSuggestion));
  gsize n_finite;
  g_autofree double *sorted = ori_sorted_copy (values, n, &n_finite);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    add_suggestion (suggestions, scheme, methods[i].method, methods[i].sd_k, sorted, n_finite);
  return suggestions;
}

static gint
compare_widths (gconstpointer a, gconstpointer b)
{
  const OriGap *x = a, *y = b;
  double dx = x->high - x->low, dy = y->high - y->low;
  return dx != dy ? (dx < dy ? 1 : -1) : (x->low > y->low) - (x->low < y->low);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  const OriGap *x = a, *y = b;
  return (x->low > y->low) - (x->low < y->low);
}

GArray *
ori_grouping_gaps (const double *values, gsize n, guint most)
{
  GArray *gaps = g_array_new (FALSE, TRUE, sizeof (OriGap));
  gsize m;
  g_autofree double *sorted = ori_sorted_copy (values, n, &m);
  for (gsize i = 0; i + 1 < m; i++) {
    OriGap gap = {.low = sorted[i], .high = sorted[i + 1], .below = (guint)i + 1};
    if (gap.high > gap.low)
      g_array_append_val (gaps, gap);
  }
  if (gaps->len > most) {
    g_array_sort (gaps, compare_widths);
    g_array_set_size (gaps, most);
    g_array_sort (gaps, compare_places);
  }
  for (guint i = 0; i < gaps->len; i++) {
    OriGap *gap = &g_array_index (gaps, OriGap, i);
    gap->nice = pick_nice (gap->low, gap->high);
  }
  return gaps;
}
