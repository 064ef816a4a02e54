/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the bench counts, without a window. */
#include <math.h>

#include "app/ori-bench-chart.h"
#include "app/ori-bench-data.h"

static GArray *
make_scores (const double *values, guint n)
{
  GArray *scores = g_array_new (FALSE, TRUE, sizeof (OriScore));

  for (guint i = 0; i < n; i++) {
    OriScore score = {.orgunit = i, .has_score = isfinite (values[i])};

    score.score = isfinite (values[i]) ? values[i] : 0;
    g_array_append_val (scores, score);
  }
  return scores;
}

static OriBenchData *
make_data (const double *before, const double *now, guint n, guint n_groups)
{
  g_autoptr (GArray) cycles = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) scores = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  int year = 2021;

  if (before != NULL) {
    g_array_append_val (cycles, year);
    g_ptr_array_add (scores, make_scores (before, n));
    year++;
  }
  g_array_append_val (cycles, year);
  g_ptr_array_add (scores, make_scores (now, n));
  scheme->n_groups = n_groups;
  return ori_bench_data_new (cycles, scores, before != NULL ? 0 : G_MAXUINT, scheme);
}

static OriScheme *
make_scheme (double low, double high)
{
  OriScheme *scheme = ori_scheme_new ();

  scheme->thresholds[0] = low;
  scheme->thresholds[1] = high;
  return scheme;
}

static const double seven[] = {20, 30, 40.5, 47.1, 48.1, 70, 80};

static void
test_counts (void)
{
  const double before[] = {20, 30, 60, NAN, 48.1, 70, 80};
  const double now[] = {NAN, 30, 40.5, 47.1, 48.1, 70, 80};
  g_autoptr (OriBenchData) data = make_data (before, now, 7, 3);
  g_autoptr (OriScheme) scheme = make_scheme (48.1, 70);

  /* Equal goes up, in every year. */
  g_assert_cmpuint (ori_bench_data_count (data, 1, scheme, 0), ==, 3);
  g_assert_cmpuint (ori_bench_data_count (data, 1, scheme, 1), ==, 1);
  g_assert_cmpuint (ori_bench_data_count (data, 1, scheme, 2), ==, 2);
  g_assert_cmpuint (ori_bench_data_count (data, 0, scheme, 1), ==, 2);
  g_assert_cmpuint (data->n_without, ==, 1);
  g_assert_true (isnan (ori_bench_data_score (data, 0, 3)));
  g_assert_cmpfloat (ori_bench_data_score (data, 1, 3), ==, 47.1);
  /* A group that nobody is in counts nobody, and nobody is lost. */
  scheme->thresholds[1] = 95;
  g_assert_cmpuint (ori_bench_data_count (data, 1, scheme, 2), ==, 0);
  g_assert_cmpuint (ori_bench_data_count (data, 1, scheme, 1), ==, 3);
}

static void
test_snap (void)
{
  g_autoptr (OriBenchData) data = make_data (NULL, seven, 7, 3);
  g_autoptr (OriScheme) accepted = make_scheme (41.3, 61.7);
  double middle = (48.1 + 70) / 2;

  g_assert_cmpfloat (ori_bench_data_snap (data, NULL, 1, middle + 0.2, 0.5), ==, 59.1);
  g_assert_cmpfloat (ori_bench_data_snap (data, NULL, 0, 52.34, 0.5), ==, 52.5);
  /* The accepted place of the same threshold, not of the other. */
  g_assert_cmpfloat (ori_bench_data_snap (data, accepted, 1, 61.6, 0.3), ==, 61.7);
  g_assert_cmpfloat (ori_bench_data_snap (data, accepted, 0, 61.6, 0.3), !=, 61.7);
  /* Without reach it stays where it is, at 0,1. */
  g_assert_cmpfloat (ori_bench_data_snap (data, accepted, 0, 52.34, 0), ==, 52.3);
  /* From place to place, and back. */
  g_assert_cmpfloat (ori_bench_data_next_snap (data, NULL, 0, 52.5, 1), >, 52.5);
  g_assert_cmpfloat (ori_bench_data_next_snap (data, NULL, 0, 52.6, -1), ==, 52.5);
}

static double
share_of (gpointer data, guint orgunit, guint group)
{
  return orgunit == 3 ? 0.9 : 0.5;
}

