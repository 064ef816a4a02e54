/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-text.h"
#include "store/ori-store-private.h"

/* Org units and indicators of our own. Rows that a batch brought along count while it is live; a
 * row made by hand counts before them. */

#define COUNTS                                                                                     \
  " AS t LEFT JOIN batch ON batch.id = t.batch WHERE (t.batch IS NULL OR batch.live = 1)"
/* The first row of a code is the one that counts. */
#define BEST_FIRST " ORDER BY t.batch IS NOT NULL, batch.seq DESC, t.id"
#define BATCH_IS_LIVE "batch IN (SELECT id FROM batch WHERE live = 1)"

/* Where an indicator stands in the programme: by its criterion, then by its code. */
static guint
find_place (const OriProgramme *programme, const OriIndicator *indicator)
{
  for (guint i = 0; i < programme->criteria->len; i++) {
    const OriCriterion *criterion = g_ptr_array_index (programme->criteria, i);
    if (g_strcmp0 (criterion->code, indicator->criterion) == 0)
      return i;
  }
  return G_MAXUINT;
}

static int
compare_indicators (gconstpointer a, gconstpointer b, gpointer programme)
{
  const OriIndicator *x = *(const OriIndicator *const *)a, *y = *(const OriIndicator *const *)b;
  guint place_x = find_place (programme, x), place_y = find_place (programme, y);

  if (place_x != place_y)
    return place_x < place_y ? -1 : 1;
  return ori_text_compare (x->code, y->code);
}

/* Our own indicators, the row that counts of each code; of OriIndicator. */
static GPtrArray *
read_own_indicators (OriStore *self, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db, "SELECT t.json FROM own_indicator" COUNTS BEST_FIRST, error);
  OriStep step;

  if (query == NULL)
    return NULL;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriIndicator *indicator = ori_indicator_from_json (ori_query_text (query, 0), error);
    if (indicator == NULL) {
      g_prefix_error (error, "%s: ", ori_db_display_name (self->db));
      return NULL;
    }
    indicator->own = TRUE;
    if (g_hash_table_contains (codes, indicator->code)) {
      ori_indicator_free (indicator);
      continue;
    }
    g_hash_table_add (codes, indicator->code);
    g_ptr_array_add (found, indicator);
  }
  return step == ORI_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

GPtrArray *
ori_store_own_indicators (OriStore *self, GError **error)
{
  g_autoptr (GPtrArray) found = read_own_indicators (self, error);
  g_autoptr (OriQuery) query =
      found != NULL ? ori_query_new (self->db, "SELECT DISTINCT json FROM own_indicator", error)
                    : NULL;
  OriStep step;

  if (query == NULL)
    return NULL;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriIndicator *indicator = ori_indicator_from_json (ori_query_text (query, 0), error);
    if (indicator == NULL)
      return NULL;
    g_ptr_array_add (found, indicator);
  }
  return step == ORI_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

OriProgramme *
ori_store_programme (OriStore *self, GError **error)
{
  g_autoptr (OriProgramme) programme = ori_programme_copy (self->programme);
  g_autoptr (GPtrArray) own = read_own_indicators (self, error);

  if (own == NULL)
    return NULL;
  g_ptr_array_sort_with_data (own, compare_indicators, programme);
  g_ptr_array_set_free_func (own, NULL); /* the programme takes them */
  for (guint i = 0; i < own->len; i++)
    ori_programme_add_indicator (programme, g_ptr_array_index (own, i));
  return g_steal_pointer (&programme);
}

static OriOrgUnit *
read_orgunit (OriQuery *query)
{
  OriOrgUnit *unit;
  OriOrgUnitLevel level;

  if (!ori_orgunit_level_parse (ori_query_text (query, 4), &level))
    level = ORI_ORGUNIT_OTHER;
  unit = ori_orgunit_new (ori_query_text (query, 0), ori_query_text (query, 1),
                          ori_query_text (query, 2), ori_query_text (query, 3), level);
  unit->city = ori_query_int (query, 5) != 0;
  unit->from = (int)ori_query_int (query, 6);
  unit->to = (int)ori_query_int (query, 7);
  return unit;
}

