/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-bench-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TAG_PAD 7.0
#define EARLIER_HEIGHT 26.0

/* ── dots ── */

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const OriBenchDot *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->series < q->series ? -1 : 1;
}

static GArray *
collect_dots (OriChartLayout *layout, guint point)
{
  GArray *dots = g_array_new (FALSE, FALSE, sizeof (OriBenchDot));

  for (guint i = 0; i < layout->spec->series->len; i++) {
    double value = ori_chart_spec_value (layout->spec, i, point);
    OriBenchDot dot = {.series = i, .value = value};

    if (isnan (value))
      continue;
    dot.x = ori_score_x (layout, value);
    g_array_append_val (dots, dot);
  }
  g_array_sort (dots, compare_scores);
  return dots;
}

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
    prim->stroke = ori_layout_color (layout, series->ringed ? ORI_COLOR_INK : ORI_COLOR_ACCENT);
    prim->stroke_width = 1.2;
    prim->series = (int)dot->series;
  }
}

/* Too many for dots: columns of equal width, as high as there are scores in them, each group in its
 * colour. The points keep their places for hits and names. */
static void
add_density (OriBench *self, GArray *dots, guint point, double base, double height)
{
  OriChartLayout *layout = self->layout;
  OriDensity *density = &layout->density[point];
  guint n_groups = ori_score_n_groups (layout->spec);
  g_autofree guint *counts = NULL;
  guint most = 1;

  density->x0 = layout->plot.x;
  density->width = 2;
  density->base = base;
  density->n = (guint)(layout->plot.w / density->width) + 1;
  density->top = g_new (double, density->n);
  counts = g_new0 (guint, (gsize)density->n * (n_groups + 1));
  for (guint i = 0; i < dots->len; i++) {
    OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);
    guint column = MIN ((guint)((dot->x - density->x0) / density->width), density->n - 1);

    dot->level = column;
    counts[column * (n_groups + 1) + (guint)(ori_score_group (layout->spec, dot->series) + 1)]++;
  }
  for (guint i = 0; i < density->n; i++) {
    guint sum = 0;

    for (guint g = 0; g <= n_groups; g++)
      sum += counts[i * (n_groups + 1) + g];
    most = MAX (most, sum);
  }
  for (guint i = 0; i < density->n; i++) {
    double y = base;

    for (guint g = 0; g <= n_groups; g++) {
      double h = height * counts[i * (n_groups + 1) + g] / most;
      guint32 mark;

      if (h <= 0)
        continue;
      ori_score_colors (layout, (int)g - 1, &mark, NULL, NULL);
      h = MAX (h, 0.4);
      ori_layout_add_rect (layout, point == 0 ? "density" : "earlier-density",
                           (OriBox){density->x0 + i * density->width, y - h, density->width, h},
                           mark, point == 0 ? 1 : 0.5);
      y -= h;
    }
    density->top[i] = y;
  }
  for (guint i = 0; i < dots->len; i++) {
    const OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);

    ori_layout_set_point (layout, dot->series, point, dot->x, density->top[dot->level]);
  }
}

/* ── thresholds ── */

static void
add_accepted (OriBench *self)
{
  OriChartLayout *layout = self->layout;

  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double accepted = ori_chart_finite (layout->spec->accepted[i]);
    OriPrim *prim;
    double x;

    if (isnan (accepted) || accepted == layout->spec->thresholds[i])
      continue;
    x = ori_score_x (layout, accepted);
    prim = ori_layout_add_segment (layout, "accepted", x,
                                   self->tint_top + ori_score_measure_heads (layout) + 5, x,
                                   self->axis_y, ori_layout_color (layout, ORI_COLOR_ZERO), 1);
    prim->dash[0] = 3;
    prim->dash[1] = 3;
  }
}

static void
add_threshold_lines (OriBench *self)
{
  OriChartLayout *layout = self->layout;

  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double threshold = ori_chart_finite (layout->spec->thresholds[i]);
    double x;

    if (isnan (threshold))
      continue;
    x = ori_score_x (layout, threshold);
    ori_layout_add_segment (layout, "threshold", x, self->tint_top - 3, x, self->axis_y,
                            ori_layout_color (layout, ORI_COLOR_INK), 1.4);
  }
}

