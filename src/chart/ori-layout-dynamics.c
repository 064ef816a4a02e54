/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-dynamics-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define BAND_ALPHA 0.16
/* More points than this are lines without dots. */
#define MOST_DOTS 240

/* ── which line is what ── */

static void
find_ends (OriDynamics *self, OriDynamicsLine *line)
{
  line->first = line->last = -1;
  for (guint i = 0; i < self->n_periods; i++) {
    if (isnan (ori_chart_spec_value (self->layout->spec, line->series, i)))
      continue;
    if (line->first < 0)
      line->first = (int)i;
    line->last = (int)i;
  }
}

static gboolean
lines_are_identical (const OriDynamics *self, const OriDynamicsLine *a, const OriDynamicsLine *b)
{
  const OriChartSpec *spec = self->layout->spec;
  const OriChartSeries *x = ori_chart_spec_series (spec, a->series);
  const OriChartSeries *y = ori_chart_spec_series (spec, b->series);

  /* Two single numbers that agree are no sign of one and the same thing. */
  if (a->first == a->last || x->muted != y->muted || g_strcmp0 (x->note, y->note) != 0)
    return FALSE;
  for (guint i = 0; i < self->n_periods; i++) {
    double v = ori_chart_spec_value (spec, a->series, i);
    double w = ori_chart_spec_value (spec, b->series, i);

    if (isnan (v) != isnan (w) || (!isnan (v) && v != w))
      return FALSE;
  }
  return TRUE;
}

static void
merge_identical (OriDynamics *self)
{
  for (guint i = 0; i < self->n; i++) {
    OriDynamicsLine *line = &self->lines[i];
    guint others = 0;
    g_autofree char *second = NULL;

    line->name = ori_chart_spec_label (self->layout->spec, i);
    if (line->hidden)
      continue;
    for (guint k = i + 1; k < self->n; k++) {
      if (self->lines[k].hidden || !lines_are_identical (self, line, &self->lines[k]))
        continue;
      self->lines[k].hidden = TRUE;
      if (others++ == 0)
        second = ori_chart_spec_label (self->layout->spec, k);
    }
    if (others > 0) {
      g_autofree char *own = line->name;

      line->name =
          others == 1
              ? g_strdup_printf ("%s; %s", own, second)
              : g_strdup_printf (ngettext (/* Translators: lines that coincide. */
                                           "%s and %u more alike", "%s and %u more alike", others),
                                 own, others);
    }
  }
}

/* Subjects get colours in order; beyond four, and when muted, lines are context. */
static void
choose_colors (OriDynamics *self)
{
  const OriChartSpec *spec = self->layout->spec;
  gboolean many = self->n > ORI_CHART_MANY;
  gboolean chosen = spec->highlighted >= 0 && (guint)spec->highlighted < self->n;
  gboolean chosen_first = FALSE;
  guint n_subjects = 0;
  int next = 0;

  for (guint i = 0; i < self->n; i++)
    n_subjects += !ori_chart_spec_series (spec, i)->muted;
  /* Colours stay with their lines as long as there is one for each. */
  chosen_first = many || (chosen && n_subjects > 4);

  for (guint pass = 0; pass < 2; pass++) {
    for (guint i = 0; i < self->n; i++) {
      OriDynamicsLine *line = &self->lines[i];
      gboolean highlighted = chosen && (guint)spec->highlighted == i;

      if (chosen_first ? highlighted != (pass == 0) : pass == 1)
        continue;
      if (line->hidden || line->first < 0)
        continue;
      if (highlighted ||
          (!ori_chart_spec_series (spec, i)->muted && next < (many ? 3 : 4) && !(many && chosen)))
        line->color = next < 4 ? next++ : 3;
      line->strong = highlighted;
      line->labelled = !many || line->color >= 0;
      self->n_labelled += line->labelled;
    }
  }
}

