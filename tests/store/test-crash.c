/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store-fixture.h"

/* A process that dies while it writes leaves all of an import or nothing of it. */

#define RECORDS MAX_SERIES

typedef struct {
  guint count, die_at;
} Death;

static void
die_cb (double fraction, const char *message, gpointer data)
{
  Death *death = data;

  if (++death->count == death->die_at)
    kill (getpid (), SIGKILL);
}

/* In the child: opens, and imports until it dies. A cache of a few pages makes SQLite write into
 * the file long before the end. */
static void
import_forever (const char *path, Death *death)
{
  OriStore *store = ori_store_open (path, NULL);
  OriProgress progress = {die_cb, death, 0, 1};

  ori_db_exec (store->db, "PRAGMA cache_size = 2", NULL);
  for (;;) {
    OriStage *stage = make_series ("a.xlsx", RECORDS, 1);
    ori_store_commit_stage (store, stage, "А", NULL, &progress, NULL, NULL);
    ori_stage_free (stage);
  }
}

/* Opens what was left; returns the number of batches that came in. */
static gint64
check_left (Fixture *fixture)
{
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rows, batches, steps;

  fixture->store = ori_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (
      ori_db_get_int (fixture->store->db, "SELECT count (*) FROM observation", 0, &rows, NULL));
  g_assert_true (ori_db_get_int (fixture->store->db, "SELECT count (*) FROM batch WHERE live = 1",
                                 0, &batches, NULL));
  g_assert_true (
      ori_db_get_int (fixture->store->db, "SELECT count (*) FROM history", 0, &steps, NULL));
  g_assert_cmpint (rows, ==, batches * RECORDS);
  g_assert_cmpint (steps, ==, batches + 1); /* the indicator of the fixture */
  snapshot = ori_store_snapshot (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (snapshot->observations->len, ==, batches > 0 ? RECORDS : 0);
  g_clear_pointer (&fixture->store, ori_store_close);
  return batches;
}

static void
run_and_wait (Fixture *fixture, Death *death, gulong kill_after)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    import_forever (fixture->path, death);
  if (kill_after > 0) {
    g_usleep (kill_after);
    kill (child, SIGKILL);
  }
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
}

static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  guint n_begun = 0;

  g_clear_pointer (&fixture->store, ori_store_close);
  for (guint at = 1; at <= 201; at += 40) {
    Death death = {0, at};
    GStatBuf info;
    run_and_wait (fixture, &death, 0);
    n_begun += g_stat (journal, &info) == 0 && info.st_size > 512;
    g_assert_cmpint (check_left (fixture), ==, 0);
  }
  /* Some had begun to write into the file itself. */
  g_assert_cmpuint (n_begun, >, 0);
}

/* In the child: takes several files in place of the first batch, as one step, and dies before the
 * end or just after it. */
static void
replace_and_die (const char *path, guint die_at)
{
  g_autoptr (OriStore) store = ori_store_open (path, NULL);
  g_autoptr (OriSnapshot) snapshot = ori_store_snapshot (store, NULL);
  const OriBatch *old = g_ptr_array_index (snapshot->batches, 0);
  OriIntake *intake;
  guint n = 0;

  ori_db_exec (store->db, "PRAGMA cache_size = 2", NULL);
  intake = ori_intake_begin (store, "А", NULL);
  for (guint i = 0; i < 3; i++) {
    OriStage *stage = make_series ("b.xlsx", RECORDS, 1000);
    guint left;
    ori_intake_add (intake, stage, i == 0 ? old->id : 0, NULL, NULL);
    do {
      ori_intake_write (intake, RECORDS / 10, &left, NULL);
      if (++n == die_at)
        kill (getpid (), SIGKILL);
    } while (left > 0);
  }
  ori_intake_end (intake, NULL);
  kill (getpid (), SIGKILL);
}

static void
test_while_replacing (Fixture *fixture, gconstpointer data)
{
  commit (fixture->store, make_series ("a.xlsx", RECORDS, 1));
  for (guint at = 5; at <= 35; at += 10) {
    g_autofree char *before = dump_visible (fixture->store), *after = NULL;
    g_autoptr (OriSnapshot) snapshot = NULL;
    pid_t child;
    int status;

    g_clear_pointer (&fixture->store, ori_store_close);
    child = fork ();
    if (child == 0)
      replace_and_die (fixture->path, at);
    waitpid (child, &status, 0);
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
    fixture_reopen (fixture);
    after = dump_visible (fixture->store);
    if (at <= 30) {
      g_assert_cmpstr (before, ==, after);
      continue;
    }
    /* The last one came to its end: all three, and the old one is retracted. */
    snapshot = ori_store_snapshot (fixture->store, NULL);
    g_assert_cmpuint (snapshot->batches->len, ==, 4);
    g_assert_false (((const OriBatch *)snapshot->batches->pdata[0])->live);
    g_assert_cmpfloat (find (snapshot, "K1:total", "U0", 2001)->value, ==, 1000);
    g_assert_true (ori_store_undo (fixture->store, NULL));
    g_free (after);
    after = dump_visible (fixture->store);
    g_assert_cmpstr (before, ==, after);
  }
}

static void
test_at_any_time (Fixture *fixture, gconstpointer data)
{
  gint64 batches = 0;

  g_clear_pointer (&fixture->store, ori_store_close);
  for (guint i = 0; i < 5; i++) {
    Death death = {0};
    gint64 now;
    run_and_wait (fixture, &death, (gulong)g_test_rand_int_range (20000, 300000));
    now = check_left (fixture);
    g_assert_cmpint (now, >=, batches);
    batches = now;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/crash/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("while-writing", test_while_writing);
  ADD ("while-replacing", test_while_replacing);
  ADD ("at-any-time", test_at_any_time);
  return g_test_run ();
}
