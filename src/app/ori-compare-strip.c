/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-compare-strip.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-value-text.h"
#include "chart/ori-chart.h"
#include "core/ori-number.h"

#define WIDTH 220
#define HEIGHT 26
#define EDGE 6.0
#define DOT 4.5
#define BAND_HEIGHT 14.0

typedef struct {
  double value, low, high, median, similar, target;
  double band[2]; /* 95 % of the funnel; NAN */
  double max;     /* right end of the axis; the left one is 0 or below */
  double min;
  guint n_groups;
  int group;
} Strip;

/* ── painting ── */

static double
get_x (const Strip *self, double value, double width)
{
  return EDGE + (width - 2 * EDGE) * (value - self->min) / (self->max - self->min);
}

static void
paint_band (const Strip *self, cairo_t *cr, OriPalette palette, double width, double y)
{
  double left, right;

  if (!isfinite (self->band[0]) || !isfinite (self->band[1]))
    return;
  left = get_x (self, self->band[0], width);
  right = get_x (self, self->band[1], width);
  ori_palette_set_source (cr, palette, ORI_COLOR_CONTEXT, 0.35);
  cairo_rectangle (cr, left, y - BAND_HEIGHT / 2, MAX (right - left, 1), BAND_HEIGHT);
  cairo_fill (cr);
}

static void
paint_line (cairo_t *cr, double x0, double y0, double x1, double y1, double line_width)
{
  cairo_set_line_width (cr, line_width);
  cairo_move_to (cr, x0, y0);
  cairo_line_to (cr, x1, y1);
  cairo_stroke (cr);
}

static void
paint_marks (const Strip *self, cairo_t *cr, OriPalette palette, double width, double y)
{
  static const double dash[] = {4, 3};

  if (isfinite (self->target)) {
    double x = get_x (self, self->target, width);

    ori_palette_set_source (cr, palette, ORI_COLOR_INK2, 1);
    cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
    paint_line (cr, x, 2, x, HEIGHT - 2, 1);
    cairo_set_dash (cr, NULL, 0, 0);
  }
  if (isfinite (self->median)) {
    double x = get_x (self, self->median, width);

    ori_palette_set_source (cr, palette, ORI_COLOR_INK, 1);
    paint_line (cr, x, y - 8, x, y + 8, 1.5);
  }
  if (isfinite (self->similar)) {
    double x = get_x (self, self->similar, width), half = 5;

    ori_palette_set_source (cr, palette, ORI_COLOR_SERIES4, 1);
    cairo_move_to (cr, x, y - half);
    cairo_line_to (cr, x + half, y);
    cairo_line_to (cr, x, y + half);
    cairo_line_to (cr, x - half, y);
    cairo_close_path (cr);
    cairo_set_line_width (cr, 1.5);
    cairo_stroke (cr);
  }
}

static void
paint_own (const Strip *self, cairo_t *cr, OriPalette palette, double width, double y)
{
  guint group = (guint)MAX (self->group, 0);
  guint n_groups = self->group >= 0 ? self->n_groups : 1;
  guint32 mark;

  if (!isfinite (self->value))
    return;
  ori_palette_group (palette, n_groups, group, &mark, NULL, NULL);
  if (isfinite (self->low) && isfinite (self->high)) {
    cairo_set_source_rgb (cr, ((mark >> 16) & 0xFF) / 255.0, ((mark >> 8) & 0xFF) / 255.0,
                          (mark & 0xFF) / 255.0);
    paint_line (cr, get_x (self, self->low, width), y, get_x (self, self->high, width), y, 2.5);
  }
  ori_paint_group_mark (cr, palette, n_groups, group, get_x (self, self->value, width), y, DOT);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const Strip *self = data;
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  OriPalette palette = dark ? ORI_PALETTE_DARK : ORI_PALETTE_LIGHT;
  double y = height / 2.0;

  paint_band (self, cr, palette, width, y);
  ori_palette_set_source (cr, palette, ORI_COLOR_RULE, 1);
  paint_line (cr, EDGE, y, width - EDGE, y, 1);
  paint_marks (self, cr, palette, width, y);
  paint_own (self, cr, palette, width, y);
}

