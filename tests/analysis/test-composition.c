/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sums of two years are compared over the parts that reported in both. All numbers are added by
 * hand. */
#include <math.h>
#include <string.h>

#include "analysis/ori-change.h"
#include "analysis/ori-deficits.h"
#include "analysis/ori-trend.h"
#include "picture.h"

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"Доля\", \"criterion\": \"A\", \"kind\": \"share\"},"          \
  "{\"code\": \"C\", \"name\": \"Число\", \"criterion\": \"A\", \"kind\": \"count\","         \
  " \"normalise_by\": \"pupils\", \"normalise_per\": 1000},"                                       \
  "{\"code\": \"H\", \"name\": \"Наличие\", \"criterion\": \"A\", \"kind\": \"presence\"}"

/* A region of two municipalities; the first has six schools, the second one. */
#define TREE                                                                                       \
  "@ R - region\n@ m1 R municipality\n@ m2 R municipality\n@ a1 m1 school\n@ a2 m1 school\n"       \
  "@ a3 m1 school\n@ a4 m1 school\n@ a5 m1 school\n@ a6 m1 school\n@ b1 m2 school\n"

static OriSnapshot *
make (const char *observations)
{
  g_autofree char *text = g_strconcat (TREE, observations, NULL);
  return picture_new (INDICATORS, text);
}

static OriChange
change_of (const OriSnapshot *snapshot, const char *code, const char *unit)
{
  return ori_change_compute (snapshot, picture_indicator (snapshot, code),
                             picture_unit (snapshot, unit), picture_period (snapshot, "2020"),
                             picture_period (snapshot, "2021"));
}

static void
assert_parts (const OriChange *change, guint before, guint after, guint common)
{
  g_autofree char *text = ori_change_parts_text (change);
  g_assert_cmpuint (change->flags & ORI_FLAG_PARTS_DIFFER, !=, 0);
  g_assert_cmpuint (change->parts_before, ==, before);
  g_assert_cmpuint (change->parts_after, ==, after);
  g_assert_cmpuint (change->parts_common, ==, common);
  g_assert_nonnull (text);
}

static void
assert_plain (const OriChange *change, double difference)
{
  g_assert_cmpuint (change->flags & ORI_FLAG_PARTS_DIFFER, ==, 0);
  g_assert_cmpuint (change->parts_common, ==, 0);
  g_assert_cmpfloat (change->common_after.value, ==, change->after.value);
  assert_near (change->difference, difference, 1e-9);
  g_assert_null (ori_change_parts_text (change));
}

/* 10 + 20 + 30 = 60 and 12 + 21 + 50 = 83, but a3 and a4 reported only once. */
static void
test_count (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value a1 2020 10\nC:value a2 2020 20\nC:value a3 2020 30\n"
            "C:value a1 2021 12\nC:value a2 2021 21\nC:value a4 2021 50\n");
  OriChange change = change_of (snapshot, "C", "m1");
  assert_parts (&change, 3, 3, 2);
  g_assert_cmpfloat (change.before.value, ==, 60);
  g_assert_cmpfloat (change.after.value, ==, 83);
  g_assert_cmpfloat (change.common_before.value, ==, 30);
  g_assert_cmpfloat (change.common_after.value, ==, 33);
  g_assert_cmpfloat (change.difference, ==, 3);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_DIFFERS);
}

/* 100 of 300 and 185 of 300 would be a sure rise; the two schools of both years stand still. */
static void
test_false_rise (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2020 100\nS:participated a1 2020 50\nS:total a2 2020 100\n"
            "S:participated a2 2020 40\nS:total a3 2020 100\nS:participated a3 2020 10\n"
            "S:total a1 2021 100\nS:participated a1 2021 50\nS:total a2 2021 100\n"
            "S:participated a2 2021 40\nS:total a4 2021 100\nS:participated a4 2021 95\n");
  OriChange change = change_of (snapshot, "S", "m1");
  assert_parts (&change, 3, 3, 2);
  assert_near (change.before.value, 100.0 / 3, 1e-9);
  assert_near (change.after.value, 185.0 / 3, 1e-9);
  g_assert_cmpfloat (change.common_before.value, ==, 45);
  g_assert_cmpfloat (change.common_before.denominator, ==, 200);
  g_assert_cmpfloat (change.difference, ==, 0);
  g_assert_cmpfloat (change.p, ==, 1);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NO_CHANGE);
}

