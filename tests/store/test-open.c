/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"

/* Making, opening and refusing files. */

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", NULL);
  g_autofree char *path = fixture_file (fixture, "новая.orientir");
  g_autoptr (OriStore) made = ori_store_create (path, programme, NULL, NULL, TRUE, &error);
  g_autoptr (OriStore) second = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ori_store_path (made), ==, path);
  g_assert_true (ori_store_is_training (made));
  g_assert_false (ori_store_is_training (fixture->store));
  g_assert_null (ori_store_undo_label (made));

  /* Never over an existing file, ours or not. */
  second = ori_store_create (path, programme, NULL, NULL, FALSE, &error);
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_OPEN);
  g_assert_null (second);
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dump_all (fixture->store), *after = NULL, *journal = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  fixture_reopen (fixture);
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);
  snapshot = ori_store_snapshot (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (snapshot->region, ==, "R1");
  g_assert_cmpuint (snapshot->orgunits->len, ==, 1 + FIXTURE_UNITS);
  g_assert_nonnull (ori_programme_indicator (snapshot->programme, "K1"));

  /* One file lies in the folder when nobody has it open. */
  g_clear_pointer (&fixture->store, ori_store_close);
  journal = g_strconcat (fixture->path, "-journal", NULL);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

/* The document is kept: the programme reads the same from the workspace alone. */
static void
test_programme_kept (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (ids[0]);
  for (char **id = ids; *id != NULL; id++) {
    g_autoptr (OriProgramme) programme = ori_programme_load_shipped (*id, &error);
    g_autofree char *path = fixture_file (fixture, *id);
    g_autoptr (OriStore) store = NULL;
    g_autoptr (OriSnapshot) snapshot = NULL;
    g_assert_no_error (error);
    store = ori_store_create (path, programme, NULL, NULL, FALSE, &error);
    g_assert_no_error (error);
    g_clear_pointer (&store, ori_store_close);
    store = ori_store_open (path, &error);
    g_assert_no_error (error);
    snapshot = ori_store_snapshot (store, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (snapshot->programme->id, ==, programme->id);
    g_assert_cmpstr (snapshot->programme->title, ==, programme->title);
    g_assert_cmpuint (snapshot->programme->indicators->len, ==, programme->indicators->len);
  }
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = ori_store_undo_label (fixture->store), *after = NULL, *value = NULL;

  g_assert_null (ori_store_get_setting (fixture->store, "page"));
  g_assert_true (ori_store_set_setting (fixture->store, "page", "tables", &error));
  g_assert_true (ori_store_set_setting (fixture->store, "page", "группы", &error));
  fixture_reopen (fixture);
  value = ori_store_get_setting (fixture->store, "page");
  g_assert_cmpstr (value, ==, "группы");
  after = ori_store_undo_label (fixture->store);
  g_assert_cmpstr (label, ==, after);
  g_assert_true (ori_store_set_setting (fixture->store, "page", NULL, &error));
  g_assert_null (ori_store_get_setting (fixture->store, "page"));
}

static void
assert_refused (const char *path, OriStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriStore) store = ori_store_open (path, &error);
  g_autofree char *name = g_filename_display_name (path);

  g_assert_null (store);
  g_assert_error (error, ORI_STORE_ERROR, (int)code);
  g_assert_nonnull (strstr (error->message, name));
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  int status;
  pid_t child;

  assert_refused (fixture->path, ORI_STORE_ERROR_BUSY);
  child = fork ();
  if (child == 0) {
    OriStore *store = ori_store_open (fixture->path, &error);
    _exit (store == NULL && error->code == ORI_STORE_ERROR_BUSY ? 0 : 1);
  }
  waitpid (child, &status, 0);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  /* The first owner is not disturbed. */
  commit (fixture->store, make_series ("a.xlsx", 3, 1));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize size_before, size_after;

  g_clear_pointer (&fixture->store, ori_store_close);
  run_sql (fixture->path, "PRAGMA user_version = 99");
  g_file_get_contents (fixture->path, &before, &size_before, NULL);
  assert_refused (fixture->path, ORI_STORE_ERROR_NEWER);
  g_file_get_contents (fixture->path, &after, &size_after, NULL);
  g_assert_cmpmem (before, size_before, after, size_after);
}

static void
test_not_ours (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = fixture_file (fixture, "a.orientir");
  g_autofree char *empty = fixture_file (fixture, "b.orientir");
  g_autofree char *other = fixture_file (fixture, "c.orientir");
  g_autofree char *missing = fixture_file (fixture, "d.orientir");
  g_autofree char *deep = fixture_file (fixture, "нет/d.orientir");
  g_autofree char *long_text = g_strnfill (5000, 'x');
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", NULL);
  g_autoptr (OriStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (text, long_text, -1, NULL);
  assert_refused (text, ORI_STORE_ERROR_NOT_OURS);
  g_file_set_contents (empty, "", 0, NULL);
  assert_refused (empty, ORI_STORE_ERROR_NOT_OURS);
  run_sql (other, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
  assert_refused (other, ORI_STORE_ERROR_NOT_OURS);
  assert_refused (missing, ORI_STORE_ERROR_OPEN);
  g_assert_false (g_file_test (missing, G_FILE_TEST_EXISTS));
  assert_refused (deep, ORI_STORE_ERROR_OPEN);
  assert_refused (fixture->folder, ORI_STORE_ERROR_OPEN);
  store = ori_store_create (deep, programme, NULL, NULL, FALSE, &error);
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_OPEN);
  g_assert_null (store);
}

static void
test_unknown_programme (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_file (fixture, "e.orientir");
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", NULL);
  g_autoptr (GError) error = NULL;

  g_free (programme->id);
  programme->id = g_strdup ("no-such-programme");
  g_assert_null (ori_store_create (path, programme, NULL, NULL, FALSE, &error));
  g_assert_nonnull (error);
  /* Nothing is left behind. */
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
write_bytes (const char *path, const char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize)size, &error);
  g_assert_no_error (error);
}

/* Whatever is cut off or overwritten, opening ends with an error or a working store. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL, *path = fixture_file (fixture, "damaged.orientir");
  gsize size;
  guint refused = 0;

  commit (fixture->store, make_series ("a.xlsx", 300, 1));
  g_clear_pointer (&fixture->store, ori_store_close);
  g_file_get_contents (fixture->path, &bytes, &size, NULL);

  for (gsize length = 1; length < size; length = length * 2 + 50) {
    g_autoptr (GError) error = NULL;
    write_bytes (path, bytes, length);
    g_assert_null (ori_store_open (path, &error));
    g_assert_true (g_error_matches (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_OURS) ||
                   g_error_matches (error, ORI_STORE_ERROR, ORI_STORE_ERROR_DAMAGED));
  }
  for (gsize page = 0; page < size / 4096; page += 3) {
    g_autofree char *bad = g_memdup2 (bytes, size);
    g_autoptr (GError) error = NULL;
    g_autoptr (OriStore) store = NULL;
    memset (bad + page * 4096 + 200, 0xa5, 600);
    write_bytes (path, bad, size);
    store = ori_store_open (path, &error);
    if (store != NULL) {
      g_autoptr (OriSnapshot) snapshot = ori_store_snapshot (store, &error);
      g_assert_true (snapshot != NULL || error != NULL);
    } else {
      g_assert_cmpuint (error->domain, ==, ORI_STORE_ERROR);
      refused++;
    }
  }
  g_assert_cmpuint (refused, >, 0);
}

/* What fails while writing is an error, and nothing of it stays. */
static void
test_write_fails (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dump_all (fixture->store), *full = NULL, *read_only = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OriStage) stage = make_series ("big.xlsx", MAX_SERIES, 1);
  gint64 batch = 0, pages;

  g_assert_true (ori_db_get_int (fixture->store->db, "PRAGMA page_count", 0, &pages, NULL));
  g_autofree char *limit = g_strdup_printf ("PRAGMA max_page_count = %d", (int)pages + 2);
  g_assert_true (ori_db_exec (fixture->store->db, limit, NULL));
  g_assert_false (ori_store_commit_stage (fixture->store, stage, "А", &batch, NULL, NULL, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE);
  g_assert_cmpint (batch, ==, 0);
  g_clear_error (&error);
  full = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, full);
  g_assert_true (ori_db_exec (fixture->store->db, "PRAGMA max_page_count = 1000000", NULL));

  g_assert_true (ori_db_exec (fixture->store->db, "PRAGMA query_only = 1", NULL));
  g_assert_false (ori_store_commit_stage (fixture->store, stage, "А", &batch, NULL, NULL, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE);
  read_only = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, read_only);

  g_assert_true (ori_db_exec (fixture->store->db, "PRAGMA query_only = 0", NULL));
  g_clear_error (&error);
  g_assert_true (ori_store_commit_stage (fixture->store, stage, "А", &batch, NULL, NULL, &error));
}

