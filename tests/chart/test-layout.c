/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-specs.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Positions may differ by this much where fonts are measured a little differently. */
#define TOLERANCE 3

static OriChartLayout *
create_layout (const OriChartSpec *spec, double width, double height, double scale)
{
  return ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, width, height, scale);
}

/* ── goldens ── */

typedef struct {
  const char *name;
  double width, height;
} Golden;

static const Golden goldens[] = {
    {"single", 720, 450}, {"several", 640, 400}, {"bars", 600, 400},  {"ranked", 600, 360},
    {"bench", 720, 300},  {"funnel", 720, 450},  {"empty", 480, 300},
};

static OriChartSpec *
create_golden_spec (const char *name)
{
  OriChartSpec *spec;

  if (g_str_equal (name, "single"))
    return test_spec_single ();
  if (g_str_equal (name, "several"))
    return test_spec_several ();
  if (g_str_equal (name, "bars"))
    return test_spec_bars ();
  if (g_str_equal (name, "ranked"))
    return test_spec_groups (ORI_CHART_RANKED);
  if (g_str_equal (name, "bench"))
    return test_spec_groups (ORI_CHART_BENCH);
  if (g_str_equal (name, "funnel"))
    return test_spec_funnel ();
  spec = test_spec_single ();
  g_array_set_size (((OriChartSeries *)g_ptr_array_index (spec->series, 0))->points, 0);
  return spec;
}

static char *
dump_golden (const Golden *golden)
{
  g_autoptr (OriChartSpec) spec = create_golden_spec (golden->name);
  g_autoptr (OriChartLayout) layout = create_layout (spec, golden->width, golden->height, 1);

  return ori_chart_layout_dump (layout);
}

/* Splits a word such as "12,-3" or "120x18" into two numbers. */
static gboolean
parse_pair (const char *word, long pair[2])
{
  char *end;

  pair[0] = strtol (word, &end, 10);
  if (end == word || (*end != ',' && *end != 'x'))
    return FALSE;
  word = end + 1;
  pair[1] = strtol (word, &end, 10);
  return end != word && *end == '\0';
}

static gboolean
words_agree (const char *a, const char *b)
{
  long x[2], y[2];

  if (g_str_equal (a, b))
    return TRUE;
  return parse_pair (a, x) && parse_pair (b, y) && ABS (x[0] - y[0]) <= TOLERANCE &&
         ABS (x[1] - y[1]) <= TOLERANCE;
}

static gboolean
lines_agree (const char *a, const char *b)
{
  g_auto (GStrv) x = g_strsplit (a, " ", -1);
  g_auto (GStrv) y = g_strsplit (b, " ", -1);

  if (g_strv_length (x) != g_strv_length (y))
    return FALSE;
  for (guint i = 0; x[i] != NULL; i++) {
    if (!words_agree (x[i], y[i]))
      return FALSE;
  }
  return TRUE;
}

static void
test_golden (gconstpointer data)
{
  const Golden *golden = data;
  g_autofree char *file = g_strconcat (golden->name, ".expected", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "chart", file, NULL);
  g_autofree char *actual = dump_golden (golden);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) x = NULL;
  g_auto (GStrv) y = NULL;

  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  x = g_strsplit (actual, "\n", -1);
  y = g_strsplit (expected, "\n", -1);
  for (guint i = 0; x[i] != NULL && y[i] != NULL; i++) {
    if (!lines_agree (x[i], y[i]))
      g_error ("%s line %u:\nexpected %s\nactual   %s", file, i + 1, y[i], x[i]);
  }
  g_assert_cmpuint (g_strv_length (x), ==, g_strv_length (y));
}

/* `test-layout --print FOLDER` writes the goldens anew. */
static int
print_goldens (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++) {
    g_autofree char *file = g_strconcat (goldens[i].name, ".expected", NULL);
    g_autofree char *path = g_build_filename (folder, file, NULL);
    g_autofree char *dump = dump_golden (&goldens[i]);

    if (!g_file_set_contents (path, dump, -1, NULL))
      return 1;
  }
  return 0;
}

/* ── what must be in the picture ── */

static void
test_missing_breaks_line (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_several ();
  g_autoptr (OriChartLayout) layout = create_layout (spec, 720, 450, 1);
  g_autofree char *dump = ori_chart_layout_dump (layout);

  /* 1 + 2 runs (the series broken in its middle) + 1 + 1. */
  g_assert_cmpuint (test_count_lines (dump, "line line series=0"), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "line line series=1"), ==, 2);
  g_assert_cmpuint (test_count_lines (dump, "line line series=3"), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "text period"), ==, 5);
  g_assert_cmpuint (test_count_lines (dump, "line period-tick"), ==, 5);
  g_assert_cmpuint (test_count_lines (dump, "text label "), ==, 4);
  g_assert_false (ori_chart_layout_point (layout, 1, 2, NULL, NULL));
  g_assert_true (ori_chart_layout_point (layout, 1, 3, NULL, NULL));
}

