/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-compare.h"
#include "analysis/ori-trend.h"
#include "picture.h"

#define SHARE(code, more)                                                                          \
  "{\"code\": \"" code "\", \"name\": \"" code                                                     \
  "\", \"criterion\": \"A\", \"kind\": \"share\"" more "}"
#define INDICATORS                                                                                 \
  SHARE ("S", "") "," SHARE ("T", ", \"target\": 90") "," SHARE ("L", ", \"direction\": -1")

/* Twelve org units u00 … u11 of rising size and rising share; u03 fell since the year before, u11
 * rose. */
static OriSnapshot *
make_snapshot (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  for (int i = 0; i < 12; i++) {
    g_string_append_printf (lines, "S:total u%02d 2021 1000\nS:participated u%02d 2021 %d\n", i, i,
                            100 + 75 * i);
    g_string_append_printf (lines, "S:total u%02d 2020 1000\nS:participated u%02d 2020 %d\n", i, i,
                            i == 3    ? 500
                            : i == 11 ? 600
                                      : 100 + 75 * i);
    g_string_append_printf (lines, "pupils u%02d 2021 %d\nschools u%02d 2021 %d\n", i,
                            1000 * (i + 1), i, 4 * (i + 1));
    g_string_append_printf (lines, "schools-rural u%02d 2021 %d\nrural u%02d 2021 %d\n", i, i, i,
                            i % 2);
    g_string_append_printf (lines, "T:percent u%02d 2021 %d\nL:percent u%02d 2021 %d\n", i, 50 + i,
                            i, 10 + i);
  }
  g_string_append (lines, "L:percent u03 2021 ?13\n@ z");
  return picture_new (INDICATORS, lines->str);
}

static const OriCompared *
find (const OriComparison *comparison, const char *code)
{
  for (guint i = 0; i < comparison->compared->len; i++) {
    const OriCompared *compared = &g_array_index (comparison->compared, OriCompared, i);
    if (strcmp (compared->indicator->code, code) == 0)
      return compared;
  }
  g_assert_not_reached ();
}

static void
test_similar (void)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot ();
  g_autoptr (GArray) similar = ori_similar_find (snapshot, 5, 2021, 4);
  g_assert_cmpuint (similar->len, ==, 4);
  double last = 0;
  for (guint i = 0; i < similar->len; i++) {
    const OriSimilar *one = &g_array_index (similar, OriSimilar, i);
    g_autofree char *text = ori_similar_text (one);
    g_assert_cmpuint (one->orgunit, !=, 5);
    g_assert_cmpfloat (one->distance, >=, last);
    last = one->distance;
    g_assert_cmpuint (one->n_features, >=, 4);
    g_assert_true (strlen (text) > 20);
  }
  /* The nearest in size that are of the same kind. */
  guint first = g_array_index (similar, OriSimilar, 0).orgunit;
  guint second = g_array_index (similar, OriSimilar, 1).orgunit;
  g_assert_true ((first == 7 && second == 3) || (first == 3 && second == 7));

  /* Without contextual numbers the greatest denominators tell size. */
  g_autoptr (OriSnapshot) bare = picture_new (
      INDICATORS, "S:total a 2021 100\nS:total b 2021 110\nS:total c 2021 900\nT:percent d 2021 5");
  g_autoptr (GArray) by_total = ori_similar_find (bare, 0, 2021, 9);
  g_assert_cmpuint (by_total->len, ==, 2);
  g_assert_cmpuint (g_array_index (by_total, OriSimilar, 0).orgunit, ==, 1);
  g_assert_cmpuint (g_array_index (by_total, OriSimilar, 0).features[0].kind, ==, ORI_FEATURE_SIZE);
  g_autoptr (GArray) unknown = ori_similar_find (bare, 3, 2021, 9);
  g_assert_cmpuint (unknown->len, ==, 0);
  g_autoptr (GArray) early = ori_similar_find (bare, 0, 2019, 9);
  g_assert_cmpuint (early->len, ==, 0);
}

