/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-group-chip.h"

#include "core/ori-scheme.h"

#define MOST_CHARS 16 /* of a name that an analyst gave; the rest is in the tooltip */

static const char *const classes[] = {"low", "medium", "high"};

GtkWidget *
ori_group_chip_new (void)
{
  GtkWidget *chip = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

const char *
ori_group_chip_shape (guint n_groups, int group)
{
  static const char *const shapes[] = {"▼", "●", "▲"};

  return n_groups == 3 && group >= 0 && group < 3 ? shapes[group] : "●";
}

/* The tint of a group among any number: the ends low and high, everything between medium. */
static const char *
find_class (guint n_groups, int group)
{
  if (group == 0)
    return classes[0];
  return classes[(guint)group + 1 == n_groups ? 2 : 1];
}

void
ori_group_chip_set (GtkWidget *chip, guint n_groups, int group, const char *name)
{
  g_autofree char *text = NULL;
  gboolean is_long;

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (chip, classes[i]);
  if (group < 0) {
    gtk_label_set_text (GTK_LABEL (chip), "—");
    return;
  }
  gtk_widget_add_css_class (chip, find_class (n_groups, group));
  text = g_strdup_printf ("%s %s", ori_group_chip_shape (n_groups, group), name);
  gtk_label_set_text (GTK_LABEL (chip), text);
  is_long = g_utf8_strlen (text, -1) > MOST_CHARS;
  gtk_label_set_ellipsize (GTK_LABEL (chip), is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (chip), is_long ? MOST_CHARS : -1);
  gtk_label_set_max_width_chars (GTK_LABEL (chip), is_long ? MOST_CHARS : -1);
  /* Not without need: setting a tooltip asks the display where the pointer is. */
  if (is_long || gtk_widget_get_has_tooltip (chip))
    gtk_widget_set_tooltip_text (chip, name);
}

void
ori_group_chip_fill (OriGridCell *cell, guint n_groups, int group, const char *name)
{
  static const OriTone tones[] = {ORI_TONE_LOW, ORI_TONE_MEDIUM, ORI_TONE_HIGH};
  static const OriGridMark marks[] = {ORI_GRID_DOWN, ORI_GRID_CIRCLE, ORI_GRID_UP};
  guint shade;

  if (group < 0)
    return;
  /* The ends keep their colours whatever the number of groups. */
  shade = group == 0 ? 0 : group == (int)n_groups - 1 ? 2 : 1;
  cell->text = g_strdup (name);
  cell->tone = tones[shade];
  cell->mark = marks[shade];
  cell->chip = TRUE;
}
