/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ori-batch-writer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "store/ori-store-file.h"

void
ori_batch_writer_clear (OriBatchWriter *self)
{
  g_clear_pointer (&self->programme, ori_programme_free);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->known_units, g_ptr_array_unref);
  g_clear_pointer (&self->used_units, g_hash_table_unref);
  g_clear_pointer (&self->used_indicators, g_hash_table_unref);
  g_clear_pointer (&self->elements, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->periods, g_hash_table_unref);
  g_clear_pointer (&self->insert, ori_query_free);
}

gboolean
ori_batch_writer_init (OriBatchWriter *self, OriStore *store, GError **error)
{
  self->store = store;
  self->batch = ori_db_new_id ();
  self->next_observation = ori_db_new_id ();
  self->units = g_hash_table_new (g_str_hash, g_str_equal);
  self->used_units = g_hash_table_new (g_str_hash, g_str_equal);
  self->used_indicators = g_hash_table_new (g_str_hash, g_str_equal);
  self->elements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->periods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->programme = ori_store_programme (store, error);
  self->known_units = self->programme != NULL ? ori_store_orgunits (store, error) : NULL;
  if (self->known_units == NULL)
    return FALSE;
  for (guint i = 0; i < self->known_units->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (self->known_units, i);
    g_hash_table_insert (self->units, unit->code, unit);
  }
  self->insert =
      ori_query_new (store->db,
                     "INSERT INTO observation (id, element, place, period, batch, status, flags,"
                     " value, printed, text, note, sheet, row, col)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                     error);
  return self->insert != NULL;
}

static gboolean
insert_batch (OriBatchWriter *self, const OriStage *stage, const char *author, const char *reason,
              guint n_observations, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      self->store->db,
      "INSERT INTO batch (id, seq, kind, title, file, path, format, sha256, author, reason, time,"
      " live, n_observations, n_findings)"
      " SELECT ?1, coalesce (max (seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, ?12"
      " FROM batch",
      error);
  g_autofree char *path = NULL;

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, self->batch);
  ori_query_bind_text (query, 2, stage != NULL ? "import" : "correction");
  if (stage != NULL) {
    path = stage->path != NULL ? g_filename_display_name (stage->path) : NULL;
    ori_query_bind_text (query, 3, stage->title);
    ori_query_bind_text (query, 4, stage->file);
    ori_query_bind_text (query, 5, path);
    ori_query_bind_text (query, 6, stage->format);
    ori_query_bind_text (query, 7, stage->sha256);
  }
  ori_query_bind_text (query, 8, author);
  ori_query_bind_text (query, 9, reason);
  ori_query_bind_int (query, 10, ori_store_now ());
  ori_query_bind_int (query, 11, n_observations);
  ori_query_bind_int (query, 12, stage != NULL ? stage->findings->len : 0);
  return ori_query_run (query, error);
}

/* The id of @code in dictionary @table, new when needed; 0 with an error. */
static gint64
find_id (OriDb *db, GHashTable *cache, const char *table, const char *code, GError **error)
{
  gint64 *known = g_hash_table_lookup (cache, code);
  g_autofree char *select = NULL, *insert = NULL;
  g_autoptr (OriQuery) query = NULL, addition = NULL;
  gint64 id;
  OriStep step;

  if (known != NULL)
    return *known;
  select = g_strdup_printf ("SELECT id FROM %s WHERE code = ?1", table);
  query = ori_query_new (db, select, error);
  if (query == NULL)
    return 0;
  ori_query_bind_text (query, 1, code);
  step = ori_query_step (query, error);
  if (step == ORI_STEP_ERROR)
    return 0;
  if (step == ORI_STEP_ROW) {
    id = ori_query_int (query, 0);
  } else {
    id = ori_db_new_id ();
    insert = g_strdup_printf ("INSERT INTO %s (id, code) VALUES (?1, ?2)", table);
    addition = ori_query_new (db, insert, error);
    if (addition == NULL)
      return 0;
    ori_query_bind_int (addition, 1, id);
    ori_query_bind_text (addition, 2, code);
    if (!ori_query_run (addition, error))
      return 0;
  }
  g_hash_table_insert (cache, g_strdup (code), g_memdup2 (&id, sizeof id));
  return id;
}

