/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MOST_ROWS 45
#define NAME_SHARE 0.30
/* Rows of type nearer than this run together. */
#define LEAST_PITCH 1.14

typedef struct {
  OriChartLayout *layout;
  guint *order; /* series by rank */
  guint n, n_shown;
  double pitch, size;          /* of a row and of its type */
  double names, values, notes; /* widths of columns */
  int decimals;                /* of the column of values */
  double top;                  /* of the first row */
} Ranked;

static int
compare_rank_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  guint i = *(const guint *)a, k = *(const guint *)b;
  double x = ori_chart_spec_value (data, i, 0);
  double y = ori_chart_spec_value (data, k, 0);

  if (isnan (x) != isnan (y))
    return isnan (x) ? 1 : -1;
  if (!isnan (x) && x != y)
    return x > y ? -1 : 1;
  return i < k ? -1 : 1;
}

static void
choose_order (Ranked *self)
{
  const OriChartSpec *spec = self->layout->spec;

  for (guint i = 0; i < self->n; i++)
    self->order[i] = i;
  g_qsort_with_data (self->order, (gint)self->n, sizeof *self->order, compare_rank_cb,
                     (gpointer)spec);
}

/* The largest type whose rows fit; when even the smallest does not, fewer rows. */
static void
choose_rows (Ranked *self, double height)
{
  static const double sizes[] = {ORI_TYPE_LABEL, ORI_TYPE_AXIS, ORI_TYPE_SMALL, ORI_TYPE_NOTE, 7};
  double scale = self->layout->scale;
  guint n = MIN (self->n, MOST_ROWS);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    self->size = MAX (sizes[i], ORI_CHART_SMALLEST / scale);
    if (n * self->size * LEAST_PITCH * 1.05 <= height)
      break;
  }
  self->n_shown = (guint)MIN (n, MAX (height / (self->size * LEAST_PITCH * 1.05), 1));
  self->pitch = MIN (height / self->n_shown, 22);
  /* The highlighted row is shown even when it would be left out. */
  for (guint i = self->n_shown; i < self->n; i++) {
    if ((int)self->order[i] == self->layout->spec->highlighted) {
      self->order[self->n_shown - 1] = self->order[i];
      break;
    }
  }
}

/* One number of decimals for the whole column, so that the digits stand under each other. */
static void
choose_decimals (Ranked *self)
{
  self->decimals = 0;
  for (guint i = 0; i < self->n; i++) {
    double value = ori_chart_spec_value (self->layout->spec, i, 0);

    if (!isnan (value) && fabs (value) < 1000 && fabs (value - round (value)) > 0.05)
      self->decimals = 1;
  }
}

static OriChartText
create_value (Ranked *self, guint series)
{
  const OriChartPoint *point = ori_chart_spec_point (self->layout->spec, series, 0);
  double number = ori_chart_spec_value (self->layout->spec, series, 0);
  gboolean plain =
      (point == NULL || point->label == NULL) && fabs (number) >= 1 && fabs (number) < 1e12;
  g_autofree char *value = plain ? ori_number_format (number, self->decimals)
                                 : ori_chart_spec_value_text (self->layout->spec, series, 0, FALSE);

  return ori_chart_text_new (self->layout, value, self->size, TRUE, 70, 1);
}

static OriChartText
create_note (Ranked *self, guint series)
{
  return ori_chart_text_new (self->layout, ori_chart_spec_series (self->layout->spec, series)->note,
                             self->size, FALSE, self->layout->width * 0.22, 1);
}

static OriChartText
create_name (Ranked *self, guint series)
{
  g_autofree char *label = ori_chart_spec_label (self->layout->spec, series);

  return ori_chart_text_new (self->layout, label, self->size,
                             (int)series == self->layout->spec->highlighted,
                             (self->layout->width - 2 * ORI_CHART_MARGIN) * NAME_SHARE, 1);
}

static void
widen_column (double *width, OriChartText text)
{
  *width = MAX (*width, text.width);
  ori_chart_text_clear (&text);
}

static void
measure_columns (Ranked *self)
{
  for (guint i = 0; i < self->n_shown; i++) {
    widen_column (&self->names, create_name (self, self->order[i]));
    widen_column (&self->values, create_value (self, self->order[i]));
    widen_column (&self->notes, create_note (self, self->order[i]));
  }
  if (self->layout->width < 420)
    self->notes = 0;
}

static void
add_grid (Ranked *self, double top, double bottom)
{
  OriChartLayout *layout = self->layout;
  gboolean tinted = layout->spec->n_thresholds > 0;
  guint32 rgb = ori_layout_color (layout, tinted ? ORI_COLOR_BACKGROUND : ORI_COLOR_GRID);

  for (guint i = 0; i < layout->score.n; i++) {
    double x = ori_score_x (layout, ori_axis_tick (&layout->score, i));

    ori_layout_add_segment (layout, "grid", x, top, x, bottom, rgb, 0.75);
  }
  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double threshold = ori_chart_finite (layout->spec->thresholds[i]);
    double x;

    if (isnan (threshold))
      continue;
    x = ori_score_x (layout, threshold);
    ori_layout_add_segment (layout, "threshold", x, top, x, bottom,
                            ori_layout_color (layout, ORI_COLOR_INK2), 1);
  }
}

