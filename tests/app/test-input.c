/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include "app/ori-group-names.h"
#include "app/ori-groups-page.h"
#include "app/ori-methods-panel.h"
#include "app/ori-tables-model.h"
#include "app/ori-threshold-panel.h"

/* Real keys and clicks in the window of a workspace with data. */

typedef WindowFixture Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *csv =
      g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "app", "kursk.csv", NULL);
  g_autoptr (OriImport) import = NULL;
  g_autoptr (GError) error = NULL;

  window_test_set_up (f, NULL);
  import = ori_import_new (f->session, csv);
  g_assert_true (ori_import_run (import, NULL, NULL, NULL, &error));
  g_assert_true (ori_session_commit_import (f->session, import, NULL, &error));
  g_assert_no_error (error);
  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  app_test_xdotool ("key alt+2");
  app_test_wait (g_str_equal (ori_window_get_page (f->window), "tables"));
  app_test_xdotool ("key alt+1");
  app_test_wait (g_str_equal (ori_window_get_page (f->window), "data"));
}

static OriGrid *
show_table (Fixture *f)
{
  ori_window_show_page (f->window, "tables");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  return ORI_GRID (app_test_find (ori_window_get_page_widget (f->window, "tables"), ORI_TYPE_GRID));
}

/* A click chooses the territory for all pages and asks where the number is from; the arrows go on
 * from there. */
static void
test_cells (Fixture *f, gconstpointer data)
{
  OriGrid *grid = show_table (f);
  OriTablesModel *model = ORI_TABLES_MODEL (ori_grid_get_model (grid));
  int row, col;

  window_test_click_cell (grid, 1, 2, 1);
  app_test_wait (app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER) != NULL);
  ori_grid_get_cursor (grid, &row, &col);
  g_assert_cmpint (row, ==, 1);
  g_assert_cmpint (col, ==, 2);
  g_assert_cmpuint (ori_session_orgunit (f->session), ==, ori_tables_model_orgunit_at (model, 1));
  app_test_xdotool ("key Escape");
  app_test_xdotool ("key Down Down Right");
  ori_grid_get_cursor (grid, &row, &col);
  g_assert_cmpint (row, ==, 3);
  g_assert_cmpint (col, ==, 3);
  g_assert_true (gtk_widget_is_focus (ori_grid_get_focus_child (grid)));
}

static gboolean
is_filtered (OriTablesModel *model)
{
  guint shown, all;

  ori_tables_model_counts (model, &shown, &all);
  return shown == 1;
}

static void
test_filter (Fixture *f, gconstpointer data)
{
  OriGrid *grid = show_table (f);
  OriTablesModel *model = ORI_TABLES_MODEL (ori_grid_get_model (grid));

  app_test_xdotool ("key ctrl+f");
  app_test_wait (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (f->window))));
  /* Each letter is put on a spare key for the length of the delay: a busy machine may be too slow
   * to read one, as no keyboard is; then it is typed anew. */
  for (int i = 0; i < 3 && !is_filtered (model); i++) {
    if (i > 0)
      app_test_xdotool ("key ctrl+a");
    app_test_xdotool ("type --delay 250 глушк");
    for (int wait = 0; wait < 20 && !is_filtered (model); wait++)
      app_test_settle ();
  }
  g_assert_true (is_filtered (model));
}

static guint
count_recommendations (Fixture *f, guint orgunit)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  g_autoptr (GPtrArray) all = ori_session_recommendations (
      f->session, ori_snapshot_orgunit (snapshot, orgunit)->code, NULL);

  g_assert_nonnull (all);
  return all->len;
}

/* Ctrl+Enter is a click on the suggested button of the page. */
static void
test_suggested (Fixture *f, gconstpointer data)
{
  GtkWidget *page, *spin;
  guint orgunit;

  ori_window_show_page (f->window, "recommendations");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  page = ori_window_get_page_widget (f->window, "recommendations");
  orgunit = ori_snapshot_find_orgunit (ori_session_snapshot (f->session), "Глушковский район");
  g_assert_cmpuint (orgunit, !=, G_MAXUINT);
  ori_session_set_orgunit (f->session, orgunit);
  app_test_settle ();
  g_assert_cmpuint (count_recommendations (f, orgunit), ==, 0);
  app_test_xdotool ("key ctrl+KP_Enter");
  app_test_wait (count_recommendations (f, orgunit) > 0);

  /* A threshold that is being typed counts before it is accepted. */
  ori_window_show_page (f->window, "groups");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  page = ori_window_get_page_widget (f->window, "groups");
  spin = app_test_find (app_test_find (page, ORI_TYPE_THRESHOLD_PANEL), GTK_TYPE_SPIN_BUTTON);
  gtk_widget_grab_focus (spin);
  gtk_editable_set_text (GTK_EDITABLE (spin), "33,5");
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_cmpfloat (ori_session_scheme (f->session, NULL)->thresholds[0], ==, 33.5);
  gtk_window_destroy (window_test_find (ADW_TYPE_MESSAGE_DIALOG));
}

static GtkEditable *
find_name (Fixture *f)
{
  GtkWidget *page = ori_window_get_page_widget (f->window, "groups");
  GtkWidget *expander =
      app_test_find (app_test_find (page, ORI_TYPE_METHODS_PANEL), GTK_TYPE_EXPANDER);

  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  return GTK_EDITABLE (ori_group_names_entry (
      ORI_GROUP_NAMES (gtk_expander_get_child (GTK_EXPANDER (expander))), 0));
}

static const char *
get_kept_name (Fixture *f)
{
  return ori_scheme_group_name (ori_session_scheme (f->session, NULL), 0);
}

/* Ctrl+Z while a name is typed takes back the typing; once it is taken, the name. */
static void
test_undo_typing (Fixture *f, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));
  g_autofree char *usual = NULL;
  GError *error = NULL;
  GtkEditable *entry;

  scheme->thresholds[0] = 42;
  ori_session_set_scheme (f->session, NULL, scheme, &error);
  g_assert_no_error (error);
  ori_window_show_page (f->window, "groups");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  app_test_settle ();
  entry = find_name (f);
  app_test_settle ();
  usual = g_strdup (gtk_editable_get_text (entry));
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  app_test_xdotool ("key ctrl+a 1 2");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12");
  for (int i = 0; i < 3 && !g_str_equal (gtk_editable_get_text (entry), usual); i++)
    app_test_xdotool ("key ctrl+z");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, usual);
  g_assert_cmpfloat (ori_session_scheme (f->session, NULL)->thresholds[0], ==, 42);

  app_test_xdotool ("key ctrl+a 1 2 Return");
  g_assert_cmpstr (get_kept_name (f), ==, "12");
  app_test_xdotool ("key ctrl+z");
  g_assert_cmpstr (get_kept_name (f), ==, usual);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, usual);
  app_test_xdotool ("key ctrl+shift+z");
  g_assert_cmpstr (get_kept_name (f), ==, "12");
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "12");
}

int
main (int argc, char **argv)
{
  int status;

  window_test_application = app_test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/app/input/" name, Fixture, NULL, set_up, func, window_test_tear_down)
  ADD ("pages", test_pages);
  ADD ("cells", test_cells);
  ADD ("filter", test_filter);
  ADD ("suggested", test_suggested);
  ADD ("undo-typing", test_undo_typing);
  status = g_test_run ();
  g_object_unref (window_test_application);
  return status;
}
