/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/ori-groups.h"
#include "core/ori-number.h"
#include "picture.h"

/* jenks71 of R's spData, the 102 values of Jenks and Caspall 1971, in hundredths, ascending. */
static const int jenks71_hundredths[] = {
    1557, 1593, 1782, 1857, 2342, 2483, 2609,  2716,  2820,  2871,  3097,  3119,  3128, 3166, 3178,
    3214, 3222, 3228, 3269, 3326, 3382, 3383,  3458,  3463,  3624,  3757,  3822,  3830, 3972, 3984,
    3988, 4030, 4062, 4102, 4120, 4540, 4613,  4721,  4729,  4938,  5011,  5012,  5052, 5053, 5064,
    5115, 5115, 5205, 5221, 5247, 5289, 5377,  5407,  5427,  5432,  5530,  5544,  5635, 5722, 5726,
    5740, 5749, 5759, 5850, 5965, 5989, 6027,  6066,  6206,  6241,  6265,  6367,  6428, 6632, 6704,
    6819, 6825, 6845, 7105, 7161, 7276, 7352,  7529,  7551,  7643,  7729,  7966,  8045, 8390, 8484,
    8541, 8675, 8787, 9245, 9637, 9678, 10010, 11180, 11640, 11990, 13150, 15530,
};
#define N_JENKS G_N_ELEMENTS (jenks71_hundredths)

static const double quantile9[] = {12, 15, 15, 15, 22, 30, 41, 41, 58};

static double *
jenks71 (void)
{
  double *values = g_new (double, N_JENKS);
  for (gsize i = 0; i < N_JENKS; i++)
    values[i] = jenks71_hundredths[(i * 37) % N_JENKS] / 100.0;
  return values;
}

static void
assert_counts (const double *values, gsize n, const double *thresholds, guint k,
               const guint *expected)
{
  guint counts[ORI_MAX_GROUPS] = {0};
  for (gsize i = 0; i < n; i++)
    counts[ori_group_of (values[i], thresholds, k - 1)]++;
  for (guint i = 0; i < k; i++)
    g_assert_cmpuint (counts[i], ==, expected[i]);
}

static void
test_jenks (void)
{
  static const guint counts5[] = {35, 33, 18, 11, 5}, counts3[] = {37, 51, 14};
  static const double maxima5[] = {41.2, 60.66, 77.29, 100.1}, maxima3[] = {46.13, 80.45};
  g_autofree double *values = jenks71 ();
  double maxima[4], thresholds[4];

  g_assert_true (ori_natural_breaks (values, N_JENKS, 5, maxima));
  for (guint i = 0; i < 4; i++)
    assert_near (maxima[i], maxima5[i], 1e-12);
  g_assert_true (ori_natural_breaks (values, N_JENKS, 3, maxima));
  for (guint i = 0; i < 2; i++)
    assert_near (maxima[i], maxima3[i], 1e-12);

  g_assert_true (ori_grouping_suggest (ORI_GROUPING_NATURAL, values, N_JENKS, 5, 0.5, thresholds));
  assert_counts (values, N_JENKS, thresholds, 5, counts5);
  assert_near (ori_grouping_gvf (values, N_JENKS, thresholds, 4), 0.9313560063, 1e-9);
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_NATURAL, values, N_JENKS, 3, 0.5, thresholds));
  assert_counts (values, N_JENKS, thresholds, 3, counts3);
  assert_near (ori_grouping_gvf (values, N_JENKS, thresholds, 2), 0.8122391685, 1e-9);
}