static void
test_kinds (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (
      INDICATORS, "pupils a 2021 1000\npupils b 2021 1000\npupils c 2021 1000\npupils d 2021 2000\n"
                  "rural a 2021 1\nrural b 2021 1\nrural c 2021 0");
  ((OriOrgUnit *)g_ptr_array_index (snapshot->orgunits, 1))->city = TRUE;
  g_autoptr (GArray) similar = ori_similar_find (snapshot, 0, 2021, 9);
  g_assert_cmpuint (similar->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    const OriSimilar *one = &g_array_index (similar, OriSimilar, i);
    g_autofree char *text = ori_similar_text (one);
    g_assert_cmpstr (text, !=, "");
    g_assert_true (isfinite (one->distance));
  }
}

static void
test_compare (void)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot ();
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriComparison) low = ori_compare (snapshot, scheme, 3, 2021, NULL);
  const OriCompared *s = find (low, "S");
  g_assert_cmpuint (low->compared->len, ==, 3);
  g_assert_cmpuint (low->similar->len, ==, ORI_N_SIMILAR);
  g_assert_cmpfloat (s->value.value, ==, 32.5);
  g_assert_true (s->low < 32.5 && s->high > 32.5);
  assert_near (s->median, 51.25, 1e-9);
  g_assert_cmpfloat (s->best, ==, 92.5);
  g_assert_cmpuint (s->rank, ==, 9);
  g_assert_cmpuint (s->n, ==, 12);
  g_assert_cmpint (s->group, ==, 0);
  g_assert_true (s->funnel.enough);
  /* Far below for chance alone, but the org units differ so much that it is nothing special. */
  g_assert_cmpint (s->place, ==, ORI_FUNNEL_FAR_BELOW);
  g_assert_cmpint (s->place_wide, ==, ORI_FUNNEL_INSIDE);
  g_assert_true (s->wide[0] < s->limits[0] && s->wide[3] > s->limits[3]);
  g_assert_cmpuint (s->reasons & 1u << ORI_DEFICIT_FALLING, !=, 0);
  g_assert_cmpint (s->change.verdict, ==, ORI_VERDICT_FELL);
  g_assert_false (s->practice);
  g_autofree char *words = ori_compared_deficit_text (s);
  g_assert_nonnull (words);
  g_assert_null (ori_compared_practice_text (s));
  const OriCompared *t = find (low, "T");
  g_assert_cmpuint (t->reasons & 1u << ORI_DEFICIT_BELOW_TARGET, !=, 0);
  g_assert_true (isnan (t->low) && isnan (t->limits[0]));
  g_autofree char *target = ori_compared_deficit_text (t);
  g_assert_nonnull (strstr (target, "90"));
  /* Less is better: u03 has 13, only three have less. The doubt of the input is still there. */
  const OriCompared *l = find (low, "L");
  g_assert_cmpuint (l->rank, ==, 4);
  g_assert_cmpuint (l->value.flags & ORI_FLAG_DOUBTFUL, !=, 0);
  g_assert_cmpuint (l->change.flags & ORI_FLAG_DOUBTFUL, !=, 0);

  g_autoptr (OriComparison) high =
      ori_compare (snapshot, scheme, 11, 2021, picture_indicator (snapshot, "S"));
  g_assert_cmpuint (high->compared->len, ==, 1);
  g_assert_true (find (high, "S")->practice);
  g_autofree char *practice = ori_compared_practice_text (find (high, "S"));
  g_assert_nonnull (practice);
  g_assert_null (ori_compared_deficit_text (find (high, "S")));

  /* As they are the best values would be in the lowest group. */
  scheme->normalise = ORI_NORMALISE_NONE;
  g_autoptr (OriComparison) raw = ori_compare (snapshot, scheme, 3, 2021, NULL);
  g_assert_cmpint (find (raw, "L")->group, ==, -1);
  g_assert_true (isnan (find (raw, "L")->score));
  g_assert_cmpuint (find (raw, "L")->rank, ==, 4);
  scheme->normalise = ORI_NORMALISE_GOALPOSTS;

  /* Nothing of its own, and a year without data. */
  g_autoptr (OriComparison) nobody = ori_compare (snapshot, scheme, 12, 2021, NULL);
  g_autoptr (OriComparison) never = ori_compare (snapshot, scheme, 3, 1999, NULL);
  g_assert_cmpuint (never->compared->len, ==, 0);
  g_assert_cmpuint (find (nobody, "S")->n, ==, 12);
  g_assert_true (isnan (find (nobody, "S")->score));
  g_assert_cmpuint (find (nobody, "S")->reasons, ==, 1u << ORI_DEFICIT_MISSING);
  g_autofree char *missing = ori_compared_deficit_text (find (nobody, "S"));
  g_assert_nonnull (missing);
}

