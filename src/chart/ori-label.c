/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ori-chart-private.h"

/* ── A: line ends ────────────────────────────────────────────────────────────────────────────────
 */

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

/* ── B: staircase ────────────────────────────────────────────────────────────────────────────────
 */

static void
find_extent (const OriStair *item, double gap, double *left, double *right)
{
  *left = item->flipped ? item->x - gap - item->width : item->x + gap;
  *right = *left + item->width;
}

/* Raises rows until the text of @b lies below the leader of @a, or both texts in different rows.
 * Rows only grow, so repeating this over all pairs ends. */
static gboolean
push_down (const OriStair *a, OriStair *b, double gap)
{
  double a_left, a_right, left, right;

  find_extent (a, gap, &a_left, &a_right);
  find_extent (b, gap, &left, &right);
  if (a->x > left - ORI_CHART_TEXT_GAP && a->x < right + ORI_CHART_TEXT_GAP && b->row <= a->row) {
    b->row = a->row + 1;
    return TRUE;
  }
  if (a->row == b->row && a_left < right + ORI_CHART_TEXT_GAP &&
      left < a_right + ORI_CHART_TEXT_GAP) {
    b->row++;
    return TRUE;
  }
  return FALSE;
}

gboolean
ori_label_stairs (OriStair *items, guint n, double gap, double low, double high, guint max_rows)
{
  gboolean moved = TRUE;

  for (guint i = 0; i < n; i++) {
    items[i].row = 0;
    items[i].flipped = items[i].x + gap + items[i].width > high;
    if (items[i].flipped && items[i].x - gap - items[i].width < low)
      return FALSE;
  }
  if (max_rows == 0)
    return n == 0;
  while (moved) {
    moved = FALSE;
    for (guint i = 0; i < n; i++) {
      for (guint k = 0; k < n; k++) {
        if (i == k || !push_down (&items[i], &items[k], gap))
          continue;
        if (items[k].row >= max_rows)
          return FALSE;
        moved = TRUE;
      }
    }
  }
  return TRUE;
}
