/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-deficit-row.h"

#include <glib/gi18n-lib.h>

#include "app/ori-standing.h"
#include "app/ori-value-text.h"

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* Green and red only beside a verb, and only where the direction is judged. */
static const char *
find_class (const OriDeficit *deficit)
{
  int sign = 0;

  switch (deficit->change.verdict) {
  case ORI_VERDICT_ROSE:
  case ORI_VERDICT_RATHER_ROSE:
    sign = 1;
    break;
  case ORI_VERDICT_FELL:
  case ORI_VERDICT_RATHER_FELL:
    sign = -1;
    break;
  case ORI_VERDICT_NONE:
  case ORI_VERDICT_LITTLE_DATA:
  case ORI_VERDICT_NO_CHANGE:
  case ORI_VERDICT_DIFFERS:
    break;
  }
  sign *= deficit->indicator->direction;
  return sign > 0 ? "improved" : sign < 0 ? "worsened" : "dim-label";
}

static GtkWidget *
make_heading (const OriDeficit *deficit)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *name = add_label (line, ori_indicator_label (deficit->indicator), "heading");
  g_autofree char *value = ori_value_text_unit (deficit->indicator, &deficit->value);
  GtkWidget *figure;

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  figure = add_label (line, value, "numeric");
  gtk_widget_add_css_class (figure, "heading");
  return line;
}

static GtkWidget *
make_reasons (const OriDeficit *deficit)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *reasons = ori_deficit_text (deficit);
  GtkWidget *label = add_label (line, reasons, "caption");

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  if (deficit->change.verdict != ORI_VERDICT_NONE &&
      deficit->change.verdict != ORI_VERDICT_DIFFERS) {
    GtkWidget *verdict =
        add_label (line, ori_verdict_label (deficit->change.verdict), "caption-heading");
    gtk_widget_add_css_class (verdict, find_class (deficit));
    gtk_label_set_wrap (GTK_LABEL (verdict), TRUE);
    gtk_label_set_max_width_chars (GTK_LABEL (verdict), 11);
    gtk_label_set_xalign (GTK_LABEL (verdict), 1);
    gtk_label_set_justify (GTK_LABEL (verdict), GTK_JUSTIFY_RIGHT);
    gtk_widget_set_valign (verdict, GTK_ALIGN_START);
  }
  return line;
}

GtkWidget *
ori_deficit_row_new (const OriDeficit *deficit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *value = ori_value_text_unit (deficit->indicator, &deficit->value);
  g_autofree char *reasons = ori_deficit_text (deficit);
  g_autofree char *name =
      g_strdup_printf ("%s: %s. %s. %s", ori_indicator_label (deficit->indicator), value, reasons,
                       ori_verdict_label (deficit->change.verdict));

  gtk_box_append (GTK_BOX (box), make_heading (deficit));
  gtk_box_append (GTK_BOX (box), make_reasons (deficit));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, deficit->indicator->name);
  gtk_widget_add_css_class (row, "deficit");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}
