/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ori-schema.h"

#include <glib/gi18n-lib.h>

#include "store/ori-store.h"

/* Every row has a random id, so that the workspaces of two analysts can be put together some day.
 * No triggers and no ON DELETE: changes that the history does not see cannot be undone. Tables
 * marked (recorded) are what the history watches; a row of theirs with a batch counts while the
 * batch is live. The rest is only ever added to. */
static const char schema_1[] =
    /* What the workspace is: "region" (code), "training" ("1"), "created" (seconds since 1970). */
    "CREATE TABLE meta ("
    "  key TEXT NOT NULL PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT;"

    /* The programme from a cycle on (0: from the beginning), as the JSON of data/programmes. json
     * is NULL for the programme of no document, which has nothing to keep. */
    "CREATE TABLE programme ("
    "  cycle INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL,"
    "  json TEXT"
    ") STRICT;"

    /* One import, or one correction by hand. seq is the order in which they came; clocks go back.
     * (recorded: live) */
    "CREATE TABLE batch ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  seq INTEGER NOT NULL UNIQUE,"
    "  kind TEXT NOT NULL CHECK (kind IN ('import', 'correction')),"
    "  title TEXT,"
    "  file TEXT,"
    "  path TEXT,"
    "  format TEXT,"
    "  sha256 TEXT,"
    "  author TEXT,"
    "  reason TEXT,"
    "  time INTEGER NOT NULL," /* seconds since 1970, UTC */
    "  live INTEGER NOT NULL CHECK (live IN (0, 1)),"
    "  n_observations INTEGER NOT NULL,"
    "  n_findings INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX batch_sha256 ON batch (sha256);"

    /* The file that a batch came from, whole. */
    "CREATE TABLE batch_file ("
    "  batch INTEGER NOT NULL PRIMARY KEY REFERENCES batch,"
    "  size INTEGER NOT NULL," /* as it was, bytes */
    "  deflated INTEGER NOT NULL CHECK (deflated IN (0, 1)),"
    "  content BLOB NOT NULL"
    ") STRICT;"

    /* What an import found doubtful; seq keeps the order. */
    "CREATE TABLE finding ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  seq INTEGER NOT NULL,"
    "  rule TEXT NOT NULL,"
    "  severity INTEGER NOT NULL," /* OriSeverity */
    "  message TEXT NOT NULL,"
    "  file TEXT,"
    "  sheet TEXT,"
    "  cell TEXT"
    ") STRICT;"
    "CREATE INDEX finding_batch ON finding (batch, seq);"

    /* The three dictionaries give observations short keys. What a code means stands elsewhere: in
     * the programme, in own_indicator, in orgunit. */
    "CREATE TABLE element ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL UNIQUE"
    ") STRICT;"
    "CREATE TABLE place ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL UNIQUE" /* of an org unit */
    ") STRICT;"
    "CREATE TABLE period ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL UNIQUE"
    ") STRICT;"

    /* A value as printed in one cell of one file. Never changed. The ids of a batch ascend in the
     * order of its records. */
    "CREATE TABLE observation ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  element INTEGER NOT NULL REFERENCES element,"
    "  place INTEGER NOT NULL REFERENCES place,"
    "  period INTEGER NOT NULL REFERENCES period,"
    "  batch INTEGER NOT NULL REFERENCES batch,"
    "  status TEXT NOT NULL,"   /* ori_status_code() */
    "  flags INTEGER NOT NULL," /* OriFlags known when it came in */
    "  value REAL NOT NULL,"    /* 0 when status says that there is none */
    "  printed TEXT,"
    "  text TEXT,"
    "  note TEXT,"
    "  sheet TEXT,"
    "  row INTEGER NOT NULL,"
    "  col INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX observation_key ON observation (element, place, period);"

    /* Org units. Of several rows of one code the one without a batch (made or edited by hand)
     * counts, else the newest live one. (recorded) */
    "CREATE TABLE orgunit ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL,"
    "  name TEXT NOT NULL,"
    "  short_name TEXT NOT NULL,"
    "  key TEXT NOT NULL," /* ori_text_key() of name: SQLite folds the case of ASCII only */
    "  parent TEXT,"       /* code */
    "  level TEXT NOT NULL,"
    "  city INTEGER NOT NULL CHECK (city IN (0, 1)),"
    "  year_from INTEGER NOT NULL,"
    "  year_to INTEGER NOT NULL,"
    "  batch INTEGER REFERENCES batch" /* that made it, NULL: none */
    ") STRICT;"
    "CREATE INDEX orgunit_code ON orgunit (code);"
    "CREATE TABLE orgunit_alias (" /* (recorded) */
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  orgunit TEXT NOT NULL," /* code */
    "  alias TEXT NOT NULL,"
    "  key TEXT NOT NULL," /* ori_text_key() of alias */
    "  batch INTEGER REFERENCES batch"
    ") STRICT;"
    "CREATE INDEX orgunit_alias_orgunit ON orgunit_alias (orgunit);"

    /* Indicators beside those of the programme; of several of one code as for orgunit. (recorded)
     */
    "CREATE TABLE own_indicator ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL,"
    "  json TEXT NOT NULL,"
    "  batch INTEGER REFERENCES batch"
    ") STRICT;"
    "CREATE INDEX own_indicator_code ON own_indicator (code);"

    /* Schemes as JSON by subject: "score" or the code of an indicator. (recorded) */
    "CREATE TABLE scheme ("
    "  subject TEXT NOT NULL PRIMARY KEY,"
    "  draft TEXT NOT NULL,"
    "  accepted TEXT"
    ") STRICT;"
    /* Each accepted change. (recorded) */
    "CREATE TABLE protocol ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  seq INTEGER NOT NULL UNIQUE,"
    "  time INTEGER NOT NULL,"
    "  author TEXT,"
    "  reason TEXT,"
    "  subject TEXT NOT NULL,"
    "  cycle INTEGER NOT NULL,"
    "  before TEXT,"
    "  after TEXT NOT NULL"
    ") STRICT;"

    /* (recorded) */
    "CREATE TABLE recommendation ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  orgunit TEXT NOT NULL," /* code */
    "  cycle INTEGER NOT NULL,"
    "  position INTEGER NOT NULL,"
    "  audience TEXT,"
    "  text TEXT NOT NULL,"
    "  template TEXT,"
    "  edited INTEGER NOT NULL CHECK (edited IN (0, 1))"
    ") STRICT;"
    "CREATE INDEX recommendation_orgunit ON recommendation (orgunit, cycle);"
    /* What a recommendation rests on, in order. (recorded) */
    "CREATE TABLE evidence ("
    "  recommendation INTEGER NOT NULL REFERENCES recommendation,"
    "  seq INTEGER NOT NULL,"
    "  indicator TEXT,"
    "  period TEXT,"
    "  reason TEXT NOT NULL,"
    "  value REAL,"
    "  reference REAL,"
    "  PRIMARY KEY (recommendation, seq)"
    ") STRICT;"

    "CREATE TABLE setting ("
    "  key TEXT NOT NULL PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT;"

    /* Steps that can be undone, oldest first; undone ones, which can be redone, lie behind. label
     * is a msgid, in which argument takes the place of %s. */
    "CREATE TABLE history ("
    "  seq INTEGER NOT NULL PRIMARY KEY,"
    "  label TEXT NOT NULL,"
    "  argument TEXT,"
    "  user_version INTEGER NOT NULL,"
    "  undone INTEGER NOT NULL CHECK (undone IN (0, 1)),"
    "  changeset BLOB NOT NULL"
    ") STRICT;";

