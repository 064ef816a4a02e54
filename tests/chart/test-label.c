/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <math.h>

/* ── A: line ends ── */

/* The obvious twin: labels in the wanted order on a grid of half units, every position tried. */
static double
find_least_cost (const double *wanted, const double *heights, guint n, int low, int high)
{
  guint slots = (guint)(high - low) * 2 + 1;
  g_autofree double *cost = g_new (double, slots);
  g_autofree double *next = g_new (double, slots);
  double best = INFINITY;

  for (guint s = 0; s < slots; s++) {
    double centre = low + s / 2.0;

    cost[s] = centre - heights[0] / 2 >= low ? pow (centre - wanted[0], 2) : INFINITY;
  }
  for (guint i = 1; i < n; i++) {
    for (guint s = 0; s < slots; s++) {
      double centre = low + s / 2.0, least = INFINITY;

      for (guint t = 0; t < s; t++) {
        if (s / 2.0 - t / 2.0 >= (heights[i] + heights[i - 1]) / 2)
          least = MIN (least, cost[t]);
      }
      next[s] = least + pow (centre - wanted[i], 2);
    }
    for (guint s = 0; s < slots; s++)
      cost[s] = next[s];
  }
  for (guint s = 0; s < slots; s++) {
    if (low + s / 2.0 + heights[n - 1] / 2 <= high)
      best = MIN (best, cost[s]);
  }
  return best;
}

static void
test_spread_is_least (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint round = 0; round < 400; round++) {
    double wanted[6], heights[6], placed[6], cost = 0, twin;
    guint n = (guint)g_rand_int_range (rand, 1, 7);

    for (guint i = 0; i < n; i++) {
      wanted[i] = g_rand_int_range (rand, -4, 44);
      heights[i] = g_rand_int_range (rand, 1, 6) * 2;
    }
    /* The twin wants them sorted. */
    for (guint i = 1; i < n; i++) {
      for (guint k = i; k > 0 && wanted[k] < wanted[k - 1]; k--) {
        double swap = wanted[k];

        wanted[k] = wanted[k - 1];
        wanted[k - 1] = swap;
      }
    }
    twin = find_least_cost (wanted, heights, n, 0, 40);
    g_assert_cmpint (ori_label_spread (wanted, heights, n, 0, 40, placed), ==, isfinite (twin));
    if (!isfinite (twin))
      continue;
    for (guint i = 0; i < n; i++) {
      cost += pow (placed[i] - wanted[i], 2);
      g_assert_cmpfloat (placed[i] - heights[i] / 2, >=, -1e-9);
      g_assert_cmpfloat (placed[i] + heights[i] / 2, <=, 40 + 1e-9);
      if (i > 0)
        g_assert_cmpfloat (placed[i] - placed[i - 1], >=, (heights[i] + heights[i - 1]) / 2 - 1e-9);
    }
    g_assert_cmpfloat (cost, <=, twin + 1e-6);
    /* A grid of half units is at most this far from the best real positions. */
    g_assert_cmpfloat (cost, >=, twin - n * (0.25 + sqrt (twin)));
  }
}

static void
test_spread_free (void)
{
  const double wanted[] = {30, 10, 20}, heights[] = {5, 5, 5};
  double placed[3];

  g_assert_true (ori_label_spread (wanted, heights, 3, 0, 40, placed));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (placed[i], ==, wanted[i]);
}

