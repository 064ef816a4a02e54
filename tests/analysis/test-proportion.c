/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-proportion.h"
#include "picture.h"

#define DIGITS 2e-9 /* ten digits are given */

static void
test_wilson (void)
{
  /* Newcombe 1998, table I. */
  static const struct {
    double x, n, low, high;
  } cases[] = {
      {81, 263, 0.2552885199, 0.3662095770},
      {15, 148, 0.06238639953, 0.1604872417},
      {0, 20, 0, 0.1611251581},
      {1, 29, 0.006113214293, 0.1717552188},
      {283, 420, 0.6275739857, 0.7168944399},
      {4, 105, 0.01491245933, 0.09388302126},
  };
  double low, high;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (ori_wilson (cases[i].x, cases[i].n, &low, &high));
    assert_near (low, cases[i].low, DIGITS);
    assert_near (high, cases[i].high, DIGITS);
  }
  g_assert_true (ori_wilson (20, 20, &low, &high));
  assert_near (low, 1 - 0.1611251581, DIGITS);
  g_assert_cmpfloat (high, ==, 1);
}

static void
test_exact (void)
{
  /* Clopper–Pearson, Jeffreys: base R. */
  static const double cases[][6] = {
      {81, 263, 0.2527367456, 0.3676219226, 0.254521935, 0.3656474992},
      {15, 148, 0.05784401008, 0.1616504903, 0.06044851701, 0.1576431435},
      {0, 20, 0, 0.168433471, 0, 0.1166389829},
      {1, 29, 0.0008726468836, 0.1776442955, 0.003746173649, 0.150077686},
  };
  static const double garwood[][3] = {{0, 0, 3.688879454},
                                      {14, 7.653930276, 23.48962112},
                                      {21, 12.99933098, 32.10073073},
                                      {23, 14.58002704, 34.51129289}};
  double low, high;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_true (ori_clopper_pearson (cases[i][0], cases[i][1], &low, &high));
    assert_near (low, cases[i][2], DIGITS);
    assert_near (high, cases[i][3], DIGITS);
    g_assert_true (ori_jeffreys (cases[i][0], cases[i][1], &low, &high));
    assert_near (low, cases[i][4], DIGITS);
    assert_near (high, cases[i][5], DIGITS);
  }
  g_assert_true (ori_clopper_pearson (20, 20, &low, &high));
  g_assert_cmpfloat (high, ==, 1);
  g_assert_true (ori_jeffreys (20, 20, &low, &high));
  g_assert_cmpfloat (high, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (garwood); i++) {
    g_assert_true (ori_garwood (garwood[i][0], &low, &high));
    assert_near (low, garwood[i][1], 1e-8);
    assert_near (high, garwood[i][2], 1e-8);
  }
  g_assert_false (ori_garwood (-1, &low, &high));
  g_assert_false (ori_garwood (NAN, &low, &high));
}

static void
test_nonsense (void)
{
  static const double bad[][2] = {{1, 0},   {0, 0},   {-1, 5},       {6, 5},
                                  {NAN, 5}, {1, NAN}, {1, INFINITY}, {1, -3}};
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    double low = 7, high = 7, chi2, p;
    g_assert_false (ori_wilson (bad[i][0], bad[i][1], &low, &high));
    g_assert_cmpfloat (low, ==, 0);
    g_assert_cmpfloat (high, ==, 1);
    g_assert_false (ori_clopper_pearson (bad[i][0], bad[i][1], &low, &high));
    g_assert_false (ori_jeffreys (bad[i][0], bad[i][1], &low, &high));
    ori_newcombe (1, 2, bad[i][0], bad[i][1], &low, &high);
    g_assert_cmpfloat (low, ==, -1);
    g_assert_cmpfloat (high, ==, 1);
    g_assert_true (isnan (ori_pooled_z_p (bad[i][0], bad[i][1], 1, 2)));
    g_assert_false (ori_trend_test (&bad[i][0], &bad[i][1], NULL, 1, &chi2, &p));
  }
  g_assert_true (isnan (ori_fisher_p (1, 0, 1, 2)));
  g_assert_true (isnan (ori_fisher_p (3, 2, 1, 2)));
  g_assert_true (isnan (ori_fisher_p (1, 2, 3, 2)));
}

