/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ori-db.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>

#include "store/ori-store.h"

G_DEFINE_QUARK (ori_store_error_quark, ori_store_error)

struct OriDb {
  sqlite3 *handle;
  char *path;
  char *display_name;
  GThread *owner;
  gboolean is_open; /* the lock is ours: what fails from now on fails to read or write */
  guint depth;      /* of transactions */
  gboolean doomed;  /* an inner transaction was given up */
  gboolean committing;
  const char *place; /* where the outermost transaction began */
};

struct OriQuery {
  OriDb *db;
  sqlite3_stmt *statement;
  int bind_rc; /* first failure since the last reset */
};

struct OriTransaction {
  OriDb *db;
  gboolean ended;
};

/* What the person at the screen can do something about is said in words; the rest quotes SQLite. */
static OriStoreError
describe_error (OriDb *self, int rc, const char **text)
{
  switch (rc & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    *text = _ ("The workspace is open elsewhere");
    return ORI_STORE_ERROR_BUSY;
  case SQLITE_NOTADB:
    *text = _ ("The file is not a workspace");
    return ORI_STORE_ERROR_NOT_OURS;
  case SQLITE_CORRUPT:
    *text = _ ("The workspace is damaged");
    return ORI_STORE_ERROR_DAMAGED;
  case SQLITE_FULL:
    *text = _ ("There is no space left on the disk");
    return ORI_STORE_ERROR_WRITE;
  case SQLITE_READONLY:
    *text = _ ("The file can only be read");
    return self->is_open ? ORI_STORE_ERROR_WRITE : ORI_STORE_ERROR_OPEN;
  case SQLITE_CANTOPEN:
    *text = self->is_open ? _ ("The folder of the workspace cannot be written")
                          : _ ("The file cannot be opened");
    return self->is_open ? ORI_STORE_ERROR_WRITE : ORI_STORE_ERROR_OPEN;
  case SQLITE_IOERR:
    *text = _ ("The file cannot be read or written");
    return self->is_open ? ORI_STORE_ERROR_WRITE : ORI_STORE_ERROR_OPEN;
  default:
    *text = NULL;
    return self->is_open ? ORI_STORE_ERROR_WRITE : ORI_STORE_ERROR_OPEN;
  }
}

gboolean
ori_db_fail (OriDb *self, int rc, GError **error)
{
  const char *text;
  OriStoreError code = describe_error (self, rc, &text);
  /* The connection remembers the last failure only, which may be another one. */
  gboolean is_last = self->handle != NULL && sqlite3_extended_errcode (self->handle) == rc;
  const char *detail = is_last ? sqlite3_errmsg (self->handle) : sqlite3_errstr (rc);

  if (text != NULL)
    g_set_error (error, ORI_STORE_ERROR, (int)code, "%s: %s", self->display_name, text);
  else
    g_set_error (error, ORI_STORE_ERROR, (int)code, "%s: %s (%d)", self->display_name, detail, rc);
  return FALSE;
}

static int
refuse_stray_commit_cb (void *data)
{
  const OriDb *self = data;

  if (!self->committing)
    g_critical ("commit outside ori_transaction_commit(); open transaction: %s",
                self->place ? self->place : "none");
  return !self->committing;
}

static gboolean
configure (OriDb *self, GError **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, 0);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
  /* We have neither; what a stranger put into the file must not run. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  ori_db_set_defensive (self, TRUE);
  sqlite3_commit_hook (self->handle, refuse_stray_commit_cb, self);
  return ori_db_exec (self,
                      "PRAGMA locking_mode = EXCLUSIVE;"
                      "PRAGMA mmap_size = 0;"
                      "PRAGMA cell_size_check = ON;"
                      "PRAGMA cache_size = -32768;" /* KiB: an import of 300 000 rows fits */
                      "PRAGMA synchronous = FULL;",
                      error);
}

/* In exclusive mode the lock, once taken, is kept: an empty transaction takes it now rather than at
 * the first change, when two people would already have the file on their screens. */
static gboolean
take_lock (OriDb *self, GError **error)
{
  gboolean ok;

  if (!ori_db_exec (self, "BEGIN EXCLUSIVE", error))
    return FALSE;
  self->committing = TRUE;
  ok = ori_db_exec (self, "COMMIT", error);
  self->committing = FALSE;
  return ok && ori_db_exec (self, "PRAGMA journal_mode = TRUNCATE", error);
}