/* A rise that a school without a report hides: 80 of 200 to 120 of 200 in the common ones, while
 * the sums say 170 of 300 and 120 of 200. The test is the one of those counts. */
static void
test_hidden_rise (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2020 100\nS:participated a1 2020 45\nS:total a2 2020 100\n"
            "S:participated a2 2020 35\nS:total a3 2020 100\nS:participated a3 2020 90\n"
            "S:total a1 2021 100\nS:participated a1 2021 65\nS:total a2 2021 100\n"
            "S:participated a2 2021 55\nS:total a3 2021 hidden\nS:participated a3 2021 hidden\n"
            "S:total b1 2020 200\nS:participated b1 2020 80\n"
            "S:total b1 2021 200\nS:participated b1 2021 120\n");
  OriChange change = change_of (snapshot, "S", "m1");
  OriChange same = change_of (snapshot, "S", "b1");
  assert_parts (&change, 3, 2, 2);
  assert_plain (&same, 20);
  g_assert_cmpfloat (change.difference, ==, 20);
  g_assert_cmpfloat (change.low, ==, same.low);
  g_assert_cmpfloat (change.high, ==, same.high);
  g_assert_cmpfloat (change.p, ==, same.p);
  g_assert_cmpfloat (change.part_numerator, ==, same.part_numerator);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_ROSE);
  /* The region: 250 of 500 → 240 of 400; without a3: 160 of 400 → 240 of 400. */
  change = change_of (snapshot, "S", "R");
  assert_parts (&change, 4, 3, 3);
  g_assert_cmpfloat (change.before.value, ==, 50);
  g_assert_cmpfloat (change.difference, ==, 20);
}

/* Who is missing in both years, did not exist, or is not concerned, is left out of nothing. */
static void
test_rightly_absent (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value a1 2020 10\nC:value a2 2020 20\nC:value a3 2020 na\n"
            "C:value a1 2021 12\nC:value a4 2021 50\nC:value a3 2021 4\n");
  OriOrgUnit *closed = g_ptr_array_index (snapshot->orgunits, picture_unit (snapshot, "a2"));
  OriOrgUnit *opened = g_ptr_array_index (snapshot->orgunits, picture_unit (snapshot, "a4"));
  closed->to = 2020;
  opened->from = 2021;
  /* 30 → 66: a5 and a6 never reported. */
  OriChange change = change_of (snapshot, "C", "m1");
  assert_plain (&change, 36);
  g_assert_cmpuint (change.flags & ORI_FLAG_PARTIAL, !=, 0);
}

static void
test_little_in_common (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value a1 2020 1\nC:value a2 2020 1\nC:value a3 2020 1\n"
            "C:value a1 2021 9\nC:value a4 2021 1\nC:value a5 2021 1\n");
  OriChange change = change_of (snapshot, "C", "m1");
  assert_parts (&change, 3, 3, 1);
  g_assert_cmpfloat (change.difference, ==, 8);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_LITTLE_DATA);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_LITTLE_DATA);

  g_autoptr (OriSnapshot) others = make ("C:value a1 2020 1\nC:value a4 2021 1\n");
  change = change_of (others, "C", "m1");
  assert_parts (&change, 1, 1, 0);
  g_assert_true (isnan (change.difference));
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);
}

/* A figure of its own against a sum: as they are when the sum is complete; over its parts when they
 * reported beside it; else not at all. */
