/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "store/ori-store-private.h"

/* Undo and redo by changesets of SQLite's session extension. A step holds what one verb changed in
 * the recorded tables; undoing applies its inverse, redoing the changeset itself, strictly last in,
 * first out. The extension has traps that this file avoids:
 *
 *   - a change of a table that is gone or has another shape is skipped without an error: a step
 *     remembers the version of the schema, and the changes that arrived are counted;
 *   - defensive mode refuses to apply changesets: it is lifted for that moment;
 *   - a conflict handler that goes on leaves half a step: ours always aborts the whole. */

#define MAX_STEPS 500

/* Never observation: its rows are many, and they come and go with their batch. */
static const char *const recorded_tables[] = {
    "batch",    "orgunit",        "orgunit_alias", "own_indicator", "scheme",
    "protocol", "recommendation", "evidence",      "recipe",        "pin",
};

/* Of these, the ones that a snapshot says nothing of. */
static const char *const decision_tables[] = {
    "scheme", "protocol", "recommendation", "evidence", "recipe", NULL,
};

struct OriVerb {
  OriStore *store;
  OriTransaction *transaction;
  sqlite3_session *session; /* NULL until recording */
};

typedef struct {
  gint64 seq;
  gint64 version;
  GBytes *changeset;
} Step;

static void
clear_step (Step *step)
{
  g_clear_pointer (&step->changeset, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, clear_step)

static void
forget_merging (OriStore *self)
{
  g_clear_pointer (&self->merge_subject, g_free);
}

OriVerb *
ori_verb_begin_at (OriStore *store, const char *place, GError **error)
{
  OriTransaction *transaction = ori_transaction_begin_at (store->db, place, error);
  OriVerb *self;

  if (transaction == NULL)
    return NULL;
  self = g_new0 (OriVerb, 1);
  self->store = store;
  self->transaction = transaction;
  return self;
}

gboolean
ori_verb_record (OriVerb *self, GError **error)
{
  OriDb *db = self->store->db;
  int rc = sqlite3session_create (ori_db_handle (db), "main", &self->session);

  for (guint i = 0; rc == SQLITE_OK && i < G_N_ELEMENTS (recorded_tables); i++)
    rc = sqlite3session_attach (self->session, recorded_tables[i]);
  return rc == SQLITE_OK || ori_db_fail (db, rc, error);
}

/* What was recorded; empty bytes when nothing changed in effect. */
static GBytes *
take_changeset (OriVerb *self, GError **error)
{
  void *data = NULL;
  int size = 0;
  int rc = sqlite3session_changeset (self->session, &size, &data);

  g_clear_pointer (&self->session, sqlite3session_delete);
  if (rc != SQLITE_OK) {
    ori_db_fail (self->store->db, rc, error);
    return NULL;
  }
  return g_bytes_new_with_free_func (data, (gsize)size, sqlite3_free, data);
}

/* The two changes one after the other as one. */
static GBytes *
combine (OriDb *db, GBytes *first, GBytes *second, GError **error)
{
  sqlite3_changegroup *group = NULL;
  GBytes *parts[] = {first, second};
  void *data = NULL;
  int size = 0;
  int rc = sqlite3changegroup_new (&group);

  for (guint i = 0; rc == SQLITE_OK && i < G_N_ELEMENTS (parts); i++) {
    gsize length;
    gpointer bytes = (gpointer)g_bytes_get_data (parts[i], &length);
    rc = sqlite3changegroup_add (group, (int)length, bytes);
  }
  if (rc == SQLITE_OK)
    rc = sqlite3changegroup_output (group, &size, &data);
  sqlite3changegroup_delete (group);
  if (rc != SQLITE_OK) {
    ori_db_fail (db, rc, error);
    return NULL;
  }
  return g_bytes_new_with_free_func (data, (gsize)size, sqlite3_free, data);
}

/* Reads the step that @sql selects (seq, user_version, changeset); seq is 0 when there is none. */
static gboolean
read_step (OriDb *db, const char *sql, Step *step, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (db, sql, error);
  OriStep result = query != NULL ? ori_query_step (query, error) : ORI_STEP_ERROR;

  *step = (Step){0};
  if (result == ORI_STEP_ROW) {
    gsize size;
    const void *data = ori_query_blob (query, 2, &size);
    step->seq = ori_query_int (query, 0);
    step->version = ori_query_int (query, 1);
    step->changeset = g_bytes_new (data, size);
  }
  return result != ORI_STEP_ERROR;
}

#define SELECT_LAST_DONE                                                                           \
  "SELECT seq, user_version, changeset FROM history WHERE undone = 0 ORDER BY seq DESC LIMIT 1"
#define SELECT_FIRST_UNDONE                                                                        \
  "SELECT seq, user_version, changeset FROM history WHERE undone = 1 ORDER BY seq LIMIT 1"

static gboolean
append_step (OriDb *db, const char *label, const char *argument, GBytes *changeset, GError **error)
{
  g_autoptr (OriQuery) query = NULL;
  g_autoptr (OriQuery) trim = NULL;
  gsize size;
  const void *data = g_bytes_get_data (changeset, &size);

  query =
      ori_query_new (db,
                     "INSERT INTO history (seq, label, argument, user_version, undone, changeset)"
                     " SELECT coalesce (max (seq), 0) + 1, ?1, ?2, ?3, 0, ?4 FROM history",
                     error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, label);
  ori_query_bind_text (query, 2, argument);
  ori_query_bind_int (query, 3, ori_schema_version ());
  ori_query_bind_blob (query, 4, data, size);
  if (!ori_query_run (query, error))
    return FALSE;
  trim = ori_query_new (db, "DELETE FROM history WHERE seq <= (SELECT max (seq) FROM history) - ?1",
                        error);
  if (trim == NULL)
    return FALSE;
  ori_query_bind_int (trim, 1, MAX_STEPS);
  return ori_query_run (trim, error);
}

/* Makes @changeset part of the last step; a step that in sum changes nothing goes away, and *@gone
 * tells. */
static gboolean
extend_last_step (OriDb *db, GBytes *changeset, gboolean *gone, GError **error)
{
  g_auto (Step) last = {0};
  g_autoptr (GBytes) sum = NULL;
  g_autoptr (OriQuery) query = NULL;
  const void *data;
  gsize size;

  if (!read_step (db, SELECT_LAST_DONE, &last, error))
    return FALSE;
  sum = combine (db, last.changeset, changeset, error);
  if (sum == NULL)
    return FALSE;
  data = g_bytes_get_data (sum, &size);
  *gone = size == 0;
  query = ori_query_new (db,
                         size > 0 ? "UPDATE history SET changeset = ?2 WHERE seq = ?1"
                                  : "DELETE FROM history WHERE seq = ?1",
                         error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, last.seq);
  if (size > 0)
    ori_query_bind_blob (query, 2, data, size);
  return ori_query_run (query, error);
}

void
ori_store_end_step (OriStore *self)
{
  g_clear_pointer (&self->merge_subject, g_free);
}

gboolean
ori_verb_end (OriVerb *self, const char *label, const char *argument, const char *merge_subject,
              GError **error)
{
  OriStore *store = self->store;
  g_autoptr (GBytes) changeset = take_changeset (self, error);
  gboolean merge = merge_subject != NULL && g_strcmp0 (merge_subject, store->merge_subject) == 0;
  gboolean gone = FALSE;

  if (changeset == NULL)
    return FALSE;
  if (g_bytes_get_size (changeset) > 0) {
    if (!ori_db_exec (store->db, "DELETE FROM history WHERE undone = 1", error))
      return FALSE;
    if (merge ? !extend_last_step (store->db, changeset, &gone, error)
              : !append_step (store->db, label, argument, changeset, error))
      return FALSE;
  }
  if (!ori_transaction_commit (self->transaction, error))
    return FALSE;
  if (g_bytes_get_size (changeset) > 0) {
    store->revision++;
    forget_merging (store);
    store->merge_subject = gone ? NULL : g_strdup (merge_subject);
  }
  return TRUE;
}

void
ori_verb_free (OriVerb *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->session, sqlite3session_delete);
  ori_transaction_free (self->transaction);
  g_free (self);
}

