/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-change.h"
#include "picture.h"

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"share\", \"criterion\": \"A\", \"kind\": \"share\"},"             \
  "{\"code\": \"C\", \"name\": \"count\", \"criterion\": \"A\", \"kind\": \"count\"},"             \
  "{\"code\": \"T\", \"name\": \"text\", \"criterion\": \"A\", \"kind\": \"text\"}"

static OriChange
share_change (double x1, double n1, double x2, double n2)
{
  g_autofree char *lines =
      g_strdup_printf ("S:total a 2020 %g\nS:participated a 2020 %g\nS:total a 2021 %g\n"
                       "S:participated a 2021 %g",
                       n1, x1, n2, x2);
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, lines);
  return ori_change_compute (snapshot, picture_indicator (snapshot, "S"), 0,
                             picture_period (snapshot, "2020"), picture_period (snapshot, "2021"));
}

static OriChange
change_of (const char *code, const char *lines)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, lines);
  return ori_change_compute (snapshot, picture_indicator (snapshot, code), 0,
                             picture_period (snapshot, "2020"), picture_period (snapshot, "2021"));
}

/* The tables of the Kemerovo report, three years each, and what it may say of every year against
 * the one before. */
static const struct {
  const char *table;
  int x[3], n[3];
  struct {
    double low, high, p;
    OriVerdict verdict;
  } change[2];
} kemerovo[] = {
    {"1",
     {283, 303, 282},
     {420, 426, 419},
     {{-2.467653316, 9.925017762, 0.2377380032, ORI_VERDICT_NO_CHANGE},
      {-10.00860645, 2.395587079, 0.2285594636, ORI_VERDICT_NO_CHANGE}}},
    {"2",
     {39, 25, 31},
     {94, 77, 80},
     {{-22.82676427, 5.526315008, 0.2251733149, ORI_VERDICT_LITTLE_DATA},
      {-8.588854882, 20.72389381, 0.4113527282, ORI_VERDICT_LITTLE_DATA}}},
    {"3",
     {48, 44, 46},
     {94, 77, 80},
     {{-8.79428651, 20.50875881, 0.4276067503, ORI_VERDICT_LITTLE_DATA},
      {-14.76753521, 15.48515291, 0.9639242389, ORI_VERDICT_LITTLE_DATA}}},
    {"4",
     {50, 27, 33},
     {493, 417, 499},
     {{-7.249327106, -0.01654560265, 0.0476472493, ORI_VERDICT_RATHER_FELL},
      {-3.211089703, 3.354455235, 0.9328052808, ORI_VERDICT_NO_CHANGE}}},
    {"5",
     {4, 3, 4},
     {105, 26, 25},
     {{-1.646682862, 25.31980992, 0.1399191433, ORI_VERDICT_LITTLE_DATA},
      {-15.4421827, 24.57961722, 0.7030017681, ORI_VERDICT_LITTLE_DATA}}},
    {"6",
     {390, 525, 575},
     {2194, 1946, 2035},
     {{6.663438252, 11.74134103, 1.060415345e-12, ORI_VERDICT_ROSE},
      {-1.502587586, 4.050116426, 0.3677145149, ORI_VERDICT_NO_CHANGE}}},
    {"7",
     {32, 68, 75},
     {195, 176, 185},
     {{13.2049951, 30.87629387, 1.452257157e-06, ORI_VERDICT_ROSE},
      {-8.127290001, 11.85951871, 0.7115696334, ORI_VERDICT_NO_CHANGE}}},
    {"9",
     {81, 303, 310},
     {493, 505, 499},
     {{37.98245487, 48.72180941, 2.034125179e-45, ORI_VERDICT_ROSE},
      {-3.897855303, 8.122593694, 0.4900938376, ORI_VERDICT_NO_CHANGE}}},
    {"11",
     {81, 303, 310},
     {493, 505, 499},
     {{37.98245487, 48.72180941, 2.034125179e-45, ORI_VERDICT_ROSE},
      {-3.897855303, 8.122593694, 0.4900938376, ORI_VERDICT_NO_CHANGE}}},
};

/* A snapshot of the tables: every one an indicator of one org unit. */
static OriSnapshot *
kemerovo_snapshot (void)
{
  g_autoptr (GString) indicators = g_string_new (NULL);
  g_autoptr (GString) lines = g_string_new (NULL);
  for (gsize t = 0; t < G_N_ELEMENTS (kemerovo); t++) {
    const char *code = kemerovo[t].table;
    g_string_append_printf (indicators,
                            "%s{\"code\": \"T%s\", \"name\": \"table %s\", "
                            "\"criterion\": \"A\", \"kind\": \"share\"}",
                            t ? "," : "", code, code);
    for (int year = 0; year < 3; year++)
      g_string_append_printf (lines, "T%s:total a %d %d\nT%s:participated a %d %d\n", code,
                              2020 + year, kemerovo[t].n[year], code, 2020 + year,
                              kemerovo[t].x[year]);
  }
  return picture_new (indicators->str, lines->str);
}

