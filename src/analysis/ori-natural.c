/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-groups.h"
#include "analysis/ori-normalise.h"

/* Prefix sums over the distinct values, so that equal values can never be split. Values are centred
 * on their mean and scaled to at most 1 in size: otherwise the difference of two large sums of
 * squares eats the digits that decide. */
typedef struct {
  gsize n;       /* distinct values */
  double *value; /* ascending */
  double *count; /* prefix sums, n + 1 of each */
  double *sum;
  double *square;
} Sums;

static void
sums_clear (Sums *sums)
{
  g_free (sums->value);
  g_free (sums->count);
  g_free (sums->sum);
  g_free (sums->square);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sums, sums_clear)

static void
sums_init (Sums *sums, const double *values, gsize n)
{
  gsize m;
  g_autofree double *sorted = ori_sorted_copy (values, n, &m);
  double scale = m ? MAX (fabs (sorted[0]), fabs (sorted[m - 1])) : 0;
  if (!(scale > 0))
    scale = 1;
  double mean = 0;
  for (gsize i = 0; i < m; i++)
    mean += (sorted[i] / scale - mean) / (double)(i + 1);

  sums->value = g_new (double, m + 1);
  sums->count = g_new0 (double, m + 1);
  sums->sum = g_new0 (double, m + 1);
  sums->square = g_new0 (double, m + 1);
  sums->n = 0;
  for (gsize i = 0, j; i < m; i = j) {
    for (j = i + 1; j < m && sorted[j] == sorted[i]; j++)
      ;
    double count = (double)(j - i);
    double centred = sorted[i] / scale - mean;
    gsize k = sums->n++;
    sums->value[k] = sorted[i];
    sums->count[k + 1] = sums->count[k] + count;
    sums->sum[k + 1] = sums->sum[k] + count * centred;
    sums->square[k + 1] = sums->square[k] + count * centred * centred;
  }
}

/* Sum of squared deviations of the distinct values from @from up to but not including @to. */
static inline double
sse (const Sums *sums, gsize from, gsize to)
{
  double s = sums->sum[to] - sums->sum[from];
  return sums->square[to] - sums->square[from] - s * s / (sums->count[to] - sums->count[from]);
}

/* One layer: cost[j] is the least SSE of the first j distinct values in one class more than
 * @before has, start[j] where its last class begins. The best start never moves left as j grows, so
 * the middle j bounds both halves. */
static void
fill_layer (const Sums *sums, const double *before, double *cost, guint32 *start, gsize from,
            gsize to, gsize lowest, gsize highest)
{
  if (from > to)
    return;
  gsize j = from + (to - from) / 2;
  double best = INFINITY;
  gsize at = lowest;
  for (gsize i = lowest; i <= MIN (highest, j - 1); i++) {
    double c = before[i] + sse (sums, i, j);
    if (c < best) {
      best = c;
      at = i;
    }
  }
  cost[j] = best;
  start[j] = (guint32)at;
  fill_layer (sums, before, cost, start, from, j - 1, lowest, at);
  fill_layer (sums, before, cost, start, j + 1, to, at, highest);
}

gboolean
ori_natural_breaks (const double *values, gsize n, guint k, double *maxima)
{
  g_return_val_if_fail (k > 0 && (values || n == 0), FALSE);

  g_auto (Sums) sums = {0};
  sums_init (&sums, values, n);
  if (sums.n < k || sums.n > G_MAXUINT32 - 1)
    return FALSE;

  gsize width = sums.n + 1;
  g_autofree double *before = g_new (double, width);
  g_autofree double *cost = g_new (double, width);
  g_autofree guint32 *start = g_new (guint32, width * k);
  before[0] = 0;
  for (gsize j = 1; j < width; j++)
    before[j] = sse (&sums, 0, j);
  for (guint layer = 1; layer < k; layer++) {
    /* At least one value for each class before and behind; the last layer serves its end only. */
    gsize from = layer + 1 < k ? layer + 1 : sums.n;
    gsize to = sums.n - (k - 1 - layer);
    fill_layer (&sums, before, cost, start + layer * width, from, to, layer, to - 1);
    double *swap = before;
    before = cost;
    cost = swap;
  }
  gsize end = sums.n;
  for (guint layer = k - 1; layer > 0; layer--) {
    end = start[layer * width + end];
    maxima[layer - 1] = sums.value[end - 1];
  }
  return TRUE;
}
