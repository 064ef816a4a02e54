/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-protocol-window.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "app/ori-thresholds.h"
#include "app/ori-window.h"

/* ── printing ── */

typedef struct {
  OriDocument *document;
  OriPages *pages;
} Print;

static void
begin_cb (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  gtk_print_operation_set_n_pages (operation, (int)ori_pages_count (print->pages));
}

/* Pages are A4; another paper shows them as large as they fit. */
static void
draw_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / 595.0,
                      gtk_print_context_get_height (context) / 842.0);

  cairo_scale (cr, scale, scale);
  ori_pages_draw (print->pages, (guint)page, cr);
}

static OriDocument *
make_document (OriSession *session, GError **error)
{
  g_autoptr (OriReportRequest) request =
      ori_report_request_new (session, "protocol", NULL, FALSE, error);

  return request != NULL ? ori_report_request_run (request, NULL, NULL, error) : NULL;
}

gboolean
ori_protocol_print (GtkWindow *parent, OriSession *session, GtkPrintOperationAction action,
                    const char *path, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (OriDocument) document = make_document (session, error);
  g_autoptr (OriPages) pages = NULL;
  Print print;

  if (document == NULL)
    return FALSE;
  pages = ori_pages_new (document);
  print = (Print){document, pages};
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, document->title);
  if (path != NULL)
    gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_cb), &print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_cb), &print);
  return gtk_print_operation_run (operation, action, parent, error) !=
         GTK_PRINT_OPERATION_RESULT_ERROR;
}

/* ── saving ── */

typedef struct {
  GtkWindow *window;
  OriSession *session;
} Context;

static void
free_context (gpointer data)
{
  Context *context = data;

  g_object_unref (context->session);
  g_free (context);
}

static void
show_error (Context *context, const char *heading, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (context->window, heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, Context *context)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (OriDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    path = g_file_get_path (file);
    document = make_document (context->session, &error);
    if (document == NULL || !ori_document_write (document, path, NULL, NULL, &error))
      show_error (context, _ ("The protocol could not be saved"), error);
  }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
save_cb (GtkButton *button, Context *context)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save the protocol"), context->window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autofree char *name = g_strconcat (_ ("Protocol of thresholds"), ".pdf", NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("PDF document"), "pdf");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Word document"), "docx");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Excel workbook"), "xlsx");
  g_signal_connect (dialog, "response", G_CALLBACK (save_response_cb), context);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
print_cb (GtkButton *button, Context *context)
{
  g_autoptr (GError) error = NULL;

  if (!ori_protocol_print (context->window, context->session,
                           GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, NULL, &error))
    show_error (context, _ ("The protocol could not be printed"), error);
}

/* ── the list ── */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_row (const OriProtocolEntry *entry, const OriProgramme *programme)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *head = ori_thresholds_entry_head (entry, programme);
  g_autofree char *move = ori_thresholds_entry_move (entry);
  g_autofree char *reason = g_strdup_printf ("«%s»", entry->reason);

  gtk_widget_add_css_class (box, "protocol-entry");
  gtk_box_append (GTK_BOX (box), make_label (move, "heading"));
  gtk_box_append (GTK_BOX (box), make_label (reason, "body"));
  gtk_box_append (GTK_BOX (box), make_label (head, "dim-label"));
  return box;
}

static GtkWidget *
make_list (OriSession *session, const GPtrArray *entries)
{
  GtkWidget *list = gtk_list_box_new ();
  const OriProgramme *programme = ori_session_snapshot (session)->programme;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Protocol of thresholds"), -1);
  for (guint i = entries->len; i-- > 0;)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (g_ptr_array_index (entries, i), programme));
  return list;
}

static GtkWidget *
make_content (OriSession *session)
{
  g_autoptr (GPtrArray) entries = ori_store_protocol (ori_session_store (session), NULL);
  GtkWidget *scrolled, *clamp;

  if (entries == NULL || entries->len == 0) {
    GtkWidget *page = adw_status_page_new ();

    adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "ori-groups-symbolic");
    adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No thresholds have been accepted yet"));
    adw_status_page_set_description (
        ADW_STATUS_PAGE (page),
        _ ("Whoever accepts thresholds says why; it is kept here with name and date."));
    return page;
  }
  scrolled = gtk_scrolled_window_new ();
  clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (clamp), make_list (session, entries));
  gtk_widget_add_css_class (clamp, "panel-padding");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
print_key_cb (GtkWidget *widget, GVariant *args, gpointer context)
{
  print_cb (NULL, context);
  return TRUE;
}

static void
add_keys (GtkWidget *window, Context *context)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_p, GDK_CONTROL_MASK),
                        gtk_callback_action_new (print_key_cb, context, NULL)));
  gtk_widget_add_controller (window, keys);
}

void
ori_protocol_window_present (GtkWindow *parent, OriSession *session)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *print = gtk_button_new_with_mnemonic (_ ("_Print…"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save…"));
  GtkWidget *content = make_content (session);
  Context *context = g_new0 (Context, 1);

  context->window = GTK_WINDOW (window);
  context->session = g_object_ref (session);
  g_object_set_data_full (G_OBJECT (window), "context", context, free_context);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Protocol of thresholds"));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 520);
  gtk_widget_set_vexpand (content, TRUE);
  g_signal_connect (print, "clicked", G_CALLBACK (print_cb), context);
  g_signal_connect (save, "clicked", G_CALLBACK (save_cb), context);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), print);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), content);
  add_keys (window, context);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