static int
abort_on_conflict_cb (void *data, int conflict, sqlite3_changeset_iter *iterator)
{
  return SQLITE_CHANGESET_ABORT;
}

static int
count_changes (gconstpointer data, gsize size, gint64 *n)
{
  sqlite3_changeset_iter *iterator = NULL;
  int rc = sqlite3changeset_start (&iterator, (int)size, (void *)data);

  *n = 0;
  if (rc != SQLITE_OK)
    return rc;
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    (*n)++;
  return sqlite3changeset_finalize (iterator);
}

static gboolean
fail_conflict (OriDb *db, GError **error)
{
  g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_CONFLICT, "%s: %s", ori_db_display_name (db),
               _ ("The step does not fit the present state; nothing was changed"));
  return FALSE;
}

/* Applies a changeset inside a transaction of the caller, wholly or with an error. */
static gboolean
apply (OriDb *db, gconstpointer data, gsize size, GError **error)
{
  sqlite3 *handle = ori_db_handle (db);
  gint64 expected, before;
  int rc = count_changes (data, size, &expected);

  if (rc != SQLITE_OK)
    return ori_db_fail (db, rc, error);
  before = sqlite3_total_changes64 (handle);
  ori_db_set_defensive (db, FALSE);
  rc = sqlite3changeset_apply_v2 (handle, (int)size, (void *)data, NULL, abort_on_conflict_cb, NULL,
                                  NULL, NULL, 0);
  ori_db_set_defensive (db, TRUE);
  if (rc == SQLITE_ABORT || (rc & 0xff) == SQLITE_CONSTRAINT)
    return fail_conflict (db, error);
  if (rc != SQLITE_OK)
    return ori_db_fail (db, rc, error);
  if (sqlite3_total_changes64 (handle) - before != expected)
    return fail_conflict (db, error);
  return TRUE;
}