static gboolean
refuse_record (OriBatchWriter *self, const OriRecord *record, const char *message, GError **error)
{
  g_autofree char *cell = ori_cellref_name (record->cell.row, record->cell.col);

  g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND, message);
  if (self->by_hand)
    return FALSE;
  g_prefix_error (error, "%s: ", cell);
  if (record->sheet != NULL)
    g_prefix_error (error, "%s › ", record->sheet);
  return FALSE;
}

/* Its parents are used as well. Ends at one that is known to be, so a circle does no harm. */
static void
use_unit (OriBatchWriter *self, const OriOrgUnit *unit)
{
  while (unit != NULL && g_hash_table_add (self->used_units, unit->code))
    unit = unit->parent != NULL ? g_hash_table_lookup (self->units, unit->parent) : NULL;
}

static gboolean
has_value (const OriRecord *record)
{
  return record->status == ORI_STATUS_VALUE || record->status == ORI_STATUS_DOUBTFUL;
}

/* An observation of something undefined, or that cannot be read again, would be kept and never
 * seen. */
static gboolean
check_record (OriBatchWriter *self, const OriRecord *record, const char *period_code,
              GError **error)
{
  const OriElement *element = ori_programme_element (self->programme, record->element);
  const OriOrgUnit *unit = g_hash_table_lookup (self->units, record->orgunit);
  g_autofree char *message = NULL;
  OriPeriod period;

  if (element == NULL)
    message = g_strdup_printf (_ ("there is no indicator for “%s”"), record->element);
  else if (unit == NULL)
    message = g_strdup_printf (_ ("there is no territory “%s”"), record->orgunit);
  else if (!ori_period_parse (period_code, &period))
    message = g_strdup_printf (_ ("there is no period “%s”"), period_code);
  else if (has_value (record) && !isfinite (record->value))
    message = g_strdup (_ ("the value is not a number"));
  if (message != NULL)
    return refuse_record (self, record, message, error);
  use_unit (self, unit);
  if (element->indicator != NULL)
    g_hash_table_add (self->used_indicators, element->indicator);
  return TRUE;
}

gboolean
ori_batch_writer_add_record (OriBatchWriter *self, const OriRecord *record, guint flags,
                             GError **error)
{
  OriDb *db = self->store->db;
  OriQuery *query = self->insert;
  g_autofree char *period_code = ori_period_code (&record->period);
  gint64 element, place, period;

  if (!check_record (self, record, period_code, error))
    return FALSE;
  element = find_id (db, self->elements, "element", record->element, error);
  place = element != 0 ? find_id (db, self->places, "place", record->orgunit, error) : 0;
  period = place != 0 ? find_id (db, self->periods, "period", period_code, error) : 0;
  if (period == 0)
    return FALSE;
  if (record->status == ORI_STATUS_DOUBTFUL)
    flags |= ORI_FLAG_DOUBTFUL;
  ori_query_bind_int (query, 1, self->next_observation++);
  ori_query_bind_int (query, 2, element);
  ori_query_bind_int (query, 3, place);
  ori_query_bind_int (query, 4, period);
  ori_query_bind_int (query, 5, self->batch);
  ori_query_bind_text (query, 6, ori_status_code (record->status));
  ori_query_bind_int (query, 7, flags);
  ori_query_bind_real (query, 8, has_value (record) ? record->value : 0);
  ori_query_bind_text (query, 9, record->printed);
  ori_query_bind_text (query, 10, record->text);
  ori_query_bind_text (query, 11, record->note);
  ori_query_bind_text (query, 12, record->sheet);
  ori_query_bind_int (query, 13, record->cell.row);
  ori_query_bind_int (query, 14, record->cell.col);
  return ori_query_run (query, error);
}

static gboolean
insert_findings (OriBatchWriter *self, const OriStage *stage, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      self->store->db,
      "INSERT INTO finding (id, batch, seq, rule, severity, message, file, sheet, cell)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      error);

  if (query == NULL)
    return FALSE;
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    ori_query_bind_int (query, 1, ori_db_new_id ());
    ori_query_bind_int (query, 2, self->batch);
    ori_query_bind_int (query, 3, i);
    ori_query_bind_text (query, 4, finding->rule);
    ori_query_bind_int (query, 5, finding->severity);
    ori_query_bind_text (query, 6, finding->message);
    ori_query_bind_text (query, 7, finding->file);
    ori_query_bind_text (query, 8, finding->sheet);
    ori_query_bind_text (query, 9, finding->cell);
    if (!ori_query_run (query, error))
      return FALSE;
  }
  return TRUE;
}

