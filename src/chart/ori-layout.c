/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Below this the plot says nothing. */
#define LEAST_PLOT_WIDTH 120.0
#define LEAST_PLOT_HEIGHT 70.0

static void
clear_prim (gpointer data)
{
  OriPrim *prim = data;

  g_clear_object (&prim->text);
}

/* The same glyph positions on every surface and at every zoom. */
static PangoContext *
create_context (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  pango_context_set_language (context, pango_language_from_string ("ru"));
  cairo_font_options_destroy (options);
  return context;
}

static void
measure_font (OriChartLayout *layout)
{
  const double size = 100;
  PangoFontMetrics *metrics;

  pango_font_description_set_size (layout->font, (int)(size * PANGO_SCALE));
  metrics = pango_context_get_metrics (layout->context, layout->font, NULL);
  layout->ascent = pango_font_metrics_get_ascent (metrics) / size / PANGO_SCALE;
  layout->descent = pango_font_metrics_get_descent (metrics) / size / PANGO_SCALE;
  pango_font_metrics_unref (metrics);
}

static double
sane_length (double value, double otherwise)
{
  return isfinite (value) ? CLAMP (value, 1, 20000) : otherwise;
}

static void
take_order (OriChartLayout *layout)
{
  layout->owns_order = layout->spec->order[0] == NULL;
  for (guint i = 0; i < G_N_ELEMENTS (layout->order); i++)
    layout->order[i] =
        layout->owns_order ? ori_chart_order_new (layout->spec, i) : layout->spec->order[i];
}

OriChartLayout *
ori_chart_layout_new (const OriChartSpec *spec, OriPalette palette, const char *font_family,
                      double width, double height, double scale)
{
  OriChartLayout *layout;
  guint n_xy;

  g_return_val_if_fail (spec != NULL, NULL);

  layout = g_new0 (OriChartLayout, 1);
  layout->spec = spec;
  layout->palette = palette;
  layout->scale = isfinite (scale) ? CLAMP (scale, 0.1, 20) : 1;
  layout->width = sane_length (width, 720) / layout->scale;
  layout->height = sane_length (height, 450) / layout->scale;
  layout->context = create_context ();
  layout->font = pango_font_description_new ();
  pango_font_description_set_family (layout->font, font_family != NULL ? font_family : "Sans");
  measure_font (layout);
  layout->prims = g_array_new (FALSE, FALSE, sizeof (OriPrim));
  g_array_set_clear_func (layout->prims, clear_prim);
  layout->vertices = g_array_new (FALSE, FALSE, sizeof (double));
  if (spec->kind == ORI_CHART_BENCH)
    take_order (layout);
  /* Under a drag the series, of which there may be many, are not walked. */
  layout->n_points =
      layout->order[0] != NULL ? layout->order[0]->n_points : ori_chart_spec_n_periods (spec);
  /* Of a crowd no point has a place of its own. */
  if (spec->kind != ORI_CHART_BENCH || layout->order[0]->n <= ORI_BENCH_MOST_DOTS) {
    n_xy = spec->series->len * layout->n_points;
    layout->xy = g_new (double, 2 * (gsize)n_xy + 1);
    for (guint i = 0; i < 2 * n_xy; i++)
      layout->xy[i] = NAN;
  }

  switch (spec->kind) {
  case ORI_CHART_BARS:
    ori_layout_bars (layout);
    break;
  case ORI_CHART_RANKED:
    ori_layout_ranked (layout);
    break;
  case ORI_CHART_BENCH:
    ori_layout_bench (layout);
    break;
  case ORI_CHART_FUNNEL:
    ori_layout_funnel (layout);
    break;
  case ORI_CHART_DYNAMICS:
  default:
    ori_layout_dynamics (layout);
    break;
  }
  return layout;
}

