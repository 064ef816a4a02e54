/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-specs.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static OriChartLayout *
create_layout (const OriChartSpec *spec, double width, double height, double scale)
{
  return ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, width, height, scale);
}

/* The plot as the dump says it: whole numbers, for a locale may read «46,396» as a decimal. */
static void
read_plot (const char *dump, long plot[4])
{
  g_assert_cmpint (sscanf (strstr (dump, " plot "), " plot %ld,%ld %ldx%ld", &plot[0], &plot[1],
                           &plot[2], &plot[3]),
                   ==, 4);
}

/* Vertex @index of line @line of those with @prefix. */
static void
read_vertex (const char *dump, const char *prefix, guint line, guint index, long *x, long *y)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = NULL;

    if (!g_str_has_prefix (lines[i], prefix) || line-- > 0)
      continue;
    words = g_strsplit (lines[i], " ", -1);
    g_assert_cmpint (sscanf (words[2 + index], "%ld,%ld", x, y), ==, 2);
    return;
  }
  g_assert_not_reached ();
}

/* Sizes from 10 to 500 have the axis from 7 to 700; a share that equals a limit of its size lies on
 * the line of that limit. */
static void
test_positions (void)
{
  static const double sizes[] = {10, 25, 50, 100, 500};
  g_autoptr (OriChartSpec) spec = test_spec_funnel ();

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++) {
    const OriChartLimit *limit = &g_array_index (spec->limits, OriChartLimit, k + 1);

    g_assert_cmpfloat (limit->size, ==, sizes[k]);
    for (guint which = 0; which < 4; which++) {
      OriChartPoint *point = &g_array_index (
          ((OriChartSeries *)g_ptr_array_index (spec->series, 0))->points, OriChartPoint, 0);
      g_autoptr (OriChartLayout) layout = NULL;
      g_autofree char *dump = NULL;
      long plot[4], line_x, line_y;
      double x, y;

      point->value = limit->limit[which];
      point->size = sizes[k];
      /* The least of all stays, so that the axis does. */
      g_array_index (((OriChartSeries *)g_ptr_array_index (spec->series, 1))->points, OriChartPoint,
                     0)
          .size = 10;
      layout = create_layout (spec, 800, 500, 1);
      dump = ori_chart_layout_dump (layout);
      read_plot (dump, plot);
      read_vertex (dump, "line limit", which, k + 1, &line_x, &line_y);
      g_assert_true (ori_chart_layout_point (layout, 0, 0, &x, &y));
      g_assert_cmpfloat_with_epsilon (
          x, (double)plot[0] + (double)plot[2] * log (sizes[k] / 7) / log (100), 1.5);
      g_assert_cmpfloat_with_epsilon (x, (double)line_x, 0.51);
      g_assert_cmpfloat_with_epsilon (y, (double)line_y, 0.51);
    }
  }
}

/* Between the limits hollow, outside triangles; the largest and the outsiders are named. */
static void
test_marks (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_funnel ();
  g_autoptr (OriChartLayout) layout = create_layout (spec, 720, 450, 1);
  g_autofree char *dump = ori_chart_layout_dump (layout);
  g_autofree char *grey = NULL, *words = NULL;
  g_autoptr (OriChartLayout) grey_layout = NULL;

  g_assert_cmpuint (test_count_lines (dump, "mark point"), ==, 15);
  g_assert_cmpuint (test_count_lines (dump, "mark point series=6 point=0 up"), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "mark point series=1 point=0 down"), ==, 1);
  g_assert_nonnull (g_strrstr (dump, "#FFFFFF outlined"));
  g_assert_cmpuint (test_count_lines (dump, "line limit"), ==, 4);
  g_assert_cmpuint (test_count_lines (dump, "text limit-name"), ==, 4);
  for (guint i = 0; i < spec->series->len; i++) {
    g_autofree char *prefix = g_strdup_printf ("text label series=%u ", i);
    gboolean wanted = i == 1 || i == 2 || i == 5 || i == 6 || i == 13 || i == 14;

    g_assert_cmpuint (test_count_lines (dump, prefix), ==, wanted);
  }
  g_assert_nonnull (strstr (dump, "\"Курск* 60 %\""));
  g_assert_nonnull (strstr (dump, "* the value is in doubt. No data: Золотухинский."));
  g_assert_false (ori_chart_layout_point (layout, 15, 0, NULL, NULL));
  g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
  words = ori_chart_describe (spec);
  g_assert_nonnull (strstr (words, "Average: 60 %. Above the limits of 99.8 %: Рыльский — 84 %"));
  g_assert_nonnull (strstr (words, "Below the limits of 95 %: Щигровский — 44 %, подробность."));
  g_assert_nonnull (strstr (words, "Курск — 60 %, подробность (in doubt)"));
  g_assert_nonnull (strstr (words, "Not drawn: Золотухинский — no data."));
  /* On grey paper the hollow ones are told by black outlines. */
  grey_layout = ori_chart_layout_new (spec, ORI_PALETTE_GREY, TEST_FONT, 720, 450, 0.9);
  grey = ori_chart_layout_dump (grey_layout);
  g_assert_cmpuint (test_count_lines (grey, "mark point series=6 point=0 up"), ==, 1);
  g_assert_cmpuint (ori_chart_layout_violations (grey_layout), ==, 0);
}