static void
test_price (void)
{
  g_autoptr (OriBenchData) data = make_data (NULL, seven, 7, 3);
  g_autoptr (OriScheme) accepted = make_scheme (40, 60);
  g_autoptr (OriScheme) scheme = make_scheme (47.5, 60);
  OriBenchPrice price = ori_bench_data_price (data, scheme, accepted, 0, share_of, NULL);
  g_autofree char *text = ori_bench_price_text (&price, data, 47.5);
  g_autofree char *spoken = ori_bench_price_spoken (&price, 47.5);

  /* 40,5 and 47,1 fall below, of which the second surely. */
  g_assert_cmpuint (price.n, ==, 2);
  g_assert_true (price.down);
  g_assert_cmpint (price.sure, ==, 1);
  g_assert_true (price.round);
  g_assert_cmpstr (text, ==, "40 → 47,5: 2 territories down, surely 1");
  g_assert_cmpstr (spoken, ==, "47,5, 2 down, surely 1");
  /* The other one stays. */
  price = ori_bench_data_price (data, scheme, accepted, 1, share_of, NULL);
  g_assert_cmpuint (price.n, ==, 0);
  g_assert_nonnull (price.gap);
  g_assert_cmpfloat (price.gap->low, ==, 48.1);
  g_assert_cmpfloat (price.gap->high, ==, 70);
  /* Nothing was accepted: it says who is where. */
  price = ori_bench_data_price (data, scheme, NULL, 0, NULL, NULL);
  g_clear_pointer (&text, g_free);
  text = ori_bench_price_text (&price, data, 47.5);
  g_assert_cmpstr (text, ==, "47,5: 4 below, 3 at or above");
}

static void
test_movers (void)
{
  const double before[] = {20, 30, 60, NAN, 50, 40, 80};
  g_autoptr (OriBenchData) data = make_data (before, seven, 7, 3);
  g_autoptr (OriScheme) accepted = make_scheme (40, 60);
  g_autoptr (OriScheme) scheme = make_scheme (47.5, 60);
  g_autoptr (GArray) moved =
      ori_bench_data_movers (data, ORI_MOVERS_BY_THRESHOLDS, scheme, accepted);
  g_autoptr (GArray) year = ori_bench_data_movers (data, ORI_MOVERS_BY_YEAR, scheme, accepted);

  g_assert_cmpuint (moved->len, ==, 2);
  g_assert_cmpuint (g_array_index (moved, guint, 0), ==, 2);
  /* 60 → 40,5 and 40 → 70 under the same thresholds; without a score before nobody moved. */
  g_assert_cmpuint (year->len, ==, 2);
  g_assert_cmpuint (g_array_index (year, guint, 1), ==, 5);
}

/* All equal, all zero: a clear state, no thresholds made up. */
static void
test_equal (void)
{
  const double zeros[] = {0, 0, 0, 0};
  g_autoptr (OriBenchData) data = make_data (NULL, zeros, 4, 3);
  g_autoptr (OriScheme) scheme = make_scheme (50, 75);

  g_assert_cmpuint (data->suggestions->len, ==, 0);
  g_assert_cmpuint (data->gaps->len, ==, 0);
  g_assert_cmpuint (ori_bench_data_count (data, 0, scheme, 0), ==, 4);
  g_assert_cmpfloat (ori_bench_data_snap (data, NULL, 0, 50.04, 0.01), ==, 50);
}

/* Suggestions follow the number of groups: none keeps what another number left behind. */
static void
test_suggestions (void)
{
  for (guint n_groups = 2; n_groups <= 5; n_groups++) {
    g_autoptr (OriBenchData) data = make_data (NULL, seven, 7, n_groups);

    g_assert_cmpuint (data->suggestions->len, >, 0);
    for (guint i = 0; i < data->suggestions->len; i++) {
      const OriBenchSuggestion *suggestion = g_ptr_array_index (data->suggestions, i);

      for (guint k = 1; k + 1 < n_groups; k++)
        g_assert_cmpfloat (suggestion->thresholds[k], >, suggestion->thresholds[k - 1]);
      for (guint k = n_groups - 1; k < ORI_MAX_GROUPS - 1; k++)
        g_assert_cmpfloat (suggestion->thresholds[k], ==, 0);
      g_assert_cmpfloat (suggestion->fit, <=, ori_bench_data_best_fit (data));
      g_assert_cmpfloat (suggestion->fit, >, 0);
    }
  }
}

static guint
count_in_group (const OriBenchData *data, const OriBenchSuggestion *suggestion, guint n_groups,
                guint group)
{
  guint n = 0;

  for (guint i = 0; i < data->units->len; i++)
    n += ori_group_of (g_array_index (data->units, OriBenchUnit, i).score, suggestion->thresholds,
                       n_groups - 1) == group;
  return n;
}

