/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/ori-paths.h"
#include "store/ori-store-private.h"

gint64
ori_store_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
set_meta (OriDb *db, const char *key, const char *value, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (db, "INSERT INTO meta (key, value) VALUES (?1, ?2)", error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, key);
  ori_query_bind_text (query, 2, value);
  return ori_query_run (query, error);
}

/* *@value is NULL when the key is not there. */
static gboolean
get_meta (OriDb *db, const char *key, char **value, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (db, "SELECT value FROM meta WHERE key = ?1", error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, key);
  step = ori_query_step (query, error);
  *value = step == ORI_STEP_ROW ? ori_query_dup_text (query, 0) : NULL;
  return step != ORI_STEP_ERROR;
}

/* The document goes into the workspace whole, so that the workspace stays what it was when a later
 * version of the program ships a corrected one. */
static gboolean
write_programme (OriDb *db, const OriProgramme *programme, GError **error)
{
  g_autoptr (OriQuery) query = NULL;
  g_autofree char *json = NULL;

  if (g_strcmp0 (programme->id, "none") != 0) {
    g_autofree char *relative = g_strdup_printf ("programmes/%s.json", programme->id);
    g_autofree char *path = ori_data_path (relative);
    if (!g_file_get_contents (path, &json, NULL, error))
      return FALSE;
  }
  query = ori_query_new (db, "INSERT INTO programme (cycle, code, json) VALUES (0, ?1, ?2)", error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, programme->id);
  ori_query_bind_text (query, 2, json);
  return ori_query_run (query, error);
}

static OriProgramme *
read_programme (OriDb *db, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (db, "SELECT code, json FROM programme ORDER BY cycle DESC LIMIT 1", error);
  OriStep step = query != NULL ? ori_query_step (query, error) : ORI_STEP_ERROR;
  OriProgramme *programme;

  if (step == ORI_STEP_ERROR)
    return NULL;
  if (step == ORI_STEP_DONE) {
    ori_db_fail (db, SQLITE_CORRUPT, error);
    return NULL;
  }
  programme = ori_query_is_null (query, 1)
                  ? ori_programme_load_shipped (ori_query_text (query, 0), error)
                  : ori_programme_parse (ori_query_text (query, 1), error);
  if (programme == NULL)
    g_prefix_error (error, "%s: ", ori_db_display_name (db));
  return programme;
}

static gboolean
write_contents (OriStore *self, const OriProgramme *programme, const char *region_code,
                const GPtrArray *orgunits, gboolean training, GError **error)
{
  OriDb *db = self->db;
  g_autoptr (OriTransaction) transaction = ori_transaction_begin (db, error);
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, ori_store_now ());

  if (transaction == NULL || !ori_schema_create (db, error) ||
      !set_meta (db, "created", created, error) ||
      (training && !set_meta (db, "training", "1", error)) ||
      (region_code != NULL && !set_meta (db, "region", region_code, error)) ||
      !write_programme (db, programme, error))
    return FALSE;
  for (guint i = 0; orgunits != NULL && i < orgunits->len; i++) {
    if (!ori_store_insert_orgunit (self, g_ptr_array_index (orgunits, i), 0, error))
      return FALSE;
  }
  return ori_transaction_commit (transaction, error);
}

static gboolean
read_meta (OriStore *self, GError **error)
{
  g_autofree char *training = NULL;

  self->programme = read_programme (self->db, error);
  if (self->programme == NULL || !get_meta (self->db, "region", &self->region, error) ||
      !get_meta (self->db, "training", &training, error))
    return FALSE;
  self->training = g_strcmp0 (training, "1") == 0;
  return TRUE;
}

static gboolean
reserve_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR, 0666);
  int code = errno;
  g_autofree char *name = NULL;

  if (fd >= 0)
    return g_close (fd, error);
  name = g_filename_display_name (path);
  if (code == EEXIST) {
    /* Translators: a file name. */
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_OPEN, _ ("%s exists already"), name);
  } else {
    /* Translators: a file name, then the reason. */
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_OPEN, _ ("%s cannot be made: %s"), name,
                 g_strerror (code));
  }
  return FALSE;
}

OriStore *
ori_store_create (const char *path, const OriProgramme *programme, const char *region_code,
                  const GPtrArray *orgunits, gboolean training, GError **error)
{
  g_autoptr (OriStore) self = NULL;

  g_return_val_if_fail (path != NULL && programme != NULL, NULL);

  if (!reserve_file (path, error))
    return NULL;
  self = g_new0 (OriStore, 1);
  self->path = g_strdup (path);
  self->db = ori_db_open (path, error);
  if (self->db == NULL ||
      !write_contents (self, programme, region_code, orgunits, training, error) ||
      !read_meta (self, error)) {
    g_clear_pointer (&self, ori_store_close);
    g_unlink (path);
    return NULL;
  }
  return g_steal_pointer (&self);
}

OriStore *
ori_store_open_with (const char *path, const OriMigration *migrations, guint n, GError **error)
{
  g_autoptr (OriStore) self = g_new0 (OriStore, 1);

  self->path = g_strdup (path);
  self->db = ori_db_open (path, error);
  if (self->db == NULL || !ori_schema_check (self->db, n, error) ||
      !ori_schema_migrate (self->db, migrations, n, error) || !read_meta (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

OriStore *
ori_store_open (const char *path, GError **error)
{
  guint n;
  const OriMigration *migrations = ori_schema_migrations (&n);

  g_return_val_if_fail (path != NULL, NULL);

  return ori_store_open_with (path, migrations, n, error);
}

void
ori_store_close (OriStore *self)
{
  if (self == NULL)
    return;
  ori_db_close (self->db);
  g_clear_pointer (&self->programme, ori_programme_free);
  g_free (self->path);
  g_free (self->region);
  g_free (self->merge_subject);
  g_free (self);
}

const char *
ori_store_path (const OriStore *self)
{
  return self->path;
}

gboolean
ori_store_is_training (const OriStore *self)
{
  return self->training;
}

guint64
ori_store_revision (const OriStore *self)
{
  return self->revision;
}

char *
ori_store_get_setting (OriStore *self, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriQuery) query =
      ori_query_new (self->db, "SELECT value FROM setting WHERE key = ?1", &error);
  OriStep step = ORI_STEP_ERROR;

  if (query != NULL) {
    ori_query_bind_text (query, 1, key);
    step = ori_query_step (query, &error);
  }
  if (step == ORI_STEP_ERROR)
    g_message ("%s", error->message);
  return step == ORI_STEP_ROW ? ori_query_dup_text (query, 0) : NULL;
}

gboolean
ori_store_set_setting (OriStore *self, const char *key, const char *value, GError **error)
{
  g_autoptr (OriTransaction) transaction = ori_transaction_begin (self->db, error);
  g_autoptr (OriQuery) query = NULL;

  if (transaction == NULL)
    return FALSE;
  query = ori_query_new (self->db,
                         value != NULL ? "INSERT INTO setting (key, value) VALUES (?1, ?2)"
                                         " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
                                       : "DELETE FROM setting WHERE key = ?1",
                         error);
  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, key);
  if (value != NULL)
    ori_query_bind_text (query, 2, value);
  return ori_query_run (query, error) && ori_transaction_commit (transaction, error);
}
