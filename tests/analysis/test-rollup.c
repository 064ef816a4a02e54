/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Schools add up to their municipality, municipalities to the region. */
#include <math.h>

#include "analysis/ori-change.h"
#include "analysis/ori-groups.h"
#include "analysis/ori-values.h"
#include "picture.h"

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"Доля\", \"criterion\": \"A\", \"kind\": \"share\"},"          \
  "{\"code\": \"C\", \"name\": \"Число\", \"criterion\": \"A\", \"kind\": \"count\","         \
  " \"normalise_by\": \"pupils\", \"normalise_per\": 1000},"                                       \
  "{\"code\": \"H\", \"name\": \"Наличие\", \"criterion\": \"A\", \"kind\": \"presence\"}," \
  "{\"code\": \"V\", \"name\": \"Индекс\", \"criterion\": \"B\", \"kind\": \"value\"},"      \
  "{\"code\": \"T\", \"name\": \"Слова\", \"criterion\": \"B\", \"kind\": \"text\"}"

/* A region of two municipalities with two and three schools. */
#define TREE                                                                                       \
  "@ R - region\n@ m1 R municipality\n@ m2 R municipality\n"                                       \
  "@ a1 m1 school\n@ a2 m1 school\n@ b1 m2 school\n@ b2 m2 school\n@ b3 m2 school\n"

static OriSnapshot *
make (const char *observations)
{
  g_autofree char *text = g_strconcat (TREE, observations, NULL);
  return picture_new (INDICATORS, text);
}

static OriValue
value_in (const OriSnapshot *snapshot, const char *code, const char *unit)
{
  OriValue value =
      ori_value_compute (snapshot, picture_indicator (snapshot, code),
                         picture_unit (snapshot, unit), picture_period (snapshot, "2021"));
  g_assert_true (isfinite (value.value));
  return value;
}

static void
assert_sum (const OriValue *value, double number, guint present, guint expected, guint flags)
{
  g_assert_cmpint (value->status, ==, ORI_STATUS_VALUE);
  assert_near (value->value, number, 1e-9);
  g_assert_cmpuint (value->sum_present, ==, present);
  g_assert_cmpuint (value->sum_expected, ==, expected);
  g_assert_cmpuint (value->flags, ==, ORI_FLAG_SUM | flags);
  g_assert_null (value->source);
}

static void
test_share (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2021 2\nS:participated a1 2021 1\nS:total a2 2021 91\n"
            "S:participated a2 2021 30\nS:total b1 2021 7\nS:participated b1 2021 7\n");
  OriValue value = value_in (snapshot, "S", "m1");
  /* 31 of 93, not the mean of 50 % and 33 %. */
  assert_sum (&value, 100.0 / 3, 2, 2, 0);
  g_assert_cmpfloat (value.numerator, ==, 31);
  g_assert_cmpfloat (value.denominator, ==, 93);
  value = value_in (snapshot, "S", "m2");
  assert_sum (&value, 100, 1, 3, ORI_FLAG_PARTIAL);
  /* Two municipalities of two, the second of which lacks schools. */
  value = value_in (snapshot, "S", "R");
  assert_sum (&value, 38, 2, 2, ORI_FLAG_PARTIAL);
}

/* A numerator without its denominator is not added to anything. */
static void
test_half_reported (void)
{
  g_autoptr (OriSnapshot) snapshot = make (
      "S:total a1 2021 10\nS:participated a1 2021 5\nS:total a2 2021 90\nS:percent a2 2021 50=50\n"
      "S:percent b1 2021 20=20\n");
  OriValue value = value_in (snapshot, "S", "m1");
  assert_sum (&value, 50, 1, 2, ORI_FLAG_PARTIAL | ORI_FLAG_PRINTED_ONLY);
  g_assert_cmpfloat (value.denominator, ==, 10);
  value = value_in (snapshot, "S", "m2");
  g_assert_cmpint (value.status, ==, ORI_STATUS_MISSING);
}

