/* SPDX-License-Identifier: GPL-3.0-or-later */

/* «Сравнение»: opened from the page of recommendations, says what the command says, leads to the
 * number. */
#include "analysis/ori-compare.h"
#include "app/ori-compare-window.h"
#include "pages-test.h"

static GtkWidget *
find_window (void)
{
  g_autoptr (GListModel) all = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

    if (ORI_IS_COMPARE_WINDOW (window))
      return window;
  }
  return NULL;
}

static GtkWidget *
find_text (GtkWidget *root, const char *text)
{
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_text (child, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
get_first_row (GtkWidget *window)
{
  return app_test_find (window, GTK_TYPE_LIST_BOX_ROW);
}

static GtkWidget *
open_comparison (PagesFixture *f)
{
  GtkWidget *button, *window;

  ori_window_show_page (f->window, "recommendations");
  app_test_settle ();
  button = find_button (GTK_WIDGET (f->window), "_Compare…");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  window = find_window ();
  g_assert_nonnull (window);
  app_test_wait (get_first_row (window) != NULL);
  return window;
}

/* Every compared indicator has its row with the words of the comparison; so have those similar. */
static void
test_rows (PagesFixture *f, gconstpointer data)
{
  const OriSnapshot *snapshot = ori_session_snapshot (f->session);
  GtkWidget *window = open_comparison (f);
  GtkWidget *row = get_first_row (window);
  guint orgunit = ori_snapshot_orgunit_index (snapshot, "07502000");
  g_autoptr (OriComparison) comparison =
      ori_compare (snapshot, ori_session_scheme (f->session, NULL), orgunit,
                   ori_session_cycle (f->session), NULL);
  guint n_deficits = 0;

  g_assert_cmpuint (comparison->similar->len, ==, ORI_N_SIMILAR);
  for (guint i = 0; i < comparison->similar->len; i++) {
    const OriSimilar *similar = &g_array_index (comparison->similar, OriSimilar, i);

    g_assert_nonnull (
        find_text (window, ori_snapshot_orgunit (snapshot, similar->orgunit)->short_name));
  }
  for (guint i = 0; i < comparison->compared->len; i++) {
    const OriCompared *compared = &g_array_index (comparison->compared, OriCompared, i);
    g_autofree char *deficit = ori_compared_deficit_text (compared);

    g_assert_nonnull (row);
    g_assert_nonnull (find_text (row, ori_indicator_label (compared->indicator)));
    if (deficit != NULL)
      g_assert_nonnull (find_text (row, deficit));
    n_deficits += deficit != NULL;
    row = gtk_widget_get_next_sibling (row);
  }
  g_assert_null (row);
  g_assert_cmpuint (n_deficits, >, 0);
  gtk_window_close (GTK_WINDOW (window));
  app_test_settle ();
}

/* A row opens where its number is from; what is retracted disappears from the open window. */
static void
test_number (PagesFixture *f, gconstpointer data)
{
  GtkWidget *window = open_comparison (f);
  GtkWidget *row = get_first_row (window);

  g_signal_emit_by_name (app_test_find (window, GTK_TYPE_LIST_BOX), "row-activated", row);
  app_test_settle ();
  g_assert_nonnull (app_test_find (window, GTK_TYPE_POPOVER));
  g_assert_nonnull (find_text (window, "stavropol-2023.xlsx"));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_wait (find_text (window, ", 2022") != NULL);
  gtk_window_close (GTK_WINDOW (window));
  app_test_settle ();
}

static void
add_tests (void)
{
  g_test_add ("/app/compare/rows", PagesFixture, "data", pages_set_up, test_rows, pages_tear_down);
  g_test_add ("/app/compare/number", PagesFixture, "data", pages_set_up, test_number,
              pages_tear_down);
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