static OriChange
kemerovo_change (const OriSnapshot *snapshot, const char *table, int from, int to)
{
  g_autofree char *code = g_strconcat ("T", table, NULL);
  g_autofree char *before = g_strdup_printf ("%d", from);
  g_autofree char *after = g_strdup_printf ("%d", to);
  return ori_change_compute (snapshot, picture_indicator (snapshot, code), 0,
                             picture_period (snapshot, before), picture_period (snapshot, after));
}

static void
test_kemerovo (void)
{
  g_autoptr (OriSnapshot) snapshot = kemerovo_snapshot ();
  for (gsize t = 0; t < G_N_ELEMENTS (kemerovo); t++)
    for (int year = 0; year < 2; year++) {
      OriChange change = kemerovo_change (snapshot, kemerovo[t].table, 2020 + year, 2021 + year);
      g_test_message ("table %s: %s", kemerovo[t].table, ori_verdict_code (change.verdict));
      assert_near (change.low, kemerovo[t].change[year].low, 1e-7);
      assert_near (change.high, kemerovo[t].change[year].high, 1e-7);
      assert_near (change.p / kemerovo[t].change[year].p, 1, 1e-8);
      g_assert_cmpint (change.verdict, ==, kemerovo[t].change[year].verdict);
    }
}

/* Significance is corrected over the eighteen changes of neighbouring years, whichever of them is
 * asked for. */
static void
test_family (void)
{
  g_autoptr (OriSnapshot) snapshot = kemerovo_snapshot ();
  OriChange change = kemerovo_change (snapshot, "4", 2020, 2021);
  assert_near (change.p_adjusted, 0.0476472493 * 18 / 5, 1e-9); /* fifth of eighteen by p */
  change = kemerovo_change (snapshot, "9", 2020, 2021);
  assert_near (change.p_adjusted / (2.034125179e-45 * 18 / 2), 1, 1e-8); /* table 11 is its twin */
  change = kemerovo_change (snapshot, "3", 2021, 2022);
  assert_near (change.p_adjusted, 0.9639242389, 1e-9);

  /* Years that are no neighbours are one comparison more. */
  change = kemerovo_change (snapshot, "4", 2020, 2022);
  assert_near (change.p, 0.04475778276, 1e-9);
  assert_near (change.p_adjusted, 0.0476472493 * 19 / 6, 1e-9);
  change = kemerovo_change (snapshot, "9", 2020, 2022);
  assert_near (change.p_adjusted / (4.432417208e-49 * 19), 1, 1e-8);
  change = kemerovo_change (snapshot, "1", 2020, 2022);
  assert_near (change.p_adjusted, 0.9808191164, 1e-9);

  /* Alone in its workspace a change needs no correction. */
  change = share_change (50, 493, 27, 417);
  assert_near (change.p_adjusted, change.p, 1e-15);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_FELL);
}

/* Sums of org units are no members: they would only repeat what is known. */
static void
test_family_of_parts (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "@ r - region\n@ a r municipality\n@ b r municipality\n"
                               "S:total a 2020 493\nS:participated a 2020 50\n"
                               "S:total a 2021 417\nS:participated a 2021 27\n"
                               "S:total b 2020 499\nS:participated b 2020 33\n"
                               "S:total b 2021 499\nS:participated b 2021 33\n");
  const OriIndicator *indicator = picture_indicator (snapshot, "S");
  guint before = picture_period (snapshot, "2020"), after = picture_period (snapshot, "2021");
  OriChange change =
      ori_change_compute (snapshot, indicator, picture_unit (snapshot, "a"), before, after);
  assert_near (change.p_adjusted, 2 * change.p, 1e-12);
  change = ori_change_compute (snapshot, indicator, picture_unit (snapshot, "r"), before, after);
  g_assert_cmpfloat (change.before.value, >, 0);
  assert_near (change.p_adjusted, change.p * 3 / 2, 1e-12);
}

