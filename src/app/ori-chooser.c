/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-chooser.h"

#define LIST_CHARS 52 /* of the list of a flexible one */
#define CHARS_BITS 8
#define MOST_CHARS ((1 << CHARS_BITS) - 1)

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
setup_button_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  GtkWidget *label = make_label (item);

  gtk_label_set_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (chars) & MOST_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (chars) >> CHARS_BITS);
}

static void
setup_list_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *label = make_label (item);

  /* A list is as wide as its button, or as what its labels cannot do without. */
  gtk_label_set_width_chars (GTK_LABEL (label), GPOINTER_TO_INT (data));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
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
make_factory (GCallback setup, int chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, GINT_TO_POINTER (chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

static GtkWidget *
find_part (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_part (child, type);
  return found;
}

/* GTK before 4.12 finds only names that begin with what is typed, and «г. Ставрополь» not by
 * «Став»; there is no setting for it yet. */
static void
loosen_search (GtkDropDown *drop_down)
{
  GtkWidget *list = find_part (GTK_WIDGET (drop_down), GTK_TYPE_LIST_VIEW);
  GtkSelectionModel *selection =
      list != NULL ? gtk_list_view_get_model (GTK_LIST_VIEW (list)) : NULL;
  GListModel *filtered = GTK_IS_SINGLE_SELECTION (selection)
                             ? gtk_single_selection_get_model (GTK_SINGLE_SELECTION (selection))
                             : NULL;
  GtkFilter *filter = GTK_IS_FILTER_LIST_MODEL (filtered)
                          ? gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (filtered))
                          : NULL;

  if (GTK_IS_STRING_FILTER (filter))
    gtk_string_filter_set_match_mode (GTK_STRING_FILTER (filter),
                                      GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
}

/* What is typed is looked for, wherever in the list one is. */
static void
capture_keys (GtkDropDown *drop_down)
{
  GtkWidget *popover = find_part (GTK_WIDGET (drop_down), GTK_TYPE_POPOVER);
  GtkWidget *entry = popover != NULL ? find_part (popover, GTK_TYPE_SEARCH_ENTRY) : NULL;

  if (entry != NULL)
    gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (entry), popover);
}

void
ori_chooser_setup (GtkDropDown *drop_down, int width_chars)
{
  ori_chooser_setup_flexible (drop_down, width_chars, width_chars);
}

void
ori_chooser_setup_flexible (GtkDropDown *drop_down, int least_chars, int most_chars)
{
  g_autoptr (GtkListItemFactory) button =
      make_factory (G_CALLBACK (setup_button_cb),
                    MIN (least_chars, MOST_CHARS) | MIN (most_chars, MOST_CHARS) << CHARS_BITS);
  g_autoptr (GtkListItemFactory) list =
      make_factory (G_CALLBACK (setup_list_cb), most_chars > least_chars ? LIST_CHARS : -1);
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_drop_down_set_expression (drop_down, name);
  gtk_drop_down_set_factory (drop_down, button);
  gtk_drop_down_set_list_factory (drop_down, list);
  gtk_drop_down_set_enable_search (drop_down, TRUE);
  g_signal_connect (drop_down, "notify::model", G_CALLBACK (loosen_search), NULL);
  loosen_search (drop_down);
  capture_keys (drop_down);
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
