/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-test.h"

/* The import assistant in a real window, with real keys and clicks where they matter. */

typedef WindowFixture Fixture;

static OriImportView *
open_sheet (Fixture *f, const char *text)
{
  return window_test_import_text (f, "sheet.csv", text);
}

static OriImportView *
open_import (Fixture *f, const char *path)
{
  const char *paths[] = {path, NULL};

  return window_test_import (f, paths);
}

static void
close_view (OriImportView *view)
{
  gtk_window_destroy (GTK_WINDOW (view));
  app_test_settle ();
}

static guint
count_ready (OriImportView *view)
{
  return ori_stage_n_ready (ori_recognition_stage (ori_import_view_recognition (view)));
}

static const char counts[] = "Район;Дети, 2021;Школы, 2021\n"
                             "Курский;120;7\n"
                             "Льговский;95;5\n";

/* A digit on the keyboard corrects the column at once; it is taken back and made again by keys. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, counts);

  g_assert_cmpuint (count_ready (view), ==, 4);
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 0");
  app_test_wait (count_ready (view) == 2);
  app_test_xdotool ("key ctrl+z");
  app_test_wait (count_ready (view) == 4);
  app_test_xdotool ("key ctrl+shift+z");
  app_test_wait (count_ready (view) == 2);
  app_test_xdotool ("key 1");
  app_test_wait (count_ready (view) == 4);
  close_view (view);
}

/* A click on a letter or a cell states the role and offers others; digits work there too. */
static void
test_popover (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, counts);
  GtkWidget *title;

  window_test_click_cell (view->grid, -1, 2, 1);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  title = app_test_find (view->popover, GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (title)), ==, "Column C — now “Value”");
  app_test_xdotool ("key 0");
  app_test_wait (count_ready (view) == 2);
  app_test_settle ();
  window_test_click_cell (view->grid, 1, 2, 1);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  title = app_test_find (view->popover, GTK_TYPE_LABEL);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (title)), ==, "Column C — now “Do not use”");
  app_test_xdotool ("key Escape");
  close_view (view);
}

/* Closed over an open popover, the window goes all the same. */
static void
test_popover_left (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, counts);
  gpointer left = view;

  g_object_add_weak_pointer (G_OBJECT (view), &left);
  window_test_click_cell (view->grid, 1, 2, 1);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  gtk_window_destroy (GTK_WINDOW (view));
  app_test_wait (left == NULL);
  view = open_sheet (f, counts);
  left = view;
  g_object_add_weak_pointer (G_OBJECT (view), &left);
  gtk_menu_button_popup (view->reading_note);
  app_test_wait (
      gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (view->reading_note))));
  gtk_window_destroy (GTK_WINDOW (view));
  app_test_wait (left == NULL);
}

static const char shares[] = "Район;Всего, 2021;Участвовали, 2021;%, 2021\n"
                             "Курский;420;283;67\n"
                             "Льговский;105;4;4,2\n"
                             "Касторенский;200;50;30\n";

static void
choose (OriImportView *view, guint index)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (view->card_box));

  for (guint i = 0; i < index; i++)
    row = gtk_widget_get_next_sibling (row);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_first_child (row)), TRUE);
}

static const OriRecord *
record_at (OriImportView *view, guint row, guint col)
{
  OriRecognition *recognition = ori_import_view_recognition (view);
  guint n;
  const guint *indexes = ori_recognition_records_at (recognition, 0, row, col, &n);

  return n > 0 ? g_ptr_array_index (ori_recognition_stage (recognition)->records, indexes[0])
               : NULL;
}

/* One doubt is corrected to the number that fits, the next accepted; what is decided is counted and
 * comes back with Ctrl+Z, and the correction enters the workspace. */
