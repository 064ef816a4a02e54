/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

/* ── A: line ends ── */

typedef struct {
  double wanted;
  guint index;
} Wish;

static int
compare_wishes (gconstpointer a, gconstpointer b)
{
  const Wish *x = a;
  const Wish *y = b;

  if (x->wanted != y->wanted)
    return x->wanted < y->wanted ? -1 : 1;
  return x->index < y->index ? -1 : 1;
}

/* Subtracting the heights above turns "no overlap" into "not decreasing"; pooling adjacent
 * violators then finds the least squares, and clamping keeps them least within bounds (Barlow et
 * al., 1972). */
gboolean
ori_label_spread (const double *wanted, const double *heights, guint n, double low, double high,
                  double *placed)
{
  g_autofree Wish *wishes = g_new (Wish, MAX (n, 1));
  g_autofree double *offset = g_new (double, MAX (n, 1));
  g_autofree double *mean = g_new (double, MAX (n, 1));
  g_autofree guint *weight = g_new (guint, MAX (n, 1));
  double total = 0, least, most;
  guint blocks = 0;

  for (guint i = 0; i < n; i++) {
    wishes[i] = (Wish){wanted[i], i};
    total += heights[i];
  }
  if (n == 0)
    return TRUE;
  if (total > high - low + 1e-9)
    return FALSE;
  qsort (wishes, n, sizeof *wishes, compare_wishes);

  total = 0;
  for (guint i = 0; i < n; i++) {
    double height = heights[wishes[i].index];

    offset[i] = total + height / 2;
    total += height;
    mean[blocks] = wishes[i].wanted - offset[i];
    weight[blocks++] = 1;
    while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1]) {
      guint a = weight[blocks - 2], b = weight[blocks - 1];

      mean[blocks - 2] = (mean[blocks - 2] * a + mean[blocks - 1] * b) / (a + b);
      weight[blocks - 2] = a + b;
      blocks--;
    }
  }

  least = low;
  most = MAX (high - total, low);
  for (guint block = 0, i = 0; block < blocks; block++) {
    for (guint k = 0; k < weight[block]; k++, i++)
      placed[wishes[i].index] = CLAMP (mean[block], least, most) + offset[i];
  }
  return TRUE;
}

/* ── B: staircase ── */

static void
find_extent (const OriStair *item, double gap, double *left, double *right)
{
  *left = item->flipped ? item->x - gap - item->width : item->x + gap;
  *right = *left + item->width;
}

static gboolean
leader_in_text (const OriStair *a, const OriStair *b, double gap)
{
  double left, right;

  find_extent (b, gap, &left, &right);
  return a->x > left - ORI_CHART_TEXT_GAP && a->x < right + ORI_CHART_TEXT_GAP;
}

static gboolean
texts_meet (const OriStair *a, const OriStair *b, double gap)
{
  double a_left, a_right, b_left, b_right;

  find_extent (a, gap, &a_left, &a_right);
  find_extent (b, gap, &b_left, &b_right);
  return a_left < b_right + ORI_CHART_TEXT_GAP && b_left < a_right + ORI_CHART_TEXT_GAP;
}

/* The highest row for @item that is below all leaders within its text and free of placed texts. */
static guint
find_row (const OriStair *items, const gboolean *done, guint n, const OriStair *item, double gap,
          guint max_rows)
{
  guint row = 0;

  for (guint i = 0; i < n; i++) {
    if (done[i] && leader_in_text (&items[i], item, gap))
      row = MAX (row, items[i].row + 1);
  }
  for (guint i = 0; row < max_rows && i < n; i++) {
    if (done[i] && items[i].row == row && texts_meet (&items[i], item, gap)) {
      row++;
      i = (guint)-1; /* the next row is checked from the beginning */
    }
  }
  return row;
}

/* A text may be placed once all leaders that run into it are; among those the one that finds the
 * highest row is next. When none may, two leaders run into each other's texts. */
gboolean
ori_label_stairs (OriStair *items, guint n, double gap, double low, double high, guint max_rows)
{
  g_autofree gboolean *done = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++) {
    gboolean fits_right = items[i].x + gap + items[i].width <= high;
    gboolean fits_left = items[i].x - gap - items[i].width >= low;

    if (!fits_right && !fits_left)
      return FALSE;
    items[i].flipped = items[i].flipped ? fits_left : !fits_right;
  }
  for (guint placed = 0; placed < n; placed++) {
    guint best = n, best_row = max_rows;

    for (guint i = 0; i < n; i++) {
      gboolean ready = !done[i];
      guint row;

      for (guint k = 0; ready && k < n; k++)
        ready = done[k] || k == i || !leader_in_text (&items[k], &items[i], gap);
      if (!ready)
        continue;
      row = find_row (items, done, n, &items[i], gap, max_rows);
      if (row < best_row) {
        best = i;
        best_row = row;
      }
    }
    if (best == n)
      return FALSE;
    items[best].row = best_row;
    done[best] = TRUE;
  }
  return TRUE;
}
