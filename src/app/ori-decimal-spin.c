/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-decimal-spin.h"

#include "core/ori-number.h"

#define DECIMALS 2

static gboolean
output_cb (GtkSpinButton *spin, gpointer data)
{
  g_autofree char *text = ori_number_format_short (gtk_spin_button_get_value (spin), DECIMALS);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static int
input_cb (GtkSpinButton *spin, double *value, gpointer data)
{
  return ori_number_parse (gtk_editable_get_text (GTK_EDITABLE (spin)), value, NULL, NULL)
             ? TRUE
             : GTK_INPUT_ERROR;
}

GtkWidget *
ori_decimal_spin_new (GtkAdjustment *adjustment, const char *name, int chars)
{
  GtkWidget *spin =
      gtk_spin_button_new (adjustment, gtk_adjustment_get_step_increment (adjustment), DECIMALS);

  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), chars);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), chars);
  gtk_widget_add_css_class (spin, "numeric");
  gtk_widget_add_css_class (spin, "small-spin");
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), NULL);
  return spin;
}