/* Each row says something of its own, and none leaves a group empty. */
static void
test_distinct_suggestions (void)
{
  for (guint n_groups = 2; n_groups <= 5; n_groups++) {
    g_autoptr (OriBenchData) data = make_data (NULL, seven, 7, n_groups);

    for (guint i = 0; i < data->suggestions->len; i++) {
      const OriBenchSuggestion *suggestion = g_ptr_array_index (data->suggestions, i);

      for (guint g = 0; g < n_groups; g++)
        g_assert_cmpuint (count_in_group (data, suggestion, n_groups, g), >, 0);
      for (guint k = 0; k < i; k++) {
        const OriBenchSuggestion *other = g_ptr_array_index (data->suggestions, k);

        g_assert_cmpstr (suggestion->label, !=, other->label);
        g_assert_cmpint (
            memcmp (suggestion->thresholds, other->thresholds, sizeof suggestion->thresholds), !=,
            0);
      }
    }
  }
}

static gboolean
moved (const OriBenchUnit *unit, const OriScheme *scheme, const OriScheme *accepted)
{
  return ori_group_of (unit->score, scheme->thresholds, 2) !=
         ori_group_of (unit->score, accepted->thresholds, 2);
}

/* What is found by search and from sums is what going through all of them gives. */
static void
test_shortcuts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  double values[200];

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = g_rand_int_range (rand, 0, 80) / 2.0;
  for (guint round = 0; round < 300; round++) {
    double from = g_rand_int_range (rand, -4, 90) / 2.0, to = g_rand_int_range (rand, -4, 90) / 2.0;
    guint n = (guint)g_rand_int_range (rand, 1, G_N_ELEMENTS (values));
    g_autoptr (OriBenchData) data = make_data (NULL, values, n, 3);
    g_autoptr (OriScheme) scheme = make_scheme (from, from + 5);
    g_autoptr (OriScheme) accepted = make_scheme (to, to + g_rand_int_range (rand, 4, 7));
    g_autoptr (GArray) movers =
        ori_bench_data_movers (data, ORI_MOVERS_BY_THRESHOLDS, scheme, accepted);
    guint found = 0;

    g_assert_cmpfloat_with_epsilon (ori_bench_data_fit (data, scheme->thresholds, 2),
                                    ori_grouping_gvf (values, n, scheme->thresholds, 2), 1e-9);
    for (guint i = 0; i < data->units->len; i++)
      if (moved (&g_array_index (data->units, OriBenchUnit, i), scheme, accepted)) {
        g_assert_cmpuint (found, <, movers->len);
        g_assert_cmpuint (g_array_index (movers, guint, found), ==, i);
        found++;
      }
    g_assert_cmpuint (found, ==, movers->len);
    g_assert_cmpuint (
        ori_bench_data_count_movers (data, ORI_MOVERS_BY_THRESHOLDS, scheme, accepted), ==, found);
  }
}

/* Counted by search is counted one by one, for any number of groups; a year without a score does
 * not count. */
static void
test_count_of_year (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  double before[60], now[60];

  for (guint round = 0; round < 300; round++) {
    guint n = (guint)g_rand_int_range (rand, 1, G_N_ELEMENTS (now));
    g_autoptr (OriScheme) scheme = ori_scheme_new ();
    g_autoptr (OriBenchData) data = NULL;
    g_autoptr (GArray) movers = NULL;

    for (guint i = 0; i < n; i++) {
      now[i] = g_rand_int_range (rand, 0, 40) / 2.0;
      before[i] = g_rand_int_range (rand, 0, 5) > 0 ? g_rand_int_range (rand, 0, 40) / 2.0 : NAN;
    }
    scheme->n_groups = (guint)g_rand_int_range (rand, 2, ORI_MAX_GROUPS + 1);
    for (guint i = 0; i + 1 < scheme->n_groups; i++)
      scheme->thresholds[i] =
          g_rand_int_range (rand, 1, 12) / 2.0 + (i > 0 ? scheme->thresholds[i - 1] : 0);
    data = make_data (before, now, n, scheme->n_groups);
    movers = ori_bench_data_movers (data, ORI_MOVERS_BY_YEAR, scheme, NULL);
    g_assert_cmpuint (ori_bench_data_count_movers (data, ORI_MOVERS_BY_YEAR, scheme, NULL), ==,
                      movers->len);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/bench-data/counts", test_counts);
  g_test_add_func ("/app/bench-data/snap", test_snap);
  g_test_add_func ("/app/bench-data/price", test_price);
  g_test_add_func ("/app/bench-data/count-of-year", test_count_of_year);
  g_test_add_func ("/app/bench-data/movers", test_movers);
  g_test_add_func ("/app/bench-data/equal", test_equal);
  g_test_add_func ("/app/bench-data/suggestions", test_suggestions);
  g_test_add_func ("/app/bench-data/distinct-suggestions", test_distinct_suggestions);
  g_test_add_func ("/app/bench-data/shortcuts", test_shortcuts);
  return g_test_run ();
}
