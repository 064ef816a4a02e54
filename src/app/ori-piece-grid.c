/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-piece-grid.h"

struct _OriPieceGrid {
  GtkGrid parent_instance;
};

G_DEFINE_FINAL_TYPE (OriPieceGrid, ori_piece_grid, GTK_TYPE_GRID)

/* Pixels, because drawing of drawing that is recorded loses the tops of some letters in Cairo 1.16.
 */
static cairo_surface_t *
paint (GskRenderNode *node, int left, int top, int width, int height, int scale)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -left, -top);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  return surface;
}

/* Nodes of cairo are not compared inside. */
static void
ori_piece_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GtkSnapshot *inside = gtk_snapshot_new ();
  cairo_surface_t *surface;
  GskRenderNode *node;
  graphene_rect_t bounds;
  cairo_t *cr;

  GTK_WIDGET_CLASS (ori_piece_grid_parent_class)->snapshot (widget, inside);
  node = gtk_snapshot_free_to_node (inside);
  if (node == NULL)
    return;
  gsk_render_node_get_bounds (node, &bounds);
  graphene_rect_round_extents (&bounds, &bounds);
  surface = paint (node, (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width,
                   (int)bounds.size.height, gtk_widget_get_scale_factor (widget));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_set_source_surface (cr, surface, bounds.origin.x, bounds.origin.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  gsk_render_node_unref (node);
}

static void
ori_piece_grid_class_init (OriPieceGridClass *class)
{
  GTK_WIDGET_CLASS (class)->snapshot = ori_piece_grid_snapshot;
}

static void
ori_piece_grid_init (OriPieceGrid *self)
{
}
