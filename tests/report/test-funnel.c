/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The funnel of an indicator as the window, the command and the report draw it. */
#include "../analysis/picture.h"

#include <math.h>
#include <string.h>

#include "analysis/ori-funnel.h"
#include "report/ori-analytic.h"

#define SHARE                                                                                        \
  "{\"code\": \"A1\", \"name\": \"Поступили\", \"criterion\": \"A\", \"kind\": \"share\", " \
  "\"denominator\": \"выпускники 9 классов\"}"

/* Units «u10», «u11»…: @n of them with @x of 100, 110, … people; @more lines besides. */
static OriSnapshot *
make_snapshot (guint n, double share, double step, const char *more)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    guint size = 100 + 10 * (n - i);

    g_string_append_printf (lines, "A1:total u%u 2022 %u\nA1:participated u%u 2022 %g\n", i + 10,
                            size, i + 10, round (size * (share + step * i)));
  }
  g_string_append (lines, more);
  return picture_new (SHARE, lines->str);
}

static const OriChartSeries *
find_series (const OriChartSpec *spec, const char *label)
{
  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);

    if (g_str_equal (series->label, label))
      return series;
  }
  return NULL;
}

static OriChartSpec *
draw (const OriSnapshot *snapshot)
{
  return ori_funnel_chart (snapshot, picture_indicator (snapshot, "A1"), 2022);
}

/* Twelve that agree and one far above; who has no counts is told apart in words. */
static void
test_chance (void)
{
  g_autoptr (OriSnapshot) snapshot =
      make_snapshot (12, 0.6, 0,
                     "A1:total far 2022 60\nA1:participated far 2022 54\n"
                     "A1:total none 2022 -\n"
                     "A1:total na 2022 na\nA1:participated na 2022 na\n"
                     "A1:total hid 2022 hidden\nA1:participated hid 2022 hidden\n"
                     "A1:percent pct 2022 50");
  g_autoptr (OriChartSpec) spec = draw (snapshot);
  const OriChartPoint *far = &g_array_index (find_series (spec, "far")->points, OriChartPoint, 0);
  const OriChartPoint *near = &g_array_index (find_series (spec, "u12")->points, OriChartPoint, 0);
  double before = 0, theta = spec->center / 100, low, high;

  g_assert_cmpint (spec->kind, ==, ORI_CHART_FUNNEL);
  g_assert_cmpuint (spec->series->len, ==, 14);
  g_assert_cmpstr (spec->title, ==, "Надёжно отличаются от остальных: 1 из 13");
  g_assert_cmpstr (spec->subtitle, ==,
                   "Поступили, 2022: доля, %, и её знаменатель "
                   "(логарифмическая шкала)");
  g_assert_cmpstr (spec->size_name, ==, "Выпускники 9 классов");
  g_assert_nonnull (strstr (spec->note, "объяснимо случайностью"));
  g_assert_nonnull (strstr (spec->note, "Не применимо: na. Скрыто: hid. Только процент, без "
                                        "чисел: pct."));
  g_assert_cmpint (find_series (spec, "far")->place, ==, 2);
  g_assert_cmpint (find_series (spec, "u12")->place, ==, 0);
  assert_near (far->value, 90, 1e-9);
  g_assert_cmpfloat (far->size, ==, 60);
  /* The limits of the analysis, as hover and accessible text say them. */
  assert_near (near->low, 100 * ori_funnel_limit (theta, 200, 0.025), 1e-9);
  assert_near (near->high, 100 * ori_funnel_limit (theta, 200, 0.975), 1e-9);
  g_assert_true (g_str_has_prefix (near->detail, "120 из 200; пределы 95\u00a0%: 5"));
  g_assert_true (ori_chart_spec_sizes (spec, &low, &high));
  for (guint i = 0; i < spec->limits->len; i++) {
    const OriChartLimit *limit = &g_array_index (spec->limits, OriChartLimit, i);

    g_assert_cmpfloat (limit->size, >, before);
    before = limit->size;
    assert_near (limit->limit[3], 100 * ori_funnel_limit (theta, (guint)limit->size, 0.999), 1e-9);
  }
  g_assert_cmpfloat (g_array_index (spec->limits, OriChartLimit, 0).size, ==, low);
  g_assert_cmpfloat (before, ==, high);
  /* From the smallest on, those without data last. */
  for (guint i = 0; i + 2 < spec->series->len; i++) {
    const OriChartSeries *a = g_ptr_array_index (spec->series, i);
    const OriChartSeries *b = g_ptr_array_index (spec->series, i + 1);

    g_assert_cmpfloat (g_array_index (a->points, OriChartPoint, 0).size, <=,
                       g_array_index (b->points, OriChartPoint, 0).size);
  }
  g_assert_true (find_series (spec, "none") == g_ptr_array_index (spec->series, 13));
  g_assert_true (
      isnan (g_array_index (find_series (spec, "none")->points, OriChartPoint, 0).value));
}