static void
test_counts (void)
{
  g_autoptr (OriSnapshot) snapshot = make ("C:value a1 2021 4\nC:value a2 2021 ?5\n"
                                           "C:value b1 2021 0\nC:value b2 2021 na\n"
                                           "C:value b3 2021 0\n");
  OriValue value = value_in (snapshot, "C", "m1");
  assert_sum (&value, 9, 2, 2, ORI_FLAG_DOUBTFUL);
  g_assert_true (isnan (value.denominator));
  /* Zero is a value, and whom it does not concern is not waited for. */
  value = value_in (snapshot, "C", "m2");
  assert_sum (&value, 0, 2, 2, 0);
  value = value_in (snapshot, "C", "R");
  assert_sum (&value, 9, 2, 2, ORI_FLAG_DOUBTFUL);
}

static void
test_presence (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("H:text a1 2021 \"да\nH:text a2 2021 \"нет\nH:text b1 2021 \"есть\nH:value b2 2021 1\n"
            "H:text b3 2021 \"приказ № 5\nT:text a1 2021 \"слова\nV:value a1 2021 7\n");
  OriValue value = value_in (snapshot, "H", "m1");
  assert_sum (&value, 50, 2, 2, 0);
  g_assert_cmpfloat (value.numerator, ==, 1);
  g_assert_null (value.text);
  /* Four schools of five, not the mean of a half and a whole. */
  value = value_in (snapshot, "H", "R");
  assert_sum (&value, 80, 2, 2, 0);
  g_assert_cmpint (value_in (snapshot, "T", "m1").status, ==, ORI_STATUS_MISSING);
  g_assert_cmpint (value_in (snapshot, "V", "m1").status, ==, ORI_STATUS_MISSING);
}

static void
test_hidden (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value a1 2021 hidden\nC:value a2 2021 hidden\nC:value b1 2021 6\n"
            "C:value b2 2021 hidden\nC:value b3 2021 -\n");
  g_assert_cmpint (value_in (snapshot, "C", "m1").status, ==, ORI_STATUS_SUPPRESSED);
  OriValue value = value_in (snapshot, "C", "m2");
  assert_sum (&value, 6, 1, 3, ORI_FLAG_PARTIAL | ORI_FLAG_HIDDEN_PART);
  g_assert_cmpuint (value.sum_suppressed, ==, 1);

  g_autoptr (OriSnapshot) crossed = make ("C:value a1 2021 na\nC:value a2 2021 na\n");
  g_assert_cmpint (value_in (crossed, "C", "m1").status, ==, ORI_STATUS_NOT_APPLICABLE);
  g_assert_cmpint (value_in (crossed, "C", "m2").status, ==, ORI_STATUS_MISSING);
}

/* The region counts what the municipality says itself, or its schools, never both. */
static void
test_own_figure (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value m1 2021 10\nC:value a1 2021 4\nC:value a2 2021 5\n"
            "C:value m2 2021 -\nC:value b1 2021 1\nC:value b2 2021 1\nC:value b3 2021 1\n");
  OriValue value = value_in (snapshot, "C", "m1");
  g_assert_cmpfloat (value.value, ==, 10);
  g_assert_cmpuint (value.flags, ==, ORI_FLAG_SUM_DIFFERS);
  g_assert_nonnull (value.source);
  /* A dash does not hide what the schools sent. */
  value = value_in (snapshot, "C", "m2");
  assert_sum (&value, 3, 3, 3, 0);
  value = value_in (snapshot, "C", "R");
  assert_sum (&value, 13, 2, 2, 0);

  g_autoptr (GArray) found = ori_value_sum_differences (snapshot);
  g_assert_cmpuint (found->len, ==, 1);
  const OriSumDifference *difference = &g_array_index (found, OriSumDifference, 0);
  g_assert_cmpuint (difference->orgunit, ==, picture_unit (snapshot, "m1"));
  g_assert_cmpfloat (difference->own.value, ==, 10);
  g_assert_cmpfloat (difference->sum.value, ==, 9);
}

static void
assert_differs (const char *observations, gboolean differs)
{
  g_autoptr (OriSnapshot) snapshot = make (observations);
  g_autoptr (GArray) found = ori_value_sum_differences (snapshot);
  g_assert_cmpuint (found->len, ==, differs ? 1 : 0);
}