static void
test_doubts (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, shares);

  g_assert_cmpstr (gtk_label_get_text (view->doubts_title), ==, "Doubts: 2");
  g_assert_cmpstr (gtk_label_get_text (view->card_count), ==, "1 of 2");
  app_test_xdotool ("key F8");
  app_test_wait (g_str_equal (gtk_label_get_text (view->card_count), "2 of 2"));
  app_test_xdotool ("key shift+F8");
  app_test_wait (g_str_equal (gtk_label_get_text (view->card_count), "1 of 2"));
  g_assert_cmpstr (gtk_label_get_text (view->card_place), ==, "D3: 4,2");
  choose (view, 1);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  g_assert_cmpfloat (record_at (view, 2, 1)->value, ==, 95);
  g_assert_cmpstr (gtk_label_get_text (view->doubts_title), ==, "Doubts: 1");
  g_assert_cmpstr (gtk_label_get_text (view->card_place), ==, "D4: 30");
  choose (view, 0);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  g_assert_cmpstr (gtk_label_get_text (view->doubts_title), ==, "No doubts");
  app_test_xdotool ("key ctrl+z");
  app_test_wait (g_str_equal (gtk_label_get_text (view->doubts_title), "Doubts: 1"));
  app_test_xdotool ("key ctrl+z");
  app_test_wait (record_at (view, 2, 1)->value == 105);
  app_test_xdotool ("key ctrl+shift+z");
  app_test_wait (record_at (view, 2, 1)->value == 95);
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  for (guint i = 0; i < ori_session_snapshot (f->session)->observations->len; i++) {
    const OriObservation *o =
        &g_array_index (ori_session_snapshot (f->session)->observations, OriObservation, i);
    g_assert_cmpfloat (o->value, !=, 105);
  }
}

/* What is typed must be a number; the doubt stays until it is. */
static void
test_wrong_correction (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, shares);
  GtkWidget *entry = g_ptr_array_index (view->card_entries, 1);

  gtk_editable_set_text (GTK_EDITABLE (entry), "много");
  choose (view, 1);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpfloat (record_at (view, 2, 1)->value, ==, 105);
  g_assert_cmpstr (gtk_label_get_text (view->doubts_title), ==, "Doubts: 2");
  close_view (view);
}

/* «Так же для похожих» decides all doubts of the kind as one step. */
static void
test_similar (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, shares);

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->card_similar)));
  gtk_check_button_set_active (view->card_similar, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  g_assert_cmpstr (gtk_label_get_text (view->doubts_title), ==, "No doubts");
  gtk_widget_activate_action (GTK_WIDGET (view), "import.undo", NULL);
  g_assert_cmpstr (gtk_label_get_text (view->doubts_title), ==, "Doubts: 2");
  close_view (view);
}

static const char unknown[] = "Охват обучающихся профориентацией, чел.;;\n"
                              "Муниципалитет;2020;2021\n"
                              "Беловский район;120;125\n"
                              "Марсианский район;95;100\n"
                              "Курский район;310;322\n";

/* A territory that is not known is chosen from the list by typing a part of its name. */
static void
test_choose_unit (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, unknown);

  g_assert_cmpuint (count_ready (view), ==, 4);
  choose (view, 0);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (view->popover, GTK_TYPE_SEARCH_ENTRY)),
                         "глушк");
  app_test_settle ();
  app_test_xdotool ("key Return");
  app_test_wait (count_ready (view) == 6);
  for (guint i = 0; i < view->findings->len; i++)
    g_assert_cmpstr (((const OriFinding *)g_ptr_array_index (view->findings, i))->rule, !=,
                     "orgunit-unknown");
  close_view (view);
}

/* One that is nowhere is made on the spot, and enters the workspace with its records. */
static void
test_new_unit (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, unknown);
  const GPtrArray *units;
  gboolean found = FALSE;

  choose (view, 1);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  app_test_xdotool ("key Return");
  app_test_wait (count_ready (view) == 6);
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  units = ori_session_snapshot (f->session)->orgunits;
  for (guint i = 0; i < units->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (units, i);
    found |= g_str_equal (unit->name, "Марсианский район") && g_str_equal (unit->parent, "R46") &&
             unit->level == ORI_ORGUNIT_MUNICIPALITY;
  }
  g_assert_true (found);
  g_assert_cmpuint (ori_session_snapshot (f->session)->observations->len, ==, 6);
}