static void
add_texts (Ranked *self, guint series, double y)
{
  OriChartLayout *layout = self->layout;
  const OriBox *plot = &layout->plot;
  int group = ori_score_group (layout->spec, series);
  OriChartText name = create_name (self, series);
  OriChartText value = create_value (self, series);
  OriChartText note = create_note (self, series);
  gboolean muted = ori_chart_spec_series (layout->spec, series)->muted;
  guint32 rgb;

  ori_score_colors (layout, group, NULL, &rgb, NULL);
  ori_layout_add_text (layout, &name, "label", plot->x - 8, y - name.height / 2, 1,
                       ori_layout_color (layout, muted ? ORI_COLOR_INK3 : ORI_COLOR_INK))
      ->series = (int)series;
  ori_layout_add_text (layout, &value, "value", plot->x + plot->w + 14 + self->values,
                       y - value.height / 2, 1, rgb)
      ->series = (int)series;
  if (self->notes > 0 && note.width > 0)
    ori_layout_add_text (layout, &note, "label-note", plot->x + plot->w + 24 + self->values,
                         y - note.height / 2, 0, ori_layout_color (layout, ORI_COLOR_INK2))
        ->series = (int)series;
  ori_chart_text_clear (&note);
}

static void
add_row (Ranked *self, guint row)
{
  OriChartLayout *layout = self->layout;
  guint series = self->order[row];
  double value = ori_chart_spec_value (layout->spec, series, 0);
  double y = self->top + (row + 0.5) * self->pitch;
  double radius = CLAMP (self->pitch * 0.3, 2.2, 3.6);
  double x, low, high;
  OriPrim *prim;
  guint32 mark;

  prim =
      ori_layout_add_segment (layout, "row", layout->plot.x - 4, y, layout->plot.x + layout->plot.w,
                              y, ori_layout_color (layout, ORI_COLOR_RULE), 0.5);
  prim->dash[0] = 1;
  prim->dash[1] = 2.5;
  add_texts (self, series, y);
  if (isnan (value))
    return;
  x = ori_score_x (layout, value);
  ori_score_colors (layout, ori_score_group (layout->spec, series), &mark, NULL, NULL);
  if (ori_chart_spec_interval (layout->spec, series, 0, &low, &high)) {
    gboolean grey = layout->palette == ORI_PALETTE_GREY;

    prim = ori_layout_add_segment (layout, "interval", ori_score_x (layout, low), y,
                                   ori_score_x (layout, high), y, grey ? 0x555555 : mark, 1.3);
    prim->series = (int)series;
  }
  prim = ori_score_add_dot (layout, "point", series, 0, x, y, radius);
  ori_layout_set_point (layout, series, 0, x, y);
}

/* Rules between the groups, across all columns. */
static void
add_rules (Ranked *self)
{
  OriChartLayout *layout = self->layout;

  for (guint i = 1; i < self->n_shown; i++) {
    double y = self->top + i * self->pitch;

    if (ori_score_group (layout->spec, self->order[i]) !=
        ori_score_group (layout->spec, self->order[i - 1]))
      ori_layout_add_segment (layout, "rule", ORI_CHART_MARGIN, y, layout->width - ORI_CHART_MARGIN,
                              y, ori_layout_color (layout, ORI_COLOR_RULE), 0.75);
  }
}

static char *
compose_extra (const Ranked *self, guint n_shown)
{
  g_autofree char *missing = ori_score_compose_missing (self->layout);
  g_autofree char *cut = NULL;

  if (n_shown < self->n)
    /* Translators: rows of a chart. */
    cut = g_strdup_printf (_ ("Shown: %u of %u."), n_shown, self->n);
  if (cut == NULL || missing == NULL)
    return cut != NULL ? g_steal_pointer (&cut) : g_steal_pointer (&missing);
  return g_strconcat (cut, " ", missing, NULL);
}

static void
fill_plot (Ranked *self)
{
  OriChartLayout *layout = self->layout;
  OriBox *plot = &layout->plot;
  OriBox room = *plot;
  double heads = ori_score_measure_heads (layout);
  double bottom = plot->y + plot->h - 16;

  self->top = plot->y + (heads > 0 ? heads + 4 : 2);
  choose_decimals (self);
  measure_columns (self);
  plot->x += self->names + 8;
  plot->w -= self->names + 8 + self->values + 14 + (self->notes > 0 ? self->notes + 10 : 0);
  if (plot->w < 40) {
    *plot = room;
    ori_layout_sentence (layout, _ ("Too little room for the chart."));
    return;
  }
  bottom = MIN (bottom, self->top + self->n_shown * self->pitch);
  plot->h = bottom - plot->y;
  ori_score_init_axis (layout);
  ori_score_add_tints (layout, self->top, bottom);
  add_grid (self, self->top, bottom);
  ori_score_add_heads (layout, plot->y);
  ori_score_add_ticks (layout, bottom);
  add_rules (self);
  for (guint i = 0; i < self->n_shown; i++)
    add_row (self, i);
}

/* The note says how many rows are left out, and takes their room: repeat until both agree. */
static gboolean
choose_frame (Ranked *self)
{
  double heads = ori_score_measure_heads (self->layout);

  for (guint pass = 0; pass < 4; pass++) {
    guint said = self->n_shown;
    g_autofree char *extra = compose_extra (self, said);

    g_array_set_size (self->layout->prims, 0);
    if (!ori_layout_frame (self->layout, extra))
      return FALSE;
    choose_order (self);
    choose_rows (self, self->layout->plot.h - 18 - (heads > 0 ? heads + 4 : 2));
    if (self->n_shown >= said) {
      self->n_shown = said;
      break;
    }
  }
  return TRUE;
}

void
ori_layout_ranked (OriChartLayout *layout)
{
  Ranked self = {.layout = layout, .n = layout->spec->series->len};

  if (self.n == 0) {
    ori_layout_frame (layout, NULL);
    ori_layout_sentence (layout, _ ("There is nothing to show yet: no data."));
    return;
  }
  self.order = g_new (guint, self.n);
  self.n_shown = self.n;
  if (!choose_frame (&self))
    ori_layout_sentence (layout, _ ("Too little room for the chart."));
  else
    fill_plot (&self);
  g_free (self.order);
}
