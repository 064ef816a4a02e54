/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "analysis/ori-funnel.h"
#include "picture.h"

static const double q[] = {0.001, 0.025, 0.975, 0.999};

static void
test_limits (void)
{
  static const struct {
    guint n;
    double limit[4];
  } cases[] = {
      {10, {0.05691162109, 0.2299181677, 0.8529818562, 0.9834618283}},
      {25, {0.2711134469, 0.3822988948, 0.7687720533, 0.8682175783}},
      {50, {0.3712515158, 0.4516652908, 0.7240553631, 0.7966287638}},
      {100, {0.4414255123, 0.4979693393, 0.6898558407, 0.7430121279}},
      {500, {0.5307585582, 0.555881661, 0.6417498887, 0.6660365455}},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < 4; k++)
      assert_near (ori_funnel_limit (0.6, cases[i].n, q[k]), cases[i].limit[k], 1e-8);
}

static void
test_limits_at_the_ends (void)
{
  for (guint k = 0; k < 4; k++) {
    double tiny = ori_funnel_limit (0.999, 1, q[k]);
    g_assert_true (tiny >= 0 && tiny <= 1);
    g_assert_cmpfloat (ori_funnel_limit (0, 10, q[k]), <=, 0.1);
    assert_near (ori_funnel_limit (1, 10, q[k]), 1, 0.1);
    g_assert_true (isnan (ori_funnel_limit (0.5, 0, q[k])));
    g_assert_true (isnan (ori_funnel_limit (NAN, 5, q[k])));
    g_assert_true (isnan (ori_funnel_limit (1.5, 5, q[k])));
  }
}

/* The smallest count whose cumulative probability is not below, counted up from zero. */
static double
find_slowly (double theta, guint n, double tail)
{
  guint k = 0;
  while (gsl_cdf_binomial_P (k, theta, n) < tail)
    k++;
  return (k - (gsl_cdf_binomial_P (k, theta, n) - tail) / gsl_ran_binomial_pdf (k, theta, n)) / n;
}

static void
test_limits_slowly (void)
{
  static const double shares[] = {0.0001, 0.003, 0.04, 0.31, 0.5, 0.77, 0.98, 0.9995};
  static const guint sizes[] = {1, 2, 3, 7, 19, 64, 333, 2500};
  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
      for (guint k = 0; k < 4; k++)
        assert_near (ori_funnel_limit (shares[i], sizes[s], q[k]),
                     CLAMP (find_slowly (shares[i], sizes[s], q[k]), 0, 1), 1e-12);
}

static void
test_overdispersion (void)
{
  static const double x[] = {20, 45, 50, 60, 110, 120, 190, 40};
  static const double n[] = {40, 60, 85, 110, 150, 220, 300, 45};
  static const double z[] = {-1.684887279, 1.944505686,  -0.7724010395, -1.807352623,
                             2.652046536,  -2.555982591, 0.1656398818,  3.612371407};
  OriFunnel funnel;
  g_assert_true (ori_funnel_fit (x, n, 8, &funnel));
  assert_near (funnel.theta, 0.6287128713, 1e-9);
  assert_near (funnel.phi_raw, 4.640766995, 1e-8);
  assert_near (funnel.phi, 3.789636903, 1e-8);
  assert_near (funnel.tau2, 0.006602304939, 1e-11);
  g_assert_false (funnel.enough);
  for (guint i = 0; i < 8; i++) {
    assert_near (ori_funnel_z (&funnel, x[i], n[i], FALSE), z[i], 1e-8);
    g_assert_cmpfloat (fabs (ori_funnel_z (&funnel, x[i], n[i], TRUE)), <, fabs (z[i]));
  }
}

static void
test_places (void)
{
  OriFunnel funnel = {.n_units = 10, .theta = 0.5};
  /* P (X <= 1 | 10) = 11/1024, P (X <= 0 | 10) = 1/1024, P (X <= 2 | 10) = 56/1024. */
  g_assert_cmpint (ori_funnel_place (&funnel, 2, 10), ==, ORI_FUNNEL_INSIDE);
  g_assert_cmpint (ori_funnel_place (&funnel, 1, 10), ==, ORI_FUNNEL_BELOW);
  g_assert_cmpint (ori_funnel_place (&funnel, 0, 10), ==, ORI_FUNNEL_FAR_BELOW);
  g_assert_cmpint (ori_funnel_place (&funnel, 8, 10), ==, ORI_FUNNEL_INSIDE);
  g_assert_cmpint (ori_funnel_place (&funnel, 9, 10), ==, ORI_FUNNEL_ABOVE);
  g_assert_cmpint (ori_funnel_place (&funnel, 10, 10), ==, ORI_FUNNEL_FAR_ABOVE);
}

