/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <glib/gstdio.h>

static GPtrArray *
make_orgunits (void)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);

  g_ptr_array_add (units, ori_orgunit_new ("R1", "Край", "Край", NULL, ORI_ORGUNIT_REGION));
  for (int i = 0; i < FIXTURE_UNITS; i++) {
    g_autofree char *code = g_strdup_printf ("U%d", i);
    g_autofree char *name = g_strdup_printf ("Муниципальный округ № %d", i);
    g_autofree char *short_name = g_strdup_printf ("МО %d", i);
    g_ptr_array_add (units,
                     ori_orgunit_new (code, name, short_name, "R1", ORI_ORGUNIT_MUNICIPALITY));
  }
  return units;
}

/* The disk need not keep what tests write, and its waiting is most of their time. */
static void
hurry (Fixture *self)
{
  g_assert_true (ori_db_exec (self->store->db, "PRAGMA synchronous = OFF", NULL));
}

void
fixture_set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", &error);
  g_autoptr (GPtrArray) units = make_orgunits ();
  g_autoptr (OriIndicator) indicator =
      ori_indicator_new ("K1", "Доля участников", ORI_KIND_SHARE, "%");

  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("ori-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "проба.orientir", NULL);
  self->store = ori_store_create (self->path, programme, "R1", units, FALSE, &error);
  g_assert_no_error (error);
  hurry (self);
  ori_store_add_indicator (self->store, indicator, &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_clear_pointer (&self->store, ori_store_close);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

void
fixture_reopen (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->store, ori_store_close);
  self->store = ori_store_open (self->path, &error);
  g_assert_no_error (error);
  hurry (self);
}

void
fixture_grow_old (Fixture *self, int version)
{
  /* What each step added to the version before. */
  static const char *const additions[] = {
      "DROP TABLE recipe; DROP TABLE indicator_wording;",
      "DROP TABLE pin;",
      "ALTER TABLE evidence DROP COLUMN others;",
  };
  g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %d", version);
  g_autoptr (GError) error = NULL;
  g_autoptr (OriDb) db = NULL;
  g_autoptr (OriTransaction) transaction = NULL;

  g_assert_cmpint (ori_schema_version (), ==, G_N_ELEMENTS (additions) + 1);
  g_clear_pointer (&self->store, ori_store_close);
  db = ori_db_open (self->path, &error);
  g_assert_no_error (error);
  transaction = ori_transaction_begin (db, &error);
  for (gsize i = G_N_ELEMENTS (additions); i >= (gsize)version; i--)
    g_assert_true (ori_db_exec (db, additions[i - 1], &error));
  g_assert_true (ori_db_exec (db, pragma, &error));
  g_assert_true (ori_transaction_commit (transaction, &error));
}

char *
fixture_file (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

OriRecord *
make_record (const char *element, const char *orgunit, int year, double value, const char *printed,
             guint row)
{
  OriRecord *record = ori_record_new ();
  char **parts = g_strsplit (element, ":", 2);

  record->sheet = g_strdup ("Лист");
  record->cell = (OriCellRef){row, 2};
  record->element = g_strdup (element);
  record->indicator = g_strdup (parts[0]);
  record->part = g_strdup (parts[1]);
  record->orgunit = g_strdup (orgunit);
  record->period = ori_period_year (year);
  record->value = value;
  record->printed = g_strdup (printed);
  g_strfreev (parts);
  return record;
}

OriStage *
make_stage (const char *file)
{
  OriStage *stage = ori_stage_new (file);

  stage->format = g_strdup ("xlsx");
  stage->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);
  return stage;
}

OriStage *
make_series (const char *file, guint n, double first)
{
  OriStage *stage = make_stage (file);

  g_assert_cmpuint (n, <=, MAX_SERIES);
  for (guint i = 0; i < n; i++) {
    g_autofree char *unit = g_strdup_printf ("U%u", i % FIXTURE_UNITS);
    g_autofree char *printed = g_strdup_printf ("%u", (guint)first + i);
    g_ptr_array_add (stage->records, make_record ("K1:total", unit, 2001 + (int)(i / FIXTURE_UNITS),
                                                  first + i, printed, i));
  }
  return stage;
}

gint64
commit (OriStore *store, OriStage *stage)
{
  g_autoptr (GError) error = NULL;
  gint64 batch = 0;

  ori_store_commit_stage (store, stage, "Аналитик", &batch, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (batch, >, 0);
  ori_stage_free (stage);
  return batch;
}

const OriObservation *
find (const OriSnapshot *snapshot, const char *element, const char *orgunit, int year)
{
  OriPeriod period = ori_period_year (year);

  return ori_snapshot_lookup (snapshot, ori_snapshot_element_index (snapshot, element),
                              ori_snapshot_orgunit_index (snapshot, orgunit),
                              ori_snapshot_period_index (snapshot, &period));
}

static void
dump_value (GString *text, sqlite3_stmt *statement, int column)
{
  const guint8 *bytes;

  switch (sqlite3_column_type (statement, column)) {
  case SQLITE_FLOAT:
    g_string_append_printf (text, "|%.17g", sqlite3_column_double (statement, column));
    break;
  case SQLITE_BLOB:
    bytes = sqlite3_column_blob (statement, column);
    g_string_append (text, "|x");
    for (int i = 0; i < sqlite3_column_bytes (statement, column); i++)
      g_string_append_printf (text, "%02x", bytes[i]);
    break;
  case SQLITE_NULL:
    g_string_append (text, "|NULL");
    break;
  default:
    g_string_append_printf (text, "|%s", sqlite3_column_text (statement, column));
  }
}

static void
dump_query (GString *text, OriStore *store, const char *sql)
{
  sqlite3_stmt *statement;
  int rc = sqlite3_prepare_v2 (ori_db_handle (store->db), sql, -1, &statement, NULL);

  g_assert_cmpint (rc, ==, SQLITE_OK);
  g_string_append_printf (text, "-- %s\n", sql);
  while ((rc = sqlite3_step (statement)) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      dump_value (text, statement, i);
    g_string_append_c (text, '\n');
  }
  g_assert_cmpint (rc, ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

char *
dump_all (OriStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriQuery) query = ori_query_new (
      store->db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  while (ori_query_step (query, NULL) == ORI_STEP_ROW) {
    g_autofree char *sql =
        g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", ori_query_text (query, 0));
    dump_query (text, store, sql);
  }
  return g_string_free (text, FALSE);
}

char *
dump_visible (OriStore *store)
{
#define LIVE "(SELECT id FROM batch WHERE live = 1)"
  static const char *const queries[] = {
      "SELECT * FROM meta ORDER BY 1",
      "SELECT * FROM programme ORDER BY 1",
      "SELECT * FROM batch WHERE live = 1 ORDER BY 1",
      "SELECT * FROM batch_file WHERE batch IN " LIVE " ORDER BY 1",
      "SELECT * FROM finding WHERE batch IN " LIVE " ORDER BY 1",
      "SELECT * FROM observation WHERE batch IN " LIVE " ORDER BY 1",
      "SELECT * FROM orgunit WHERE batch IS NULL OR batch IN " LIVE " ORDER BY 1",
      "SELECT * FROM orgunit_alias WHERE batch IS NULL OR batch IN " LIVE " ORDER BY 1",
      "SELECT * FROM own_indicator WHERE batch IS NULL OR batch IN " LIVE " ORDER BY 1",
      "SELECT * FROM scheme ORDER BY 1",
      "SELECT * FROM protocol ORDER BY 1",
      "SELECT * FROM recommendation ORDER BY 1",
      "SELECT * FROM evidence ORDER BY 1, 2",
      "SELECT * FROM pin ORDER BY 1, 2, 3",
      "SELECT * FROM recipe ORDER BY 1",
      "SELECT * FROM indicator_wording WHERE batch IN " LIVE " ORDER BY 1",
  };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    dump_query (text, store, queries[i]);
  return g_string_free (text, FALSE);
}