OriDb *
ori_db_open (const char *path, GError **error)
{
  g_autoptr (OriDb) self = g_new0 (OriDb, 1);
  int rc;

  /* An absolute path, so that SQLite does not take a name like "file:x" for a URI. */
  self->path = g_canonicalize_filename (path, NULL);
  self->display_name = g_filename_display_name (path);
  self->owner = g_thread_self ();
  /* One thread owns it, so SQLite need not lock at every column. */
  rc = sqlite3_open_v2 (self->path, &self->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                        NULL);
  if (rc != SQLITE_OK) {
    ori_db_fail (self, rc, error);
    return NULL;
  }
  if (sqlite3_db_readonly (self->handle, "main") == 1) {
    ori_db_fail (self, SQLITE_READONLY, error);
    return NULL;
  }
  if (!configure (self, error) || !take_lock (self, error))
    return NULL;
  self->is_open = TRUE;
  return g_steal_pointer (&self);
}

void
ori_db_close (OriDb *self)
{
  if (self == NULL)
    return;
  if (self->is_open) {
    /* Back to the mode that removes the empty journal: one file lies in the folder, not two. */
    sqlite3_exec (self->handle, "PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = DELETE;", NULL,
                  NULL, NULL);
  }
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s: closed with statements open", self->display_name);
  g_free (self->path);
  g_free (self->display_name);
  g_free (self);
}

const char *
ori_db_path (const OriDb *self)
{
  return self->path;
}

sqlite3 *
ori_db_handle (OriDb *self)
{
  return self->handle;
}

const char *
ori_db_display_name (const OriDb *self)
{
  return self->display_name;
}

void
ori_db_set_defensive (OriDb *self, gboolean defensive)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, defensive ? 1 : 0, NULL);
}

gboolean
ori_db_exec (OriDb *self, const char *sql, GError **error)
{
  int rc = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || ori_db_fail (self, rc, error);
}

gboolean
ori_db_get_int (OriDb *self, const char *sql, gint64 fallback, gint64 *value, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (self, sql, error);
  OriStep step = query != NULL ? ori_query_step (query, error) : ORI_STEP_ERROR;

  if (step == ORI_STEP_ERROR)
    return FALSE;
  *value =
      step == ORI_STEP_ROW && !ori_query_is_null (query, 0) ? ori_query_int (query, 0) : fallback;
  return TRUE;
}

/* Through SQLite, because of the locks (see ori_db_open()). */
gboolean
ori_db_copy_to (OriDb *self, const char *path, GError **error)
{
  sqlite3 *target = NULL;
  sqlite3_backup *backup;
  int rc, fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY, 0666);

  if (fd < 0) {
    int code = errno;
    g_autofree char *name = g_filename_display_name (path);
    /* Translators: a file name, then the reason. */
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE, _ ("%s cannot be written: %s"),
                 name, g_strerror (code));
    return FALSE;
  }
  g_close (fd, NULL);
  rc = sqlite3_open_v2 (path, &target, SQLITE_OPEN_READWRITE, NULL);
  if (rc == SQLITE_OK) {
    backup = sqlite3_backup_init (target, "main", self->handle, "main");
    if (backup != NULL) {
      sqlite3_backup_step (backup, -1);
      rc = sqlite3_backup_finish (backup);
    } else {
      rc = sqlite3_errcode (target);
    }
  }
  if (sqlite3_close (target) != SQLITE_OK && rc == SQLITE_OK)
    rc = SQLITE_IOERR;
  if (rc == SQLITE_OK)
    return TRUE;
  g_unlink (path);
  return ori_db_fail (self, rc, error);
}

gint64
ori_db_new_id (void)
{
  guint64 id;

  do {
    sqlite3_randomness (sizeof id, &id);
    id &= (G_GUINT64_CONSTANT (1) << 62) - 1;
  } while (id == 0);
  return (gint64)id;
}

OriQuery *
ori_query_new (OriDb *db, const char *sql, GError **error)
{
  OriQuery *self;
  sqlite3_stmt *statement = NULL;
  int rc;

  g_return_val_if_fail (db->owner == g_thread_self (), NULL);

  rc = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL);
  if (rc != SQLITE_OK) {
    ori_db_fail (db, rc, error);
    return NULL;
  }
  self = g_new0 (OriQuery, 1);
  self->db = db;
  self->statement = statement;
  return self;
}

void
ori_query_free (OriQuery *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->statement);
  g_free (self);
}

static void
note_bind (OriQuery *self, int rc)
{
  if (self->bind_rc == SQLITE_OK)
    self->bind_rc = rc;
}

