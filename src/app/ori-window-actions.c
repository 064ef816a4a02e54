/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-data-page.h"
#include "app/ori-page.h"
#include "app/ori-window-private.h"

static OriWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && GTK_IS_WINDOW (root) && !ORI_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  return root != NULL && ORI_IS_WINDOW (root) ? ORI_WINDOW (root) : NULL;
}

/* The latest message is the one that matters: it does not wait for the others. Takes @toast. */
static void
show_toast (OriWindow *self, AdwToast *toast)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
ori_window_toast (GtkWidget *widget, const char *text, gboolean undoable)
{
  OriWindow *self = find_window (widget);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (self == NULL)
    return;
  toast = adw_toast_new (escaped);
  if (undoable) {
    adw_toast_set_button_label (toast, _ ("_Undo"));
    adw_toast_set_action_name (toast, "win.undo");
    adw_toast_set_timeout (toast, 8);
  }
  show_toast (self, toast);
}

void
ori_window_toast_file (GtkWidget *widget, const char *text, const char *path)
{
  OriWindow *self = find_window (widget);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast;

  if (self == NULL)
    return;
  toast = adw_toast_new (escaped);
  adw_toast_set_button_label (toast, _ ("_Open"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target (toast, "s", path);
  adw_toast_set_timeout (toast, 10);
  show_toast (self, toast);
}

void
ori_window_show_error (GtkWidget *widget, const char *title, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog = adw_message_dialog_new (root != NULL ? GTK_WINDOW (root) : NULL, title,
                                   error != NULL ? error->message : NULL);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
update_job (OriWindow *self)
{
  g_autofree char *message = NULL;

  if (self->job == NULL)
    return;
  message = ori_job_dup_message (self->job);
  gtk_progress_bar_set_fraction (self->job_bar, ori_job_fraction (self->job));
  gtk_label_set_text (self->job_title,
                      message != NULL && *message != '\0' ? message : ori_job_title (self->job));
}

static void
job_finished_cb (OriWindow *self, OriJob *job)
{
  if (self->job != job)
    return;
  g_clear_object (&self->job);
  gtk_revealer_set_reveal_child (self->job_revealer, FALSE);
}

void
ori_window_run_job (OriWindow *self, OriJob *job)
{
  g_set_object (&self->job, job);
  g_signal_connect_object (job, "notify", G_CALLBACK (update_job), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (job, "finished", G_CALLBACK (job_finished_cb), self, G_CONNECT_SWAPPED);
  update_job (self);
  gtk_revealer_set_reveal_child (self->job_revealer, TRUE);
  ori_job_start (job);
}

static void
cancel_job_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);

  if (self->job != NULL)
    ori_job_cancel (self->job);
}

/* A line that is typed in; numbers are decided with every key. */
static gboolean
undo_line (GtkWidget *line, gboolean undo)
{
  g_autofree char *before = NULL;

  if (gtk_widget_get_ancestor (line, GTK_TYPE_SPIN_BUTTON) != NULL)
    return FALSE;
  before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (line)));
  gtk_widget_activate_action (line, undo ? "text.undo" : "text.redo", NULL);
  return g_strcmp0 (before, gtk_editable_get_text (GTK_EDITABLE (line))) != 0;
}

/* While a text is edited, undo takes back typing first. */
static gboolean
undo_typing (OriWindow *self, gboolean undo)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkTextBuffer *buffer;

  if (focus != NULL && GTK_IS_TEXT (focus))
    return undo_line (focus, undo);
  if (focus == NULL || !GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
  if (!(undo ? gtk_text_buffer_get_can_undo (buffer) : gtk_text_buffer_get_can_redo (buffer)))
    return FALSE;
  if (undo)
    gtk_text_buffer_undo (buffer);
  else
    gtk_text_buffer_redo (buffer);
  return TRUE;
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);
  gboolean undo = g_str_equal (name, "win.undo");
  g_autoptr (GError) error = NULL;

  if (self->session == NULL || undo_typing (self, undo))
    return;
  if (!(undo ? ori_session_undo (self->session, &error) : ori_session_redo (self->session, &error)))
    ori_window_toast (widget, error->message, FALSE);
}

static void
page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_window_show_page_number (ORI_WINDOW (widget), g_variant_get_int32 (parameter));
}

static void
cycle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);

  if (self->session != NULL)
    ori_session_set_cycle (self->session, g_variant_get_int32 (parameter));
}

