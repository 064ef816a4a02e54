/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include "app/ori-differences-model.h"
#include "app/ori-differences-window.h"

/* Versions of a file in the assistant: noticed, compared, decided by keys and clicks. */

static const char older[] = "Район;Дети, 2021;Школы, 2021\n"
                            "Курский;120;7\n"
                            "Льговский;95;5\n"
                            "Рыльский;80;4\n";
/* One figure of Курский is another, Рыльский went and Беловский came. */
static const char newer[] = "Район;Дети, 2021;Школы, 2021\n"
                            "Курский;123;7\n"
                            "Льговский;95;5\n"
                            "Беловский;61;3\n";

static void
import_older (WindowFixture *f)
{
  OriImportView *view = window_test_import_text (f, "sbor.csv", older);

  app_test_wait (view->version_source == 0);
  g_assert_false (gtk_widget_get_visible (view->version_bar));
  window_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 6);
}

static OriImportView *
open_newer (WindowFixture *f)
{
  OriImportView *view = window_test_import_text (f, "sbor.csv", newer);

  app_test_wait (view->version_source == 0);
  g_assert_true (gtk_widget_get_visible (view->version_bar));
  return view;
}

static OriDifferencesWindow *
click_compare (OriImportView *view)
{
  GtkWidget *button = window_test_find_button (view->version_bar, "Co_mpare…");
  OriDifferencesWindow *window;

  g_assert_nonnull (button);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  window_test_click (button);
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) != NULL);
  window = window_test_find (ORI_TYPE_DIFFERENCES_WINDOW);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  app_test_wait (gtk_window_is_active (GTK_WINDOW (window)));
  return window;
}

static OriGrid *
get_list (OriDifferencesWindow *window)
{
  return ORI_GRID (app_test_find (GTK_WIDGET (window), ORI_TYPE_GRID));
}

static guint
count_rows (OriDifferencesWindow *window)
{
  return ori_grid_model_n_rows (ori_grid_get_model (get_list (window)));
}

static char *
get_text (OriDifferencesWindow *window, guint row, guint col)
{
  OriGridCell cell = {0};

  ori_grid_model_cell (ori_grid_get_model (get_list (window)), row, col, &cell);
  return cell.text;
}

static const OriBatch *
get_batch (WindowFixture *f, guint index)
{
  const GPtrArray *batches = ori_session_snapshot (f->session)->batches;

  g_assert_cmpuint (index, <, batches->len);
  return g_ptr_array_index (batches, index);
}

static guint
count_batches (WindowFixture *f)
{
  return ori_session_snapshot (f->session)->batches->len;
}

/* The same file stays out unless it is asked for, and the comparison finds nothing. */
static void
test_same (WindowFixture *f, gconstpointer data)
{
  OriDifferencesWindow *window;
  OriImportView *view;

  import_older (f);
  view = window_test_import_text (f, "other-name.csv", older);
  app_test_wait (view->version_source == 0);
  g_assert_true (gtk_widget_get_visible (view->version_bar));
  g_assert_cmpstr (gtk_label_get_text (view->version_label), ==,
                   "This file was imported already, today");
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "stays out");
  g_assert_false (g_array_index (view->included, gboolean, 0));
  window = click_compare (view);
  g_assert_nonnull (app_test_find (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE));
  g_assert_true (gtk_widget_get_mapped (app_test_find (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE)));
  window_test_xdotool ("key Escape");
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) == NULL);
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "stays out");
  gtk_window_close (GTK_WINDOW (view));
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_batches (f), ==, 1);
}

static void
test_compare (WindowFixture *f, gconstpointer data)
{
  OriDifferencesWindow *window;
  OriImportView *view;
  g_autofree char *kind = NULL;
  g_autofree char *before = NULL;
  g_autofree char *before_cell = NULL;
  g_autofree char *after = NULL;
  g_autofree char *words = NULL;

  import_older (f);
  view = open_newer (f);
  g_assert_cmpstr (gtk_label_get_text (view->version_label), ==,
                   "Newer version of a file: 1 value changes, 2 appear, 2 disappear");
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "comes in beside it");
  window = click_compare (view);
  g_assert_cmpuint (count_rows (window), ==, 5);
  kind = get_text (window, 0, 0);
  before = get_text (window, 0, 4);
  before_cell = get_text (window, 0, 5);
  after = get_text (window, 0, 6);
  g_assert_cmpstr (kind, ==, "changed");
  g_assert_cmpstr (before, ==, "120");
  g_assert_true (g_str_has_prefix (before_cell, "B2 "));
  g_assert_cmpstr (after, ==, "123");
  words = ori_grid_model_describe (ori_grid_get_model (get_list (window)), 0, 0);
  g_assert_nonnull (strstr (words, "Was 120"));
  g_assert_nonnull (strstr (words, "Will be 123"));

  window_test_click (window_test_find_button (GTK_WIDGET (window), "Added · 2"));
  g_assert_cmpuint (count_rows (window), ==, 2);
  window_test_click (window_test_find_button (GTK_WIDGET (window), "Gone · 2"));
  g_assert_cmpuint (count_rows (window), ==, 2);
  window_test_click (window_test_find_button (GTK_WIDGET (window), "All · 5"));
  window_test_xdotool ("key ctrl+f");
  window_test_xdotool ("type --delay 100 123");
  app_test_wait (count_rows (window) == 1);
  window_test_xdotool ("key ctrl+a BackSpace");
  app_test_wait (count_rows (window) == 5);
  window_test_xdotool ("key Escape Escape");
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) == NULL);
  gtk_window_destroy (GTK_WINDOW (view));
}

