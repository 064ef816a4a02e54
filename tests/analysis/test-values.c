/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-values.h"
#include "picture.h"

/* One indicator of every kind. */
#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"share\", \"criterion\": \"A\", \"kind\": \"share\", \"unit\": "   \
  "\"%\"},"                                                                                        \
  "{\"code\": \"CS\", \"name\": \"count beside share\", \"criterion\": \"A\", \"kind\": "          \
  "\"count-share\"},"                                                                              \
  "{\"code\": \"C\", \"name\": \"count\", \"criterion\": \"A\", \"kind\": \"count\", "             \
  "\"normalise_by\": \"pupils\","                                                                  \
  " \"normalise_per\": 1000},"                                                                     \
  "{\"code\": \"B\", \"name\": \"by kinds\", \"criterion\": \"A\", \"kind\": \"count-by\", "       \
  "\"elements\": ["                                                                                \
  "  {\"part\": \"value\", \"name\": \"all\"}, {\"part\": \"by1\", \"name\": \"1\"},"              \
  "  {\"part\": \"by2\", \"name\": \"2\"}]},"                                                      \
  "{\"code\": \"P\", \"name\": \"parts\", \"criterion\": \"A\", \"kind\": \"count-parts\", "       \
  "\"elements\": ["                                                                                \
  "  {\"part\": \"value\", \"name\": \"all\"}, {\"part\": \"by1\", \"name\": \"1\"}]},"            \
  "{\"code\": \"R\", \"name\": \"rate\", \"criterion\": \"A\", \"kind\": \"rate\", "               \
  "\"normalise_by\": \"pupils\","                                                                  \
  " \"normalise_per\": 1000},"                                                                     \
  "{\"code\": \"H\", \"name\": \"presence\", \"criterion\": \"A\", \"kind\": \"presence\"},"       \
  "{\"code\": \"T\", \"name\": \"text\", \"criterion\": \"A\", \"kind\": \"text\"},"               \
  "{\"code\": \"L\", \"name\": \"list\", \"criterion\": \"A\", \"kind\": \"list\"},"               \
  "{\"code\": \"Y\", \"name\": \"of the year before\", \"criterion\": \"A\", \"kind\": \"count\"," \
  " \"previous_year\": true},"                                                                     \
  "{\"code\": \"V\", \"name\": \"figure\", \"criterion\": \"A\", \"kind\": \"value\"}"

static OriValue
value_of (const char *observations, const char *code)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, observations);
  OriValue value =
      ori_value_compute (snapshot, picture_indicator (snapshot, code), picture_unit (snapshot, "a"),
                         picture_period (snapshot, "2021"));
  g_assert_true (isfinite (value.value));
  /* Strings and observations die with the snapshot. */
  value.source = NULL;
  value.text = value.text ? "text" : NULL;
  value.printed_text = value.printed_text ? "printed" : NULL;
  return value;
}

static void
assert_value (const char *observations, const char *code, double expected, guint flags)
{
  OriValue value = value_of (observations, code);
  g_assert_cmpint (value.status, ==, ORI_STATUS_VALUE);
  g_assert_cmpfloat (value.value, ==, expected);
  g_assert_cmpuint (value.flags, ==, flags);
}

static void
assert_absent (const char *observations, const char *code, OriStatus status, guint flags)
{
  OriValue value = value_of (observations, code);
  g_assert_cmpint (value.status, ==, status);
  g_assert_cmpfloat (value.value, ==, 0);
  g_assert_cmpuint (value.flags, ==, flags);
}

