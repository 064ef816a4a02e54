/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-data-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-batch-row.h"
#include "app/ori-completeness-view.h"
#include "app/ori-cover-words.h"
#include "app/ori-forms-dialog.h"
#include "app/ori-import-view.h"
#include "app/ori-page.h"
#include "app/ori-reading.h"
#include "app/ori-recipes-window.h"
#include "app/ori-sheet-window.h"
#include "app/ori-table-chooser.h"
#include "app/ori-window.h"

struct _OriDataPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *batches;
  GtkWidget *drop_zone, *empty_drop;
  OriCompletenessView *completeness;
  GtkWidget *deadline;
  GtkLabel *due_date, *due;
  GtkWidget *remind;
  AdwButtonContent *remind_label;

  OriSession *session; /* not owned: the window's */
};

static void ori_data_page_iface_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriDataPage, ori_data_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_data_page_iface_init))

static OriWindow *
get_window (OriDataPage *self)
{
  return ORI_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
read_cb (OriJob *job, OriDataPage *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *readings = ori_job_take_result (job, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (readings == NULL) {
    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      ori_window_toast (GTK_WIDGET (self), _ ("Import cancelled, nothing was changed"), FALSE);
    else
      ori_window_show_error (GTK_WIDGET (self), _ ("The files could not be read"), error);
    return;
  }
  if (root == NULL) {
    g_ptr_array_unref (readings);
    return;
  }
  gtk_window_present (
      GTK_WINDOW (ori_import_view_new (GTK_WINDOW (root), self->session, readings)));
}

void
ori_data_page_import (OriDataPage *self, const char *const *paths)
{
  g_autoptr (OriJob) job = ori_reading_job_new (self->session, paths, NULL, NULL);

  if (job == NULL) {
    ori_window_toast (GTK_WIDGET (self), _ ("There are no tables in the folder"), FALSE);
    return;
  }
  g_signal_connect_object (job, "finished", G_CALLBACK (read_cb), self, 0);
  ori_window_run_job (get_window (self), job);
}

static void
import_list (OriDataPage *self, GListModel *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) file = g_list_model_get_item (files, i);
    char *path = g_file_get_path (file);
    if (path != NULL)
      g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  if (paths->len > 1)
    ori_data_page_import (self, (const char *const *)paths->pdata);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, OriDataPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
    import_list (self, files);
  }
  g_object_unref (dialog);
}

static void
choose (OriDataPage *self, gboolean folder)
{
  GtkFileChooserNative *dialog = ori_table_chooser_new (GTK_WINDOW (get_window (self)), folder);

  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
ori_data_page_choose_files (OriDataPage *self)
{
  choose (self, FALSE);
}

static void
import_folder_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (ORI_DATA_PAGE (widget), TRUE);
}

static void
forms_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_forms_dialog_present (get_window (ORI_DATA_PAGE (widget)));
}

static void
recipes_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriDataPage *self = ORI_DATA_PAGE (widget);

  gtk_window_present (
      GTK_WINDOW (ori_recipes_window_new (GTK_WINDOW (get_window (self)), self->session)));
}

static gboolean
drop_cb (OriDataPage *self, const GValue *value)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next) {
    char *path = g_file_get_path (l->data);
    if (path != NULL)
      g_ptr_array_add (paths, path);
  }
  g_ptr_array_add (paths, NULL);
  if (paths->len < 2)
    return FALSE;
  ori_data_page_import (self, (const char *const *)paths->pdata);
  return TRUE;
}

static void
set_live_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriDataPage *self = ORI_DATA_PAGE (widget);
  g_autoptr (GError) error = NULL;
  gint64 batch;
  gboolean live;

  g_variant_get (parameter, "(xb)", &batch, &live);
  if (!ori_session_set_batch_live (self->session, batch, live, &error))
    ori_window_show_error (widget, _ ("The batch could not be changed"), error);
}

static void
show_file_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriDataPage *self = ORI_DATA_PAGE (widget);
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  gint64 id = g_variant_get_int64 (parameter);

  for (guint i = 0; i < snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (snapshot->batches, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (OriBook) book = NULL;

    if (batch->id != id)
      continue;
    bytes = ori_store_batch_content (ori_session_store (self->session), id, &error);
    if (bytes != NULL)
      book = ori_book_load_bytes (bytes, batch->file, NULL, NULL, NULL, &error);
    if (book != NULL)
      ori_sheet_window_present (GTK_WINDOW (get_window (self)), book, batch->file, NULL, NULL);
    else if (error != NULL)
      ori_window_show_error (widget, _ ("The file could not be shown"), error);
    else
      ori_window_toast (widget, _ ("The file was not kept in the workspace"), FALSE);
  }
}