static gboolean
add_aliases (OriStore *self, GHashTable *units, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      self->db, "SELECT t.orgunit, t.alias FROM orgunit_alias" COUNTS " ORDER BY t.alias, t.id",
      error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriOrgUnit *unit = g_hash_table_lookup (units, ori_query_text (query, 0));
    const char *alias = ori_query_text (query, 1);
    if (unit != NULL && !g_strv_contains ((const char *const *)unit->aliases, alias))
      ori_orgunit_add_alias (unit, alias);
  }
  return step == ORI_STEP_DONE;
}

GPtrArray *
ori_store_orgunits (OriStore *self, GError **error)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "SELECT code, name, short_name, parent, level, city, year_from, year_to"
                     " FROM orgunit" COUNTS BEST_FIRST,
                     error);
  OriStep step;

  if (query == NULL)
    return NULL;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriOrgUnit *unit;
    if (g_hash_table_contains (by_code, ori_query_text (query, 0)))
      continue;
    unit = read_orgunit (query);
    g_ptr_array_add (units, unit);
    g_hash_table_insert (by_code, unit->code, unit);
  }
  if (step == ORI_STEP_ERROR || !add_aliases (self, by_code, error))
    return NULL;
  return g_steal_pointer (&units);
}

static void
bind_batch (OriQuery *query, int index, gint64 batch)
{
  if (batch != 0)
    ori_query_bind_int (query, index, batch);
  else
    ori_query_bind_null (query, index);
}

gboolean
ori_store_insert_alias (OriStore *self, const char *orgunit, const char *alias, gint64 batch,
                        GError **error)
{
  g_autofree char *key = ori_text_key (alias);
  g_autoptr (OriQuery) query = ori_query_new (
      self->db,
      "INSERT INTO orgunit_alias (id, orgunit, alias, key, batch) VALUES (?1, ?2, ?3, ?4, ?5)",
      error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, ori_db_new_id ());
  ori_query_bind_text (query, 2, orgunit);
  ori_query_bind_text (query, 3, alias);
  ori_query_bind_text (query, 4, key);
  bind_batch (query, 5, batch);
  return ori_query_run (query, error);
}

static void
bind_orgunit (OriQuery *query, const OriOrgUnit *unit, const char *key)
{
  ori_query_bind_text (query, 1, unit->code);
  ori_query_bind_text (query, 2, unit->name);
  ori_query_bind_text (query, 3, unit->short_name != NULL ? unit->short_name : unit->name);
  ori_query_bind_text (query, 4, key);
  ori_query_bind_text (query, 5, unit->parent);
  ori_query_bind_text (query, 6, ori_orgunit_level_code (unit->level));
  ori_query_bind_int (query, 7, unit->city != FALSE);
  ori_query_bind_int (query, 8, unit->from);
  ori_query_bind_int (query, 9, unit->to);
}