static void
add_rounded (OriChartLayout *layout, const char *role, OriBox box, double radius, guint32 rgb)
{
  double xy[2 * 4 * 5];
  guint n = 0;

  for (int corner = 0; corner < 4; corner++) {
    double cx = corner == 0 || corner == 3 ? box.x + box.w - radius : box.x + radius;
    double cy = corner < 2 ? box.y + box.h - radius : box.y + radius;

    for (int i = 0; i < 5; i++) {
      double angle = (corner + i / 4.0) * G_PI / 2;

      xy[n++] = cx + radius * cos (angle);
      xy[n++] = cy + radius * sin (angle);
    }
  }
  ori_layout_add_polygon (layout, role, xy, n / 2, rgb, 1);
}

/* The value of each threshold in a tag on top of its line; close tags move apart. */
static void
add_tags (OriBench *self)
{
  OriChartLayout *layout = self->layout;
  guint n = ori_score_n_groups (layout->spec) - 1;
  OriChartText texts[4] = {0};
  double wanted[4], widths[4], placed[4];
  guint index[4], shown = 0;

  for (guint i = 0; i < n; i++) {
    double threshold = ori_chart_finite (layout->spec->thresholds[i]);
    g_autofree char *number = NULL;

    if (isnan (threshold))
      continue;
    number = ori_number_format_short (threshold, 2);
    texts[shown] = ori_chart_text_new (layout, number, ORI_TYPE_LABEL, TRUE, 80, 1);
    wanted[shown] = ori_score_x (layout, threshold);
    widths[shown] = texts[shown].width + 2 * TAG_PAD + 4;
    index[shown++] = i;
  }
  if (shown > 0 && ori_label_spread (wanted, widths, shown, 2, layout->width - 2, placed)) {
    for (guint k = 0; k < shown; k++) {
      OriBox box = {placed[k] - widths[k] / 2 + 2, self->tag_top, widths[k] - 4,
                    texts[k].height + 4};
      double foot = box.y + box.h;
      const double tip[] = {CLAMP (wanted[k], box.x + 4, box.x + box.w - 4) - 4,
                            foot - 0.5,
                            CLAMP (wanted[k], box.x + 4, box.x + box.w - 4) + 4,
                            foot - 0.5,
                            wanted[k],
                            self->tint_top - 2};
      guint32 ink = ori_layout_color (layout, ORI_COLOR_INK);

      add_rounded (layout, "tag", box, 4, ink);
      ori_layout_add_polygon (layout, "tag-tip", tip, 3, ink, 1);
      ori_layout_add_text (layout, &texts[k], "threshold-value", placed[k], box.y + 2, 0.5,
                           ori_layout_color (layout, ORI_COLOR_BACKGROUND))
          ->point = (int)index[k];
    }
  }
  for (guint k = 0; k < shown; k++)
    ori_chart_text_clear (&texts[k]);
}

/* ── regions ── */

static OriChartText
create_period (OriBench *self, guint period)
{
  OriChartLayout *layout = self->layout;
  g_autofree char *name = ori_chart_spec_period (layout->spec, period);

  return ori_chart_text_new (layout, name, period == 0 ? ORI_TYPE_LABEL : ORI_TYPE_SMALL,
                             period == 0, layout->width * 0.14, 2);
}

/* Names of the two periods stand left of their strips. */
static double
measure_left (OriBench *self)
{
  double widest = 0;

  if (self->layout->width < 520)
    return 0;
  for (guint k = 0; k < MIN (self->layout->n_points, 2); k++) {
    OriChartText text = create_period (self, k);

    widest = MAX (widest, text.width);
    ori_chart_text_clear (&text);
  }
  return widest > 0 ? widest + 10 : 0;
}

static void
add_period (OriBench *self, guint period, double bottom)
{
  OriChartLayout *layout = self->layout;
  OriChartText text = create_period (self, period);
  OriBox box = {ORI_CHART_MARGIN, bottom - text.height, text.width, text.height};

  if (text.width > 0 && self->left > 0 && !ori_layout_text_collides (layout, box))
    ori_layout_add_text (layout, &text, "period", box.x, box.y, 0,
                         ori_layout_color (layout, period == 0 ? ORI_COLOR_INK : ORI_COLOR_INK2))
        ->point = (int)period;
  ori_chart_text_clear (&text);
}

