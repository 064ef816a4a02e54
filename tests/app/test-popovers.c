/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-chart-view.h"
#include "app/ori-compare-window.h"
#include "app/ori-completeness-view.h"
#include "app/ori-grid.h"
#include "app/ori-tables-page.h"
#include "pages-test.h"

/* A window that closes over an open popover leaves nothing behind: the tear-down waits for the
 * session to go, which its provenance would hold. */

static void
check_open (GtkWidget *root)
{
  GtkWidget *popover = app_test_find (root, GTK_TYPE_POPOVER);

  g_assert_nonnull (popover);
  app_test_wait (gtk_widget_get_mapped (popover));
}

static void
test_matrix (PagesFixture *f, gconstpointer data)
{
  GtkWidget *page = pages_show (f, "data");
  OriCompletenessView *view =
      ORI_COMPLETENESS_VIEW (app_test_find (page, ORI_TYPE_COMPLETENESS_VIEW));
  GtkWidget *grid = app_test_find (GTK_WIDGET (view), ORI_TYPE_GRID);
  OriCompletenessModel *model = ori_completeness_view_model (view);
  guint row, col;

  app_test_wait (ori_completeness_model_found (model) != NULL);
  g_assert_true (ori_completeness_model_find (
      model, ori_snapshot_find_orgunit (ori_completeness_model_snapshot (model), "Арзгирский МО"),
      "СО1.1", &row, &col));
  g_signal_emit_by_name (grid, "activate-cell", row, col);
  check_open (grid);
}

static void
open_table (PagesFixture *f)
{
  GtkWidget *grid = app_test_find (pages_show (f, "tables"), ORI_TYPE_GRID);

  g_signal_emit_by_name (grid, "activate-cell", 2, 3);
  check_open (grid);
}

static void
test_tables (PagesFixture *f, gconstpointer data)
{
  open_table (f);
}

/* Another page, and back: it is not there any more. */
static void
test_switch (PagesFixture *f, gconstpointer data)
{
  GtkWidget *grid;

  open_table (f);
  grid = app_test_find (ori_window_get_page_widget (f->window, "tables"), ORI_TYPE_GRID);
  pages_show (f, "reports");
  app_test_wait (app_test_find (grid, GTK_TYPE_POPOVER) == NULL);
  pages_show (f, "tables");
  g_assert_null (app_test_find (grid, GTK_TYPE_POPOVER));
}

/* The keyboard goes back to what the popover hung on, however soon it closes. */
static void
test_keyboard (PagesFixture *f, gconstpointer data)
{
  GtkWidget *grid, *popover;

  open_table (f);
  grid = app_test_find (ori_window_get_page_widget (f->window, "tables"), ORI_TYPE_GRID);
  popover = app_test_find (grid, GTK_TYPE_POPOVER);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), popover));
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_test_wait (app_test_find (grid, GTK_TYPE_POPOVER) == NULL);
  app_test_settle ();
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), grid));
}

static void
test_dynamics (PagesFixture *f, gconstpointer data)
{
  GtkWidget *chart = app_test_find (pages_show (f, "dynamics"), ORI_TYPE_CHART_VIEW);

  app_test_settle ();
  g_signal_emit_by_name (chart, "activated", 0, 1);
  check_open (chart);
}

static GtkWidget *
open_comparison (PagesFixture *f)
{
  guint orgunit = ori_snapshot_orgunit_index (ori_session_snapshot (f->session), "07502000");
  GtkWidget *window =
      GTK_WIDGET (ori_compare_window_present (GTK_WINDOW (f->window), f->session, orgunit));
  GtkWidget *list;

  app_test_wait ((list = app_test_find (window, GTK_TYPE_LIST_BOX)) != NULL &&
                 gtk_widget_get_first_child (list) != NULL);
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  app_test_settle ();
  check_open (window);
  return window;
}

static void
test_comparison (PagesFixture *f, gconstpointer data)
{
  open_comparison (f);
}

/* Closed by itself, before the window that it belongs to. */
static void
test_comparison_closed (PagesFixture *f, gconstpointer data)
{
  gtk_window_close (GTK_WINDOW (open_comparison (f)));
}

static void
test_menu (PagesFixture *f, gconstpointer data)
{
  GtkWidget *button = app_test_find (GTK_WIDGET (f->window), GTK_TYPE_MENU_BUTTON);

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  app_test_wait (
      gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)))));
}

static void
add_tests (void)
{
#define ADD(name, func)                                                                            \
  g_test_add ("/app/popovers/" name, PagesFixture, "data", pages_set_up, func, pages_tear_down)
  ADD ("matrix", test_matrix);
  ADD ("tables", test_tables);
  ADD ("switch", test_switch);
  ADD ("keyboard", test_keyboard);
  ADD ("dynamics", test_dynamics);
  ADD ("comparison", test_comparison);
  ADD ("comparison-closed", test_comparison_closed);
  ADD ("menu", test_menu);
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
