/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-forms-dialog.h"

#include <glib/gi18n-lib.h>

/* What is to be written, once the dialog is gone. */
typedef struct {
  OriWindow *window; /* referenced */
  OriFormsRequest *request;
  char *folder;
  guint n;
} Order;

struct _OriFormsDialog {
  AdwMessageDialog parent_instance;

  OriWindow *window; /* not owned: transient for it */
  OriSession *session;
  GtkSpinButton *year;
  AdwComboRow *level; /* hidden without schools */
  AdwComboRow *orgunit;
  GtkLabel *summary;
  GPtrArray *codes; /* of the org units in the list, NULL for all */
};

G_DEFINE_FINAL_TYPE (OriFormsDialog, ori_forms_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
order_free (Order *order)
{
  ori_forms_request_free (order->request);
  g_object_unref (order->window);
  g_free (order->folder);
  g_free (order);
}

/* --- Writing --- */

static void
done_cb (OriJob *job, Order *order)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = ori_job_take_result (job, &error);

  if (folder != NULL) {
    g_autofree char *text = g_strdup_printf (
        ngettext ("%u collection form was written", "%u collection forms were written", order->n),
        order->n);
    ori_window_toast_file (GTK_WIDGET (order->window), text, folder);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    ori_window_toast (GTK_WIDGET (order->window),
                      _ ("Cancelled; the forms written so far are whole"), FALSE);
  } else {
    ori_window_show_error (GTK_WIDGET (order->window), _ ("The forms could not be written"), error);
  }
}

static void
free_order_cb (gpointer data, GClosure *closure)
{
  order_free (data);
}

static void
run (Order *order)
{
  g_autoptr (OriJob) job = ori_forms_job_new (g_steal_pointer (&order->request), order->folder);

  g_signal_connect_data (job, "finished", G_CALLBACK (done_cb), order, free_order_cb, 0);
  ori_window_run_job (order->window, job);
}

static void
replace_cb (AdwMessageDialog *dialog, const char *response, Order *order)
{
  if (g_strcmp0 (response, "replace") == 0)
    run (order);
  else
    order_free (order);
}

/* Somebody's filled form may be among them. */
static void
ask_to_replace (Order *order, char **existing)
{
  guint n = g_strv_length (existing);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Replace %u form?", "Replace %u forms?", n), n);
  g_autofree char *body = g_strdup_printf (
      _ ("The folder has files of these names already, for example “%s”. If they are filled, the "
         "answers in them will be lost."),
      existing[0]);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (order->window), title, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace",
                                    _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (replace_cb), order);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
start (Order *order, const char *folder)
{
  g_auto (GStrv) existing = ori_forms_request_existing (order->request, folder);

  order->folder = g_strdup (folder);
  if (existing[0] != NULL)
    ask_to_replace (order, existing);
  else
    run (order);
}

static void
folder_cb (GtkNativeDialog *chooser, int response, Order *order)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser))
                               : NULL;
  g_autofree char *folder = file != NULL ? g_file_get_path (file) : NULL;

  if (folder != NULL)
    start (order, folder);
  else
    order_free (order);
  g_object_unref (chooser);
}

/* --- The choice --- */

static OriOrgUnitLevel
chosen_level (OriFormsDialog *self)
{
  return adw_combo_row_get_selected (self->level) == 1 ? ORI_ORGUNIT_SCHOOL
                                                       : ORI_ORGUNIT_MUNICIPALITY;
}

static OriFormsRequest *
make_request (OriFormsDialog *self, GError **error)
{
  guint selected = adw_combo_row_get_selected (self->orgunit);
  OriPeriod period = ori_period_year (gtk_spin_button_get_value_as_int (self->year));
  const char *code = selected < self->codes->len ? g_ptr_array_index (self->codes, selected) : NULL;

  return ori_forms_request_new (self->session, chosen_level (self), code, &period, error);
}

static Order *
make_order (OriFormsDialog *self)
{
  g_autoptr (GError) error = NULL;
  OriFormsRequest *request = make_request (self, &error);
  Order *order;

  if (request == NULL) {
    ori_window_show_error (GTK_WIDGET (self->window), _ ("The forms could not be written"), error);
    return NULL;
  }
  order = g_new0 (Order, 1);
  order->window = g_object_ref (self->window);
  order->request = request;
  order->n = ori_forms_request_count (request);
  return order;
}

void
ori_forms_dialog_write (OriFormsDialog *self, const char *folder)
{
  Order *order = make_order (self);

  if (order != NULL)
    start (order, folder);
}