static void
test_all_equal (void)
{
  g_autoptr (OriChartSpec) spec = ori_chart_spec_new (ORI_CHART_DYNAMICS);
  OriChartSeries *series = ori_chart_spec_add_series (spec, "Всегда сто");
  g_autoptr (OriChartLayout) layout = NULL;
  double y0, y1;

  for (guint i = 0; i < 4; i++)
    ori_chart_series_add_point (series, 100, NAN, NAN, NULL);
  layout = create_layout (spec, 500, 300, 1);
  g_assert_true (ori_chart_layout_point (layout, 0, 0, NULL, &y0));
  g_assert_true (ori_chart_layout_point (layout, 0, 3, NULL, &y1));
  g_assert_cmpfloat (y0, ==, y1);
  g_assert_cmpfloat (y0, >, 10);
  g_assert_cmpfloat (y0, <, 290);
}

static void
test_few_values (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_single ();
  OriChartSeries *series = g_ptr_array_index (spec->series, 0);
  g_autoptr (OriChartLayout) one = NULL;
  g_autoptr (OriChartLayout) none = NULL;
  g_autofree char *with_one = NULL;
  g_autofree char *without = NULL;

  g_array_index (series->points, OriChartPoint, 0).value = NAN;
  g_array_index (series->points, OriChartPoint, 2).value = INFINITY;
  one = create_layout (spec, 500, 300, 1);
  with_one = ori_chart_layout_dump (one);
  g_assert_cmpuint (test_count_lines (with_one, "mark point"), ==, 1);
  g_assert_cmpuint (test_count_lines (with_one, "line line"), ==, 0);
  g_assert_cmpuint (test_count_lines (with_one, "polygon interval"), ==, 1);
  g_assert_cmpuint (test_count_lines (with_one, "text absent"), ==, 2);

  g_array_index (series->points, OriChartPoint, 1).value = NAN;
  none = create_layout (spec, 500, 300, 1);
  without = ori_chart_layout_dump (none);
  g_assert_cmpuint (test_count_lines (without, "mark"), ==, 0);
  g_assert_cmpuint (test_count_lines (without, "text sentence"), ==, 1);
  g_assert_nonnull (strstr (without, "2020"));
}

static void
test_many_series (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_DYNAMICS, 30, 6, 4);
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;

  spec->highlighted = 17;
  layout = create_layout (spec, 720, 450, 1);
  dump = ori_chart_layout_dump (layout);
  g_assert_cmpuint (test_count_lines (dump, "line line"), ==, 30);
  g_assert_cmpuint (test_count_lines (dump, "text label "), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "text label series=17"), ==, 1);
}

static void
test_identical_series_share_label (void)
{
  g_autoptr (OriChartSpec) spec = ori_chart_spec_new (ORI_CHART_DYNAMICS);
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;

  for (guint i = 0; i < 3; i++) {
    OriChartSeries *series = ori_chart_spec_add_series (spec, i == 0 ? "А" : i == 1 ? "Б" : "В");

    ori_chart_series_add_point (series, 10, NAN, NAN, NULL);
    ori_chart_series_add_point (series, i == 1 ? 40 : 20, NAN, NAN, NULL);
  }
  layout = create_layout (spec, 720, 450, 1);
  dump = ori_chart_layout_dump (layout);
  g_assert_cmpuint (test_count_lines (dump, "line line"), ==, 2);
  g_assert_nonnull (strstr (dump, "\"А; В\""));
  /* Both can still be asked for. */
  g_assert_true (ori_chart_layout_point (layout, 2, 1, NULL, NULL));
}

/* Of categories whose names would break within words fewer are shown. */
static void
test_bars_whole_words (void)
{
  guint shown[2];

  for (guint k = 0; k < 2; k++) {
    g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_BARS, 33, 3, 3);
    g_autoptr (OriChartLayout) layout = NULL;
    g_autofree char *dump = NULL;

    for (guint i = 0; k == 1 && i < spec->series->len; i++)
      test_set (&((OriChartSeries *)g_ptr_array_index (spec->series, i))->label, "г. Железноводск");
    layout = create_layout (spec, 720, 450, 1);
    dump = ori_chart_layout_dump (layout);
    shown[k] = test_count_lines (dump, "text label series");
    g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
  }
  g_assert_cmpuint (shown[0], >=, 12);
  g_assert_cmpuint (shown[1], <, shown[0]);
  g_assert_cmpuint (shown[1], >=, 8);
}