static gboolean
apply_step (OriDb *db, const Step *step, gboolean inverse, GError **error)
{
  gsize size;
  gpointer data = (gpointer)g_bytes_get_data (step->changeset, &size);
  void *inverted = NULL;
  int inverted_size = 0;
  gboolean ok;
  int rc;

  if (step->version != ori_schema_version ())
    return fail_conflict (db, error);
  if (!inverse)
    return apply (db, data, size, error);
  rc = sqlite3changeset_invert ((int)size, data, &inverted_size, &inverted);
  ok = rc == SQLITE_OK ? apply (db, inverted, (gsize)inverted_size, error)
                       : ori_db_fail (db, rc, error);
  sqlite3_free (inverted);
  return ok;
}

/* FALSE when the step changed nothing that a snapshot shows. */
static gboolean
is_of_data (const Step *step)
{
  gsize size;
  gpointer data = (gpointer)g_bytes_get_data (step->changeset, &size);
  sqlite3_changeset_iter *iter = NULL;
  gboolean decisions = sqlite3changeset_start (&iter, (int)size, data) == SQLITE_OK;

  while (decisions && sqlite3changeset_next (iter) == SQLITE_ROW) {
    const char *table;
    int n_columns, op, indirect;

    decisions = sqlite3changeset_op (iter, &table, &n_columns, &op, &indirect) == SQLITE_OK &&
                g_strv_contains (decision_tables, table);
  }
  return sqlite3changeset_finalize (iter) != SQLITE_OK || !decisions;
}

static gboolean
move (OriStore *self, gboolean undo, GError **error)
{
  OriDb *db = self->db;
  g_autoptr (OriTransaction) transaction = ori_transaction_begin (db, error);
  g_autoptr (OriQuery) query = NULL;
  g_auto (Step) step = {0};

  if (transaction == NULL ||
      !read_step (db, undo ? SELECT_LAST_DONE : SELECT_FIRST_UNDONE, &step, error))
    return FALSE;
  if (step.seq == 0) {
    g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
                         undo ? _ ("There is nothing to undo") : _ ("There is nothing to redo"));
    return FALSE;
  }
  if (!apply_step (db, &step, undo, error))
    return FALSE;
  query = ori_query_new (db, "UPDATE history SET undone = ?2 WHERE seq = ?1", error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, step.seq);
  ori_query_bind_int (query, 2, undo);
  if (!ori_query_run (query, error) || !ori_transaction_commit (transaction, error))
    return FALSE;
  forget_merging (self);
  self->revision++;
  self->moved_data = is_of_data (&step);
  return TRUE;
}

gboolean
ori_store_moved_data (const OriStore *self)
{
  return self->moved_data;
}

gboolean
ori_store_undo (OriStore *self, GError **error)
{
  return move (self, TRUE, error);
}

gboolean
ori_store_redo (OriStore *self, GError **error)
{
  return move (self, FALSE, error);
}

/* The label that @sql selects (label, argument), in the language of the interface. */
static char *
read_label (OriStore *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriQuery) query = ori_query_new (self->db, sql, &error);
  OriStep step = query != NULL ? ori_query_step (query, &error) : ORI_STEP_ERROR;
  GString *label;

  if (step == ORI_STEP_ERROR)
    g_message ("%s", error->message);
  if (step != ORI_STEP_ROW)
    return NULL;
  /* Replaced as text: a label from a file is no format. */
  label = g_string_new (_ (ori_query_text (query, 0)));
  if (!ori_query_is_null (query, 1))
    g_string_replace (label, "%s", ori_query_text (query, 1), 1);
  return g_string_free (label, FALSE);
}

char *
ori_store_undo_label (OriStore *self)
{
  return read_label (
      self, "SELECT label, argument FROM history WHERE undone = 0 ORDER BY seq DESC LIMIT 1");
}

char *
ori_store_redo_label (OriStore *self)
{
  return read_label (self,
                     "SELECT label, argument FROM history WHERE undone = 1 ORDER BY seq LIMIT 1");
}
