/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-picture-tiles.h"

/* What is compared and painted anew: low, for a heading that moves has dots close below. */
#define CELL_WIDTH 64
#define CELL_HEIGHT 32
/* What the window repaints, from pixels: high, because GTK gives up and repaints the whole window
 * when more than thirty rectangles of it differ. */
#define TILE_CELLS 4

struct OriPictureTiles {
  cairo_surface_t *picture;
  int width, height, scale;
  guint columns, rows; /* of cells */
  guint64 *prints;     /* by cell: what the picture shows; NULL: nothing yet */
  GPtrArray *nodes;    /* of GskRenderNode, by tile: a column of TILE_CELLS cells */
  gsize painted;
};

OriPictureTiles *
ori_picture_tiles_new (void)
{
  return g_new0 (OriPictureTiles, 1);
}

static void
drop (OriPictureTiles *self)
{
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->prints, g_free);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
}

void
ori_picture_tiles_free (OriPictureTiles *self)
{
  if (self == NULL)
    return;
  drop (self);
  g_free (self);
}

/* An opaque picture of so many points. */
static cairo_surface_t *
create_surface (OriPictureTiles *self, int width, int height)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * self->scale, height * self->scale);

  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  return surface;
}

static void
ensure_size (OriPictureTiles *self, int width, int height, int scale)
{
  if (self->picture != NULL && width == self->width && height == self->height &&
      scale == self->scale)
    return;
  drop (self);
  self->width = width;
  self->height = height;
  self->scale = scale;
  self->picture = create_surface (self, width, height);
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify)gsk_render_node_unref);
}

static cairo_rectangle_int_t
get_rect (const OriPictureTiles *self, guint column, guint row, int n_rows)
{
  int x = (int)column * CELL_WIDTH, y = (int)row * CELL_HEIGHT;

  return (cairo_rectangle_int_t){x, y, MIN (CELL_WIDTH, self->width - x),
                                 MIN (n_rows * CELL_HEIGHT, self->height - y)};
}

/* Neighbours are painted together: a text that runs over many cells is painted once. */
static void
paint (OriPictureTiles *self, const OriChartLayout *layout, const cairo_region_t *region)
{
  cairo_t *cr = cairo_create (self->picture);
  int n = cairo_region_num_rectangles (region);

  for (int i = 0; i < n; i++) {
    cairo_rectangle_int_t rect;

    cairo_region_get_rectangle (region, i, &rect);
    cairo_save (cr);
    cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
    cairo_clip (cr);
    ori_chart_draw_part (layout, cr, rect.x, rect.y, rect.width, rect.height);
    cairo_restore (cr);
    self->painted += (gsize)rect.width * (gsize)rect.height;
  }
  cairo_destroy (cr);
}

/* Pixels of its own: the picture goes on changing, a node does not. */
static GskRenderNode *
create_node (OriPictureTiles *self, guint column, guint row)
{
  cairo_rectangle_int_t rect = get_rect (self, column, row, TILE_CELLS);
  cairo_surface_t *copy = create_surface (self, rect.width, rect.height);
  GskRenderNode *node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT ((float)rect.x, (float)rect.y, (float)rect.width, (float)rect.height));
  cairo_t *cr = cairo_create (copy);

  cairo_set_source_surface (cr, self->picture, -rect.x, -rect.y);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_set_source_surface (cr, copy, rect.x, rect.y);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (copy);
  return node;
}

GskRenderNode *
ori_picture_tiles_paint (OriPictureTiles *self, const OriChartLayout *layout, int width, int height,
                         int scale)
{
  cairo_region_t *region = cairo_region_create ();
  guint64 *prints;
  GskRenderNode *node;

  ensure_size (self, width, height, scale);
  self->painted = 0;
  prints =
      ori_chart_layout_fingerprints (layout, CELL_WIDTH, CELL_HEIGHT, &self->columns, &self->rows);
  for (guint i = 0; i < self->columns * self->rows; i++)
    if (self->prints == NULL || prints[i] != self->prints[i]) {
      cairo_rectangle_int_t rect = get_rect (self, i % self->columns, i / self->columns, 1);

      cairo_region_union_rectangle (region, &rect);
    }
  paint (self, layout, region);
  g_free (self->prints);
  self->prints = prints;
  for (guint row = 0, i = 0; row < self->rows; row += TILE_CELLS)
    for (guint column = 0; column < self->columns; column++, i++) {
      cairo_rectangle_int_t rect = get_rect (self, column, row, TILE_CELLS);

      if (i == self->nodes->len) {
        g_ptr_array_add (self->nodes, create_node (self, column, row));
      } else if (cairo_region_contains_rectangle (region, &rect) != CAIRO_REGION_OVERLAP_OUT) {
        gsk_render_node_unref (self->nodes->pdata[i]);
        self->nodes->pdata[i] = create_node (self, column, row);
      }
    }
  node = gsk_container_node_new ((GskRenderNode **)self->nodes->pdata, self->nodes->len);
  cairo_region_destroy (region);
  return node;
}

gsize
ori_picture_tiles_painted (const OriPictureTiles *self)
{
  return self->painted;
}
