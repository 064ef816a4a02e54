/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Names of categories need this much. */
#define LEAST_SLOT 52.0
/* No fewer categories than this, which is what one may choose in the window, are shown for the sake
 * of names that do not break. */
#define LEAST_SHOWN 8
#define NAME_MARGIN 6.0
#define WIDEST_BAR 56.0
/* «x из n» stands inside bars taller than this. */
#define LEAST_INSIDE 30.0

typedef struct {
  OriChartLayout *layout;
  OriAxis axis;
  guint n, n_shown, n_periods;
  double slot, bar, gap;        /* widths: of a category, of a bar, between bars */
  double name_size;             /* of type */
  gboolean periods_below;       /* else a legend above names the periods */
  double periods, names, notes; /* heights under the axis */
} Bars;

static gboolean
has_value (const Bars *self)
{
  for (guint i = 0; i < self->n; i++) {
    for (guint k = 0; k < self->n_periods; k++) {
      if (!isnan (ori_chart_spec_value (self->layout->spec, i, k)))
        return TRUE;
    }
  }
  return FALSE;
}

static void
choose_axis (Bars *self)
{
  const OriChartSpec *spec = self->layout->spec;
  double low = 0, high = 0, a, b;

  for (guint i = 0; i < self->n_shown; i++) {
    for (guint k = 0; k < self->n_periods; k++) {
      double value = ori_chart_spec_value (spec, i, k);

      if (isnan (value))
        continue;
      low = MIN (low, value);
      high = MAX (high, value);
      if (spec->bands && ori_chart_spec_interval (spec, i, k, &a, &b)) {
        low = MIN (low, a);
        high = MAX (high, b);
      }
    }
  }
  if (!isnan (ori_chart_finite (spec->target))) {
    low = MIN (low, ori_chart_finite (spec->target));
    high = MAX (high, ori_chart_finite (spec->target));
  }
  ori_axis_init (&self->axis, low, high, spec->share && low >= 0 && high <= 100, TRUE,
                 ori_layout_ticks_for_height (self->layout->plot.h - 60));
}

static double
find_centre (const Bars *self, guint series)
{
  return self->layout->plot.x + (series + 0.5) * self->slot;
}

/* A bar from zero; without height when the value is missing. */
static OriBox
find_bar (const Bars *self, guint series, guint period)
{
  double group = self->n_periods * self->bar + (self->n_periods - 1) * self->gap;
  double x = find_centre (self, series) - group / 2 + period * (self->bar + self->gap);
  double value = ori_chart_spec_value (self->layout->spec, series, period);
  double zero = ori_layout_y (self->layout, &self->axis, 0);
  double y = isnan (value) ? zero : ori_layout_y (self->layout, &self->axis, value);

  return (OriBox){x, MIN (y, zero), self->bar, fabs (y - zero)};
}

/* ── names ── */

static OriChartText
create_period (Bars *self, guint period, gboolean bold)
{
  g_autofree char *name = ori_chart_spec_period (self->layout->spec, period);

  return ori_chart_text_new (self->layout, name, ORI_TYPE_SMALL, bold, 0, 1);
}

static OriChartText
create_name (Bars *self, guint series)
{
  g_autofree char *name = ori_chart_spec_label (self->layout->spec, series);

  return ori_chart_text_new (self->layout, name, self->name_size, TRUE, self->slot - NAME_MARGIN,
                             self->layout->height > 300 ? 3 : 2);
}

/* The widest part of the names shown that a line cannot break. */
static double
find_widest_word (Bars *self, double size)
{
  double widest = 0;

  for (guint i = 0; i < self->n_shown; i++) {
    g_autofree char *name = ori_chart_spec_label (self->layout->spec, i);
    g_auto (GStrv) words = g_strsplit_set (name, " -", -1);

    for (guint k = 0; words[k] != NULL; k++) {
      OriChartText text = ori_chart_text_new (self->layout, words[k], size, TRUE, 0, 1);

      widest = MAX (widest, text.width);
      ori_chart_text_clear (&text);
    }
  }
  return widest;
}

/* Rather smaller type than names broken within words. */
static void
choose_name_size (Bars *self)
{
  static const double sizes[] = {ORI_TYPE_LABEL, ORI_TYPE_SMALL, ORI_TYPE_NOTE, ORI_CHART_SMALLEST};

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    self->name_size = sizes[i];
    if (find_widest_word (self, sizes[i]) <= self->slot - NAME_MARGIN)
      return;
  }
}