static void
test_ranked_order (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_RANKED);
  g_autoptr (OriChartLayout) layout = create_layout (spec, 600, 400, 1);

  for (guint i = 0; i < spec->series->len; i++) {
    for (guint k = 0; k < spec->series->len; k++) {
      const OriChartSeries *a = g_ptr_array_index (spec->series, i);
      const OriChartSeries *b = g_ptr_array_index (spec->series, k);
      double xa, ya, xb, yb;

      g_assert_true (ori_chart_layout_point (layout, i, 0, &xa, &ya));
      g_assert_true (ori_chart_layout_point (layout, k, 0, &xb, &yb));
      if (g_array_index (a->points, OriChartPoint, 0).value >
          g_array_index (b->points, OriChartPoint, 0).value) {
        g_assert_cmpfloat (xa, >, xb);
        g_assert_cmpfloat (ya, <, yb);
      }
    }
  }
}

static void
test_ranked_says_what_is_left_out (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_RANKED, 200, 1, 5);
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;
  g_autofree char *said = NULL;
  guint rows;

  spec->highlighted = 3;
  layout = create_layout (spec, 720, 450, 1);
  dump = ori_chart_layout_dump (layout);
  rows = test_count_lines (dump, "text label ");
  g_assert_cmpuint (rows, >, 20);
  g_assert_cmpuint (rows, <=, 45);
  g_assert_cmpuint (test_count_lines (dump, "text label series=3 "), ==, 1);
  said = g_strdup_printf ("Shown: %u of 200.", rows);
  g_assert_nonnull (strstr (dump, said));
}

static void
test_bench_exact_x (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
  g_autoptr (OriChartLayout) layout = create_layout (spec, 800, 300, 1);
  g_autofree char *dump = ori_chart_layout_dump (layout);

  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);
    double x;

    for (guint k = 0; k < 2; k++) {
      g_assert_true (ori_chart_layout_point (layout, i, k, &x, NULL));
      g_assert_cmpfloat_with_epsilon (
          x,
          ori_chart_layout_value_to_x (layout,
                                       g_array_index (series->points, OriChartPoint, k).value),
          1e-6);
    }
  }
  g_assert_cmpuint (test_count_lines (dump, "polygon tint"), ==, 3);
  g_assert_cmpuint (test_count_lines (dump, "text head"), ==, 3);
  g_assert_cmpuint (test_count_lines (dump, "line threshold"), ==, 2);
  g_assert_cmpuint (test_count_lines (dump, "line accepted"), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "mark point"), ==, 12);
  g_assert_cmpuint (test_count_lines (dump, "mark earlier"), ==, 12);
  g_assert_cmpuint (test_count_lines (dump, "mark ring"), ==, 1);
  g_assert_cmpuint (test_count_lines (dump, "text label "), ==, 12);
}

/* Held, it stays as it is wherever a threshold goes, though its round ends alone would be given
 * other ticks, and with them other ends. */
static void
test_bench_held_axis (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < 200; i++) {
    g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
    g_autoptr (OriChartLayout) before = NULL;
    double low = g_rand_double_range (rand, 0, 45), span = g_rand_double_range (rand, 5, 55);
    double width = g_rand_double_range (rand, 420, 1200);
    double axis[3], held[3];

    spec->accepted[0] = spec->accepted[1] = NAN;
    for (guint k = 0; k < spec->series->len; k++)
      for (guint year = 0; year < 2; year++)
        g_array_index (((OriChartSeries *)g_ptr_array_index (spec->series, k))->points,
                       OriChartPoint, year)
            .value = low + span * k / (spec->series->len - 1);
    spec->thresholds[0] = low - 1 + g_rand_double_range (rand, 0, 0.5) * span;
    spec->thresholds[1] = low + 1 + g_rand_double_range (rand, 0.5, 1) * span;
    before = create_layout (spec, width, 300, 1);
    g_assert_true (ori_chart_layout_axis (before, axis));
    memcpy (spec->axis, axis, sizeof axis);
    for (guint k = 0; k < 3; k++) {
      g_autoptr (OriChartLayout) layout = NULL;

      spec->thresholds[k % 2] = k == 0 ? axis[0] : k == 1 ? axis[1] : low + span / 2;
      layout = create_layout (spec, width, 300, 1);
      g_assert_true (ori_chart_layout_axis (layout, held));
      g_assert_cmpmem (held, sizeof held, axis, sizeof axis);
    }
  }
}