static void
fill_batches (OriDataPage *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (GArray) disputed = ori_session_count_disputed (self->session);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->batches, 0)) != NULL)
    gtk_list_box_remove (self->batches, GTK_WIDGET (row));
  for (guint i = snapshot->batches->len; i > 0; i--)
    gtk_list_box_append (self->batches,
                         ori_batch_row_new (self->session,
                                            g_ptr_array_index (snapshot->batches, i - 1),
                                            g_array_index (disputed, guint, i - 1)));
}

/* «Срок 15 мая [прошёл]» */
static void
show_deadline (OriDataPage *self, const OriCompleteness *found)
{
  static const char *const classes[] = {
      [ORI_DUE_NONE] = NULL,
      [ORI_DUE_AHEAD] = "medium",
      [ORI_DUE_SOON] = "doubt",
      [ORI_DUE_PASSED] = "error",
  };
  g_autofree char *date = ori_due_date (found);
  g_autofree char *words = ori_due_words (found);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->deadline, date != NULL);
  if (date == NULL)
    return;
  text = g_strdup_printf (_ ("Deadline %s"), date);
  gtk_label_set_text (self->due_date, text);
  gtk_label_set_text (self->due, words);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL)
      gtk_widget_remove_css_class (GTK_WIDGET (self->due), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->due), classes[found->due]);
  gtk_widget_set_tooltip_text (self->deadline, found->what);
}

/* Those who sent nothing are what the button is for; without them, those who sent less. */
static void
show_reminder (OriDataPage *self, const OriCompleteness *found)
{
  guint n = found->n_silent > 0 ? found->n_silent : found->n_incomplete;
  g_autofree char *label = g_strdup_printf (_ ("Remind · %u…"), n);
  g_autofree char *tip = g_strdup_printf (_ ("%u sent nothing, %u not everything"), found->n_silent,
                                          found->n_incomplete - found->n_silent);

  gtk_widget_set_visible (self->remind, n > 0);
  adw_button_content_set_label (self->remind_label, label);
  gtk_widget_set_tooltip_text (self->remind, tip);
}

static void
completeness_updated_cb (OriDataPage *self)
{
  const OriCompleteness *found =
      ori_completeness_model_found (ori_completeness_view_model (self->completeness));

  show_deadline (self, found);
  show_reminder (self, found);
}

static void
remind_cb (OriDataPage *self)
{
  ori_completeness_view_remind (self->completeness, NULL);
}

static void
refresh (OriPage *page)
{
  OriDataPage *self = ORI_DATA_PAGE (page);
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);

  gtk_stack_set_visible_child_name (self->stack, snapshot->batches->len > 0 ? "data" : "empty");
  fill_batches (self);
  ori_completeness_view_refresh (self->completeness);
}

static void
set_session (OriPage *page, OriSession *session)
{
  OriDataPage *self = ORI_DATA_PAGE (page);

  self->session = session;
  ori_completeness_view_set_session (self->completeness, session);
}

static char *
dup_subtitle (OriPage *page)
{
  OriDataPage *self = ORI_DATA_PAGE (page);
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  guint live = 0;

  for (guint i = 0; i < snapshot->batches->len; i++)
    live += ((const OriBatch *)g_ptr_array_index (snapshot->batches, i))->live;
  if (live == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u batch", "%u batches", live), live);
}

static gboolean
find (OriPage *page)
{
  return ori_completeness_view_focus_search (ORI_DATA_PAGE (page)->completeness);
}

static void
ori_data_page_iface_init (OriPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->dup_subtitle = dup_subtitle;
  iface->find = find;
}

static void
add_drop_target (OriDataPage *self, GtkWidget *widget)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drop));
}

static void
ori_data_page_class_init (OriDataPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ORI_TYPE_COMPLETENESS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-data-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, batches);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, drop_zone);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, empty_drop);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, completeness);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, deadline);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, due_date);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, due);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, remind);
  gtk_widget_class_bind_template_child (widget_class, OriDataPage, remind_label);
  gtk_widget_class_bind_template_callback (widget_class, completeness_updated_cb);
  gtk_widget_class_bind_template_callback (widget_class, remind_cb);
  gtk_widget_class_install_action (widget_class, "data.forms", NULL, forms_cb);
  gtk_widget_class_install_action (widget_class, "data.import-folder", NULL, import_folder_cb);
  gtk_widget_class_install_action (widget_class, "data.recipes", NULL, recipes_cb);
  gtk_widget_class_install_action (widget_class, "data.set-live", "(xb)", set_live_cb);
  gtk_widget_class_install_action (widget_class, "data.show-file", "x", show_file_cb);
}

static void
ori_data_page_init (OriDataPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drop_target (self, self->drop_zone);
  add_drop_target (self, self->empty_drop);
}