/* An outer transaction cannot keep the half that an inner one left, and nothing is written beside
 * transactions. */
static void
test_transactions (Fixture *fixture, gconstpointer data)
{
  OriDb *db = fixture->store->db;
  g_autofree char *before = dump_all (fixture->store), *after = NULL, *kept = NULL;
  g_autoptr (OriTransaction) outer = ori_transaction_begin (db, NULL);
  g_autoptr (OriTransaction) inner = ori_transaction_begin (db, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (ori_db_exec (db, "INSERT INTO setting VALUES ('a', 'b')", NULL));
  g_clear_pointer (&inner, ori_transaction_free);
  g_test_expect_message ("orientir", G_LOG_LEVEL_CRITICAL, "*begun at*test-open.c:*");
  g_assert_false (ori_transaction_commit (outer, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE);
  g_clear_error (&error);

  g_test_expect_message ("orientir", G_LOG_LEVEL_CRITICAL, "commit outside*");
  g_assert_false (ori_db_exec (db, "INSERT INTO setting VALUES ('a', 'b')", &error));
  g_test_assert_expected_messages ();
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);

  g_clear_pointer (&outer, ori_transaction_free);
  outer = ori_transaction_begin (db, NULL);
  inner = ori_transaction_begin (db, NULL);
  g_assert_true (ori_db_exec (db, "INSERT INTO setting VALUES ('a', 'b')", NULL));
  g_assert_true (ori_transaction_commit (inner, NULL));
  g_assert_true (ori_transaction_commit (outer, NULL));
  fixture_reopen (fixture);
  kept = ori_store_get_setting (fixture->store, "a");
  g_assert_cmpstr (kept, ==, "b");
}

static gboolean
fill_colour_cb (OriDb *db, GError **error)
{
  return ori_db_exec (db, "UPDATE scheme SET colour = 'red'", error);
}

static gboolean
fail_cb (OriDb *db, GError **error)
{
  return ori_db_exec (db, "UPDATE scheme SET colour = NULL, nonsense = 1", error);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  guint n;
  const OriMigration *ours = ori_schema_migrations (&n);
  g_autofree OriMigration *steps = g_new0 (OriMigration, n + 2);
  g_autofree char *copy = NULL, *second = NULL, *label = NULL, *before = NULL, *after = NULL;
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GError) error = NULL;
  gint64 version;

  memcpy (steps, ours, n * sizeof (OriMigration));
  steps[n] = (OriMigration){"ALTER TABLE scheme ADD COLUMN colour TEXT", fill_colour_cb};
  steps[n + 1] = (OriMigration){NULL, fail_cb};
  g_assert_true (ori_store_set_scheme (fixture->store, "score", scheme, NULL));
  before = dump_all (fixture->store);
  g_clear_pointer (&fixture->store, ori_store_close);

  /* Of two steps the second fails: the first stays done, and the copy is as the file was. */
  g_assert_null (ori_store_open_with (fixture->path, steps, n + 2, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  copy = g_strdup_printf ("%s.v%u.bak", fixture->path, n);
  fixture->store = ori_store_open (copy, &error);
  g_assert_no_error (error);
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&fixture->store, ori_store_close);

  /* One step from the old file: data changed, history gone. A second copy beside the first. */
  g_assert_cmpint (g_rename (copy, fixture->path), ==, 0);
  write_bytes (copy, "kept", 4);
  fixture->store = ori_store_open_with (fixture->path, steps, n + 1, &error);
  g_assert_no_error (error);
  g_assert_true (ori_db_get_int (
      fixture->store->db, "SELECT count (*) FROM scheme WHERE colour = 'red'", 0, &version, NULL));
  g_assert_cmpint (version, ==, 1);
  g_assert_true (ori_db_get_int (fixture->store->db, "PRAGMA user_version", 0, &version, NULL));
  g_assert_cmpint (version, ==, n + 1);
  label = ori_store_undo_label (fixture->store);
  g_assert_null (label);
  second = g_strdup_printf ("%s.v%u-2.bak", fixture->path, n);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));

  /* And the program of today refuses what has become a newer file. */
  g_clear_pointer (&fixture->store, ori_store_close);
  assert_refused (fixture->path, ORI_STORE_ERROR_NEWER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/open/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("create", test_create);
  ADD ("reopen", test_reopen);
  ADD ("programme-kept", test_programme_kept);
  ADD ("settings", test_settings);
  ADD ("busy", test_busy);
  ADD ("newer", test_newer);
  ADD ("not-ours", test_not_ours);
  ADD ("unknown-programme", test_unknown_programme);
  ADD ("damaged", test_damaged);
  ADD ("write-fails", test_write_fails);
  ADD ("transactions", test_transactions);
  ADD ("migrate", test_migrate);
  return g_test_run ();
}
