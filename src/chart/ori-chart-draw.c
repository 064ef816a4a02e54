/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

/* Where text must stay text: the surfaces that keep glyphs. Everywhere else Cairo 1.16 would snap
 * each glyph to a pixel, so outlines are filled instead. */
static gboolean
keeps_glyphs (cairo_t *cr)
{
  switch (cairo_surface_get_type (cairo_get_target (cr))) {
  case CAIRO_SURFACE_TYPE_PDF:
  case CAIRO_SURFACE_TYPE_PS:
  case CAIRO_SURFACE_TYPE_SVG:
    return TRUE;
  default:
    return FALSE;
  }
}

#define HALO 2.4 /* width of the stroke */

static void
paint_text (cairo_t *cr, const OriPrim *prim, gboolean glyphs)
{
  if (prim->halo) {
    ori_paint_set_rgb (cr, prim->halo_rgb, 0.85);
    if (glyphs || !ori_chart_paint_mask (cr, prim, HALO)) {
      cairo_move_to (cr, prim->x, prim->y);
      pango_cairo_layout_path (cr, prim->text);
      cairo_set_line_width (cr, HALO);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      cairo_stroke (cr);
    }
  }
  ori_paint_set_rgb (cr, prim->fill, prim->fill_alpha);
  if (glyphs) {
    cairo_move_to (cr, prim->x, prim->y);
    pango_cairo_show_layout (cr, prim->text);
  } else if (!ori_chart_paint_mask (cr, prim, 0)) {
    cairo_move_to (cr, prim->x, prim->y);
    pango_cairo_layout_path (cr, prim->text);
    cairo_fill (cr);
  }
}

/* Fills and strokes the current path as @prim says. */
static void
paint_path (cairo_t *cr, const OriPrim *prim)
{
  if (prim->fill_alpha > 0) {
    ori_paint_set_rgb (cr, prim->fill, prim->fill_alpha);
    cairo_fill_preserve (cr);
  }
  if (prim->stroke_width > 0) {
    ori_paint_set_rgb (cr, prim->stroke, 1);
    cairo_set_line_width (cr, prim->stroke_width);
    cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash (cr, prim->dash, prim->dash[0] > 0 ? 2 : 0, 0);
    cairo_stroke_preserve (cr);
    cairo_set_dash (cr, NULL, 0, 0);
  }
  cairo_new_path (cr);
}

void
ori_chart_draw_prim (const OriChartLayout *layout, cairo_t *cr, const OriPrim *prim)
{
  const double *xy;

  cairo_new_path (cr);
  switch (prim->kind) {
  case ORI_PRIM_TEXT:
    paint_text (cr, prim, keeps_glyphs (cr));
    break;
  case ORI_PRIM_MARK:
    ori_mark_path (cr, prim->shape, prim->x, prim->y, prim->size);
    paint_path (cr, prim);
    break;
  case ORI_PRIM_LINE:
  case ORI_PRIM_POLYGON:
    xy = &g_array_index (layout->vertices, double, prim->first);
    for (guint i = 0; i < prim->n; i++)
      cairo_line_to (cr, xy[2 * i], xy[2 * i + 1]);
    if (prim->kind == ORI_PRIM_POLYGON)
      cairo_close_path (cr);
    paint_path (cr, prim);
    break;
  }
}

void
ori_chart_begin (const OriChartLayout *layout, cairo_t *cr)
{
  cairo_save (cr);
  cairo_scale (cr, layout->scale, layout->scale);
  cairo_rectangle (cr, 0, 0, layout->width, layout->height);
  cairo_clip (cr);
  ori_palette_set_source (cr, layout->palette, ORI_COLOR_BACKGROUND, 1);
  cairo_paint (cr);
}

void
ori_chart_draw (const OriChartLayout *layout, cairo_t *cr)
{
  g_return_if_fail (layout != NULL);
  g_return_if_fail (cr != NULL);

  ori_chart_begin (layout, cr);
  for (guint i = 0; i < layout->prims->len; i++)
    ori_chart_draw_prim (layout, cr, &g_array_index (layout->prims, OriPrim, i));
  cairo_restore (cr);
}
