/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PNG_PIXELS_PER_POINT 2.0
#define MOST_PIXELS 30000.0
/* Pictures carry no time of making, so that the same numbers give the same bytes. */
#define FIXED_DATE "2000-01-01T00:00:00Z"

G_DEFINE_QUARK (ori_chart_error_quark, ori_chart_error)

gboolean
ori_picture_format_parse (const char *path, OriPictureFormat *format)
{
  static const char *const extensions[] = {"png", "svg", "pdf"};
  const char *dot = path != NULL ? strrchr (path, '.') : NULL;

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (extensions); i++) {
    if (g_ascii_strcasecmp (dot + 1, extensions[i]) == 0) {
      if (format != NULL)
        *format = (OriPictureFormat)i;
      return TRUE;
    }
  }
  return FALSE;
}

static cairo_status_t
append_bytes_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static gboolean
check_status (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, ORI_CHART_ERROR, ORI_CHART_ERROR_WRITE, _ ("Cannot draw the picture: %s"),
               cairo_status_to_string (status));
  return FALSE;
}

static void
paint_spec (const OriChartSpec *spec, OriPalette palette, cairo_t *cr, double width, double height,
            double scale)
{
  g_autoptr (OriChartLayout) layout =
      ori_chart_layout_new (spec, palette, NULL, width, height, scale);

  ori_chart_draw (layout, cr);
}

static double
sane_size (double size, double otherwise)
{
  return isfinite (size) && size > 0 ? CLAMP (size, 16, 14400) : otherwise;
}

/* ── PNG ── */

GBytes *
ori_chart_to_png (const OriChartSpec *spec, OriPalette palette, double width, double height,
                  double pixels_per_point, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  double w = sane_size (width, 720), h = sane_size (height, 450);
  double ratio = isfinite (pixels_per_point) ? CLAMP (pixels_per_point, 0.25, 16) : 2;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (spec != NULL, NULL);

  ratio = MIN (ratio, MOST_PIXELS / MAX (w, h));
  surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)ceil (w * ratio), (int)ceil (h * ratio));
  cr = cairo_create (surface);
  cairo_scale (cr, ratio, ratio);
  paint_spec (spec, palette, cr, w, h, 1);
  status = cairo_status (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes_cb, bytes);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (!check_status (status, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* ── SVG and PDF ── */

static void
set_pdf_metadata (cairo_surface_t *surface, const OriChartSpec *spec)
{
  g_autofree char *title = ori_chart_text_clean (spec->title);
  g_autofree char *words = ori_chart_describe (spec);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, FIXED_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, FIXED_DATE);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, words);
}

static GByteArray *
paint_vector (const OriChartSpec *spec, OriPalette palette, OriPictureFormat format, double width,
              double height, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (format == ORI_PICTURE_PDF) {
    surface = cairo_pdf_surface_create_for_stream (append_bytes_cb, bytes, width, height);
    set_pdf_metadata (surface, spec);
  } else {
    surface = cairo_svg_surface_create_for_stream (append_bytes_cb, bytes, width, height);
  }
  cr = cairo_create (surface);
  paint_spec (spec, palette, cr, width, height, 1);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!check_status (status, error))
    return NULL;
  return g_steal_pointer (&bytes);
}

/* Cairo numbers its surfaces over the life of the process, which would make each file different,
 * and knows no titles: <title> and <desc> are what screen readers read. */
static GByteArray *
finish_svg (GByteArray *bytes, const OriChartSpec *spec)
{
  g_autofree char *source = g_strndup ((const char *)bytes->data, bytes->len);
  g_autoptr (GRegex) ids = g_regex_new ("id=\"surface[0-9]+\"", 0, 0, NULL);
  g_autofree char *fixed = g_regex_replace_literal (ids, source, -1, 0, "id=\"chart\"", 0, NULL);
  g_autofree char *title = ori_chart_text_clean (spec->title);
  g_autofree char *words = ori_chart_describe (spec);
  g_autofree char *head =
      g_markup_printf_escaped ("<title>%s</title>\n<desc>%s</desc>\n", title, words);
  GByteArray *out = g_byte_array_new ();
  const char *root = strstr (fixed, "<svg");
  const char *body = root != NULL ? strchr (root, '>') : NULL;

  if (body == NULL)
    body = fixed;
  else
    body += strspn (body, ">\n");
  g_byte_array_append (out, (const guint8 *)fixed, (guint)(body - fixed));
  g_byte_array_append (out, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (out, (const guint8 *)body, (guint)strlen (body));
  return out;
}

/* ── files ── */

/* Written beside and renamed: the old file or the whole new one, never a part. */
static gboolean
write_file (const char *path, const void *data, gsize length, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_file_set_contents_full (path, data, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                &cause))
    return TRUE;
  g_set_error (error, ORI_CHART_ERROR, ORI_CHART_ERROR_WRITE, _ ("Cannot write “%s”: %s"), path,
               cause->message);
  return FALSE;
}

gboolean
ori_chart_save (const OriChartSpec *spec, OriPalette palette, const char *path, double width,
                double height, GError **error)
{
  double w = sane_size (width, 720), h = sane_size (height, 450);
  OriPictureFormat format;
  g_autoptr (GByteArray) vector = NULL;

  g_return_val_if_fail (spec != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!ori_picture_format_parse (path, &format)) {
    g_set_error (error, ORI_CHART_ERROR, ORI_CHART_ERROR_FORMAT,
                 _ ("“%s”: pictures are saved as .png, .svg or .pdf"), path);
    return FALSE;
  }
  if (format == ORI_PICTURE_PNG) {
    g_autoptr (GBytes) png = ori_chart_to_png (spec, palette, w, h, PNG_PIXELS_PER_POINT, error);

    return png != NULL &&
           write_file (path, g_bytes_get_data (png, NULL), g_bytes_get_size (png), error);
  }
  vector = paint_vector (spec, palette, format, w, h, error);
  if (vector == NULL)
    return FALSE;
  if (format == ORI_PICTURE_SVG) {
    g_autoptr (GByteArray) svg = finish_svg (vector, spec);

    return write_file (path, svg->data, svg->len, error);
  }
  return write_file (path, vector->data, vector->len, error);
}
