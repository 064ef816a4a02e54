/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-chooser.h"

static GtkWidget *
make_label (GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
  return label;
}

static void
setup_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer width_chars)
{
  GtkWidget *label = make_label (item);

  gtk_label_set_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (width_chars));
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (width_chars));
}

static void
setup_list_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  gtk_label_set_max_width_chars (GTK_LABEL (make_label (item)), 60);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), name);
  gtk_widget_set_tooltip_text (label, name);
}

static GtkListItemFactory *
make_factory (GCallback setup, int width_chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, GINT_TO_POINTER (width_chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

void
ori_chooser_setup (GtkDropDown *drop_down, int width_chars)
{
  g_autoptr (GtkListItemFactory) button = make_factory (G_CALLBACK (setup_button_cb), width_chars);
  g_autoptr (GtkListItemFactory) list = make_factory (G_CALLBACK (setup_list_cb), 0);
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (drop_down, name);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, list);
  gtk_drop_down_set_enable_search (drop_down, TRUE);
}

static gboolean
has_names (GListModel *model, const GPtrArray *names)
{
  if (model == NULL || g_list_model_get_n_items (model) != names->len)
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    const char *name = gtk_string_list_get_string (GTK_STRING_LIST (model), i);
    if (g_strcmp0 (name, g_ptr_array_index (names, i)) != 0)
      return FALSE;
  }
  return TRUE;
}

void
ori_chooser_fill (GtkDropDown *drop_down, const GPtrArray *names, guint selected)
{
  if (!has_names (gtk_drop_down_get_model (drop_down), names)) {
    g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
    for (guint i = 0; i < names->len; i++)
      gtk_string_list_append (list, g_ptr_array_index (names, i));
    gtk_drop_down_set_model (drop_down, G_LIST_MODEL (list));
  }
  if (names->len > 0)
    gtk_drop_down_set_selected (drop_down, selected < names->len ? selected : 0);
}