static void
test_own_and_sum (void)
{
  const char *all = "C:value m1 2020 60\nC:value a1 2021 1\nC:value a2 2021 2\nC:value a3 2021 3\n"
                    "C:value a4 2021 4\nC:value a5 2021 5\nC:value a6 2021 6\n";
  g_autoptr (OriSnapshot) complete = make (all);
  OriChange change = change_of (complete, "C", "m1");
  assert_plain (&change, 21 - 60);

  g_autoptr (OriSnapshot) partial =
      make ("C:value m1 2020 60\nC:value a1 2021 1\nC:value a2 2021 2\n");
  change = change_of (partial, "C", "m1");
  assert_parts (&change, 1, 2, 0);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);

  g_autoptr (OriSnapshot) beside =
      make ("C:value m1 2020 60\nC:value a1 2020 5\nC:value a2 2020 6\n"
            "C:value a1 2021 1\nC:value a2 2021 2\n");
  change = change_of (beside, "C", "m1");
  assert_parts (&change, 2, 2, 2);
  g_assert_cmpfloat (change.difference, ==, 3 - 11);
}

/* Municipalities with figures of their own, one of which is late. */
static void
test_total (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value m1 2020 100\nC:value m2 2020 50\nC:value m1 2021 110\n");
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint));
  guint m1 = picture_unit (snapshot, "m1"), m2 = picture_unit (snapshot, "m2");
  g_array_append_val (units, m1);
  g_array_append_val (units, m2);
  OriChange change = ori_change_compute_total (snapshot, picture_indicator (snapshot, "C"), units,
                                               picture_period (snapshot, "2020"),
                                               picture_period (snapshot, "2021"));
  assert_parts (&change, 2, 1, 1);
  g_assert_cmpfloat (change.before.value, ==, 150);
  g_assert_cmpfloat (change.difference, ==, 10);
  /* The region as an org unit says the same. */
  change = change_of (snapshot, "C", "R");
  assert_parts (&change, 2, 1, 1);
  g_assert_cmpfloat (change.difference, ==, 10);
}

static void
test_presence (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("H:text a1 2020 \"да\nH:text a2 2020 \"нет\nH:text a3 2020 \"нет\n"
            "H:text a1 2021 \"да\nH:text a2 2021 \"нет\n");
  OriChange change = change_of (snapshot, "H", "m1");
  assert_parts (&change, 3, 2, 2);
  g_assert_cmpfloat (change.common_before.value, ==, 50);
  g_assert_cmpfloat (change.difference, ==, 0);
}

/* Per 1000 pupils: 10 of 1000 and 30 of 1000 before, 12 of 1000 and nothing after. */
static void
test_rate (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value a1 2020 10\npupils a1 2020 1000\nC:value a2 2020 30\npupils a2 2020 1000\n"
            "C:value a1 2021 12\npupils a1 2021 1000\n");
  OriChange change = ori_change_compute_rate (
      snapshot, picture_indicator (snapshot, "C"), picture_unit (snapshot, "m1"),
      picture_period (snapshot, "2020"), picture_period (snapshot, "2021"));
  assert_parts (&change, 2, 1, 1);
  g_assert_cmpfloat (change.before.value, ==, 20);
  g_assert_cmpfloat (change.common_before.value, ==, 10);
  assert_near (change.difference, 2, 1e-9);

  /* Only the municipality knows its size: there is no rate of some schools. */
  g_autoptr (OriSnapshot) whole =
      make ("C:value a1 2020 10\nC:value a2 2020 30\npupils m1 2020 2000\nC:value a1 2021 12\n"
            "pupils m1 2021 2000\n");
  change =
      ori_change_compute_rate (whole, picture_indicator (whole, "C"), picture_unit (whole, "m1"),
                               picture_period (whole, "2020"), picture_period (whole, "2021"));
  assert_parts (&change, 2, 1, 0);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);

  /* A count without any size is no rate. */
  g_autoptr (OriSnapshot) bare = make ("C:value b1 2020 10\nC:value b1 2021 30\n");
  change = ori_change_compute_rate (bare, picture_indicator (bare, "C"), picture_unit (bare, "b1"),
                                    picture_period (bare, "2020"), picture_period (bare, "2021"));
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);
}

