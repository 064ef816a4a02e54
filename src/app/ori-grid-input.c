/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/ori-grid-private.h"

static guint
rows_per_page (OriGrid *self)
{
  double view = ori_grid_footer_y (self) - ori_grid_headers_height (self);
  return MAX (1, (int)(view / self->row_height) - 1);
}

/* Where one step from the cursor leads, with merged cells taken as one. */
static void
step_over_merge (OriGrid *self, int *row, int *col, int drow, int dcol)
{
  OriRange merge;

  if (*row >= 0 && *col >= 0 && ori_grid_model_merge (self->model, *row, *col, &merge)) {
    if (drow != 0)
      *row = drow > 0 ? (int)merge.row2 : (int)merge.row1;
    if (dcol != 0)
      *col = dcol > 0 ? (int)merge.col2 : (int)merge.col1;
  }
  *row += drow;
  *col += dcol;
}

static void
sort_or_activate_header (OriGrid *self, int col)
{
  if (col < 0)
    return;
  if (g_array_index (self->columns, OriGridColumnLayout, col).sortable)
    ori_grid_sort_by (self, col, self->sort_col == col && !self->sort_descending);
  else
    g_signal_emit_by_name (self, "header-activated", (guint)col);
}

static void
activate (OriGrid *self, int row, int col)
{
  if (row < 0)
    sort_or_activate_header (self, col);
  else if (col < 0)
    g_signal_emit_by_name (self, "gutter-activated", (guint)row);
  else
    g_signal_emit_by_name (self, "activate-cell", (guint)row, (guint)col);
}

static gboolean
move_by_key (OriGrid *self, guint keyval, gboolean control, gboolean extend)
{
  int row = self->cursor_row, col = self->cursor_col;

  switch (keyval) {
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    step_over_merge (self, &row, &col, -1, 0);
    row = control ? 0 : row;
    break;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    step_over_merge (self, &row, &col, 1, 0);
    row = control ? (int)self->n_rows - 1 : row;
    break;
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
    step_over_merge (self, &row, &col, 0, -1);
    col = control ? 0 : col;
    break;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
    step_over_merge (self, &row, &col, 0, 1);
    col = control ? (int)self->n_cols - 1 : col;
    break;
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    col = 0;
    row = control ? 0 : row;
    break;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    col = self->n_cols - 1;
    row = control ? (int)self->n_rows - 1 : row;
    break;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    row = MAX (0, row - (int)rows_per_page (self));
    break;
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
    row = MIN ((int)self->n_rows - 1, row + (int)rows_per_page (self));
    break;
  default:
    return FALSE;
  }
  ori_grid_move_cursor (self, row, col, extend);
  return TRUE;
}

static void
select_all (OriGrid *self)
{
  self->anchor_row = self->anchor_col = 0;
  self->cursor_row = self->n_rows - 1;
  self->cursor_col = self->n_cols - 1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (OriGrid *self, guint keyval, guint keycode, GdkModifierType state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;
  int col = self->cursor_col;

  if (self->model == NULL || self->n_rows == 0 || self->n_cols == 0)
    return FALSE;
  if (state & GDK_ALT_MASK) {
    if ((keyval != GDK_KEY_Left && keyval != GDK_KEY_Right) || col < 0)
      return FALSE;
    ori_grid_resize_column (self, col,
                            g_array_index (self->columns, OriGridColumnLayout, col).width +
                                (keyval == GDK_KEY_Right ? 12 : -12));
    return TRUE;
  }
  /* Ctrl+Page Up and Down change the year in the whole window. */
  if (control && (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_Page_Down))
    return FALSE;
  if (move_by_key (self, keyval, control, shift))
    return TRUE;
  if (!control && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)) {
    activate (self, self->cursor_row, self->cursor_col);
    return TRUE;
  }
  return FALSE;
}

static gboolean
copy_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  ori_grid_copy (ORI_GRID (widget));
  return TRUE;
}

static gboolean
select_all_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  OriGrid *self = ORI_GRID (widget);

  if (self->n_rows > 0 && self->n_cols > 0)
    select_all (self);
  return TRUE;
}

static void
pressed_cb (OriGrid *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  int row, col, border = ori_grid_hit_border (self, x, y);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (border >= 0) {
    if (n_press == 2)
      ori_grid_resize_column (self, border, ori_grid_measure_column (self, border));
    return;
  }
  if (self->model == NULL || !ori_grid_hit (self, x, y, &row, &col))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  ori_grid_move_cursor (self, row, col, (state & GDK_SHIFT_MASK) != 0);
}

static void
released_cb (OriGrid *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  int row, col;

  if (self->resize_col >= 0 || self->model == NULL || ori_grid_hit_border (self, x, y) >= 0 ||
      !ori_grid_hit (self, x, y, &row, &col))
    return;
  if (row != self->cursor_row || col != self->cursor_col)
    return;
  if (row < 0 || col < 0 || n_press == 2 || self->activate_on_click)
    activate (self, row, col);
}

static void
drag_begin_cb (OriGrid *self, double x, double y, GtkGestureDrag *gesture)
{
  self->resize_col = ori_grid_hit_border (self, x, y);
  self->selecting = FALSE;
  if (self->resize_col >= 0)
    self->resize_width = g_array_index (self->columns, OriGridColumnLayout, self->resize_col).width;
}

static void
drag_update_cb (OriGrid *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;
  int row, col;

  if (self->resize_col >= 0) {
    ori_grid_resize_column (self, self->resize_col, self->resize_width + dx);
    return;
  }
  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) || self->model == NULL ||
      (!self->selecting && fabs (dx) < 6 && fabs (dy) < 6))
    return;
  if (self->cursor_row < 0 || self->cursor_col < 0)
    return;
  self->selecting = TRUE;
  if (ori_grid_hit (self, x + dx, y + dy, &row, &col) && row >= 0 && col >= 0)
    ori_grid_move_cursor (self, row, col, TRUE);
}

static void
drag_end_cb (OriGrid *self, double dx, double dy, GtkGestureDrag *gesture)
{
  self->resize_col = -1;
  self->selecting = FALSE;
}

static void
motion_cb (OriGrid *self, double x, double y, GtkEventControllerMotion *controller)
{
  int row, col;

  if (self->model == NULL || !ori_grid_hit (self, x, y, &row, &col))
    row = col = -1;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   ori_grid_hit_border (self, x, y) >= 0 ? "col-resize" : NULL);
  if (row != self->hover_row)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  self->hover_row = row;
  self->hover_col = col;
}

static void
leave_cb (OriGrid *self, GtkEventControllerMotion *controller)
{
  self->hover_row = self->hover_col = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_grid_add_controllers (OriGrid *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_group (click, drag);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>c"),
                        gtk_callback_action_new (copy_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>a"),
                        gtk_callback_action_new (select_all_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}