static void
test_share (void)
{
  OriValue value = value_of ("S:total a 2021 420\nS:participated a 2021 283\n"
                             "S:percent a 2021 67.4=67,4",
                             "S");
  assert_near (value.value, 100 * 283.0 / 420, 1e-12);
  g_assert_cmpfloat (value.numerator, ==, 283);
  g_assert_cmpfloat (value.denominator, ==, 420);
  g_assert_cmpfloat (value.printed, ==, 67.4);
  g_assert_cmpstr (value.printed_text, ==, "printed");
  g_assert_cmpuint (value.flags, ==, 0);

  assert_value ("CS:total a 2021 8\nCS:participated a 2021 2", "CS", 25, 0);
  assert_value ("S:total a 2021 8\nS:participated a 2021 0", "S", 0, 0);
  /* Half up, cut off, wrong. */
  assert_value ("S:total a 2021 8\nS:participated a 2021 1\nS:percent a 2021 13=13 %", "S", 12.5,
                0);
  assert_value ("S:total a 2021 8\nS:participated a 2021 1\nS:percent a 2021 12=12 %", "S", 12.5,
                ORI_FLAG_PRINT_DIFFERS);
  assert_value ("S:total a 2021 8\nS:participated a 2021 1\nS:percent a 2021 15=15 %", "S", 12.5,
                ORI_FLAG_PRINT_DIFFERS);
}

static void
test_share_without_counts (void)
{
  assert_value ("S:percent a 2021 67.4=67,4", "S", 67.4, ORI_FLAG_PRINTED_ONLY);
  assert_value ("S:percent a 2021 0=0", "S", 0, ORI_FLAG_PRINTED_ONLY);
  assert_value ("S:total a 2021 9\nS:percent a 2021 67.4=67,4", "S", 67.4, ORI_FLAG_PRINTED_ONLY);
  assert_absent ("S:percent a 2021 104", "S", ORI_STATUS_MISSING,
                 ORI_FLAG_PRINTED_ONLY | ORI_FLAG_OUT_OF_RANGE);
  assert_absent ("S:percent a 2021 -4", "S", ORI_STATUS_MISSING,
                 ORI_FLAG_PRINTED_ONLY | ORI_FLAG_OUT_OF_RANGE);
}

static void
test_absences (void)
{
  assert_absent ("@ a", "S", ORI_STATUS_MISSING, 0);
  assert_absent ("S:total a 2021 9", "S", ORI_STATUS_MISSING, 0);
  assert_absent ("S:total a 2021 9\nS:participated a 2021 -", "S", ORI_STATUS_MISSING, 0);
  assert_absent ("S:total a 2021 na\nS:participated a 2021 -", "S", ORI_STATUS_NOT_APPLICABLE, 0);
  assert_absent ("S:total a 2021 9\nS:participated a 2021 hidden", "S", ORI_STATUS_SUPPRESSED, 0);
  assert_absent ("S:percent a 2021 na", "S", ORI_STATUS_NOT_APPLICABLE, 0);
  assert_absent ("C:value a 2021 -", "C", ORI_STATUS_MISSING, 0);
  assert_absent ("C:value a 2021 na", "C", ORI_STATUS_NOT_APPLICABLE, 0);
  assert_absent ("C:value a 2021 hidden", "C", ORI_STATUS_SUPPRESSED, 0);
  assert_value ("C:value a 2021 0", "C", 0, 0);
  /* Nobody of nobody. */
  assert_absent ("S:total a 2021 0\nS:participated a 2021 0", "S", ORI_STATUS_NOT_APPLICABLE, 0);
  /* The percent would give a hidden count away. */
  assert_absent ("S:total a 2021 9\nS:participated a 2021 hidden\nS:percent a 2021 33=33", "S",
                 ORI_STATUS_SUPPRESSED, 0);
}