static GArray *
cycles_of (int first, int last)
{
  GArray *cycles = g_array_new (FALSE, FALSE, sizeof (int));
  for (int cycle = last; cycle >= first; cycle--) /* any order */
    g_array_append_val (cycles, cycle);
  return cycles;
}

static void
test_trend (void)
{
  /* Kemerovo: tables 6, 4, 5 (few cases), and one without a change. */
  static const int x[][3] = {{390, 525, 575}, {50, 27, 33}, {4, 3, 4}, {0, 0, 0}};
  static const int n[][3] = {{2194, 1946, 2035}, {493, 417, 499}, {105, 26, 25}, {99, 99, 99}};
  static const double chi2[] = {64.50525867, 4.273923859, 5.456822021, NAN};
  static const OriVerdict verdicts[] = {ORI_VERDICT_ROSE, ORI_VERDICT_FELL, ORI_VERDICT_LITTLE_DATA,
                                        ORI_VERDICT_NO_CHANGE};
  g_autoptr (GString) lines = g_string_new (NULL);
  for (guint u = 0; u < 4; u++)
    for (int i = 0; i < 3; i++)
      g_string_append_printf (lines, "S:total u%u %d %d\nS:participated u%u %d %d\n", u, 2020 + i,
                              n[u][i], u, 2020 + i, x[u][i]);
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, lines->str);
  const OriIndicator *indicator = picture_indicator (snapshot, "S");
  g_autoptr (GArray) years = cycles_of (2020, 2022);
  OriTrend trends[4];
  for (guint u = 0; u < 4; u++) {
    trends[u] = ori_trend_compute (snapshot, indicator, u, years);
    g_assert_cmpuint (trends[u].n_years, ==, 3);
    g_assert_cmpint (trends[u].first, ==, 2020);
    g_assert_cmpint (trends[u].last, ==, 2022);
    if (isnan (chi2[u]))
      g_assert_true (isnan (trends[u].chi2));
    else
      assert_near (trends[u].chi2, chi2[u], 1e-6);
    g_assert_cmpint (trends[u].verdict, ==, verdicts[u]);
  }
  /* Three of them can be tested; table 4 is the last by p. */
  assert_near (trends[1].p_adjusted, trends[1].p, 1e-12);
  assert_near (trends[2].p_adjusted, trends[2].p * 3 / 2, 1e-12);

  g_autoptr (GArray) two = cycles_of (2020, 2021);
  OriTrend none = ori_trend_compute (snapshot, indicator, 0, two);
  g_assert_cmpint (none.verdict, ==, ORI_VERDICT_NONE);
  g_assert_true (isnan (none.p) && isnan (none.difference));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/compare/similar", test_similar);
  g_test_add_func ("/analysis/compare/kinds", test_kinds);
  g_test_add_func ("/analysis/compare/compare", test_compare);
  g_test_add_func ("/analysis/compare/trend", test_trend);
  return g_test_run ();
}