/* Territories that differ by more than chance have wider limits, and the note says so. */
static void
test_dispersed (void)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (12, 0.2, 0.05, "");
  g_autoptr (OriChartSpec) spec = draw (snapshot);
  const OriChartPoint *point = &g_array_index (find_series (spec, "u21")->points, OriChartPoint, 0);

  g_assert_cmpfloat (point->high, >, 100 * ori_funnel_limit (spec->center / 100, 110, 0.999));
  g_assert_nonnull (strstr (spec->note, "сильнее, чем по одной случайности (φ\u00a0="));
  g_assert_true (g_str_has_prefix (spec->title, "Никто из 12 не отличается"));
}

static void
test_alike (void)
{
  g_autoptr (OriSnapshot) all = make_snapshot (12, 1, 0, "");
  g_autoptr (OriSnapshot) few = make_snapshot (9, 0.5, 0, "");
  g_autoptr (OriChartSpec) spec = draw (all);
  g_autoptr (OriChartSpec) small = draw (few);

  g_assert_cmpuint (spec->limits->len, ==, 0);
  g_assert_true (isnan (spec->center));
  g_assert_cmpstr (spec->title, ==, "Различий нет: у всех 100,0\u00a0%");
  g_assert_cmpstr (small->title, ==, "Поступили");
  g_assert_null (ori_funnel_chart (all, picture_indicator (all, "A1"), 2021));
}

/* In the report the figure comes with a sentence that names those outside, and only then. */
static void
check_report (guint n, const char *more, const char *sentence)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (n, 0.6, 0, more);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriReportInput input = {.snapshot = snapshot, .scheme = scheme, .cycle = 2022};
  GError *error = NULL;
  g_autoptr (OriDocument) document = ori_analytic_report (&input, NULL, NULL, &error);
  const OriItem *before = NULL;
  guint found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < document->items->len; i++) {
    const OriItem *item = g_ptr_array_index (document->items, i);

    if (item->kind == ORI_ITEM_CHART && item->chart->kind == ORI_CHART_FUNNEL) {
      g_autofree char *cited = g_strdup_printf ("на рисунке %u.", item->number);

      found++;
      g_assert_nonnull (strstr (before->text, sentence));
      g_assert_true (g_str_has_suffix (before->text, cited));
      g_assert_null (item->chart->title);
      g_assert_cmpstr (item->text, ==, "Поступили, 2022: пределы обычных различий территорий");
    }
    before = item;
  }
  g_assert_cmpuint (found, ==, sentence != NULL);
}

static void
test_report (void)
{
  const char *far = "A1:total far 2022 60\nA1:participated far 2022 54\n";

  check_report (12, far, "far (90,0\u00a0%, выше)");
  check_report (12, "", NULL);
  check_report (8, far, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/funnel/chance", test_chance);
  g_test_add_func ("/report/funnel/dispersed", test_dispersed);
  g_test_add_func ("/report/funnel/alike", test_alike);
  g_test_add_func ("/report/funnel/report", test_report);
  return g_test_run ();
}
