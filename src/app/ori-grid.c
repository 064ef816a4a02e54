/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include <adwaita.h>

#include "app/ori-grid-private.h"

enum {
  PROP_0,
  PROP_MODEL,
  PROP_ROW_NUMBERS,
  PROP_ACTIVATE_ON_CLICK,
  PROP_HEADER_LINES,
  PROP_ROW_HEIGHT,
  PROP_SLANTED,
  PROP_DENSE,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum {
  CURSOR_MOVED,
  ACTIVATE_CELL,
  HEADER_ACTIVATED,
  GUTTER_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (OriGrid, ori_grid, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

/* The stand-in of the cell under the cursor over that cell. */
static void
place_cell (OriGrid *self)
{
  GtkWidget *cell = self->cells[self->active];
  GdkRectangle area;
  int min;

  ori_grid_cell_area (self, self->cursor_row, self->cursor_col, &area);
  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  area.width = MAX (area.width, min);
  gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, -1, &min, NULL, NULL, NULL);
  area.height = MAX (area.height, min);
  gtk_widget_size_allocate (cell, &area, -1);
}

static void
reread (OriGrid *self)
{
  self->stale = TRUE;
  ori_grid_ensure_layout (self);
  ori_grid_clamp_cursor (self);
  ori_grid_configure_adjustments (self);
  ori_grid_show_cursor (self);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_COUNT,
                                  (int)self->n_rows, GTK_ACCESSIBLE_RELATION_COL_COUNT,
                                  (int)self->n_cols, -1);
  /* Nobody else's place changes: the window need not be laid out for that. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    place_cell (self);
  else
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_grid_set_model (OriGrid *self, OriGridModel *model)
{
  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handler_disconnect (self->model, self->changed_id);
  g_set_object (&self->model, model);
  g_array_set_size (self->columns, 0);
  self->cursor_row = self->cursor_col = self->anchor_row = self->anchor_col = 0;
  self->sort_col = -1;
  for (int i = 0; i < 2; i++)
    if (self->adjustment[i] != NULL)
      gtk_adjustment_set_value (self->adjustment[i], 0);
  if (model != NULL)
    self->changed_id =
        g_signal_connect_object (model, "changed", G_CALLBACK (reread), self, G_CONNECT_SWAPPED);
  reread (self);
  g_object_notify (G_OBJECT (self), "model");
}

OriGridModel *
ori_grid_get_model (OriGrid *self)
{
  return self->model;
}

static void
scrolled_cb (OriGrid *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_adjustment (OriGrid *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (adjustment != NULL && self->adjustment[orientation] == adjustment)
    return;
  if (self->adjustment[orientation] != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment[orientation], self);
  g_clear_object (&self->adjustment[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustment[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
ori_grid_set_row_numbers (OriGrid *self, gboolean row_numbers)
{
  self->row_numbers = row_numbers;
  reread (self);
}

void
ori_grid_set_activate_on_click (OriGrid *self, gboolean activate)
{
  self->activate_on_click = activate;
}

void
ori_grid_set_header_lines (OriGrid *self, guint lines)
{
  self->header_lines = MAX (lines, 1);
  reread (self);
}

void
ori_grid_set_row_height (OriGrid *self, int height)
{
  self->wanted_row_height = height;
  reread (self);
}

void
ori_grid_set_slanted (OriGrid *self, gboolean slanted)
{
  self->slanted = slanted;
  reread (self);
}

void
ori_grid_set_dense (OriGrid *self, gboolean dense)
{
  self->dense = dense;
  reread (self);
}

void
ori_grid_cell_area (OriGrid *self, int row, int col, GdkRectangle *area)
{
  double width = self->gutter;

  ori_grid_ensure_layout (self);
  if (col >= 0 && col < (int)self->columns->len)
    width = g_array_index (self->columns, OriGridColumnLayout, col).width;
  *area = (GdkRectangle){round (ori_grid_col_x (self, col)), round (ori_grid_row_y (self, row)),
                         round (width), round (row < 0 ? self->header_height : self->row_height)};
}

void
ori_grid_set_sort_arrow (OriGrid *self, int col, gboolean descending)
{
  self->sort_col = col;
  self->sort_descending = descending;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_grid_sort_by (OriGrid *self, guint col, gboolean descending)
{
  ori_grid_set_sort_arrow (self, col, descending);
  ori_grid_model_sort (self->model, col, descending);
}

static void
ori_grid_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ori_grid_paint (ORI_GRID (widget), snapshot);
}

static void
ori_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OriGrid *self = ORI_GRID (widget);

  ori_grid_ensure_layout (self);
  ori_grid_fill (self);
  ori_grid_configure_adjustments (self);
  if (self->center_row >= 0 && height > 0)
    ori_grid_center_cell (self, self->center_row, self->center_col);
  place_cell (self);
}

static void
ori_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  OriGrid *self = ORI_GRID (widget);

  ori_grid_ensure_layout (self);
  *minimum = 60;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = self->gutter + ori_grid_total_width (self);
  else
    *natural = ori_grid_headers_height (self) + MIN (self->n_rows * self->row_height, 100000);
  *natural = MAX (*natural, *minimum);
}

static gboolean
ori_grid_grab_focus (GtkWidget *widget)
{
  OriGrid *self = ORI_GRID (widget);
  return self->n_rows > 0 && gtk_widget_grab_focus (self->cells[self->active]);
}

static gboolean
ori_grid_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  OriGrid *self = ORI_GRID (widget);
  g_autofree char *text = NULL;
  GdkRectangle area;
  int row = self->cursor_row, col = self->cursor_col;

  if (self->model == NULL || (!keyboard && !ori_grid_hit (self, x, y, &row, &col)) || col < 0)
    return FALSE;
  if (row < 0 && self->row_numbers)
    return FALSE; /* letters of columns say all */
  text = row < 0 ? ori_grid_model_header_text (self->model, col)
                 : ori_grid_model_tooltip (self->model, row, col);
  ori_grid_cell_area (self, row, col, &area);
  if (text == NULL) {
    g_auto (OriGridCell) cell = {0};
    int width;

    ori_grid_model_cell (self->model, row, col, &cell);
    pango_layout_set_width (self->regular, -1);
    pango_layout_set_text (self->regular, cell.text != NULL ? cell.text : "", -1);
    pango_layout_get_pixel_size (self->regular, &width, NULL);
    if (width > area.width - 2 * ori_grid_pad (self))
      text = g_steal_pointer (&cell.text);
  }
  if (text == NULL || *text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return TRUE;
}

static void
ori_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ori_grid_parent_class)->css_changed (widget, change);
  ORI_GRID (widget)->stale = TRUE;
  gtk_widget_queue_resize (widget);
}