static void
test_jenks_other_methods (void)
{
  static const guint thirds[] = {34, 34, 34}, fifths[] = {21, 20, 20, 20, 21};
  static const double equal[] = {62.14666667, 108.7233333};
  g_autofree double *values = jenks71 ();
  double t[4];

  g_assert_true (ori_grouping_suggest (ORI_GROUPING_TERCILE, values, N_JENKS, 3, 0.5, t));
  assert_near (t[0], 41.14, 1e-9);
  assert_near (t[1], 61.12666667, 1e-8);
  assert_counts (values, N_JENKS, t, 3, thirds);
  assert_near (ori_grouping_gvf (values, N_JENKS, t, 2), 0.7248682507, 1e-9);
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_TERCILE, values, N_JENKS, 5, 0.5, t));
  assert_near (t[0], 33.822, 1e-9);
  assert_near (t[3], 73.368, 1e-9);
  assert_counts (values, N_JENKS, t, 5, fifths);
  assert_near (ori_grouping_gvf (values, N_JENKS, t, 4), 0.83294661, 1e-8);

  g_assert_true (ori_grouping_suggest (ORI_GROUPING_HEADTAIL, values, N_JENKS, 2, 0.5, t));
  assert_near (t[0], 56.27941176, 1e-8);
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_SD, values, N_JENKS, 3, 0.5, t));
  assert_near (t[0], 56.27941176 - 25.38250246 / 2, 1e-7);
  assert_near (t[1], 56.27941176 + 25.38250246 / 2, 1e-7);
  assert_near (ori_grouping_gvf (values, N_JENKS, equal, 2), 0.7664692404, 1e-8);
}

static void
test_published_breaks (void)
{
  static const double a[] = {10, 1, 9, 2, 7, 20, 4, 5};
  static const double b[] = {-1, 2, -1, 2, 4, 5, 6, -1, 2, -1};
  static const double c[] = {33, 2, 100, 32, 34};
  static const double d[] = {101, 1, 102, 2, 103, 3, 104, 4, 100};
  double maxima[2];
  g_assert_true (ori_natural_breaks (a, G_N_ELEMENTS (a), 3, maxima));
  g_assert_cmpfloat (maxima[0], ==, 5);
  g_assert_cmpfloat (maxima[1], ==, 10);
  g_assert_true (ori_natural_breaks (b, G_N_ELEMENTS (b), 3, maxima));
  g_assert_cmpfloat (maxima[0], ==, -1);
  g_assert_cmpfloat (maxima[1], ==, 2);
  g_assert_true (ori_natural_breaks (c, G_N_ELEMENTS (c), 3, maxima));
  g_assert_cmpfloat (maxima[0], ==, 2);
  g_assert_cmpfloat (maxima[1], ==, 34);
  g_assert_true (ori_natural_breaks (d, G_N_ELEMENTS (d), 2, maxima));
  g_assert_cmpfloat (maxima[0], ==, 4);
}

/* The obvious twin: every way to cut sorted values into k classes, sums of squares by definition.
 */
static double
sse_of (const double *sorted, guint from, guint to)
{
  double mean = 0, sum = 0;
  for (guint i = from; i < to; i++)
    mean += sorted[i] / (to - from);
  for (guint i = from; i < to; i++)
    sum += (sorted[i] - mean) * (sorted[i] - mean);
  return sum;
}

