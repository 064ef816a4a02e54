/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/ori-change.h"
#include "analysis/ori-deficits.h"
#include "analysis/ori-practices.h"
#include "picture.h"

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"s\", \"criterion\": \"A\", \"kind\": \"share\", \"target\": 60}," \
  "{\"code\": \"W\", \"name\": \"w\", \"criterion\": \"A\", \"kind\": \"share\","                  \
  " \"direction\": -1},"                                                                           \
  "{\"code\": \"C\", \"name\": \"c\", \"criterion\": \"B\", \"kind\": \"count\","                  \
  " \"normalise_by\": \"pupils\", \"normalise_per\": 1000},"                                       \
  "{\"code\": \"T\", \"name\": \"t\", \"criterion\": \"B\", \"kind\": \"text\"}"

#define BIT(reason) (1u << ORI_DEFICIT_##reason)

static GArray *
deficits_of (const OriSnapshot *snapshot, const OriScheme *scheme, const char *unit, int cycle)
{
  return ori_deficits_find (snapshot, scheme, picture_unit (snapshot, unit), cycle);
}

static const OriDeficit *
deficit_at (const GArray *deficits, guint i)
{
  g_assert_cmpuint (i, <, deficits->len);
  return &g_array_index (deficits, OriDeficit, i);
}

#define LEVELS                                                                                     \
  "S:total a 2021 1000\nS:participated a 2021 300\nS:total b 2021 1000\n"                          \
  "S:participated b 2021 550\nS:total c 2021 1000\nS:participated c 2021 700\n"                    \
  "W:total a 2021 1000\nW:participated a 2021 100\nW:total b 2021 1000\n"                          \
  "W:participated b 2021 200\nW:total c 2021 1000\nW:participated c 2021 900"

/* Five org units about as large as "a" have 45 to 70, five large ones 10: "a" with 44 is the median
 * of all eleven, but below the 55 of its like. */
static void
test_similar (void)
{
  static const struct {
    const char *unit;
    int pupils, share;
  } units[] = {{"a", 1000, 44},  {"b", 1100, 50},  {"c", 900, 60},   {"d", 1200, 70},
               {"e", 800, 45},   {"f", 1300, 55},  {"g", 50000, 10}, {"h", 60000, 10},
               {"i", 70000, 10}, {"j", 80000, 10}, {"k", 90000, 10}};
  static const char *const order = "bcdef"; /* by the ratio of sizes */
  g_autoptr (GString) lines = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    g_string_append_printf (
        lines, "pupils %s 2021 %d\nQ:total %s 2021 100\nQ:participated %s 2021 %d\n", units[i].unit,
        units[i].pupils, units[i].unit, units[i].unit, units[i].share);
  g_autoptr (OriSnapshot) snapshot = picture_new (
      "{\"code\": \"Q\", \"name\": \"share\", \"criterion\": \"A\", \"kind\": \"share\","
      " \"unit\": \"%\", \"direction\": 1}",
      lines->str);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->thresholds[0] = 20;
  g_autoptr (GArray) a = deficits_of (snapshot, scheme, "a", 2021);
  g_assert_cmpuint (a->len, ==, 1);
  const OriDeficit *deficit = deficit_at (a, 0);
  g_assert_cmpuint (deficit->reasons, ==, BIT (BELOW_SIMILAR));
  g_assert_cmpfloat (deficit->median, ==, 44);
  g_assert_cmpfloat (deficit->similar, ==, 55);
  g_assert_cmpuint (deficit->n_similar, ==, 5);
  for (guint i = 0; i < deficit->n_similar; i++)
    g_assert_cmpint (ori_snapshot_orgunit (snapshot, deficit->similar_units[i])->code[0], ==,
                     order[i]);
  g_autofree char *words = ori_deficit_text (deficit);
  g_assert_nonnull (strstr (words, "similar territories 55"));
  /* Above its like, and with fewer than three of them, it is no reason. */
  g_autoptr (GArray) d = deficits_of (snapshot, scheme, "d", 2021);
  g_assert_cmpuint (d->len, ==, 0);
}

