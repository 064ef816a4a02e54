/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-piece-grid.h"

struct _OriPieceGrid {
  GtkGrid parent_instance;
};

G_DEFINE_FINAL_TYPE (OriPieceGrid, ori_piece_grid, GTK_TYPE_GRID)

/* Nodes of cairo are not compared inside. */
static void
ori_piece_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GtkSnapshot *inside = gtk_snapshot_new ();
  GskRenderNode *node;
  graphene_rect_t bounds;
  cairo_t *cr;

  GTK_WIDGET_CLASS (ori_piece_grid_parent_class)->snapshot (widget, inside);
  node = gtk_snapshot_free_to_node (inside);
  if (node == NULL)
    return;
  gsk_render_node_get_bounds (node, &bounds);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
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