static void
choose_style (OriDynamics *self, OriDynamicsLine *line)
{
  static const OriMarkShape shapes[] = {ORI_MARK_CIRCLE, ORI_MARK_DIAMOND, ORI_MARK_UP,
                                        ORI_MARK_SQUARE};
  OriChartLayout *layout = self->layout;
  guint32 background = ori_layout_color (layout, ORI_COLOR_BACKGROUND);
  gboolean crowd = self->n > ORI_CHART_MANY;

  line->strong = line->strong || self->single;
  if (line->color < 0) {
    line->rgb = ori_layout_color (layout, ORI_COLOR_CONTEXT);
    line->text_rgb = ori_layout_color (layout, ORI_COLOR_INK2);
    line->width = crowd ? 1 : 1.5;
    line->radius = crowd ? 1.6 : 2.6;
    return;
  }
  line->rgb = ori_palette_series (layout->palette, (guint)line->color);
  line->text_rgb = ori_palette_contrast (line->rgb, background) >= 4.5
                       ? line->rgb
                       : ori_layout_color (layout, ORI_COLOR_INK);
  line->width = line->strong ? 2.5 : 2.1;
  line->radius = line->strong ? 3.6 : 3.2;
  /* Without hues the shapes tell lines apart; the fourth hue always comes with its own. */
  if (layout->palette == ORI_PALETTE_GREY || line->color == 3)
    line->shape = shapes[line->color];
}

static void
collect_lines (OriDynamics *self)
{
  self->lines = g_new0 (OriDynamicsLine, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++) {
    self->lines[i].series = i;
    self->lines[i].color = -1;
    find_ends (self, &self->lines[i]);
  }
  if (self->n <= ORI_CHART_MANY) {
    merge_identical (self);
  } else {
    for (guint i = 0; i < self->n; i++)
      self->lines[i].name = ori_chart_spec_label (self->layout->spec, i);
  }
  choose_colors (self);
  for (guint i = 0; i < self->n; i++)
    choose_style (self, &self->lines[i]);
}

/* ── the axis ── */

static gboolean
shows_band (const OriDynamics *self, const OriDynamicsLine *line)
{
  return self->layout->spec->bands && line->color >= 0;
}

static void
choose_axis (OriDynamics *self)
{
  const OriChartSpec *spec = self->layout->spec;
  double low = INFINITY, high = -INFINITY, target = ori_chart_finite (spec->target);
  double lo, hi;
  gboolean zero;

  for (guint i = 0; i < self->n; i++) {
    for (guint k = 0; k < self->n_periods; k++) {
      double value = ori_chart_spec_value (spec, i, k);

      if (isnan (value))
        continue;
      low = MIN (low, value);
      high = MAX (high, value);
      if (shows_band (self, &self->lines[i]) && ori_chart_spec_interval (spec, i, k, &lo, &hi)) {
        low = MIN (low, lo);
        high = MAX (high, hi);
      }
    }
  }
  if (!isnan (target)) {
    low = MIN (low, target);
    high = MAX (high, target);
  }
  /* From zero when that costs less than half of the plot. */
  zero = spec->share || (low >= 0 && low < high * 0.5);
  ori_axis_init (&self->axis, low, high, spec->share && low >= 0 && high <= 100, zero,
                 ori_layout_ticks_for_height (self->layout->plot.h - 20));
}

/* ── the plot ── */

gboolean
ori_dynamics_point (const OriDynamics *self, const OriDynamicsLine *line, guint period, double *x,
                    double *y)
{
  double value = ori_chart_spec_value (self->layout->spec, line->series, period);

  if (isnan (value))
    return FALSE;
  *x = self->x[period];
  *y = ori_layout_y (self->layout, &self->axis, value);
  return TRUE;
}

static void
place_periods (OriDynamics *self, double left, double right)
{
  double step = self->n_periods > 1 ? (right - left) / (self->n_periods - 1) : 0;

  for (guint i = 0; i < self->n_periods; i++)
    self->x[i] = self->n_periods > 1 ? left + step * i : (left + right) / 2;
}

/* Takes from layout->plot the ticks, the names of periods and the labels beside the lines. */
static void
place_plot (OriDynamics *self, const OriEndLabels *ends)
{
  OriBox *plot = &self->layout->plot;
  double ticks = ori_layout_measure_ticks (self->layout, &self->axis);
  double starts = ori_dynamics_measure_starts (self);
  double right = plot->x + plot->w;
  double pad_left, pad_right, slot;

  if (plot->w - ticks < 90)
    ticks = 0;
  plot->x += ticks;
  if (ends->name_width > 0)
    right -= ends->name_width + (ends->value_width > 0 ? ends->value_width + 27 : 12);
  plot->w = MAX (right - plot->x, 20);
  self->column = right;

  slot = plot->w / MAX (self->n_periods, 1);
  pad_left = self->single ? CLAMP (slot / 2, 10, 75) : CLAMP (slot / 4, 8, 24);
  pad_right = self->single ? pad_left : 6;
  if (starts > 0)
    pad_left = starts + 22;
  pad_left = MIN (pad_left, plot->w / 3);
  pad_right = MIN (pad_right, plot->w / 3);
  place_periods (self, plot->x + pad_left, plot->x + plot->w - pad_right);
  if (self->single && ends->name_width > 0)
    self->column = MAX (self->column, self->x[self->n_periods - 1] + 10);

  slot = self->n_periods > 1 ? self->x[1] - self->x[0] : plot->w;
  plot->y += 5;
  plot->h -= 5 + ori_layout_measure_periods (self->layout, slot);
  plot->h = MAX (plot->h, 10);
  ori_layout_add_value_axis (self->layout, &self->axis);
  ori_layout_add_periods (self->layout, self->x, self->n_periods, slot);
}

