/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "core/ori-number.h"

static OriReading *
get_reading (OriImportView *self, guint index)
{
  return g_ptr_array_index (self->readings, index);
}

guint
ori_reading_count_ready (OriReading *reading)
{
  OriRecognition *recognition =
      reading->import != NULL ? ori_import_recognition (reading->import) : NULL;
  return recognition != NULL ? ori_stage_n_ready (ori_recognition_stage (recognition)) : 0;
}

static guint
count_doubts (OriReading *reading)
{
  const OriStage *stage;
  guint n = 0;

  if (reading->import == NULL)
    return 0;
  stage = ori_recognition_stage (ori_import_recognition (reading->import));
  for (guint i = 0; i < stage->findings->len; i++)
    n +=
        ((const OriFinding *)g_ptr_array_index (stage->findings, i))->severity != ORI_SEVERITY_INFO;
  return n;
}

char *
ori_reading_name (const OriReading *reading)
{
  g_autofree char *base = g_path_get_basename (reading->path);
  return g_filename_display_name (base);
}

void
ori_import_view_update_footer (OriImportView *self)
{
  guint total = 0, files = 0;
  g_autofree char *number = NULL;
  g_autofree char *label = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->readings->len; i++) {
    guint n = g_array_index (self->included, gboolean, i)
                  ? ori_reading_count_ready (get_reading (self, i))
                  : 0;
    total += n;
    files += n > 0;
  }
  number = ori_number_format (total, 0);
  label = g_strdup_printf (ngettext ("_Import %s record", "_Import %s records", total), number);
  gtk_button_set_label (GTK_BUTTON (self->import_button), label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.commit",
                                 total > 0 && self->commit_source == 0);
  if (total > 0)
    summary = g_strdup_printf (
        ngettext ("from %u file; can be undone", "from %u files; can be undone", files), files);
  else
    summary = g_strdup (_ ("Nothing to import: correct the roles of columns and rows"));
  left_out = ori_import_view_describe_left_out (self);
  if (left_out == NULL)
    text = g_strdup (summary);
  else
    text = total > 0 ? g_strdup_printf ("%s · %s", summary, left_out) : g_strdup (left_out);
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), left_out);
}

static void
include_toggled_cb (GtkCheckButton *check, OriImportView *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index"));

  g_array_index (self->included, gboolean, index) = gtk_check_button_get_active (check);
  ori_import_view_update_footer (self);
}

static GtkWidget *
make_chip (guint n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *label = g_strdup_printf (ngettext ("%u doubt", "%u doubts", n), n);
  GtkWidget *chip = gtk_label_new (count);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "doubt");
  gtk_widget_set_tooltip_text (chip, label);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return chip;
}

GtkWidget *
ori_import_view_make_file_row (OriImportView *self, guint index)
{
  OriReading *reading = get_reading (self, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *name = ori_reading_name (reading);
  GtkWidget *label = gtk_label_new (name);
  guint doubts = count_doubts (reading);

  if (reading->import != NULL) {
    GtkWidget *check = gtk_check_button_new ();
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 g_array_index (self->included, gboolean, index));
    g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
    gtk_widget_set_tooltip_text (check, _ ("Import this file"));
    gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
    g_signal_connect (check, "toggled", G_CALLBACK (include_toggled_cb), self);
    gtk_box_append (GTK_BOX (box), check);
  } else {
    GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");
    gtk_widget_add_css_class (icon, "error-text");
    gtk_box_append (GTK_BOX (box), icon);
  }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, reading->path);
  gtk_box_append (GTK_BOX (box), label);
  if (doubts > 0)
    gtk_box_append (GTK_BOX (box), make_chip (doubts));
  return box;
}

void
ori_import_view_fill_files (OriImportView *self)
{
  for (guint i = 0; i < self->readings->len; i++) {
    GtkWidget *row = gtk_list_box_row_new ();
    g_autofree char *name = ori_reading_name (get_reading (self, i));
    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), ori_import_view_make_file_row (self, i));
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    gtk_list_box_append (self->files, row);
  }
}