void
ori_chart_layout_free (OriChartLayout *layout)
{
  if (layout == NULL)
    return;
  g_array_unref (layout->prims);
  g_array_unref (layout->vertices);
  g_object_unref (layout->context);
  pango_font_description_free (layout->font);
  for (guint i = 0; i < G_N_ELEMENTS (layout->density); i++)
    g_free (layout->density[i].top);
  for (guint i = 0; layout->owns_order && i < G_N_ELEMENTS (layout->order); i++)
    ori_chart_order_free (layout->order[i]);
  g_free (layout->xy);
  g_free (layout);
}

guint32
ori_layout_color (const OriChartLayout *layout, OriColor role)
{
  return ori_palette_color (layout->palette, role);
}

/* ── the display list ── */

static OriPrim *
add_prim (OriChartLayout *layout, OriPrimKind kind, const char *role)
{
  OriPrim prim = {.kind = kind, .role = role, .series = -1, .point = -1};

  g_array_append_val (layout->prims, prim);
  return &g_array_index (layout->prims, OriPrim, layout->prims->len - 1);
}

static OriPrim *
add_vertices (OriChartLayout *layout, OriPrim *prim, const double *xy, guint n)
{
  prim->first = layout->vertices->len;
  prim->n = n;
  g_array_append_vals (layout->vertices, xy, 2 * n);
  return prim;
}

OriPrim *
ori_layout_add_line (OriChartLayout *layout, const char *role, const double *xy, guint n,
                     guint32 rgb, double width)
{
  OriPrim *prim = add_vertices (layout, add_prim (layout, ORI_PRIM_LINE, role), xy, n);

  prim->stroke = rgb;
  prim->stroke_width = width;
  return prim;
}

OriPrim *
ori_layout_add_segment (OriChartLayout *layout, const char *role, double x0, double y0, double x1,
                        double y1, guint32 rgb, double width)
{
  const double xy[] = {x0, y0, x1, y1};

  return ori_layout_add_line (layout, role, xy, 2, rgb, width);
}

OriPrim *
ori_layout_add_polygon (OriChartLayout *layout, const char *role, const double *xy, guint n,
                        guint32 rgb, double alpha)
{
  OriPrim *prim = add_vertices (layout, add_prim (layout, ORI_PRIM_POLYGON, role), xy, n);

  prim->fill = rgb;
  prim->fill_alpha = alpha;
  return prim;
}

OriPrim *
ori_layout_add_rect (OriChartLayout *layout, const char *role, OriBox box, guint32 rgb,
                     double alpha)
{
  const double xy[] = {box.x,         box.y,         box.x + box.w, box.y,
                       box.x + box.w, box.y + box.h, box.x,         box.y + box.h};

  return ori_layout_add_polygon (layout, role, xy, 4, rgb, alpha);
}

OriPrim *
ori_layout_add_mark (OriChartLayout *layout, const char *role, OriMarkShape shape, double x,
                     double y, double size, guint32 rgb)
{
  OriPrim *prim = add_prim (layout, ORI_PRIM_MARK, role);

  prim->shape = shape;
  prim->x = x;
  prim->y = y;
  prim->size = size;
  prim->fill = rgb;
  prim->fill_alpha = 1;
  return prim;
}

void
ori_layout_set_point (OriChartLayout *layout, guint series, guint point, double x, double y)
{
  gsize i = (gsize)series * layout->n_points + point;

  if (layout->xy == NULL)
    return;
  layout->xy[2 * i] = x;
  layout->xy[2 * i + 1] = y;
}

/* On top of its column. */
static gboolean
get_crowded (const OriChartLayout *layout, guint series, guint point, double *x, double *y)
{
  const OriDensity *density = &layout->density[point];
  double value = ori_chart_spec_value (layout->spec, series, point);

  if (density->n == 0 || isnan (value))
    return FALSE;
  *x = ori_score_x (layout, value);
  *y = density->top[(guint)CLAMP ((*x - density->x0) / density->width, 0, density->n - 1)];
  return TRUE;
}

