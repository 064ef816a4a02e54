/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-text.h"
#include "session/ori-session-private.h"

/* Recipes of the workspace: verbs over what the store keeps as text. */

void
ori_kept_recipe_free (OriKeptRecipe *kept)
{
  if (kept == NULL)
    return;
  ori_recipe_free (kept->recipe);
  g_free (kept);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const OriKeptRecipe *x = *(const OriKeptRecipe *const *)a;
  const OriKeptRecipe *y = *(const OriKeptRecipe *const *)b;

  return ori_text_compare (x->recipe->name, y->recipe->name);
}

/* Texts that are no recipes are left out: of a newer version, perhaps. They stay in the workspace.
 */
static GPtrArray *
read_recipes (OriSession *self, GError **error)
{
  g_autoptr (GPtrArray) stored = ori_store_recipes (self->store, error);
  GPtrArray *recipes;

  if (stored == NULL)
    return NULL;
  recipes = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_kept_recipe_free);
  for (guint i = 0; i < stored->len; i++) {
    const OriStoredRecipe *text = g_ptr_array_index (stored, i);
    g_autoptr (GError) failure = NULL;
    OriRecipe *recipe = ori_recipe_from_json (text->json, &failure);
    OriKeptRecipe *kept;

    if (recipe == NULL) {
      g_message ("%s: %s", text->name, failure->message);
      continue;
    }
    g_free (recipe->name);
    recipe->name = g_strdup (text->name);
    kept = g_new0 (OriKeptRecipe, 1);
    kept->recipe = recipe;
    kept->time = text->time;
    g_ptr_array_add (recipes, kept);
  }
  g_ptr_array_sort (recipes, compare_names);
  return recipes;
}

const GPtrArray *
ori_session_recipes (OriSession *self, GError **error)
{
  if (self->recipes == NULL)
    self->recipes = read_recipes (self, error);
  return self->recipes;
}

GPtrArray *
ori_session_keep_recipes (OriSession *self)
{
  g_autoptr (GError) error = NULL;

  if (ori_session_recipes (self, &error) != NULL)
    return g_ptr_array_ref (self->recipes);
  g_message ("%s", error->message);
  return NULL;
}

GHashTable *
ori_session_keep_wordings (OriSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self->wordings == NULL)
    self->wordings = ori_store_wordings (self->store, &error);
  if (self->wordings != NULL)
    return g_hash_table_ref (self->wordings);
  g_message ("%s", error->message);
  return NULL;
}

const OriRecipe *
ori_session_recipe (OriSession *self, const char *name, GError **error)
{
  const GPtrArray *recipes = ori_session_recipes (self, error);

  if (recipes == NULL)
    return NULL;
  for (guint i = 0; i < recipes->len; i++) {
    const OriKeptRecipe *kept = g_ptr_array_index (recipes, i);

    if (strcmp (kept->recipe->name, name) == 0)
      return kept->recipe;
  }
  g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
               _ ("There is no recipe “%s” in the workspace"), name);
  return NULL;
}

const OriRecipe *
ori_recipes_find (const GPtrArray *recipes, const OriRecognition *recognition,
                  OriShapeVerdict *verdict, double *likeness, char **words)
{
  const OriKeptRecipe *best = NULL;
  double best_likeness = -1;
  OriShapeVerdict best_verdict = ORI_SHAPE_OTHER;

  for (guint i = 0; i < recipes->len; i++) {
    const OriKeptRecipe *kept = g_ptr_array_index (recipes, i);
    double value;
    OriShapeVerdict fit = ori_recipe_fit (kept->recipe, recognition, &value, NULL);

    if (fit == ORI_SHAPE_OTHER)
      continue;
    if (best == NULL || fit > best_verdict || (fit == best_verdict && value > best_likeness) ||
        (fit == best_verdict && value == best_likeness && kept->time > best->time)) {
      best = kept;
      best_likeness = value;
      best_verdict = fit;
    }
  }
  if (best != NULL)
    ori_recipe_fit (best->recipe, recognition, likeness, words);
  else if (words != NULL)
    *words = NULL;
  if (verdict != NULL)
    *verdict = best_verdict;
  return best != NULL ? best->recipe : NULL;
}

static gboolean
check_name (const char *name, GError **error)
{
  g_autofree char *clean = ori_text_clean (name);

  if (clean[0] != '\0' && strcmp (clean, name) == 0 && g_utf8_strlen (name, -1) <= 200)
    return TRUE;
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA,
               _ ("“%s” is no name for a recipe: it must be one line without spaces around it"),
               name);
  return FALSE;
}

OriStoredRecipe *
ori_session_make_stored (const OriRecipe *recipe, const char *name, GError **error)
{
  g_autoptr (OriRecipe) named = ori_recipe_copy (recipe);
  OriStoredRecipe *stored;

  if (!check_name (name, error))
    return NULL;
  g_free (named->name);
  named->name = g_strdup (name);
  stored = g_new0 (OriStoredRecipe, 1);
  stored->name = g_strdup (name);
  stored->fingerprint = g_strdup (recipe->shape != NULL ? ori_shape_id (recipe->shape) : "");
  stored->json = ori_recipe_to_json (named);
  return stored;
}

gboolean
ori_session_put_recipe (OriSession *self, const OriRecipe *recipe, const char *name, GError **error)
{
  g_autoptr (OriStoredRecipe) stored = ori_session_make_stored (recipe, name, error);

  if (stored == NULL ||
      !ori_store_put_recipe (self->store, stored->name, stored->fingerprint, stored->json, error))
    return FALSE;
  ori_session_decisions_changed (self);
  ori_session_tell (self, TRUE, _ ("Recipe “%s” remembered"), name);
  return TRUE;
}

gboolean
ori_session_rename_recipe (OriSession *self, const char *name, const char *new_name, GError **error)
{
  if (!check_name (new_name, error) ||
      !ori_store_rename_recipe (self->store, name, new_name, error))
    return FALSE;
  ori_session_decisions_changed (self);
  ori_session_tell (self, TRUE, _ ("Recipe renamed to “%s”"), new_name);
  return TRUE;
}

gboolean
ori_session_remove_recipe (OriSession *self, const char *name, GError **error)
{
  if (!ori_store_remove_recipe (self->store, name, error))
    return FALSE;
  ori_session_decisions_changed (self);
  ori_session_tell (self, TRUE, _ ("Recipe “%s” removed"), name);
  return TRUE;
}