static const char schema_2[] =
    /* Recipes: decisions that read one shape of files, as the JSON of ori_recipe_to_json().
     * (recorded) */
    "CREATE TABLE recipe ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE,"
    "  fingerprint TEXT NOT NULL," /* of the shape */
    "  json TEXT NOT NULL,"
    "  time INTEGER NOT NULL" /* seconds since 1970, UTC: of the last change */
    ") STRICT;"
    /* How indicators are worded in files, as confirmed in an import; a row counts while its
     * batch is live. */
    "CREATE TABLE indicator_wording ("
    "  id INTEGER NOT NULL PRIMARY KEY,"
    "  code TEXT NOT NULL," /* of an indicator or an element */
    "  wording TEXT NOT NULL,"
    "  key TEXT NOT NULL," /* ori_text_key() of wording */
    "  batch INTEGER NOT NULL REFERENCES batch"
    ") STRICT;"
    "CREATE INDEX indicator_wording_batch ON indicator_wording (batch);";

static const char schema_3[] =
    /* Of the live observations of a key this one counts. known is the newest batch at that time:
     * a later one may contradict again. (recorded) */
    "CREATE TABLE pin ("
    "  element INTEGER NOT NULL REFERENCES element,"
    "  place INTEGER NOT NULL REFERENCES place,"
    "  period INTEGER NOT NULL REFERENCES period,"
    "  observation INTEGER NOT NULL REFERENCES observation,"
    "  known INTEGER NOT NULL," /* seq of a batch */
    "  author TEXT,"
    "  time INTEGER NOT NULL,"
    "  PRIMARY KEY (element, place, period)"
    ") STRICT;";