/* The window of a sheet that was opened last. */
static OriGrid *
find_sheet (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (windows, i);
    if (ADW_IS_WINDOW (window) && !ORI_IS_DIFFERENCES_WINDOW (window) &&
        !ORI_IS_IMPORT_VIEW (window) && app_test_find (GTK_WIDGET (window), ORI_TYPE_GRID) != NULL)
      return ORI_GRID (app_test_find (GTK_WIDGET (window), ORI_TYPE_GRID));
  }
  return NULL;
}

static void
check_sheet (const char *text, int row, int col)
{
  g_auto (OriGridCell) cell = {0};
  OriGrid *grid;
  int at_row, at_col;

  app_test_wait (find_sheet () != NULL);
  grid = find_sheet ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (grid));
  ori_grid_get_cursor (grid, &at_row, &at_col);
  g_assert_cmpint (at_row, ==, row);
  g_assert_cmpint (at_col, ==, col);
  ori_grid_model_cell (ori_grid_get_model (grid), row, col, &cell);
  g_assert_cmpstr (cell.text, ==, text);
  app_test_wait (gtk_window_is_active (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (grid)))));
  window_test_xdotool ("key Escape");
  app_test_wait (find_sheet () == NULL);
}

/* Enter and a double click show the cell, in the new file and in the one that was kept. */
static void
test_sources (WindowFixture *f, gconstpointer data)
{
  OriDifferencesWindow *window;
  OriImportView *view;

  import_older (f);
  view = open_newer (f);
  window = click_compare (view);
  ori_grid_set_cursor (get_list (window), 0, 6);
  gtk_widget_grab_focus (GTK_WIDGET (get_list (window)));
  window_test_xdotool ("key Return");
  check_sheet ("123", 1, 1);
  window_test_activate (window);
  window_test_click_cell (get_list (window), 0, 4, 2);
  check_sheet ("120", 1, 1);
  gtk_window_destroy (GTK_WINDOW (view));
}

/* Replaced by one step, which is undone by one, also after reopening. */
static void
test_replace (WindowFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OriImportView *view;

  import_older (f);
  view = open_newer (f);
  click_compare (view);
  window_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) == NULL);
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "replaces the earlier one");
  window_test_activate (view);
  window_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_batches (f), ==, 2);
  g_assert_false (get_batch (f, 0)->live);
  g_assert_true (get_batch (f, 1)->live);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 6);

  window_test_activate (f->window);
  window_test_xdotool ("key ctrl+z");
  app_test_wait (get_batch (f, 0)->live);
  g_assert_false (get_batch (f, 1)->live);
  window_test_reopen (f);
  g_assert_true (ori_session_redo (f->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_batches (f), ==, 2);
  g_assert_false (get_batch (f, 0)->live);
  g_assert_true (get_batch (f, 1)->live);
}

/* A file that was decided to come in beside the older one does, also when it is the same file. */
static void
test_beside (WindowFixture *f, gconstpointer data)
{
  OriDifferencesWindow *window;
  OriImportView *view;

  import_older (f);
  view = window_test_import_text (f, "sbor.csv", older);
  app_test_wait (view->version_source == 0);
  window = click_compare (view);
  window_test_click (window_test_find_button (GTK_WIDGET (window), "Add _Beside It"));
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) == NULL);
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "comes in beside it");
  window_test_activate (view);
  window_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_batches (f), ==, 2);
  g_assert_true (get_batch (f, 0)->live);
  g_assert_true (get_batch (f, 1)->live);
}

/* A correction compares anew and leaves the decision; leaving the assistant leaves everything. */
static void
test_correction (WindowFixture *f, gconstpointer data)
{
  OriDecision *decision;
  OriImportView *view;

  import_older (f);
  view = open_newer (f);
  click_compare (view);
  window_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) == NULL);
  window_test_activate (view);
  decision = ori_decision_new (ORI_DECIDE_CELL_OUT, 0, 3, 2);
  decision->flag = TRUE;
  ori_import_view_decide (view, decision);
  app_test_wait (g_str_equal (gtk_label_get_text (view->version_label),
                              "Newer version of a file: 1 value changes, 1 appears, 2 disappear"));
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "replaces the earlier one");
  /* With half of its figures gone it is no version of that file any more. */
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  window_test_xdotool ("key 0");
  app_test_wait (!gtk_widget_get_visible (view->version_bar));
  gtk_window_close (GTK_WINDOW (view));
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_batches (f), ==, 1);
  g_assert_true (get_batch (f, 0)->live);
}

int
main (int argc, char **argv)
{
  int status;

  window_test_application = app_test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/app/versions/" name, WindowFixture, NULL, window_test_set_up, func,                \
              window_test_tear_down)
  ADD ("same", test_same);
  ADD ("compare", test_compare);
  ADD ("sources", test_sources);
  ADD ("replace", test_replace);
  ADD ("beside", test_beside);
  ADD ("correction", test_correction);
  status = g_test_run ();
  g_object_unref (window_test_application);
  return status;
}
