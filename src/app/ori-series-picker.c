/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-series-picker.h"

#include <glib/gi18n-lib.h>

#include "core/ori-text.h"

/* A row: what is checked has a number of its own, in the order of checking. */
#define ORI_TYPE_CHOICE (ori_choice_get_type ())
G_DECLARE_FINAL_TYPE (OriChoice, ori_choice, ORI, CHOICE, GObject)

struct _OriChoice {
  GObject parent_instance;
  char *code, *name, *key;
  guint order; /* 0: not checked */
};

G_DEFINE_FINAL_TYPE (OriChoice, ori_choice, G_TYPE_OBJECT)

static guint checked_signal;

static void
ori_choice_finalize (GObject *object)
{
  OriChoice *self = ORI_CHOICE (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->key);
  G_OBJECT_CLASS (ori_choice_parent_class)->finalize (object);
}

static void
ori_choice_class_init (OriChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_choice_finalize;
  checked_signal = g_signal_new ("checked", ORI_TYPE_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ori_choice_init (OriChoice *self)
{
}

struct _OriSeriesPicker {
  GtkWidget parent_instance;

  GtkLabel *title, *count;
  GtkEditable *search;
  GtkListView *list;

  GListStore *choices; /* of OriChoice */
  GtkCustomFilter *filter;
  GHashTable *by_code; /* code → OriChoice, both owned by choices */
  char *words;         /* key searched for */
  guint last_order, n_checked;
};

G_DEFINE_FINAL_TYPE (OriSeriesPicker, ori_series_picker, GTK_TYPE_WIDGET)

static guint changed_signal;

static OriChoice *
get_choice (OriSeriesPicker *self, guint i)
{
  g_autoptr (OriChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->choices), i);
  return choice; /* the store holds it */
}

static guint
get_n_choices (OriSeriesPicker *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->choices));
}

static gboolean
is_full (OriSeriesPicker *self)
{
  return self->n_checked >= ORI_SERIES_MAX;
}

static void
update_rows (OriSeriesPicker *self)
{
  guint all = get_n_choices (self);
  g_autofree char *text = NULL;
  g_autofree char *limit = g_strdup_printf (_ ("At most %d at a time"), ORI_SERIES_MAX);

  self->n_checked = 0;
  for (guint i = 0; i < all; i++)
    self->n_checked += get_choice (self, i)->order > 0;
  /* Translators: checked rows, of how many */
  text = g_strdup_printf (_ ("%u of %u"), self->n_checked, all);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->count), is_full (self) ? limit : NULL);
  for (guint i = 0; i < all; i++)
    g_signal_emit (get_choice (self, i), checked_signal, 0);
}

static void
set_checked (OriSeriesPicker *self, OriChoice *choice, gboolean checked)
{
  if (checked == (choice->order > 0) || (checked && is_full (self)))
    return;
  choice->order = checked ? ++self->last_order : 0;
  update_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

/* --- Rows --- */

static void
toggled_cb (GtkCheckButton *button, GtkListItem *item)
{
  GtkWidget *self = gtk_widget_get_ancestor (GTK_WIDGET (button), ORI_TYPE_SERIES_PICKER);
  OriChoice *choice = gtk_list_item_get_item (item);

  if (self != NULL && choice != NULL)
    set_checked (ORI_SERIES_PICKER (self), choice, gtk_check_button_get_active (button));
}

static void
show_choice (GtkListItem *item)
{
  GtkWidget *button = gtk_list_item_get_child (item);
  OriChoice *choice = gtk_list_item_get_item (item);
  GtkWidget *self = gtk_widget_get_ancestor (button, ORI_TYPE_SERIES_PICKER);
  gboolean full = self != NULL && is_full (ORI_SERIES_PICKER (self));

  g_signal_handlers_block_by_func (button, toggled_cb, item);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), choice->order > 0);
  g_signal_handlers_unblock_by_func (button, toggled_cb, item);
  gtk_widget_set_sensitive (button, choice->order > 0 || !full);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), item);
  gtk_list_item_set_child (item, button);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  OriChoice *choice = gtk_list_item_get_item (item);
  GtkWidget *button = gtk_list_item_get_child (item);
  GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (button));

  gtk_label_set_text (GTK_LABEL (label), choice->name);
  gtk_widget_set_tooltip_text (button, choice->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->name, -1);
  g_signal_connect_swapped (choice, "checked", G_CALLBACK (show_choice), item);
  show_choice (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_choice, item);
}

static void
activate_cb (OriSeriesPicker *self, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  g_autoptr (OriChoice) choice = g_list_model_get_item (G_LIST_MODEL (model), position);

  if (choice != NULL)
    set_checked (self, choice, choice->order == 0);
}

/* --- Search --- */