static const char schema_4[] =
    /* Codes of the similar org units that an evidence compares with, one per line. */
    "ALTER TABLE evidence ADD COLUMN others TEXT;";

static const OriMigration migrations[] = {
    {schema_1, NULL},
    {schema_2, NULL},
    {schema_3, NULL},
    {schema_4, NULL},
};

const OriMigration *
ori_schema_migrations (guint *n)
{
  *n = G_N_ELEMENTS (migrations);
  return migrations;
}

int
ori_schema_version (void)
{
  return G_N_ELEMENTS (migrations);
}

static gboolean
run_step (OriDb *db, const OriMigration *step, int version, GError **error)
{
  g_autoptr (OriTransaction) transaction = ori_transaction_begin (db, error);
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", version);

  if (transaction == NULL)
    return FALSE;
  if (step->sql != NULL && !ori_db_exec (db, step->sql, error))
    return FALSE;
  if (step->change != NULL && !step->change (db, error))
    return FALSE;
  return ori_db_exec (db, "DELETE FROM history", error) && ori_db_exec (db, pragma, error) &&
         ori_transaction_commit (transaction, error);
}

gboolean
ori_schema_create (OriDb *db, GError **error)
{
  g_autoptr (OriTransaction) transaction = ori_transaction_begin (db, error);
  g_autofree char *pragma =
      g_strdup_printf ("PRAGMA application_id = %d", ORI_SCHEMA_APPLICATION_ID);

  if (transaction == NULL || !ori_db_exec (db, pragma, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (migrations); i++) {
    if (!run_step (db, &migrations[i], (int)i + 1, error))
      return FALSE;
  }
  return ori_transaction_commit (transaction, error);
}

static gboolean
check_health (OriDb *db, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (db, "PRAGMA quick_check(1)", error);

  if (query == NULL)
    return FALSE;
  switch (ori_query_step (query, error)) {
  case ORI_STEP_ERROR:
    return FALSE;
  case ORI_STEP_ROW:
    if (g_strcmp0 (ori_query_text (query, 0), "ok") == 0)
      return TRUE;
    break;
  case ORI_STEP_DONE:
    break;
  }
  /* Translators: a file name. */
  g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_DAMAGED,
               _ ("%s: The workspace is damaged; work on with a copy of the file that is sound"),
               ori_db_display_name (db));
  return FALSE;
}

gboolean
ori_schema_check (OriDb *db, guint n_migrations, GError **error)
{
  gint64 id, version;

  if (!ori_db_get_int (db, "PRAGMA application_id", 0, &id, error))
    return FALSE;
  if (id != ORI_SCHEMA_APPLICATION_ID) {
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_OURS, "%s: %s",
                 ori_db_display_name (db), _ ("The file is not a workspace"));
    return FALSE;
  }
  if (!ori_db_get_int (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version > n_migrations) {
    g_set_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NEWER,
                 /* Translators: a file name. */
                 _ ("%s: The workspace was written by a newer version of the program; "
                    "update the program to open it"),
                 ori_db_display_name (db));
    return FALSE;
  }
  return check_health (db, error);
}

static gboolean
copy_beside (OriDb *db, gint64 version, GError **error)
{
  g_autofree char *path =
      g_strdup_printf ("%s.v%" G_GINT64_FORMAT ".bak", ori_db_path (db), version);

  /* An older copy stays: it may be the only good one. */
  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++) {
    g_free (path);
    path = g_strdup_printf ("%s.v%" G_GINT64_FORMAT "-%d.bak", ori_db_path (db), version, i);
  }
  return ori_db_copy_to (db, path, error);
}

gboolean
ori_schema_migrate (OriDb *db, const OriMigration *steps, guint n, GError **error)
{
  gint64 version;

  if (!ori_db_get_int (db, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (version < 1) {
    /* Ours by its mark, yet never finished. */
    return ori_db_fail (db, SQLITE_CORRUPT, error);
  }
  if (version >= n)
    return TRUE;
  if (!copy_beside (db, version, error))
    return FALSE;
  for (guint i = (guint)version; i < n; i++) {
    if (!run_step (db, &steps[i], (int)i + 1, error))
      return FALSE;
  }
  return TRUE;
}
