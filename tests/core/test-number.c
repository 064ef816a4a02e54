/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "core/ori-number.h"

static void
test_parse (void)
{
  static const struct {
    const char *text;
    double value;
    int decimals;
    gboolean percent;
  } cases[] = {
      {"67", 67, 0, FALSE},
      {"4,2", 4.2, 1, FALSE},
      {"4.2", 4.2, 1, FALSE},
      {"3 806", 3806, 0, FALSE},
      {"3\xc2\xa0"
       "806",
       3806, 0, FALSE},
      {"4\xe2\x80\xaf"
       "049,3",
       4049.3, 1, FALSE},
      {"35 097 467,4", 35097467.4, 1, FALSE},
      {"1 054,50", 1054.5, 2, FALSE},
      {"-0,4", -0.4, 1, FALSE},
      {"\xe2\x88\x92"
       "1,8",
       -1.8, 1, FALSE},
      {"– 5", -5, 0, FALSE},
      {"+7", 7, 0, FALSE},
      {"67%", 67, 0, TRUE},
      {" 12,5 % ", 12.5, 1, TRUE},
      {"1,234,567", 1234567, 0, FALSE},
      {"1.234.567,5", 1234567.5, 1, FALSE},
      {"1,234.5", 1234.5, 1, FALSE},
      {"1,234", 1.234, 3, FALSE},
      {"1.5E+3", 1500, 1, FALSE},
      {"0,000001", 0.000001, 6, FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    double value = NAN;
    int decimals = -1;
    gboolean percent = !cases[i].percent;

    g_test_message ("%s", cases[i].text);
    g_assert_true (ori_number_parse (cases[i].text, &value, &decimals, &percent));
    g_assert_cmpfloat (value, ==, cases[i].value);
    g_assert_cmpint (decimals, ==, cases[i].decimals);
    g_assert_cmpint (percent, ==, cases[i].percent);
  }
}

static void
test_parse_refuses (void)
{
  static const char *const texts[] = {
      "",     " ",      "-",     "…",       "17,83)", "1202)", "12 3456",   "1 23",
      "abc",  "12 ед.", "1,2,3", "--5",     "%",      ",",     "2020-2021", "1e999",
      "0x10", "nan",    "inf",   "1 234 5", "5 %%",   "12/40", "\xff"};

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    double value = 42;

    g_test_message ("case %zu", i);
    g_assert_false (ori_number_parse (texts[i], &value, NULL, NULL));
    g_assert_cmpfloat (value, ==, 42);
  }
  g_assert_false (ori_number_parse (NULL, NULL, NULL, NULL));
}

static void
assert_text (char *actual, const char *expected)
{
  g_assert_cmpstr (actual, ==, expected);
  g_free (actual);
}

static void
test_format (void)
{
  assert_text (ori_number_format (67.4, 1), "67,4");
  assert_text (ori_number_format (2.675, 2), "2,68");
  assert_text (ori_number_format (57.5, 0), "58");
  assert_text (ori_number_format (-57.5, 0), ORI_MINUS "58");
  assert_text (ori_number_format (0.05, 1), "0,1");
  assert_text (ori_number_format (-0.04, 1), "0,0");
  assert_text (ori_number_format (999.95, 1), "1000,0");
  assert_text (ori_number_format (1234, 0), "1234");
  assert_text (ori_number_format (12345, 0), "12" ORI_NNBSP "345");
  assert_text (ori_number_format (1234567.891, 2), "1" ORI_NNBSP "234" ORI_NNBSP "567,89");
  assert_text (ori_number_format (0, 2), "0,00");
  assert_text (ori_number_format (1e-20, 3), "0,000");
  assert_text (ori_number_format (NAN, 1), "—");
  assert_text (ori_number_format (-INFINITY, 1), "—");
  assert_text (ori_number_format_short (10.4651162790698, 2), "10,47");
  assert_text (ori_number_format_short (30.10, 3), "30,1");
  assert_text (ori_number_format_short (1200, 3), "1200");
  assert_text (ori_number_format_short (62.004, 2), "62");
  assert_text (ori_number_format_short (0.001, 2), "0");
  assert_text (ori_number_format_short (0.0004, 2), "0");
}