static void
test_new_indicator (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, "Муниципалитет;Полёты на Луну, 2021\n"
                                       "Беловский район;120\n"
                                       "Курский район;310\n");

  g_assert_cmpuint (count_ready (view), ==, 0);
  choose (view, 1);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.settle", NULL);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  app_test_xdotool ("key Return");
  app_test_wait (count_ready (view) == 2);
  app_test_xdotool ("key ctrl+z");
  app_test_wait (count_ready (view) == 0);
  app_test_xdotool ("key ctrl+shift+z");
  app_test_wait (count_ready (view) == 2);
  close_view (view);
}

/* The list at the right follows the cell; what stays out is listed with its reason. */
static void
test_lists (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, "Сведения за 2021 год;;\nРайон;Дети;Школы\n"
                                       "Курский;120;7\nЛьговский;95;5\n;;\nИсп. Сидоров;;\n");
  OriRange range;
  int row, col;

  window_test_click_cell (view->grid, 3, 2, 1);
  app_test_xdotool ("key Escape");
  ori_grid_get_cursor (view->records_grid, &row, &col);
  g_assert_cmpint (row, ==, ori_records_model_find (view->records_model, 3, 2));
  g_assert_cmpint (row, >=, 0);
  gtk_toggle_button_set_active (view->show_unused, TRUE);
  g_assert_true (ori_grid_get_model (view->records_grid) == ORI_GRID_MODEL (view->unused_model));
  g_assert_cmpuint (ori_grid_model_n_rows (ORI_GRID_MODEL (view->unused_model)), ==, 2);
  g_assert_true (ori_unused_model_place (view->unused_model, 1, &range));
  g_assert_cmpuint (range.row1, ==, 5);
  close_view (view);
}

/* The separator can be told: the file is read anew at once. */
static void
test_options (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, counts);

  g_assert_true (gtk_widget_get_visible (view->options));
  g_assert_cmpuint (count_ready (view), ==, 4);
  gtk_drop_down_set_selected (view->separator, 4);
  g_assert_nonnull (view->work);
  g_assert_cmpuint (count_ready (view), ==, 4);
  /* Another choice, or none, before it is read. */
  gtk_drop_down_set_selected (view->separator, 2);
  gtk_drop_down_set_selected (view->separator, 0);
  g_assert_null (view->work);
  gtk_drop_down_set_selected (view->separator, 4);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.close", NULL);
  g_assert_null (view->work);
  g_assert_cmpuint (gtk_drop_down_get_selected (view->separator), ==, 0);
  gtk_drop_down_set_selected (view->separator, 2);
  gtk_drop_down_set_selected (view->separator, 4);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 0);
  gtk_drop_down_set_selected (view->separator, 1);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 4);
  close_view (view);

  /* Names that are in quotes in the file: without them the territories have quotes in them. */
  view = open_sheet (f, "\"Район\";\"Дети, 2021\"\n\"Курский\";\"12\"\n\"Льговский\";\"9\"\n");
  g_assert_cmpuint (count_ready (view), ==, 2);
  gtk_drop_down_set_selected (view->quote, 3);
  app_test_wait (view->work == NULL);
  {
    const OriSheet *sheet =
        ori_book_sheet (ori_recognition_book (ori_import_view_recognition (view)), 0);
    g_assert_cmpstr (ori_sheet_cell (sheet, 0, 0)->text, ==, "\"Район\"");
  }
  gtk_drop_down_set_selected (view->quote, 0);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 2);
  close_view (view);
}

/* A folder is read with what lies below it; what is no table is listed, lock files are not. */
static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *a = window_test_write (f, "сбор/а/первый.csv", counts);
  g_autofree char *b = window_test_write (f, "сбор/второй.csv", counts);
  g_autofree char *broken = window_test_write (f, "сбор/битый.xlsx", "PK\3\4 and nothing more");
  g_autofree char *picture = window_test_write (f, "сбор/фото.jpg", "\xff\xd8\xff");
  g_autofree char *lock = window_test_write (f, "сбор/~$второй.xlsx", "x");
  g_autofree char *folder = g_build_filename (f->folder, "сбор", NULL);
  OriImportView *view = open_import (f, folder);
  guint read = 0, foreign = 0;

  g_assert_cmpuint (view->readings->len, ==, 4);
  for (guint i = 0; i < view->readings->len; i++) {
    const OriReading *reading = g_ptr_array_index (view->readings, i);
    read += reading->import != NULL;
    foreign += reading->foreign;
    g_assert_true ((reading->import == NULL) == (reading->error != NULL));
  }
  g_assert_cmpuint (read, ==, 2);
  g_assert_cmpuint (foreign, ==, 1);
  /* What could not be read comes last, and is explained when it is chosen. */
  ori_import_view_select_file (view, 3);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (view->stack), ==, "broken");
  ori_import_view_select_file (view, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (view->stack), ==, "sheet");
  close_view (view);
}