/* And rather fewer categories. */
static void
choose_shown (Bars *self, double width)
{
  self->n_shown = (guint)CLAMP (width / LEAST_SLOT, 1, self->n);
  while (self->n_shown > LEAST_SHOWN &&
         find_widest_word (self, ORI_CHART_SMALLEST) > width / self->n_shown - NAME_MARGIN)
    self->n_shown--;
}

static OriChartText
create_note (Bars *self, guint series)
{
  return ori_chart_text_new (self->layout, ori_chart_spec_series (self->layout->spec, series)->note,
                             ORI_TYPE_SMALL, FALSE, self->slot - NAME_MARGIN,
                             self->layout->height > 300 ? 3 : 2);
}

static void
measure_names (Bars *self)
{
  double widest = 0;

  for (guint i = 0; i < self->n_shown; i++) {
    OriChartText name = create_name (self, i);
    OriChartText note = create_note (self, i);

    self->names = MAX (self->names, name.height);
    if (note.width > 0)
      self->notes = MAX (self->notes, note.height);
    ori_chart_text_clear (&name);
    ori_chart_text_clear (&note);
  }
  if (self->layout->plot.h < 180 || self->slot < 60)
    self->notes = 0;
  for (guint k = 0; k < self->n_periods; k++) {
    OriChartText text = create_period (self, k, TRUE);

    widest = MAX (widest, text.width);
    self->periods = MAX (self->periods, text.height + 2);
    ori_chart_text_clear (&text);
  }
  self->periods_below = widest + 3 <= self->bar + self->gap;
  if (!self->periods_below)
    self->periods = 0;
}

/* Squares with the names of periods, above the plot. */
static void
add_legend (Bars *self)
{
  OriChartLayout *layout = self->layout;
  double x = layout->plot.x, bottom = 0;

  for (guint k = 0; k < self->n_periods; k++) {
    OriChartText text = create_period (self, k, k + 1 == self->n_periods);
    double width = text.width;

    if (width > 0 && x + 12 + width <= layout->plot.x + layout->plot.w) {
      ori_layout_add_rect (layout, "legend",
                           (OriBox){x, layout->plot.y + text.height / 2 - 4, 8, 8},
                           ori_palette_year (layout->palette, self->n_periods, k), 1);
      bottom = MAX (bottom, text.height + 8);
      ori_layout_add_text (layout, &text, "legend-name", x + 12, layout->plot.y, 0,
                           ori_layout_color (layout, ORI_COLOR_INK2));
      x += 12 + width + 14;
    }
    ori_chart_text_clear (&text);
  }
  layout->plot.y += bottom;
  layout->plot.h -= bottom;
}

static void
add_names (Bars *self, guint series)
{
  OriChartLayout *layout = self->layout;
  double x = find_centre (self, series);
  double y = layout->plot.y + layout->plot.h + 5;
  OriChartText name = create_name (self, series);
  OriChartText note = create_note (self, series);

  if (self->periods_below) {
    for (guint k = 0; k < self->n_periods; k++) {
      gboolean last = k + 1 == self->n_periods;
      OriChartText text = create_period (self, k, last && self->n_periods > 1);

      ori_layout_add_text (layout, &text, "period", find_bar (self, series, k).x + self->bar / 2, y,
                           0.5, ori_layout_color (layout, last ? ORI_COLOR_INK : ORI_COLOR_INK2))
          ->point = (int)k;
    }
    y += self->periods;
  }
  ori_layout_add_text (layout, &name, "label", x, y, 0.5, ori_layout_color (layout, ORI_COLOR_INK))
      ->series = (int)series;
  if (self->notes > 0 && note.width > 0)
    ori_layout_add_text (layout, &note, "label-note", x, y + self->names + 2, 0.5,
                         ori_layout_color (layout, ORI_COLOR_INK2))
        ->series = (int)series;
  ori_chart_text_clear (&note);
}

/* ── bars ── */

static void
add_inside (Bars *self, guint series, guint period, OriBox bar, guint32 fill)
{
  const OriChartPoint *point = ori_chart_spec_point (self->layout->spec, series, period);
  OriChartText text;

  if (point->detail == NULL || bar.h <= LEAST_INSIDE || bar.w < 18)
    return;
  text = ori_chart_text_new (self->layout, point->detail, ORI_CHART_SMALLEST, FALSE, bar.w - 4, 2);
  if (text.width > 0 && text.width <= bar.w - 4 && text.height + 6 <= bar.h &&
      !pango_layout_is_ellipsized (text.pango)) {
    OriPrim *prim =
        ori_layout_add_text (self->layout, &text, "detail", bar.x + bar.w / 2,
                             bar.y + bar.h - text.height - 3, 0.5, ori_palette_over (fill));
    prim->series = (int)series;
    prim->point = (int)period;
  }
  ori_chart_text_clear (&text);
}