static void
test_people (void)
{
  assert_text (ori_number_format_percent (67.380952, 420), "67,4" ORI_NBSP "%");
  assert_text (ori_number_format_percent (57.5, 80), "58" ORI_NBSP "%");
  assert_text (ori_number_format_percent (12, 0), "12" ORI_NBSP "%");
  assert_text (ori_number_format_percent (10.4651, 0), "10,5" ORI_NBSP "%");
  assert_text (ori_number_format_points (3.7458, 420), "+3,7" ORI_NBSP "п.п.");
  assert_text (ori_number_format_points (-9.02, 77), ORI_MINUS "9" ORI_NBSP "п.п.");
  assert_text (ori_number_format_points (0.01, 420), "0,0" ORI_NBSP "п.п.");
}

static void
test_round (void)
{
  g_assert_cmpfloat (ori_number_round (2.675, 2), ==, 2.68);
  g_assert_cmpfloat (ori_number_round (1.005, 2), ==, 1.01);
  g_assert_cmpfloat (ori_number_round (-1.005, 2), ==, -1.01);
  g_assert_cmpfloat (ori_number_round (49.994999, 2), ==, 49.99);
  g_assert_cmpfloat (ori_number_round (99.999, 2), ==, 100);
  g_assert_cmpfloat (ori_number_round (0.004, 2), ==, 0);
  g_assert_cmpfloat (ori_number_round (1e300, 2), ==, 1e300);
  /* One third three times is 33.33 × 3 + … : the sum meets its threshold as a person computes it.
   */
  g_assert_cmpfloat (ori_number_round (0.1 + 0.2, 2), ==, 0.3);
}

static void
test_text (void)
{
  assert_text (ori_number_to_text (27.4), "27.4");
  assert_text (ori_number_to_text (16.399999999999999), "16.4");
  assert_text (ori_number_to_text (10.4651162790698), "10.4651162790698");
  assert_text (ori_number_to_text (-0.0), "0");
  assert_text (ori_number_to_text (19009265), "19009265");
}

static void
test_share (void)
{
  g_assert_cmpint (ori_share_check (283, 420, "67"), ==, ORI_SHARE_OK);
  g_assert_cmpint (ori_share_check (46, 80, "57"), ==, ORI_SHARE_TRUNCATED);
  g_assert_cmpint (ori_share_check (46, 80, "58"), ==, ORI_SHARE_OK);
  g_assert_cmpint (ori_share_check (46, 80, "57,5"), ==, ORI_SHARE_OK);
  g_assert_cmpint (ori_share_check (4, 105, "4,2"), ==, ORI_SHARE_WRONG);
  g_assert_cmpint (ori_share_check (75, 185, "40"), ==, ORI_SHARE_TRUNCATED);
  g_assert_cmpint (ori_share_check (50, 493, "10,1"), ==, ORI_SHARE_OK);
  g_assert_cmpint (ori_share_check (1, 0, "0"), ==, ORI_SHARE_UNKNOWN);
  g_assert_cmpint (ori_share_check (1.5, 3, "50"), ==, ORI_SHARE_UNKNOWN);
  g_assert_cmpint (ori_share_check (-1, 3, "33"), ==, ORI_SHARE_UNKNOWN);
  g_assert_cmpint (ori_share_check (1, 3, "н/д"), ==, ORI_SHARE_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/number/parse", test_parse);
  g_test_add_func ("/core/number/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/number/format", test_format);
  g_test_add_func ("/core/number/for-people", test_people);
  g_test_add_func ("/core/number/round", test_round);
  g_test_add_func ("/core/number/to-text", test_text);
  g_test_add_func ("/core/number/share-check", test_share);
  return g_test_run ();
}
