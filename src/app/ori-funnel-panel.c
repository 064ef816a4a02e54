/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-funnel-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#define MOST_ROWS 200 /* nobody reads further; outsiders come first */

struct _OriFunnelPanel {
  GtkBox parent_instance;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (OriFunnelPanel, ori_funnel_panel, GTK_TYPE_BOX)

static guint activated_signal;

/* ── the order ── */

static const OriChartPoint *
get_point (const OriChartSeries *series)
{
  return series->points->len > 0 ? &g_array_index (series->points, OriChartPoint, 0) : NULL;
}

static gboolean
has_value (const OriChartSeries *series)
{
  const OriChartPoint *point = get_point (series);

  return point != NULL && isfinite (point->value);
}

/* Outside both limits, between them, within, without a value; from the largest share on. */
static int
compare_series (gconstpointer a, gconstpointer b, gpointer data)
{
  const OriChartSpec *spec = data;
  const OriChartSeries *x = g_ptr_array_index (spec->series, *(const guint *)a);
  const OriChartSeries *y = g_ptr_array_index (spec->series, *(const guint *)b);
  double p, q;

  if (has_value (x) != has_value (y))
    return has_value (x) ? -1 : 1;
  if (abs (x->place) != abs (y->place))
    return abs (y->place) - abs (x->place);
  p = has_value (x) ? get_point (x)->value : 0;
  q = has_value (y) ? get_point (y)->value : 0;
  if (p != q)
    return p > q ? -1 : 1;
  return *(const guint *)a < *(const guint *)b ? -1 : 1;
}

/* ── rows ── */

static const char *
choose_mark (const OriChartSeries *series)
{
  if (!has_value (series))
    return "–";
  if (abs (series->place) == 2)
    return series->place > 0 ? "▲" : "▼";
  return series->place != 0 ? "○" : "●";
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_row (const OriChartSpec *spec, guint index)
{
  const OriChartSeries *series = g_ptr_array_index (spec->series, index);
  const OriChartPoint *point = get_point (series);
  const char *value = has_value (series) ? point->label : "";
  const char *place = has_value (series) ? ori_chart_place_name (series->place) : _ ("no data");
  const char *detail = has_value (series) && point->detail != NULL ? point->detail : "";
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *words = g_strdup_printf ("%s: %s. %s. %s", series->label, value, place, detail);
  GtkWidget *name;

  gtk_widget_add_css_class (box, "compare-row");
  add_label (line, choose_mark (series), "dim-label");
  name = add_label (line, series->label, series->place != 0 ? "heading" : NULL);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  add_label (line, value, "numeric");
  gtk_box_append (GTK_BOX (box), line);
  if (!has_value (series) || series->place != 0)
    gtk_widget_add_css_class (add_label (box, place, "caption"), "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data (G_OBJECT (row), "series", GUINT_TO_POINTER (index));
  return row;
}

void
ori_funnel_panel_show (OriFunnelPanel *self, const OriChartSpec *spec)
{
  guint n = spec != NULL && spec->kind == ORI_CHART_FUNNEL ? spec->series->len : 0;
  g_autofree guint *order = g_new (guint, n + 1);
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (gint)n, sizeof *order, compare_series, (gpointer)spec);
  for (guint i = 0; i < MIN (n, MOST_ROWS); i++) {
    GtkWidget *row = make_row (spec, order[i]);

    gtk_list_box_append (self->list, row);
    if ((int)order[i] != spec->highlighted)
      continue;
    gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
    /* Choosing a row makes the list anew: the focus stays with the territory. */
    if (focused)
      gtk_widget_grab_focus (row);
  }
}

static void
row_cb (OriFunnelPanel *self, GtkListBoxRow *row)
{
  g_signal_emit (self, activated_signal, 0,
                 GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "series")));
}

static void
ori_funnel_panel_class_init (OriFunnelPanelClass *class)
{
  activated_signal = g_signal_new ("activated", ORI_TYPE_FUNNEL_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
ori_funnel_panel_init (OriFunnelPanel *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Territories"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}