static double
best_sse (const double *sorted, guint from, guint n, guint k)
{
  if (k == 1)
    return from < n ? sse_of (sorted, from, n) : INFINITY;
  double best = INFINITY;
  for (guint cut = from + 1; cut < n; cut++)
    if (sorted[cut] != sorted[cut - 1])
      best = MIN (best, sse_of (sorted, from, cut) + best_sse (sorted, cut, n, k - 1));
  return best;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void
test_natural_twin (void)
{
  for (guint round = 0; round < 400; round++) {
    double values[14], sorted[14], maxima[4];
    guint n = (guint)g_test_rand_int_range (1, 15);
    guint k = (guint)g_test_rand_int_range (1, 6);
    int spread = g_test_rand_int_range (1, 30); /* small: many ties */
    double base = round % 3 == 0 ? 1e6 : 0;
    for (guint i = 0; i < n; i++)
      sorted[i] = values[i] = base + g_test_rand_int_range (0, spread) / 4.0;
    qsort (sorted, n, sizeof (double), compare_doubles);
    double best = best_sse (sorted, 0, n, k);
    gboolean found = ori_natural_breaks (values, n, k, maxima);
    g_assert_cmpint (found, ==, isfinite (best));
    if (!found)
      continue;
    double sse = 0;
    guint from = 0;
    for (guint class = 0; class < k; class ++) {
      guint to = from;
      while (to < n && (class == k - 1 || sorted[to] <= maxima[class]))
        to++;
      g_assert_cmpuint (to, >, from);
      sse += sse_of (sorted, from, to);
      from = to;
    }
    assert_near (sse, best, 1e-6);
  }
}

static void
test_natural_edges (void)
{
  static const double with_holes[] = {NAN, 1, INFINITY, 2, -INFINITY, 9};
  static const double huge[] = {1e300, 1.1e300, -1e300, -1.2e300};
  static const double close[] = {1e9 + 0.001, 1e9 + 0.002, 1e9 + 0.011, 1e9 + 0.012};
  double maximum;
  g_assert_false (ori_natural_breaks (NULL, 0, 1, &maximum));
  g_assert_true (ori_natural_breaks (with_holes, 6, 2, &maximum));
  g_assert_cmpfloat (maximum, ==, 2);
  g_assert_true (ori_natural_breaks (huge, 4, 2, &maximum));
  g_assert_cmpfloat (maximum, ==, -1e300);
  g_assert_true (ori_natural_breaks (close, 4, 2, &maximum));
  g_assert_cmpfloat (maximum, ==, 1e9 + 0.002);
}

/* A large input gives the same classes however it is ordered: no sampling, no random start. */
static void
test_natural_large (void)
{
  enum { N = 4000 };
  g_autofree double *values = g_new (double, N), *turned = g_new (double, N);
  double maxima[4], again[4];
  for (guint i = 0; i < N; i++) {
    double u = ((i * 7919u) % N) / (double)N;
    values[i] = turned[N - 1 - i] = u * u * 100 + (i % 5) * 40;
  }
  g_assert_true (ori_natural_breaks (values, N, 5, maxima));
  g_assert_true (ori_natural_breaks (turned, N, 5, again));
  g_assert_cmpmem (maxima, sizeof maxima, again, sizeof again);
}

static void
test_interval_rule (void)
{
  static const double t[] = {50, 75};
  g_assert_cmpuint (ori_group_of (49.99, t, 2), ==, 0);
  g_assert_cmpuint (ori_group_of (50, t, 2), ==, 1);
  g_assert_cmpuint (ori_group_of (74.99, t, 2), ==, 1);
  g_assert_cmpuint (ori_group_of (75, t, 2), ==, 2);
  g_assert_cmpuint (ori_group_of (1e9, t, 2), ==, 2);
  g_assert_cmpuint (ori_group_of (-1e9, t, 2), ==, 0);
  g_assert_cmpuint (ori_group_of (3, NULL, 0), ==, 0);
}

static void
test_terciles_with_ties (void)
{
  static const guint counts[] = {1, 5, 3};
  static const double first_tied[] = {15, 15, 15, 22, 30, 41};
  static const double mostly_one[] = {1, 1, 1, 1, 1, 2, 3};
  double t[2];
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_TERCILE, quantile9, 9, 3, 0.5, t));
  assert_near (t[0], 15, 1e-12);
  assert_near (t[1], 33.66666667, 1e-8);
  assert_counts (quantile9, 9, t, 3, counts);

  /* The quantile is the least value: the cut moves up so that no class is empty. */
  static const guint counts6[] = {3, 1, 2};
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_TERCILE, first_tied, 6, 3, 0.5, t));
  assert_counts (first_tied, 6, t, 3, counts6);
  static const guint counts7[] = {5, 1, 1};
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_TERCILE, mostly_one, 7, 3, 0.5, t));
  assert_counts (mostly_one, 7, t, 3, counts7);
}