/* Rows below the axis: a ring for each threshold of each suggestion, exactly over the axis. */
static void
test_bench_rows (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
  OriChartGhost *ghost = ori_chart_spec_add_ghost (spec, g_strdup ("Natural"));
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;
  OriChartHit hit;
  double top, height, lines[2];

  ghost->thresholds[0] = 33;
  ghost->thresholds[1] = 71;
  ghost->fit = 0.84;
  ori_chart_spec_add_gap (spec, 41, 47);
  spec->head = 34;
  layout = create_layout (spec, 1200, 560, 1.5);
  dump = ori_chart_layout_dump (layout);
  g_assert_cmpuint (test_count_lines (dump, "mark ghost"), ==, 2);
  g_assert_cmpuint (test_count_lines (dump, "text ghost-value"), ==, 2);
  g_assert_cmpuint (test_count_lines (dump, "polygon gap"), ==, 1);
  g_assert_nonnull (strstr (dump, "\"0,84\""));
  /* Handles of the window stand where tags would be. */
  g_assert_cmpuint (test_count_lines (dump, "polygon tag "), ==, 0);
  g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
  g_assert_false (ori_chart_layout_ghost (layout, 1, &top, &height));
  g_assert_true (ori_chart_layout_ghost (layout, 0, &top, &height));
  g_assert_true (ori_chart_layout_hit (layout, 300, top + height / 2, &hit));
  g_assert_cmpint (hit.ghost, ==, 0);
  /* The lines run through the rows, but can be taken hold of only above the axis. */
  ori_chart_layout_lines (layout, &lines[0], &lines[1]);
  g_assert_cmpfloat (lines[1], >, top);
  g_assert_true (ori_chart_layout_hit (
      layout, ori_chart_layout_value_to_x (layout, spec->thresholds[0]), top + height / 2, &hit));
  g_assert_cmpint (hit.threshold, ==, -1);
}

/* A number of a suggestion lies on no ring, however near each other they are. */
static void
test_bench_crowded_row (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
  g_autoptr (OriChartLayout) layout = NULL;
  g_autofree char *dump = NULL;
  g_auto (GStrv) lines = NULL;
  int rings[32][2];
  guint n_rings = 0, n_values = 0;

  for (guint i = 0; i < 5; i++) {
    OriChartGhost *ghost = ori_chart_spec_add_ghost (spec, g_strdup_printf ("%u", i));

    ghost->thresholds[0] = spec->thresholds[0] + i;
    ghost->thresholds[1] = ghost->thresholds[0] + 0.37 + i;
  }
  layout = create_layout (spec, 800, 560, 1);
  dump = ori_chart_layout_dump (layout);
  lines = g_strsplit (dump, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (sscanf (*line, "mark ghost circle %d,%d", &rings[n_rings][0], &rings[n_rings][1]) == 2)
      n_rings++;
  for (char **line = lines; *line != NULL; line++) {
    int x, y, width, height;

    if (sscanf (*line, "text ghost-value %d,%d %dx%d", &x, &y, &width, &height) != 4)
      continue;
    n_values++;
    for (guint i = 0; i < n_rings; i++)
      g_assert_true (rings[i][1] < y || rings[i][1] > y + height || rings[i][0] < x ||
                     rings[i][0] > x + width);
  }
  g_assert_cmpuint (n_rings, ==, 10);
  g_assert_cmpuint (n_values, >=, 5);
  g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
}

/* Only the extremes may have a name across the line of a threshold, also where the edge is near. */
static void
test_bench_names_beside_lines (void)
{
  for (int upper = 60; upper < 100; upper += 3) {
    g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_BENCH, 30, 1, 7);
    g_autoptr (OriChartLayout) layout = NULL;
    g_autofree char *dump = NULL;
    g_auto (GStrv) lines = NULL;
    guint n_names = 0, n_across = 0;

    spec->n_thresholds = 2;
    spec->thresholds[0] = 40;
    spec->thresholds[1] = upper;
    for (guint i = 0; i < spec->series->len; i++)
      test_set (&((OriChartSeries *)g_ptr_array_index (spec->series, i))->label,
                "Красногвардейский МО");
    layout = create_layout (spec, 700, 500, 1);
    dump = ori_chart_layout_dump (layout);
    lines = g_strsplit (dump, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
      int series, x, y, width;

      if (sscanf (*line, "text label series=%d %d,%d %d", &series, &x, &y, &width) != 4)
        continue;
      n_names++;
      for (guint k = 0; k < 2; k++) {
        double at = ori_chart_layout_value_to_x (layout, spec->thresholds[k]);

        n_across += at > x + 1 && at < x + width - 1;
      }
    }
    g_assert_cmpuint (n_names, >, 0);
    g_assert_cmpuint (n_across, <=, 2);
  }
}

