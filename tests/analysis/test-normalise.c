/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-normalise.h"
#include "picture.h"

#define N 5
static const double values[N] = {12, 55, 55, 80, 30};
static const double sorted[N] = {12, 30, 55, 55, 80};

static void
check (OriNormalise method, int direction, double lo, double hi, double target,
       const double *expected)
{
  OriScale scale = ori_scale_new (method, direction, values, N, lo, hi, target);
  for (guint i = 0; i < N; i++)
    assert_near (ori_scale_score (&scale, values[i], sorted, N), expected[i], 1e-8);
  g_assert_true (isnan (ori_scale_score (&scale, NAN, sorted, N)));
  g_assert_true (isnan (ori_scale_score (&scale, INFINITY, sorted, N)));
}

static void
test_methods (void)
{
  /* COINr 1.1.14 and base R. */
  static const double minmax[] = {0, 63.23529412, 63.23529412, 100, 26.47058824};
  static const double zscore[] = {36.83045541, 53.29238615, 53.29238615, 62.86327611, 43.72149619};
  static const double percentile[] = {0, 50, 50, 100, 25};
  static const double best[] = {15, 68.75, 68.75, 100, 37.5};
  static const double posts[] = {4, 90, 90, 100, 40};
  static const double target[] = {24, 100, 100, 100, 60};
  check (ORI_NORMALISE_MINMAX, 1, 0, 0, NAN, minmax);
  check (ORI_NORMALISE_ZSCORE, 1, 0, 0, NAN, zscore);
  check (ORI_NORMALISE_PERCENTILE, 1, 0, 0, NAN, percentile);
  check (ORI_NORMALISE_BEST, 1, 0, 0, NAN, best);
  check (ORI_NORMALISE_GOALPOSTS, 1, 10, 60, NAN, posts);
  check (ORI_NORMALISE_TARGET, 1, 0, 0, 50, target);
  check (ORI_NORMALISE_NONE, 1, 0, 0, NAN, values);
}

static void
test_less_is_better (void)
{
  static const double minmax[] = {100, 36.76470588, 36.76470588, 0, 73.52941176};
  static const double zscore[] = {63.16954459, 46.70761385, 46.70761385, 37.13672389, 56.27850381};
  static const double percentile[] = {100, 25, 25, 0, 75};
  static const double best[] = {100, 21.81818182, 21.81818182, 15, 40};
  static const double target[] = {100, 54.54545455, 54.54545455, 37.5, 100};
  check (ORI_NORMALISE_MINMAX, -1, 0, 0, NAN, minmax);
  check (ORI_NORMALISE_ZSCORE, -1, 0, 0, NAN, zscore);
  check (ORI_NORMALISE_PERCENTILE, -1, 0, 0, NAN, percentile);
  check (ORI_NORMALISE_BEST, -1, 0, 0, NAN, best);
  check (ORI_NORMALISE_TARGET, -1, 0, 0, 30, target);

  static const double with_zero[] = {0, 4};
  OriScale scale = ori_scale_new (ORI_NORMALISE_BEST, -1, with_zero, 2, 0, 0, NAN);
  g_assert_cmpfloat (ori_scale_score (&scale, 0, with_zero, 2), ==, 100);
  g_assert_cmpfloat (ori_scale_score (&scale, 4, with_zero, 2), ==, 0);
}

static void
test_constant (void)
{
  static const double same[] = {0.1, 0.1, 0.1, NAN}, zero[] = {0, 0}, one[] = {7};
  static const OriNormalise methods[] = {ORI_NORMALISE_GOALPOSTS, ORI_NORMALISE_MINMAX,
                                         ORI_NORMALISE_ZSCORE, ORI_NORMALISE_PERCENTILE};
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    OriScale scale = ori_scale_new (methods[i], 1, same, 4, 3, 3, NAN);
    g_assert_true (scale.constant);
    g_assert_cmpfloat (ori_scale_score (&scale, 0.1, same, 3), ==, 50);
    g_assert_true (isnan (ori_scale_invert (&scale, 50)));
    scale = ori_scale_new (methods[i], 1, one, 1, 0, 0, NAN);
    g_assert_cmpfloat (ori_scale_score (&scale, 7, one, 1), ==, 50);
    scale = ori_scale_new (methods[i], 1, NULL, 0, 0, 0, NAN);
    g_assert_true (scale.constant);
  }
  OriScale best = ori_scale_new (ORI_NORMALISE_BEST, 1, zero, 2, 0, 0, NAN);
  g_assert_cmpfloat (ori_scale_score (&best, 0, zero, 2), ==, 50);
  best = ori_scale_new (ORI_NORMALISE_BEST, 1, one, 1, 0, 0, NAN);
  g_assert_cmpfloat (ori_scale_score (&best, 7, one, 1), ==, 100);
  OriScale target = ori_scale_new (ORI_NORMALISE_TARGET, 1, one, 1, 0, 0, NAN);
  g_assert_cmpfloat (ori_scale_score (&target, 7, one, 1), ==, 50);
}