static gboolean
has_whisker (const Bars *self, guint series, guint period, double *low, double *high)
{
  return self->layout->spec->bands && self->bar >= 5 &&
         ori_chart_spec_interval (self->layout->spec, series, period, low, high);
}

static double
find_whisker (const Bars *self, OriBox bar)
{
  return bar.x + bar.w - MIN (3, self->bar / 4);
}

static void
add_whisker (Bars *self, guint series, double x, double low, double high)
{
  OriChartLayout *layout = self->layout;
  double top = ori_layout_y (layout, &self->axis, high);
  double bottom = ori_layout_y (layout, &self->axis, low);

  ori_layout_add_segment (layout, "whisker-case", x, top, x, bottom,
                          ori_layout_color (layout, ORI_COLOR_BACKGROUND), 2.6);
  ori_layout_add_segment (layout, "whisker", x, top, x, bottom,
                          ori_layout_color (layout, ORI_COLOR_INK), 1)
      ->series = (int)series;
}

/* The value stands on its bar beside the whisker, or above the whisker when the bar is narrow. Of
 * bars too narrow for numbers only the newest has one. */
static void
add_value (Bars *self, guint series, guint period)
{
  OriChartLayout *layout = self->layout;
  gboolean below = ori_chart_spec_value (layout->spec, series, period) < 0;
  OriBox bar = find_bar (self, series, period);
  double whisker_x = find_whisker (self, bar), low, high;
  gboolean whisker = has_whisker (self, series, period, &low, &high);
  g_autofree char *value = ori_chart_spec_value_text (layout->spec, series, period, FALSE);
  OriChartText text = ori_chart_text_new (
      layout, value, self->bar >= 26 ? ORI_TYPE_LABEL : ORI_TYPE_SMALL, TRUE, self->slot, 1);
  OriBox box = {bar.x + bar.w / 2 - text.width / 2,
                below ? bar.y + bar.h + 1 : bar.y - text.height - 1, text.width, text.height};

  if (!below && whisker && box.x + box.w > whisker_x - 2) {
    if (text.width <= bar.w + 6)
      box.x = whisker_x - 2.5 - text.width;
    else
      box.y = MIN (box.y, ori_layout_y (layout, &self->axis, high) - text.height - 1);
  }
  if ((text.width <= self->bar + self->gap + 5 || period + 1 == self->n_periods) &&
      !ori_layout_text_collides (layout, box)) {
    OriPrim *prim = ori_layout_add_text (layout, &text, "value", box.x, box.y, 0,
                                         ori_layout_color (layout, ORI_COLOR_INK));
    prim->series = (int)series;
    prim->point = (int)period;
    prim->halo = TRUE;
  }
  ori_chart_text_clear (&text);
}

static void
add_missing (Bars *self, guint period, double x, double zero)
{
  OriChartText text = ori_chart_text_new (self->layout, C_ ("missing number", "none"),
                                          ORI_CHART_SMALLEST, FALSE, 0, 1);
  OriBox box = {x - text.width / 2, zero - text.height - 1, text.width, text.height};

  if (text.width <= self->bar + self->gap && !ori_layout_text_collides (self->layout, box))
    ori_layout_add_text (self->layout, &text, "absent", x, box.y, 0.5,
                         ori_layout_color (self->layout, ORI_COLOR_INK3))
        ->point = (int)period;
  ori_chart_text_clear (&text);
}

