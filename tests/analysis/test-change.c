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

/* The pairs of years of the Kemerovo tables; the correction is over the eighteen neighbouring ones.
 */
static const struct {
  const char *table;
  double x1, n1, x2, n2, low, high, p;
  OriVerdict verdict;
} kemerovo[] = {
    {"1", 283, 420, 303, 426, -2.467653316, 9.925017762, 0.2377380032, ORI_VERDICT_NO_CHANGE},
    {"1", 303, 426, 282, 419, -10.00860645, 2.395587079, 0.2285594636, ORI_VERDICT_NO_CHANGE},
    {"2", 39, 94, 25, 77, -22.82676427, 5.526315008, 0.2251733149, ORI_VERDICT_LITTLE_DATA},
    {"2", 25, 77, 31, 80, -8.588854882, 20.72389381, 0.4113527282, ORI_VERDICT_LITTLE_DATA},
    {"3", 48, 94, 44, 77, -8.79428651, 20.50875881, 0.4276067503, ORI_VERDICT_LITTLE_DATA},
    {"3", 44, 77, 46, 80, -14.76753521, 15.48515291, 0.9639242389, ORI_VERDICT_LITTLE_DATA},
    {"4", 50, 493, 27, 417, -7.249327106, -0.01654560265, 0.0476472493, ORI_VERDICT_RATHER_FELL},
    {"4", 27, 417, 33, 499, -3.211089703, 3.354455235, 0.9328052808, ORI_VERDICT_NO_CHANGE},
    {"5", 4, 105, 3, 26, -1.646682862, 25.31980992, 0.1399191433, ORI_VERDICT_LITTLE_DATA},
    {"5", 3, 26, 4, 25, -15.4421827, 24.57961722, 0.7030017681, ORI_VERDICT_LITTLE_DATA},
    {"6", 390, 2194, 525, 1946, 6.663438252, 11.74134103, 1.060415345e-12, ORI_VERDICT_ROSE},
    {"6", 525, 1946, 575, 2035, -1.502587586, 4.050116426, 0.3677145149, ORI_VERDICT_NO_CHANGE},
    {"7", 32, 195, 68, 176, 13.2049951, 30.87629387, 1.452257157e-06, ORI_VERDICT_ROSE},
    {"7", 68, 176, 75, 185, -8.127290001, 11.85951871, 0.7115696334, ORI_VERDICT_NO_CHANGE},
    {"9", 81, 493, 303, 505, 37.98245487, 48.72180941, 2.034125179e-45, ORI_VERDICT_ROSE},
    {"9", 303, 505, 310, 499, -3.897855303, 8.122593694, 0.4900938376, ORI_VERDICT_NO_CHANGE},
    {"11", 81, 493, 303, 505, 37.98245487, 48.72180941, 2.034125179e-45, ORI_VERDICT_ROSE},
    {"11", 303, 505, 310, 499, -3.897855303, 8.122593694, 0.4900938376, ORI_VERDICT_NO_CHANGE},
};

static void
test_kemerovo (void)
{
  enum { N = G_N_ELEMENTS (kemerovo) };
  OriChange changes[N];
  for (guint i = 0; i < N; i++) {
    changes[i] = share_change (kemerovo[i].x1, kemerovo[i].n1, kemerovo[i].x2, kemerovo[i].n2);
    assert_near (changes[i].low, kemerovo[i].low, 1e-7);
    assert_near (changes[i].high, kemerovo[i].high, 1e-7);
    assert_near (changes[i].p / kemerovo[i].p, 1, 1e-8);
    g_assert_true (isnan (changes[i].p_adjusted));
  }
  /* Alone, without a family, the strongest word is «скорее». */
  g_assert_cmpint (changes[10].verdict, ==, ORI_VERDICT_RATHER_ROSE);

  ori_change_adjust (changes, N);
  for (guint i = 0; i < N; i++) {
    g_test_message ("table %s: %s", kemerovo[i].table, ori_verdict_code (changes[i].verdict));
    g_assert_cmpint (changes[i].verdict, ==, kemerovo[i].verdict);
  }
  /* Table 4: fifth of eighteen by p. */
  assert_near (changes[6].p_adjusted, 0.0476472493 * 18 / 5, 1e-9);
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
  g_assert_cmpint (share_change (5, 1000, 400, 1000).verdict, ==, ORI_VERDICT_RATHER_ROSE);
  g_assert_cmpint (share_change (400, 1000, 5, 1000).verdict, ==, ORI_VERDICT_RATHER_FELL);
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
  ori_change_adjust (NULL, 0);
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
  g_test_add_func ("/analysis/change/decomposition", test_decomposition);
  g_test_add_func ("/analysis/change/little-data", test_little_data);
  g_test_add_func ("/analysis/change/counts", test_counts);
  g_test_add_func ("/analysis/change/missing", test_missing);
  g_test_add_func ("/analysis/change/words", test_words);
  return g_test_run ();
}
