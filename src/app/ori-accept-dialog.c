/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-accept-dialog.h"

#include <glib/gi18n-lib.h>

#define WIDTH 440
#define HEIGHT 96 /* four lines; more scroll */

typedef struct {
  GtkTextBuffer *reason;
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

static char *
dup_reason (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, TRUE));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  g_autofree char *reason = dup_reason (question->reason);

  if (g_strcmp0 (response, "accept") == 0)
    question->accept (question->data, reason);
}

static void
reason_changed_cb (GtkTextBuffer *buffer, AdwMessageDialog *dialog)
{
  g_autofree char *reason = dup_reason (buffer);

  adw_message_dialog_set_response_enabled (dialog, "accept", *reason != '\0');
}

static gboolean
accept_shortcut_cb (GtkWidget *view, GVariant *args, gpointer data)
{
  gtk_widget_activate_default (view);
  return TRUE;
}

/* Enter begins a line, so that Ctrl+Enter accepts. */
static GtkWidget *
make_view (void)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string ("<Control>Return|"
                                                                   "<Control>KP_Enter");

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "reason");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  /* Before the view makes a line of it. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (trigger, gtk_callback_action_new (accept_shortcut_cb, NULL, NULL)));
  gtk_widget_add_controller (view, keys);
  return view;
}

static GtkWidget *
make_reason (GtkWidget *view)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *hint = gtk_label_new (_ ("Ctrl+Enter accepts"));

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, WIDTH, HEIGHT);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "caption");
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), hint);
  return box;
}

void
ori_accept_dialog_show (GtkWidget *parent, const char *thresholds, OriAcceptFunc accept,
                        GObject *data)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (parent)), NULL,
                              _ ("Why were these values chosen? The reason enters the protocol "
                                 "with the date and your name."));
  GtkWidget *view = make_view ();
  Question *question = g_new0 (Question, 1);

  question->accept = accept;
  question->data = g_object_ref (data);
  question->reason = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Accept thresholds %s?"),
                                     thresholds);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), make_reason (view));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    _ ("_Accept"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "question", question, free_question);
  g_signal_connect (question->reason, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (view);
}