/* Bins end at thresholds, whatever their number: no bar belongs to two groups, and all are counted.
 */
static void
test_bench_histogram (void)
{
  for (guint n = 1; n <= 4; n++) {
    g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_BENCH, 300, 1, 6);
    g_autoptr (OriChartLayout) layout = NULL;
    g_autofree char *dump = NULL;

    spec->histogram = TRUE;
    spec->n_thresholds = n;
    for (guint i = 0; i < n; i++)
      spec->thresholds[i] = 31.7 + 13 * i;
    layout = create_layout (spec, 900, 400, 1);
    dump = ori_chart_layout_dump (layout);
    g_assert_cmpuint (test_count_lines (dump, "polygon bin"), >, 6);
    g_assert_cmpuint (test_count_lines (dump, "mark point"), ==, 0);
    g_assert_cmpuint (test_count_lines (dump, "text count"), >, 3);
    g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
    for (guint i = 0; i < n; i++) {
      double line = ori_chart_layout_value_to_x (layout, spec->thresholds[i]);
      g_auto (GStrv) rows = g_strsplit (dump, "\n", -1);

      for (guint k = 0; rows[k] != NULL; k++) {
        double left, right;

        if (sscanf (rows[k], "polygon bin %lf,%*f %lf", &left, &right) == 2)
          g_assert_true (right <= line + 1.01 || left >= line - 1.01);
      }
    }
  }
}

static void
test_bench_crowd (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_random (ORI_CHART_BENCH, 20000, 1, 6);
  g_autoptr (OriChartLayout) layout = create_layout (spec, 800, 300, 1);
  g_autofree char *dump = ori_chart_layout_dump (layout);
  OriChartHit hit;
  double x, y;

  g_assert_cmpuint (test_count_lines (dump, "mark point"), ==, 0);
  g_assert_cmpuint (test_count_lines (dump, "polygon density"), >, 50);
  g_assert_cmpuint (ori_chart_layout_violations (layout), ==, 0);
  g_assert_true (ori_chart_layout_point (layout, 77, 0, &x, &y));
  g_assert_true (ori_chart_layout_hit (layout, x, y, &hit));
  g_assert_cmpint (hit.series, >=, 0);
  g_assert_cmpfloat_with_epsilon (hit.x, x, 0.5);
  /* A threshold can be taken hold of in the midst of the crowd. */
  x = ori_chart_layout_value_to_x (layout, spec->thresholds[1]);
  g_assert_true (ori_chart_layout_hit (layout, x + 1, y, &hit));
  g_assert_cmpint (hit.threshold, ==, 1);
  g_assert_cmpint (hit.series, ==, -1);
}

/* ── hits ── */

static void
check_hits (OriChartSpec *spec, double scale)
{
  g_autoptr (OriChartLayout) layout = create_layout (spec, 800, 500, scale);
  OriChartHit hit;
  guint seen = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    for (guint k = 0; k < 10; k++) {
      double x, y;

      if (!ori_chart_layout_point (layout, i, k, &x, &y))
        continue;
      seen++;
      g_assert_true (ori_chart_layout_hit (layout, x, y, &hit));
      g_assert_cmpfloat (hit.x, ==, x);
      g_assert_cmpfloat (hit.y, ==, y);
      g_assert_cmpint (hit.series, >=, 0);
      g_assert_cmpint (hit.threshold, ==, -1);
    }
  }
  g_assert_cmpuint (seen, >, 5);
  g_assert_false (ori_chart_layout_hit (layout, -50, -50, &hit));
  g_assert_cmpint (hit.series, ==, -1);
  g_assert_false (ori_chart_layout_hit (layout, NAN, 10, NULL));
}

static void
test_hits (void)
{
  static const OriChartKind kinds[] = {ORI_CHART_DYNAMICS, ORI_CHART_BARS, ORI_CHART_RANKED,
                                       ORI_CHART_BENCH, ORI_CHART_FUNNEL};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (OriChartSpec) spec = test_spec_random (kinds[i], 12, 3, 7);

    test_spec_add_sizes (spec, 7);
    check_hits (spec, 1);
    check_hits (spec, 2);
  }
}

