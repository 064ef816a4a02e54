/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-differences-window.h"

#include <glib/gi18n-lib.h>

#include "app/ori-differences-model.h"
#include "app/ori-grid.h"
#include "app/ori-moment.h"
#include "app/ori-sheet-window.h"
#include "core/ori-number.h"

struct _OriDifferencesWindow {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkStack *stack; /* "list" or "same" */
  AdwStatusPage *same;
  GtkWidget *toolbar;
  GtkEditable *search;
  GtkToggleButton *all, *changed, *added, *vanished;
  OriGrid *grid;
  GtkLabel *summary;

  OriSession *session;
  OriImport *import;
  gint64 batch;
  const OriDifferences *differences;
  OriDifferencesModel *model;
};

G_DEFINE_FINAL_TYPE (OriDifferencesWindow, ori_differences_window, ADW_TYPE_WINDOW)

static guint decided_signal;

static int
get_kind (OriDifferencesWindow *self)
{
  if (gtk_toggle_button_get_active (self->changed))
    return ORI_DIFFERENCE_CHANGED;
  if (gtk_toggle_button_get_active (self->added))
    return ORI_DIFFERENCE_ADDED;
  return gtk_toggle_button_get_active (self->vanished) ? ORI_DIFFERENCE_VANISHED : -1;
}

static void
filter_changed_cb (OriDifferencesWindow *self)
{
  if (self->model != NULL)
    ori_differences_model_filter (self->model, get_kind (self),
                                  gtk_editable_get_text (self->search));
}

/* From the search down into the list. */
static void
search_activated_cb (OriDifferencesWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
cell_activated_cb (OriDifferencesWindow *self, guint row, guint col)
{
  const OriDifference *difference = ori_differences_model_at (self->model, row);
  gboolean before;
  const OriRecord *record;

  if (difference == NULL)
    return;
  before = difference->after == NULL ||
           (difference->before != NULL && ori_differences_model_is_before (col));
  record = before ? difference->before : difference->after;
  if (before) {
    ori_sheet_window_present_batch (GTK_WINDOW (self), self->session, self->batch, record->sheet,
                                    &record->cell);
  } else {
    g_autofree char *name = g_filename_display_basename (ori_import_path (self->import));
    ori_sheet_window_present (GTK_WINDOW (self),
                              ori_recognition_book (ori_import_recognition (self->import)), name,
                              record->sheet, &record->cell);
  }
}

static void
decide_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gboolean replace = g_str_equal (name, "differences.replace");

  g_object_ref (widget);
  g_signal_emit (widget, decided_signal, 0, replace);
  gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (ORI_DIFFERENCES_WINDOW (widget)->search));
}

static void
label_button (GtkToggleButton *button, const char *word, guint n)
{
  g_autofree char *number = ori_number_format (n, 0);
  g_autofree char *text = g_strdup_printf ("%s · %s", word, number);

  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_sensitive (GTK_WIDGET (button), n > 0);
}

static void
show_counts (OriDifferencesWindow *self)
{
  const OriDifferences *differences = self->differences;
  g_autofree char *number = ori_number_format (differences->n_same, 0);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%s value is the same", "%s values are the same", differences->n_same), number);
  gboolean any = differences->items->len > 0;

  label_button (self->all, C_ ("differences", "All"), differences->items->len);
  label_button (self->changed, C_ ("differences", "Changed"), differences->n_changed);
  label_button (self->added, C_ ("differences", "Added"), differences->n_added);
  label_button (self->vanished, C_ ("differences", "Gone"), differences->n_vanished);
  gtk_label_set_text (self->summary, text);
  adw_status_page_set_description (self->same, text);
  gtk_stack_set_visible_child_name (self->stack, any ? "list" : "same");
  gtk_widget_set_visible (self->toolbar, any);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), any);
}

static void
show_title (OriDifferencesWindow *self)
{
  const OriBatch *batch = ori_session_batch (self->session, self->batch);
  g_autofree char *name = g_filename_display_basename (ori_import_path (self->import));
  g_autofree char *day = batch != NULL ? ori_moment_day (batch->time) : NULL;
  g_autofree char *text = NULL;

  if (batch == NULL)
    return;
  /* Translators: a file, then the file of the earlier import and its day. */
  text = g_strdup_printf (_ ("“%s” after “%s”, imported %s"), name,
                          batch->file != NULL ? batch->file : batch->title, day);
  adw_window_title_set_subtitle (self->title, text);
}

static void
ori_differences_window_dispose (GObject *object)
{
  OriDifferencesWindow *self = ORI_DIFFERENCES_WINDOW (object);

  if (self->grid != NULL)
    ori_grid_set_model (self->grid, NULL);
  self->grid = NULL;
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ori_differences_window_parent_class)->dispose (object);
}

static void
ori_differences_window_class_init (OriDifferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_differences_window_dispose;
  decided_signal = g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  g_type_ensure (ORI_TYPE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-differences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, title);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, same);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, toolbar);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, search);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, all);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, changed);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, added);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, vanished);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, OriDifferencesWindow, summary);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_activated_cb);
  gtk_widget_class_install_action (widget_class, "differences.replace", NULL, decide_cb);
  gtk_widget_class_install_action (widget_class, "differences.add", NULL, decide_cb);
  gtk_widget_class_install_action (widget_class, "differences.search", NULL, search_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK,
                                       "differences.search", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "differences.replace", NULL);
}

static void
ori_differences_window_init (OriDifferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

OriDifferencesWindow *
ori_differences_window_new (GtkWindow *parent, OriSession *session, OriImport *import, gint64 batch,
                            const OriDifferences *differences)
{
  OriDifferencesWindow *self = g_object_new (ORI_TYPE_DIFFERENCES_WINDOW, "transient-for", parent,
                                             "modal", TRUE, "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->import = import;
  self->batch = batch;
  self->differences = differences;
  self->model = ori_differences_model_new (differences, ori_session_snapshot (session));
  ori_grid_set_model (self->grid, ORI_GRID_MODEL (self->model));
  show_title (self);
  show_counts (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  return self;
}