static void
test_levels (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, LEVELS);
  g_autoptr (OriScheme) scheme = ori_scheme_new (); /* 50 and 75 */
  g_autoptr (GArray) a = deficits_of (snapshot, scheme, "a", 2021);
  g_assert_cmpuint (a->len, ==, 1);
  const OriDeficit *deficit = deficit_at (a, 0);
  g_assert_cmpstr (deficit->indicator->code, ==, "S");
  g_assert_cmpuint (deficit->reasons, ==,
                    BIT (BELOW_THRESHOLD) | BIT (BELOW_MEDIAN) | BIT (BELOW_TARGET));
  g_assert_cmpfloat (deficit->value.value, ==, 30);
  g_assert_cmpfloat (deficit->median, ==, 55);
  g_assert_cmpfloat (deficit->threshold, ==, 50);
  assert_near (deficit->weight, 20 + 25, 1e-9);
  g_assert_true (isnan (deficit->before));
  g_assert_cmpuint (deficit->period, ==, picture_period (snapshot, "2021"));

  g_autoptr (GArray) b = deficits_of (snapshot, scheme, "b", 2021);
  g_assert_cmpuint (b->len, ==, 1);
  g_assert_cmpuint (deficit_at (b, 0)->reasons, ==, BIT (BELOW_TARGET));

  /* Less is better: 90 % scores 10, the threshold is at 50 % of the indicator as well. */
  g_autoptr (GArray) c = deficits_of (snapshot, scheme, "c", 2021);
  g_assert_cmpuint (c->len, ==, 1);
  g_assert_cmpstr (deficit_at (c, 0)->indicator->code, ==, "W");
  g_assert_cmpuint (deficit_at (c, 0)->reasons, ==, BIT (BELOW_THRESHOLD) | BIT (BELOW_MEDIAN));
  assert_near (deficit_at (c, 0)->weight, 40 + 70, 1e-9);
}

static void
test_order_and_missing (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, LEVELS "\nS:total d 2021 1000\nS:participated d 2021 450\n"
                                      "W:total d 2021 1000\nW:participated d 2021 990\n"
                                      "C:value a 2021 3\nC:value b 2021 5\nC:value d 2021 -");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) d = deficits_of (snapshot, scheme, "d", 2021);
  g_assert_cmpuint (d->len, ==, 3);
  g_assert_cmpstr (deficit_at (d, 0)->indicator->code, ==, "W");
  g_assert_cmpstr (deficit_at (d, 1)->indicator->code, ==, "S");
  g_assert_cmpstr (deficit_at (d, 2)->indicator->code, ==, "C");
  g_assert_cmpuint (deficit_at (d, 2)->reasons, ==, BIT (MISSING));
  g_assert_cmpint (deficit_at (d, 2)->value.status, ==, ORI_STATUS_MISSING);
}

static void
test_not_missing (void)
{
  /* Hidden and not applicable are not missing; a count without pupils was reported. */
  g_autoptr (OriSnapshot) snapshot = picture_new (
      INDICATORS, "S:percent a 2021 80\nS:percent b 2021 hidden\nS:percent c 2021 na\n"
                  "C:value a 2021 5\npupils a 2021 500\nC:value b 2021 6\npupils b 2021 500\n"
                  "C:value c 2021 7");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) b = deficits_of (snapshot, scheme, "b", 2021);
  g_autoptr (GArray) c = deficits_of (snapshot, scheme, "c", 2021);
  g_assert_cmpuint (b->len, ==, 0);
  g_assert_cmpuint (c->len, ==, 0);
  /* A rate is shown as a rate: 10 per 1000 pupils is what a has. */
  g_autoptr (GArray) a = deficits_of (snapshot, scheme, "a", 2021);
  g_assert_cmpuint (a->len, ==, 1);
  g_assert_cmpfloat (deficit_at (a, 0)->value.value, ==, 10);
  g_assert_true (isnan (deficit_at (a, 0)->median)); /* two values have no typical one */
}

static void
test_falling (void)
{
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  /* 90 → 80 % of 1000 fell, 90 → 89 % did not; 95 → 90 % of 20 says nothing; two years back counts
   * when nothing was asked in between. */
  static const struct {
    const char *lines;
    guint reasons;
    OriVerdict verdict;
  } cases[] = {
      {"S:total a 2020 1000\nS:participated a 2020 900\nS:total a 2021 1000\n"
       "S:participated a 2021 800",
       BIT (FALLING), ORI_VERDICT_FELL},
      {"S:total a 2019 1000\nS:participated a 2019 900\nS:total a 2021 1000\n"
       "S:participated a 2021 800",
       BIT (FALLING), ORI_VERDICT_FELL},
      {"S:total a 2020 1000\nS:participated a 2020 900\nS:total a 2021 1000\n"
       "S:participated a 2021 890",
       0, ORI_VERDICT_NO_CHANGE},
      {"S:total a 2020 20\nS:participated a 2020 20\nS:total a 2021 20\nS:participated a 2021 13",
       0, ORI_VERDICT_LITTLE_DATA},
      {"S:total a 2020 1000\nS:participated a 2020 800\nS:total a 2021 1000\n"
       "S:participated a 2021 900",
       0, ORI_VERDICT_ROSE},
      {"W:total a 2020 1000\nW:participated a 2020 100\nW:total a 2021 1000\n"
       "W:participated a 2021 200",
       BIT (FALLING), ORI_VERDICT_ROSE},
      {"S:percent a 2020 90\nS:percent a 2021 85", BIT (FALLING), ORI_VERDICT_DIFFERS},
      {"S:percent a 2020 90\nS:percent a 2021 95", 0, ORI_VERDICT_DIFFERS},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, cases[i].lines);
    g_autoptr (GArray) deficits = deficits_of (snapshot, scheme, "a", 2021);
    g_assert_cmpuint (deficits->len, ==, cases[i].reasons != 0);
    if (deficits->len == 0)
      continue;
    g_assert_cmpuint (deficit_at (deficits, 0)->reasons, ==, cases[i].reasons);
    g_assert_cmpint (deficit_at (deficits, 0)->change.verdict, ==, cases[i].verdict);
    g_assert_true (isfinite (deficit_at (deficits, 0)->before));
  }
}