static void
test_differences (void)
{
  /* While schools are missing, less is what one expects, more is not. */
  assert_differs ("C:value m1 2021 10\nC:value a1 2021 4\n", FALSE);
  assert_differs ("C:value m1 2021 10\nC:value a1 2021 14\n", TRUE);
  assert_differs ("C:value m1 2021 9\nC:value a1 2021 4\nC:value a2 2021 5\n", FALSE);
  assert_differs ("S:total m1 2021 30\nS:participated m1 2021 10\nS:total a1 2021 10\n"
                  "S:participated a1 2021 5\nS:total a2 2021 20\nS:participated a2 2021 5\n",
                  FALSE);
  assert_differs ("S:total m1 2021 30\nS:participated m1 2021 11\nS:total a1 2021 10\n"
                  "S:participated a1 2021 5\nS:total a2 2021 20\nS:participated a2 2021 5\n",
                  TRUE);
  /* Only a percent was printed: 10 of 30 is 33,3. */
  assert_differs ("S:percent m1 2021 33.3=33,3\nS:total a1 2021 10\nS:participated a1 2021 5\n"
                  "S:total a2 2021 20\nS:participated a2 2021 5\n",
                  FALSE);
  assert_differs ("S:percent m1 2021 34.3=34,3\nS:total a1 2021 10\nS:participated a1 2021 5\n"
                  "S:total a2 2021 20\nS:participated a2 2021 5\n",
                  TRUE);
  assert_differs ("H:value m1 2021 1\nH:value a1 2021 0\nH:value a2 2021 0\n", FALSE);
}

static OriValue
rate_in (const OriSnapshot *snapshot, const char *unit)
{
  return ori_value_compute_rate (snapshot, picture_indicator (snapshot, "C"),
                                 picture_unit (snapshot, unit), picture_period (snapshot, "2021"));
}

/* Counts are divided by the size of those that reported both. */
static void
test_rates (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("C:value a1 2021 4\npupils a1 2021 500\nC:value a2 2021 8\npupils a2 2021 1500\n"
            "C:value b1 2021 6\npupils b1 2021 1000\nC:value b2 2021 6\n");
  OriValue value = rate_in (snapshot, "m1");
  assert_sum (&value, 6, 2, 2, 0);
  g_assert_cmpfloat (value.denominator, ==, 2000);
  value = rate_in (snapshot, "m2");
  assert_sum (&value, 6, 1, 3, ORI_FLAG_PARTIAL);
  value = rate_in (snapshot, "R");
  assert_near (value.value, 6, 1e-9);
  g_assert_cmpfloat (value.denominator, ==, 3000);

  /* The municipality counted, its schools told their size: all of them, or it is not known. */
  g_autoptr (OriSnapshot) sizes =
      make ("C:value m1 2021 12\npupils a1 2021 500\npupils a2 2021 1500\n"
            "C:value m2 2021 12\npupils b1 2021 500\n");
  assert_near (rate_in (sizes, "m1").value, 6, 1e-9);
  g_assert_cmpfloat (rate_in (sizes, "m2").value, ==, 12);
  g_assert_true (isnan (rate_in (sizes, "m2").denominator));
}

static void
test_parts (void)
{
  g_autoptr (OriSnapshot) snapshot = make ("C:value b1 2021 1\n");
  guint period = picture_period (snapshot, "2021");
  g_autoptr (GArray) parts = ori_value_parts (snapshot, picture_unit (snapshot, "m2"), period);
  g_assert_cmpuint (parts->len, ==, 3);
  g_assert_cmpuint (g_array_index (parts, guint, 0), ==, picture_unit (snapshot, "b1"));
  g_autoptr (GArray) none = ori_value_parts (snapshot, picture_unit (snapshot, "m1"), period);
  g_assert_cmpuint (none->len, ==, 0);
}

/* A circle of parents is data too, and ends. */
static void
test_circle (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (
      INDICATORS, "@ x y school\n@ y x school\n@ z z school\nC:value x 2021 1\nC:value z 2021 2\n");
  g_assert_cmpfloat (value_in (snapshot, "C", "x").value, ==, 1);
  g_assert_cmpint (value_in (snapshot, "C", "y").status, ==, ORI_STATUS_MISSING);
  g_assert_cmpfloat (value_in (snapshot, "C", "z").value, ==, 2);
}

