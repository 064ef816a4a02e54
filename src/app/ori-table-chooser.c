/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-table-chooser.h"

#include <glib/gi18n-lib.h>

GtkFileChooserNative *
ori_table_chooser_new (GtkWindow *parent, gboolean folder)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      folder ? _ ("Import a folder of tables") : _ ("Import tables"), parent,
      folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Read"),
      _ ("_Cancel"));

  if (!folder) {
    g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
    g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
    static const char *const endings[] = {"xlsx", "xlsm", "xls", "ods", "csv", "tsv", "docx"};
    gtk_file_filter_set_name (tables, _ ("Tables"));
    for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
      gtk_file_filter_add_suffix (tables, endings[i]);
    gtk_file_filter_set_name (all, _ ("All files"));
    gtk_file_filter_add_pattern (all, "*");
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
    gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  }
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}