/* One polygon per unbroken run; a run of one point is a bar. */
static void
add_band (OriDynamics *self, const OriDynamicsLine *line)
{
  OriChartLayout *layout = self->layout;
  g_autofree double *xy = g_new (double, 4 * self->n_periods);
  guint n = 0;

  for (guint i = 0; i <= self->n_periods; i++) {
    double x, y, low, high;
    gboolean here = i < self->n_periods && ori_dynamics_point (self, line, i, &x, &y) &&
                    ori_chart_spec_interval (layout->spec, line->series, i, &low, &high);

    if (here) {
      xy[2 * n] = x;
      xy[2 * n + 1] = ori_layout_y (layout, &self->axis, high);
      /* The lower edge comes back from the end of the run. */
      xy[4 * self->n_periods - 2 * n - 2] = x;
      xy[4 * self->n_periods - 2 * n - 1] = ori_layout_y (layout, &self->axis, low);
      n++;
      continue;
    }
    if (n == 1) {
      OriBox box = {xy[0] - 3, xy[1], 6, xy[4 * self->n_periods - 1] - xy[1]};

      ori_layout_add_rect (layout, "interval", box, line->rgb, BAND_ALPHA * 1.6)->series =
          (int)line->series;
    } else if (n > 1) {
      memmove (xy + 2 * n, xy + 4 * self->n_periods - 2 * n, 2 * n * sizeof *xy);
      ori_layout_add_polygon (layout, "band", xy, 2 * n, line->rgb, BAND_ALPHA)->series =
          (int)line->series;
    }
    n = 0;
  }
}

static void
add_line (OriDynamics *self, const OriDynamicsLine *line)
{
  g_autofree double *xy = g_new (double, 2 * self->n_periods + 2);
  guint n = 0;

  for (guint i = 0; i <= self->n_periods; i++) {
    if (i < self->n_periods && ori_dynamics_point (self, line, i, &xy[2 * n], &xy[2 * n + 1])) {
      n++;
      continue;
    }
    if (n > 1)
      ori_layout_add_line (self->layout, "line", xy, n, line->rgb, line->width)->series =
          (int)line->series;
    n = 0;
  }
}

static void
add_marks (OriDynamics *self, const OriDynamicsLine *line)
{
  OriChartLayout *layout = self->layout;
  guint32 background = ori_layout_color (layout, ORI_COLOR_BACKGROUND);
  gboolean dots = line->color >= 0 || self->n * self->n_periods <= MOST_DOTS;
  double x, y;

  for (guint i = 0; i < self->n_periods; i++) {
    const OriChartPoint *point = ori_chart_spec_point (layout->spec, line->series, i);
    gboolean alone;
    OriPrim *prim;

    if (!ori_dynamics_point (self, line, i, &x, &y))
      continue;
    ori_layout_set_point (layout, line->series, i, x, y);
    alone = (i == 0 || isnan (ori_chart_spec_value (layout->spec, line->series, i - 1))) &&
            isnan (ori_chart_spec_value (layout->spec, line->series, i + 1));
    if (line->hidden || (!dots && !alone && !point->doubtful))
      continue;
    prim = ori_layout_add_mark (layout, "point", line->shape, x, y, line->radius, line->rgb);
    prim->series = (int)line->series;
    prim->point = (int)i;
    prim->stroke = background;
    prim->stroke_width = 0.9;
    if (point->doubtful) {
      prim->fill = background;
      prim->stroke = line->rgb;
      prim->stroke_width = MIN (line->width, 1.6);
    }
  }
}