static void
response_cb (OriFormsDialog *self, const char *response)
{
  Order *order = g_strcmp0 (response, "write") == 0 ? make_order (self) : NULL;
  GtkFileChooserNative *chooser;

  if (order == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Where to put the forms"), GTK_WINDOW (self->window),
                                         GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Write"),
                                         _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (folder_cb), order);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
update_summary (OriFormsDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriFormsRequest) request = make_request (self, &error);
  g_autofree char *files = NULL, *answers = NULL, *text = NULL;
  guint n, n_inputs;

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "write", request != NULL);
  if (request == NULL) {
    gtk_label_set_text (self->summary, error->message);
    return;
  }
  n = ori_forms_request_count (request);
  n_inputs = ori_forms_request_inputs (request, NULL);
  files = g_strdup_printf (ngettext ("%u file", "%u files", n), n);
  answers =
      g_strdup_printf (ngettext ("%u answer in each", "%u answers in each", n_inputs), n_inputs);
  text = g_strdup_printf ("%s · %s", files, answers);
  gtk_label_set_text (self->summary, text);
}

static gboolean
has_schools (const OriSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->orgunits->len; i++)
    if (ori_snapshot_orgunit (snapshot, i)->level == ORI_ORGUNIT_SCHOOL)
      return TRUE;
  return FALSE;
}

/* Municipalities in both cases: at the level of schools those of one of them. */
static void
fill_orgunits (OriFormsDialog *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->codes, 0);
  g_ptr_array_add (self->codes, NULL);
  gtk_string_list_append (names, _ ("All territories"));
  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    if (unit->level != ORI_ORGUNIT_MUNICIPALITY)
      continue;
    gtk_string_list_append (names, unit->short_name);
    g_ptr_array_add (self->codes, g_strdup (unit->code));
  }
  adw_combo_row_set_model (self->orgunit, G_LIST_MODEL (names));
}

static GtkWidget *
make_year (OriFormsDialog *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int cycle = ori_session_cycle (self->session);
  GtkWidget *row = adw_action_row_new ();

  self->year = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1990, 2100, 1));
  gtk_spin_button_set_value (self->year, cycle > 0 ? cycle : g_date_time_get_year (now));
  gtk_widget_set_valign (GTK_WIDGET (self->year), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->year), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Year"), -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Year"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->year));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->year));
  g_signal_connect_swapped (self->year, "value-changed", G_CALLBACK (update_summary), self);
  return row;
}

static GtkWidget *
build (OriFormsDialog *self)
{
  const char *levels[] = {_ ("Municipalities"), _ ("Schools"), NULL};
  g_autoptr (GtkStringList) choices = gtk_string_list_new (levels);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->level = ADW_COMBO_ROW (adw_combo_row_new ());
  self->orgunit = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->level), _ ("Who fills them in"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->orgunit), _ ("Territory"));
  adw_combo_row_set_model (self->level, G_LIST_MODEL (choices));
  gtk_widget_set_visible (GTK_WIDGET (self->level),
                          has_schools (ori_session_snapshot (self->session)));
  fill_orgunits (self);
  gtk_list_box_append (GTK_LIST_BOX (list), make_year (self));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->level));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->orgunit));
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_max_width_chars (self->summary, 40);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "dim-label");
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  g_signal_connect_swapped (self->level, "notify::selected", G_CALLBACK (update_summary), self);
  g_signal_connect_swapped (self->orgunit, "notify::selected", G_CALLBACK (update_summary), self);
  return box;
}

static void
ori_forms_dialog_finalize (GObject *object)
{
  OriFormsDialog *self = ORI_FORMS_DIALOG (object);

  g_clear_object (&self->session);
  g_ptr_array_unref (self->codes);
  G_OBJECT_CLASS (ori_forms_dialog_parent_class)->finalize (object);
}

static void
ori_forms_dialog_class_init (OriFormsDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_forms_dialog_finalize;
}

static void
ori_forms_dialog_init (OriFormsDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  self->codes = g_ptr_array_new_with_free_func (g_free);
  adw_message_dialog_set_heading (dialog, _ ("Collection forms"));
  adw_message_dialog_set_body (
      dialog, _ ("A blank spreadsheet for everyone who reports, made from the programme. Filled "
                 "forms are imported without questions."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "write",
                                    _ ("Choose a _Folder…"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "write", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "write");
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
}

void
ori_forms_dialog_present (OriWindow *window)
{
  OriFormsDialog *self =
      g_object_new (ORI_TYPE_FORMS_DIALOG, "transient-for", window, "modal", TRUE, NULL);

  self->window = window;
  self->session = g_object_ref (ori_window_get_session (window));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), build (self));
  update_summary (self);
  gtk_window_present (GTK_WINDOW (self));
}
