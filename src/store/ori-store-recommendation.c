/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "store/ori-store-private.h"

static gboolean
fail_not_found (GError **error)
{
  g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
                       _ ("There is no such recommendation"));
  return FALSE;
}

static OriRecommendation *
read_recommendation (OriQuery *query)
{
  OriRecommendation *self =
      ori_recommendation_new (ori_query_text (query, 1), (int)ori_query_int (query, 2),
                              ori_query_text (query, 4), ori_query_text (query, 5));

  self->id = ori_query_int (query, 0);
  self->position = (int)ori_query_int (query, 3);
  self->template_id = ori_query_dup_text (query, 6);
  self->edited = ori_query_int (query, 7) != 0;
  return self;
}

static gboolean
read_evidence (OriStore *store, GHashTable *by_id, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      store->db,
      "SELECT recommendation, indicator, period, reason, value, reference, others FROM evidence"
      " ORDER BY recommendation, seq",
      error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    gint64 id = ori_query_int (query, 0);
    OriRecommendation *recommendation = g_hash_table_lookup (by_id, &id);
    OriEvidence evidence = {
        .indicator = (char *)ori_query_text (query, 1),
        .period = (char *)ori_query_text (query, 2),
        .reason = ORI_DEFICIT_MISSING,
        .value = ori_query_real (query, 4),
        .reference = ori_query_real (query, 5),
        .others = (char *)ori_query_text (query, 6),
    };
    ori_deficit_reason_parse (ori_query_text (query, 3), &evidence.reason);
    if (recommendation != NULL)
      ori_recommendation_add_evidence (recommendation, &evidence);
  }
  return step == ORI_STEP_DONE;
}

GPtrArray *
ori_store_recommendations (OriStore *self, const char *orgunit, int cycle, GError **error)
{
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "SELECT id, orgunit, cycle, position, audience, text, template, edited"
                     " FROM recommendation WHERE (?1 IS NULL OR orgunit = ?1)"
                     " AND (?2 = 0 OR cycle = ?2) ORDER BY orgunit, cycle, position, id",
                     error);
  OriStep step;

  if (query == NULL)
    return NULL;
  ori_query_bind_text (query, 1, orgunit);
  ori_query_bind_int (query, 2, cycle);
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriRecommendation *recommendation = read_recommendation (query);
    g_ptr_array_add (found, recommendation);
    g_hash_table_insert (by_id, &recommendation->id, recommendation);
  }
  if (step == ORI_STEP_ERROR || !read_evidence (self, by_id, error))
    return NULL;
  return g_steal_pointer (&found);
}

static gboolean
run_with_id (OriDb *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (db, sql, error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, id);
  return ori_query_run (query, error);
}

static gboolean
write_evidence (OriStore *store, gint64 id, const GArray *evidence, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (store->db,
                     "INSERT INTO evidence (recommendation, seq, indicator, period, reason, value,"
                     " reference, others) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                     error);

  if (query == NULL ||
      !run_with_id (store->db, "DELETE FROM evidence WHERE recommendation = ?1", id, error))
    return FALSE;
  for (guint i = 0; i < evidence->len; i++) {
    const OriEvidence *item = &g_array_index (evidence, OriEvidence, i);
    ori_query_bind_int (query, 1, id);
    ori_query_bind_int (query, 2, i);
    ori_query_bind_text (query, 3, item->indicator);
    ori_query_bind_text (query, 4, item->period);
    ori_query_bind_text (query, 5, ori_deficit_reason_code (item->reason));
    ori_query_bind_real (query, 6, item->value);
    ori_query_bind_real (query, 7, item->reference);
    ori_query_bind_text (query, 8, item->others);
    if (!ori_query_run (query, error))
      return FALSE;
  }
  return TRUE;
}

/* Inserts under *@id when that is 0, and sets it. */
static gboolean
write_recommendation (OriStore *store, const OriRecommendation *self, gint64 *id, GError **error)
{
  gboolean is_new = *id == 0;
  g_autoptr (OriQuery) query = ori_query_new (
      store->db,
      is_new ? "INSERT INTO recommendation (id, orgunit, cycle, position, audience, text, template,"
               " edited) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
             : "UPDATE recommendation SET orgunit = ?2, cycle = ?3, position = ?4, audience = ?5,"
               " text = ?6, template = ?7, edited = ?8 WHERE id = ?1",
      error);

  if (query == NULL)
    return FALSE;
  if (is_new)
    *id = ori_db_new_id ();
  ori_query_bind_int (query, 1, *id);
  ori_query_bind_text (query, 2, self->orgunit);
  ori_query_bind_int (query, 3, self->cycle);
  ori_query_bind_int (query, 4, self->position);
  ori_query_bind_text (query, 5, self->audience);
  ori_query_bind_text (query, 6, self->text != NULL ? self->text : "");
  ori_query_bind_text (query, 7, self->template_id);
  ori_query_bind_int (query, 8, self->edited != FALSE);
  if (!ori_query_run (query, error))
    return FALSE;
  if (sqlite3_changes (ori_db_handle (store->db)) == 0)
    return fail_not_found (error);
  return write_evidence (store, *id, self->evidence, error);
}

gboolean
ori_store_put_recommendation (OriStore *self, OriRecommendation *recommendation, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  gint64 id = recommendation->id;
  g_autofree char *merge = NULL;

  if (verb == NULL || !ori_verb_record (verb, error) ||
      !write_recommendation (self, recommendation, &id, error))
    return FALSE;
  if (recommendation->id != 0)
    merge = g_strdup_printf ("recommendation %" G_GINT64_FORMAT, id);
  if (!ori_verb_end (verb,
                     recommendation->id != 0 ? N_ ("Edit the recommendation")
                                             : N_ ("Add a recommendation"),
                     NULL, merge, error))
    return FALSE;
  recommendation->id = id;
  return TRUE;
}

gboolean
ori_store_put_recommendations (OriStore *self, GPtrArray *recommendations, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  g_autofree gint64 *ids = g_new0 (gint64, recommendations->len + 1);

  if (verb == NULL || !ori_verb_record (verb, error))
    return FALSE;
  for (guint i = 0; i < recommendations->len; i++) {
    const OriRecommendation *recommendation = g_ptr_array_index (recommendations, i);
    ids[i] = recommendation->id;
    if (!write_recommendation (self, recommendation, &ids[i], error))
      return FALSE;
  }
  if (!ori_verb_end (verb, N_ ("Draft recommendations"), NULL, NULL, error))
    return FALSE;
  for (guint i = 0; i < recommendations->len; i++)
    ((OriRecommendation *)g_ptr_array_index (recommendations, i))->id = ids[i];
  return TRUE;
}

gboolean
ori_store_remove_recommendation (OriStore *self, gint64 id, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);

  if (verb == NULL || !ori_verb_record (verb, error) ||
      !run_with_id (self->db, "DELETE FROM evidence WHERE recommendation = ?1", id, error) ||
      !run_with_id (self->db, "DELETE FROM recommendation WHERE id = ?1", id, error))
    return FALSE;
  if (sqlite3_changes (ori_db_handle (self->db)) == 0)
    return fail_not_found (error);
  return ori_verb_end (verb, N_ ("Remove the recommendation"), NULL, NULL, error);
}