static void
test_nonsense (void)
{
  static const double x[] = {5, NAN, -1, 7, 2.5, 3}, n[] = {10, 10, 10, 6, 10, 0};
  static const double zero[] = {0, 0}, ten[] = {10, 10};
  OriFunnel funnel;
  g_assert_false (ori_funnel_fit (x, n, 6, &funnel)); /* one unit is left */
  g_assert_cmpuint (funnel.n_units, ==, 0);
  g_assert_false (ori_funnel_fit (zero, ten, 2, &funnel));
  g_assert_false (ori_funnel_fit (ten, ten, 2, &funnel));
  g_assert_false (ori_funnel_fit (NULL, NULL, 0, &funnel));
  g_assert_cmpint (ori_funnel_place (&funnel, 1, 2), ==, ORI_FUNNEL_NONE);
  g_assert_true (isnan (ori_funnel_z (&funnel, 1, 2, FALSE)));
  funnel.theta = 0.5;
  for (guint i = 1; i < 6; i++)
    g_assert_cmpint (ori_funnel_place (&funnel, x[i], n[i]), ==, ORI_FUNNEL_NONE);

  /* Units that agree have no variance beyond chance. */
  double same[12], size[12];
  for (guint i = 0; i < 12; i++) {
    same[i] = 50;
    size[i] = 100;
  }
  g_assert_true (ori_funnel_fit (same, size, 12, &funnel));
  g_assert_cmpfloat (funnel.tau2, ==, 0);
  g_assert_true (funnel.enough);
}

/* With over-dispersion the funnel is wider, and who was far outside may be inside. */
static void
test_dispersed (void)
{
  double x[12], n[12];
  OriFunnel funnel, few;
  for (guint i = 0; i < 12; i++) {
    n[i] = 200;
    x[i] = 40 + 10 * i;
  }
  g_assert_true (ori_funnel_fit (x, n, 12, &funnel));
  g_assert_true (funnel.enough && funnel.tau2 > 0);
  g_assert_cmpfloat (ori_funnel_limit_dispersed (&funnel, 200, 0.001), <,
                     ori_funnel_limit (funnel.theta, 200, 0.001));
  g_assert_cmpfloat (ori_funnel_limit_dispersed (&funnel, 200, 0.999), >,
                     ori_funnel_limit (funnel.theta, 200, 0.999));
  g_assert_cmpint (ori_funnel_place (&funnel, 50, 200), ==, ORI_FUNNEL_FAR_BELOW);
  g_assert_cmpint (ori_funnel_place_dispersed (&funnel, 50, 200), ==, ORI_FUNNEL_INSIDE);
  g_assert_cmpint (ori_funnel_place_dispersed (&funnel, 0, 200), ==, ORI_FUNNEL_BELOW);
  g_assert_cmpint (ori_funnel_place_dispersed (&funnel, 200, 200), ==, ORI_FUNNEL_FAR_ABOVE);
  g_assert_cmpint (ori_funnel_place_dispersed (&funnel, 3, 0), ==, ORI_FUNNEL_NONE);
  g_assert_cmpfloat (ori_funnel_limit_dispersed (&funnel, 1, 0.999), <=, 1);
  /* Fewer than ten say nothing about it: the plain limits. */
  g_assert_true (ori_funnel_fit (x, n, 5, &few));
  g_assert_cmpfloat (ori_funnel_limit_dispersed (&few, 200, 0.975), ==,
                     ori_funnel_limit (few.theta, 200, 0.975));
  g_assert_cmpint (ori_funnel_place_dispersed (&few, 40, 200), ==,
                   ori_funnel_place (&few, 40, 200));
  g_assert_cmpstr (ori_funnel_place_code (ORI_FUNNEL_FAR_ABOVE), ==, "far-above");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/funnel/limits", test_limits);
  g_test_add_func ("/analysis/funnel/limits-at-the-ends", test_limits_at_the_ends);
  g_test_add_func ("/analysis/funnel/limits-slowly", test_limits_slowly);
  g_test_add_func ("/analysis/funnel/overdispersion", test_overdispersion);
  g_test_add_func ("/analysis/funnel/places", test_places);
  g_test_add_func ("/analysis/funnel/nonsense", test_nonsense);
  g_test_add_func ("/analysis/funnel/dispersed", test_dispersed);
  return g_test_run ();
}
