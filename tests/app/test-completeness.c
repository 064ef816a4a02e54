/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-completeness-view.h"
#include "app/ori-cover-words.h"
#include "app/ori-data-page.h"
#include "app/ori-grid-private.h"
#include "app/ori-reminder-window.h"
#include "core/ori-json.h"
#include "pages-test.h"

static OriCompletenessView *
get_view (PagesFixture *f)
{
  OriCompletenessView *view =
      ORI_COMPLETENESS_VIEW (app_test_find (pages_show (f, "data"), ORI_TYPE_COMPLETENESS_VIEW));

  app_test_wait (!ori_completeness_view_is_busy (view));
  return view;
}

static OriGrid *
get_grid (OriCompletenessView *view)
{
  return ORI_GRID (app_test_find (GTK_WIDGET (view), ORI_TYPE_GRID));
}

static GObject *
get_child (OriCompletenessView *view, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (view), ORI_TYPE_COMPLETENESS_VIEW, name);
}

static void
import_text (OriSession *session, const char *folder, const char *text)
{
  g_autofree char *path = g_build_filename (folder, "sheet.csv", NULL);
  g_autoptr (OriImport) import = NULL;
  GError *error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import = ori_import_new (session, path);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (session, import, NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
}

/* The period of `completeness --json` that the window shows. An open workspace is locked: the
 * command reads a copy. */
static json_t *
run_command (PagesFixture *f, const char *level)
{
  g_autofree char *copy = g_build_filename (f->folder, "copy.orientir", NULL);
  g_autofree char *year = g_strdup_printf ("%d", ori_session_cycle (f->session));
  g_autoptr (GFile) from = g_file_new_for_path (f->path);
  g_autoptr (GFile) to = g_file_new_for_path (copy);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;
  GError *error = NULL;
  json_t *root;

  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, ORIENTIR_CLI, "completeness",
                              copy, "--level", level, "--period", year, "--json", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  g_remove (copy);
  root = json_loads (out, 0, NULL);
  g_assert_nonnull (root);
  return root;
}

static void
compare_with_command (PagesFixture *f, OriCompletenessView *view, const char *level)
{
  OriCompletenessModel *model = ori_completeness_view_model (view);
  const OriCompleteness *found = ori_completeness_model_found (model);
  g_autoptr (json_t) root = run_command (f, level);
  const json_t *period = json_array_get (json_object_get (root, "periods"), 0);
  const json_t *units = json_object_get (period, "orgunits");
  g_autofree char *rate = ori_cover_rate (&found->total);

  g_assert_cmpstr (ori_json_string (root, "level"), ==, level);
  g_assert_cmpfloat (ori_json_number (period, "present", -1), ==, found->total.present);
  g_assert_cmpfloat (ori_json_number (period, "expected", -1), ==, found->total.expected);
  g_assert_cmpfloat (ori_json_number (period, "silent_orgunits", -1), ==, found->n_silent);
  g_assert_cmpfloat (ori_json_number (period, "incomplete_orgunits", -1), ==, found->n_incomplete);
  g_assert_cmpuint (json_array_size (units), ==, found->orgunits->len);
  g_assert_cmpuint (json_array_size (units), ==, ori_completeness_model_n_shown (model));
  for (guint row = 0; row < found->orgunits->len; row++) {
    const json_t *unit = json_array_get (units, row), *cells = json_object_get (unit, "cells");

    g_assert_cmpfloat (ori_json_number (unit, "present", -1), ==, found->by_orgunit[row].present);
    g_assert_cmpuint (json_array_size (cells), ==, found->indicators->len);
    for (guint col = 0; col < found->indicators->len; col++)
      g_assert_cmpstr (ori_json_string (json_array_get (cells, col), "state"), ==,
                       ori_cover_code ((OriCover)ori_completeness_cell (found, row, col)->state));
  }
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (get_child (view, "rate"))), ==, rate);
}

static void
test_same_as_command (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view = get_view (f);
  GtkDropDown *level = GTK_DROP_DOWN (get_child (view, "level"));

  compare_with_command (f, view, "municipality");
  /* The level is chosen in the window as it is on the command line. */
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (level)));
  gtk_drop_down_set_selected (level, 0);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  app_test_wait (!ori_completeness_view_is_busy (view));
  compare_with_command (f, view, "region");
  g_assert_cmpuint (ori_completeness_model_n_shown (ori_completeness_view_model (view)), ==, 1);
}

