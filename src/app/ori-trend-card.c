/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-trend-card.h"

#include <glib/gi18n-lib.h>

#include "app/ori-value-text.h"

struct _OriTrendCard {
  GtkBox parent_instance;
  GtkLabel *title;
  GtkBox *rows;
};

G_DEFINE_FINAL_TYPE (OriTrendCard, ori_trend_card, GTK_TYPE_BOX)

static void
clear_rows (OriTrendCard *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
}

/* «Нефтекумский МО: выросло»; a long name takes another line, the panel stays as wide as it is. */
static void
add_row (OriTrendCard *self, const char *name, const char *words)
{
  GtkWidget *row = gtk_label_new (NULL);
  g_autofree char *markup = g_markup_printf_escaped ("%s: <b>%s</b>", name, words);

  gtk_label_set_markup (GTK_LABEL (row), markup);
  gtk_label_set_xalign (GTK_LABEL (row), 0);
  gtk_label_set_wrap (GTK_LABEL (row), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (row), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (row), 1);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_widget_add_css_class (row, "caption");
  gtk_box_append (self->rows, row);
}

/* The years stand in the title when all lines have the same, else in the rows. */
static void
add_rows (OriTrendCard *self, const OriChartSpec *spec, const GArray *trends)
{
  const OriTrend *one = NULL;
  gboolean same = TRUE;
  g_autofree char *title = NULL;

  for (guint i = 0; i < trends->len; i++) {
    const OriTrend *trend = &g_array_index (trends, OriTrend, i);
    if (trend->verdict == ORI_VERDICT_NONE)
      continue;
    same = same && (one == NULL || (one->first == trend->first && one->last == trend->last));
    one = trend;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), one != NULL);
  if (one == NULL)
    return;
  title = same ? g_strdup_printf (_ ("Trend over %d–%d"), one->first, one->last)
               : g_strdup (_ ("Trend"));
  gtk_label_set_text (self->title, title);
  for (guint i = 0; i < trends->len; i++) {
    const OriTrend *trend = &g_array_index (trends, OriTrend, i);
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);
    g_autofree char *words = ori_trend_words (trend);
    g_autofree char *years = words != NULL && !same
                                 ? g_strdup_printf ("%d–%d: %s", trend->first, trend->last, words)
                                 : NULL;

    if (words != NULL)
      add_row (self, series->label, years != NULL ? years : words);
  }
}

void
ori_trend_card_show (OriTrendCard *self, const OriSnapshot *snapshot, const OriChartSpec *spec,
                     const GPtrArray *indicators)
{
  g_autoptr (GArray) trends = g_array_new (FALSE, FALSE, sizeof (OriTrend));
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);

  clear_rows (self);
  for (guint i = 0; spec != NULL && i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);
    OriTrend trend = ori_trend_compute (snapshot, g_ptr_array_index (indicators, i),
                                        GPOINTER_TO_UINT (series->key), cycles);
    g_array_append_val (trends, trend);
  }
  add_rows (self, spec, trends);
}

char *
ori_trend_card_dup_text (OriTrendCard *self)
{
  GString *text = g_string_new (gtk_label_get_text (self->title));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    g_string_append_printf (text, "\n%s", gtk_label_get_text (GTK_LABEL (row)));
  }
  return g_string_free (text, FALSE);
}

static void
ori_trend_card_class_init (OriTrendCardClass *class)
{
}

static void
ori_trend_card_init (OriTrendCard *self)
{
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self), "frame-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card-padding");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->title),
      _ ("All years taken together (Cochran–Armitage), corrected for the number of comparisons"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
}