static void
test_newcombe (void)
{
  /* Newcombe 1998, table II, method 10. */
  static const double cases[][6] = {
      {56, 70, 48, 80, 0.0524314724, 0.333872654},
      {9, 10, 3, 10, 0.1705227239, 0.8090179735},
      {6, 7, 2, 7, 0.05822792748, 0.8062496375},
      {5, 56, 0, 29, -0.0381371479, 0.1925600139},
      {0, 10, 0, 20, -0.1611251581, 0.2775327999},
      {0, 10, 0, 10, -0.2775327999, 0.2775327999},
      {10, 10, 0, 20, 0.6790860371, 1},
      {10, 10, 0, 10, 0.6075093504, 1},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const double *c = cases[i];
    double low, high;
    ori_newcombe (c[0], c[1], c[2], c[3], &low, &high);
    assert_near (low, c[4], DIGITS);
    assert_near (high, c[5], DIGITS);
    ori_newcombe (c[2], c[3], c[0], c[1], &low, &high);
    assert_near (low, -c[5], DIGITS);
    assert_near (high, -c[4], DIGITS);
  }
}

static void
assert_relative (double value, double expected)
{
  assert_near (value / expected, 1, 1e-8);
}

static void
test_pairs (void)
{
  /* Two years of the Kemerovo tables: p of z and of Fisher, R 4.2.2. */
  static const struct {
    guint x1, n1, x2, n2;
    double z_p, fisher_p;
  } cases[] = {
      {283, 420, 303, 426, 0.2377380032, 0.2636782532},
      {283, 420, 282, 419, 0.9808191164, 1},
      {39, 94, 25, 77, 0.2251733149, 0.2670818857},
      {25, 77, 31, 80, 0.4113527282, 0.5052765822},
      {50, 493, 27, 417, 0.0476472493, 0.05551623188},
      {4, 105, 3, 26, 0.1166866876, 0.1399191433},
      {3, 26, 4, 25, 0.6434636523, 0.7030017681},
      {4, 105, 4, 25, 0.02263969894, 0.04399036731},
      {390, 2194, 525, 1946, 1.060415345e-12, 1.164324793e-12},
      {390, 2194, 575, 2035, 4.899796846e-16, 5.73982834e-16},
      {32, 195, 68, 176, 1.452257157e-06, 2.187491713e-06},
      {81, 493, 303, 505, 2.034125179e-45, 3.100894147e-47},
      {81, 493, 310, 499, 4.432417208e-49, 4.227145352e-51},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    assert_relative (ori_pooled_z_p (cases[i].x1, cases[i].n1, cases[i].x2, cases[i].n2),
                     cases[i].z_p);
    assert_relative (ori_fisher_p (cases[i].x1, cases[i].n1, cases[i].x2, cases[i].n2),
                     cases[i].fisher_p);
    assert_relative (ori_fisher_p (cases[i].x2, cases[i].n2, cases[i].x1, cases[i].n1),
                     cases[i].fisher_p);
  }
}

static void
test_fisher_edges (void)
{
  g_assert_cmpfloat (ori_fisher_p (0, 10, 0, 20), ==, 1);
  g_assert_cmpfloat (ori_fisher_p (10, 10, 20, 20), ==, 1);
  /* 2 / C(10, 5): two tables of the extreme kind. */
  assert_near (ori_fisher_p (5, 5, 0, 5), 2.0 / 252, 1e-12);
  /* Sizes of a country; far tails end at zero rather than never. */
  double p = ori_fisher_p (500000, 1000000, 500400, 1000000);
  assert_near (p, ori_pooled_z_p (500000, 1000000, 500400, 1000000), 1e-3);
  g_assert_cmpfloat (ori_fisher_p (0, 4000000000u, 4000000000u, 4000000000u), ==, 0);
}

static void
test_z_edges (void)
{
  g_assert_cmpfloat (ori_pooled_z_p (0, 10, 0, 20), ==, 1);
  g_assert_cmpfloat (ori_pooled_z_p (10, 10, 20, 20), ==, 1);
}