static void
add_strip (OriBench *self, GArray *dots, guint point, double base, double height, double largest)
{
  guint n_levels = 0;
  double radius = choose_radius (dots, largest, height, &n_levels);

  if (radius > 0) {
    double distance = 2.35 * radius;

    for (guint i = 0; i < dots->len; i++) {
      const OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);

      add_dot (self->layout, dot, point, base - distance * (dot->level + 0.5), radius);
    }
    return;
  }
  add_density (self, dots, point, base, height);
  for (guint i = 0; point == 0 && i < dots->len; i++) {
    const OriBenchDot *dot = &g_array_index (dots, OriBenchDot, i);
    double y = self->layout->density[0].top[dot->level];

    /* Of crowds only those that the analyst looks at get a mark of their own. */
    if (ori_chart_spec_series (self->layout->spec, dot->series)->ringed ||
        (int)dot->series == self->layout->spec->highlighted)
      add_dot (self->layout, dot, 0, y - 3, 2.5);
  }
}

static void
fill_plot (OriBench *self)
{
  OriChartLayout *layout = self->layout;
  OriBox *plot = &layout->plot;
  double heads = ori_score_measure_heads (layout);
  double tags = layout->spec->n_thresholds > 0 ? 20 : 0;
  double bottom = plot->y + plot->h - 17;
  g_autoptr (GArray) earlier = NULL;
  g_autoptr (GArray) dots = NULL;
  double room, strip, names_bottom;

  self->left = measure_left (self);
  plot->x += self->left + 6;
  plot->w = MAX (plot->w - self->left - 12, 20);
  ori_score_init_axis (layout);
  dots = collect_dots (layout, 0);
  earlier = collect_dots (layout, 1);

  self->tag_top = plot->y;
  self->tint_top = plot->y + tags;
  self->axis_y = bottom;
  layout->handle_top = self->tag_top;
  layout->handle_bottom = self->axis_y;
  names_bottom = bottom - (earlier->len > 0 ? EARLIER_HEIGHT + 4 : 0) - 4;
  room = names_bottom - self->tint_top - heads - 6;

  ori_score_add_tints (layout, self->tint_top, bottom);
  add_accepted (self);
  strip = ori_bench_choose_names (self, dots, room);
  self->base = self->tint_top + heads + 6 + strip;
  add_threshold_lines (self);
  ori_layout_add_segment (layout, "base", plot->x, self->base, plot->x + plot->w, self->base,
                          ori_layout_color (layout, ORI_COLOR_RULE), 0.75);
  ori_bench_add_leaders (self);
  add_strip (self, dots, 0, self->base - 1, strip - 2, 4.6);
  add_period (self, 0, self->base);
  if (earlier->len > 0) {
    ori_layout_add_segment (layout, "rule", plot->x, bottom - EARLIER_HEIGHT - 3, plot->x + plot->w,
                            bottom - EARLIER_HEIGHT - 3, ori_layout_color (layout, ORI_COLOR_RULE),
                            0.75);
    add_strip (self, earlier, 1, bottom - 3, EARLIER_HEIGHT - 4, 2.5);
    add_period (self, 1, bottom - 4);
  }
  ori_layout_add_segment (layout, "axis", plot->x, bottom, plot->x + plot->w, bottom,
                          ori_layout_color (layout, ORI_COLOR_ZERO), 0.75);
  add_tags (self);
  ori_score_add_heads (layout, self->tint_top + 4);
  ori_score_add_ticks (layout, bottom);
  ori_bench_add_names (self);
}

void
ori_layout_bench (OriChartLayout *layout)
{
  OriBench self = {.layout = layout};
  g_autofree char *missing = ori_score_compose_missing (layout->spec);
  gboolean empty = TRUE;

  for (guint i = 0; empty && i < layout->spec->series->len; i++)
    empty = isnan (ori_chart_spec_value (layout->spec, i, 0));
  if (empty) {
    ori_layout_frame (layout, NULL);
    ori_layout_sentence (layout, _ ("There is nothing to show yet: no scores."));
  } else if (!ori_layout_frame (layout, missing)) {
    ori_layout_sentence (layout, _ ("Too little room for the chart."));
  } else {
    fill_plot (&self);
  }
  ori_bench_clear_names (&self);
}