gboolean
ori_layout_get_point (const OriChartLayout *layout, guint series, guint point, double *x, double *y)
{
  if (series >= layout->spec->series->len || point >= layout->n_points)
    return FALSE;
  if (layout->xy != NULL) {
    const double *xy = layout->xy + 2 * ((gsize)series * layout->n_points + point);

    *x = xy[0];
    *y = xy[1];
    if (!isnan (xy[0]))
      return TRUE;
  }
  return point < G_N_ELEMENTS (layout->density) && get_crowded (layout, series, point, x, y);
}

/* ── the frame ── */

static char *
compose_subtitle (const OriChartSpec *spec)
{
  g_autofree char *subtitle = ori_chart_text_clean (spec->subtitle);

  if (!spec->training)
    return g_steal_pointer (&subtitle);
  if (*subtitle == '\0')
    return g_strdup (spec->training_text ? spec->training_text : _ ("Training data"));
  if (spec->training_text)
    return g_strdup_printf ("%s · %s", subtitle, spec->training_text);
  /* Translators: joins the subtitle of a chart whose numbers are invented. */
  return g_strdup_printf (_ ("%s · training data"), subtitle);
}

static char *
compose_note (const OriChartSpec *spec, const char *extra)
{
  g_autofree char *note = ori_chart_text_clean (spec->note);

  if (extra == NULL || *extra == '\0')
    return g_steal_pointer (&note);
  return *note == '\0' ? g_strdup (extra) : g_strconcat (extra, " ", note, NULL);
}

/* Places a heading text if there is one and returns the y below it. */
static double
add_heading (OriChartLayout *layout, const char *text, const char *role, double margin, double y,
             double size, gboolean bold, int lines, OriColor color)
{
  OriChartText measured;
  double below;

  if (*text == '\0')
    return y;
  measured = ori_chart_text_new (layout, text, size, bold, layout->width - 2 * margin, lines);
  below = y + measured.height;
  ori_layout_add_text (layout, &measured, role, margin, y, 0, ori_layout_color (layout, color));
  return below;
}

gboolean
ori_layout_frame (OriChartLayout *layout, const char *extra)
{
  const OriChartSpec *spec = layout->spec;
  g_autofree char *title = ori_chart_text_clean (spec->title);
  g_autofree char *subtitle = compose_subtitle (spec);
  g_autofree char *note = compose_note (spec, extra);
  double margin = MIN (ORI_CHART_MARGIN, layout->width / 12);
  double top = layout->height < 120 ? MIN (6, layout->height / 8) : ORI_CHART_MARGIN - 3;
  double bottom = layout->height - MIN (ORI_CHART_MARGIN - 4, layout->height / 12);
  double room = layout->width - 2 * margin;
  gboolean plot_fits;

  if (room < 40 || layout->height < 40) {
    layout->plot = (OriBox){margin, top, MAX (room, 1), MAX (bottom - top, 1)};
    return FALSE;
  }
  top = add_heading (layout, title, "title", margin, top, layout->width < 480 ? 12 : ORI_TYPE_TITLE,
                     TRUE,
                     layout->height < 240   ? 1
                     : layout->height < 330 ? 2
                                            : 3,
                     ORI_COLOR_INK);
  if (layout->height - top > 90)
    top = add_heading (layout, subtitle, "subtitle", margin, top + 1, ORI_TYPE_SUBTITLE, FALSE,
                       layout->height < 240 ? 1 : 2, ORI_COLOR_INK2);
  if (top > ORI_CHART_MARGIN)
    top += 9;
  plot_fits = room >= LEAST_PLOT_WIDTH && bottom - top >= LEAST_PLOT_HEIGHT;
  if (*note != '\0' && plot_fits) {
    int lines = CLAMP ((int)((bottom - top) / 60), 1, 4);
    OriChartText text = ori_chart_text_new (layout, note, ORI_TYPE_NOTE, FALSE, room, lines);

    if (bottom - text.height - 7 - top >= LEAST_PLOT_HEIGHT + 25) {
      bottom -= text.height;
      ori_layout_add_text (layout, &text, "note", margin, bottom, 0,
                           ori_layout_color (layout, ORI_COLOR_INK3));
      bottom -= 7;
    }
    ori_chart_text_clear (&text);
  }
  layout->plot = (OriBox){margin, top, room, bottom - top};
  return plot_fits;
}

