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
#define CROWD 6000

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

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "bench") &&
         gtk_widget_get_can_target (gtk_stack_get_visible_child (GTK_STACK (stack))) &&
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

static guint
get_n_kept (Fixture *f)
{
  return ori_session_scheme (f->session, NULL)->n_groups;
}

/* Another normalisation and, before its scores are there, another number of groups. */
static void
regroup (Fixture *f, guint n_groups)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));

  scheme->normalise = ORI_NORMALISE_BEST;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
  scheme->n_groups = n_groups;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
}

/* Drawn thresholds are the kept ones, and no makeshift. */
static void
assert_regrouped (Fixture *f, guint n_groups)
{
  const OriScheme *kept = ori_session_scheme (f->session, NULL);

  g_assert_cmpuint (kept->n_groups, ==, n_groups);
  g_assert_cmpuint (get_spec (f)->n_thresholds, ==, n_groups - 1);
  for (guint i = 0; i + 1 < n_groups; i++)
    g_assert_cmpfloat (get_spec (f)->thresholds[i], ==, kept->thresholds[i]);
  g_assert_cmpfloat (kept->thresholds[0], !=, 100.0 / n_groups);
  g_assert_cmpfloat (kept->thresholds[0], >, find_lowest (f));
}

/* Four groups of scores that are not there yet: thresholds are found when they are. */
static void
test_regroup (Fixture *f, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = NULL;

  regroup (f, 4);
  /* The number is kept at once. */
  g_assert_cmpuint (get_n_kept (f), ==, 4);
  app_test_wait (is_ready (f));
  assert_regrouped (f, 4);
  /* Another number of groups alone needs no other scores. */
  scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));
  scheme->n_groups = 5;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
  g_assert_true (is_ready (f));
  assert_regrouped (f, 5);
}

/* The thresholds that came later belong to the step that asked for them. */
static void
test_regroup_undo (Fixture *f, gconstpointer data)
{
  double first = get_spec (f)->thresholds[0];

  regroup (f, 4);
  app_test_wait (is_ready (f));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  /* The data are the same: no other scores are needed. */
  g_assert_true (is_ready (f));
  g_assert_cmpuint (get_n_kept (f), ==, 3);
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_BEST);
  g_assert_cmpfloat (get_spec (f)->thresholds[0], ==, first);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.redo", NULL);
  app_test_wait (is_ready (f));
  assert_regrouped (f, 4);
}

/* Undone while the scores are under way: nothing of it comes back with them. */
static void
test_regroup_undone (Fixture *f, gconstpointer data)
{
  double first = get_spec (f)->thresholds[0];

  regroup (f, 4);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_assert_cmpuint (get_n_kept (f), ==, 3);
  app_test_wait (is_ready (f));
  app_test_settle ();
  g_assert_cmpuint (get_n_kept (f), ==, 3);
  g_assert_cmpuint (get_spec (f)->n_thresholds, ==, 2);
  g_assert_cmpfloat (get_spec (f)->thresholds[0], ==, first);
}

/* Another year is chosen meanwhile: the number of groups stays, its thresholds are that year's. */
static void
test_regroup_year (Fixture *f, gconstpointer data)
{
  regroup (f, 4);
  ori_session_set_cycle (f->session, 2022);
  g_assert_cmpuint (get_n_kept (f), ==, 4);
  app_test_wait (is_ready (f));
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
  assert_regrouped (f, 4);
}

static void
test_regroup_cancel (Fixture *f, gconstpointer data)
{
  regroup (f, 4);
  g_signal_emit_by_name (find_button (f->page, "_Cancel"), "clicked");
  g_assert_true (is_ready (f));
  g_assert_cmpuint (get_n_kept (f), ==, 3);
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_GOALPOSTS);
  g_assert_cmpuint (get_spec (f)->n_thresholds, ==, 2);
}

static void
test_regroup_close (Fixture *f, gconstpointer data)
{
  regroup (f, 4);
  close_window (f);
  open_window (f);
  app_test_wait (is_ready (f));
  g_assert_cmpuint (get_n_kept (f), ==, 4);
  g_assert_cmpuint (get_spec (f)->n_thresholds, ==, 3);
}

/* Closed, undone and changed before there is a scheme at all. */
static void
test_goalposts (Fixture *f, gconstpointer data)
{
  close_window (f);
  open_window (f);
  g_assert_false (is_ready (f));
  close_window (f);
  open_window (f);
  ori_session_set_cycle (f->session, 2022);
  g_assert_false (is_ready (f));
  app_test_wait (is_ready (f));
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
  choose (f, ORI_NORMALISE_BEST);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_wait (is_ready (f));
  g_assert_cmpfloat (get_lowest_drawn (f), ==, find_lowest (f));
  g_assert_cmpint (get_kept (f), ==, ORI_NORMALISE_GOALPOSTS);
}

/* ── a crowd with few figures: the scores are quick, what shows them is not ── */

static void
set_up_crowd (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("orientir-wait-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.orientir", NULL);
  crowd_make (f->path, CROWD, 1, 2);
  open_window (f);
  app_test_wait (is_ready (f));
}

static GtkDropDown *
find_compare (GtkWidget *root)
{
  GtkDropDown *found = NULL;

  if (GTK_IS_DROP_DOWN (root) &&
      g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), "compare") == 0)
    return GTK_DROP_DOWN (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_compare (child);
  return found;
}

static void
test_compare (Fixture *f, gconstpointer data)
{
  GtkDropDown *compare = find_compare (f->page);

  g_assert_cmpuint (get_spec (f)->periods->len, ==, 2);
  gtk_drop_down_set_selected (compare, 0);
  g_assert_false (is_ready (f));
  g_signal_emit_by_name (find_button (f->page, "_Cancel"), "clicked");
  g_assert_true (is_ready (f));
  g_assert_cmpuint (gtk_drop_down_get_selected (compare), ==, 1);
  gtk_drop_down_set_selected (compare, 0);
  app_test_wait (is_ready (f));
  g_assert_cmpuint (get_spec (f)->periods->len, ==, 1);
}

static void
test_regroup_crowd (Fixture *f, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));

  scheme->n_groups = 4;
  g_signal_emit_by_name (f->methods, "changed", scheme, TRUE);
  g_assert_false (is_ready (f));
  app_test_wait (is_ready (f));
  assert_regrouped (f, 4);
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
  g_test_add ("/app/groups-wait/regroup-undo", Fixture, NULL, set_up, test_regroup_undo, tear_down);
  g_test_add ("/app/groups-wait/regroup-undone", Fixture, NULL, set_up, test_regroup_undone,
              tear_down);
  g_test_add ("/app/groups-wait/regroup-year", Fixture, NULL, set_up, test_regroup_year, tear_down);
  g_test_add ("/app/groups-wait/regroup-cancel", Fixture, NULL, set_up, test_regroup_cancel,
              tear_down);
  g_test_add ("/app/groups-wait/regroup-close", Fixture, NULL, set_up, test_regroup_close,
              tear_down);
  g_test_add ("/app/groups-wait/goalposts", Fixture, NULL, set_up, test_goalposts, tear_down);
  g_test_add ("/app/groups-wait/compare", Fixture, NULL, set_up_crowd, test_compare, tear_down);
  g_test_add ("/app/groups-wait/regroup-crowd", Fixture, NULL, set_up_crowd, test_regroup_crowd,
              tear_down);
  return g_test_run ();
}