static char *
describe (OriCompletenessView *view, const char *unit, const char *indicator)
{
  OriCompletenessModel *model = ori_completeness_view_model (view);
  guint row, col;

  if (!ori_completeness_model_find (
          model, ori_snapshot_find_orgunit (ori_completeness_model_snapshot (model), unit),
          indicator, &row, &col))
    return NULL;
  return ori_grid_model_describe (ORI_GRID_MODEL (model), row, col);
}

static void
test_refresh (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view = get_view (f);
  OriCompletenessModel *model = ori_completeness_view_model (view);
  guint present = ori_completeness_model_found (model)->total.present;
  const OriSnapshot *snapshot = ori_session_snapshot (f->session);
  const OriBatch *batch = g_ptr_array_index (snapshot->batches, snapshot->batches->len - 1);
  GError *error = NULL;

  g_assert_cmpint (ori_completeness_model_found (model)->cycle, ==, 2023);
  ori_session_set_batch_live (f->session, batch->id, FALSE, &error);
  g_assert_no_error (error);
  /* What was shown stays until the new numbers are there: those of the year before. */
  g_assert_cmpint (ori_completeness_model_found (model)->cycle, ==, 2023);
  app_test_wait (ori_completeness_model_found (model)->cycle == 2022);
  compare_with_command (f, view, "municipality");
  ori_session_undo (f->session, &error);
  g_assert_no_error (error);
  ori_session_set_cycle (f->session, 2023);
  app_test_wait (ori_completeness_model_found (model)->cycle == 2023);
  g_assert_cmpuint (ori_completeness_model_found (model)->total.present, ==, present);
}

static void
test_filters (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view = get_view (f);
  OriCompletenessModel *model = ori_completeness_view_model (view);
  const OriCompleteness *found = ori_completeness_model_found (model);
  GtkStack *stack = GTK_STACK (get_child (view, "stack"));
  OriCoverPlace place, next;

  g_assert_true (ori_completeness_model_incomplete_first (model));
  for (guint row = 0; row + 1 < ori_completeness_model_n_shown (model); row++) {
    g_assert_true (ori_completeness_model_place_at (model, row, 0, &place));
    g_assert_true (ori_completeness_model_place_at (model, row + 1, 0, &next));
    g_assert_cmpuint (found->by_orgunit[place.row].present, <=,
                      found->by_orgunit[next.row].present);
  }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_child (view, "order")), 1);
  g_assert_false (ori_completeness_model_incomplete_first (model));
  g_assert_true (ori_completeness_model_place_at (model, 0, 0, &place));
  g_assert_cmpuint (place.row, ==, 0);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_child (view, "show_incomplete")), TRUE);
  g_assert_cmpuint (ori_completeness_model_n_shown (model), ==, found->n_incomplete);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_child (view, "show_doubtful")), TRUE);
  g_assert_cmpuint (ori_completeness_model_n_shown (model), ==, found->n_doubtful);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_child (view, "show_all")), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (get_child (view, "search")), "кочуб");
  app_test_wait (ori_completeness_model_n_shown (model) == 1);
  gtk_editable_set_text (GTK_EDITABLE (get_child (view, "search")), "нет такого");
  app_test_wait (ori_completeness_model_n_shown (model) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "nobody");
  gtk_editable_set_text (GTK_EDITABLE (get_child (view, "search")), "");
  app_test_wait (ori_completeness_model_n_shown (model) == found->orgunits->len);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "matrix");
}

static const char *
get_announced (OriGrid *grid)
{
  return ori_grid_cell_widget_text (ORI_GRID_CELL_WIDGET (ori_grid_get_focus_child (grid)));
}

