/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-adoption.h"

#include <glib/gi18n-lib.h>

/* How many different indicators @from offers to the criteria of @programme. */
static guint
count_offers (const OriProgramme *programme, const OriProgramme *from)
{
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < programme->criteria->len; i++) {
    const OriCriterion *criterion = g_ptr_array_index (programme->criteria, i);
    g_auto (GStrv) offers = ori_programme_offers (programme, criterion->code, from);

    for (char **code = offers; *code != NULL; code++)
      g_hash_table_add (codes, g_strdup (*code));
  }
  return g_hash_table_size (codes);
}

static void
set_choices (AdwComboRow *row, GtkStringList *names, GPtrArray *ids, guint selected)
{
  g_object_set_data_full (G_OBJECT (row), "ids", ids, (GDestroyNotify)g_ptr_array_unref);
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (row, selected);
}

void
ori_adoption_fill (AdwComboRow *row, const OriProgramme *programme, const GPtrArray *programmes)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint most = 0, selected = 0;
  gboolean needed = programme->indicators->len == 0 && programme->criteria->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (row), needed);
  for (guint i = 0; needed && i < programmes->len; i++) {
    const OriProgramme *from = g_ptr_array_index (programmes, i);
    guint n = from != programme ? count_offers (programme, from) : 0;
    g_autofree char *name = NULL;

    if (n == 0)
      continue;
    /* Translators: a programme and how many of its indicators fit */
    name = g_strdup_printf (ngettext ("%s: %u indicator", "%s: %u indicators", n),
                            from->short_title, n);
    gtk_string_list_append (names, name);
    if (n > most) {
      most = n;
      selected = ids->len;
    }
    g_ptr_array_add (ids, g_strdup (from->id));
  }
  gtk_string_list_append (names, _ ("From the headings of the tables"));
  set_choices (row, names, ids, selected);
}

const char *
ori_adoption_get_id (AdwComboRow *row)
{
  const GPtrArray *ids = g_object_get_data (G_OBJECT (row), "ids");
  guint selected = adw_combo_row_get_selected (row);

  if (!gtk_widget_get_visible (GTK_WIDGET (row)) || ids == NULL || selected >= ids->len)
    return NULL;
  return g_ptr_array_index (ids, selected);
}
