/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-grid-private.h"

static void
describe_cursor (OriGrid *self, GtkWidget *cell)
{
  g_autofree char *text = NULL;

  if (self->cursor_row < 0) {
    g_autofree char *header = ori_grid_model_header_text (self->model, MAX (self->cursor_col, 0));
    text = g_strdup_printf (_ ("Heading: %s"), header);
  } else if (self->cursor_col < 0) {
    text = g_strdup_printf (_ ("Row %d"), self->cursor_row + 1);
  } else {
    text = ori_grid_model_describe (self->model, self->cursor_row, self->cursor_col);
  }
  ori_grid_cell_widget_describe (ORI_GRID_CELL_WIDGET (cell), text, self->cursor_row,
                                 self->cursor_col);
}

void
ori_grid_clamp_cursor (OriGrid *self)
{
  int last_row = (int)self->n_rows - 1, last_col = (int)self->n_cols - 1;
  int first_row = self->n_header > 0 ? -1 : 0, first_col = self->row_numbers ? -1 : 0;

  self->cursor_row = CLAMP (self->cursor_row, first_row, MAX (last_row, first_row));
  self->cursor_col = CLAMP (self->cursor_col, first_col, MAX (last_col, first_col));
  self->anchor_row = CLAMP (self->anchor_row, 0, MAX (last_row, 0));
  self->anchor_col = CLAMP (self->anchor_col, 0, MAX (last_col, 0));
}

void
ori_grid_show_cursor (OriGrid *self)
{
  gboolean any = self->model != NULL && self->n_cols > 0 && self->n_rows > 0;

  gtk_widget_set_child_visible (self->cells[self->active], any);
  if (any)
    describe_cursor (self, self->cells[self->active]);
}

/* The other stand-in takes over, and the focus with it, so that assistive technology hears of a new
 * cell rather than of a renamed one. */
static void
swap_cells (OriGrid *self)
{
  GtkWidget *old = self->cells[self->active], *next = self->cells[1 - self->active];
  gboolean focused = gtk_widget_is_focus (old);

  self->active = 1 - self->active;
  ori_grid_show_cursor (self);
  if (focused)
    gtk_widget_grab_focus (next);
  gtk_widget_set_child_visible (old, FALSE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* On past columns that have given up their room, or back when there is nothing behind them. */
static int
skip_hidden (OriGrid *self, int col, int direction)
{
  int last = (int)self->n_cols - 1, at = col;

  while (at >= 0 && at <= last && ori_grid_is_hidden (self, (guint)at))
    at += direction;
  if (at <= last && at >= (self->row_numbers ? -1 : 0))
    return at;
  for (at = col; at >= 0 && at <= last && ori_grid_is_hidden (self, (guint)at);)
    at -= direction;
  return CLAMP (at, 0, MAX (last, 0));
}

void
ori_grid_move_cursor (OriGrid *self, int row, int col, gboolean extend)
{
  int old_row = self->cursor_row, old_col = self->cursor_col;

  if (self->model == NULL)
    return;
  ori_grid_ensure_layout (self);
  self->cursor_row = row;
  self->cursor_col = col;
  ori_grid_clamp_cursor (self);
  self->cursor_col = skip_hidden (self, self->cursor_col, col < old_col ? -1 : 1);
  if (!extend || self->cursor_row < 0 || self->cursor_col < 0) {
    self->anchor_row = MAX (self->cursor_row, 0);
    self->anchor_col = MAX (self->cursor_col, 0);
  }
  ori_grid_scroll_to (self, self->cursor_row, self->cursor_col);
  if (old_row != self->cursor_row || old_col != self->cursor_col) {
    swap_cells (self);
    g_signal_emit_by_name (self, "cursor-moved", self->cursor_row, self->cursor_col);
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_grid_get_cursor (OriGrid *self, int *row, int *col)
{
  *row = self->cursor_row;
  *col = self->cursor_col;
}

void
ori_grid_set_cursor (OriGrid *self, int row, int col)
{
  ori_grid_move_cursor (self, row, col, FALSE);
}

void
ori_grid_center_cell (OriGrid *self, guint row, guint col)
{
  GtkAdjustment *v = self->adjustment[GTK_ORIENTATION_VERTICAL];

  if (gtk_widget_get_height (GTK_WIDGET (self)) == 0) {
    self->center_row = row;
    self->center_col = col;
    return;
  }
  self->center_row = self->center_col = -1;
  ori_grid_configure_adjustments (self);
  if (v != NULL && row < self->n_body)
    gtk_adjustment_set_value (v,
                              (row + .5) * self->row_height - gtk_adjustment_get_page_size (v) / 2);
  ori_grid_scroll_to (self, row, col);
}

void
ori_grid_get_selection (OriGrid *self, OriRange *range)
{
  int row = MAX (self->cursor_row, 0), col = MAX (self->cursor_col, 0);

  *range = (OriRange){MIN (row, self->anchor_row), MIN (col, self->anchor_col),
                      MAX (row, self->anchor_row), MAX (col, self->anchor_col)};
}

GtkWidget *
ori_grid_get_focus_child (OriGrid *self)
{
  return self->cells[self->active];
}