static gboolean
matches_cb (gpointer item, gpointer data)
{
  OriSeriesPicker *self = data;

  return self->words == NULL || *self->words == '\0' ||
         strstr (ORI_CHOICE (item)->key, self->words) != NULL;
}

static void
search_cb (OriSeriesPicker *self)
{
  g_free (self->words);
  self->words = ori_text_key (gtk_editable_get_text (self->search));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* --- Contents --- */

static OriChoice *
find_choice (OriSeriesPicker *self, const char *code)
{
  return g_hash_table_lookup (self->by_code, code);
}

/* TRUE when the rows are those that are shown, in whatever order. */
static gboolean
has_rows (OriSeriesPicker *self, const char *const *codes, const char *const *names)
{
  if (g_strv_length ((char **)codes) != get_n_choices (self))
    return FALSE;
  for (guint i = 0; codes[i] != NULL; i++) {
    OriChoice *choice = find_choice (self, codes[i]);
    if (choice == NULL || g_strcmp0 (choice->name, names[i]) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
add_rows (OriSeriesPicker *self, const char *const *codes, const char *const *names,
          const char *const *checked)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_first = 0;

  g_hash_table_remove_all (self->by_code);
  for (guint i = 0; codes[i] != NULL; i++) {
    OriChoice *choice = g_object_new (ORI_TYPE_CHOICE, NULL);
    choice->code = g_strdup (codes[i]);
    choice->name = g_strdup (names[i]);
    choice->key = ori_text_key (names[i]);
    g_hash_table_insert (self->by_code, choice->code, choice);
    g_ptr_array_insert (rows, g_strv_contains (checked, codes[i]) ? (int)n_first++ : -1, choice);
  }
  g_list_store_splice (self->choices, 0, get_n_choices (self), rows->pdata, rows->len);
}

void
ori_series_picker_fill (OriSeriesPicker *self, const char *const *codes, const char *const *names,
                        const char *const *checked)
{
  g_return_if_fail (ORI_IS_SERIES_PICKER (self));
  if (!has_rows (self, codes, names))
    add_rows (self, codes, names, checked);
  self->last_order = 0;
  for (guint i = 0; i < get_n_choices (self); i++)
    get_choice (self, i)->order = 0;
  for (guint i = 0; checked[i] != NULL && self->last_order < ORI_SERIES_MAX; i++) {
    OriChoice *choice = find_choice (self, checked[i]);
    if (choice != NULL && choice->order == 0)
      choice->order = ++self->last_order;
  }
  update_rows (self);
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const OriChoice *one = *(OriChoice *const *)a, *two = *(OriChoice *const *)b;
  return one->order < two->order ? -1 : one->order > two->order;
}

char **
ori_series_picker_dup_checked (OriSeriesPicker *self)
{
  g_autoptr (GPtrArray) checked = g_ptr_array_new ();
  GPtrArray *codes = g_ptr_array_new ();

  for (guint i = 0; i < get_n_choices (self); i++)
    if (get_choice (self, i)->order > 0)
      g_ptr_array_add (checked, get_choice (self, i));
  g_ptr_array_sort (checked, compare_order);
  for (guint i = 0; i < checked->len; i++)
    g_ptr_array_add (codes, g_strdup (((OriChoice *)g_ptr_array_index (checked, i))->code));
  g_ptr_array_add (codes, NULL);
  return (char **)g_ptr_array_free (codes, FALSE);
}

gboolean
ori_series_picker_check (OriSeriesPicker *self, const char *code, gboolean checked)
{
  OriChoice *choice = find_choice (self, code);

  if (choice == NULL)
    return FALSE;
  set_checked (self, choice, checked);
  return checked == (choice->order > 0);
}

void
ori_series_picker_set_title (OriSeriesPicker *self, const char *title)
{
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
}

gboolean
ori_series_picker_find (OriSeriesPicker *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
ori_series_picker_dispose (GObject *object)
{
  OriSeriesPicker *self = ORI_SERIES_PICKER (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_object (&self->choices);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (ori_series_picker_parent_class)->dispose (object);
}

static void
ori_series_picker_class_init (OriSeriesPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_series_picker_dispose;
  changed_signal = g_signal_new ("changed", ORI_TYPE_SERIES_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-series-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, OriSeriesPicker, title);
  gtk_widget_class_bind_template_child (widget_class, OriSeriesPicker, count);
  gtk_widget_class_bind_template_child (widget_class, OriSeriesPicker, search);
  gtk_widget_class_bind_template_child (widget_class, OriSeriesPicker, list);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
ori_series_picker_init (OriSeriesPicker *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->choices = g_list_store_new (ORI_TYPE_CHOICE);
  self->filter = gtk_custom_filter_new (matches_cb, self, NULL);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (gtk_filter_list_model_new (
      g_object_ref (G_LIST_MODEL (self->choices)), GTK_FILTER (self->filter)))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}
