/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <math.h>

/* The rule said slowly: of all 1, 2, 5 × 10^k the smallest that is not below span / n. */
static double
find_step_slowly (double least)
{
  double best = INFINITY;

  for (int k = -12; k <= 12; k++) {
    static const double mantissas[] = {1, 2, 5};

    for (guint i = 0; i < 3; i++) {
      double step = mantissas[i] * pow (10, k);

      if (step >= least * (1 - 1e-9) && step < best)
        best = step;
    }
  }
  return best;
}

static void
assert_sound (const OriAxis *axis, double low, double high)
{
  g_assert_cmpfloat (axis->min, <=, low + axis->step * 1e-6);
  g_assert_cmpfloat (axis->max, >=, high - axis->step * 1e-6);
  g_assert_cmpuint (axis->n, >=, 2);
  g_assert_cmpuint (axis->n, <=, 9);
  for (guint i = 0; i < axis->n; i++) {
    double tick = ori_axis_tick (axis, i);
    double steps = tick / axis->step;

    g_assert_cmpfloat_with_epsilon (steps, round (steps), 1e-6);
  }
}

static void
test_steps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 2000; i++) {
    double size = pow (10, g_rand_double_range (rand, -6, 7));
    double low = g_rand_double_range (rand, -1, 1) * size;
    double high = low + g_rand_double_range (rand, 0.001, 1) * size;
    guint n = (guint)g_rand_int_range (rand, 2, 7);
    OriAxis axis;

    ori_axis_init (&axis, low, high, FALSE, FALSE, n);
    assert_sound (&axis, low, high);
    g_assert_cmpfloat_with_epsilon (axis.step / find_step_slowly ((high - low) / n), 1, 1e-9);
    /* No tick too many at either end. */
    g_assert_cmpfloat (axis.min, >, low - axis.step * 1.001);
    g_assert_cmpfloat (axis.max, <, high + axis.step * 1.001);
  }
}

static void
test_known (void)
{
  static const struct {
    double low, high;
    gboolean share, zero;
    guint n;
    double min, max, step;
  } cases[] = {
      {12, 47.7, TRUE, TRUE, 5, 0, 50, 10},    {3.8, 71.1, TRUE, TRUE, 4, 0, 80, 20},
      {92, 99, TRUE, TRUE, 5, 0, 100, 20},     {92, 99, TRUE, FALSE, 5, 92, 100, 2},
      {-4.2, 3.4, FALSE, FALSE, 5, -6, 4, 2},  {0, 0.3, FALSE, FALSE, 3, 0, 0.3, 0.1},
      {28, 69.1, FALSE, FALSE, 5, 20, 70, 10}, {80, 110, FALSE, TRUE, 6, 0, 120, 20},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriAxis axis;

    ori_axis_init (&axis, cases[i].low, cases[i].high, cases[i].share, cases[i].zero, cases[i].n);
    g_assert_cmpfloat (axis.min, ==, cases[i].min);
    g_assert_cmpfloat (axis.max, ==, cases[i].max);
    g_assert_cmpfloat (axis.step, ==, cases[i].step);
  }
}

static void
test_equal_values (void)
{
  OriAxis axis;

  /* 10 % of 200 is more than 5 units. */
  ori_axis_init (&axis, 200, 200, FALSE, FALSE, 4);
  g_assert_cmpfloat (axis.min, <=, 180);
  g_assert_cmpfloat (axis.max, >=, 220);
  ori_axis_init (&axis, 7, 7, FALSE, FALSE, 4);
  g_assert_cmpfloat (axis.min, <=, 2);
  g_assert_cmpfloat (axis.max, >=, 12);
  /* Shares stay between 0 and 100. */
  ori_axis_init (&axis, 100, 100, TRUE, FALSE, 4);
  g_assert_cmpfloat (axis.min, ==, 90);
  g_assert_cmpfloat (axis.max, ==, 100);
  ori_axis_init (&axis, 0, 0, TRUE, TRUE, 4);
  g_assert_cmpfloat (axis.min, ==, 0);
  g_assert_cmpfloat (axis.max, >=, 5);
}

static void
test_labels (void)
{
  OriAxis axis;
  g_autofree char *zero = NULL;
  g_autofree char *tenth = NULL;
  g_autofree char *minus = NULL;

  ori_axis_init (&axis, -0.2, 0.3, FALSE, FALSE, 5);
  minus = ori_axis_tick_label (&axis, 0);
  zero = ori_axis_tick_label (&axis, 2);
  tenth = ori_axis_tick_label (&axis, 3);
  g_assert_cmpstr (minus, ==,
                   "\xe2\x88\x92"
                   "0,2");
  g_assert_cmpstr (zero, ==, "0,0");
  g_assert_cmpstr (tenth, ==, "0,1");
}

static void
test_absurd (void)
{
  static const double values[] = {0,    1,     -1,     1e-300,   5e-324,    1e15,
                                  1e99, 1e308, -1e308, INFINITY, -INFINITY, NAN};

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (values); k++) {
      OriAxis axis;

      ori_axis_init (&axis, values[i], values[k], k % 2 == 0, i % 2 == 0, 5);
      g_assert_cmpuint (axis.n, >=, 2);
      g_assert_cmpuint (axis.n, <=, 12);
      g_assert_true (isfinite (axis.min) && isfinite (axis.max));
      g_assert_cmpfloat (axis.min, <, axis.max);
      for (guint t = 0; t < axis.n; t++) {
        g_autofree char *label = ori_axis_tick_label (&axis, t);

        g_assert_cmpuint (g_utf8_strlen (label, -1), <, 40);
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/axis/steps", test_steps);
  g_test_add_func ("/chart/axis/known", test_known);
  g_test_add_func ("/chart/axis/equal-values", test_equal_values);
  g_test_add_func ("/chart/axis/labels", test_labels);
  g_test_add_func ("/chart/axis/absurd", test_absurd);
  return g_test_run ();
}
