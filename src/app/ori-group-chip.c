/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-group-chip.h"

#include "chart/ori-chart.h"

#define MOST_CHARS 16 /* of a name that an analyst gave; the rest is in the tooltip */

static const char *const classes[] = {"low",        "below-of-4", "below-of-5", "medium",
                                      "above-of-5", "above-of-4", "high"};
static const OriTone tones[] = {ORI_TONE_LOW,    ORI_TONE_BELOW_OF_4, ORI_TONE_BELOW_OF_5,
                                ORI_TONE_MEDIUM, ORI_TONE_ABOVE_OF_5, ORI_TONE_ABOVE_OF_4,
                                ORI_TONE_HIGH};
static const OriGridMark marks[] = {ORI_GRID_DOWN,   ORI_GRID_DIAMOND, ORI_GRID_DIAMOND,
                                    ORI_GRID_CIRCLE, ORI_GRID_SQUARE,  ORI_GRID_SQUARE,
                                    ORI_GRID_UP};

GtkWidget *
ori_group_chip_new (void)
{
  GtkWidget *chip = gtk_label_new (NULL);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

/* The colours of a group: those of the ends and of the middle are there for any number of groups,
 * between them four and five differ. */
static guint
find_shade (guint n_groups, int group)
{
  static const guint shades[][5] = {{0, 6}, {0, 3, 6}, {0, 1, 5, 6}, {0, 2, 3, 4, 6}};

  return shades[CLAMP (n_groups, 2, 5) - 2][CLAMP (group, 0, 4)];
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
  gtk_widget_add_css_class (chip, classes[find_shade (n_groups, group)]);
  text = g_strdup_printf ("%s %s", ori_group_symbol (n_groups, (guint)group), name);
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
  if (group < 0)
    return;
  cell->text = g_strdup (name);
  cell->tone = tones[find_shade (n_groups, group)];
  cell->mark = marks[find_shade (n_groups, group)];
  cell->chip = TRUE;
}
