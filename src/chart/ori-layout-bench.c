/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-bench-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TAG_PAD 7.0
#define EARLIER_HEIGHT 26.0

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
    ori_layout_add_segment (layout, "threshold", x, layout->line_top, x, layout->line_bottom,
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

/* From the accepted place to the new one. */
static void
add_arrows (OriBench *self)
{
  OriChartLayout *layout = self->layout;
  double y = self->tint_top + ori_score_measure_heads (layout) + 9;
  guint32 ink = ori_layout_color (layout, ORI_COLOR_INK2);

  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double accepted = ori_chart_finite (layout->spec->accepted[i]);
    double threshold = ori_chart_finite (layout->spec->thresholds[i]);
    double from, to, side;

    if (isnan (accepted) || isnan (threshold))
      continue;
    from = ori_score_x (layout, accepted);
    to = ori_score_x (layout, threshold);
    side = to > from ? -1 : 1;
    if (fabs (to - from) < 8)
      continue;
    ori_layout_add_segment (layout, "arrow", from, y, to + side * 4, y, ink, 1);
    ori_layout_add_polygon (
        layout, "arrow-head",
        (const double[]){to + side * 1.5, y, to + side * 5.5, y - 2.2, to + side * 5.5, y + 2.2}, 3,
        ink, 1);
  }
}

/* ── regions ── */

/* Sides, axis and the heights of what stands one above the other. Returns the room between the
 * heads of the groups and the names. */
static double
divide (OriBench *self)
{
  OriChartLayout *layout = self->layout;
  OriBox *plot = &layout->plot;
  double tags = layout->spec->n_thresholds > 0 ? 20 : 0;
  double rows;

  ori_bench_measure_sides (self);
  if (layout->spec->head > 0)
    tags = layout->spec->head / layout->scale;
  rows = ori_bench_measure_rows (self, plot->h - tags);
  plot->x += self->left + 6;
  plot->w = MAX (plot->w - self->left - 12 - (rows > 0 ? self->right : 0), 20);
  ori_score_init_axis (layout);
  ori_bench_collect_dots (self);
  self->tag_top = plot->y;
  self->tint_top = plot->y + tags;
  self->axis_y = plot->y + plot->h - 17 - rows;
  self->rows = rows;
  layout->handle_top = self->tag_top;
  layout->handle_bottom = self->axis_y;
  layout->line_top = self->tint_top - 3;
  layout->line_bottom = rows > 0 ? self->axis_y + 17 + rows - 2 : self->axis_y;
  return self->axis_y - (layout->order[1]->n > 0 ? EARLIER_HEIGHT + 4 : 0) - 4 - self->tint_top -
         ori_score_measure_heads (layout) - 6;
}

static void
add_earlier (OriBench *self)
{
  OriChartLayout *layout = self->layout;
  double y = self->axis_y - EARLIER_HEIGHT - 3;

  ori_layout_add_segment (layout, "rule", layout->plot.x, y, layout->plot.x + layout->plot.w, y,
                          ori_layout_color (layout, ORI_COLOR_RULE), 0.75);
  ori_bench_add_strip (self, 1, self->axis_y - 3, EARLIER_HEIGHT - 4, 2.5);
  ori_bench_add_period (self, 1, self->axis_y - 4);
}

static void
fill_plot (OriBench *self)
{
  OriChartLayout *layout = self->layout;
  OriBox *plot = &layout->plot;
  double room = divide (self), strip;
  double bottom = self->axis_y;

  ori_score_add_tints (layout, self->tint_top, bottom);
  add_accepted (self);
  add_arrows (self);
  strip = ori_bench_choose_names (self, room);
  self->base = self->tint_top + ori_score_measure_heads (layout) + 6 + strip;
  if (self->rows > 0)
    ori_bench_add_rows (self, bottom + 17);
  add_threshold_lines (self);
  ori_layout_add_segment (layout, "base", plot->x, self->base, plot->x + plot->w, self->base,
                          ori_layout_color (layout, ORI_COLOR_RULE), 0.75);
  ori_bench_add_leaders (self);
  if (layout->spec->histogram)
    ori_bench_add_histogram (self, self->base - 1, strip - 2);
  else
    ori_bench_add_strip (self, 0, self->base - 1, strip - 2, 4.6);
  ori_bench_add_period (self, 0, self->base);
  if (layout->order[1]->n > 0)
    add_earlier (self);
  ori_layout_add_segment (layout, "axis", plot->x, bottom, plot->x + plot->w, bottom,
                          ori_layout_color (layout, ORI_COLOR_ZERO), 0.75);
  if (layout->spec->head <= 0)
    add_tags (self);
  ori_score_add_heads (layout, self->tint_top + 4);
  ori_score_add_ticks (layout, bottom);
  ori_bench_add_names (self);
}

void
ori_layout_bench (OriChartLayout *layout)
{
  OriBench self = {.layout = layout};
  g_autofree char *missing = ori_score_compose_missing (layout);

  if (layout->order[0]->n == 0) {
    ori_layout_frame (layout, NULL);
    ori_layout_sentence (layout, _ ("There is nothing to show yet: no scores."));
  } else if (!ori_layout_frame (layout, missing)) {
    ori_layout_sentence (layout, _ ("Too little room for the chart."));
  } else {
    fill_plot (&self);
  }
  ori_bench_clear_names (&self);
  for (guint k = 0; k < G_N_ELEMENTS (self.dots); k++)
    g_clear_pointer (&self.dots[k], g_array_unref);
}
