/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-bench-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROW_HEIGHT 12.0
#define TICKS_HEIGHT 17.0
#define RING 3.2
/* What remains above the rows; of more suggestions than then fit the last are left out. */
#define LEAST_ABOVE 118.0

static OriChartText
create_period (OriBench *self, guint period)
{
  OriChartLayout *layout = self->layout;
  g_autofree char *name = ori_chart_spec_period (layout->spec, period);

  return ori_chart_text_new (layout, name, period == 0 ? ORI_TYPE_LABEL : ORI_TYPE_SMALL,
                             period == 0, layout->width * 0.16, 3);
}

static OriChartText
create_label (OriBench *self, const char *label, gboolean bold)
{
  g_autofree char *clean = ori_chart_text_clean (label);

  return ori_chart_text_new (self->layout, clean, ORI_TYPE_SMALL, bold, self->layout->width * 0.16,
                             1);
}

static double
measure_label (OriBench *self, const char *label)
{
  OriChartText text = create_label (self, label, TRUE);
  double width = text.width;

  ori_chart_text_clear (&text);
  return width;
}

static gboolean
has_rows (const OriBench *self)
{
  return self->layout->spec->ghosts->len > 0 || self->layout->spec->gaps->len > 0;
}

/* Names of the periods and of the suggestions stand left of the plot, goodness of fit right. */
void
ori_bench_measure_sides (OriBench *self)
{
  const OriChartSpec *spec = self->layout->spec;
  double widest = 0;

  self->left = self->right = 0;
  if (self->layout->width < 420)
    return;
  for (guint k = 0; k < MIN (self->layout->n_points, 2); k++) {
    OriChartText text = create_period (self, k);

    widest = MAX (widest, text.width);
    ori_chart_text_clear (&text);
  }
  for (guint i = 0; i < spec->ghosts->len; i++) {
    const OriChartGhost *ghost = g_ptr_array_index (spec->ghosts, i);

    widest = MAX (widest, measure_label (self, ghost->label));
  }
  if (has_rows (self)) {
    widest = MAX (widest, measure_label (self, _ ("Suggestions")));
    self->right = measure_label (self, _ ("Fit")) + 10;
  }
  self->left = widest > 0 ? widest + 10 : 0;
}

double
ori_bench_measure_rows (OriBench *self, double height)
{
  const OriChartSpec *spec = self->layout->spec;
  guint gaps = spec->gaps->len > 0;
  guint fitting = (guint)MAX ((height - LEAST_ABOVE - 4) / ROW_HEIGHT, 0);

  if (self->left <= 0 || !has_rows (self) || fitting <= gaps)
    return 0;
  self->layout->n_ghosts = MIN (spec->ghosts->len, fitting - gaps);
  return ROW_HEIGHT * (self->layout->n_ghosts + gaps) + 4;
}

/* Left of the plot on the row at @y. */
static void
add_left (OriBench *self, const char *label, double y, gboolean bold)
{
  OriChartText text = create_label (self, label, bold);
  OriBox box = {ORI_CHART_MARGIN, y - text.height / 2, text.width, text.height};

  if (!ori_layout_text_collides (self->layout, box))
    ori_layout_add_text (self->layout, &text, "row", box.x, box.y, 0,
                         ori_layout_color (self->layout, ORI_COLOR_INK2));
  ori_chart_text_clear (&text);
}

static void
add_right (OriBench *self, const char *label, double y, gboolean bold)
{
  OriChartLayout *layout = self->layout;
  OriChartText text = create_label (self, label, bold);
  OriBox box = {layout->width - ORI_CHART_MARGIN - text.width, y - text.height / 2, text.width,
                text.height};

  if (!ori_layout_text_collides (layout, box))
    ori_layout_add_text (layout, &text, "fit", box.x, box.y, 0,
                         ori_layout_color (layout, bold ? ORI_COLOR_INK : ORI_COLOR_INK2));
  ori_chart_text_clear (&text);
}

/* Would a text from @x to @end touch a ring of the row? */
static gboolean
meets_ring (const OriChartLayout *layout, const OriChartGhost *ghost, double x, double end)
{
  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double value = ori_chart_finite (ghost->thresholds[i]);
    double ring = isnan (value) ? -1e9 : ori_score_x (layout, value);

    if (ring + RING + 2 > x && ring - RING - 2 < end)
      return TRUE;
  }
  return FALSE;
}

/* A number beside its ring, on the side that is free; where there is none it is left to the words
 * of the row. */