void
ori_layout_sentence (OriChartLayout *layout, const char *sentence)
{
  OriBox box = layout->plot;
  OriChartText text;
  OriPrim *prim;

  if (box.h < 1)
    return;
  prim = ori_layout_add_rect (layout, "frame", box, 0, 0);
  prim->stroke = ori_layout_color (layout, ORI_COLOR_RULE);
  prim->stroke_width = 0.75;
  text = ori_chart_text_new (layout, sentence, ORI_TYPE_LABEL, FALSE, MAX (box.w - 16, 1),
                             CLAMP ((int)(box.h / 14), 1, 4));
  if (text.height <= box.h && text.width <= box.w)
    ori_layout_add_text (layout, &text, "sentence", box.x + box.w / 2,
                         box.y + (box.h - text.height) / 2, 0.5,
                         ori_layout_color (layout, ORI_COLOR_INK2));
  ori_chart_text_clear (&text);
}

/* ── the dump ── */

static void
dump_ids (GString *out, const OriPrim *prim)
{
  if (prim->series >= 0)
    g_string_append_printf (out, " series=%d", prim->series);
  if (prim->point >= 0)
    g_string_append_printf (out, " point=%d", prim->point);
}

static void
dump_prim (const OriChartLayout *layout, GString *out, const OriPrim *prim)
{
  static const char *const kinds[] = {"text", "line", "polygon", "mark"};
  static const char *const shapes[] = {"circle", "square", "diamond", "up", "down"};
  double s = layout->scale;
  const double *xy = &g_array_index (layout->vertices, double, prim->first);

  g_string_append_printf (out, "%s %s", kinds[prim->kind], prim->role);
  dump_ids (out, prim);
  switch (prim->kind) {
  case ORI_PRIM_TEXT:
    g_string_append_printf (out, " %ld,%ld %ldx%ld #%06X \"%s\"", lround (prim->box.x * s),
                            lround (prim->box.y * s), lround (prim->box.w * s),
                            lround (prim->box.h * s), prim->fill,
                            pango_layout_get_text (prim->text));
    break;
  case ORI_PRIM_MARK:
    g_string_append_printf (out, " %s %ld,%ld #%06X%s", shapes[prim->shape], lround (prim->x * s),
                            lround (prim->y * s), prim->fill,
                            prim->stroke_width > 0 ? " outlined" : "");
    break;
  case ORI_PRIM_LINE:
  case ORI_PRIM_POLYGON:
    for (guint i = 0; i < MIN (prim->n, 24); i++)
      g_string_append_printf (out, " %ld,%ld", lround (xy[2 * i] * s), lround (xy[2 * i + 1] * s));
    g_string_append_printf (out, " #%06X%s",
                            prim->kind == ORI_PRIM_LINE ? prim->stroke : prim->fill,
                            prim->dash[0] > 0 ? " dashed" : "");
    break;
  }
  g_string_append_c (out, '\n');
}

char *
ori_chart_layout_dump (const OriChartLayout *layout)
{
  GString *out = g_string_new (NULL);
  double s = layout->scale;

  g_string_append_printf (
      out, "%s %ldx%ld plot %ld,%ld %ldx%ld\n", ori_chart_kind_code (layout->spec->kind),
      lround (layout->width * s), lround (layout->height * s), lround (layout->plot.x * s),
      lround (layout->plot.y * s), lround (layout->plot.w * s), lround (layout->plot.h * s));
  for (guint i = 0; i < layout->prims->len; i++)
    dump_prim (layout, out, &g_array_index (layout->prims, OriPrim, i));
  return g_string_free (out, FALSE);
}
