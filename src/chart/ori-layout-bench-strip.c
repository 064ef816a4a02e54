/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-bench-private.h"

#include <math.h>

#define DENSITY_COLUMN 2.0
#define HISTOGRAM_BIN 26.0 /* width that bins are near to */

void
ori_bench_collect_dots (OriBench *self)
{
  OriChartLayout *layout = self->layout;

  for (guint k = 0; k < G_N_ELEMENTS (self->dots); k++) {
    const OriChartOrder *order = layout->order[k];

    self->dots[k] = g_array_new (FALSE, FALSE, sizeof (OriBenchDot));
    for (guint i = 0; layout->xy != NULL && i < order->n; i++) {
      OriBenchDot dot = {.series = order->items[i].series, .value = order->items[i].value};

      dot.x = ori_score_x (layout, dot.value);
      g_array_append_val (self->dots[k], dot);
    }
  }
}

/* ── dots ── */

/* Stacks dots that would touch: each goes to the lowest level whose last dot is far enough to the
 * left. FALSE when that needs more than @most levels. */
static gboolean
stack_dots (GArray *dots, double distance, guint most, guint *n_levels)
{
  g_autofree double *last = g_new (double, most + 1);
  guint used = 0;

  for (guint i = 0; i < dots->len; i++) {
    OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);
    guint level = 0;

    while (level < used && dot->x - last[level] < distance)
      level++;
    if (level == used && used++ >= most)
      return FALSE;
    last[level] = dot->x;
    dot->level = level;
  }
  *n_levels = used;
  return TRUE;
}

/* Largest dots whose stacks stay below @height; 0 when no size does. */
static double
choose_radius (GArray *dots, double largest, double height, guint *n_levels)
{
  static const double radii[] = {4.6, 3.8, 3.1, 2.5, 2, 1.6};

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++) {
    double distance = 2.35 * radii[i];

    if (radii[i] <= largest && height >= distance &&
        stack_dots (dots, distance, (guint)MIN (height / distance, 200), n_levels))
      return radii[i];
  }
  return 0;
}

/* How far a score in doubt reaches: faint, for it lies behind many dots. */
static void
add_whisker (OriChartLayout *layout, guint series, double y)
{
  double low, high;
  guint32 tint;

  if (!ori_chart_spec_interval (layout->spec, series, 0, &low, &high))
    return;
  ori_score_colors (layout, ori_score_group (layout->spec, series), NULL, NULL, &tint);
  ori_layout_add_segment (
      layout, "whisker", ori_score_x (layout, low), y, ori_score_x (layout, high), y,
      ori_palette_mix (tint, ori_layout_color (layout, ORI_COLOR_CONTEXT), 0.6), 0.7)
      ->series = (int)series;
}

static void
add_dot (OriChartLayout *layout, const OriBenchDot *dot, guint point, double y, double radius)
{
  const OriChartSeries *series = ori_chart_spec_series (layout->spec, dot->series);
  OriPrim *prim = ori_score_add_dot (layout, point == 0 ? "point" : "earlier", dot->series, point,
                                     dot->x, y, radius);

  if (point > 0)
    prim->fill_alpha = 0.55;
  ori_layout_set_point (layout, dot->series, point, dot->x, y);
  if (point == 0 && (series->ringed || (int)dot->series == layout->spec->highlighted)) {
    prim = ori_layout_add_mark (layout, series->ringed ? "ring" : "chosen", ORI_MARK_CIRCLE, dot->x,
                                y, radius + 3.2, 0);
    prim->fill_alpha = 0;
    prim->stroke = ori_layout_color (
        layout, (int)dot->series == layout->spec->highlighted ? ORI_COLOR_ACCENT : ORI_COLOR_INK);
    prim->stroke_width = (int)dot->series == layout->spec->highlighted ? 1.8 : 1.2;
    prim->series = (int)dot->series;
  }
}

/* ── columns ── */

/* Scores of each group between @from and @to; the last column takes its end as well. */
static void
count_column (const OriChartLayout *layout, guint point, double from, double to, gboolean last,
              guint counts[5])
{
  const OriChartOrder *order = layout->order[point];
  guint first = ori_chart_order_below (order, from);
  guint end = last ? order->n : ori_chart_order_below (order, to);
  guint n = ori_score_n_groups (layout->spec);

  for (guint g = 0, before = first; g < n; g++) {
    guint after = end;

    if (g + 1 < n && isfinite (layout->spec->thresholds[g]))
      after = CLAMP (ori_chart_order_below (order, layout->spec->thresholds[g]), before, end);
    counts[g] = after - before;
    before = after;
  }
}

static guint
sum (const guint counts[5])
{
  return counts[0] + counts[1] + counts[2] + counts[3] + counts[4];
}

/* One on top of the other, each group in its colour; returns the top. */
static double
add_column (OriChartLayout *layout, const char *role, double x, double width, double base,
            double scale, const guint counts[5], double alpha)
{
  guint n = ori_score_n_groups (layout->spec);
  double y = base;

  for (guint g = 0; g < n; g++) {
    double h = scale * counts[g];
    guint32 mark;

    if (counts[g] == 0)
      continue;
    /* Without thresholds there is no group. */
    ori_score_colors (layout, n > 1 ? (int)g : -1, &mark, NULL, NULL);
    h = MAX (h, 0.4);
    ori_layout_add_rect (layout, role, (OriBox){x, y - h, width, h}, mark, alpha);
    y -= h;
  }
  return y;
}

