/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-text.h"
#include "store/ori-store-private.h"

/* Recipes and the wordings of indicators: what imports have taught. */

void
ori_stored_recipe_free (OriStoredRecipe *recipe)
{
  if (recipe == NULL)
    return;
  g_free (recipe->name);
  g_free (recipe->fingerprint);
  g_free (recipe->json);
  g_free (recipe);
}

GPtrArray *
ori_store_recipes (OriStore *self, GError **error)
{
  g_autoptr (GPtrArray) recipes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_stored_recipe_free);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db, "SELECT name, fingerprint, json, time FROM recipe", error);
  OriStep step;

  if (query == NULL)
    return NULL;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriStoredRecipe *recipe = g_new0 (OriStoredRecipe, 1);

    recipe->name = ori_query_dup_text (query, 0);
    recipe->fingerprint = ori_query_dup_text (query, 1);
    recipe->json = ori_query_dup_text (query, 2);
    recipe->time = ori_query_int (query, 3);
    g_ptr_array_add (recipes, recipe);
  }
  return step == ORI_STEP_DONE ? g_steal_pointer (&recipes) : NULL;
}

/* *@id is 0 when there is no recipe of this name. */
static gboolean
find_recipe (OriStore *self, const char *name, gint64 *id, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->db, "SELECT id FROM recipe WHERE name = ?1", error);
  OriStep step;

  *id = 0;
  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, name);
  step = ori_query_step (query, error);
  if (step == ORI_STEP_ROW)
    *id = ori_query_int (query, 0);
  return step != ORI_STEP_ERROR;
}

static gboolean
must_find_recipe (OriStore *self, const char *name, gint64 *id, GError **error)
{
  if (!find_recipe (self, name, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
               _ ("There is no recipe “%s” in the workspace"), name);
  return FALSE;
}

gboolean
ori_store_write_recipe (OriStore *self, const OriStoredRecipe *recipe, GError **error)
{
  g_autoptr (OriQuery) query = NULL;
  gint64 id;

  if (!find_recipe (self, recipe->name, &id, error))
    return FALSE;
  /* An equal recipe is no change: its time stays. */
  query = ori_query_new (
      self->db,
      id != 0
          ? "UPDATE recipe SET fingerprint = ?3, json = ?4, time = ?5"
            " WHERE id = ?1 AND name = ?2 AND (fingerprint <> ?3 OR json <> ?4)"
          : "INSERT INTO recipe (id, name, fingerprint, json, time) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, id != 0 ? id : ori_db_new_id ());
  ori_query_bind_text (query, 2, recipe->name);
  ori_query_bind_text (query, 3, recipe->fingerprint);
  ori_query_bind_text (query, 4, recipe->json);
  ori_query_bind_int (query, 5, ori_store_now ());
  return ori_query_run (query, error);
}

gboolean
ori_store_put_recipe (OriStore *self, const char *name, const char *fingerprint, const char *json,
                      GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  const OriStoredRecipe recipe = {
      .name = (char *)name, .fingerprint = (char *)fingerprint, .json = (char *)json};

  return verb != NULL && ori_verb_record (verb, error) &&
         ori_store_write_recipe (self, &recipe, error) &&
         ori_verb_end (verb, N_ ("Remember the recipe “%s”"), name, NULL, error);
}

gboolean
ori_store_rename_recipe (OriStore *self, const char *name, const char *new_name, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  g_autoptr (OriQuery) query = NULL;
  gint64 id, other;

  if (verb == NULL || !ori_verb_record (verb, error) ||
      !must_find_recipe (self, name, &id, error) || !find_recipe (self, new_name, &other, error))
    return FALSE;
  if (other != 0 && other != id) {
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_CONFLICT,
                 _ ("There is a recipe “%s” already"), new_name);
    return FALSE;
  }
  query = ori_query_new (self->db, "UPDATE recipe SET name = ?2 WHERE id = ?1", error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, id);
  ori_query_bind_text (query, 2, new_name);
  return ori_query_run (query, error) &&
         ori_verb_end (verb, N_ ("Rename the recipe “%s”"), name, NULL, error);
}

gboolean
ori_store_remove_recipe (OriStore *self, const char *name, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  g_autoptr (OriQuery) query = NULL;
  gint64 id;

  if (verb == NULL || !ori_verb_record (verb, error) || !must_find_recipe (self, name, &id, error))
    return FALSE;
  query = ori_query_new (self->db, "DELETE FROM recipe WHERE id = ?1", error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, id);
  return ori_query_run (query, error) &&
         ori_verb_end (verb, N_ ("Remove the recipe “%s”"), name, NULL, error);
}

GHashTable *
ori_store_wordings (OriStore *self, GError **error)
{
  g_autoptr (GHashTable) wordings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* The newest decision about a wording comes last and stays. */
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "SELECT w.key, w.code FROM indicator_wording AS w"
                     " JOIN batch AS b ON b.id = w.batch WHERE b.live = 1 ORDER BY b.seq, w.id",
                     error);
  OriStep step;

  if (query == NULL)
    return NULL;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW)
    g_hash_table_insert (wordings, ori_query_dup_text (query, 0), ori_query_dup_text (query, 1));
  return step == ORI_STEP_DONE ? g_steal_pointer (&wordings) : NULL;
}

gboolean
ori_store_insert_wording (OriStore *self, const char *code, const char *wording, gint64 batch,
                          GError **error)
{
  g_autofree char *key = ori_text_key (wording);
  g_autoptr (OriQuery) query = ori_query_new (
      self->db,
      "INSERT INTO indicator_wording (id, code, wording, key, batch) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, ori_db_new_id ());
  ori_query_bind_text (query, 2, code);
  ori_query_bind_text (query, 3, wording);
  ori_query_bind_text (query, 4, key);
  ori_query_bind_int (query, 5, batch);
  return ori_query_run (query, error);
}
