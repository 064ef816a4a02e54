/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-sheet-window.h"

#include <glib/gi18n-lib.h>

#include "app/ori-grid.h"
#include "app/ori-sheet-model.h"

static GtkWidget *
make_page (const OriBook *book, guint index, OriGrid **grid)
{
  g_autoptr (OriSheetModel) model = ori_sheet_model_new (book, index, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *widget = g_object_new (ORI_TYPE_GRID, NULL);

  *grid = ORI_GRID (widget);
  ori_grid_set_row_numbers (*grid, TRUE);
  ori_grid_set_row_height (*grid, 26);
  ori_grid_set_model (*grid, ORI_GRID_MODEL (model));
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ori_sheet_name (ori_book_sheet (book, index)), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), widget);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
show_cell_cb (GtkWidget *grid, const OriCellRef *cell)
{
  ori_grid_set_cursor (ORI_GRID (grid), cell->row, cell->col);
  ori_grid_center_cell (ORI_GRID (grid), cell->row, cell->col);
  gtk_widget_grab_focus (grid);
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
ori_sheet_window_present (GtkWindow *parent, const OriBook *book, const char *title,
                          const char *sheet, const OriCellRef *cell)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 980, 640);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const char *name = ori_sheet_name (ori_book_sheet (book, i));
    OriGrid *grid;
    GtkWidget *page = make_page (book, i, &grid);

    gtk_stack_add_titled (GTK_STACK (stack), page, NULL, name);
    if (i > 0 && g_strcmp0 (name, sheet) != 0)
      continue;
    gtk_stack_set_visible_child (GTK_STACK (stack), page);
    if (cell != NULL)
      g_signal_connect_data (grid, "map", G_CALLBACK (show_cell_cb), g_memdup2 (cell, sizeof *cell),
                             (GClosureNotify)(void (*) (void))g_free, G_CONNECT_AFTER);
  }
  if (ori_book_n_sheets (book) > 1) {
    GtkWidget *scrolled = gtk_scrolled_window_new ();
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                    GTK_POLICY_NEVER);
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), switcher);
    gtk_widget_add_css_class (scrolled, "page-status");
    gtk_box_append (GTK_BOX (box), scrolled);
  } else {
    g_object_ref_sink (switcher);
    g_object_unref (switcher);
  }
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