static void
ori_grid_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GTK_WIDGET_CLASS (ori_grid_parent_class)->state_flags_changed (widget, previous);
  gtk_widget_queue_draw (widget);
}

static void
ori_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OriGrid *self = ORI_GRID (object);

  switch (id) {
  case PROP_MODEL:
    g_value_set_object (value, self->model);
    break;
  case PROP_ROW_NUMBERS:
    g_value_set_boolean (value, self->row_numbers);
    break;
  case PROP_ACTIVATE_ON_CLICK:
    g_value_set_boolean (value, self->activate_on_click);
    break;
  case PROP_HEADER_LINES:
    g_value_set_uint (value, self->header_lines);
    break;
  case PROP_ROW_HEIGHT:
    g_value_set_int (value, self->wanted_row_height);
    break;
  case PROP_SLANTED:
    g_value_set_boolean (value, self->slanted);
    break;
  case PROP_DENSE:
    g_value_set_boolean (value, self->dense);
    break;
  case PROP_HADJUSTMENT:
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->adjustment[id - PROP_HADJUSTMENT]);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, self->policy[id - PROP_HSCROLL_POLICY]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
ori_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OriGrid *self = ORI_GRID (object);

  switch (id) {
  case PROP_MODEL:
    ori_grid_set_model (self, g_value_get_object (value));
    break;
  case PROP_ROW_NUMBERS:
    ori_grid_set_row_numbers (self, g_value_get_boolean (value));
    break;
  case PROP_ACTIVATE_ON_CLICK:
    self->activate_on_click = g_value_get_boolean (value);
    break;
  case PROP_HEADER_LINES:
    ori_grid_set_header_lines (self, g_value_get_uint (value));
    break;
  case PROP_ROW_HEIGHT:
    ori_grid_set_row_height (self, g_value_get_int (value));
    break;
  case PROP_SLANTED:
    ori_grid_set_slanted (self, g_value_get_boolean (value));
    break;
  case PROP_DENSE:
    ori_grid_set_dense (self, g_value_get_boolean (value));
    break;
  case PROP_HADJUSTMENT:
  case PROP_VADJUSTMENT:
    set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    self->policy[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
    gtk_widget_queue_resize (GTK_WIDGET (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
ori_grid_dispose (GObject *object)
{
  OriGrid *self = ORI_GRID (object);

  if (self->model != NULL)
    g_signal_handler_disconnect (self->model, self->changed_id);
  g_clear_object (&self->model);
  for (int i = 0; i < 2; i++) {
    if (self->adjustment[i] != NULL)
      g_signal_handlers_disconnect_by_data (self->adjustment[i], self);
    g_clear_object (&self->adjustment[i]);
    g_clear_pointer (&self->cells[i], gtk_widget_unparent);
  }
  G_OBJECT_CLASS (ori_grid_parent_class)->dispose (object);
}

static void
ori_grid_finalize (GObject *object)
{
  OriGrid *self = ORI_GRID (object);

  g_clear_object (&self->regular);
  g_clear_object (&self->bold);
  g_clear_object (&self->small);
  g_array_unref (self->columns);
  G_OBJECT_CLASS (ori_grid_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_object_class_install_property (
      object_class, PROP_MODEL,
      g_param_spec_object ("model", NULL, NULL, ORI_TYPE_GRID_MODEL, flags));
  g_object_class_install_property (object_class, PROP_ROW_NUMBERS,
                                   g_param_spec_boolean ("row-numbers", NULL, NULL, FALSE, flags));
  g_object_class_install_property (
      object_class, PROP_ACTIVATE_ON_CLICK,
      g_param_spec_boolean ("activate-on-click", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_HEADER_LINES,
                                   g_param_spec_uint ("header-lines", NULL, NULL, 1, 6, 1, flags));
  g_object_class_install_property (object_class, PROP_ROW_HEIGHT,
                                   g_param_spec_int ("row-height", NULL, NULL, 16, 200, 32, flags));
  g_object_class_install_property (object_class, PROP_SLANTED,
                                   g_param_spec_boolean ("slanted", NULL, NULL, FALSE, flags));
  g_object_class_install_property (object_class, PROP_DENSE,
                                   g_param_spec_boolean ("dense", NULL, NULL, FALSE, flags));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
ori_grid_class_init (OriGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ori_grid_get_property;
  object_class->set_property = ori_grid_set_property;
  object_class->dispose = ori_grid_dispose;
  object_class->finalize = ori_grid_finalize;
  widget_class->snapshot = ori_grid_snapshot;
  widget_class->size_allocate = ori_grid_size_allocate;
  widget_class->measure = ori_grid_measure;
  widget_class->grab_focus = ori_grid_grab_focus;
  widget_class->query_tooltip = ori_grid_query_tooltip;
  widget_class->css_changed = ori_grid_css_changed;
  widget_class->state_flags_changed = ori_grid_state_flags_changed;
  install_properties (object_class);
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", ORI_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[ACTIVATE_CELL] = g_signal_new ("activate-cell", ORI_TYPE_GRID, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[HEADER_ACTIVATED] = g_signal_new ("header-activated", ORI_TYPE_GRID, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[GUTTER_ACTIVATED] = g_signal_new ("gutter-activated", ORI_TYPE_GRID, G_SIGNAL_RUN_LAST, 0,
                                            NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "origrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
ori_grid_init (OriGrid *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (OriGridColumnLayout));
  self->header_lines = 1;
  self->wanted_row_height = 32;
  self->sort_col = self->resize_col = self->hover_row = self->hover_col = -1;
  self->center_row = self->center_col = -1;
  self->stale = TRUE;
  for (int i = 0; i < 2; i++) {
    self->cells[i] = g_object_new (ORI_TYPE_GRID_CELL_WIDGET, NULL);
    gtk_widget_set_parent (self->cells[i], GTK_WIDGET (self));
    gtk_widget_set_child_visible (self->cells[i], FALSE);
  }
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  ori_grid_add_controllers (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
