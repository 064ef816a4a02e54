/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"

G_BEGIN_DECLS

/* The virtual grid: paints only what is visible of a model of any size, inside a GtkScrolledWindow.
 * The cell under the cursor is a real focusable child with role gridcell and the words of
 * ori_grid_model_describe(), so that a screen reader follows the arrows.
 *
 * Row -1 is the header, column -1 the gutter of row numbers (if shown); the cursor may stand on
 * both. Keys: arrows, Home, End, Page Up and Down, with Ctrl to the ends, with Shift to select;
 * Enter activates or sorts; Alt+Left and Alt+Right resize the column; Ctrl+A, Ctrl+C (as text and
 * as an HTML table).
 *
 * Properties: "model", "row-numbers", "activate-on-click", "header-lines" (a heading wraps to so
 * many lines), "row-height" (grows with the font), "slanted" (headings that scroll stand at 45°, so
 * that narrow columns have names), "dense" (little room beside texts, small headings and chips, for
 * lists in a card); and those of GtkScrollable. Signals:
 *   "cursor-moved" (row, column)
 *   "activate-cell" (row, column): Enter, double click, or a click with "activate-on-click"
 *   "header-activated" (column): Enter or click on a heading that does not sort
 *   "gutter-activated" (row) */
#define ORI_TYPE_GRID (ori_grid_get_type ())
G_DECLARE_FINAL_TYPE (OriGrid, ori_grid, ORI, GRID, GtkWidget)

void ori_grid_set_model (OriGrid *self, OriGridModel *model);
OriGridModel *ori_grid_get_model (OriGrid *self);
void ori_grid_set_row_numbers (OriGrid *self, gboolean row_numbers);
void ori_grid_set_activate_on_click (OriGrid *self, gboolean activate);
void ori_grid_set_header_lines (OriGrid *self, guint lines);
void ori_grid_set_row_height (OriGrid *self, int height);
void ori_grid_set_slanted (OriGrid *self, gboolean slanted);
void ori_grid_set_dense (OriGrid *self, gboolean dense);

void ori_grid_get_cursor (OriGrid *self, int *row, int *col);
/* Moves the cursor and scrolls it into view; takes the focus only when the grid has it. */
void ori_grid_set_cursor (OriGrid *self, int row, int col);
/* Scrolls so that the cell stands in the middle, where possible. */
void ori_grid_center_cell (OriGrid *self, guint row, guint col);
/* Where a cell is now, in coordinates of the grid, for pointing a popover at it. */
void ori_grid_cell_area (OriGrid *self, int row, int col, GdkRectangle *area);

/* The arrow of sorting; column -1: none. Does not sort. */
void ori_grid_set_sort_arrow (OriGrid *self, int col, gboolean descending);
/* Sorts by the column, as a click on its heading does. */
void ori_grid_sort_by (OriGrid *self, guint col, gboolean descending);

/* The selected cells (both ends included), never empty while the model has cells. */
void ori_grid_get_selection (OriGrid *self, OriRange *range);
/* The selection as tab-separated lines, with the headings when more than one row is selected. */
char *ori_grid_selection_text (OriGrid *self);
/* Puts that on the clipboard, as text and as an HTML table. */
void ori_grid_copy (OriGrid *self);
/* The child that stands for the cell under the cursor. */
GtkWidget *ori_grid_get_focus_child (OriGrid *self);

G_END_DECLS
