/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A grid painted as one piece: whatever changes in it, the window repaints one rectangle. For small
 * tables whose numbers change under a drag: GTK gives up and repaints the whole window when more
 * than thirty rectangles of it differ. */
#define ORI_TYPE_PIECE_GRID (ori_piece_grid_get_type ())
G_DECLARE_FINAL_TYPE (OriPieceGrid, ori_piece_grid, ORI, PIECE_GRID, GtkGrid)

G_END_DECLS