void
ori_query_bind_null (OriQuery *self, int index)
{
  note_bind (self, sqlite3_bind_null (self->statement, index));
}

void
ori_query_bind_int (OriQuery *self, int index, gint64 value)
{
  note_bind (self, sqlite3_bind_int64 (self->statement, index, value));
}

void
ori_query_bind_real (OriQuery *self, int index, double value)
{
  if (isfinite (value))
    note_bind (self, sqlite3_bind_double (self->statement, index, value));
  else
    ori_query_bind_null (self, index);
}

void
ori_query_bind_text (OriQuery *self, int index, const char *text)
{
  note_bind (self, sqlite3_bind_text (self->statement, index, text, -1, SQLITE_STATIC));
}

void
ori_query_bind_blob (OriQuery *self, int index, const void *data, gsize size)
{
  /* A NULL pointer would be bound as NULL; an empty blob is something else. */
  note_bind (self, sqlite3_bind_blob64 (self->statement, index, size > 0 ? data : "", size,
                                        SQLITE_STATIC));
}

OriStep
ori_query_step (OriQuery *self, GError **error)
{
  int rc = self->bind_rc;

  if (rc == SQLITE_OK)
    rc = sqlite3_step (self->statement);
  if (rc == SQLITE_ROW)
    return ORI_STEP_ROW;
  if (rc == SQLITE_DONE)
    return ORI_STEP_DONE;
  ori_db_fail (self->db, rc, error);
  return ORI_STEP_ERROR;
}

void
ori_query_reset (OriQuery *self)
{
  sqlite3_reset (self->statement);
  sqlite3_clear_bindings (self->statement);
  self->bind_rc = SQLITE_OK;
}

gboolean
ori_query_run (OriQuery *self, GError **error)
{
  OriStep step = ori_query_step (self, error);

  g_warn_if_fail (step != ORI_STEP_ROW);
  ori_query_reset (self);
  return step == ORI_STEP_DONE;
}

gboolean
ori_query_is_null (OriQuery *self, int column)
{
  return sqlite3_column_type (self->statement, column) == SQLITE_NULL;
}

gint64
ori_query_int (OriQuery *self, int column)
{
  return sqlite3_column_int64 (self->statement, column);
}

double
ori_query_real (OriQuery *self, int column)
{
  return ori_query_is_null (self, column) ? NAN : sqlite3_column_double (self->statement, column);
}

const char *
ori_query_text (OriQuery *self, int column)
{
  return (const char *)sqlite3_column_text (self->statement, column);
}

char *
ori_query_dup_text (OriQuery *self, int column)
{
  return g_strdup (ori_query_text (self, column));
}

const void *
ori_query_blob (OriQuery *self, int column, gsize *size)
{
  const void *data = sqlite3_column_blob (self->statement, column);

  *size = (gsize)sqlite3_column_bytes (self->statement, column);
  return data;
}

static void
roll_back (OriDb *db)
{
  /* SQLite itself rolls back after some failures; a second time would be an error. */
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  db->doomed = FALSE;
  db->place = NULL;
}

OriTransaction *
ori_transaction_begin_at (OriDb *db, const char *place, GError **error)
{
  OriTransaction *self;

  g_return_val_if_fail (db->owner == g_thread_self (), NULL);

  if (db->depth == 0) {
    if (!ori_db_exec (db, "BEGIN IMMEDIATE", error))
      return NULL;
    db->place = place;
  }
  db->depth++;
  self = g_new0 (OriTransaction, 1);
  self->db = db;
  return self;
}

gboolean
ori_transaction_commit (OriTransaction *self, GError **error)
{
  OriDb *db = self->db;
  gboolean ok;

  g_return_val_if_fail (!self->ended, FALSE);

  self->ended = TRUE;
  if (--db->depth > 0)
    return TRUE;
  if (db->doomed) {
    g_critical ("commit of a transaction of which a part was given up, begun at %s", db->place);
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE, "%s: %s", db->display_name,
                 _ ("The change was given up"));
    roll_back (db);
    return FALSE;
  }
  db->committing = TRUE;
  ok = ori_db_exec (db, "COMMIT", error);
  db->committing = FALSE;
  roll_back (db);
  return ok;
}

void
ori_transaction_free (OriTransaction *self)
{
  if (self == NULL)
    return;
  if (!self->ended) {
    if (--self->db->depth == 0)
      roll_back (self->db);
    else
      self->db->doomed = TRUE;
  }
  g_free (self);
}