/* What the stage defines becomes known to the writer; what is defined already stays as it is. */
static gboolean
take_definitions (OriBatchWriter *self, const OriStage *stage, GError **error)
{
  for (guint i = 0; i < stage->new_indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (stage->new_indicators, i);
    g_autofree char *json = ori_indicator_to_json (indicator);
    OriIndicator *copy;
    if (ori_programme_indicator (self->programme, indicator->code) != NULL)
      continue;
    copy = ori_indicator_from_json (json, error);
    if (copy == NULL)
      return FALSE;
    copy->own = TRUE;
    ori_programme_add_indicator (self->programme, copy);
    g_hash_table_add (self->used_indicators, copy->code);
  }
  for (guint i = 0; i < stage->new_orgunits->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (stage->new_orgunits, i);
    if (!g_hash_table_contains (self->units, unit->code)) {
      g_hash_table_insert (self->units, unit->code, unit);
      use_unit (self, unit);
    }
  }
  return TRUE;
}

/* Whether @code has a row in @table that no batch can take away. */
static gboolean
is_lasting (OriDb *db, const char *table, const char *code, gboolean *lasting, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM %s WHERE code = ?1 AND batch IS NULL", table);
  g_autoptr (OriQuery) query = ori_query_new (db, sql, error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, code);
  step = ori_query_step (query, error);
  *lasting = step == ORI_STEP_ROW;
  return step != ORI_STEP_ERROR;
}

/* A batch carries all definitions that it uses and that could go away with another batch, so that
 * retracting the batch that brought them first does not hide the values of this one. */
gboolean
ori_batch_writer_add_definitions (OriBatchWriter *self, GError **error)
{
  OriStore *store = self->store;
  GHashTableIter iter;
  gpointer code;
  gboolean lasting;

  g_hash_table_iter_init (&iter, self->used_units);
  while (g_hash_table_iter_next (&iter, &code, NULL)) {
    const OriOrgUnit *unit = g_hash_table_lookup (self->units, code);
    if (!is_lasting (store->db, "orgunit", code, &lasting, error) ||
        (!lasting && !ori_store_insert_orgunit (store, unit, self->batch, error)))
      return FALSE;
  }
  g_hash_table_iter_init (&iter, self->used_indicators);
  while (g_hash_table_iter_next (&iter, &code, NULL)) {
    const OriIndicator *indicator = ori_programme_indicator (self->programme, code);
    if (ori_programme_indicator (store->programme, code) != NULL)
      continue;
    if (!is_lasting (store->db, "own_indicator", code, &lasting, error) ||
        (!lasting && !ori_store_insert_indicator (store, indicator, self->batch, error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
insert_aliases (OriBatchWriter *self, const OriStage *stage, GError **error)
{
  GHashTableIter iter;
  gpointer alias, code;

  g_hash_table_iter_init (&iter, stage->new_aliases);
  while (g_hash_table_iter_next (&iter, &alias, &code)) {
    if (g_hash_table_contains (self->units, code) &&
        !ori_store_insert_alias (self->store, code, alias, self->batch, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
insert_wordings (OriBatchWriter *self, const OriStage *stage, GError **error)
{
  GHashTableIter iter;
  gpointer wording, code;

  g_hash_table_iter_init (&iter, stage->new_wordings);
  while (g_hash_table_iter_next (&iter, &wording, &code))
    if (!ori_store_insert_wording (self->store, code, wording, self->batch, error))
      return FALSE;
  return TRUE;
}

gboolean
ori_batch_writer_begin_import (OriBatchWriter *self, const OriStage *stage, const char *author,
                               GError **error)
{
  if (!take_definitions (self, stage, error) ||
      !insert_batch (self, stage, author, NULL, ori_stage_n_ready (stage), error))
    return FALSE;
  return stage->content == NULL ||
         ori_store_keep_file (self->store, self->batch, stage->content, error);
}

gboolean
ori_batch_writer_end_import (OriBatchWriter *self, const OriStage *stage, GError **error)
{
  return insert_findings (self, stage, error) && ori_batch_writer_add_definitions (self, error) &&
         insert_aliases (self, stage, error) && insert_wordings (self, stage, error);
}

gboolean
ori_batch_writer_begin_correction (OriBatchWriter *self, const char *author, const char *reason,
                                   GError **error)
{
  self->by_hand = TRUE;
  return insert_batch (self, NULL, author, reason, 1, error);
}
