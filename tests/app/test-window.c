/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

#include "app/ori-page.h"
#include "app/ori-tables-model.h"

typedef WindowFixture Fixture;

static void
import_file (Fixture *f, const char *const *paths)
{
  ori_import_view_commit (window_test_import (f, paths));
  app_test_wait (window_test_find_import () == NULL);
}

static char *
get_csv (void)
{
  return g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "app", "kursk.csv", NULL);
}

static void
test_welcome (void)
{
  OriWindow *window = ori_window_new (window_test_application);

  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  g_assert_null (ori_window_get_session (window));
  g_assert_nonnull (app_test_find (GTK_WIDGET (window), GTK_TYPE_TOGGLE_BUTTON));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pages (Fixture *f, gconstpointer data)
{
  guint n;
  const OriPageInfo *table = ori_page_table (&n);

  for (guint i = 0; i < n; i++) {
    gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "i", (int)i + 1);
    gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
    g_assert_cmpstr (ori_window_get_page (f->window), ==, table[i].name);
    g_assert_nonnull (ori_window_get_page_widget (f->window, table[i].name));
  }
  /* No such page: nothing happens. */
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "i", 9);
  g_assert_cmpstr (ori_window_get_page (f->window), ==, table[n - 1].name);
}

/* Alt+N with the focus in the sidebar takes the focus along; with the focus in the page it stays.
 */
static void
test_focus (Fixture *f, gconstpointer data)
{
  GtkWidget *sidebar, *focus;

  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_nonnull (focus);
  g_assert_true (GTK_IS_LIST_BOX_ROW (focus));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (focus)));
  sidebar = gtk_widget_get_parent (focus);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "i", 3);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (sidebar), 2)));
  ori_window_show_page (f->window, "tables");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  g_assert_true (gtk_widget_child_focus (ori_window_get_page_widget (f->window, "tables"),
                                         GTK_DIR_TAB_FORWARD));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.page", "i", 1);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (focus == NULL || !gtk_widget_is_ancestor (focus, sidebar));
}

static GtkWidget *
find_label (GtkWidget *root, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* The name of a region takes two lines and pushes nothing out of the window; the tooltip says it
 * all. */
static void
test_long_name (Fixture *f, gconstpointer data)
{
  GtkWidget *title, *box, *last;
  GError *error = NULL;
  graphene_rect_t place;

  window_test_close (f);
  g_assert_cmpint (g_unlink (f->path), ==, 0);
  f->session = ori_session_create (f->path, "none", "09", TRUE, &error);
  g_assert_no_error (error);
  window_test_show (f);
  last = find_label (GTK_WIDGET (f->window), "Training data");
  g_assert_nonnull (last);
  box = gtk_widget_get_parent (last);
  title = gtk_widget_get_first_child (box);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (title)), ==, "Карачаево-Черкесская Республика");
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (title))), ==, 2);
  g_assert_nonnull (
      strstr (gtk_widget_get_tooltip_text (box), gtk_label_get_text (GTK_LABEL (title))));
  g_assert_true (gtk_widget_compute_bounds (last, GTK_WIDGET (f->window), &place));
  g_assert_cmpfloat (place.origin.y + place.size.height, <=,
                     gtk_widget_get_height (GTK_WIDGET (f->window)));
}

static void
test_import (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = get_csv ();
  const char *paths[] = {csv, NULL};
  const OriSnapshot *snapshot;

  import_file (f, paths);
  snapshot = ori_session_snapshot (f->session);
  g_assert_cmpuint (snapshot->observations->len, ==, 12);
  g_assert_cmpint (ori_session_cycle (f->session), ==, 2022);
}

static const OriObservation *
find_observation (const OriSnapshot *snapshot, const char *printed)
{
  for (guint i = 0; i < snapshot->observations->len; i++) {
    const OriObservation *o = &g_array_index (snapshot->observations, OriObservation, i);
    if (g_strcmp0 (o->printed, printed) == 0)
      return o;
  }
  return NULL;
}

