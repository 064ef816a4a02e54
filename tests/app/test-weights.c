/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The blocks of the programme as weights: a slider moves the scores, keeps the sum and is undone.
 */
#include <math.h>

#include "app/ori-bench-view.h"
#include "app/ori-methods-panel.h"
#include "pages-test.h"

static void
collect_scales (GtkWidget *root, GPtrArray *scales)
{
  if (GTK_IS_SCALE (root))
    g_ptr_array_add (scales, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_scales (child, scales);
}

/* Sliders of blocks, in the order on the screen. */
static GPtrArray *
find_scales (PagesFixture *f)
{
  GPtrArray *scales = g_ptr_array_new ();

  collect_scales (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL), scales);
  return scales;
}

static double
get_value (const GPtrArray *scales, guint i)
{
  return gtk_range_get_value (g_ptr_array_index (scales, i));
}

/* The sum of all drawn scores, which tells whether they moved. */
static double
sum_scores (PagesFixture *f)
{
  OriBenchView *bench =
      ORI_BENCH_VIEW (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_BENCH_VIEW));
  const OriChartSpec *spec = ori_chart_view_get_spec (ori_bench_view_chart (bench));
  const OriChartSeries *series = g_ptr_array_index (spec->series, 0);
  double sum = 0;

  for (guint i = 0; i < series->points->len; i++)
    sum += g_array_index (series->points, OriChartPoint, i).value;
  return sum;
}

static void
test_blocks (PagesFixture *f, gconstpointer data)
{
  const OriScheme *scheme;
  double first;

  ori_window_show_page (f->window, "groups");
  app_test_settle ();
  g_autoptr (GPtrArray) scales = find_scales (f);
  /* Conditions stand before results, as in the document, though results are met first; nobody
   * reports on management. */
  g_assert_cmpuint (scales->len, ==, 2);
  g_assert_cmpfloat (get_value (scales, 0), <, get_value (scales, 1));
  g_assert_cmpfloat (get_value (scales, 0) + get_value (scales, 1), ==, 100);
  first = sum_scores (f);

  gtk_widget_grab_focus (g_ptr_array_index (scales, 0));
  gtk_range_set_value (g_ptr_array_index (scales, 0), 60);
  g_assert_cmpfloat (get_value (scales, 1), ==, 40);
  app_test_wait (g_hash_table_size (ori_session_scheme (f->session, NULL)->block_weights) > 0);
  scheme = ori_session_scheme (f->session, NULL);
  g_assert_cmpfloat_with_epsilon (ori_scheme_weight (scheme->block_weights, "conditions"),
                                  1.5 * ori_scheme_weight (scheme->block_weights, "results"), 1e-9);
  app_test_wait (fabs (sum_scores (f) - first) > 1);

  /* What was weighed is there when the workspace is opened again. */
  pages_close (f);
  pages_open (f);
  ori_window_show_page (f->window, "groups");
  app_test_settle ();
  g_autoptr (GPtrArray) again = find_scales (f);
  g_assert_cmpfloat (get_value (again, 0), ==, 60);

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_wait (g_hash_table_size (ori_session_scheme (f->session, NULL)->block_weights) == 0);
  app_test_wait (fabs (sum_scores (f) - first) < 1e-9);
  g_assert_cmpfloat (get_value (again, 0), <, get_value (again, 1));
}

/* Values as they are are offered for one indicator of which more is better. */
static void
test_raw_values (PagesFixture *f, gconstpointer data)
{
  static const struct {
    gboolean one;
    int direction;
    guint n_choices;
  } cases[] = {{FALSE, 1, 6}, {TRUE, 1, 7}, {TRUE, -1, 6}, {TRUE, 0, 7}};
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) weights = g_array_new (FALSE, FALSE, sizeof (OriWeight));
  g_autoptr (OriIndicator) indicator = ori_indicator_new ("i", "i", ORI_KIND_SHARE, "%");
  OriMethodsPanel *panel;
  GObject *normalise;

  ori_window_show_page (f->window, "groups");
  app_test_settle ();
  panel = ORI_METHODS_PANEL (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL));
  normalise =
      gtk_widget_get_template_child (GTK_WIDGET (panel), ORI_TYPE_METHODS_PANEL, "normalise");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriSubject subject = ori_subject_of (cases[i].one ? indicator : NULL);

    indicator->direction = cases[i].direction;
    ori_methods_panel_show (panel, ori_session_snapshot (f->session)->programme, scheme, &subject,
                            weights);
    g_assert_cmpuint (
        g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (normalise))), ==,
        cases[i].n_choices);
  }
}

static void
add_tests (void)
{
  g_test_add ("/app/weights/raw-values", PagesFixture, "data", pages_set_up, test_raw_values,
              pages_tear_down);
  g_test_add ("/app/weights/blocks", PagesFixture, "data", pages_set_up, test_blocks,
              pages_tear_down);
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
