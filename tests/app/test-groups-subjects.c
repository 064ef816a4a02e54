/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the page of groups shows: of which subject, of odd data, in little room. */
#include "app/ori-certainty-runner.h"
#include "app/ori-groups-page.h"
#include "app/ori-methods-panel.h"
#include "app/ori-ring.h"
#include "groups-test.h"

static void
test_empty (Fixture *f, gconstpointer data)
{
  /* Nothing to group: the page says so, and importing brings it to life. */
  g_assert_null (ori_chart_view_get_spec (f->chart));
  import_table (f);
  app_test_settle ();
  g_assert_nonnull (ori_chart_view_get_spec (f->chart));
  g_assert_cmpuint (ori_chart_view_get_spec (f->chart)->series->len, ==, 4);
}

static void
count_cb (OriCertaintyRunner *runner, guint *n)
{
  (*n)++;
}

static int
measure_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* The answer comes while somebody drags: the panel keeps its width, or the picture would slip away
 * from under the pointer. */
static void
test_certainty_width (Fixture *f, gconstpointer data)
{
  OriMethodsPanel *panel =
      ORI_METHODS_PANEL (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL));
  g_autoptr (OriCertaintyRunner) runner = ori_certainty_runner_new ();
  guint n = 0;
  int before;

  ori_methods_panel_set_certainty (panel, runner);
  before = measure_width (GTK_WIDGET (panel));
  g_signal_connect (runner, "done", G_CALLBACK (count_cb), &n);
  ori_certainty_runner_start (runner, ori_session_snapshot (f->session),
                              ori_session_scheme (f->session, NULL), NULL,
                              ori_session_cycle (f->session), ori_session_level (f->session));
  app_test_wait (n > 0);
  ori_methods_panel_set_certainty (panel, runner);
  g_assert_cmpint (ori_certainty_runner_count_flips (runner, ORI_DOUBT_NOISE), >=, 0);
  g_assert_cmpint (measure_width (GTK_WIDGET (panel)), ==, before);
}

/* With wide letters, too, the page fits a desktop of 1024 pixels, with the list of those who move.
 */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *page = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkDropDown *subject = GTK_DROP_DOWN (app_test_find (page, GTK_TYPE_DROP_DOWN));
  g_autofree char *font = NULL;
  int least;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "DejaVu Sans 11", NULL);
  app_test_settle ();
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 64.0, 0.0, TRUE);
  g_assert_cmpuint (ori_grid_model_n_rows (ori_grid_get_model (ori_movers_grid (f->movers))), >, 0);
  gtk_widget_measure (GTK_WIDGET (f->movers), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, 360);
  /* Whatever is looked at: names of criteria are long. */
  for (guint i = g_list_model_get_n_items (gtk_drop_down_get_model (subject)); i-- > 0;) {
    gtk_drop_down_set_selected (subject, i);
    app_test_settle ();
    gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, <=, 1014);
  }
  g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
  app_test_settle ();
}

static double
get_score (Fixture *f, guint i)
{
  const OriChartSeries *series = g_ptr_array_index (ori_chart_view_get_spec (f->chart)->series, i);

  return g_array_index (series->points, OriChartPoint, 0).value;
}

/* Another indicator and back: the same scores and thresholds, whatever was moved in between. */
/* Pango shares one renderer with GTK: the ink of the picture's text must not stay with it and pale
 * the labels that the window draws next. */
static void
test_ink (Fixture *f, gconstpointer data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 40, 40);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (f->window), "█");
  PangoLayoutRun *run = pango_layout_get_line_readonly (layout, 0)->runs->data;

  gtk_widget_queue_draw (GTK_WIDGET (f->bench));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->bench));
  cairo_move_to (cr, 0, 30);
  pango_cairo_show_glyph_string (cr, run->item->analysis.font, run->glyphs);
  cairo_surface_flush (surface);
  g_assert_cmpint (
      cairo_image_surface_get_data (surface)[25 * cairo_image_surface_get_stride (surface) + 3], ==,
      255);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static guint
count_found (GtkDropDown *choice, const char *text)
{
  GtkWidget *entry = app_test_find (GTK_WIDGET (choice), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = app_test_find (GTK_WIDGET (choice), GTK_TYPE_LIST_VIEW);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

/* A subject is found by any part of its name, not by its number alone. */
static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *page = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkDropDown *choice = GTK_DROP_DOWN (app_test_find (page, GTK_TYPE_DROP_DOWN));
  guint n = g_list_model_get_n_items (gtk_drop_down_get_model (choice));
  const char *last =
      gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (choice)), n - 1);

  g_assert_cmpuint (count_found (choice, g_utf8_offset_to_pointer (last, 8)), ==, 1);
  g_assert_cmpuint (count_found (choice, "no such name"), ==, 0);
  g_assert_cmpuint (count_found (choice, ""), ==, n);
}

