/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "app/ori-grid-private.h"

/* A model of any size whose cell says where it is; sorted, it counts backwards. */
#define TEST_TYPE_MODEL (test_model_get_type ())
G_DECLARE_FINAL_TYPE (TestModel, test_model, TEST, MODEL, GObject)

struct _TestModel {
  GObject parent_instance;
  guint n_rows, n_cols, n_footer, n_frozen;
  gboolean backwards;
  guint n_asked;
  const char *sample;
  gboolean yielding; /* the first column fills, the others give it their room, the second first */
};

static void test_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestModel, test_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL, test_model_iface_init))

static guint
get_n_rows (OriGridModel *model)
{
  return TEST_MODEL (model)->n_rows;
}

static guint
get_n_cols (OriGridModel *model)
{
  return TEST_MODEL (model)->n_cols;
}

static guint
get_n_footer (OriGridModel *model)
{
  return TEST_MODEL (model)->n_footer;
}

static guint
get_n_frozen (OriGridModel *model)
{
  return TEST_MODEL (model)->n_frozen;
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  TestModel *self = TEST_MODEL (model);

  self->n_asked++;
  cell->text = g_strdup_printf ("r%u c%u", self->backwards ? self->n_rows - 1 - row : row, col);
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  header->text = g_strdup_printf ("C%u", col);
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  column->width = 80;
  column->sample = TEST_MODEL (model)->sample;
  column->sortable = TRUE;
  if (TEST_MODEL (model)->yielding) {
    column->sample = col == 0 ? column->sample : NULL;
    column->fills = col == 0;
    column->yields = col;
  }
}

static void
sort (OriGridModel *model, guint col, gboolean descending)
{
  TEST_MODEL (model)->backwards = descending;
  ori_grid_model_changed (model);
}

static void
test_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->n_footer_rows = get_n_footer;
  iface->n_frozen_cols = get_n_frozen;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->sort = sort;
}

static void
test_model_class_init (TestModelClass *klass)
{
}

static void
test_model_init (TestModel *self)
{
}

typedef struct {
  GtkWidget *window;
  OriGrid *grid;
  TestModel *model;
} Fixture;

static void
open_window (Fixture *f, gconstpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  f->model = g_object_new (TEST_TYPE_MODEL, NULL);
  f->model->n_rows = 40000;
  f->model->n_cols = 60;
  f->model->n_frozen = 1;
  f->grid = g_object_new (ORI_TYPE_GRID, NULL);
  ori_grid_set_model (f->grid, ORI_GRID_MODEL (f->model));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (f->grid));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), scrolled);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
  gtk_widget_grab_focus (GTK_WIDGET (f->grid));
  app_test_settle ();
}

static void
close_window (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->model);
}

static const char *
get_announced (Fixture *f)
{
  return ori_grid_cell_widget_text (ORI_GRID_CELL_WIDGET (ori_grid_get_focus_child (f->grid)));
}

static void
test_only_visible (Fixture *f, gconstpointer data)
{
  f->model->n_asked = 0;
  gtk_widget_queue_draw (GTK_WIDGET (f->grid));
  gtk_test_widget_wait_for_draw (f->window);
  g_assert_cmpuint (f->model->n_asked, >, 50);
  g_assert_cmpuint (f->model->n_asked, <, 1000);
}

static void
test_focus_child (Fixture *f, gconstpointer data)
{
  GtkWidget *first = ori_grid_get_focus_child (f->grid), *second;

  g_assert_true (gtk_widget_is_focus (first));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->grid), GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  ori_grid_set_cursor (f->grid, 3, 2);
  second = ori_grid_get_focus_child (f->grid);
  g_assert_true (second != first);
  g_assert_true (gtk_widget_is_focus (second));
  g_assert_false (gtk_widget_get_child_visible (first));
  g_assert_cmpstr (get_announced (f), ==, "r3 c0, C2: r3 c2");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (second), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "r3 c0, C2: r3 c2");
}

static void
test_scroll_to_cursor (Fixture *f, gconstpointer data)
{
  GdkRectangle area;

  ori_grid_set_cursor (f->grid, 39999, 59);
  app_test_settle ();
  ori_grid_cell_area (f->grid, 39999, 59, &area);
  g_assert_cmpint (area.y, >=, 0);
  g_assert_cmpint (area.y + area.height, <=, gtk_widget_get_height (GTK_WIDGET (f->grid)));
  g_assert_cmpint (area.x + area.width, <=, gtk_widget_get_width (GTK_WIDGET (f->grid)));
  /* Frozen, the first column has not moved. */
  ori_grid_cell_area (f->grid, 39999, 0, &area);
  g_assert_cmpint (area.x, ==, 0);
}

static void
test_cursor_stays_inside (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL;
  int row, col;

  ori_grid_set_cursor (f->grid, 1000000, 1000);
  ori_grid_get_cursor (f->grid, &row, &col);
  g_assert_cmpint (row, ==, 39999);
  g_assert_cmpint (col, ==, 59);
  f->model->n_rows = 5;
  ori_grid_model_changed (ORI_GRID_MODEL (f->model));
  ori_grid_get_cursor (f->grid, &row, &col);
  g_assert_cmpint (row, ==, 4);
  f->model->n_rows = 0;
  ori_grid_model_changed (ORI_GRID_MODEL (f->model));
  gtk_test_widget_wait_for_draw (f->window);
  text = ori_grid_selection_text (f->grid);
  g_assert_cmpstr (text, ==, "");
}