static guint
find_column (OriTablesModel *model, const char *heading)
{
  for (guint col = 0; col < ori_grid_model_n_cols (ORI_GRID_MODEL (model)); col++) {
    g_autofree char *text = ori_grid_model_header_text (ORI_GRID_MODEL (model), col);
    if (g_str_equal (text, heading))
      return col;
  }
  g_assert_not_reached ();
}

static void
test_tables (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = get_csv ();
  const char *paths[] = {csv, NULL};
  OriTablesModel *model;
  OriGrid *grid;
  OriTableCell cell;
  guint shown, all;

  import_file (f, paths);
  ori_window_show_page (f->window, "tables");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  grid = ORI_GRID (app_test_find (ori_window_get_page_widget (f->window, "tables"), ORI_TYPE_GRID));
  model = ORI_TABLES_MODEL (ori_grid_get_model (grid));
  /* Largest of 2022 first: the city, whose number is that of the file. */
  ori_grid_sort_by (grid, find_column (model, "2022"), TRUE);
  g_assert_true (ori_tables_model_cell_at (model, 0, find_column (model, "2022"), &cell));
  g_assert_cmpfloat (cell.value.value, ==, 2304);
  g_assert_true (cell.value.source == find_observation (ori_session_snapshot (f->session), "2304"));
  g_assert_cmpuint (cell.value.source->cell.row, ==, 5);
  g_assert_cmpuint (cell.value.source->cell.col, ==, 3);
  ori_tables_model_set_filter (model, "ГЛУШКОВСКИЙ");
  ori_tables_model_counts (model, &shown, &all);
  g_assert_cmpuint (shown, ==, 1);
  g_assert_cmpuint (all, >, 20);
  g_assert_true (ori_tables_model_cell_at (model, 0, find_column (model, "2021"), &cell));
  g_assert_cmpint (cell.value.status, ==, ORI_STATUS_MISSING);
}

static void
test_retract_and_undo (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = get_csv ();
  const char *paths[] = {csv, NULL};
  const OriBatch *batch;

  import_file (f, paths);
  batch = g_ptr_array_index (ori_session_snapshot (f->session)->batches, 0);
  gtk_widget_activate_action (ori_window_get_page_widget (f->window, "data"), "data.set-live",
                              "(xb)", batch->id, FALSE);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 0);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 12);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.redo", NULL);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 0);
}

static guint
count_ready (void)
{
  return ori_stage_n_ready (
      ori_recognition_stage (ori_import_view_recognition (window_test_find_import ())));
}

static void
choose_orgunit (OriImportView *view, const char *name)
{
  GListModel *names = gtk_drop_down_get_model (view->orgunit);
  guint i = 0;

  while (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (names), i), name) != 0)
    g_assert_cmpuint (++i, <, g_list_model_get_n_items (names));
  gtk_drop_down_set_selected (view->orgunit, i);
}

