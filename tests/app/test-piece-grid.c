/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A grid in one piece looks like any other, and is one thing to repaint. */
#include "app-test.h"
#include "app/ori-piece-grid.h"

#define WIDTH 240
#define HEIGHT 90

static void
fill (GtkGrid *grid)
{
  static const char *const texts[] = {"▲ высокая", "60–100", "12", "▼ низкая", "0–40", "5"};

  for (int i = 0; i < 6; i++)
    gtk_grid_attach (grid, gtk_label_new (texts[i]), i % 3, i / 3, 1, 1);
}

static GskRenderNode *
snapshot (GdkPaintable *paintable)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Counts what the window would compare: the leaves. */
static guint
count_leaves (GskRenderNode *node)
{
  guint n = 0;

  switch (gsk_render_node_get_node_type (node)) {
  case GSK_CONTAINER_NODE:
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      n += count_leaves (gsk_container_node_get_child (node, i));
    return n;
  case GSK_TRANSFORM_NODE:
    return count_leaves (gsk_transform_node_get_child (node));
  case GSK_CLIP_NODE:
    return count_leaves (gsk_clip_node_get_child (node));
  default:
    return 1;
  }
}

static cairo_surface_t *
paint (GskRenderNode *node)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_blank (const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (data[i] != 0)
      return FALSE;
  return TRUE;
}

static void
test_one_piece (void)
{
  GtkWidget *grids[] = {g_object_new (ORI_TYPE_PIECE_GRID, NULL), gtk_grid_new ()};
  cairo_surface_t *surfaces[2];
  gsize size;

  for (guint i = 0; i < 2; i++) {
    GtkWidget *window = gtk_window_new ();
    g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (grids[i]);
    GskRenderNode *node;

    fill (GTK_GRID (grids[i]));
    gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
    gtk_window_set_child (GTK_WINDOW (window), grids[i]);
    gtk_window_present (GTK_WINDOW (window));
    app_test_wait (gdk_paintable_get_intrinsic_width (paintable) > 0);
    node = snapshot (paintable);
    if (i == 0)
      g_assert_cmpuint (count_leaves (node), ==, 1);
    else
      g_assert_cmpuint (count_leaves (node), >=, 6);
    surfaces[i] = paint (node);
    gsk_render_node_unref (node);
    gtk_window_destroy (GTK_WINDOW (window));
  }
  size = (gsize)cairo_image_surface_get_stride (surfaces[0]) * HEIGHT;
  g_assert_false (is_blank (cairo_image_surface_get_data (surfaces[0]), size));
  g_assert_cmpmem (cairo_image_surface_get_data (surfaces[0]), size,
                   cairo_image_surface_get_data (surfaces[1]), size);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

/* Nothing inside, nothing painted. */
static void
test_empty (void)
{
  GtkWidget *grid = g_object_ref_sink (g_object_new (ORI_TYPE_PIECE_GRID, NULL));
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (grid);

  g_assert_null (snapshot (paintable));
  g_clear_object (&paintable);
  g_object_unref (grid);
}

int
main (int argc, char *argv[])
{
  g_autoptr (OriApplication) application = app_test_init (&argc, &argv);

  g_test_add_func ("/app/piece-grid/one-piece", test_one_piece);
  g_test_add_func ("/app/piece-grid/empty", test_empty);
  return g_test_run ();
}