static void
test_footer (Fixture *f, gconstpointer data)
{
  GdkRectangle area;

  f->model->n_footer = 1;
  ori_grid_model_changed (ORI_GRID_MODEL (f->model));
  app_test_settle ();
  ori_grid_cell_area (f->grid, 39999, 0, &area);
  g_assert_cmpint (area.y + area.height, ==, gtk_widget_get_height (GTK_WIDGET (f->grid)));
}

static void
test_sort (Fixture *f, gconstpointer data)
{
  ori_grid_sort_by (f->grid, 1, TRUE);
  g_assert_cmpstr (get_announced (f), ==, "C0: r39999 c0");
  ori_grid_sort_by (f->grid, 1, FALSE);
  g_assert_cmpstr (get_announced (f), ==, "C0: r0 c0");
}

static void
test_copy (Fixture *f, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *many = NULL;

  ori_grid_set_cursor (f->grid, 2, 3);
  one = ori_grid_selection_text (f->grid);
  g_assert_cmpstr (one, ==, "r2 c3");
  ori_grid_move_cursor (f->grid, 3, 4, TRUE);
  many = ori_grid_selection_text (f->grid);
  g_assert_cmpstr (many, ==, "C3\tC4\nr2 c3\tr2 c4\nr3 c3\tr3 c4\n");
}

static void
test_hit (Fixture *f, gconstpointer data)
{
  int row, col;

  g_assert_true (ori_grid_hit (f->grid, 85, 5, &row, &col));
  g_assert_cmpint (row, ==, -1);
  g_assert_cmpint (col, ==, 1);
  g_assert_true (ori_grid_hit (f->grid, 165, ori_grid_row_y (f->grid, 4) + 1, &row, &col));
  g_assert_cmpint (row, ==, 4);
  g_assert_cmpint (col, ==, 2);
  g_assert_cmpint (ori_grid_hit_border (f->grid, 160, 5), ==, 1);
  ori_grid_resize_column (f->grid, 1, 120);
  g_assert_cmpint (ori_grid_hit_border (f->grid, 200, 5), ==, 1);
}

/* A slanted heading is hit where it leans to, and the last one has room. */
static void
test_slanted (Fixture *f, gconstpointer data)
{
  double height;
  int row, col;

  ori_grid_set_slanted (f->grid, TRUE);
  app_test_settle ();
  height = ori_grid_headers_height (f->grid);
  g_assert_cmpfloat (height, >, 100);
  g_assert_true (ori_grid_hit (f->grid, 165 + 90, height - 90, &row, &col));
  g_assert_cmpint (row, ==, -1);
  g_assert_cmpint (col, ==, 2);
  g_assert_true (ori_grid_hit (f->grid, 165, height + 5, &row, &col));
  g_assert_cmpint (col, ==, 2);
  /* Frozen headings stand upright. */
  g_assert_true (ori_grid_hit (f->grid, 75, 5, &row, &col));
  g_assert_cmpint (col, ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_upper (f->grid->adjustment[0]), >, 59 * 80 + 100);
}

/* Every line of a sample counts, not the first alone. */
static void
test_sample (Fixture *f, gconstpointer data)
{
  double longest;

  f->model->sample = "a sample that is long";
  longest = ori_grid_measure_column (f->grid, 1);
  g_assert_cmpfloat (longest, >, 80);
  f->model->sample = "short\na sample that is long\nshort";
  g_assert_cmpfloat (ori_grid_measure_column (f->grid, 1), ==, longest);
}

static void
set_sample (Fixture *f, const char *sample)
{
  f->model->sample = sample;
  ori_grid_model_changed (ORI_GRID_MODEL (f->model));
  app_test_settle ();
}

/* Columns give up their room to the one that is to be read whole, and come back with it. */
static void
test_yield (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) sample = g_string_new ("short");
  int row, col;

  f->model->n_cols = 3;
  f->model->yielding = TRUE;
  set_sample (f, sample->str);
  g_assert_false (ori_grid_is_hidden (f->grid, 1));
  while (!ori_grid_is_hidden (f->grid, 1) && sample->len < 1000) {
    GdkRectangle area;

    g_string_append (sample, " and longer");
    set_sample (f, sample->str);
    ori_grid_cell_area (f->grid, 0, 0, &area);
    g_assert_cmpint (area.width, >=, (int)ori_grid_measure_column (f->grid, 0));
  }
  g_assert_true (ori_grid_is_hidden (f->grid, 1));
  g_assert_false (ori_grid_is_hidden (f->grid, 2));
  /* The cursor passes by. */
  ori_grid_set_cursor (f->grid, 0, 0);
  ori_grid_set_cursor (f->grid, 0, 1);
  ori_grid_get_cursor (f->grid, &row, &col);
  g_assert_cmpint (col, ==, 2);
  ori_grid_set_cursor (f->grid, 0, 1);
  ori_grid_get_cursor (f->grid, &row, &col);
  g_assert_cmpint (col, ==, 0);
  set_sample (f, "short");
  g_assert_false (ori_grid_is_hidden (f->grid, 1));
}

int
main (int argc, char **argv)
{
  g_autoptr (OriApplication) application = app_test_init (&argc, &argv);

#define ADD(name, func)                                                                            \
  g_test_add ("/app/grid/" name, Fixture, NULL, open_window, func, close_window)
  ADD ("only-visible-cells", test_only_visible);
  ADD ("focus-child", test_focus_child);
  ADD ("scroll-to-cursor", test_scroll_to_cursor);
  ADD ("cursor-stays-inside", test_cursor_stays_inside);
  ADD ("footer", test_footer);
  ADD ("sort", test_sort);
  ADD ("copy", test_copy);
  ADD ("hit", test_hit);
  ADD ("slanted", test_slanted);
  ADD ("sample", test_sample);
  ADD ("yield", test_yield);
  return g_test_run ();
}
