/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-specs.h"
#include "chart/ori-chart-private.h"

#include <locale.h>
#include <math.h>
#include <string.h>

static void
test_kinds (void)
{
  for (guint i = 0; i < 4; i++) {
    OriChartKind kind;

    g_assert_true (ori_chart_kind_parse (ori_chart_kind_code ((OriChartKind)i), &kind));
    g_assert_cmpint (kind, ==, i);
  }
  g_assert_false (ori_chart_kind_parse ("pie", NULL));
  g_assert_false (ori_chart_kind_parse (NULL, NULL));
}

/* Text on the background and on tints must be readable: contrast 4.5 (WCAG AA). */
static void
test_contrast (void)
{
  for (guint p = 0; p < 3; p++) {
    OriPalette palette = (OriPalette)p;
    guint32 background = ori_palette_color (palette, ORI_COLOR_BACKGROUND);

    for (OriColor role = ORI_COLOR_INK; role <= ORI_COLOR_INK3; role++)
      g_assert_cmpfloat (ori_palette_contrast (ori_palette_color (palette, role), background), >=,
                         4.5);
    for (guint n = 1; n <= 5; n++) {
      for (guint i = 0; i < n; i++) {
        guint32 text, tint;

        ori_palette_group (palette, n, i, NULL, &text, &tint);
        g_assert_cmpfloat (ori_palette_contrast (text, tint), >=, 4.5);
        g_assert_cmpfloat (ori_palette_contrast (text, background), >=, 4.5);
      }
    }
    for (guint i = 0; i < 5; i++) {
      guint32 fill = ori_palette_year (palette, 5, i);

      g_assert_cmpfloat (ori_palette_contrast (ori_palette_over (fill), fill), >=, 4.5);
    }
  }
  g_assert_cmpfloat_with_epsilon (ori_palette_contrast (0x000000, 0xFFFFFF), 21, 1e-9);
}

static void
test_three_groups (void)
{
  static const OriColor marks[] = {ORI_COLOR_LOW, ORI_COLOR_MEDIUM, ORI_COLOR_HIGH};

  for (guint i = 0; i < 3; i++) {
    guint32 mark;

    ori_palette_group (ORI_PALETTE_DARK, 3, i, &mark, NULL, NULL);
    g_assert_cmphex (mark, ==, ori_palette_color (ORI_PALETTE_DARK, marks[i]));
  }
}

static void
test_clean (void)
{
  static const struct {
    const char *in, *out;
  } cases[] = {
      {NULL, ""},
      {"  \t\n ", ""},
      {" два\n\tслова ", "два слова"},
      {"a & <b>", "a & <b>"},
      {"x\x01y", "x y"},
      {"2021\xc2\xa0год", "2021\xc2\xa0год"},
      {"a\xe2\x80\xae"
       "b",
       "a b"},
  };
  g_autofree char *letters = g_strnfill (100000, 'a');
  g_autofree char *cut = ori_chart_text_clean (letters);
  g_autofree char *broken = ori_chart_text_clean ("\xff\xfe");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *clean = ori_chart_text_clean (cases[i].in);

    g_assert_cmpstr (clean, ==, cases[i].out);
  }
  g_assert_cmpuint (strlen (cut), <, 1000);
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

static void
test_describe_dynamics (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_single ();
  g_autofree char *words = NULL;

  g_array_index (((OriChartSeries *)g_ptr_array_index (spec->series, 0))->points, OriChartPoint, 2)
      .doubtful = TRUE;
  words = ori_chart_describe (spec);
  g_assert_cmpstr (words, ==,
                   "Охват вырос вдвое. Доля обучающихся, %. Training data. Билет, 10–11 классы: "
                   "2020 — 16\xc2\xa0%, 32 из 200; 2021 — 40\xc2\xa0%, 68 из 170; "
                   "2022 — 40\xc2\xa0%, 74 из 185 (in doubt). +2 п.п., без заметных изменений. "
                   "Target: 45\xc2\xa0%. Источник: таблица 7.");
}

static void
test_describe_groups (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
  g_autofree char *words = NULL;
  const char *high, *medium, *low;

  g_array_index (((OriChartSeries *)g_ptr_array_index (spec->series, 0))->points, OriChartPoint, 0)
      .value = NAN;
  words = ori_chart_describe (spec);
  high = strstr (words, "high, 4: Медвенский");
  medium = strstr (words, "medium, 4: ");
  low = strstr (words, "low, 4: ");
  g_assert_nonnull (high);
  g_assert_nonnull (medium);
  g_assert_nonnull (low);
  g_assert_true (high < medium && medium < low);
  g_assert_nonnull (strstr (words, "Курский — no data"));
  g_assert_nonnull (strstr (words, "Thresholds: 40; 60."));
  g_assert_nonnull (strstr (words, "Moving: "));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/spec/kinds", test_kinds);
  g_test_add_func ("/chart/spec/clean", test_clean);
  g_test_add_func ("/chart/palette/contrast", test_contrast);
  g_test_add_func ("/chart/palette/three-groups", test_three_groups);
  g_test_add_func ("/chart/describe/dynamics", test_describe_dynamics);
  g_test_add_func ("/chart/describe/groups", test_describe_groups);
  return g_test_run ();
}