static void
test_degenerate (void)
{
  static const double equal[] = {5, 5, 5, 5}, zero[] = {0, 0, 0}, one[] = {42};
  static const double missing[] = {NAN, NAN}, two[] = {1, 2, 1, 2};
  for (int method = ORI_GROUPING_FIXED; method <= ORI_GROUPING_HEADTAIL; method++) {
    double t[2] = {-7, -7};
    g_assert_false (ori_grouping_suggest (method, equal, 4, 3, 0.5, t));
    g_assert_false (ori_grouping_suggest (method, zero, 3, 3, 0.5, t));
    g_assert_false (ori_grouping_suggest (method, one, 1, 2, 0.5, t));
    g_assert_false (ori_grouping_suggest (method, missing, 2, 2, 0.5, t));
    g_assert_false (ori_grouping_suggest (method, NULL, 0, 2, 0.5, t));
    g_assert_false (ori_grouping_suggest (method, two, 4, 3, 0.5, t));
    g_assert_cmpfloat (t[0], ==, -7);
    g_assert_cmpfloat (t[1], ==, -7);
    g_assert_cmpint (ori_grouping_suggest (method, two, 4, 2, 0.5, t), ==,
                     method != ORI_GROUPING_FIXED);
  }
  static const double t[] = {50, 75};
  g_assert_cmpfloat (ori_grouping_gvf (equal, 4, t, 2), ==, 1);
  g_assert_cmpfloat (ori_grouping_gvf (zero, 3, t, 2), ==, 1);
  g_assert_cmpfloat (ori_grouping_gvf (missing, 2, t, 2), ==, 1);
  g_assert_cmpfloat (ori_grouping_gvf (NULL, 0, NULL, 0), ==, 1);
}

/* Nobody above the last threshold: the class is empty and its bounds stay in order. */
static void
test_empty_class (void)
{
  static const double values[] = {10, 20, 30, 48.1}, t[] = {25, 50};
  static const guint counts[] = {2, 2, 0};
  assert_counts (values, 4, t, 3, counts);
  assert_near (ori_grouping_gvf (values, 4, t, 2), 0.7302, 1e-3);

  /* One outlier: mean ± sd may leave a class empty, the thresholds still ascend. */
  static const double outlier[] = {1, 1, 1, 2, 2, 1, 1, 100};
  double found[4];
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_SD, outlier, 8, 3, 0.5, found));
  g_assert_cmpfloat (found[0], <, found[1]);
  g_assert_false (ori_grouping_suggest (ORI_GROUPING_HEADTAIL, outlier, 8, 4, 0.5, found));
}

/* Thresholds of natural breaks are numbers people write, inside the gap, never on a value. */
static void
test_nice (void)
{
  static const double values[] = {12.31, 13.07, 41.9, 44.6, 81.2, 83.33};
  static const double tight[] = {0.12, 0.13, 0.1712, 0.1755};
  double t[2];
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_NATURAL, values, 6, 3, 0.5, t));
  g_assert_cmpfloat (t[0], ==, 30);
  g_assert_cmpfloat (t[1], ==, 60);
  g_assert_true (ori_grouping_suggest (ORI_GROUPING_NATURAL, tight, 4, 2, 0.5, t));
  g_assert_cmpfloat (t[0], ==, 0.15);

  g_assert_cmpfloat (ori_threshold_snap (values, 6, 33.33), ==, 30);
  g_assert_cmpfloat (ori_threshold_snap (values, 6, 5.5), ==, 5.5);
  g_assert_cmpfloat (ori_threshold_snap (values, 6, 99.9), ==, 99.9);
  /* Snapping does not move a value: 41.9 is in the upper group before and after. */
  g_assert_cmpfloat (ori_threshold_snap (values, 6, 41.9), <, 41.9);

  double neighbours[] = {1, nextafter (1, 2)};
  g_assert_cmpfloat (ori_threshold_snap (neighbours, 2, neighbours[1]), ==, neighbours[1]);
  static const double wide[] = {-1.7e308, 1.7e308};
  g_assert_true (isfinite (ori_threshold_snap (wide, 2, 3)));
  static const double negative[] = {-83, -12};
  g_assert_cmpfloat (ori_threshold_snap (negative, 2, -40), ==, -50);
}