static void
add_bar (Bars *self, guint series, guint period)
{
  OriChartLayout *layout = self->layout;
  const OriChartPoint *point = ori_chart_spec_point (layout->spec, series, period);
  OriBox bar = find_bar (self, series, period);
  double value = ori_chart_spec_value (layout->spec, series, period), low, high;
  guint32 fill = ori_palette_year (layout->palette, self->n_periods, period);
  OriPrim *prim;

  if (isnan (value)) {
    add_missing (self, period, bar.x + bar.w / 2, bar.y);
    return;
  }
  prim = ori_layout_add_rect (layout, "bar", bar, fill, point->doubtful ? 0.35 : 1);
  prim->series = (int)series;
  prim->point = (int)period;
  if (point->doubtful) {
    prim->stroke = fill;
    prim->stroke_width = 1.2;
    prim->dash[0] = 3;
    prim->dash[1] = 2;
    fill = ori_palette_mix (ori_layout_color (layout, ORI_COLOR_BACKGROUND), fill, 0.35);
  }
  ori_layout_set_point (layout, series, period, bar.x + bar.w / 2,
                        ori_layout_y (layout, &self->axis, value));
  if (has_whisker (self, series, period, &low, &high))
    add_whisker (self, series, find_whisker (self, bar), low, high);
  add_inside (self, series, period, bar, fill);
}

static void
add_target (Bars *self)
{
  OriChartLayout *layout = self->layout;
  double target = ori_chart_finite (layout->spec->target);
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;
  OriChartText text;
  OriPrim *prim;
  OriBox box;
  double y;

  if (isnan (target))
    return;
  y = ori_layout_y (layout, &self->axis, target);
  prim =
      ori_layout_add_segment (layout, "target", layout->plot.x, y, layout->plot.x + layout->plot.w,
                              y, ori_layout_color (layout, ORI_COLOR_INK), 1);
  prim->dash[0] = 5;
  prim->dash[1] = 3;
  number = ori_chart_spec_number_text (layout->spec, target, TRUE);
  words = g_strdup_printf (_ ("target %s"), number);
  text = ori_chart_text_new (layout, words, ORI_TYPE_SMALL, TRUE, 0, 1);
  box = (OriBox){layout->plot.x + layout->plot.w - text.width, y - text.height - 1, text.width,
                 text.height};
  if (!ori_layout_text_collides (layout, box)) {
    prim = ori_layout_add_text (layout, &text, "target-label", box.x, box.y, 0,
                                ori_layout_color (layout, ORI_COLOR_INK));
    prim->halo = TRUE;
  }
  ori_chart_text_clear (&text);
}

/* ── all together ── */

static void
choose_widths (Bars *self, double width)
{
  self->slot = width / self->n_shown;
  choose_name_size (self);
  self->gap = self->slot / self->n_periods > 16 ? 3 : 1;
  self->bar = (self->slot * 0.8 - (self->n_periods - 1) * self->gap) / self->n_periods;
  self->bar = CLAMP (self->bar, 1, WIDEST_BAR);
}

static void
fill_plot (Bars *self)
{
  OriChartLayout *layout = self->layout;
  OriBox *plot = &layout->plot;
  double ticks;

  choose_axis (self);
  ticks = ori_layout_measure_ticks (layout, &self->axis);
  plot->x += ticks;
  plot->w -= ticks;
  choose_widths (self, plot->w);
  measure_names (self);
  if (!self->periods_below && self->n_periods > 1)
    add_legend (self);
  plot->y += 8;
  plot->h -= 8 + 5 + self->periods + self->names + (self->notes > 0 ? self->notes + 2 : 0);
  plot->h = MAX (plot->h, 10);
  ori_layout_add_value_axis (layout, &self->axis);

  for (guint i = 0; i < self->n_shown; i++) {
    add_names (self, i);
    for (guint k = 0; k < self->n_periods; k++)
      add_bar (self, i, k);
  }
  add_target (self);
  for (guint k = self->n_periods; k-- > 0;) {
    for (guint i = 0; i < self->n_shown; i++) {
      if (!isnan (ori_chart_spec_value (layout->spec, i, k)))
        add_value (self, i, k);
    }
  }
}

void
ori_layout_bars (OriChartLayout *layout)
{
  Bars self = {.layout = layout, .n = layout->spec->series->len, .n_periods = layout->n_points};
  g_autofree char *extra = NULL;

  if (!has_value (&self)) {
    ori_layout_frame (layout, NULL);
    ori_layout_sentence (layout, _ ("There is nothing to show yet: no data."));
    return;
  }
  /* The ticks are not measured yet; 40 is more than they take. */
  choose_shown (&self, layout->width - 2 * ORI_CHART_MARGIN - 40);
  if (self.n_shown < self.n)
    extra = g_strdup_printf (_ ("Shown: %u of %u."), self.n_shown, self.n);
  if (ori_layout_frame (layout, extra))
    fill_plot (&self);
  else
    ori_layout_sentence (layout, _ ("Too little room for the chart."));
}