static void
test_other_normalisations (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, LEVELS);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->normalise = ORI_NORMALISE_NONE; /* raw values have no thresholds in points */
  g_autoptr (GArray) raw = deficits_of (snapshot, scheme, "a", 2021);
  g_assert_cmpuint (deficit_at (raw, 0)->reasons, ==, BIT (BELOW_MEDIAN) | BIT (BELOW_TARGET));
  g_assert_cmpfloat (deficit_at (raw, 0)->weight, ==, 0);
  scheme->normalise = ORI_NORMALISE_PERCENTILE; /* no single value stands at a rank */
  g_autoptr (GArray) rank = deficits_of (snapshot, scheme, "a", 2021);
  g_assert_true (isnan (deficit_at (rank, 0)->threshold));
  g_assert_cmpuint (deficit_at (rank, 0)->reasons & BIT (BELOW_THRESHOLD), !=, 0);
}

static void
test_nothing_to_say (void)
{
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "S:percent a 2021 80\nT:text a 2021 \"слова\n@ b");
  g_autoptr (GArray) good = deficits_of (snapshot, scheme, "a", 2021);
  g_autoptr (GArray) other_year = deficits_of (snapshot, scheme, "a", 1999);
  g_assert_cmpuint (good->len, ==, 0);
  g_assert_cmpuint (other_year->len, ==, 0);
  ((OriOrgUnit *)g_ptr_array_index (snapshot->orgunits, 1))->to = 2000;
  g_autoptr (GArray) gone = deficits_of (snapshot, scheme, "b", 2021);
  g_assert_cmpuint (gone->len, ==, 0);
}

static void
test_practices (void)
{
  /* a and b are in the top group and rose, b more; c rose and is not there; d is there by a printed
   * percent; e is there with little data; W of a fell, which is good. */
  g_autoptr (OriSnapshot) snapshot = picture_new (
      INDICATORS,
      "S:total a 2020 1000\nS:participated a 2020 700\nS:total a 2021 1000\n"
      "S:participated a 2021 900\nS:total b 2020 1000\nS:participated b 2020 600\n"
      "S:total b 2021 1000\nS:participated b 2021 900\nS:total c 2020 1000\n"
      "S:participated c 2020 100\nS:total c 2021 1000\nS:participated c 2021 700\n"
      "S:percent d 2020 50\nS:percent d 2021 100\nS:total e 2020 20\nS:participated e 2020 2\n"
      "S:total e 2021 20\nS:participated e 2021 20\nW:total a 2020 1000\n"
      "W:participated a 2020 300\nW:total a 2021 1000\nW:participated a 2021 50\n@ f");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) practices =
      ori_practices_find (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_cmpuint (practices->len, ==, 3);
  const OriPractice *first = &g_array_index (practices, OriPractice, 0);
  g_assert_cmpstr (first->indicator->code, ==, "W");
  g_assert_cmpfloat (first->score, ==, 95);
  g_assert_cmpint (first->change.verdict, ==, ORI_VERDICT_FELL);
  g_assert_cmpuint (first[1].orgunit, ==, picture_unit (snapshot, "b"));
  g_assert_cmpuint (first[2].orgunit, ==, picture_unit (snapshot, "a"));

  g_autoptr (GArray) one = ori_practices_find (snapshot, scheme, picture_indicator (snapshot, "S"),
                                               2021, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_cmpuint (one->len, ==, 2);
  g_autoptr (GArray) first_year =
      ori_practices_find (snapshot, scheme, NULL, 2020, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_cmpuint (first_year->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/deficits/similar", test_similar);
  g_test_add_func ("/analysis/deficits/levels", test_levels);
  g_test_add_func ("/analysis/deficits/order-and-missing", test_order_and_missing);
  g_test_add_func ("/analysis/deficits/not-missing", test_not_missing);
  g_test_add_func ("/analysis/deficits/falling", test_falling);
  g_test_add_func ("/analysis/deficits/other-normalisations", test_other_normalisations);
  g_test_add_func ("/analysis/deficits/nothing-to-say", test_nothing_to_say);
  g_test_add_func ("/analysis/deficits/practices", test_practices);
  return g_test_run ();
}