static void
test_nonsense (void)
{
  static const char *const counts[] = {
      "S:total a 2021 5\nS:participated a 2021 6",   "S:total a 2021 0\nS:participated a 2021 1",
      "S:total a 2021 -5\nS:participated a 2021 -6", "S:total a 2021 5\nS:participated a 2021 -1",
      "S:total a 2021 inf\nS:participated a 2021 1", "S:total a 2021 5\nS:participated a 2021 nan",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    assert_absent (counts[i], "S", ORI_STATUS_MISSING, ORI_FLAG_OUT_OF_RANGE);
  assert_absent ("C:value a 2021 -1", "C", ORI_STATUS_MISSING, ORI_FLAG_OUT_OF_RANGE);
  assert_absent ("C:value a 2021 nan", "C", ORI_STATUS_MISSING, ORI_FLAG_OUT_OF_RANGE);
  assert_absent ("V:value a 2021 inf", "V", ORI_STATUS_MISSING, ORI_FLAG_OUT_OF_RANGE);
  assert_absent ("H:value a 2021 -1", "H", ORI_STATUS_MISSING, ORI_FLAG_OUT_OF_RANGE);
  assert_value ("V:value a 2021 -1.5", "V", -1.5, 0);
}

static void
test_flags (void)
{
  assert_value ("S:total a 2021 ?8\nS:participated a 2021 2", "S", 25, ORI_FLAG_DOUBTFUL);
  assert_value ("C:value a 2021 ?8", "C", 8, ORI_FLAG_DOUBTFUL);
  assert_value ("H:value a 2021 ?1", "H", 100, ORI_FLAG_DOUBTFUL);
  assert_value ("B:by1 a 2021 ?3\nB:by2 a 2021 4", "B", 7, ORI_FLAG_DOUBTFUL);
}

static void
test_breakdown (void)
{
  assert_value ("B:value a 2021 9\nB:by1 a 2021 3\nB:by2 a 2021 4", "B", 9, 0);
  assert_value ("B:by1 a 2021 3\nB:by2 a 2021 4", "B", 7, 0);
  assert_absent ("B:by1 a 2021 3", "B", ORI_STATUS_MISSING, 0);
  assert_absent ("B:by1 a 2021 3\nB:by2 a 2021 -4", "B", ORI_STATUS_MISSING, 0);
  /* «Из них» is a part of the whole, not the whole. */
  assert_absent ("P:by1 a 2021 3", "P", ORI_STATUS_MISSING, 0);
}

static void
test_presence (void)
{
  static const char *const yes[] = {
      "да", "Да.", "имеется", "Есть", "+", "1", "приказ от 12.03.2021 № 17"};
  static const char *const no[] = {"нет",        "Нет",         "0",
                                   "не имеется", "отсутствует", "нет, планируется"};
  static const char *const nothing[] = {"", " ", "—", "нет данных", "Нет сведений", "-1"};
  for (gsize i = 0; i < G_N_ELEMENTS (yes); i++) {
    g_autofree char *line = g_strdup_printf ("H:text a 2021 \"%s", yes[i]);
    assert_value (line, "H", 100, 0);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++) {
    g_autofree char *line = g_strdup_printf ("H:value a 2021 \"%s", no[i]);
    assert_value (line, "H", 0, 0);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (nothing); i++) {
    g_autofree char *line = g_strdup_printf ("H:text a 2021 \"%s", nothing[i]);
    assert_absent (line, "H", ORI_STATUS_MISSING, 0);
  }
  assert_value ("H:value a 2021 1", "H", 100, 0);
  assert_value ("H:value a 2021 0\nH:text a 2021 \"в плане на год", "H", 0, 0);
  assert_absent ("H:value a 2021 na", "H", ORI_STATUS_NOT_APPLICABLE, 0);
  g_assert_cmpstr (value_of ("H:text a 2021 \"приказ", "H").text, ==, "text");
}

static void
test_words (void)
{
  OriValue value = value_of ("T:text a 2021 \"В районе создан совет", "T");
  g_assert_cmpint (value.status, ==, ORI_STATUS_VALUE);
  g_assert_cmpstr (value.text, ==, "text");
  assert_absent ("T:text a 2021 \"", "T", ORI_STATUS_MISSING, 0);
  assert_absent ("@ a", "T", ORI_STATUS_MISSING, 0);
  value = value_of ("L:value a 2021 3\nL:text a 2021 \"Клуб, центр, парк", "L");
  g_assert_cmpfloat (value.value, ==, 3);
  g_assert_cmpstr (value.text, ==, "text");

  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "@ a");
  g_assert_false (ori_value_is_numeric (picture_indicator (snapshot, "T")));
  g_assert_true (ori_value_is_numeric (picture_indicator (snapshot, "L")));
}