/* Three years: only a1 reported in all of them, 100 of 200 each; the sums climb from 50 % to 75 %.
 */
static void
test_trend (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2020 200\nS:participated a1 2020 100\nS:total a2 2020 200\n"
            "S:participated a2 2020 100\nS:total a1 2021 200\nS:participated a1 2021 100\n"
            "S:total a2 2021 200\nS:participated a2 2021 160\nS:total a1 2022 200\n"
            "S:participated a1 2022 100\nS:total a3 2022 200\nS:participated a3 2022 200\n");
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  OriTrend trend = ori_trend_compute (snapshot, picture_indicator (snapshot, "S"),
                                      picture_unit (snapshot, "m1"), cycles);
  g_assert_cmpuint (trend.flags & ORI_FLAG_PARTS_DIFFER, !=, 0);
  g_assert_cmpuint (trend.parts_common, ==, 1);
  g_assert_cmpuint (trend.parts_most, ==, 2);
  g_assert_cmpfloat (trend.difference, ==, 0);
  g_assert_cmpint (trend.verdict, ==, ORI_VERDICT_NO_CHANGE);
}

/* A trend of nobody in common is none. */
static void
test_no_trend (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2020 200\nS:participated a1 2020 100\nS:total a2 2021 200\n"
            "S:participated a2 2021 160\nS:total a3 2022 200\nS:participated a3 2022 200\n");
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  OriTrend trend = ori_trend_compute (snapshot, picture_indicator (snapshot, "S"),
                                      picture_unit (snapshot, "m1"), cycles);
  g_assert_cmpuint (trend.n_years, ==, 3);
  g_assert_cmpuint (trend.parts_common, ==, 0);
  g_assert_true (isnan (trend.p));
  g_assert_true (isnan (trend.difference));
  g_assert_cmpint (trend.verdict, ==, ORI_VERDICT_NONE);
}

/* 90 of 100 and 10 of 100, then 90 of 100 alone: nobody fell. */
static void
test_deficit (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2020 100\nS:participated a1 2020 40\nS:total a2 2020 100\n"
            "S:participated a2 2020 90\nS:total a1 2021 100\nS:participated a1 2021 40\n"
            "S:total m2 2020 100\nS:participated m2 2020 90\nS:total m2 2021 100\n"
            "S:participated m2 2021 40\n");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) stands =
      ori_deficits_find (snapshot, scheme, picture_unit (snapshot, "m1"), 2021);
  g_autoptr (GArray) fell =
      ori_deficits_find (snapshot, scheme, picture_unit (snapshot, "m2"), 2021);
  for (guint i = 0; i < stands->len; i++)
    g_assert_cmpuint (g_array_index (stands, OriDeficit, i).reasons & 1u << ORI_DEFICIT_FALLING, ==,
                      0);
  g_assert_cmpuint (fell->len, ==, 1);
  g_assert_cmpuint (g_array_index (fell, OriDeficit, 0).reasons & 1u << ORI_DEFICIT_FALLING, !=, 0);
  g_assert_cmpfloat (g_array_index (fell, OriDeficit, 0).before, ==, 90);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/composition/count", test_count);
  g_test_add_func ("/analysis/composition/false-rise", test_false_rise);
  g_test_add_func ("/analysis/composition/hidden-rise", test_hidden_rise);
  g_test_add_func ("/analysis/composition/rightly-absent", test_rightly_absent);
  g_test_add_func ("/analysis/composition/little-in-common", test_little_in_common);
  g_test_add_func ("/analysis/composition/own-and-sum", test_own_and_sum);
  g_test_add_func ("/analysis/composition/total", test_total);
  g_test_add_func ("/analysis/composition/presence", test_presence);
  g_test_add_func ("/analysis/composition/rate", test_rate);
  g_test_add_func ("/analysis/composition/trend", test_trend);
  g_test_add_func ("/analysis/composition/no-trend", test_no_trend);
  g_test_add_func ("/analysis/composition/deficit", test_deficit);
  return g_test_run ();
}