static void
test_invert (void)
{
  static const OriNormalise methods[] = {ORI_NORMALISE_GOALPOSTS, ORI_NORMALISE_MINMAX,
                                         ORI_NORMALISE_BEST,      ORI_NORMALISE_ZSCORE,
                                         ORI_NORMALISE_TARGET,    ORI_NORMALISE_NONE};
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    for (int direction = -1; direction <= 1; direction += 2) {
      OriScale scale = ori_scale_new (methods[i], direction, values, N, 0, 100, 90);
      double at = ori_scale_invert (&scale, 41);
      assert_near (ori_scale_score (&scale, at, sorted, N), 41, 1e-9);
    }
  }
  OriScale scale = ori_scale_new (ORI_NORMALISE_PERCENTILE, 1, values, N, 0, 0, NAN);
  g_assert_true (isnan (ori_scale_invert (&scale, 41)));
  scale = ori_scale_new (ORI_NORMALISE_GOALPOSTS, 1, values, N, 0, 100, NAN);
  g_assert_true (isnan (ori_scale_invert (&scale, 101)));
  scale = ori_scale_new (ORI_NORMALISE_BEST, 1, values, N, 0, 0, NAN);
  g_assert_true (isnan (ori_scale_invert (&scale, 101)));
}

static void
test_quantile (void)
{
  static const double x[] = {12, 15, 15, 15, 22, 30, 41, 41, 58};
  g_assert_cmpfloat (ori_quantile (x, 9, 0, 3), ==, 12);
  assert_near (ori_quantile (x, 9, 1, 3), 15, 1e-12);
  assert_near (ori_quantile (x, 9, 2, 3), 33.66666667, 1e-8);
  g_assert_cmpfloat (ori_quantile (x, 9, 3, 3), ==, 58);
  /* 0.1, 0.2, 0.3: the position (n − 1) / 2 is whole, so the very value comes back. */
  static const double tenths[] = {0.1, 0.2, 0.3};
  g_assert_cmpfloat (ori_quantile (tenths, 3, 1, 2), ==, 0.2);
  g_assert_true (isnan (ori_quantile (NULL, 0, 1, 2)));
}

static void
test_aggregate (void)
{
  static const double v[] = {20, 50, 80}, w[] = {1, 2, 3}, gap[] = {20, NAN, 80};
  static const double none[] = {0, 0, 0}, zero[] = {0, 100}, equal[] = {1, 1};
  gboolean floored = FALSE;
  assert_near (ori_aggregate (ORI_AGGREGATE_ARITHMETIC, v, w, 3, NULL), 60, 1e-12);
  assert_near (ori_aggregate (ORI_AGGREGATE_GEOMETRIC, v, w, 3, &floored), 54.28835233, 1e-8);
  assert_near (ori_aggregate (ORI_AGGREGATE_ARITHMETIC, gap, w, 3, NULL), 65, 1e-12);
  g_assert_false (floored);
  assert_near (ori_aggregate (ORI_AGGREGATE_GEOMETRIC, zero, equal, 2, &floored), 10, 1e-9);
  g_assert_true (floored);
  g_assert_true (isnan (ori_aggregate (ORI_AGGREGATE_ARITHMETIC, v, none, 3, NULL)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/normalise/methods", test_methods);
  g_test_add_func ("/analysis/normalise/less-is-better", test_less_is_better);
  g_test_add_func ("/analysis/normalise/constant", test_constant);
  g_test_add_func ("/analysis/normalise/invert", test_invert);
  g_test_add_func ("/analysis/normalise/quantile", test_quantile);
  g_test_add_func ("/analysis/normalise/aggregate", test_aggregate);
  return g_test_run ();
}