static void
test_spread_ties (void)
{
  const double wanted[] = {20, 20, 20}, heights[] = {6, 6, 6};
  double placed[3];

  g_assert_true (ori_label_spread (wanted, heights, 3, 0, 40, placed));
  g_assert_cmpfloat_with_epsilon (placed[0], 14, 1e-9);
  g_assert_cmpfloat_with_epsilon (placed[1], 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (placed[2], 26, 1e-9);
  g_assert_false (ori_label_spread (wanted, heights, 3, 0, 17, placed));
  g_assert_true (ori_label_spread (wanted, heights, 0, 0, 17, placed));
}

/* ── B: staircase ── */

static const double gap = 3;

static double
left_of (const OriStair *item)
{
  return item->flipped ? item->x - gap - item->width : item->x + gap;
}

/* Looks at the result as a reader does: text over text, leader over text, text outside. */
static gboolean
is_clean (const OriStair *items, guint n, double low, double high, guint max_rows)
{
  for (guint i = 0; i < n; i++) {
    const OriStair *a = &items[i];

    if (a->row >= max_rows || left_of (a) < low || left_of (a) + a->width > high)
      return FALSE;
    for (guint k = 0; k < n; k++) {
      const OriStair *b = &items[k];

      if (i == k)
        continue;
      if (a->row == b->row && left_of (a) < left_of (b) + b->width &&
          left_of (b) < left_of (a) + a->width)
        return FALSE;
      if (a->row >= b->row && a->x > left_of (b) && a->x < left_of (b) + b->width)
        return FALSE;
    }
  }
  return TRUE;
}

/* Is there any clean assignment of rows? All are tried. */
static gboolean
exists_slowly (OriStair *items, guint n, guint at, double low, double high, guint max_rows)
{
  if (at == n)
    return is_clean (items, n, low, high, max_rows);
  for (items[at].row = 0; items[at].row < max_rows; items[at].row++) {
    if (exists_slowly (items, n, at + 1, low, high, max_rows))
      return TRUE;
  }
  return FALSE;
}

static void
test_stairs_against_twin (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  guint placed = 0, possible = 0;

  for (guint round = 0; round < 600; round++) {
    OriStair items[5], twin[5];
    guint n = (guint)g_rand_int_range (rand, 1, 6), rows = (guint)g_rand_int_range (rand, 1, 5);

    for (guint i = 0; i < n; i++) {
      items[i] = (OriStair){.x = g_rand_double_range (rand, 0, 200),
                            .width = g_rand_double_range (rand, 10, 60),
                            .flipped = g_rand_boolean (rand)};
    }
    if (ori_label_stairs (items, n, gap, -100, 300, rows)) {
      placed++;
      g_assert_true (is_clean (items, n, -100, 300, rows));
    }
    for (guint i = 0; i < n; i++)
      twin[i] = items[i];
    possible += exists_slowly (twin, n, 0, -100, 300, rows);
  }
  /* The greedy rows keep a little more distance than the twin asks for, so they may fail where a
   * perfect search does not, but seldom. */
  g_assert_cmpuint (placed, <=, possible);
  g_assert_cmpuint (placed, >, possible * 85 / 100);
}

static void
test_stairs_classic (void)
{
  OriStair items[] = {{.x = 10, .width = 50}, {.x = 20, .width = 50}, {.x = 30, .width = 50}};

  /* Right to left, each one row lower. */
  g_assert_true (ori_label_stairs (items, 3, gap, 0, 200, 3));
  g_assert_cmpuint (items[2].row, ==, 0);
  g_assert_cmpuint (items[1].row, ==, 1);
  g_assert_cmpuint (items[0].row, ==, 2);
  g_assert_false (ori_label_stairs (items, 3, gap, 0, 200, 2));
}

static void
test_stairs_edge (void)
{
  OriStair items[] = {{.x = 190, .width = 50}, {.x = 5, .width = 50, .flipped = TRUE}};

  g_assert_true (ori_label_stairs (items, 2, gap, 0, 200, 1));
  g_assert_true (items[0].flipped);
  g_assert_false (items[1].flipped);
  items[0].width = 500;
  g_assert_false (ori_label_stairs (items, 2, gap, 0, 200, 1));
}

/* ── C: around the marks of a scatter ── */

static gboolean
boxes_overlap (OriBox a, OriBox b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* However crowded: no name touches another, a dot or a curve, or leaves the plot; alone it stands
 * right beside its mark. */
static void
test_around_keeps_off (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint placed = 0;

  for (guint round = 0; round < 40; round++) {
    OriAround items[20] = {0};
    double dots[3 * 20], curve[200];
    OriAroundPlot plot = {.bounds = {0, 0, 400, 300},
                          .dots = dots,
                          .n_dots = 20,
                          .curves = curve,
                          .n_curves = 1,
                          .n_steps = 200,
                          .left = 0,
                          .step = 2};

    for (guint k = 0; k < 200; k++)
      curve[k] = 150;
    for (guint i = 0; i < 20; i++) {
      items[i] = (OriAround){.x = g_rand_double_range (rand, 0, 400),
                             .y = g_rand_double_range (rand, 0, 300),
                             .radius = 3,
                             .width = g_rand_double_range (rand, 20, 90),
                             .height = 11};
      dots[3 * i] = items[i].x;
      dots[3 * i + 1] = items[i].y;
      dots[3 * i + 2] = 3;
    }
    ori_label_around (items, 20, &plot);
    for (guint i = 0; i < 20; i++) {
      OriBox box = items[i].box;

      if (!items[i].placed)
        continue;
      placed++;
      g_assert_true (box.x >= 0 && box.y >= 0 && box.x + box.w <= 400 && box.y + box.h <= 300);
      /* Above the letters there is room for a line. */
      g_assert_false (box.y + 1.6 < 150 && box.y + box.h > 150);
      for (guint k = 0; k < 20; k++) {
        g_assert_false (boxes_overlap (box, (OriBox){dots[3 * k] - 2, dots[3 * k + 1] - 2, 4, 4}));
        g_assert_false (k != i && items[k].placed && boxes_overlap (box, items[k].box));
      }
    }
  }
  g_assert_cmpuint (placed, >, 40 * 20 * 8 / 10);
}

static void
test_around_insists (void)
{
  OriAround items[] = {{.x = 50, .y = 50, .radius = 3, .width = 40, .height = 10},
                       {.x = 50, .y = 150, .radius = 3, .width = 40, .height = 10, .insist = TRUE}};
  const double dots[] = {50, 50, 3, 50, 150, 3};
  double curves[40 * 100];
  OriAroundPlot plot = {.bounds = {0, 0, 200, 200}, .dots = dots, .n_dots = 2, .step = 2};

  ori_label_around (items, 2, &plot);
  g_assert_true (items[0].placed && items[1].placed);
  g_assert_false (items[0].leader);
  g_assert_cmpfloat_with_epsilon (items[0].box.x, 56, 1);
  g_assert_cmpfloat_with_epsilon (items[0].box.y, 45, 1);
  /* Curves everywhere: only the one that is insisted on is named, across them. */
  for (guint i = 0; i < 40; i++)
    for (guint k = 0; k < 100; k++)
      curves[i * 100 + k] = 5 * i;
  plot.curves = curves;
  plot.n_curves = 40;
  plot.n_steps = 100;
  ori_label_around (items, 2, &plot);
  g_assert_false (items[0].placed);
  g_assert_true (items[1].placed && items[1].crosses);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/label/spread-is-least", test_spread_is_least);
  g_test_add_func ("/chart/label/spread-free", test_spread_free);
  g_test_add_func ("/chart/label/spread-ties", test_spread_ties);
  g_test_add_func ("/chart/label/stairs-against-twin", test_stairs_against_twin);
  g_test_add_func ("/chart/label/stairs-classic", test_stairs_classic);
  g_test_add_func ("/chart/label/stairs-edge", test_stairs_edge);
  g_test_add_func ("/chart/label/around-keeps-off", test_around_keeps_off);
  g_test_add_func ("/chart/label/around-insists", test_around_insists);
  return g_test_run ();
}
