/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The threshold bench of a workspace so large that scores are waited for: the picture of the last
 * ones cannot be used meanwhile, the next change supersedes, undo and closing are safe. */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-bench-view.h"
#include "app/ori-groups-page.h"
#include "app/ori-methods-panel.h"
#include "app/ori-window.h"
#include "crowd-test.h"

#define UNITS 300
#define INDICATORS 42

static OriApplication *application;

typedef struct {
  char *folder, *path;
  OriSession *session;
  OriWindow *window;
  GtkWidget *page, *methods, *bench;
} Fixture;

static const OriChartSpec *
get_spec (Fixture *f)
{
  return ori_chart_view_get_spec (ori_bench_view_chart (ORI_BENCH_VIEW (f->bench)));
}

/* The picture can be used. */
static gboolean
is_ready (Fixture *f)
{
  GtkWidget *stack = gtk_widget_get_ancestor (f->bench, GTK_TYPE_STACK);

  return gtk_widget_get_can_target (gtk_stack_get_visible_child (GTK_STACK (stack))) &&
         get_spec (f) != NULL;
}

static void
open_window (Fixture *f)
{
  GError *error = NULL;

  f->session = ori_session_open (f->path, &error);
  g_assert_no_error (error);
  f->window = ori_window_new (application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  ori_window_show_page (f->window, "groups");
  f->page = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  f->methods = app_test_find (f->page, ORI_TYPE_METHODS_PANEL);
  f->bench = app_test_find (f->page, ORI_TYPE_BENCH_VIEW);
}

/* Who computes in the background lets the session go by itself. */
static void
close_window (Fixture *f)
{
  gpointer session = f->session;

  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_object_add_weak_pointer (G_OBJECT (f->session), &session);
  g_clear_object (&f->session);
  app_test_wait (session == NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("orientir-wait-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.orientir", NULL);
  crowd_make (f->path, UNITS, INDICATORS, 2);
  open_window (f);
  app_test_wait (is_ready (f));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_window (f);
  g_remove (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

static void
choose (Fixture *f, OriNormalise normalise)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));

  scheme->normalise = normalise;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
}

static OriNormalise
get_kept (Fixture *f)
{
  return ori_session_scheme (f->session, NULL)->normalise;
}

static double
get_lowest_drawn (Fixture *f)
{
  const OriChartSeries *series = g_ptr_array_index (get_spec (f)->series, 0);

  return g_array_index (series->points, OriChartPoint, 0).value;
}

/* The lowest score under what the workspace keeps, computed here. */
static double
find_lowest (Fixture *f)
{
  g_autoptr (GArray) scores =
      ori_scores_compute (ori_session_snapshot (f->session), ori_session_scheme (f->session, NULL),
                          NULL, ori_session_cycle (f->session), ori_session_level (f->session));
  double lowest = 1e9;

  for (guint i = 0; i < scores->len; i++)
    if (g_array_index (scores, OriScore, i).has_score)
      lowest = MIN (lowest, g_array_index (scores, OriScore, i).score);
  return lowest;
}

static void
test_wait (Fixture *f, gconstpointer data)
{
  double first = get_lowest_drawn (f);

  g_assert_cmpfloat (first, ==, find_lowest (f));
  choose (f, ORI_NORMALISE_BEST);
  /* The choice is kept at once, the old picture is not for use. */
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_BEST);
  g_assert_false (is_ready (f));
  g_assert_cmpfloat (get_lowest_drawn (f), ==, first);
  app_test_wait (is_ready (f));
  g_assert_cmpfloat (get_lowest_drawn (f), !=, first);
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
}

static void
test_superseded (Fixture *f, gconstpointer data)
{
  choose (f, ORI_NORMALISE_BEST);
  choose (f, ORI_NORMALISE_PERCENTILE);
  app_test_wait (is_ready (f));
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_PERCENTILE);
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
  app_test_settle ();
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
}

static void
test_undo (Fixture *f, gconstpointer data)
{
  double first = get_lowest_drawn (f);

  choose (f, ORI_NORMALISE_BEST);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_wait (is_ready (f));
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_GOALPOSTS);
  g_assert_cmpfloat (get_lowest_drawn (f), ==, first);
  app_test_settle ();
  g_assert_cmpfloat (get_lowest_drawn (f), ==, first);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* Cancelling goes back to what the picture shows; that is a step, too. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  double first = get_lowest_drawn (f);

  choose (f, ORI_NORMALISE_BEST);
  g_signal_emit_by_name (find_button (f->page, "_Cancel"), "clicked");
  g_assert_true (is_ready (f));
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_GOALPOSTS);
  g_assert_cmpfloat (get_lowest_drawn (f), ==, first);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_BEST);
  app_test_wait (is_ready (f) && get_lowest_drawn (f) == find_lowest (f));
}

static void
test_close (Fixture *f, gconstpointer data)
{
  choose (f, ORI_NORMALISE_BEST);
  close_window (f);
  open_window (f);
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_BEST);
  app_test_wait (is_ready (f));
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
}

/* Four groups of scores that are not there yet: thresholds are found when they are. */
static void
test_regroup (Fixture *f, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));

  scheme->normalise = ORI_NORMALISE_BEST;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
  scheme->n_groups = 4;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
  app_test_wait (is_ready (f));
  g_assert_cmpuint (get_spec (f)->n_thresholds, ==, 3);
  g_assert_cmpuint (ori_session_scheme (f->session, NULL)->n_groups, ==, 4);
  g_assert_cmpfloat (get_spec (f)->thresholds[0], >, find_lowest (f));
  for (guint i = 0; i < 3; i++)
    g_assert_cmpfloat (get_spec (f)->thresholds[i], ==,
                       ori_session_scheme (f->session, NULL)->thresholds[i]);
  /* Another number of groups alone needs no other scores. */
  scheme->n_groups = 5;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
  g_assert_true (is_ready (f));
  g_assert_cmpuint (get_spec (f)->n_thresholds, ==, 4);
}

int
main (int argc, char *argv[])
{
  application = app_test_init (&argc, &argv);
  g_test_add ("/app/groups-wait/wait", Fixture, NULL, set_up, test_wait, tear_down);
  g_test_add ("/app/groups-wait/superseded", Fixture, NULL, set_up, test_superseded, tear_down);
  g_test_add ("/app/groups-wait/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/app/groups-wait/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/app/groups-wait/close", Fixture, NULL, set_up, test_close, tear_down);
  g_test_add ("/app/groups-wait/regroup", Fixture, NULL, set_up, test_regroup, tear_down);
  return g_test_run ();
}