/* Too many for dots: columns of equal width, as high as there are scores in them. */
static void
add_density (OriBench *self, guint point, double base, double height)
{
  OriChartLayout *layout = self->layout;
  const OriAxis *axis = &layout->score;
  OriDensity *density = &layout->density[point];
  double span = axis->max - axis->min;
  g_autofree guint *counts = NULL;
  guint most = 1;

  density->x0 = layout->plot.x;
  density->width = DENSITY_COLUMN;
  density->base = base;
  density->n = (guint)(layout->plot.w / density->width) + 1;
  density->top = g_new (double, density->n);
  counts = g_new0 (guint, 5 * (gsize)density->n);
  for (guint i = 0; i < density->n; i++) {
    double from = axis->min + span * i * density->width / layout->plot.w;
    double to = axis->min + span * (i + 1) * density->width / layout->plot.w;

    count_column (layout, point, from, to, i + 1 == density->n, counts + 5 * i);
    most = MAX (most, sum (counts + 5 * i));
  }
  for (guint i = 0; i < density->n; i++)
    density->top[i] = add_column (layout, point == 0 ? "density" : "earlier-density",
                                  density->x0 + i * density->width, density->width, base,
                                  height / most, counts + 5 * i, point == 0 ? 1 : 0.5);
}

void
ori_bench_add_strip (OriBench *self, guint point, double base, double height, double largest)
{
  OriChartLayout *layout = self->layout;
  GArray *dots = self->dots[point];
  guint n_levels = 0;
  double radius = layout->xy != NULL ? choose_radius (dots, largest, height, &n_levels) : 0;
  double x, y;

  if (radius > 0) {
    double distance = 2.35 * radius;

    for (guint i = 0; point == 0 && i < dots->len; i++) {
      const OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);

      add_whisker (layout, dot->series, base - distance * (dot->level + 0.5));
    }
    for (guint i = 0; i < dots->len; i++) {
      const OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);

      add_dot (layout, dot, point, base - distance * (dot->level + 0.5), radius);
    }
    return;
  }
  add_density (self, point, base, height);
  /* Of a crowd only the one that the analyst looks at gets a mark of its own. */
  if (point == 0 && layout->spec->highlighted >= 0 &&
      ori_layout_get_point (layout, (guint)layout->spec->highlighted, 0, &x, &y)) {
    OriBenchDot dot = {.series = (guint)layout->spec->highlighted, .x = x};

    add_dot (layout, &dot, 0, y - 3, 2.5);
  }
}

/* ── histogram ── */

/* The bins of one group, [@from, @to): as many of equal width as come near to @target. */
static guint
count_bins (double from, double to, double target)
{
  return to > from ? (guint)CLAMP (round ((to - from) / target), 1, 60) : 0;
}

static void
add_count (OriChartLayout *layout, guint count, double x, double y, guint group)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  OriChartText text = ori_chart_text_new (layout, number, ORI_TYPE_SMALL, FALSE, 0, 1);
  OriBox box = {x - text.width / 2, y - text.height - 1, text.width, text.height};
  guint32 rgb;

  ori_score_colors (layout, (int)group, NULL, &rgb, NULL);
  if (!ori_layout_text_collides (layout, box))
    ori_layout_add_text (layout, &text, "count", box.x, box.y, 0, rgb);
  ori_chart_text_clear (&text);
}

typedef struct {
  double from, to;
  guint group, count;
} Bin;

/* Bins end at thresholds, so that no bar belongs to two groups. */
static GArray *
collect_bins (OriChartLayout *layout)
{
  const OriChartOrder *order = layout->order[0];
  const OriAxis *axis = &layout->score;
  double target = (axis->max - axis->min) * HISTOGRAM_BIN / layout->plot.w;
  guint n = ori_score_n_groups (layout->spec);
  GArray *bins = g_array_new (FALSE, FALSE, sizeof (Bin));
  double from = axis->min;

  for (guint g = 0; g < n; g++) {
    double to = g + 1 < n ? CLAMP (layout->spec->thresholds[g], from, axis->max) : axis->max;
    guint k = count_bins (from, to, target);

    for (guint i = 0; i < k; i++) {
      Bin bin = {from + (to - from) * i / k, from + (to - from) * (i + 1) / k, g, 0};
      gboolean last = g + 1 == n && i + 1 == k;

      if (i + 1 == k)
        bin.to = to; /* exactly, whatever the division left */
      bin.count = (last ? order->n : ori_chart_order_below (order, bin.to)) -
                  ori_chart_order_below (order, bin.from);
      g_array_append_val (bins, bin);
    }
    from = to;
  }
  return bins;
}

void
ori_bench_add_histogram (OriBench *self, double base, double height)
{
  OriChartLayout *layout = self->layout;
  g_autoptr (GArray) bins = collect_bins (layout);
  guint most = 1;

  for (guint i = 0; i < bins->len; i++)
    most = MAX (most, g_array_index (bins, Bin, i).count);
  for (guint i = 0; i < bins->len; i++) {
    const Bin *bin = &g_array_index (bins, Bin, i);
    double x0 = ori_score_x (layout, bin->from), x1 = ori_score_x (layout, bin->to);
    double h = MAX (height - 12, 4) * bin->count / most;
    guint32 mark;

    if (bin->count == 0)
      continue;
    ori_score_colors (layout, ori_score_n_groups (layout->spec) > 1 ? (int)bin->group : -1, &mark,
                      NULL, NULL);
    ori_layout_add_rect (layout, "bin", (OriBox){x0 + 0.5, base - h, MAX (x1 - x0 - 1, 0.5), h},
                         mark, 0.85);
    add_count (layout, bin->count, (x0 + x1) / 2, base - h, bin->group);
  }
  for (guint i = 0; i < self->dots[0]->len; i++) {
    const OriBenchDot *dot = &g_array_index (self->dots[0], OriBenchDot, i);

    ori_layout_set_point (layout, dot->series, 0, dot->x, base);
  }
}