static guint
count_ready_of (OriImportView *view, guint index)
{
  return ori_reading_count_ready (g_ptr_array_index (view->readings, index));
}

static void
write_form (Fixture *f, const char *name, const char *first, const char *second, int year)
{
  g_autofree char *text =
      g_strdup_printf ("Район;Дети, %d;Школы, %d\n%s;120;7\n%s;95;5\n", year, year, first, second);
  g_autofree char *path = window_test_write (f, name, text);
}

/* More files join those of an open assistant: what was decided and can be taken back stays, the
 * same file is not taken twice, and all come in as one step. */
static void
test_add (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "ещё", NULL);
  g_autofree char *first = g_build_filename (f->folder, "а.csv", NULL);
  g_autofree char *broken = window_test_write (f, "битый.xlsx", "PK\3\4 and nothing more");
  const char *one[] = {first, NULL}, *more[] = {folder, first, broken, NULL};
  g_autoptr (GError) error = NULL;
  OriImportView *view;

  write_form (f, "а.csv", "Курский", "Льговский", 2021);
  write_form (f, "ещё/б.csv", "Беловский", "Глушковский", 2021);
  view = open_import (f, first);
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 0");
  app_test_wait (count_ready (view) == 2);

  ori_import_view_add (view, one);
  g_assert_null (view->work);
  g_assert_cmpuint (view->readings->len, ==, 1);

  ori_import_view_add (view, more);
  g_assert_nonnull (view->work);
  g_assert_false (gtk_widget_get_sensitive (view->panes));
  app_test_wait (view->work == NULL);
  g_assert_true (gtk_widget_get_sensitive (view->panes));
  g_assert_cmpuint (view->readings->len, ==, 3);
  g_assert_cmpuint (view->included->len, ==, 3);
  g_assert_null (gtk_list_box_get_row_at_index (view->files, 3));
  g_assert_cmpuint (view->current, ==, 1);
  g_assert_cmpuint (count_ready_of (view, 0), ==, 2);
  g_assert_cmpuint (count_ready_of (view, 1), ==, 4);
  g_assert_null (((const OriReading *)g_ptr_array_index (view->readings, 2))->import);

  /* Mended, it takes the place of what could not be read. */
  g_assert_true (g_file_set_contents (broken, counts, -1, NULL));
  ori_import_view_add (view, more);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (view->readings->len, ==, 3);

  app_test_xdotool ("key ctrl+z");
  app_test_wait (count_ready_of (view, 0) == 4);
  app_test_xdotool ("key ctrl+shift+z");
  app_test_wait (count_ready_of (view, 0) == 2);
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (ori_session_snapshot (f->session)->batches->len, >=, 2);
  g_assert_true (ori_session_undo (f->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ori_session_cycles (f->session)->len, ==, 0);
}

/* Given up, the reading of more files leaves the assistant as it was. */
static void
test_add_cancel (Fixture *f, gconstpointer data)
{
  g_autofree char *second = window_test_write (f, "б.csv", counts);
  const char *paths[] = {second, NULL};
  OriImportView *view = open_sheet (f, counts);

  ori_import_view_add (view, paths);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.close", NULL);
  app_test_wait (view->work == NULL);
  g_assert_true (window_test_find_import () == view);
  g_assert_cmpuint (view->readings->len, ==, 1);
  g_assert_cmpuint (count_ready (view), ==, 4);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (view->stack), ==, "sheet");
  close_view (view);
}