static void
test_trend (void)
{
  /* Fleiss's smokers as in R's prop.trend.test. */
  static const double x[] = {83, 90, 129, 70}, n[] = {86, 93, 136, 82};
  static const double scores[] = {0, 0, 0, 1};
  double chi2, p;
  g_assert_true (ori_trend_test (x, n, NULL, 4, &chi2, &p));
  assert_near (chi2, 8.224922285, 1e-8);
  assert_near (p, 0.004131897478, 1e-11);
  g_assert_true (ori_trend_test (x, n, scores, 4, &chi2, &p));
  assert_near (chi2, 12.17314622, 1e-7);

  static const struct {
    double x[3], n[3], chi2, p;
  } tables[] = {
      {{283, 303, 282}, {420, 426, 419}, 0.0005451414813, 0.9813724722},
      {{39, 25, 31}, {94, 77, 80}, 0.1790669133, 0.6721763497},
      {{48, 44, 46}, {94, 77, 80}, 0.757039793, 0.3842565024},
      {{50, 27, 33}, {493, 417, 499}, 4.273923859, 0.03870146301},
      {{4, 3, 4}, {105, 26, 25}, 5.456822021, 0.01949206682},
      {{390, 525, 575}, {2194, 1946, 2035}, 64.50525867, 9.627505527e-16},
      {{32, 68, 75}, {195, 176, 185}, 25.99588358, 3.421461093e-07},
      {{81, 303, 310}, {493, 505, 499}, 207.454775, 4.93375453e-47},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    g_assert_true (ori_trend_test (tables[i].x, tables[i].n, NULL, 3, &chi2, &p));
    assert_relative (chi2, tables[i].chi2);
    assert_relative (p, tables[i].p);
  }
}

static void
test_trend_edges (void)
{
  static const double x[] = {5, NAN, 8}, n[] = {10, 10, 10}, all[] = {10, 10, 10};
  static const double same[] = {1, 1, 1}, one[] = {5, 20, 30};
  double chi2, p, chi2_two, p_two;
  /* A year that makes no sense is left out, its place in time kept. */
  g_assert_true (ori_trend_test (x, n, NULL, 3, &chi2, &p));
  static const double two_x[] = {5, 8}, two_n[] = {10, 10};
  g_assert_true (ori_trend_test (two_x, two_n, NULL, 2, &chi2_two, &p_two));
  assert_near (chi2, chi2_two, 1e-12);
  g_assert_false (ori_trend_test (all, n, NULL, 3, &chi2, &p));
  g_assert_false (ori_trend_test (x, n, same, 3, &chi2, &p));
  g_assert_false (ori_trend_test (one, n, NULL, 3, &chi2, &p));
  g_assert_false (ori_trend_test (NULL, NULL, NULL, 0, &chi2, &p));
}

static void
test_bh (void)
{
  /* Benjamini and Hochberg 1995, section 4. */
  static const double p[] = {.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344,
                             .0459, .3240, .4262, .5719, .6528, .7590, 1};
  static const double expected[] = {.0015,        .003,         .0095,       .035625,     .0603,
                                    .06385714286, .06385714286, .0645,       .0765,       .486,
                                    .5811818182,  .714875,      .7532307692, .8132142857, 1};
  double adjusted[15], shuffled[17], back[17];
  guint rejected = 0;
  ori_adjust_bh (p, 15, adjusted);
  for (guint i = 0; i < 15; i++) {
    assert_near (adjusted[i], expected[i], DIGITS);
    rejected += adjusted[i] <= 0.05;
  }
  g_assert_cmpuint (rejected, ==, 4);

  /* Order does not matter, what was not tested does not count. */
  shuffled[7] = shuffled[11] = NAN;
  for (guint i = 0, at = 0; i < 17; i++)
    if (i != 7 && i != 11)
      shuffled[i] = p[14 - at++];
  ori_adjust_bh (shuffled, 17, back);
  for (guint i = 0, at = 0; i < 17; i++) {
    if (i == 7 || i == 11)
      g_assert_true (isnan (back[i]));
    else
      assert_near (back[i], expected[14 - at++], DIGITS);
  }
  ori_adjust_bh (NULL, 0, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/proportion/wilson", test_wilson);
  g_test_add_func ("/analysis/proportion/exact", test_exact);
  g_test_add_func ("/analysis/proportion/nonsense", test_nonsense);
  g_test_add_func ("/analysis/proportion/newcombe", test_newcombe);
  g_test_add_func ("/analysis/proportion/pairs", test_pairs);
  g_test_add_func ("/analysis/proportion/fisher-edges", test_fisher_edges);
  g_test_add_func ("/analysis/proportion/z-edges", test_z_edges);
  g_test_add_func ("/analysis/proportion/trend", test_trend);
  g_test_add_func ("/analysis/proportion/trend-edges", test_trend_edges);
  g_test_add_func ("/analysis/proportion/benjamini-hochberg", test_bh);
  return g_test_run ();
}
