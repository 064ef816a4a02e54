/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-correction.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/ori-window.h"
#include "core/ori-number.h"

typedef struct {
  GtkWindow *parent;
  AdwMessageDialog *dialog;
  OriSession *session;
  guint orgunit, period;
  GPtrArray *elements; /* of char*: codes */
  AdwComboRow *element, *status;
  AdwEntryRow *value, *reason;
} Correction;

static const OriStatus statuses[] = {ORI_STATUS_VALUE, ORI_STATUS_MISSING,
                                     ORI_STATUS_NOT_APPLICABLE};

static void
free_correction (Correction *self)
{
  g_object_unref (self->session);
  g_ptr_array_unref (self->elements);
  g_free (self);
}

static OriStatus
get_status (Correction *self)
{
  return statuses[MIN (adw_combo_row_get_selected (self->status), G_N_ELEMENTS (statuses) - 1)];
}

static gboolean
get_value (Correction *self, double *value)
{
  *value = 0;
  return get_status (self) != ORI_STATUS_VALUE ||
         ori_number_parse (gtk_editable_get_text (GTK_EDITABLE (self->value)), value, NULL, NULL);
}

static void
update (Correction *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  double value;
  gboolean valid = get_value (self, &value);

  gtk_widget_set_visible (GTK_WIDGET (self->value), get_status (self) == ORI_STATUS_VALUE);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "error");
  adw_message_dialog_set_response_enabled (self->dialog, "correct",
                                           valid && *g_strstrip (reason) != '\0');
}

/* The figure as it stands now is what one starts from. */
static void
show_present_value (Correction *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  const char *code = g_ptr_array_index (self->elements, adw_combo_row_get_selected (self->element));
  guint element = ori_snapshot_element_index (snapshot, code);
  const OriObservation *observation =
      element != G_MAXUINT ? ori_snapshot_lookup (snapshot, element, self->orgunit, self->period)
                           : NULL;
  g_autofree char *text = NULL;

  if (observation != NULL &&
      (observation->status == ORI_STATUS_VALUE || observation->status == ORI_STATUS_DOUBTFUL))
    text = ori_number_format_short (observation->value, 6);
  gtk_editable_set_text (GTK_EDITABLE (self->value), text != NULL ? text : "");
  update (self);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Correction *self)
{
  g_autoptr (GError) error = NULL;
  double value;

  if (g_strcmp0 (response, "correct") != 0 || !get_value (self, &value))
    return;
  if (!ori_session_correct (
          self->session,
          g_ptr_array_index (self->elements, adw_combo_row_get_selected (self->element)),
          self->orgunit, self->period, get_status (self), value,
          gtk_editable_get_text (GTK_EDITABLE (self->reason)), &error))
    ori_window_show_error (GTK_WIDGET (self->parent), _ ("The value could not be corrected"),
                           error);
}

static GtkStringList *
list_elements (Correction *self, const OriIndicator *indicator)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (g_strcmp0 (element->part, ORI_PART_TEXT) == 0)
      continue;
    gtk_string_list_append (names, element->name != NULL && *element->name != '\0' ? element->name
                                                                                   : element->part);
    g_ptr_array_add (self->elements, g_strdup (element->code));
  }
  return names;
}

static GtkWidget *
build_form (Correction *self, GtkStringList *elements)
{
  const char *words[] = {_ ("Value"), _ ("No data"), _ ("Not applicable"), NULL};
  g_autoptr (GtkStringList) choices = gtk_string_list_new (words);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->element = ADW_COMBO_ROW (adw_combo_row_new ());
  self->status = ADW_COMBO_ROW (adw_combo_row_new ());
  self->value = ADW_ENTRY_ROW (adw_entry_row_new ());
  self->reason = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->element), _ ("Figure"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status), _ ("State"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value), _ ("New value"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), _ ("Reason"));
  adw_combo_row_set_model (self->element, G_LIST_MODEL (elements));
  adw_combo_row_set_model (self->status, G_LIST_MODEL (choices));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->element));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->status));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->value));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->reason));
  g_signal_connect_swapped (self->element, "notify::selected", G_CALLBACK (show_present_value),
                            self);
  g_signal_connect_swapped (self->status, "notify::selected", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->value, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (update), self);
  return list;
}

void
ori_correction_ask (GtkWindow *parent, OriSession *session, const OriIndicator *indicator,
                    guint orgunit, guint period)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  Correction *self = g_new0 (Correction, 1);
  g_autoptr (GtkStringList) names = NULL;
  g_autofree char *label = ori_period_label (ori_snapshot_period (snapshot, period));
  g_autofree char *body =
      g_strdup_printf ("%s · %s · %s", ori_snapshot_orgunit (snapshot, orgunit)->short_name,
                       ori_indicator_label (indicator), label);

  self->parent = parent;
  self->session = g_object_ref (session);
  self->orgunit = orgunit;
  self->period = period;
  self->elements = g_ptr_array_new_with_free_func (g_free);
  names = list_elements (self, indicator);
  if (self->elements->len == 0) {
    free_correction (self);
    return;
  }
  self->dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Correct a figure"), body));
  adw_message_dialog_add_responses (self->dialog, "cancel", _ ("_Cancel"), "correct",
                                    _ ("C_orrect"), NULL);
  adw_message_dialog_set_response_appearance (self->dialog, "correct", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self->dialog, "correct");
  adw_message_dialog_set_extra_child (self->dialog, build_form (self, names));
  g_signal_connect (self->dialog, "response", G_CALLBACK (response_cb), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "correction", self,
                          (GDestroyNotify)free_correction);
  show_present_value (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