/* Context below subjects, the strong line on top. */
static void
add_series (OriDynamics *self)
{
  for (guint i = 0; i < self->n; i++) {
    if (!self->lines[i].hidden && shows_band (self, &self->lines[i]))
      add_band (self, &self->lines[i]);
  }
  for (guint layer = 0; layer < 3; layer++) {
    for (guint i = 0; i < self->n; i++) {
      const OriDynamicsLine *line = &self->lines[i];
      guint own = line->color < 0 ? 0 : line->strong ? 2 : 1;

      if (own != layer)
        continue;
      if (!line->hidden)
        add_line (self, line);
      add_marks (self, line);
    }
  }
}

static void
add_target (OriDynamics *self)
{
  OriChartLayout *layout = self->layout;
  double target = ori_chart_finite (layout->spec->target);
  OriPrim *prim;
  double y;

  if (isnan (target))
    return;
  y = ori_layout_y (layout, &self->axis, target);
  prim =
      ori_layout_add_segment (layout, "target", layout->plot.x, y, layout->plot.x + layout->plot.w,
                              y, ori_layout_color (layout, ORI_COLOR_INK), 1);
  prim->dash[0] = 5;
  prim->dash[1] = 3;
}

/* ── all together ── */

/* Names of lines without a single value: the picture cannot show them, the note must. */
static char *
compose_missing (const OriDynamics *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->n; i++) {
    if (self->lines[i].first >= 0)
      continue;
    if (n++ < 6)
      g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", self->lines[i].name);
  }
  if (n == 0)
    return NULL;
  if (n > 6)
    return g_strdup_printf (ngettext (/* Translators: of lines in a chart. */
                                      "No data: %u line.", "No data: %u lines.", n),
                            n);
  /* Translators: names of lines without a single value follow. */
  return g_strdup_printf (_ ("No data: %s."), names->str);
}

static char *
compose_nothing (const OriChartSpec *spec)
{
  guint n = ori_chart_spec_n_periods (spec);
  g_autofree char *first = ori_chart_spec_period (spec, 0);
  g_autofree char *last = ori_chart_spec_period (spec, n > 0 ? n - 1 : 0);

  if (spec->series->len == 0 || *first == '\0' || *last == '\0')
    return g_strdup (_ ("There is nothing to show yet: no data."));
  if (n == 1)
    return g_strdup_printf (_ ("No data for %s."), first);
  /* Translators: first and last period. */
  return g_strdup_printf (_ ("No data for %s to %s: nothing was reported in any of the periods."),
                          first, last);
}

static gboolean
has_value (const OriDynamics *self)
{
  for (guint i = 0; i < self->n; i++) {
    if (self->lines[i].first >= 0)
      return TRUE;
  }
  return FALSE;
}

static void
fill_plot (OriDynamics *self)
{
  OriBox room = self->layout->plot;
  OriEndLabels ends = {0};

  choose_axis (self);
  self->x = g_new (double, self->n_periods);
  /* The labels' height is known only beside a plot, whose width depends on the labels: the first
   * level that fits wins. Period names are one or two lines, so guess their height here. */
  self->layout->plot.h -= 22;
  for (guint level = 0; level < 3 + self->n_labelled; level++) {
    ori_dynamics_clear_ends (&ends);
    ori_dynamics_measure_ends (self, &ends, level);
    if (ori_dynamics_spread_ends (self, &ends))
      break;
  }
  self->layout->plot = room;
  place_plot (self, &ends);
  add_target (self);
  add_series (self);
  if (ori_dynamics_spread_ends (self, &ends))
    ori_dynamics_add_ends (self, &ends);
  ori_dynamics_add_starts (self);
  ori_dynamics_add_values (self);
  ori_dynamics_clear_ends (&ends);
}

void
ori_layout_dynamics (OriChartLayout *layout)
{
  OriDynamics self = {.layout = layout,
                      .n = layout->spec->series->len,
                      .n_periods = layout->n_points,
                      .single = layout->spec->series->len == 1};
  g_autofree char *missing = NULL;

  collect_lines (&self);
  if (!has_value (&self)) {
    g_autofree char *sentence = compose_nothing (layout->spec);

    ori_layout_frame (layout, NULL);
    ori_layout_sentence (layout, sentence);
  } else {
    missing = compose_missing (&self);
    if (ori_layout_frame (layout, missing))
      fill_plot (&self);
    else
      ori_layout_sentence (layout, _ ("Too little room for the chart."));
  }
  for (guint i = 0; i < self.n; i++)
    g_free (self.lines[i].name);
  g_free (self.lines);
  g_free (self.x);
}