/* Neither territory nor year in the sheet: both are asked for, and all comes in then. */
static void
test_import_missing (Fixture *f, gconstpointer data)
{
  OriImportView *view = window_test_import_text (f, "sheet.csv",
                                                 "Показатели профориентации;Значение\n"
                                                 "Охват обучающихся профориентацией, чел.;120\n"
                                                 "Число школ с кабинетом профориентации, ед.;7\n"
                                                 "Число педагогов-навигаторов, чел.;15\n");
  const OriSnapshot *snapshot;
  const OriObservation *observation;

  g_assert_cmpuint (count_ready (), ==, 0);
  g_assert_true (gtk_widget_get_visible (view->orgunit_row));
  g_assert_true (gtk_widget_get_visible (view->year_row));
  g_assert_nonnull (strstr (gtk_label_get_text (view->summary), "3 records stay out"));
  choose_orgunit (view, "Глушковский МР");
  g_assert_cmpuint (count_ready (), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (view->year), "202");
  g_assert_cmpuint (count_ready (), ==, 0);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (view->year), "error"));
  gtk_editable_set_text (GTK_EDITABLE (view->year), "2021");
  g_assert_cmpuint (count_ready (), ==, 3);
  g_assert_null (strstr (gtk_label_get_text (view->summary), "stay out"));
  /* What was chosen stays in sight; it can be taken back and chosen anew. */
  choose_orgunit (view, "Not chosen");
  g_assert_cmpuint (count_ready (), ==, 0);
  choose_orgunit (view, "Беловский МР");
  g_assert_cmpuint (count_ready (), ==, 3);
  g_assert_true (gtk_widget_get_visible (view->orgunit_row));
  ori_import_view_commit (view);
  app_test_wait (window_test_find_import () == NULL);
  snapshot = ori_session_snapshot (f->session);
  observation = find_observation (snapshot, "120");
  g_assert_cmpstr (ori_snapshot_orgunit (snapshot, observation->orgunit)->short_name, ==,
                   "Беловский МР");
  g_assert_cmpint (ori_snapshot_period (snapshot, observation->period)->year, ==, 2021);
}

static void
test_import_sheet_use (Fixture *f, gconstpointer data)
{
  OriImportView *view = window_test_import_text (f, "sheet.csv",
                                                 "Охват обучающихся профориентацией, чел.;;\n"
                                                 "Муниципалитет;2020;2021\n"
                                                 "Беловский район;120;125\n"
                                                 "Курский район;310;322\n");

  g_assert_cmpuint (count_ready (), ==, 4);
  gtk_check_button_set_active (view->use_sheet, FALSE);
  g_assert_cmpuint (count_ready (), ==, 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->use_sheet)));
  gtk_check_button_set_active (view->use_sheet, TRUE);
  g_assert_cmpuint (count_ready (), ==, 4);
  gtk_window_destroy (GTK_WINDOW (view));
}

/* One file that cannot be read does not stop the other; the duplicate stays out unasked. */
static void
test_broken_and_duplicate (Fixture *f, gconstpointer data)
{
  g_autofree char *csv = get_csv ();
  g_autofree char *broken = g_build_filename (f->folder, "broken.xlsx", NULL);
  const char *both[] = {broken, csv, NULL}, *again[] = {csv, NULL};
  OriDataPage *page;

  g_assert_true (g_file_set_contents (broken, "PK\3\4 and nothing more", -1, NULL));
  import_file (f, both);
  g_assert_cmpuint (ori_session_snapshot (f->session)->batches->len, ==, 1);
  page = ORI_DATA_PAGE (ori_window_get_page_widget (f->window, "data"));
  ori_data_page_import (page, again);
  app_test_wait (window_test_find_import () != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window_test_find_import ()));
  gtk_widget_activate_action (GTK_WIDGET (window_test_find_import ()), "import.commit", NULL);
  app_test_settle ();
  g_assert_cmpuint (ori_session_snapshot (f->session)->batches->len, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window_test_find_import ()));
  g_unlink (broken);
}

int
main (int argc, char **argv)
{
  int status;

  window_test_application = app_test_init (&argc, &argv);
#define ADD(name, func)                                                                            \
  g_test_add ("/app/window/" name, Fixture, NULL, window_test_set_up, func, window_test_tear_down)
  g_test_add_func ("/app/window/welcome", test_welcome);
  ADD ("pages", test_pages);
  ADD ("focus", test_focus);
  ADD ("long-name", test_long_name);
  ADD ("import", test_import);
  ADD ("import-missing", test_import_missing);
  ADD ("import-sheet-use", test_import_sheet_use);
  ADD ("tables", test_tables);
  ADD ("retract-and-undo", test_retract_and_undo);
  ADD ("broken-and-duplicate", test_broken_and_duplicate);
  status = g_test_run ();
  g_object_unref (window_test_application);
  return status;
}