/* A missing cell says what it is, opens with a remedy, and the remedy can be undone. */
static void
test_remedy (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view = get_view (f);
  OriCompletenessModel *model = ori_completeness_view_model (view);
  OriGrid *grid = get_grid (view);
  GtkWidget *popover;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint row, col, orgunit;

  orgunit = ori_snapshot_find_orgunit (ori_completeness_model_snapshot (model), "Арзгирский МО");
  g_assert_true (ori_completeness_model_find (model, orgunit, "СО6.2", &row, &col));
  ori_grid_set_cursor (grid, (int)row, (int)col);
  before = g_strdup (get_announced (grid));
  g_assert_true (g_str_has_prefix (before, "Арзгирский МО, "));
  g_assert_true (g_str_has_suffix (before, ": no data, the deadline has passed"));
  g_signal_emit_by_name (grid, "activate-cell", row, col);
  popover = app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER);
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_visible (popover));
  gtk_widget_activate_action (
      popover, "cover.not-applicable", "(ss)",
      ori_snapshot_orgunit (ori_session_snapshot (f->session), orgunit)->code, "СО6.2");
  app_test_wait (ori_completeness_model_found (model)->total.crossed == 1);
  after = describe (view, "Арзгирский МО", "СО6.2");
  g_assert_true (g_str_has_suffix (after, ": not applicable"));
  compare_with_command (f, view, "municipality");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_wait (ori_completeness_model_found (model)->total.crossed == 0);
}

/* A reported cell leads to the cell of its file. */
static void
test_provenance (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view = get_view (f);
  OriGrid *grid = get_grid (view);
  OriCompletenessModel *model = ori_completeness_view_model (view);
  GtkWidget *popover;
  guint row, col;

  g_assert_true (ori_completeness_model_find (
      model, ori_snapshot_find_orgunit (ori_completeness_model_snapshot (model), "Арзгирский МО"),
      "СО1.1", &row, &col));
  g_signal_emit_by_name (grid, "activate-cell", row, col);
  popover = app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER);
  g_assert_nonnull (popover);
  /* The neighbourhood of the source is read in the background. */
  app_test_wait (app_test_find (popover, ORI_TYPE_GRID) != NULL);
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_test_wait (app_test_find (GTK_WIDGET (grid), GTK_TYPE_POPOVER) == NULL);
}

/* The button of the page counts those who lack something; their letters can be copied. */
static void
test_reminders (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view = get_view (f);
  OriCompletenessModel *model = ori_completeness_view_model (view);
  GtkWidget *page = pages_show (f, "data");
  GObject *button = gtk_widget_get_template_child (page, ORI_TYPE_DATA_PAGE, "remind");
  OriSnapshot *snapshot = ori_completeness_model_snapshot (model);
  guint orgunit = ori_snapshot_find_orgunit (snapshot, "Арзгирский МО");
  OriReminderWindow *window;
  g_autofree char *first = NULL;
  g_autofree char *chosen = NULL;

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)));
  window = ori_reminder_window_new (GTK_WINDOW (f->window), snapshot,
                                    ori_completeness_model_found (model), G_MAXUINT);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  first = ori_reminder_window_letter (window);
  g_assert_nonnull (strstr (first, "Не хватает:\n– "));
  gtk_window_destroy (GTK_WINDOW (window));
  window = ori_reminder_window_new (GTK_WINDOW (f->window), snapshot,
                                    ori_completeness_model_found (model), orgunit);
  chosen = ori_reminder_window_letter (window);
  g_assert_nonnull (strstr (chosen, ori_snapshot_orgunit (snapshot, orgunit)->name));
  g_assert_nonnull (strstr (chosen, "15 мая 2023 года"));
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
}