static gboolean
insert_aliases (OriStore *self, const OriOrgUnit *unit, gint64 batch, GError **error)
{
  for (char **alias = unit->aliases; alias != NULL && *alias != NULL; alias++) {
    if (!ori_store_insert_alias (self, unit->code, *alias, batch, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
ori_store_insert_orgunit (OriStore *self, const OriOrgUnit *unit, gint64 batch, GError **error)
{
  g_autofree char *key = ori_text_key (unit->name);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "INSERT INTO orgunit (code, name, short_name, key, parent, level, city,"
                     " year_from, year_to, id, batch)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
                     error);

  if (query == NULL)
    return FALSE;
  bind_orgunit (query, unit, key);
  ori_query_bind_int (query, 10, ori_db_new_id ());
  bind_batch (query, 11, batch);
  return ori_query_run (query, error) && insert_aliases (self, unit, batch, error);
}

/* Runs @sql with @code as its only parameter. */
static gboolean
run_with_code (OriDb *db, const char *sql, const char *code, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (db, sql, error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, code);
  return ori_query_run (query, error);
}

/* Changes the row made by hand, if *@found, and takes away the names that count now. */
static gboolean
update_orgunit (OriStore *self, const OriOrgUnit *unit, gboolean *found, GError **error)
{
  g_autofree char *key = ori_text_key (unit->name);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "UPDATE orgunit SET name = ?2, short_name = ?3, key = ?4, parent = ?5,"
                     " level = ?6, city = ?7, year_from = ?8, year_to = ?9"
                     " WHERE code = ?1 AND batch IS NULL",
                     error);

  if (query == NULL)
    return FALSE;
  bind_orgunit (query, unit, key);
  if (!ori_query_run (query, error))
    return FALSE;
  *found = sqlite3_changes (ori_db_handle (self->db)) > 0;
  /* What the unit is called from now on is what @unit says, whoever brought the names. */
  return run_with_code (self->db,
                        "DELETE FROM orgunit_alias WHERE orgunit = ?1"
                        " AND (batch IS NULL OR " BATCH_IS_LIVE ")",
                        unit->code, error);
}

gboolean
ori_store_put_orgunit (OriStore *self, const OriOrgUnit *unit, GError **error)
{
  g_autoptr (OriVerb) verb = NULL;
  gboolean found;

  g_return_val_if_fail (unit != NULL && unit->code != NULL && unit->name != NULL, FALSE);

  verb = ori_verb_begin (self, error);
  if (verb == NULL || !ori_verb_record (verb, error) || !update_orgunit (self, unit, &found, error))
    return FALSE;
  if (found ? !insert_aliases (self, unit, 0, error)
            : !ori_store_insert_orgunit (self, unit, 0, error))
    return FALSE;
  /* Translators: a territory or an organisation. */
  return ori_verb_end (verb, N_ ("Change %s"),
                       unit->short_name != NULL ? unit->short_name : unit->name, NULL, error);
}

gboolean
ori_store_insert_indicator (OriStore *self, const OriIndicator *indicator, gint64 batch,
                            GError **error)
{
  g_autofree char *json = ori_indicator_to_json (indicator);
  g_autoptr (OriQuery) query = ori_query_new (
      self->db, "INSERT INTO own_indicator (id, code, json, batch) VALUES (?1, ?2, ?3, ?4)", error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, ori_db_new_id ());
  ori_query_bind_text (query, 2, indicator->code);
  ori_query_bind_text (query, 3, json);
  bind_batch (query, 4, batch);
  return ori_query_run (query, error);
}

static gboolean
insert_new_indicator (OriStore *self, OriProgramme *programme, const OriIndicator *indicator,
                      GError **error)
{
  g_autofree char *json = NULL;
  OriIndicator *copy;

  if (ori_programme_indicator (programme, indicator->code) != NULL) {
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE,
                 _ ("There is an indicator with the code %s already"), indicator->code);
    return FALSE;
  }
  /* Through JSON, so that what could not be read again is not kept. */
  json = ori_indicator_to_json (indicator);
  copy = ori_indicator_from_json (json, error);
  return copy != NULL && ori_programme_add_indicator (programme, copy) &&
         ori_store_insert_indicator (self, indicator, 0, error);
}

gboolean
ori_store_add_indicators (OriStore *self, const GPtrArray *indicators, GError **error)
{
  g_autoptr (OriProgramme) programme = ori_store_programme (self, error);
  g_autoptr (OriVerb) verb = programme != NULL ? ori_verb_begin (self, error) : NULL;
  g_autofree char *number = g_strdup_printf ("%u", indicators->len);

  if (verb == NULL || !ori_verb_record (verb, error))
    return FALSE;
  for (guint i = 0; i < indicators->len; i++) {
    if (!insert_new_indicator (self, programme, g_ptr_array_index (indicators, i), error))
      return FALSE;
  }
  if (indicators->len == 1)
    return ori_verb_end (verb, N_ ("Add the indicator %s"),
                         ori_indicator_label (g_ptr_array_index (indicators, 0)), NULL, error);
  /* Translators: %s is how many there are. */
  return ori_verb_end (verb, N_ ("Add indicators (%s)"), number, NULL, error);
}

gboolean
ori_store_add_indicator (OriStore *self, const OriIndicator *indicator, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, (gpointer)indicator);
  return ori_store_add_indicators (self, one, error);
}

gboolean
ori_store_remove_indicator (OriStore *self, const char *code, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);

  if (verb == NULL || !ori_verb_record (verb, error) ||
      !run_with_code (self->db,
                      "DELETE FROM own_indicator WHERE code = ?1"
                      " AND (batch IS NULL OR " BATCH_IS_LIVE ")",
                      code, error))
    return FALSE;
  if (sqlite3_changes (ori_db_handle (self->db)) == 0) {
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
                 _ ("There is no indicator of your own with the code %s"), code);
    return FALSE;
  }
  return ori_verb_end (verb, N_ ("Remove the indicator %s"), code, NULL, error);
}