static void
step_cycle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);
  int step = g_str_equal (name, "win.next-cycle") ? 1 : -1;
  const GArray *cycles;

  if (self->session == NULL)
    return;
  cycles = ori_session_cycles (self->session);
  for (int i = 0; i < (int)cycles->len; i++)
    if (g_array_index (cycles, int, i) == ori_session_cycle (self->session)) {
      if (i + step >= 0 && i + step < (int)cycles->len)
        ori_session_set_cycle (self->session, g_array_index (cycles, int, i + step));
      return;
    }
}

void
ori_window_show_latest_cycle (OriWindow *self)
{
  const GArray *cycles = ori_session_cycles (self->session);

  if (cycles->len > 0)
    ori_session_set_cycle (self->session, g_array_index (cycles, int, cycles->len - 1));
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *page = gtk_stack_get_visible_child (ORI_WINDOW (widget)->pages);

  if (page != NULL && ORI_IS_PAGE (page))
    ori_page_find (ORI_PAGE (page));
}

/* The first button of @root on the screen that the style sheet suggests; NULL if none can be used.
 */
static GtkWidget *
find_suggested (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root) || !gtk_widget_get_sensitive (root))
    return NULL;
  if (gtk_widget_has_css_class (root, "suggested-action"))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_suggested (child);
  return found;
}

/* Like a click, which takes the focus: what is being typed elsewhere counts first. */
static void
suggested_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *button = find_suggested (widget);

  if (button == NULL)
    return;
  gtk_widget_grab_focus (button);
  gtk_widget_activate (button);
}

static void
sidebar_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwFlap *flap = ORI_WINDOW (widget)->flap;
  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

/* Regions of the window: sidebar, header bar, page. */
static void
region_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);
  GtkWidget *regions[] = {GTK_WIDGET (self->sidebar),
                          gtk_widget_get_ancestor (GTK_WIDGET (self->title), ADW_TYPE_HEADER_BAR),
                          GTK_WIDGET (self->pages)};
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  int step = g_str_equal (name, "win.next-region") ? 1 : 2, current = 0;

  for (guint i = 0; i < G_N_ELEMENTS (regions) && focus != NULL; i++)
    if (focus == regions[i] || gtk_widget_is_ancestor (focus, regions[i]))
      current = i;
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++) {
    current = (current + step) % G_N_ELEMENTS (regions);
    if (gtk_widget_child_focus (regions[current], GTK_DIR_TAB_FORWARD))
      return;
  }
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);
  GtkWidget *page;

  if (self->session == NULL)
    return;
  ori_window_show_page (self, "data");
  page = ori_window_get_page_widget (self, "data");
  ori_data_page_choose_files (ORI_DATA_PAGE (page));
}

static void
open_response_cb (GtkNativeDialog *dialog, int response, OriWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);
    if (path != NULL)
      ori_application_open_path (ORI_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                                 path, GTK_WINDOW (self));
  }
  g_object_unref (dialog);
}

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Open a workspace"), GTK_WINDOW (widget),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Workspaces"));
  gtk_file_filter_add_pattern (filter, "*.orientir");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
show_file_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *uri = g_filename_to_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (widget), uri, GDK_CURRENT_TIME);
}

static void
show_folder_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriWindow *self = ORI_WINDOW (widget);
  g_autofree char *folder = NULL;
  g_autofree char *uri = NULL;

  if (self->session == NULL)
    return;
  folder = g_path_get_dirname (ori_session_path (self->session));
  uri = g_filename_to_uri (folder, NULL, NULL);
  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

void
ori_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
      {"win.undo", NULL, undo_cb},
      {"win.redo", NULL, undo_cb},
      {"win.page", "i", page_cb},
      {"win.cycle", "i", cycle_cb},
      {"win.next-cycle", NULL, step_cycle_cb},
      {"win.previous-cycle", NULL, step_cycle_cb},
      {"win.find", NULL, find_cb},
      {"win.suggested", NULL, suggested_cb},
      {"win.sidebar", NULL, sidebar_cb},
      {"win.next-region", NULL, region_cb},
      {"win.previous-region", NULL, region_cb},
      {"win.import", NULL, import_cb},
      {"win.open", NULL, open_cb},
      {"win.show-folder", NULL, show_folder_cb},
      {"win.show-file", "s", show_file_cb},
      {"win.cancel-job", NULL, cancel_job_cb},
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