static void
test_schools (PagesFixture *f, gconstpointer data)
{
  OriCompletenessView *view;
  OriCompletenessModel *model;
  GtkDropDown *level;
  g_autofree char *sum = NULL;
  g_autofree char *school = NULL;
  const OriIndicator *indicator;

  import_text (f->session, f->folder,
               "Билет в будущее, 2022 год;;;\nШкола;Всего;Участвовали;%\n"
               "МБОУ СОШ № 5 г. Ставрополя;500;300;60\nМБОУ СОШ № 7 г. Ставрополя;100;30;30\n"
               "МБОУ СОШ № 1 г. Пятигорска;100;н/д;н/д\nМБОУ СОШ № 2 г. Пятигорска;100;10;10\n");
  view = get_view (f);
  model = ori_completeness_view_model (view);
  level = GTK_DROP_DOWN (get_child (view, "level"));
  app_test_wait (ori_completeness_model_found (model)->total.present > 0);
  compare_with_command (f, view, "municipality");
  indicator = g_ptr_array_index (ori_completeness_model_found (model)->indicators, 0);
  sum = describe (view, "г. Пятигорск", indicator->code);
  g_assert_nonnull (sum);
  g_assert_true (g_str_has_suffix (sum, ": sum of 1 of 2 schools"));
  gtk_drop_down_set_selected (level, 2);
  app_test_wait (ori_completeness_model_found (model)->level == ORI_ORGUNIT_SCHOOL);
  compare_with_command (f, view, "school");
  indicator = g_ptr_array_index (ori_completeness_model_found (model)->indicators, 0);
  school = describe (view, "МБОУ СОШ № 1 г. Пятигорска", indicator->code);
  g_assert_nonnull (school);
  g_assert_true (g_str_has_suffix (school, ": no data, as the source says"));
}

/* No two states look alike, and none reads like another. */
static void
test_states (void)
{
  OriCompleteness found = {.due = ORI_DUE_PASSED};
  g_autoptr (GHashTable) looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint state = 0; state <= ORI_COVER_NOT_ASKED; state++) {
    OriCoverCell cell = {.state = (guint8)state};
    OriGridBox box;
    OriTone tone;
    const char *text;

    ori_cover_box ((OriCover)state, ORI_DUE_PASSED, &box, &tone, &text);
    g_assert_true (
        g_hash_table_add (looks, g_strdup_printf ("%d %s", (int)box, text != NULL ? text : "")));
    g_assert_true (g_hash_table_add (words, ori_cover_words (&found, &cell)));
  }
}

static void
test_deadline (void)
{
  static const struct {
    OriDue due;
    int days;
    const char *date, *words, *missing;
  } cases[] = {
      {ORI_DUE_NONE, 0, NULL, NULL, "no data"},
      {ORI_DUE_AHEAD, 20, "15 May", "20 days left", "no data yet, the deadline is ahead"},
      {ORI_DUE_SOON, 1, "15 May", "1 day left", "no data yet, the deadline is ahead"},
      {ORI_DUE_SOON, 0, "15 May", "today", "no data yet, the deadline is ahead"},
      {ORI_DUE_PASSED, 3, "15 May", "has passed", "no data, the deadline has passed"},
      {ORI_DUE_PASSED, 800, "15 May 2023", "has passed", "no data, the deadline has passed"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriCompleteness found = {.due = cases[i].due, .days = cases[i].days};
    OriCoverCell cell = {.state = ORI_COVER_MISSING};
    g_autofree char *date = NULL;
    g_autofree char *words = NULL;
    g_autofree char *missing = NULL;

    g_date_set_dmy (&found.deadline, 15, G_DATE_MAY, 2023);
    date = ori_due_date (&found);
    words = ori_due_words (&found);
    missing = ori_cover_words (&found, &cell);
    g_assert_cmpstr (date, ==, cases[i].date);
    g_assert_cmpstr (words, ==, cases[i].words);
    g_assert_cmpstr (missing, ==, cases[i].missing);
  }
}

static void
add_tests (void)
{
  static const struct {
    const char *path;
    gboolean with_data;
    void (*func) (PagesFixture *, gconstpointer);
  } tests[] = {
      {"/app/completeness/same-as-command", TRUE, test_same_as_command},
      {"/app/completeness/refresh", TRUE, test_refresh},
      {"/app/completeness/filters", TRUE, test_filters},
      {"/app/completeness/remedy", TRUE, test_remedy},
      {"/app/completeness/provenance", TRUE, test_provenance},
      {"/app/completeness/reminders", TRUE, test_reminders},
      {"/app/completeness/schools", FALSE, test_schools},
  };

  g_test_add_func ("/app/completeness/states", test_states);
  g_test_add_func ("/app/completeness/deadline", test_deadline);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, PagesFixture, tests[i].with_data ? "data" : NULL, pages_set_up,
                tests[i].func, pages_tear_down);
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
