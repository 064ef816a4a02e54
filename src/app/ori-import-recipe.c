/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"

/* What was decided about a form is remembered for its next file: which recipe was applied to the
 * file in sight, and under which name the decisions will be kept. */

static OriReading *
get_reading (OriImportView *self, guint index)
{
  return g_ptr_array_index (self->readings, index);
}

static gboolean
is_taken (OriImportView *self, const char *name)
{
  const GPtrArray *kept = ori_session_recipes (self->session, NULL);
  GHashTableIter iter;
  gpointer other;

  for (guint i = 0; kept != NULL && i < kept->len; i++)
    if (g_str_equal (((const OriKeptRecipe *)g_ptr_array_index (kept, i))->recipe->name, name))
      return TRUE;
  g_hash_table_iter_init (&iter, self->recipe_names);
  while (g_hash_table_iter_next (&iter, NULL, &other))
    if (g_str_equal (other, name))
      return TRUE;
  return FALSE;
}

/* The name of the recipe that was applied, else that of the form, numbered when it is taken. */
static char *
propose_name (OriImportView *self, guint index)
{
  const OriRecipe *applied = ori_import_recipe (get_reading (self, index)->import);
  g_autofree char *form = ori_import_view_name_form (self, index);

  if (applied != NULL && applied->name != NULL)
    return g_strdup (applied->name);
  if (!is_taken (self, form))
    return g_steal_pointer (&form);
  for (guint n = 2;; n++) {
    char *name = g_strdup_printf ("%s, %u", form, n);
    if (!is_taken (self, name))
      return name;
    g_free (name);
  }
}

static const char *
get_name (OriImportView *self, guint index)
{
  const OriReading *reading = get_reading (self, index);
  const char *name = g_hash_table_lookup (self->recipe_names, reading->shape);

  if (name != NULL)
    return name;
  g_hash_table_insert (self->recipe_names, g_strdup (reading->shape), propose_name (self, index));
  return g_hash_table_lookup (self->recipe_names, reading->shape);
}

/* Something was decided that is not kept yet. */
static gboolean
is_worth_keeping (OriImportView *self, const OriReading *reading)
{
  g_autoptr (OriRecipe) recipe = NULL;

  if (reading->import == NULL || reading->shape == NULL)
    return FALSE;
  if (ori_import_recipe (reading->import) != NULL && self->undo->len == 0)
    return FALSE;
  recipe = ori_import_make_recipe (reading->import, "");
  return !ori_recipe_is_empty (recipe);
}

static void
describe_applied (OriImportView *self)
{
  const OriReading *reading = get_reading (self, self->current);
  const OriRecipe *recipe = reading->import != NULL ? ori_import_recipe (reading->import) : NULL;
  const GPtrArray *unfit = reading->import != NULL ? ori_import_unfit (reading->import) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->recipe_bar, recipe != NULL);
  if (recipe == NULL)
    return;
  if (unfit != NULL && unfit->len > 0) {
    g_autofree char *count = g_strdup_printf (
        ngettext ("%u decision did not fit", "%u decisions did not fit", unfit->len), unfit->len);
    text = g_strdup_printf (_ ("Recipe “%s” applied, %s"), recipe->name, count);
  } else {
    text = g_strdup_printf (_ ("Recipe “%s” applied"), recipe->name);
  }
  gtk_label_set_text (self->recipe_label, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->recipe_label),
                               ori_import_recipe_words (reading->import));
}

void
ori_import_view_update_recipe (OriImportView *self)
{
  const OriReading *reading = get_reading (self, self->current);
  gboolean worth = is_worth_keeping (self, reading);

  describe_applied (self);
  gtk_widget_set_visible (self->remember_row, worth);
  if (!worth)
    return;
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->recipe_name)),
                 get_name (self, self->current)) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->recipe_name), get_name (self, self->current));
}

static void
name_changed_cb (OriImportView *self)
{
  const OriReading *reading = get_reading (self, self->current);
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->recipe_name))));

  if (reading->shape == NULL || !gtk_widget_get_visible (self->remember_row))
    return;
  if (*name == '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->recipe_name), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->recipe_name), "error");
  if (*name != '\0')
    g_hash_table_insert (self->recipe_names, g_strdup (reading->shape), g_steal_pointer (&name));
}

static void
remember_toggled_cb (OriImportView *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->recipe_name),
                            gtk_check_button_get_active (self->remember));
}

void
ori_import_view_init_recipe (OriImportView *self)
{
  self->recipe_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_signal_connect_swapped (self->recipe_name, "changed", G_CALLBACK (name_changed_cb), self);
  g_signal_connect_swapped (self->remember, "toggled", G_CALLBACK (remember_toggled_cb), self);
}

/* One recipe for every form of which something comes in; the files decided by themselves do not
 * speak for theirs. */
void
ori_import_view_remember (OriImportView *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean wanted = gtk_check_button_get_active (self->remember);

  for (guint i = 0; i < self->readings->len; i++) {
    OriReading *reading = get_reading (self, i);
    gboolean speaks = wanted && g_array_index (self->included, gboolean, i) && !reading->own &&
                      ori_reading_count_ready (reading) > 0 && is_worth_keeping (self, reading) &&
                      g_hash_table_add (seen, reading->shape);

    if (reading->import != NULL)
      ori_import_set_remembered (reading->import, speaks ? get_name (self, i) : NULL);
  }
}
