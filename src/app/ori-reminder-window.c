/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-reminder-window.h"

#include <glib/gi18n-lib.h>

#include "report/ori-reminder.h"

struct _OriReminderWindow {
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkToggleButton *show_silent, *show_partial;
  GtkListView *list;
  GtkTextView *text;
  GtkButton *copy_one, *copy_all;
  GtkSpinner *spinner;

  OriSnapshot *snapshot;
  OriCompleteness *found;
  GArray *silent, *partial; /* of guint: rows of found */
  GtkSingleSelection *selection;
  OriJob *job; /* writes all letters */
};

G_DEFINE_FINAL_TYPE (OriReminderWindow, ori_reminder_window, ADW_TYPE_WINDOW)

static GArray *
get_rows (OriReminderWindow *self)
{
  return gtk_toggle_button_get_active (self->show_silent) ? self->silent : self->partial;
}

static const OriOrgUnit *
get_unit (OriReminderWindow *self, guint row)
{
  return ori_snapshot_orgunit (self->snapshot, g_array_index (self->found->orgunits, guint, row));
}

static void
show_letter (OriReminderWindow *self)
{
  const GArray *rows = get_rows (self);
  guint at = gtk_single_selection_get_selected (self->selection);
  g_autofree char *letter = NULL;

  if (at < rows->len)
    letter = ori_reminder_letter (self->snapshot, self->found, g_array_index (rows, guint, at));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), letter != NULL ? letter : "",
                            -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_one), letter != NULL);
}

static void
show_rows (OriReminderWindow *self)
{
  const GArray *rows = get_rows (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *label = NULL;

  for (guint i = 0; i < rows->len; i++)
    gtk_string_list_append (names, get_unit (self, g_array_index (rows, guint, i))->short_name);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (names));
  label =
      g_strdup_printf (ngettext ("Copy %u _Letter", "Copy All %u _Letters", rows->len), rows->len);
  gtk_button_set_label (self->copy_all, label);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_all), rows->len > 1);
  show_letter (self);
}

static void
show_changed_cb (OriReminderWindow *self, GtkToggleButton *button)
{
  if (self->found != NULL && gtk_toggle_button_get_active (button))
    show_rows (self);
}

/* Copying */

static void
copy (OriReminderWindow *self, const char *text, guint n)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u letter is on the clipboard", "%u letters are on the clipboard", n), n);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}

static void
copy_one_cb (OriReminderWindow *self)
{
  g_autofree char *letter = ori_reminder_window_letter (self);

  copy (self, letter, 1);
}

typedef struct {
  OriSnapshot *snapshot;
  OriCompleteness *found;
  GArray *rows;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  ori_snapshot_unref (request->snapshot);
  ori_completeness_unref (request->found);
  g_array_unref (request->rows);
  g_free (request);
}

static gpointer
write_letters (gpointer data, const OriProgress *progress, GCancellable *cancellable,
               GError **error)
{
  const Request *request = data;
  return ori_reminder_letters (request->snapshot, request->found, request->rows, progress,
                               cancellable, error);
}

static void
written_cb (OriJob *job, OriReminderWindow *self)
{
  g_autofree char *letters = ori_job_take_result (job, NULL);

  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_all), TRUE);
  copy (self, letters, get_rows (self)->len);
  g_clear_object (&self->job);
}

static void
copy_all_cb (OriReminderWindow *self)
{
  Request *request;

  if (self->job != NULL)
    return;
  request = g_new0 (Request, 1);
  request->snapshot = ori_snapshot_ref (self->snapshot);
  request->found = ori_completeness_ref (self->found);
  request->rows = g_array_ref (get_rows (self));
  self->job = ori_job_new (_ ("Writing letters"), write_letters, request, free_request, g_free);
  g_signal_connect (self->job, "finished", G_CALLBACK (written_cb), self);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy_all), FALSE);
  ori_job_start (self->job);
}

/* The window */

static void
setup_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), name);
}

static void
ori_reminder_window_dispose (GObject *object)
{
  OriReminderWindow *self = ORI_REMINDER_WINDOW (object);

  if (self->job != NULL) {
    g_signal_handlers_disconnect_by_data (self->job, self);
    ori_job_cancel (self->job);
  }
  g_clear_object (&self->job);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->silent, g_array_unref);
  g_clear_pointer (&self->partial, g_array_unref);
  g_clear_pointer (&self->found, ori_completeness_unref);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  G_OBJECT_CLASS (ori_reminder_window_parent_class)->dispose (object);
}

static void
ori_reminder_window_class_init (OriReminderWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_reminder_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-reminder-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, show_silent);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, show_partial);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, list);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, text);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, copy_one);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, copy_all);
  gtk_widget_class_bind_template_child (widget_class, OriReminderWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, show_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_one_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_all_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ori_reminder_window_init (OriReminderWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = gtk_single_selection_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (show_letter), self);
}

static gboolean
select_orgunit (OriReminderWindow *self, GtkToggleButton *button, guint orgunit)
{
  const GArray *rows = button == self->show_silent ? self->silent : self->partial;

  for (guint i = 0; i < rows->len; i++) {
    guint row = g_array_index (rows, guint, i);
    if (g_array_index (self->found->orgunits, guint, row) != orgunit)
      continue;
    gtk_toggle_button_set_active (button, TRUE);
    gtk_single_selection_set_selected (self->selection, i);
    return TRUE;
  }
  return FALSE;
}

static void
set_label (GtkToggleButton *button, const char *words, guint n)
{
  g_autofree char *label = g_strdup_printf ("%s · %u", words, n);

  gtk_button_set_label (GTK_BUTTON (button), label);
  gtk_widget_set_sensitive (GTK_WIDGET (button), n > 0);
}

OriReminderWindow *
ori_reminder_window_new (GtkWindow *parent, OriSnapshot *snapshot, OriCompleteness *found,
                         guint orgunit)
{
  OriReminderWindow *self = g_object_new (ORI_TYPE_REMINDER_WINDOW, "transient-for", parent, NULL);

  self->snapshot = ori_snapshot_ref (snapshot);
  self->found = ori_completeness_ref (found);
  self->silent = ori_reminder_silent (found);
  self->partial = ori_reminder_partial (found);
  set_label (self->show_silent, _ ("Sent nothing"), self->silent->len);
  set_label (self->show_partial, _ ("Sent not everything"), self->partial->len);
  if (self->silent->len == 0)
    gtk_toggle_button_set_active (self->show_partial, TRUE);
  show_rows (self);
  if (!select_orgunit (self, self->show_silent, orgunit))
    select_orgunit (self, self->show_partial, orgunit);
  return self;
}

char *
ori_reminder_window_letter (OriReminderWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}
