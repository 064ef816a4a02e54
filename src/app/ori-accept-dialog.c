/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-accept-dialog.h"

#include <glib/gi18n-lib.h>

typedef struct {
  GtkWidget *entry;
  OriAcceptFunc accept;
  GObject *data; /* owned */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  g_object_unref (question->data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (question->entry)));

  if (g_strcmp0 (response, "accept") == 0)
    question->accept (question->data, g_strstrip (reason));
}

static void
reason_changed_cb (GtkEditable *editable, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (editable));

  adw_message_dialog_set_response_enabled (dialog, "accept", *g_strstrip (text) != '\0');
}

void
ori_accept_dialog_show (GtkWidget *parent, const char *thresholds, OriAcceptFunc accept,
                        GObject *data)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), NULL,
                              _ ("Why were these values chosen? The reason enters the protocol "
                                 "with the date and your name."));
  Question *question = g_new0 (Question, 1);

  question->accept = accept;
  question->data = g_object_ref (data);
  question->entry = gtk_entry_new ();
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Accept thresholds %s?"),
                                     thresholds);
  gtk_entry_set_placeholder_text (GTK_ENTRY (question->entry), _ ("Reason"));
  gtk_entry_set_activates_default (GTK_ENTRY (question->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), question->entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    _ ("_Accept"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "question", question, free_question);
  g_signal_connect (question->entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (question->entry);
}