static void
test_hit_threshold (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
  static const double scales[] = {1, 2};

  for (guint s = 0; s < G_N_ELEMENTS (scales); s++) {
    g_autoptr (OriChartLayout) layout = create_layout (spec, 1200, 500, scales[s]);
    double y0, top = 0;
    OriChartHit hit;

    g_assert_true (ori_chart_layout_point (layout, 0, 0, NULL, &y0));
    for (guint i = 0; i < 2; i++) {
      double x = ori_chart_layout_value_to_x (layout, spec->thresholds[i]);

      g_assert_cmpfloat_with_epsilon (ori_chart_layout_x_to_value (layout, x), spec->thresholds[i],
                                      1e-9);
      /* The tag on top of the line. */
      for (top = 0; !ori_chart_layout_hit (layout, x, top, &hit) && top < 500; top++)
        ;
      g_assert_cmpfloat (top, <, y0);
      g_assert_cmpint (hit.threshold, ==, (int)i);
      g_assert_true (ori_chart_layout_hit (layout, x + 11, top + 5, &hit));
      g_assert_cmpint (hit.threshold, ==, (int)i);
      g_assert_false (ori_chart_layout_hit (layout, x + 13, top + 5, &hit));
    }
  }
}

/* A threshold dragged out of the picture stops at the end of the axis and leaves the axis alone. */
static void
test_drag_beyond_axis (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_groups (ORI_CHART_BENCH);
  g_autoptr (OriChartLayout) before = create_layout (spec, 800, 300, 1);
  g_autoptr (OriChartLayout) after = NULL;
  double end = ori_chart_layout_x_to_value (before, 5000);

  g_assert_cmpfloat (end, ==, ori_chart_layout_x_to_value (before, 799));
  spec->thresholds[1] = end;
  after = create_layout (spec, 800, 300, 1);
  g_assert_cmpfloat (ori_chart_layout_x_to_value (after, 5000), ==, end);
  g_assert_cmpfloat_with_epsilon (ori_chart_layout_value_to_x (after, 40),
                                  ori_chart_layout_value_to_x (before, 40), 1e-9);
}

/* ── nothing overlaps ── */

static OriChartSpec *
create_stress (guint variant, OriChartKind kind)
{
  OriChartSpec *spec;

  switch (variant) {
  case 0:
    spec = test_spec_random (kind, 12, 5, 8);
    /* All lines end in one point. */
    for (guint i = 0; i < spec->series->len; i++) {
      OriChartSeries *series = g_ptr_array_index (spec->series, i);

      g_array_index (series->points, OriChartPoint, 4).value = 50;
      g_array_index (series->points, OriChartPoint, 0).value = 50;
      test_set (&series->note, "+5 п.п., скорее выросло");
    }
    spec->target = 50;
    return spec;
  case 1:
    spec = test_spec_random (kind, 12, 10, 9);
    test_spec_spoil_names (spec);
    spec->target = 200;
    return spec;
  case 2:
    spec = test_spec_random (kind, 40, 2, 10);
    test_spec_spoil_names (spec);
    spec->highlighted = 39;
    for (guint i = 0; i < 40; i += 3)
      ((OriChartSeries *)g_ptr_array_index (spec->series, i))->ringed = TRUE;
    return spec;
  case 3:
    spec = test_spec_random (kind, 1, 1, 11);
    spec->n_thresholds = 4;
    for (guint i = 0; i < 4; i++)
      spec->thresholds[i] = 50 + 0.2 * i;
    return spec;
  default:
    spec = test_spec_single ();
    spec->kind = kind;
    return spec;
  }
}

static void
test_no_violations (gconstpointer data)
{
  OriChartKind kind = (OriChartKind)GPOINTER_TO_UINT (data);
  static const double sizes[][2] = {{400, 300}, {400, 700}, {720, 450}, {960, 240}, {1600, 900}};
  static const double scales[] = {0.9, 1, 2};

  for (guint variant = 0; variant < 5; variant++) {
    g_autoptr (OriChartSpec) spec = create_stress (variant, kind);

    test_spec_add_sizes (spec, variant);
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
      double scale = scales[(i + variant) % G_N_ELEMENTS (scales)];
      g_autoptr (OriChartLayout) layout = create_layout (spec, sizes[i][0], sizes[i][1], scale);

      if (ori_chart_layout_violations (layout) != 0) {
        g_autofree char *dump = ori_chart_layout_dump (layout);

        g_error ("%s variant %u, %gx%g, scale %g: %u violations\n%s", ori_chart_kind_code (kind),
                 variant, sizes[i][0], sizes[i][1], scale, ori_chart_layout_violations (layout),
                 dump);
      }
    }
  }
}