static void
test_out_of_range_indexes (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "C:value a 2021 4\npupils a 2021 5");
  const OriIndicator *indicator = picture_indicator (snapshot, "C");
  g_assert_cmpint (ori_value_compute (snapshot, indicator, 0, G_MAXUINT).status, ==,
                   ORI_STATUS_MISSING);
  g_assert_cmpint (ori_value_compute_rate (snapshot, indicator, G_MAXUINT, 0).status, ==,
                   ORI_STATUS_MISSING);
  g_assert_nonnull (ori_value_compute (snapshot, indicator, 0, 0).source);
}

static OriValue
rate_of (const char *observations, const char *code)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, observations);
  return ori_value_compute_rate (snapshot, picture_indicator (snapshot, code),
                                 picture_unit (snapshot, "a"), picture_period (snapshot, "2021"));
}

static void
test_rate (void)
{
  OriValue value = rate_of ("C:value a 2021 12\npupils a 2021 4000", "C");
  g_assert_cmpfloat (value.value, ==, 3);
  g_assert_cmpfloat (value.numerator, ==, 12);
  g_assert_cmpfloat (value.denominator, ==, 4000);
  value = rate_of ("R:value a 2021 12\npupils a 2021 ?4000", "R");
  g_assert_cmpfloat (value.value, ==, 3);
  g_assert_cmpuint (value.flags, ==, ORI_FLAG_DOUBTFUL);
  /* Pupils counted over the school year serve the year. */
  value = rate_of ("C:value a 2021 12\npupils a 2020/2021 4000\npupils a 2020 1", "C");
  g_assert_cmpfloat (value.value, ==, 3);
  /* Not known, then the count; no indicator of its kind, then as it stands. */
  value = rate_of ("C:value a 2021 12\npupils a 2020 4000", "C");
  g_assert_cmpfloat (value.value, ==, 12);
  g_assert_true (isnan (value.denominator));
  value = rate_of ("V:value a 2021 12\npupils a 2021 4000", "V");
  g_assert_cmpfloat (value.value, ==, 12);
  value = rate_of ("C:value a 2021 -\npupils a 2021 4000", "C");
  g_assert_cmpint (value.status, ==, ORI_STATUS_MISSING);
  /* No pupils at all. */
  value = rate_of ("C:value a 2021 0\npupils a 2021 0", "C");
  g_assert_cmpint (value.status, ==, ORI_STATUS_NOT_APPLICABLE);
  value = rate_of ("C:value a 2021 3\npupils a 2021 0", "C");
  g_assert_cmpint (value.status, ==, ORI_STATUS_MISSING);
  g_assert_cmpuint (value.flags, ==, ORI_FLAG_OUT_OF_RANGE);
  g_assert_cmpfloat (value.value, ==, 0);
}

static OriValue
total_of (const char *observations, const char *code, guint *present, guint *expected)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, observations);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < snapshot->orgunits->len; i++)
    g_array_append_val (units, i);
  OriValue value = ori_value_total (snapshot, picture_indicator (snapshot, code), units,
                                    picture_period (snapshot, "2021"), present, expected);
  g_assert_true (isfinite (value.value));
  return value;
}

static void
test_total (void)
{
  guint present, expected;
  /* 1 of 2 and 30 of 90: a third, not the mean of 50 % and 33,3 %. */
  OriValue total = total_of ("S:total a 2021 2\nS:participated a 2021 1\nS:total b 2021 91\n"
                             "S:participated b 2021 30",
                             "S", &present, &expected);
  assert_near (total.value, 100.0 / 3, 1e-12);
  g_assert_cmpfloat (total.numerator, ==, 31);
  g_assert_cmpfloat (total.denominator, ==, 93);
  g_assert_cmpuint (present, ==, 2);
  g_assert_cmpuint (expected, ==, 2);
  g_assert_cmpuint (total.flags, ==, 0);

  /* c has nobody, d did not report, e only printed a percent. */
  total =
      total_of ("C:value a 2021 4\nS:total a 2021 2\nS:participated a 2021 1\nS:total c 2021 0\n"
                "S:participated c 2021 0\n@ d\nS:percent e 2021 50=50",
                "S", &present, &expected);
  g_assert_cmpfloat (total.value, ==, 50);
  g_assert_cmpuint (present, ==, 1);
  g_assert_cmpuint (expected, ==, 3);
  g_assert_cmpuint (total.flags, ==, ORI_FLAG_PARTIAL | ORI_FLAG_PRINTED_ONLY);

  total = total_of ("C:value a 2021 4\nC:value b 2021 5", "C", NULL, NULL);
  g_assert_cmpfloat (total.value, ==, 9);
  g_assert_true (isnan (total.denominator));
  total =
      total_of ("H:text a 2021 \"да\nH:text b 2021 \"нет\nH:text c 2021 \"есть\nH:value d 2021 1",
                "H", NULL, NULL);
  g_assert_cmpfloat (total.value, ==, 75);
  total = total_of ("R:value a 2021 4\npupils a 2021 1000\nR:value b 2021 5\npupils b 2021 500",
                    "R", NULL, NULL);
  g_assert_cmpfloat (total.value, ==, 6);
}

