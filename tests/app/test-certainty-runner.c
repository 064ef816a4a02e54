/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How sure the groups are, in step with what is asked: one run at a time, none that is not needed.
 */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-certainty-runner.h"
#include "crowd-test.h"

#define UNITS 4

typedef struct {
  char *folder, *path;
  OriSession *session;
  OriCertaintyRunner *runner;
  OriScheme *scheme;
  guint n; /* results */
} Fixture;

static void
count_cb (OriCertaintyRunner *runner, guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("orientir-certainty-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.orientir", NULL);
  crowd_make (f->path, UNITS, 3, 2);
  f->session = ori_session_open (f->path, NULL);
  f->scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));
  f->runner = ori_certainty_runner_new ();
  g_signal_connect (f->runner, "done", G_CALLBACK (count_cb), &f->n);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->runner);
  g_object_unref (f->session);
  ori_scheme_free (f->scheme);
  app_test_settle ();
  g_remove (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

static void
start (Fixture *f, int cycle)
{
  ori_certainty_runner_start (f->runner, ori_session_snapshot (f->session), f->scheme, NULL, cycle,
                              ori_session_level (f->session));
}

static gboolean
has_result (Fixture *f)
{
  guint stable, all;

  return ori_certainty_runner_count (f->runner, &stable, &all);
}

/* Thresholds that move on drop the runs before them: one result, of the last. */
static void
test_superseded (Fixture *f, gconstpointer data)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  guint stable, all;

  for (int i = 0; i < 5; i++) {
    f->scheme->thresholds[0] = 10 + i;
    start (f, 2023);
    app_test_settle ();
  }
  g_assert_true (ori_certainty_runner_is_stale (f->runner));
  g_assert_false (has_result (f));
  app_test_wait (f->n > 0);
  g_assert_false (ori_certainty_runner_is_stale (f->runner));
  g_assert_true (ori_certainty_runner_count (f->runner, &stable, &all));
  g_assert_cmpuint (all, ==, UNITS);
  g_assert_cmpuint (stable, <=, all);
  g_assert_nonnull (
      ori_certainty_runner_find (f->runner, ori_snapshot_orgunit_index (snapshot, "U000001")));
  app_test_settle ();
  g_assert_cmpuint (f->n, ==, 1);
}

/* The same question again keeps the answer, there or under way. What the groups are called and how
 * the thresholds were found is no question. */
static void
test_same (Fixture *f, gconstpointer data)
{
  const char *const names[] = {"слабая", "так себе", "сильная", NULL};

  start (f, 2023);
  start (f, 2023);
  app_test_wait (f->n > 0);
  f->scheme->method = ORI_GROUPING_NATURAL;
  g_assert_true (ori_scheme_set_group_names (f->scheme, names, NULL));
  start (f, 2023);
  g_assert_false (ori_certainty_runner_is_stale (f->runner));
  g_assert_true (has_result (f));
}

/* Other thresholds keep the last answer until theirs is there; another year does not. */
static void
test_other (Fixture *f, gconstpointer data)
{
  start (f, 2023);
  app_test_wait (f->n > 0);
  f->scheme->thresholds[0] = 10;
  start (f, 2023);
  g_assert_true (ori_certainty_runner_is_stale (f->runner));
  g_assert_true (has_result (f));
  start (f, 2022);
  g_assert_false (has_result (f));
  app_test_wait (f->n > 1);
  g_assert_false (ori_certainty_runner_is_stale (f->runner));
  f->scheme->plan.replicates /= 2;
  start (f, 2022);
  g_assert_true (ori_certainty_runner_is_stale (f->runner));
  ori_certainty_runner_clear (f->runner);
  start (f, 2022);
  app_test_wait (f->n > 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/certainty-runner/superseded", Fixture, NULL, set_up, test_superseded,
              tear_down);
  g_test_add ("/app/certainty-runner/same", Fixture, NULL, set_up, test_same, tear_down);
  g_test_add ("/app/certainty-runner/other", Fixture, NULL, set_up, test_other, tear_down);
  return g_test_run ();
}