/* Pictures of any size and shape, also those too small for a chart. */
static void
test_no_violations_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (guint round = 0; round < 100; round++) {
    g_autoptr (OriChartSpec) spec =
        test_spec_random ((OriChartKind)(round % 5), (guint)g_rand_int_range (rand, 1, 30),
                          (guint)g_rand_int_range (rand, 1, 9), round);
    double width = g_rand_double_range (rand, 60, 1600);
    double height = g_rand_double_range (rand, 40, 900);
    double scale = g_rand_double_range (rand, 0.5, 2.2);
    g_autoptr (OriChartLayout) layout = NULL;

    test_spec_add_sizes (spec, round);
    if (g_rand_boolean (rand))
      test_spec_spoil_names (spec);
    spec->target = g_rand_double_range (rand, 0, 150);
    spec->share = g_rand_boolean (rand);
    spec->n_thresholds = (guint)g_rand_int_range (rand, 0, 3);
    layout = create_layout (spec, width, height, scale);
    if (ori_chart_layout_violations (layout) != 0)
      g_error ("round %u: %gx%g, scale %g", round, width, height, scale);
  }
}

/* A test of overlaps is worth nothing if texts were simply left out. */
static void
test_texts_are_there (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_several ();
  g_autoptr (OriChartLayout) layout = create_layout (spec, 720, 450, 1);
  g_autofree char *dump = ori_chart_layout_dump (layout);

  g_assert_cmpuint (test_count_lines (dump, "text label "), ==, 4);
  g_assert_cmpuint (test_count_lines (dump, "text end-value"), ==, 4);
  g_assert_cmpuint (test_count_lines (dump, "text start-value"), ==, 4);
  g_assert_cmpuint (test_count_lines (dump, "text value"), >=, 6);
}

/* ── nothing absurd reaches Cairo ── */

static double
pick_absurd (GRand *rand)
{
  static const double values[] = {NAN, INFINITY, -INFINITY, 1e308, -1e308, 5e-324,
                                  0,   -0.0,     50,        100,   1e15,   -7};

  return values[g_rand_int_range (rand, 0, G_N_ELEMENTS (values))];
}

static void
draw_absurd (const OriChartSpec *spec, GRand *rand)
{
  static const double sizes[] = {NAN, INFINITY, 0, -5, 1, 30, 119, 300, 640};
  double width = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
  double height = sizes[g_rand_int_range (rand, 0, G_N_ELEMENTS (sizes))];
  double scale = g_rand_boolean (rand) ? 1 : pick_absurd (rand);
  OriPalette palette = (OriPalette)g_rand_int_range (rand, 0, 3);
  g_autoptr (OriChartLayout) layout =
      ori_chart_layout_new (spec, palette, TEST_FONT, width, height, scale);
  g_autofree char *dump = ori_chart_layout_dump (layout);
  g_autofree char *words = ori_chart_describe (spec);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_t *cr = cairo_create (surface);

  ori_chart_draw (layout, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_null (strstr (dump, "nan"));
  g_assert_null (strstr (dump, "inf"));
  g_assert_true (g_utf8_validate (words, -1, NULL));
  g_assert_null (strstr (words, "nan"));
  g_assert_null (strstr (words, "inf,"));
  ori_chart_layout_hit (layout, pick_absurd (rand), pick_absurd (rand), NULL);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_absurd_numbers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint round = 0; round < 100; round++) {
    g_autoptr (OriChartSpec) spec =
        test_spec_random ((OriChartKind)(round % 5), (guint)g_rand_int_range (rand, 0, 25),
                          (guint)g_rand_int_range (rand, 0, 6), round);

    test_spec_add_sizes (spec, round);
    spec->target = pick_absurd (rand);
    spec->center = pick_absurd (rand);
    for (guint i = 0; i < 4; i++) {
      const double limits[] = {pick_absurd (rand), pick_absurd (rand), pick_absurd (rand),
                               pick_absurd (rand)};

      if (round % 2 == 0)
        ori_chart_spec_add_limit (spec, pick_absurd (rand), limits);
    }
    spec->share = g_rand_boolean (rand);
    spec->highlighted = g_rand_int_range (rand, -2, 20);
    spec->n_thresholds = (guint)g_rand_int_range (rand, 0, 7);
    for (guint i = 0; i < 4; i++) {
      spec->thresholds[i] = pick_absurd (rand);
      spec->accepted[i] = pick_absurd (rand);
    }
    for (guint i = 0; i < spec->series->len; i++) {
      OriChartSeries *series = g_ptr_array_index (spec->series, i);

      series->group = g_rand_int_range (rand, -3, 9);
      series->ringed = g_rand_boolean (rand);
      for (guint k = 0; k < series->points->len; k++) {
        OriChartPoint *point = &g_array_index (series->points, OriChartPoint, k);

        point->value = pick_absurd (rand);
        point->low = pick_absurd (rand);
        point->high = pick_absurd (rand);
        point->doubtful = g_rand_boolean (rand);
        if (round % 3 == 0)
          point->size = pick_absurd (rand);
      }
    }
    if (round % 3 == 0)
      test_spec_spoil_names (spec);
    draw_absurd (spec, rand);
  }
}

