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

static GtkWidget *
make_window (GtkWindow *parent, const char *title)
{
  GtkWidget *window = adw_window_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  /* A window over a modal one gets no input unless it is modal, too. */
  gtk_window_set_modal (GTK_WINDOW (window), gtk_window_get_modal (parent));
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_default_size (GTK_WINDOW (window), 980, 640);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  return window;
}

static void
set_content (GtkWidget *window, GtkWidget *content)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (window), box);
}

static void
show_book (GtkWidget *window, const OriBook *book, const char *sheet, const OriCellRef *cell)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *stack = gtk_stack_new ();

  gtk_box_append (GTK_BOX (box), stack);
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
    GtkWidget *switcher = gtk_stack_switcher_new ();
    GtkWidget *scrolled = gtk_scrolled_window_new ();
    gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                    GTK_POLICY_NEVER);
    gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), switcher);
    gtk_widget_add_css_class (scrolled, "page-status");
    gtk_box_append (GTK_BOX (box), scrolled);
  }
  set_content (window, box);
}

void
ori_sheet_window_present (GtkWindow *parent, const OriBook *book, const char *title,
                          const char *sheet, const OriCellRef *cell)
{
  GtkWidget *window = make_window (parent, title);

  show_book (window, book, sheet, cell);
  gtk_window_present (GTK_WINDOW (window));
}

/* ── the file of a batch ── */

typedef struct {
  GtkWidget *window; /* not owned: owns this */
  OriJob *job;
  char *sheet;
  OriCellRef cell;
  gboolean has_cell;
} Loading;

static void
loading_free (gpointer data)
{
  Loading *loading = data;

  if (loading->job != NULL) {
    g_signal_handlers_disconnect_by_data (loading->job, loading);
    ori_job_cancel (loading->job);
    g_object_unref (loading->job);
  }
  g_free (loading->sheet);
  g_free (loading);
}

static void
show_failure (GtkWidget *window, const GError *error)
{
  GtkWidget *status = adw_status_page_new ();
  g_autofree char *text = g_markup_escape_text (error->message, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "ori-sheet-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status), _ ("The file could not be shown"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), text);
  gtk_widget_set_vexpand (status, TRUE);
  set_content (window, status);
}

static void
loaded_cb (OriJob *job, Loading *loading)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_job_take_result (job, &error);

  if (book != NULL)
    show_book (loading->window, book, loading->sheet, loading->has_cell ? &loading->cell : NULL);
  else
    show_failure (loading->window, error);
}

static GtkWidget *
make_waiting (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *label = gtk_label_new (_ ("Reading the source"));

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  return box;
}

void
ori_sheet_window_present_batch (GtkWindow *parent, OriSession *session, gint64 batch,
                                const char *sheet, const OriCellRef *cell)
{
  const OriBatch *found = ori_session_batch (session, batch);
  GtkWidget *window = make_window (parent, found != NULL ? found->file : NULL);
  g_autoptr (GError) error = NULL;
  OriJob *job = ori_session_source_job (session, batch, &error);

  if (job == NULL) {
    show_failure (window, error);
  } else {
    Loading *loading = g_new0 (Loading, 1);
    loading->window = window;
    loading->job = job;
    loading->sheet = g_strdup (sheet);
    loading->has_cell = cell != NULL;
    if (cell != NULL)
      loading->cell = *cell;
    g_object_set_data_full (G_OBJECT (window), "loading", loading, loading_free);
    set_content (window, make_waiting ());
    g_signal_connect (job, "finished", G_CALLBACK (loaded_cb), loading);
    ori_job_start (job);
  }
  gtk_window_present (GTK_WINDOW (window));
}