static void
test_subject (Fixture *f, gconstpointer data)
{
  GtkWidget *page = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkDropDown *choice = GTK_DROP_DOWN (app_test_find (page, GTK_TYPE_DROP_DOWN));
  double first = get_threshold (f, 0), scores[4];

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    scores[i] = get_score (f, i);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), >, 1);
  gtk_drop_down_set_selected (choice, 1);
  app_test_settle ();
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 12.5, 0.0, TRUE);
  g_assert_cmpfloat (get_drawn (f, 0), ==, 12.5);
  gtk_drop_down_set_selected (choice, 0);
  app_test_settle ();
  g_assert_cmpfloat (get_drawn (f, 0), ==, first);
  g_assert_cmpuint (ori_chart_view_get_spec (f->chart)->series->len, ==, G_N_ELEMENTS (scores));
  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    g_assert_cmpfloat (get_score (f, i), ==, scores[i]);
  gtk_drop_down_set_selected (choice, 1);
  app_test_settle ();
  g_assert_cmpfloat (get_drawn (f, 0), ==, 12.5);
}

/* Scores that do not differ, zeros at that: one group, and thresholds still ascend. */
static void
test_equal (Fixture *f, gconstpointer data)
{
  const OriChartSpec *spec;

  import_text (f, "Муниципалитет;2022;;\n;Всего;Участвовали;%\n"
                  "Апанасенковский МО;210;0;0\nг. Ставрополь;1100;0;0\n"
                  "Кочубеевский МО;400;0;0\nКурский МО;300;0;0\n");
  app_test_settle ();
  spec = ori_chart_view_get_spec (f->chart);
  g_assert_nonnull (spec);
  g_assert_cmpuint (spec->series->len, ==, 4);
  for (guint i = 0; i < 4; i++) {
    g_assert_cmpfloat (get_score (f, i), ==, 0);
    g_assert_cmpint (((OriChartSeries *)g_ptr_array_index (spec->series, i))->group, ==, 0);
  }
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 1000.0, 0.0, TRUE);
  g_assert_cmpfloat (get_drawn (f, 0), <, get_drawn (f, 1));
  g_signal_emit_by_name (f->bench, "threshold-moved", 1, -1000.0, 0.0, TRUE);
  g_assert_cmpfloat (get_drawn (f, 0), <, get_drawn (f, 1));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
}

/* Who has no score is told by name. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  import_text (f, "Муниципалитет;2022;;\n;Всего;Участвовали;%\n"
                  "Апанасенковский МО;210;84;40\nг. Ставрополь;1100;880;80\n"
                  "Кочубеевский МО;400;252;63\nКурский МО;;;\n");
  app_test_settle ();
  g_assert_true (shows_text (GTK_WIDGET (f->panel), "Александровский МО"));
  g_assert_false (shows_text (GTK_WIDGET (f->panel), "Кочубеевский МО"));
}

static gboolean
inscribes (GtkWidget *root, const char *text)
{
  gboolean found = GTK_IS_INSCRIPTION (root) &&
                   g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (root)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = inscribes (child, text);
  return found;
}

/* Without a year to compare with nobody is said to have stayed. */
static void
test_no_comparison (Fixture *f, gconstpointer data)
{
  GtkWidget *page = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkWidget *subject = app_test_find (page, GTK_TYPE_DROP_DOWN);
  GtkWidget *compare = gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (subject));
  const char *text = g_dgettext ("orientir", "No year to compare with is chosen");

  g_assert_false (inscribes (GTK_WIDGET (f->movers), text));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (compare), 0);
  app_test_settle ();
  g_assert_true (inscribes (GTK_WIDGET (f->movers), text));
}

/* Where there are no groups nothing is said of how sure they are. */
static void
test_nothing (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);

  g_assert_false (gtk_widget_get_visible (app_test_find (methods, ORI_TYPE_RING)));
  import_table (f);
  app_test_settle ();
  g_assert_true (gtk_widget_get_visible (app_test_find (methods, ORI_TYPE_RING)));
}

/* With every weight at zero there is no picture: the page says why and takes the step back. */
static void
test_weightless (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  GtkWidget *stack = gtk_widget_get_ancestor (GTK_WIDGET (f->bench), GTK_TYPE_STACK);
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));
  const OriProgramme *programme = ori_session_snapshot (f->session)->programme;

  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "bench");
  for (guint i = 0; i < programme->indicators->len; i++)
    ori_scheme_set_weight (
        scheme->weights, ((const OriIndicator *)g_ptr_array_index (programme->indicators, i))->code,
        0);
  g_signal_emit_by_name (methods, "changed", scheme, TRUE);
  app_test_settle ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "weightless");
  undo (f);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "bench");
}

int
main (int argc, char *argv[])
{
  static const GroupsTest tests[] = {
      {"/app/groups-subjects/empty", FALSE, test_empty},
      {"/app/groups-subjects/certainty-width", TRUE, test_certainty_width},
      {"/app/groups-subjects/narrow", TRUE, test_narrow},
      {"/app/groups-subjects/ink", TRUE, test_ink},
      {"/app/groups-subjects/subject", TRUE, test_subject},
      {"/app/groups-subjects/search", TRUE, test_search},
      {"/app/groups-subjects/equal", FALSE, test_equal},
      {"/app/groups-subjects/weightless", TRUE, test_weightless},
      {"/app/groups-subjects/missing", FALSE, test_missing},
      {"/app/groups-subjects/nothing", FALSE, test_nothing},
      {"/app/groups-subjects/no-comparison", TRUE, test_no_comparison},
  };

  return groups_test_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