/* What compares municipalities sees those that spoke through their schools. */
static void
test_everywhere (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make ("S:total a1 2020 10\nS:participated a1 2020 2\nS:total a2 2020 10\n"
            "S:participated a2 2020 2\nS:total b1 2020 10\nS:participated b1 2020 9\n"
            "S:total a1 2021 10\nS:participated a1 2021 8\nS:total a2 2021 10\n"
            "S:participated a2 2021 8\nS:total b1 2021 10\nS:participated b1 2021 9\n");
  const OriIndicator *share = picture_indicator (snapshot, "S");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) scores = NULL;
  OriSubject subject;

  g_assert_cmpint (ori_snapshot_main_level (snapshot), ==, ORI_ORGUNIT_MUNICIPALITY);
  subject = ori_subject_of (share);
  scores = ori_scores_compute (snapshot, scheme, &subject, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_cmpuint (scores->len, ==, 2);
  assert_near (g_array_index (scores, OriScore, 0).score, 80, 1e-9);
  assert_near (g_array_index (scores, OriScore, 1).score, 90, 1e-9);
  OriChange change =
      ori_change_compute (snapshot, share, picture_unit (snapshot, "m1"),
                          picture_period (snapshot, "2020"), picture_period (snapshot, "2021"));
  assert_near (change.difference, 60, 1e-9);
}

/* 40 000 schools with 300 000 values: the sums of all indicators cost less than reading them. */
static void
test_large (void)
{
  g_autoptr (GError) error = NULL;
  OriProgramme *programme = ori_programme_load_shipped ("kaluga-2020", &error);
  g_assert_no_error (error);
  g_autoptr (OriSnapshot) snapshot = ori_snapshot_new (programme);
  OriPeriod year = ori_period_year (2021);
  double sum = 0;
  guint added = 0;

  g_array_append_val (snapshot->periods, year);
  g_ptr_array_add (snapshot->orgunits, ori_orgunit_new ("R", "R", "R", NULL, ORI_ORGUNIT_REGION));
  for (guint i = 0; i < 300; i++) {
    g_autofree char *code = g_strdup_printf ("m%03u", i);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, code, code, "R", ORI_ORGUNIT_MUNICIPALITY));
  }
  for (guint i = 0; i < 40000; i++) {
    g_autofree char *code = g_strdup_printf ("s%05u", i);
    g_autofree char *parent = g_strdup_printf ("m%03u", i % 300);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, code, code, parent, ORI_ORGUNIT_SCHOOL));
  }
  for (guint i = 0; i < programme->indicators->len && added < 300000; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    const OriElement *element = ori_indicator_element (indicator, ORI_PART_VALUE);
    if (!element || indicator->kind != ORI_KIND_COUNT)
      continue;
    for (guint unit = 0; unit < 40000; unit += 2, added++) {
      OriObservation observation = {.value = 1};
      observation.element = ori_snapshot_add_element (snapshot, element->code);
      observation.orgunit = 301 + unit;
      g_array_append_val (snapshot->observations, observation);
    }
  }
  ori_snapshot_seal (snapshot);

  gint64 start = g_get_monotonic_time ();
  guint region = ori_snapshot_orgunit_index (snapshot, "R");
  for (guint i = 0; i < programme->indicators->len; i++) {
    OriValue value =
        ori_value_compute (snapshot, g_ptr_array_index (programme->indicators, i), region, 0);
    sum += value.value;
    for (guint unit = 0; unit < 300; unit++)
      ori_value_compute (snapshot, g_ptr_array_index (programme->indicators, i), unit, 0);
  }
  g_test_message ("%u observations summed in %.0f ms", added,
                  (double)(g_get_monotonic_time () - start) / 1000);
  g_assert_cmpfloat (sum, ==, added);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/rollup/share", test_share);
  g_test_add_func ("/analysis/rollup/half-reported", test_half_reported);
  g_test_add_func ("/analysis/rollup/counts", test_counts);
  g_test_add_func ("/analysis/rollup/presence", test_presence);
  g_test_add_func ("/analysis/rollup/hidden", test_hidden);
  g_test_add_func ("/analysis/rollup/own-figure", test_own_figure);
  g_test_add_func ("/analysis/rollup/differences", test_differences);
  g_test_add_func ("/analysis/rollup/rates", test_rates);
  g_test_add_func ("/analysis/rollup/parts", test_parts);
  g_test_add_func ("/analysis/rollup/circle", test_circle);
  g_test_add_func ("/analysis/rollup/everywhere", test_everywhere);
  g_test_add_func ("/analysis/rollup/large", test_large);
  return g_test_run ();
}