/* ── words ── */

const char *
ori_compare_strip_legend (void)
{
  /* xgettext:no-c-format */
  return _ ("Dot and line: the value with its 95 % interval. Tick: the median of all. Diamond: the "
            "median of similar territories. Band: what chance alone gives at this size. Dashes: "
            "the target.");
}

const char *
ori_compare_place_words (OriFunnelPlace place)
{
  switch (place) {
  case ORI_FUNNEL_BELOW:
    return _ ("lower than chance usually gives at this size");
  case ORI_FUNNEL_FAR_BELOW:
    return _ ("far lower than chance gives at this size");
  case ORI_FUNNEL_ABOVE:
    return _ ("higher than chance usually gives at this size");
  case ORI_FUNNEL_FAR_ABOVE:
    return _ ("far higher than chance gives at this size");
  case ORI_FUNNEL_NONE:
  case ORI_FUNNEL_INSIDE:
    break;
  }
  return NULL;
}

static void
append_figure (GString *text, const char *name, double low, double high)
{
  g_autofree char *a = ori_number_format_short (low, 1);
  g_autofree char *b = ori_number_format_short (high, 1);

  if (!isfinite (low) || !isfinite (high))
    return;
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", name, a);
  if (low != high)
    g_string_append_printf (text, "–%s", b);
}

static char *
describe (const OriCompared *compared, const Strip *strip)
{
  GString *text = g_string_new (NULL);

  append_figure (text, _ ("Value"), strip->value, strip->value);
  /* xgettext:no-c-format */
  append_figure (text, _ ("95 % interval"), strip->low, strip->high);
  append_figure (text, _ ("Median of all"), strip->median, strip->median);
  append_figure (text, _ ("Median of similar territories"), strip->similar, strip->similar);
  append_figure (text, _ ("Best"), compared->best, compared->best);
  append_figure (text, _ ("By chance at this size"), strip->band[0], strip->band[1]);
  append_figure (text, _ ("Target"), strip->target, strip->target);
  return g_string_free (text, FALSE);
}

/* ── making ── */

static void
widen (Strip *self, double value)
{
  if (!isfinite (value))
    return;
  self->max = MAX (self->max, value);
  self->min = MIN (self->min, value);
}

static void
set_axis (Strip *self, const OriCompared *compared)
{
  gboolean percent = g_strcmp0 (compared->indicator->unit, "%") == 0;
  const double all[] = {self->value,   self->low,     self->high,    self->median,
                        self->similar, self->band[0], self->band[1], compared->best};

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    widen (self, all[i]);
  widen (self, self->target);
  if (percent && self->min >= 0 && self->max <= 100)
    self->max = 100;
  if (self->max <= self->min)
    self->max = self->min + 1;
}

GtkWidget *
ori_compare_strip_new (const OriCompared *compared, guint n_groups)
{
  GtkWidget *area = gtk_drawing_area_new ();
  Strip *self = g_new0 (Strip, 1);
  gboolean known = compared->value.status == ORI_STATUS_VALUE;
  g_autofree char *words = NULL;

  self->value = known ? compared->value.value : NAN;
  self->low = compared->low;
  self->high = compared->high;
  self->median = compared->median;
  self->similar = compared->similar;
  self->target = compared->indicator->target;
  self->band[0] = compared->funnel.n_units > 0 ? compared->wide[1] : NAN;
  self->band[1] = compared->funnel.n_units > 0 ? compared->wide[2] : NAN;
  self->n_groups = n_groups;
  self->group = compared->group;
  set_axis (self, compared);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, g_free);
  words = describe (compared, self);
  gtk_widget_set_tooltip_text (area, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), area, G_CONNECT_SWAPPED);
  return area;
}
