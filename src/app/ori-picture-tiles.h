/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ori-chart.h"

G_BEGIN_DECLS

/* The picture of a chart in pixels, from one layout to the next: what looks the same is kept, the
 * rest is painted once, and what lies over it (handles, a line) can come and go without painting it
 * again. */
typedef struct OriPictureTiles OriPictureTiles;

OriPictureTiles *ori_picture_tiles_new (void);
void ori_picture_tiles_free (OriPictureTiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriPictureTiles, ori_picture_tiles_free)
/* The picture of @layout, which was made for @width × @height; @scale: pixels to each of these. */
GskRenderNode *ori_picture_tiles_paint (OriPictureTiles *self, const OriChartLayout *layout,
                                        int width, int height, int scale);
/* How many pixels the last call painted anew, for tests. */
gsize ori_picture_tiles_painted (const OriPictureTiles *self);

G_END_DECLS