/* Files of one form are decided once, taken back at once; one of them can be left to itself. */
static void
test_form (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (f->folder, "сбор", NULL);
  OriImportView *view;
  OriReading *own;

  write_form (f, "сбор/а.csv", "Курский", "Льговский", 2021);
  write_form (f, "сбор/б.csv", "Беловский", "Глушковский", 2021);
  write_form (f, "сбор/в.csv", "Рыльский", "Суджанский", 2021);
  view = open_import (f, folder);
  g_assert_cmpuint (view->readings->len, ==, 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->own_file)));
  ori_import_view_select_file (view, 2);
  gtk_check_button_set_active (view->own_file, TRUE);
  own = g_ptr_array_index (view->readings, 2);
  g_assert_true (own->own);
  ori_import_view_select_file (view, 0);
  g_assert_false (gtk_check_button_get_active (view->own_file));
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 0");
  app_test_wait (count_ready_of (view, 0) == 2);
  g_assert_cmpuint (count_ready_of (view, 1), ==, 2);
  g_assert_cmpuint (count_ready_of (view, 2), ==, 4);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.undo", NULL);
  g_assert_cmpuint (count_ready_of (view, 0), ==, 4);
  g_assert_cmpuint (count_ready_of (view, 1), ==, 4);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.redo", NULL);
  g_assert_cmpuint (count_ready_of (view, 1), ==, 2);
  /* What concerns one cell stays in its file. */
  ori_import_view_select_file (view, 1);
  window_test_click_cell (view->grid, 1, 1, 1);
  app_test_wait (view->popover != NULL && gtk_widget_get_mapped (view->popover));
  app_test_xdotool ("key Escape");
  {
    OriDecision *decision = ori_decision_new (ORI_DECIDE_CELL_OUT, 0, 1, 1);
    decision->flag = TRUE;
    ori_import_view_decide (view, decision);
  }
  g_assert_cmpuint (count_ready_of (view, 1), ==, 1);
  g_assert_cmpuint (count_ready_of (view, 0), ==, 2);
  /* It survives what is decided about the form afterwards. */
  ori_import_view_select_file (view, 0);
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 1");
  app_test_wait (count_ready_of (view, 0) == 4);
  g_assert_cmpuint (count_ready_of (view, 1), ==, 3);
  close_view (view);
}

/* What was decided is remembered under its name, and the next year's file is read so. */
static void
test_recipe (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "а 2022.csv", NULL);
  g_autoptr (GError) error = NULL;
  OriImportView *view;
  const GPtrArray *kept;

  write_form (f, "а 2021.csv", "Курский", "Льговский", 2021);
  write_form (f, "а 2022.csv", "Курский", "Льговский", 2022);
  {
    g_autofree char *first = g_build_filename (f->folder, "а 2021.csv", NULL);
    view = open_import (f, first);
  }
  g_assert_false (gtk_widget_get_visible (view->remember_row));
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 0");
  app_test_wait (count_ready (view) == 2);
  g_assert_true (gtk_widget_get_visible (view->remember_row));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (view->recipe_name)), ==, "Form A");
  gtk_editable_set_text (GTK_EDITABLE (view->recipe_name), "Сбор районов");
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  kept = ori_session_recipes (f->session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (((const OriKeptRecipe *)g_ptr_array_index (kept, 0))->recipe->name, ==,
                   "Сбор районов");
  view = open_import (f, path);
  g_assert_cmpuint (count_ready (view), ==, 2);
  g_assert_true (gtk_widget_get_visible (view->recipe_bar));
  g_assert_nonnull (strstr (gtk_label_get_text (view->recipe_label), "Сбор районов"));
  g_assert_false (gtk_widget_get_visible (view->remember_row));
  gtk_widget_activate_action (GTK_WIDGET (view), "import.drop-recipe", NULL);
  g_assert_cmpuint (count_ready (view), ==, 4);
  g_assert_false (gtk_widget_get_visible (view->recipe_bar));
  close_view (view);
}

static guint
count_recipes (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  const GPtrArray *kept = ori_session_recipes (f->session, &error);

  g_assert_no_error (error);
  return kept->len;
}