/* The chosen one is ringed and named wherever it lies. */
static void
test_chosen (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_funnel ();
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;

  spec->highlighted = 7;
  layout = create_layout (spec, 720, 450, 1);
  dump = ori_chart_layout_dump (layout);
  g_assert_cmpuint (test_count_lines (dump, "mark ring series=7"), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "text label series=7 "), ==, 1);
}

/* Less is better: the colours change places, the shapes do not. */
static void
test_reversed (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_funnel ();
  g_autofree char *mark = NULL, *label = NULL, *dump = NULL;
  g_autoptr (OriChartLayout) layout = NULL;
  const char *found;

  spec->reversed = TRUE;
  layout = create_layout (spec, 720, 450, 1);
  dump = ori_chart_layout_dump (layout);
  found = strstr (dump, "mark point series=6 point=0 up");
  mark = g_strdup_printf ("#%06X", ori_palette_color (ORI_PALETTE_LIGHT, ORI_COLOR_LOW));
  g_assert_nonnull (found);
  g_assert_true (strstr (found, mark) < strchr (found, '\n'));
}

/* Nine shares are too few; of ten that do not differ there are no limits but a picture. */
static void
test_few (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_FUNNEL, 9, 1, 3);
  g_autoptr (OriChartLayout) few = NULL, same = NULL;
  g_autofree char *few_dump = NULL, *same_dump = NULL;
  OriChartSeries *tenth;
  double y0, y9;

  test_spec_add_sizes (spec, 1);
  few = create_layout (spec, 720, 450, 1);
  few_dump = ori_chart_layout_dump (few);
  g_assert_cmpuint (test_count_lines (few_dump, "mark"), ==, 0);
  g_assert_cmpuint (test_count_lines (few_dump, "text sentence"), ==, 1);
  g_assert_nonnull (strstr (few_dump, "there are 9."));

  tenth = ori_chart_spec_add_series (spec, "Десятый");
  ori_chart_series_add_point (tenth, 100, NAN, NAN, NULL);
  for (guint i = 0; i < 10; i++) {
    OriChartSeries *series = g_ptr_array_index (spec->series, i);

    g_array_index (series->points, OriChartPoint, 0).value = 100;
    g_array_index (series->points, OriChartPoint, 0).size = 30;
    series->place = 0;
  }
  g_array_set_size (spec->limits, 0);
  spec->center = NAN;
  spec->share = TRUE;
  same = create_layout (spec, 720, 450, 1);
  same_dump = ori_chart_layout_dump (same);
  g_assert_cmpuint (test_count_lines (same_dump, "mark point"), ==, 10);
  g_assert_cmpuint (test_count_lines (same_dump, "line limit"), ==, 0);
  g_assert_true (ori_chart_layout_point (same, 0, 0, NULL, &y0));
  g_assert_true (ori_chart_layout_point (same, 9, 0, NULL, &y9));
  g_assert_cmpfloat (y0, ==, y9);
}

/* What finds no place is counted; a crowd has smaller dots, and laying it out takes no longer than
 * one would notice. */
static void
test_crowd (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_FUNNEL, 400, 1, 3);
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;
  guint named, outside = 0;
  g_autofree char *said = NULL;

  test_spec_add_sizes (spec, 1);
  layout = create_layout (spec, 720, 450, 1);
  dump = ori_chart_layout_dump (layout);
  named = test_count_lines (dump, "text label ");
  for (guint i = 0; i < spec->series->len; i++)
    outside += ((OriChartSeries *)g_ptr_array_index (spec->series, i))->place != 0;
  said = g_strdup_printf ("Not named: %u.", outside - named);
  g_assert_cmpuint (named, >, 5);
  g_assert_nonnull (strstr (dump, said));
  g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/funnel/positions", test_positions);
  g_test_add_func ("/chart/funnel/marks", test_marks);
  g_test_add_func ("/chart/funnel/chosen", test_chosen);
  g_test_add_func ("/chart/funnel/reversed", test_reversed);
  g_test_add_func ("/chart/funnel/few", test_few);
  g_test_add_func ("/chart/funnel/crowd", test_crowd);
  return g_test_run ();
}
