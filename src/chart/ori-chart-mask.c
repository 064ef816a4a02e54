/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts as coverage of pixels. Filling the outlines of letters is the dear part of painting, and
 * under a drag most texts stay where they are, or come back to a row where they were: what was
 * filled once is kept with the text, and gives the same pixels as filling it again. */
#include "chart/ori-chart-private.h"

#include <math.h>

#define MOST_MASKS 8 /* of one text */
#define PARTS 256    /* of a pixel: cairo rounds to these */
#define PAD 4        /* pixels around the logical box, besides a part of its height */

typedef struct {
  cairo_surface_t *surface;
  double zoom;        /* pixels to a layout unit */
  int x_part, y_part; /* of the origin of the text within its pixel */
  int left, top;      /* pixels from there to the edge of the surface */
  double stroke;      /* width of the outline, 0: filled */
} Mask;

static void
clear_mask (gpointer data)
{
  cairo_surface_destroy (((Mask *)data)->surface);
}

static GArray *
get_masks (PangoLayout *text)
{
  static GQuark quark = 0;
  GArray *masks;

  if (quark == 0)
    quark = g_quark_from_static_string ("ori-chart-masks");
  masks = g_object_get_qdata (G_OBJECT (text), quark);
  if (masks == NULL) {
    masks = g_array_new (FALSE, FALSE, sizeof (Mask));
    g_array_set_clear_func (masks, clear_mask);
    g_object_set_qdata_full (G_OBJECT (text), quark, masks, (GDestroyNotify)g_array_unref);
  }
  return masks;
}

static void
fill_mask (Mask *mask, PangoLayout *text)
{
  PangoRectangle ink;
  cairo_t *cr;
  int right, bottom;
  double pad = PAD + mask->stroke * mask->zoom;

  pango_layout_get_extents (text, &ink, NULL);
  mask->left = (int)floor (mask->zoom * ink.x / PANGO_SCALE - pad);
  mask->top = (int)floor (mask->zoom * ink.y / PANGO_SCALE - pad);
  right = (int)ceil (mask->zoom * (ink.x + ink.width) / PANGO_SCALE + pad);
  bottom = (int)ceil (mask->zoom * (ink.y + ink.height) / PANGO_SCALE + pad);
  mask->surface =
      cairo_image_surface_create (CAIRO_FORMAT_A8, right - mask->left, bottom - mask->top);
  cr = cairo_create (mask->surface);
  cairo_translate (cr, (double)mask->x_part / PARTS - mask->left,
                   (double)mask->y_part / PARTS - mask->top);
  cairo_scale (cr, mask->zoom, mask->zoom);
  pango_cairo_layout_path (cr, text);
  if (mask->stroke > 0) {
    cairo_set_line_width (cr, mask->stroke);
    cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
    cairo_stroke (cr);
  } else {
    cairo_fill (cr);
  }
  cairo_destroy (cr);
}

static const Mask *
find_mask (PangoLayout *text, const Mask *wanted)
{
  GArray *masks = get_masks (text);
  Mask mask = *wanted;

  for (guint i = 0; i < masks->len; i++) {
    const Mask *kept = &g_array_index (masks, Mask, i);

    if (kept->zoom == mask.zoom && kept->x_part == mask.x_part && kept->y_part == mask.y_part &&
        kept->stroke == mask.stroke)
      return kept;
  }
  if (masks->len >= MOST_MASKS)
    g_array_remove_index (masks, 0);
  fill_mask (&mask, text);
  g_array_append_val (masks, mask);
  return &g_array_index (masks, Mask, masks->len - 1);
}

gboolean
ori_chart_paint_mask (cairo_t *cr, const OriPrim *prim, double stroke)
{
  cairo_surface_t *target = cairo_get_target (cr);
  double x = prim->x, y = prim->y, scale, other;
  cairo_matrix_t matrix;
  const Mask *mask;
  Mask wanted = {.stroke = stroke};

  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &scale, &other);
  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE || matrix.xy != 0 ||
      matrix.yx != 0 || matrix.xx != matrix.yy || !(matrix.xx > 0) || scale != other ||
      pango_layout_get_line_count (prim->text) != 1)
    return FALSE;
  cairo_user_to_device (cr, &x, &y);
  x = round (x * scale * PARTS);
  y = round (y * scale * PARTS);
  if (fabs (x) > 1e8 || fabs (y) > 1e8)
    return FALSE;
  wanted.zoom = matrix.xx * scale;
  wanted.x_part = (int)(x - floor (x / PARTS) * PARTS);
  wanted.y_part = (int)(y - floor (y / PARTS) * PARTS);
  mask = find_mask (prim->text, &wanted);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_scale (cr, 1 / scale, 1 / scale);
  cairo_mask_surface (cr, mask->surface, floor (x / PARTS) + mask->left,
                      floor (y / PARTS) + mask->top);
  cairo_restore (cr);
  return TRUE;
}