/* Two territories by so many counts: too much for one step of an import. */
static char *
make_wide_sheet (guint n)
{
  g_autoptr (GString) text = g_string_new ("Показатели за 2021 год\nМуниципалитет");

  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, ";Число школ вида %u", i);
  g_string_append (text, "\nКурский район");
  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, ";%u", 100 + i);
  g_string_append (text, "\nЛьговский район");
  for (guint i = 1; i <= n; i++)
    g_string_append_printf (text, ";%u", 50 + i);
  g_string_append_c (text, '\n');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Given up after its first step, an import leaves neither records nor its recipe. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autofree char *text = make_wide_sheet (700);
  g_autoptr (GError) error = NULL;
  OriImportView *view;

  view = open_sheet (f, text);
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 0");
  app_test_wait (view->work == NULL && count_ready (view) == 1398);
  g_assert_true (gtk_widget_get_visible (view->remember_row));
  gtk_widget_activate_action (GTK_WIDGET (view), "import.commit", NULL);
  g_assert_nonnull (view->commit);
  app_test_wait (gtk_progress_bar_get_fraction (view->progress) > 0);
  g_assert_nonnull (view->commit);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.close", NULL);
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_recipes (f), ==, 0);
  g_assert_cmpuint (ori_session_cycles (f->session)->len, ==, 0);
  g_assert_null (ori_session_undo_label (f->session));

  view = open_sheet (f, text);
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  app_test_xdotool ("key 0");
  app_test_wait (view->work == NULL && count_ready (view) == 1398);
  app_test_xdotool ("key ctrl+Return");
  app_test_wait (window_test_find_import () == NULL);
  g_assert_cmpuint (count_recipes (f), ==, 1);
  g_assert_true (ori_session_undo (f->session, &error));
  g_assert_cmpuint (count_recipes (f), ==, 0);
  g_assert_cmpuint (ori_session_cycles (f->session)->len, ==, 0);
}

static void
decide_role (OriImportView *view, guint col, OriCellRole role)
{
  OriDecision *decision = ori_decision_new (ORI_DECIDE_COLUMN_ROLE, 0, 0, col);

  decision->role = role;
  ori_import_view_decide (view, decision);
}

/* A long name, long names of sheets and doubts: the window still fits a desktop of 1024 pixels. */
static void
test_width (Fixture *f, gconstpointer data)
{
  static const char *const sheet =
      "<table:table table:name='Показатели муниципальных образований %d'>"
      "<table:table-row><table:table-cell office:value-type='string'>"
      "<text:p>Муниципалитет</text:p></table:table-cell>"
      "<table:table-cell office:value-type='float' office:value='2021'/></table:table-row>"
      "<table:table-row><table:table-cell office:value-type='string'>"
      "<text:p>Марсианский район</text:p></table:table-cell>"
      "<table:table-cell office:value-type='float' office:value='95'/></table:table-row>"
      "</table:table>";
  g_autofree char *first = g_strdup_printf (sheet, 1);
  g_autofree char *second = g_strdup_printf (sheet, 2);
  g_autofree char *book =
      g_strconcat ("<?xml version='1.0' encoding='UTF-8'?><office:document "
                   "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
                   "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
                   "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' "
                   "office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body>"
                   "<office:spreadsheet>",
                   first, second, "</office:spreadsheet></office:body></office:document>", NULL);
  OriImportView *view = window_test_import_text (
      f, "Мониторинг профориентационной работы муниципалитетов края за год.fods", book);
  int least;

  app_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->sheets)));
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 1000);
  close_view (view);
}

/* A large sheet is corrected in a job, while the window goes on showing what was there; the next
 * correction, Ctrl+Z and «Cancel» do not wait for it. */