static void
add_ghost_value (OriBench *self, const OriChartGhost *ghost, double value, double x, double y)
{
  OriChartLayout *layout = self->layout;
  g_autofree char *number = ori_number_format_short (value, 2);
  OriChartText text = ori_chart_text_new (layout, number, ORI_TYPE_SMALL, FALSE, 0, 1);
  double left = x - RING - 3 - text.width;
  double places[] = {left, x + RING + 3, left};

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    OriBox box = {places[i], y - text.height / 2, text.width, text.height};
    gboolean crossed = FALSE;

    for (guint k = 0; k < layout->spec->n_thresholds; k++) {
      double line = ori_score_x (layout, layout->spec->thresholds[k]);

      crossed = crossed || (line >= box.x - 1 && line <= box.x + box.w + 1);
    }
    if ((crossed && i == 0) || box.x < layout->plot.x ||
        meets_ring (layout, ghost, box.x, box.x + box.w) || ori_layout_text_collides (layout, box))
      continue;
    ori_layout_add_text (layout, &text, "ghost-value", box.x, box.y, 0,
                         ori_layout_color (layout, ORI_COLOR_INK3));
    break;
  }
  ori_chart_text_clear (&text);
}

static void
add_ghost (OriBench *self, guint index, double y, double best)
{
  OriChartLayout *layout = self->layout;
  const OriChartGhost *ghost = g_ptr_array_index (layout->spec->ghosts, index);

  ori_layout_add_segment (layout, "row-line", layout->plot.x, y, layout->plot.x + layout->plot.w, y,
                          ori_layout_color (layout, ORI_COLOR_GRID), 0.75);
  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double value = ori_chart_finite (ghost->thresholds[i]);
    OriPrim *prim;

    if (isnan (value))
      continue;
    prim = ori_layout_add_mark (layout, "ghost", ORI_MARK_CIRCLE, ori_score_x (layout, value), y,
                                RING, ori_layout_color (layout, ORI_COLOR_BACKGROUND));
    prim->stroke = ori_layout_color (layout, ORI_COLOR_INK);
    prim->stroke_width = 1.1;
    if (!ghost->firm)
      prim->dash[0] = prim->dash[1] = 1.6;
    add_ghost_value (self, ghost, value, prim->x, y);
  }
  add_left (self, ghost->label, y, FALSE);
  if (isfinite (ghost->fit)) {
    g_autofree char *fit = ori_number_format (ghost->fit, 2);

    add_right (self, fit, y, ghost->fit >= best);
  }
}

static double
find_best_fit (const OriChartSpec *spec)
{
  double best = -INFINITY;

  for (guint i = 0; i < spec->ghosts->len; i++) {
    const OriChartGhost *ghost = g_ptr_array_index (spec->ghosts, i);

    if (isfinite (ghost->fit))
      best = MAX (best, ghost->fit);
  }
  return best;
}

/* Wide spaces without a score: the good places for a threshold. */
static void
add_gaps (OriBench *self, double y)
{
  OriChartLayout *layout = self->layout;
  const GArray *gaps = layout->spec->gaps;
  guint32 accent = ori_layout_color (layout, ORI_COLOR_ACCENT);

  for (guint i = 0; i + 1 < gaps->len; i += 2) {
    double x0 = ori_score_x (layout, g_array_index (gaps, double, i));
    double x1 = ori_score_x (layout, g_array_index (gaps, double, i + 1));

    if (x1 - x0 > 3)
      ori_layout_add_rect (layout, "gap", (OriBox){x0 + 1, y - 2.5, x1 - x0 - 2, 5}, accent, 0.3);
  }
  for (guint k = 0; k < layout->spec->n_thresholds; k++) {
    double threshold = layout->spec->thresholds[k];

    for (guint i = 0; i + 1 < gaps->len; i += 2)
      if (threshold > g_array_index (gaps, double, i) &&
          threshold <= g_array_index (gaps, double, i + 1))
        ori_layout_add_mark (layout, "in-gap", ORI_MARK_CIRCLE, ori_score_x (layout, threshold), y,
                             2.6, accent);
  }
  add_left (self, _ ("Gaps"), y, FALSE);
}

void
ori_bench_add_rows (OriBench *self, double top)
{
  OriChartLayout *layout = self->layout;
  const OriChartSpec *spec = layout->spec;
  double best = find_best_fit (spec);
  double y = top + ROW_HEIGHT / 2;

  layout->ghost_top = top;
  layout->ghost_row = layout->n_ghosts > 0 ? ROW_HEIGHT : 0;
  add_left (self, _ ("Suggestions"), top - TICKS_HEIGHT / 2 + 1, TRUE);
  if (spec->ghosts->len > 0)
    add_right (self, _ ("Fit"), top - TICKS_HEIGHT / 2 + 1, TRUE);
  for (guint i = 0; i < layout->n_ghosts; i++, y += ROW_HEIGHT)
    add_ghost (self, i, y, best);
  if (spec->gaps->len > 0)
    add_gaps (self, y);
}

void
ori_bench_add_period (OriBench *self, guint period, double bottom)
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
