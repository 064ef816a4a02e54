/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture painted tile by tile, each only when its fingerprint changed, is the picture. */
#include "chart-specs.h"

#include <locale.h>

#define WIDTH 720
#define HEIGHT 300
#define TILE_WIDTH 64
#define TILE_HEIGHT 128
#define SMOOTHING 12 /* by which a smoothed edge differs when it is cut */

static cairo_surface_t *
paint_part (const OriChartLayout *layout, int x, int y, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, -x, -y);
  if (width == WIDTH)
    ori_chart_draw (layout, cr);
  else
    ori_chart_draw_part (layout, cr, x, y, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* A layout, or else what was recorded. */
static cairo_surface_t *
paint_zoomed (const OriChartLayout *layout, cairo_surface_t *recorded, double zoom)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(WIDTH * zoom), (int)(HEIGHT * zoom));
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, zoom, zoom);
  cr = cairo_create (surface);
  if (layout != NULL) {
    ori_chart_draw (layout, cr);
  } else {
    cairo_set_source_surface (cr, recorded, 0, 0);
    cairo_paint (cr);
  }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
assert_same (cairo_surface_t *part, cairo_surface_t *whole, int x, int y, int slack)
{
  int stride = cairo_image_surface_get_stride (part);
  int whole_stride = cairo_image_surface_get_stride (whole);

  for (int row = 0; row < cairo_image_surface_get_height (part); row++) {
    const guint32 *a =
        (const guint32 *)(gpointer)(cairo_image_surface_get_data (part) + row * stride);
    const guint32 *b = (const guint32 *)(gpointer)(cairo_image_surface_get_data (whole) +
                                                   (row + y) * whole_stride);

    for (int k = 0; k < cairo_image_surface_get_width (part); k++)
      for (int shift = 0; shift < 24; shift += 8)
        g_assert_cmpint (ABS ((int)(a[k] >> shift & 255) - (int)(b[x + k] >> shift & 255)), <=,
                         slack);
  }
}

/* A tile kept from the layout before and tiles painted anew give what painting everything gives. */
static void
test_drag (void)
{
  OriChartSpec *spec = test_spec_groups (ORI_CHART_BENCH);
  g_autoptr (OriChartLayout) before = NULL;
  g_autofree guint64 *old = NULL;
  guint columns, rows, kept = 0;

  before = ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, WIDTH, HEIGHT, 1);
  old = ori_chart_layout_fingerprints (before, TILE_WIDTH, TILE_HEIGHT, &columns, &rows);
  g_assert_cmpuint (columns, ==, 12);
  g_assert_cmpuint (rows, ==, 3);
  for (int step = 1; step <= 8; step++) {
    g_autofree guint64 *new = NULL;
    g_autoptr (OriChartLayout) after = NULL;
    cairo_surface_t *whole;
    guint changed = 0;

    spec->thresholds[0] = 40 + step * 0.7;
    after = ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, WIDTH, HEIGHT, 1);
    new = ori_chart_layout_fingerprints (after, TILE_WIDTH, TILE_HEIGHT, &columns, &rows);
    whole = paint_part (after, 0, 0, WIDTH, HEIGHT);
    for (guint i = 0; i < columns * rows; i++) {
      int x = (int)(i % columns) * TILE_WIDTH, y = (int)(i / columns) * TILE_HEIGHT;
      gboolean same = new[i] == old[i];
      cairo_surface_t *part = paint_part (same ? before : after, x, y, MIN (TILE_WIDTH, WIDTH - x),
                                          MIN (TILE_HEIGHT, HEIGHT - y));

      assert_same (part, whole, x, y, SMOOTHING);
      cairo_surface_destroy (part);
      changed += !same;
    }
    cairo_surface_destroy (whole);
    g_assert_cmpuint (changed, >, 0);
    kept += columns * rows - changed;
  }
  /* It would be right, but of no use, to paint everything anew. */
  g_assert_cmpuint (kept, >, 8 * 36 / 3);
  g_clear_pointer (&before, ori_chart_layout_free);
  ori_chart_spec_free (spec);
}

/* Texts painted from pixels that were kept look as their outlines do, wherever they stand and
 * however large the pixels are. */
static void
test_kept_texts (void)
{
  OriChartSpec *spec = test_spec_groups (ORI_CHART_BENCH);

  for (int step = 0; step < 6; step++) {
    double zoom = step < 3 ? 1 : 2;
    g_autoptr (OriChartLayout) layout = NULL;
    cairo_surface_t *outlines = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
    cairo_surface_t *kept, *filled;
    cairo_t *cr = cairo_create (outlines);

    spec->thresholds[0] = 40 + step * 0.7;
    layout = ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, WIDTH, HEIGHT, 1.5);
    ori_chart_draw (layout, cr);
    cairo_destroy (cr);
    kept = paint_zoomed (layout, NULL, zoom);
    filled = paint_zoomed (NULL, outlines, zoom);
    assert_same (kept, filled, 0, 0, 2 * SMOOTHING); /* recorded outlines are rounded */
    cairo_surface_destroy (kept);
    cairo_surface_destroy (filled);
    cairo_surface_destroy (outlines);
  }
  ori_chart_spec_free (spec);
}

/* Another palette changes every tile. */
static void
test_palette (void)
{
  OriChartSpec *spec = test_spec_several ();
  g_autofree guint64 *light = NULL;
  g_autofree guint64 *dark = NULL;
  OriChartLayout *a = ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, TEST_FONT, 640, 400, 1);
  OriChartLayout *b = ori_chart_layout_new (spec, ORI_PALETTE_DARK, TEST_FONT, 640, 400, 1);
  guint columns, rows;

  light = ori_chart_layout_fingerprints (a, TILE_WIDTH, TILE_HEIGHT, &columns, &rows);
  dark = ori_chart_layout_fingerprints (b, TILE_WIDTH, TILE_HEIGHT, &columns, &rows);
  for (guint i = 0; i < columns * rows; i++)
    g_assert_cmpuint (light[i], !=, dark[i]);
  ori_chart_layout_free (a);
  ori_chart_layout_free (b);
  ori_chart_spec_free (spec);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/tiles/drag", test_drag);
  g_test_add_func ("/chart/tiles/kept-texts", test_kept_texts);
  g_test_add_func ("/chart/tiles/palette", test_palette);
  return g_test_run ();
}