static void
test_large (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, counts);
  const OriRecognition *before = ori_import_view_recognition (view);

  view->max_cells_at_once = 5;
  gtk_widget_grab_focus (GTK_WIDGET (view->grid));
  ori_grid_set_cursor (view->grid, 1, 2);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.undo", NULL);
  decide_role (view, 2, ORI_ROLE_UNUSED);
  g_assert_nonnull (view->work);
  g_assert_true (ori_import_view_recognition (view) == before);
  g_assert_cmpuint (count_ready (view), ==, 4);
  g_assert_true (gtk_widget_get_sensitive (view->panes));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (view->progress)));
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 2);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (view->progress)));

  /* What was there is still there: no job is needed to go back to it, or forth. */
  ori_import_view_undo (view);
  g_assert_null (view->work);
  g_assert_cmpuint (count_ready (view), ==, 4);
  ori_import_view_redo (view);
  g_assert_null (view->work);
  g_assert_cmpuint (count_ready (view), ==, 2);
  ori_import_view_undo (view);
  close_view (view);
}

/* Corrections that come while one is worked out join it, each a step of its own. */
static void
test_superseded (Fixture *f, gconstpointer data)
{
  OriImportView *view = open_sheet (f, counts);
  OriJob *first;

  view->max_cells_at_once = 5;
  decide_role (view, 1, ORI_ROLE_UNUSED);
  first = view->work;
  decide_role (view, 2, ORI_ROLE_UNUSED);
  g_assert_true (view->work != NULL && view->work != first);
  decide_role (view, 1, ORI_ROLE_VALUE);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (view->undo->len, ==, 3);
  g_assert_cmpuint (count_ready (view), ==, 2);
  /* The steps in between were never derived: that takes a job now. */
  ori_import_view_undo (view);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 0);
  ori_import_view_undo (view);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 2);
  ori_import_view_redo (view);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 0);
  ori_import_view_undo (view);
  ori_import_view_undo (view);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 4);
  g_assert_cmpuint (view->redo->len, ==, 3);

  /* Taken back before it is there: nothing is left to wait for, and it can be made again. */
  decide_role (view, 1, ORI_ROLE_UNUSED);
  g_assert_cmpuint (view->redo->len, ==, 0);
  ori_import_view_undo (view);
  g_assert_null (view->work);
  g_assert_cmpuint (count_ready (view), ==, 4);
  ori_import_view_redo (view);
  g_assert_nonnull (view->work);
  app_test_wait (view->work == NULL);
  g_assert_cmpuint (count_ready (view), ==, 2);

  /* «Cancel» gives up what is under way; the next one closes. */
  decide_role (view, 2, ORI_ROLE_UNUSED);
  gtk_widget_activate_action (GTK_WIDGET (view), "import.close", NULL);
  g_assert_null (view->work);
  g_assert_cmpuint (count_ready (view), ==, 2);
  g_assert_cmpuint (view->undo->len, ==, 1);
  decide_role (view, 2, ORI_ROLE_UNUSED);
  close_view (view);
}

int
main (int argc, char **argv)
{
  int status;

  window_test_application = app_test_init (&argc, &argv);
#define ADD(name, programme, func)                                                                 \
  g_test_add ("/app/import/" name, Fixture, programme, window_test_set_up, func,                   \
              window_test_tear_down)
  ADD ("keys", NULL, test_keys);
  ADD ("popover", NULL, test_popover);
  ADD ("popover-left", NULL, test_popover_left);
  ADD ("doubts", NULL, test_doubts);
  ADD ("wrong-correction", NULL, test_wrong_correction);
  ADD ("similar", NULL, test_similar);
  ADD ("choose-unit", NULL, test_choose_unit);
  ADD ("new-unit", NULL, test_new_unit);
  ADD ("new-indicator", "kaluga-2020", test_new_indicator);
  ADD ("lists", NULL, test_lists);
  ADD ("options", NULL, test_options);
  ADD ("folder", NULL, test_folder);
  ADD ("add", NULL, test_add);
  ADD ("add-cancel", NULL, test_add_cancel);
  ADD ("form", NULL, test_form);
  ADD ("recipe", NULL, test_recipe);
  ADD ("cancel", NULL, test_cancel);
  ADD ("large", NULL, test_large);
  ADD ("superseded", NULL, test_superseded);
  ADD ("width", NULL, test_width);
  status = g_test_run ();
  g_object_unref (window_test_application);
  return status;
}