static void
test_total_absent (void)
{
  guint present, expected;
  static const struct {
    const char *observations, *code;
    OriStatus status;
  } cases[] = {
      {"V:value a 2021 3\nV:value b 2021 5", "V", ORI_STATUS_MISSING}, /* cannot be added */
      {"T:text a 2021 \"слова", "T", ORI_STATUS_MISSING},
      {"S:percent a 2021 50=50", "S", ORI_STATUS_MISSING},
      {"C:value a 2021 na\nC:value b 2021 na", "C", ORI_STATUS_NOT_APPLICABLE},
      {"C:value a 2021 hidden\nC:value b 2021 na", "C", ORI_STATUS_SUPPRESSED},
      {"C:value a 2021 hidden\nC:value b 2021 -", "C", ORI_STATUS_MISSING},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriValue total = total_of (cases[i].observations, cases[i].code, &present, &expected);
    g_assert_cmpint (total.status, ==, cases[i].status);
    g_assert_cmpuint (present, ==, 0);
  }
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "@ a");
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (guint));
  OriValue total =
      ori_value_total (snapshot, picture_indicator (snapshot, "C"), nobody, 0, NULL, NULL);
  g_assert_cmpint (total.status, ==, ORI_STATUS_MISSING);
}

static void
test_period_of_cycle (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "C:value a 2020 1\nC:value a 2020/2021 1\nC:value b 2021 1\n"
                               "S:total a 2021-12 5\nY:value a 2020 7");
  const OriIndicator *count = picture_indicator (snapshot, "C");
  g_assert_cmpuint (ori_value_period_of_cycle (snapshot, count, 2020), ==,
                    picture_period (snapshot, "2020"));
  g_assert_cmpuint (ori_value_period_of_cycle (snapshot, count, 2021), ==,
                    picture_period (snapshot, "2021"));
  g_assert_cmpuint (ori_value_period_of_cycle (snapshot, count, 2022), ==, G_MAXUINT);
  g_assert_cmpuint (ori_value_period_of_cycle (snapshot, picture_indicator (snapshot, "Y"), 2021),
                    ==, picture_period (snapshot, "2020"));
  g_assert_cmpuint (ori_value_period_of_cycle (snapshot, picture_indicator (snapshot, "Y"), 2020),
                    ==, G_MAXUINT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/values/share", test_share);
  g_test_add_func ("/analysis/values/share-without-counts", test_share_without_counts);
  g_test_add_func ("/analysis/values/absences", test_absences);
  g_test_add_func ("/analysis/values/nonsense", test_nonsense);
  g_test_add_func ("/analysis/values/flags", test_flags);
  g_test_add_func ("/analysis/values/breakdown", test_breakdown);
  g_test_add_func ("/analysis/values/presence", test_presence);
  g_test_add_func ("/analysis/values/words", test_words);
  g_test_add_func ("/analysis/values/indexes", test_out_of_range_indexes);
  g_test_add_func ("/analysis/values/rate", test_rate);
  g_test_add_func ("/analysis/values/total", test_total);
  g_test_add_func ("/analysis/values/total-absent", test_total_absent);
  g_test_add_func ("/analysis/values/period-of-cycle", test_period_of_cycle);
  return g_test_run ();
}