/* Whatever the data and the method: thresholds ascend, equal values share a group, order does not
 * matter, everyone is in one group, and a class is empty only with mean ± sd. */
static void
test_properties (void)
{
  for (guint round = 0; round < 300; round++) {
    double values[40], turned[40];
    guint n = (guint)g_test_rand_int_range (1, 40);
    guint k = (guint)g_test_rand_int_range (2, ORI_MAX_GROUPS + 1);
    int spread = g_test_rand_int_range (1, 2000);
    for (guint i = 0; i < n; i++)
      values[i] = turned[n - 1 - i] = g_test_rand_int_range (0, spread) / 100.0;
    for (int method = ORI_GROUPING_TERCILE; method <= ORI_GROUPING_HEADTAIL; method++) {
      double t[ORI_MAX_GROUPS - 1], again[ORI_MAX_GROUPS - 1];
      guint counts[ORI_MAX_GROUPS] = {0}, sum = 0;
      if (!ori_grouping_suggest (method, values, n, k, 0.5, t))
        continue;
      g_assert_true (ori_grouping_suggest (method, turned, n, k, 0.5, again));
      for (guint i = 0; i + 1 < k; i++) {
        g_assert_true (isfinite (t[i]));
        g_assert_cmpfloat (t[i], ==, again[i]);
        if (i > 0)
          g_assert_cmpfloat (t[i], >, t[i - 1]);
      }
      for (guint i = 0; i < n; i++)
        counts[ori_group_of (values[i], t, k - 1)]++;
      for (guint i = 0; i < k; i++) {
        sum += counts[i];
        if (method != ORI_GROUPING_SD)
          g_assert_cmpuint (counts[i], >, 0);
      }
      g_assert_cmpuint (sum, ==, n);
      double gvf = ori_grouping_gvf (values, n, t, k - 1);
      g_assert_true (gvf >= -1e-12 && gvf <= 1);
    }
  }
}

/* Going from method to method and from one number of classes to another leaves nothing behind:
 * every answer is that of a fresh start. */
static void
test_changing_one_s_mind (void)
{
  g_autofree double *values = jenks71 ();
  double fresh[4][ORI_MAX_GROUPS + 1][4] = {0}, kept[4];
  for (int method = ORI_GROUPING_TERCILE; method <= ORI_GROUPING_NATURAL; method++)
    for (guint k = 2; k <= ORI_MAX_GROUPS; k++)
      g_assert_true (ori_grouping_suggest (method, values, N_JENKS, k, 0.5, fresh[method][k]));
  for (guint i = 0; i < 200; i++) {
    int method = g_test_rand_int_range (ORI_GROUPING_TERCILE, ORI_GROUPING_NATURAL + 1);
    guint k = (guint)g_test_rand_int_range (2, ORI_MAX_GROUPS + 1);
    g_assert_true (ori_grouping_suggest (method, values, N_JENKS, k, 0.5, kept));
    g_assert_cmpmem (kept, (k - 1) * sizeof (double), fresh[method][k], (k - 1) * sizeof (double));
  }
}

/* The mean of four indicators that all equal the threshold is the threshold, in decimals if not in
 * binary: every score that can be typed with two decimals below 1.64. */
static void
test_rounding_trap (void)
{
  static const double weights[] = {0.1, 0.2, 0.3, 0.4};
  guint below = 0;
  for (guint i = 0; i < 164; i++) {
    double threshold = (i + 1) / 100.0, sum = 0, total = 0;
    for (guint k = 0; k < 4; k++) {
      sum += weights[k] * threshold;
      total += weights[k];
    }
    below += sum / total < threshold;
    g_assert_cmpuint (ori_group_of (ori_number_round (sum / total, 2), &threshold, 1), ==, 1);
  }
  g_assert_cmpuint (below, >, 0);
}