static void
test_decomposition (void)
{
  /* Table 5, 2020 → 2022: the share quadruples while the number of cases stays. */
  OriChange change = share_change (4, 105, 4, 25);
  assert_near (change.difference, 12.19047619, 1e-8);
  assert_near (change.part_numerator, 0, 1e-12);
  assert_near (change.part_denominator, change.difference, 1e-9);
  assert_near (log (change.after.value / change.before.value), 1.435084525, 1e-9);
  g_assert_true (change.growth_without_growth);
  assert_near (change.p, 0.04399036731, 1e-9); /* Fisher: an expected count is below 5 */
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_LITTLE_DATA);

  /* Table 2, 2021 → 2022: ln x grows by .2151, ln n by .0382. */
  change = share_change (25, 77, 31, 80);
  assert_near (change.part_numerator / change.part_denominator, 0.2151113796 / -0.03822121282,
               1e-7);
  assert_near (change.part_numerator + change.part_denominator, change.difference, 1e-9);
  g_assert_false (change.growth_without_growth);

  /* The share rises, the number falls. */
  change = share_change (100, 400, 90, 300);
  g_assert_cmpfloat (change.difference, >, 0);
  g_assert_true (change.growth_without_growth);
  /* Mostly the denominator. */
  g_assert_true (share_change (100, 400, 105, 300).growth_without_growth);
  /* No change at all; and a start from zero, which has no logarithm. */
  change = share_change (100, 400, 50, 200);
  g_assert_false (change.growth_without_growth);
  assert_near (change.part_numerator + change.part_denominator, 0, 1e-9);
  change = share_change (0, 400, 50, 200);
  g_assert_true (isnan (change.part_numerator));
  g_assert_false (change.growth_without_growth);
}

static void
test_little_data (void)
{
  g_assert_cmpint (share_change (10, 29, 29, 29).verdict, ==, ORI_VERDICT_LITTLE_DATA);
  g_assert_cmpint (share_change (4, 1000, 400, 1000).verdict, ==, ORI_VERDICT_LITTLE_DATA);
  g_assert_cmpint (share_change (5, 1000, 400, 1000).verdict, ==, ORI_VERDICT_ROSE);
  g_assert_cmpint (share_change (400, 1000, 5, 1000).verdict, ==, ORI_VERDICT_FELL);
  g_assert_cmpint (share_change (15, 30, 16, 30).verdict, ==, ORI_VERDICT_LITTLE_DATA);
}

static void
test_counts (void)
{
  OriChange change = change_of ("C", "C:value a 2020 10\nC:value a 2021 12");
  g_assert_cmpfloat (change.difference, ==, 2);
  g_assert_true (isnan (change.p) && isnan (change.low) && isnan (change.part_numerator));
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_DIFFERS);
  change = change_of ("C", "C:value a 2020 10\nC:value a 2021 10");
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NO_CHANGE);
  change = change_of ("S", "S:percent a 2020 10=10\nS:percent a 2021 12=12");
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_DIFFERS);
  change = change_of ("S", "S:percent a 2020 10=10\nS:total a 2021 100\nS:participated a 2021 12");
  g_assert_cmpfloat (change.difference, ==, 2);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_DIFFERS);
}

static void
test_missing (void)
{
  static const char *const lines[] = {
      "C:value a 2020 10\nC:value a 2021 -",
      "C:value a 2020 10\nC:value a 2021 na",
      "C:value a 2020 hidden\nC:value a 2021 0",
      "C:value a 2020 10\nC:value a 2021 -4",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    OriChange change = change_of ("C", lines[i]);
    g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);
    g_assert_true (isnan (change.difference));
  }
  OriChange change = change_of ("T", "T:text a 2020 \"один\nT:text a 2021 \"два");
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);
  /* One year. */
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "C:value a 2021 3");
  change = ori_change_compute (snapshot, picture_indicator (snapshot, "C"), 0, G_MAXUINT, 0);
  g_assert_cmpint (change.verdict, ==, ORI_VERDICT_NONE);
}

static void
test_words (void)
{
  for (int verdict = ORI_VERDICT_NONE; verdict <= ORI_VERDICT_DIFFERS; verdict++) {
    g_assert_cmpstr (ori_verdict_code (verdict), !=, "");
    g_assert_cmpstr (ori_verdict_label (verdict), !=, "");
    for (int other = ORI_VERDICT_NONE; other < verdict; other++)
      g_assert_cmpstr (ori_verdict_code (verdict), !=, ori_verdict_code (other));
  }
  g_assert_cmpstr (ori_verdict_code (ORI_VERDICT_LITTLE_DATA), ==, "little-data");
  g_assert_cmpstr (ori_verdict_code (ORI_VERDICT_ROSE), ==, "rose");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/change/kemerovo", test_kemerovo);
  g_test_add_func ("/analysis/change/family", test_family);
  g_test_add_func ("/analysis/change/family-of-parts", test_family_of_parts);
  g_test_add_func ("/analysis/change/decomposition", test_decomposition);
  g_test_add_func ("/analysis/change/little-data", test_little_data);
  g_test_add_func ("/analysis/change/counts", test_counts);
  g_test_add_func ("/analysis/change/missing", test_missing);
  g_test_add_func ("/analysis/change/words", test_words);
  return g_test_run ();
}
