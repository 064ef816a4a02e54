/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A picture kept in pixels: what changes is painted, the rest stays, and it looks the same. */
#include <math.h>

#include "app/ori-picture-tiles.h"

#define WIDTH 700
#define HEIGHT 300
#define SMOOTHING 12 /* by which a smoothed edge differs when it is cut */

static OriChartSpec *
make_spec (void)
{
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_BENCH);

  for (int i = 0; i < 30; i++) {
    g_autofree char *name = g_strdup_printf ("Округ %d", i + 1);
    OriChartSeries *series = ori_chart_spec_add_series (spec, name);

    ori_chart_series_add_point (series, 20 + i * 2.1, NAN, NAN, NULL);
    series->group = i / 10;
  }
  spec->n_thresholds = 2;
  spec->thresholds[0] = 40;
  spec->thresholds[1] = 62;
  return spec;
}

static cairo_surface_t *
create_surface (int scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH * scale, HEIGHT * scale);

  cairo_surface_set_device_scale (surface, scale, scale);
  return surface;
}

static void
assert_same (GskRenderNode *node, const OriChartLayout *layout, int scale)
{
  cairo_surface_t *kept = create_surface (scale), *anew = create_surface (scale);
  cairo_t *cr = cairo_create (kept);
  gsize size = (gsize)cairo_image_surface_get_stride (kept) * HEIGHT * (gsize)scale;
  const guint8 *a, *b;

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cr = cairo_create (anew);
  ori_chart_draw (layout, cr);
  cairo_destroy (cr);
  cairo_surface_flush (kept);
  cairo_surface_flush (anew);
  a = cairo_image_surface_get_data (kept);
  b = cairo_image_surface_get_data (anew);
  for (gsize i = 0; i < size; i++)
    if (i % 4 != 3) /* a byte that means nothing */
      g_assert_cmpint (ABS (a[i] - b[i]), <=, SMOOTHING);
  cairo_surface_destroy (kept);
  cairo_surface_destroy (anew);
}

static void
test_drag (gconstpointer data)
{
  int scale = GPOINTER_TO_INT (data);
  OriChartSpec *spec = make_spec ();
  g_autoptr (OriPictureTiles) tiles = ori_picture_tiles_new ();
  GskRenderNode *before = NULL;

  for (int step = 0; step < 6; step++) {
    g_autoptr (OriChartLayout) layout = NULL;
    GskRenderNode *node;

    spec->thresholds[0] = 40 + step * 0.4;
    layout = ori_chart_layout_new (spec, ORI_PALETTE_LIGHT, NULL, WIDTH, HEIGHT, 1.5);
    node = ori_picture_tiles_paint (tiles, layout, WIDTH, HEIGHT, scale);
    assert_same (node, layout, scale);
    if (before != NULL)
      gsk_render_node_unref (before);
    before = node;
    if (step == 0)
      g_assert_cmpuint (ori_picture_tiles_painted (tiles), ==, WIDTH * HEIGHT);
    else
      g_assert_cmpuint (ori_picture_tiles_painted (tiles), <, WIDTH * HEIGHT / 2);
  }
  gsk_render_node_unref (before);
  ori_chart_spec_free (spec);
}

/* The same again paints nothing; another size everything. */
static void
test_again (void)
{
  OriChartSpec *spec = make_spec ();
  g_autoptr (OriPictureTiles) tiles = ori_picture_tiles_new ();
  OriChartLayout *layout = ori_chart_layout_new (spec, ORI_PALETTE_DARK, NULL, WIDTH, HEIGHT, 1);

  gsk_render_node_unref (ori_picture_tiles_paint (tiles, layout, WIDTH, HEIGHT, 1));
  gsk_render_node_unref (ori_picture_tiles_paint (tiles, layout, WIDTH, HEIGHT, 1));
  g_assert_cmpuint (ori_picture_tiles_painted (tiles), ==, 0);
  ori_chart_layout_free (layout);
  layout = ori_chart_layout_new (spec, ORI_PALETTE_DARK, NULL, WIDTH - 100, HEIGHT, 1);
  gsk_render_node_unref (ori_picture_tiles_paint (tiles, layout, WIDTH - 100, HEIGHT, 1));
  g_assert_cmpuint (ori_picture_tiles_painted (tiles), ==, (WIDTH - 100) * HEIGHT);
  ori_chart_layout_free (layout);
  ori_chart_spec_free (spec);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/app/picture-tiles/drag", GINT_TO_POINTER (1), test_drag);
  g_test_add_data_func ("/app/picture-tiles/fine-pixels", GINT_TO_POINTER (2), test_drag);
  g_test_add_func ("/app/picture-tiles/again", test_again);
  return g_test_run ();
}
