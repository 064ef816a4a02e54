/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-save-chart.h"

#include <glib/gi18n-lib.h>

#include "app/ori-window.h"

#define WIDTH 720 /* points; PNG at two pixels each */
#define HEIGHT 450
#define ROW_HEIGHT 16 /* of a ranked row */

typedef struct {
  OriChartSpec *spec;
  GtkWidget *parent; /* referenced */
} Save;

static void
free_save (gpointer data, GClosure *closure)
{
  Save *save = data;

  ori_chart_spec_free (save->spec);
  g_object_unref (save->parent);
  g_free (save);
}

static double
get_height (const OriChartSpec *spec)
{
  return spec->kind == ORI_CHART_RANKED ? MAX (HEIGHT, 90 + ROW_HEIGHT * (double)spec->series->len)
                                        : HEIGHT;
}

static void
response_cb (GtkNativeDialog *dialog, int response, Save *save)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = g_file_get_path (file);
  /* On paper and in documents the picture is light, whatever the window is. */
  if (ori_chart_save (save->spec, ORI_PALETTE_LIGHT, path, WIDTH, get_height (save->spec), &error))
    ori_window_toast (save->parent, _ ("Picture saved"), FALSE);
  else
    ori_window_show_error (save->parent, _ ("The picture could not be saved"), error);
}

static void
closed_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
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

void
ori_save_chart (GtkWidget *parent, OriChartSpec *spec, const char *name)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save the picture"), GTK_WINDOW (gtk_widget_get_root (parent)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  Save *save = g_new0 (Save, 1);

  save->spec = spec;
  save->parent = g_object_ref (parent);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strdelimit (file, "/", '-'));
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("PNG picture"), "png");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("SVG drawing"), "svg");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("PDF page"), "pdf");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), save, free_save, 0);
  g_signal_connect (dialog, "response", G_CALLBACK (closed_cb), NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
