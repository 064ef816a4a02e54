/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-grid-private.h"

struct _OriGridCellWidget {
  GtkWidget parent_instance;
  char *text;
};

G_DEFINE_FINAL_TYPE (OriGridCellWidget, ori_grid_cell_widget, GTK_TYPE_WIDGET)

static void
ori_grid_cell_widget_finalize (GObject *object)
{
  g_free (ORI_GRID_CELL_WIDGET (object)->text);
  G_OBJECT_CLASS (ori_grid_cell_widget_parent_class)->finalize (object);
}

static void
ori_grid_cell_widget_class_init (OriGridCellWidgetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ori_grid_cell_widget_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID_CELL);
  gtk_widget_class_set_css_name (widget_class, "gridcell");
}

static void
ori_grid_cell_widget_init (OriGridCellWidget *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

void
ori_grid_cell_widget_describe (OriGridCellWidget *self, const char *text, int row, int col)
{
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ROW_INDEX, row + 2,
                                  GTK_ACCESSIBLE_RELATION_COL_INDEX, col + 2, -1);
}

const char *
ori_grid_cell_widget_text (OriGridCellWidget *self)
{
  return self->text != NULL ? self->text : "";
}
