/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-grid.h"
#include "app/ori-tables-model.h"
#include "app/ori-window.h"

/* Real keys and clicks through xdotool, which must run beside the main loop: a program that waits
 * for it loses what is typed. */

static OriApplication *application;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static void
run_xdotool (const char *arguments)
{
  g_autofree char *command = g_strdup_printf ("xdotool %s", arguments);
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, done_cb, &done);
  app_test_wait (done);
  app_test_settle ();
}

typedef struct {
  char *folder;
  OriSession *session;
  OriWindow *window;
} Fixture;

static void
open_workspace (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *csv =
      g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "app", "kursk.csv", NULL);
  g_autoptr (OriImport) import = NULL;

  f->folder = g_dir_make_tmp ("orientir-app-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->folder, "keys.orientir", NULL);
  f->session = ori_session_create (path, "none", "46", FALSE, &error);
  g_assert_no_error (error);
  import = ori_import_new (f->session, csv);
  g_assert_true (ori_import_run (import, NULL, NULL, NULL, &error));
  g_assert_true (ori_session_commit_import (f->session, import, NULL, &error));
  g_assert_no_error (error);
  f->window = ori_window_new (application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
}

static void
close_workspace (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "keys.orientir", NULL);

  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_clear_object (&f->session);
  g_unlink (path);
  g_rmdir (f->folder);
  g_free (f->folder);
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  run_xdotool ("key alt+2");
  app_test_wait (g_str_equal (ori_window_get_page (f->window), "tables"));
  run_xdotool ("key alt+1");
  app_test_wait (g_str_equal (ori_window_get_page (f->window), "data"));
}

static OriGrid *
show_table (Fixture *f)
{
  ori_window_show_page (f->window, "tables");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  return ORI_GRID (app_test_find (ori_window_get_page_widget (f->window, "tables"), ORI_TYPE_GRID));
}

static void
click_cell (OriGrid *grid, int row, int col)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (grid));
  g_autofree char *command = NULL;
  graphene_point_t point;
  GdkRectangle area;
  double dx, dy;

  ori_grid_cell_area (grid, row, col, &area);
  g_assert_true (gtk_widget_compute_point (
      GTK_WIDGET (grid), GTK_WIDGET (native),
      &GRAPHENE_POINT_INIT (area.x + area.width / 2.0, area.y + area.height / 2.0), &point));
  gtk_native_get_surface_transform (native, &dx, &dy);
  command = g_strdup_printf ("mousemove %d %d click 1", (int)(point.x + dx), (int)(point.y + dy));
  run_xdotool (command);
}

/* A click chooses the territory for all pages and asks where the number is from; the arrows go on
 * from there. */
static void
test_cells (Fixture *f, gconstpointer data)
{
  OriGrid *grid = show_table (f);
  OriTablesModel *model = ORI_TABLES_MODEL (ori_grid_get_model (grid));
  int row, col;

  click_cell (grid, 1, 2);
  app_test_wait (app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER) != NULL);
  ori_grid_get_cursor (grid, &row, &col);
  g_assert_cmpint (row, ==, 1);
  g_assert_cmpint (col, ==, 2);
  g_assert_cmpuint (ori_session_orgunit (f->session), ==, ori_tables_model_orgunit_at (model, 1));
  run_xdotool ("key Escape");
  run_xdotool ("key Down Down Right");
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

  run_xdotool ("key ctrl+f");
  app_test_wait (GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (f->window))));
  /* Each letter is put on a spare key for the length of the delay: a busy machine may be too slow
   * to read one, as no keyboard is; then it is typed anew. */
  for (int i = 0; i < 3 && !is_filtered (model); i++) {
    if (i > 0)
      run_xdotool ("key ctrl+a");
    run_xdotool ("type --delay 250 глушк");
    for (int wait = 0; wait < 20 && !is_filtered (model); wait++)
      app_test_settle ();
  }
  g_assert_true (is_filtered (model));
}

int
main (int argc, char **argv)
{
  int status;

  application = app_test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/app/input/" name, Fixture, NULL, open_workspace, func, close_workspace)
  ADD ("pages", test_pages);
  ADD ("cells", test_cells);
  ADD ("filter", test_filter);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
