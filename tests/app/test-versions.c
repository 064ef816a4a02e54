/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include "app/ori-differences-model.h"
#include "app/ori-differences-window.h"
#include "app/ori-tables-model.h"

/* Versions of a file in the assistant and of a figure in the tables: noticed, compared, decided by
 * keys and clicks. */

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
  app_test_xdotool ("key ctrl+Return");
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
  app_test_xdotool ("key Escape");
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
  app_test_xdotool ("key ctrl+f");
  app_test_xdotool ("type --delay 100 123");
  app_test_wait (count_rows (window) == 1);
  app_test_xdotool ("key ctrl+a BackSpace");
  app_test_wait (count_rows (window) == 5);
  app_test_xdotool ("key Escape Escape");
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
  app_test_xdotool ("key Escape");
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
  app_test_xdotool ("key Return");
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
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find (ORI_TYPE_DIFFERENCES_WINDOW) == NULL);
  g_assert_cmpstr (gtk_label_get_text (view->version_choice), ==, "replaces the earlier one");
  window_test_activate (view);
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_batches (f), ==, 2);
  g_assert_false (get_batch (f, 0)->live);
  g_assert_true (get_batch (f, 1)->live);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 6);

  window_test_activate (f->window);
  app_test_xdotool ("key ctrl+z");
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
  app_test_xdotool ("key ctrl+Return");
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
  app_test_xdotool ("key ctrl+Return");
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
  app_test_xdotool ("key 0");
  app_test_wait (!gtk_widget_get_visible (view->version_bar));
  gtk_window_close (GTK_WINDOW (view));
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_batches (f), ==, 1);
  g_assert_true (get_batch (f, 0)->live);
}

static const char first_source[] = "Район;Дети, 2021\nКурский;120\nЛьговский;95\n";
static const char second_source[] = "Район;Дети, 2021\nКурский;125\nБеловский;61\n"
                                    "Рыльский;80\n";

static void
import_both (WindowFixture *f)
{
  const struct {
    const char *name, *text;
  } files[] = {{"one.csv", first_source}, {"two.csv", second_source}};

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    window_test_import_text (f, files[i].name, files[i].text);
    app_test_xdotool ("key ctrl+Return");
    app_test_wait (window_test_find_import () == NULL);
    window_test_activate (f->window);
  }
}

static double
get_kursk (WindowFixture *f)
{
  const OriSnapshot *snapshot = ori_session_snapshot (f->session);
  guint unit = ori_snapshot_find_orgunit (snapshot, "Курский");

  for (guint i = 0; i < snapshot->observations->len; i++) {
    const OriObservation *o = &g_array_index (snapshot->observations, OriObservation, i);
    if (o->orgunit == unit)
      return o->value;
  }
  g_assert_not_reached ();
}

/* Opens the popover of the figure of Курский by keys; the grid of the page. */
static OriGrid *
ask_kursk (WindowFixture *f)
{
  guint unit = ori_snapshot_find_orgunit (ori_session_snapshot (f->session), "Курский");
  OriTablesModel *model;
  OriTableCell cell;
  GtkWidget *popover;
  OriGrid *grid;
  int row, col = 0;

  ori_window_show_page (f->window, "tables");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  window_test_activate (f->window);
  grid = ORI_GRID (app_test_find (ori_window_get_page_widget (f->window, "tables"), ORI_TYPE_GRID));
  model = ORI_TABLES_MODEL (ori_grid_get_model (grid));
  row = ori_tables_model_row_of (model, unit);
  g_assert_cmpint (row, >=, 0);
  while (!ori_tables_model_cell_at (model, row, col, &cell))
    g_assert_cmpint (++col, <, 10);
  ori_grid_set_cursor (grid, row, col);
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  app_test_xdotool ("key Return");
  app_test_wait ((popover = app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER)) != NULL &&
                 gtk_widget_get_mapped (popover));
  return grid;
}

/* Goes with Tab to the button named so and presses it. */
static void
press_button (WindowFixture *f, OriGrid *grid, const char *text, guint nth)
{
  GtkWidget *popover = app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER);
  guint seen = 0;

  for (int i = 0; i < 20; i++) {
    GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));

    if (GTK_IS_BUTTON (focus) && gtk_widget_is_ancestor (focus, popover) &&
        g_strcmp0 (gtk_button_get_label (GTK_BUTTON (focus)), text) == 0 && seen++ == nth) {
      app_test_xdotool ("key space");
      /* It leaves the grid once it is closed. */
      app_test_wait (app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER) != popover);
      return;
    }
    app_test_xdotool ("key Tab");
  }
  g_assert_not_reached ();
}

static gboolean
has_label (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

/* Of two sources the older is pinned by keys; undone, made again, seen after reopening, taken back.
 */
static void
test_pin (WindowFixture *f, gconstpointer data)
{
  OriGrid *grid;

  import_both (f);
  g_assert_cmpfloat (get_kursk (f), ==, 125);
  grid = ask_kursk (f);
  g_assert_true (has_label (GTK_WIDGET (grid), "counts now"));
  press_button (f, grid, "_Count as Right", 1);
  g_assert_cmpfloat (get_kursk (f), ==, 120);
  app_test_xdotool ("key ctrl+z");
  app_test_wait (get_kursk (f) == 125);
  app_test_xdotool ("key ctrl+shift+z");
  app_test_wait (get_kursk (f) == 120);

  window_test_reopen (f);
  g_assert_cmpfloat (get_kursk (f), ==, 120);
  grid = ask_kursk (f);
  g_assert_true (has_label (GTK_WIDGET (grid), "pinned"));
  press_button (f, grid, "_Unpin", 0);
  g_assert_cmpfloat (get_kursk (f), ==, 125);
}

static GtkWidget *
find_row (GtkWidget *root, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (root) &&
      strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), title) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_row (child, title);
    if (found != NULL)
      return found;
  }
  return NULL;
}

/* A batch opens to what other sources dispute; a click leads to the cell in its file. */
static void
test_batch (WindowFixture *f, gconstpointer data)
{
  GtkWidget *page, *row;

  import_both (f);
  ori_window_show_page (f->window, "data");
  page = ori_window_get_page_widget (f->window, "data");
  row = find_row (page, "two.csv");
  g_assert_true (ADW_IS_EXPANDER_ROW (row));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  app_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  row = find_row (row, "sources disagree");
  g_assert_nonnull (row);
  window_test_activate (f->window);
  window_test_click (row);
  check_sheet ("125", 1, 1);
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
  ADD ("pin", test_pin);
  ADD ("batch", test_batch);
  status = g_test_run ();
  g_object_unref (window_test_application);
  return status;
}
