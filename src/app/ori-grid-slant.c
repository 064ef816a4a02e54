/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/ori-grid-private.h"

/* Paints one stretch of a heading and leads on behind it; returns what is left of @room. */
static int
paint_run (GtkSnapshot *snapshot, PangoLayout *layout, const char *text, int length, int room,
           const GdkRGBA *color)
{
  int width, height;

  if (room < 8 || length == 0)
    return 0;
  pango_layout_set_width (layout, -1);
  pango_layout_set_height (layout, 0);
  pango_layout_set_text (layout, text, length);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > room) {
    width = room;
    pango_layout_set_width (layout, room * PANGO_SCALE);
  }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float)-height / 2));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)width, 0));
  return room - width;
}

void
ori_grid_paint_slanted (OriGrid *self, GtkSnapshot *snapshot, guint col,
                        const OriGridHeader *header, const GdkRGBA *color)
{
  const OriGridColumnLayout *column = &g_array_index (self->columns, OriGridColumnLayout, col);
  double x = ori_grid_col_x (self, col) + column->width / 2 - 4;
  int room = (int)((self->header_height - 2 * ORI_GRID_PAD) * G_SQRT2);
  int strong;

  if (header->text == NULL)
    return;
  strong = MIN ((int)header->strong, (int)strlen (header->text));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float)x, (float)(ori_grid_headers_height (self) - 8)));
  gtk_snapshot_rotate (snapshot, -45);
  if (strong > 0)
    room = paint_run (snapshot, self->bold, header->text, strong, room, color);
  paint_run (snapshot, self->regular, header->text + strong, (int)strlen (header->text) - strong,
             room, color);
  gtk_snapshot_restore (snapshot);
}
