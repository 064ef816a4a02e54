/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "app/ori-table-chooser.h"
#include "app/ori-window.h"

/* More files in an open assistant: chosen or dropped, they are read in a job and join those of
 * their form; what was decided about the others stays. */

static void
toast (OriImportView *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
tell_repeated (OriImportView *self, const GPtrArray *repeated)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (repeated->len == 0)
    return;
  base = g_path_get_basename (g_ptr_array_index (repeated, 0));
  name = g_filename_display_name (base);
  if (repeated->len == 1)
    text = g_strdup_printf (_ ("“%s” is in the list already"), name);
  else
    text = g_strdup_printf (ngettext ("“%s” and %u more file are in the list already",
                                      "“%s” and %u more files are in the list already",
                                      repeated->len - 1),
                            name, repeated->len - 1);
  toast (self, text);
}

/* One that could not be read before gives its place. */
static void
put_reading (OriImportView *self, OriReading *reading)
{
  gboolean include = ori_import_view_wants (self, reading);

  for (guint i = 0; i < self->readings->len; i++) {
    OriReading *old = g_ptr_array_index (self->readings, i);
    if (old->import == NULL && g_str_equal (old->path, reading->path)) {
      ori_reading_free (old);
      g_ptr_array_index (self->readings, i) = reading;
      g_array_index (self->included, gboolean, i) = include;
      return;
    }
  }
  g_ptr_array_add (self->readings, reading);
  g_array_append_val (self->included, include);
}

/* Puts files of one form together again, with what is known about each. */
static void
sort_again (OriImportView *self, const GPtrArray *before)
{
  g_autoptr (GPtrArray) unsorted = g_ptr_array_new ();
  GArray *included = g_array_new (FALSE, TRUE, sizeof (gboolean));

  g_ptr_array_extend (unsorted, self->readings, NULL, NULL);
  ori_import_view_sort_files (self);
  for (guint i = 0; i < self->readings->len; i++) {
    guint index;
    g_ptr_array_find (unsorted, g_ptr_array_index (self->readings, i), &index);
    g_array_append_val (included, g_array_index (self->included, gboolean, index));
  }
  g_array_unref (self->included);
  self->included = included;
  ori_import_view_move_versions (self, before);
}

static void
take_readings (OriImportView *self, GPtrArray *added)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  OriReading *first = g_ptr_array_index (added, 0);
  guint index, n = self->readings->len;

  ori_import_view_forget_versions (self);
  while (added->len > 0)
    put_reading (self, g_ptr_array_steal_index (added, 0));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (before, g_ptr_array_index (self->readings, i));
  sort_again (self, before);
  g_ptr_array_find (self->readings, first, &index);
  self->current = index;
  ori_import_view_fill_files (self);
  ori_import_view_select_file (self, index);
  ori_import_view_update_title (self);
  ori_import_view_update_footer (self);
  ori_import_view_update_totals (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
read_cb (OriJob *job, OriImportView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) added = ori_job_take_result (job, &error);

  self->adding = FALSE;
  ori_import_view_set_work (self, NULL);
  ori_import_view_set_busy (self, FALSE);
  if (added != NULL)
    take_readings (self, added);
  else
    ori_import_view_show_current (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    toast (self, _ ("No files were added"));
  else if (error != NULL)
    ori_window_show_error (GTK_WIDGET (self), _ ("The files could not be read"), error);
}

void
ori_import_view_add (OriImportView *self, const char *const *paths)
{
  g_autoptr (GPtrArray) repeated = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (OriJob) job = NULL;

  if (self->work != NULL || self->commit != NULL)
    return;
  job = ori_reading_job_new (self->session, paths, self->readings, repeated);
  tell_repeated (self, repeated);
  if (job == NULL && repeated->len == 0)
    toast (self, _ ("There are no tables in the folder"));
  if (job == NULL)
    return;
  ori_import_view_set_busy (self, TRUE);
  self->adding = TRUE;
  g_signal_connect_object (job, "finished", G_CALLBACK (read_cb), self, 0);
  ori_import_view_set_work (self, g_steal_pointer (&job));
}

gboolean
ori_import_view_cancel_add (OriImportView *self)
{
  if (!self->adding || self->work == NULL)
    return FALSE;
  ori_job_cancel (self->work);
  return TRUE;
}

/* ── choosing and dropping ── */

/* Takes the paths that are on this computer. */
static void
add_paths (OriImportView *self, GPtrArray *paths)
{
  g_ptr_array_add (paths, NULL);
  if (paths->len > 1)
    ori_import_view_add (self, (const char *const *)paths->pdata);
  g_ptr_array_unref (paths);
}

static void
add_path (GPtrArray *paths, GFile *file)
{
  char *path = g_file_get_path (file);

  if (path != NULL)
    g_ptr_array_add (paths, path);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, OriImportView *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
    GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      add_path (paths, file);
    }
    add_paths (self, paths);
  }
  g_object_unref (dialog);
}

void
ori_import_view_choose_more (OriImportView *self)
{
  GtkFileChooserNative *dialog;

  if (self->work != NULL || self->commit != NULL)
    return;
  dialog = ori_table_chooser_new (GTK_WINDOW (self), FALSE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (OriImportView *self, const GValue *value)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    add_path (paths, l->data);
  add_paths (self, paths);
  return TRUE;
}

void
ori_import_view_init_add (OriImportView *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