/* Every method at once, each with its fit. */
static void
test_suggest_all (void)
{
  gsize n = N_JENKS;
  g_autofree double *values = jenks71 ();
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->thresholds[0] = 41.14;
  scheme->thresholds[1] = 61.13;
  g_autoptr (GArray) all = ori_grouping_suggest_all (scheme, values, n);
  g_assert_cmpuint (all->len, ==, 6);
  for (guint i = 0; i < all->len; i++) {
    const OriSuggestion *s = &g_array_index (all, OriSuggestion, i);
    guint sum = s->counts[0] + s->counts[1] + s->counts[2];
    g_assert_cmpuint (sum, ==, s->ok ? n : 0);
    if (s->ok)
      assert_near (s->gvf, ori_grouping_gvf (values, n, s->thresholds, 2), 1e-12);
    /* None beats the exact natural breaks. */
    g_assert_cmpfloat (s->gvf, <=, g_array_index (all, OriSuggestion, 4).gvf + 1e-12);
  }
  const OriSuggestion *half = &g_array_index (all, OriSuggestion, 2);
  const OriSuggestion *one = &g_array_index (all, OriSuggestion, 3);
  assert_near (half->thresholds[0], 56.27941176 - 0.5 * 25.38250246, 1e-6);
  assert_near (one->thresholds[0], 56.27941176 - 25.38250246, 1e-6);
  assert_near (one->thresholds[1], 56.27941176 + 25.38250246, 1e-6);

  g_autoptr (GArray) nothing = ori_grouping_suggest_all (scheme, NULL, 0);
  for (guint i = 1; i < nothing->len; i++)
    g_assert_false (g_array_index (nothing, OriSuggestion, i).ok);
}

static void
test_gaps (void)
{
  const double some[] = {50, 10, NAN, 10, 12, 30, 51, 51};
  g_autoptr (GArray) gaps = ori_grouping_gaps (some, G_N_ELEMENTS (some), 10);
  g_assert_cmpuint (gaps->len, ==, 4);
  const OriGap *wide = &g_array_index (gaps, OriGap, 1);
  g_assert_cmpfloat (wide->low, ==, 12);
  g_assert_cmpfloat (wide->high, ==, 30);
  g_assert_cmpfloat (wide->nice, ==, 20);
  g_assert_cmpuint (wide->below, ==, 3);
  g_autoptr (GArray) two = ori_grouping_gaps (some, G_N_ELEMENTS (some), 2);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_cmpfloat (g_array_index (two, OriGap, 0).low, ==, 12);
  g_assert_cmpfloat (g_array_index (two, OriGap, 1).low, ==, 30);
  g_autoptr (GArray) none = ori_grouping_gaps (NULL, 0, 5);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/groups/jenks71", test_jenks);
  g_test_add_func ("/analysis/groups/jenks71-other-methods", test_jenks_other_methods);
  g_test_add_func ("/analysis/groups/published-breaks", test_published_breaks);
  g_test_add_func ("/analysis/groups/natural-twin", test_natural_twin);
  g_test_add_func ("/analysis/groups/natural-edges", test_natural_edges);
  g_test_add_func ("/analysis/groups/natural-large", test_natural_large);
  g_test_add_func ("/analysis/groups/interval-rule", test_interval_rule);
  g_test_add_func ("/analysis/groups/terciles-with-ties", test_terciles_with_ties);
  g_test_add_func ("/analysis/groups/degenerate", test_degenerate);
  g_test_add_func ("/analysis/groups/empty-class", test_empty_class);
  g_test_add_func ("/analysis/groups/nice", test_nice);
  g_test_add_func ("/analysis/groups/properties", test_properties);
  g_test_add_func ("/analysis/groups/changing-one-s-mind", test_changing_one_s_mind);
  g_test_add_func ("/analysis/groups/rounding-trap", test_rounding_trap);
  g_test_add_func ("/analysis/groups/suggest-all", test_suggest_all);
  g_test_add_func ("/analysis/groups/gaps", test_gaps);
  return g_test_run ();
}