static gpointer
dump_layout (gpointer spec)
{
  OriChartLayout *layout = ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, 460, 300, 1);
  char *dump = ori_chart_layout_dump (layout);

  ori_chart_layout_free (layout);
  return dump;
}

/* Texts measured for one layout serve the next ones: of another width, font and palette, more than
 * are kept at once, and again like the first; a thread of its own has kept nothing yet. */
static void
test_kept_texts (void)
{
  OriChartSpec *(*const make[]) (void) = {test_spec_several, test_spec_bars, test_spec_single};

  for (guint i = 0; i < G_N_ELEMENTS (make); i++) {
    OriChartSpec *spec = make[i]();
    g_autofree char *fresh = g_thread_join (g_thread_new ("layout", dump_layout, spec));

    for (guint round = 0; round < 60; round++) {
      g_autofree char *again = NULL;

      ori_chart_layout_free (ori_chart_layout_new (spec, ORI_PALETTE_DARK,
                                                   round % 2 == 0 ? "Serif" : TEST_FONT,
                                                   300 + 7 * round, 300, 0.8 + 0.01 * round));
      again = dump_layout (spec);
      g_assert_cmpstr (again, ==, fresh);
    }
    ori_chart_spec_free (spec);
  }
}

int
main (int argc, char **argv)
{
  static const OriChartKind kinds[] = {ORI_CHART_DYNAMICS, ORI_CHART_BARS, ORI_CHART_RANKED,
                                       ORI_CHART_BENCH, ORI_CHART_FUNNEL};

  setlocale (LC_ALL, "");
  if (argc == 3 && g_str_equal (argv[1], "--print"))
    return print_goldens (argv[2]);
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (goldens); i++) {
    g_autofree char *path = g_strconcat ("/chart/layout/golden/", goldens[i].name, NULL);

    g_test_add_data_func (path, &goldens[i], test_golden);
  }
  g_test_add_func ("/chart/layout/missing-breaks-line", test_missing_breaks_line);
  g_test_add_func ("/chart/layout/all-equal", test_all_equal);
  g_test_add_func ("/chart/layout/few-values", test_few_values);
  g_test_add_func ("/chart/layout/many-series", test_many_series);
  g_test_add_func ("/chart/layout/identical-series", test_identical_series_share_label);
  g_test_add_func ("/chart/layout/bars-whole-words", test_bars_whole_words);
  g_test_add_func ("/chart/layout/ranked-order", test_ranked_order);
  g_test_add_func ("/chart/layout/ranked-left-out", test_ranked_says_what_is_left_out);
  g_test_add_func ("/chart/layout/bench-exact-x", test_bench_exact_x);
  g_test_add_func ("/chart/layout/bench-held-axis", test_bench_held_axis);
  g_test_add_func ("/chart/layout/bench-rows", test_bench_rows);
  g_test_add_func ("/chart/layout/bench-crowded-row", test_bench_crowded_row);
  g_test_add_func ("/chart/layout/bench-names-beside-lines", test_bench_names_beside_lines);
  g_test_add_func ("/chart/layout/bench-histogram", test_bench_histogram);
  g_test_add_func ("/chart/layout/bench-crowd", test_bench_crowd);
  g_test_add_func ("/chart/layout/hits", test_hits);
  g_test_add_func ("/chart/layout/hit-threshold", test_hit_threshold);
  g_test_add_func ("/chart/layout/drag-beyond-axis", test_drag_beyond_axis);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path =
        g_strconcat ("/chart/layout/no-violations/", ori_chart_kind_code (kinds[i]), NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (kinds[i]), test_no_violations);
  }
  g_test_add_func ("/chart/layout/no-violations/random", test_no_violations_random);
  g_test_add_func ("/chart/layout/kept-texts", test_kept_texts);
  g_test_add_func ("/chart/layout/texts-are-there", test_texts_are_there);
  g_test_add_func ("/chart/layout/absurd-numbers", test_absurd_numbers);
  return g_test_run ();
}
