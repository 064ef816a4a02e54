/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The threshold bench as a person uses it: drag, type, take a suggestion, accept, undo. */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-certainty-runner.h"
#include "app/ori-chart-view.h"
#include "app/ori-groups-page.h"
#include "app/ori-threshold-panel.h"
#include "app/ori-window.h"

static const char table[] = "Муниципалитет;2021;;;2022;;\n"
                            ";Всего;Участвовали;%;Всего;Участвовали;%\n"
                            "Апанасенковский МО;200;50;25;210;84;40\n"
                            "г. Ставрополь;1000;730;73;1100;880;80\n"
                            "Кочубеевский МО;400;180;45;400;252;63\n"
                            "Курский МО;300;90;30;300;60;20\n";

static OriApplication *application;

typedef struct {
  char *folder, *workspace, *csv;
  OriSession *session;
  OriWindow *window;
  OriChartView *chart;
  OriThresholdPanel *panel;
} Fixture;

static GtkWidget *
find_widget (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

static void
import_table (Fixture *f)
{
  g_autoptr (OriImport) import = NULL;
  GError *error = NULL;

  g_assert_true (g_file_set_contents (f->csv, table, -1, NULL));
  import = ori_import_new (f->session, f->csv);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (f->session, import, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *f, gconstpointer with_data)
{
  GError *error = NULL;

  f->folder = g_dir_make_tmp ("orientir-groups-XXXXXX", NULL);
  f->workspace = g_build_filename (f->folder, "test.orientir", NULL);
  f->csv = g_build_filename (f->folder, "билет.csv", NULL);
  f->session = ori_session_create (f->workspace, "none", "26", TRUE, &error);
  g_assert_no_error (error);
  if (with_data != NULL)
    import_table (f);
  f->window = ori_window_new (application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  ori_window_show_page (f->window, "groups");
  app_test_settle ();
  f->chart = ORI_CHART_VIEW (find_widget (GTK_WIDGET (f->window), ORI_TYPE_CHART_VIEW));
  f->panel = ORI_THRESHOLD_PANEL (find_widget (GTK_WIDGET (f->window), ORI_TYPE_THRESHOLD_PANEL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_clear_object (&f->session);
  g_remove (f->workspace);
  g_remove (f->csv);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->workspace);
  g_free (f->csv);
}

static double
get_threshold (Fixture *f, guint index)
{
  return ori_session_scheme (f->session, NULL)->thresholds[index];
}

static double
get_drawn (Fixture *f, guint index)
{
  return ori_chart_view_get_spec (f->chart)->thresholds[index];
}

static void
test_drag (Fixture *f, gconstpointer data)
{
  double first = get_threshold (f, 0);

  /* Under way: the picture follows, the workspace waits. */
  g_signal_emit_by_name (f->chart, "threshold-moved", 0, 41.0, FALSE);
  g_assert_cmpfloat (get_drawn (f, 0), ==, 41.0);
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
  g_signal_emit_by_name (f->chart, "threshold-moved", 0, 42.0, TRUE);
  g_assert_cmpfloat (get_threshold (f, 0), ==, 42.0);
  /* It cannot pass the other one. */
  g_signal_emit_by_name (f->chart, "threshold-moved", 0, 99.0, TRUE);
  g_assert_cmpfloat (get_threshold (f, 0), <, get_threshold (f, 1));
}

static void
test_type (Fixture *f, gconstpointer data)
{
  GtkWidget *spin = find_widget (GTK_WIDGET (f->panel), GTK_TYPE_SPIN_BUTTON);
  double first = get_threshold (f, 0);

  gtk_editable_set_text (GTK_EDITABLE (spin), "33,5");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpfloat (get_threshold (f, 0), ==, 33.5);
  g_assert_cmpfloat (get_drawn (f, 0), ==, 33.5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "33,5");
  gtk_editable_set_text (GTK_EDITABLE (spin), "много");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpfloat (get_threshold (f, 0), ==, 33.5);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_settle ();
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
  g_assert_cmpfloat (get_drawn (f, 0), ==, first);
}

static void
test_suggestion (Fixture *f, gconstpointer data)
{
  GtkWidget *flow = find_widget (GTK_WIDGET (f->panel), GTK_TYPE_FLOW_BOX);
  GtkWidget *button = find_widget (flow, GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  /* Natural breaks of 20, 40, 63, 80 into three: {20, 40} or {63, 80} stay together. */
  g_assert_cmpfloat (get_threshold (f, 0), >, 20);
  g_assert_cmpfloat (get_threshold (f, 1), <, 80);
  g_assert_cmpfloat (get_threshold (f, 0), <, get_threshold (f, 1));
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return window;
  }
  return NULL;
}

static void
test_accept (Fixture *f, gconstpointer data)
{
  GtkWindow *dialog;
  GtkWidget *page, *toolbar, *entry;
  g_autoptr (GPtrArray) protocol = NULL;

  g_signal_emit_by_name (f->chart, "threshold-moved", 0, 42.0, TRUE);
  /* The suggested button is the last of the toolbar. */
  page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  toolbar = gtk_widget_get_first_child (find_widget (page, GTK_TYPE_BOX));
  g_signal_emit_by_name (gtk_widget_get_last_child (toolbar), "clicked");
  app_test_wait (find_dialog () != NULL);
  dialog = find_dialog ();
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  gtk_editable_set_text (GTK_EDITABLE (entry), "круглое значение у просвета");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  app_test_settle ();
  g_assert_nonnull (ori_session_accepted_scheme (f->session, NULL));
  g_assert_cmpfloat (ori_session_accepted_scheme (f->session, NULL)->thresholds[0], ==, 42.0);
  protocol = ori_store_protocol (ori_session_store (f->session), NULL);
  g_assert_cmpuint (protocol->len, ==, 1);
  /* Now a move away from it is a draft: the accepted place stays on the picture. */
  g_signal_emit_by_name (f->chart, "threshold-moved", 0, 55.0, TRUE);
  g_assert_cmpfloat (ori_chart_view_get_spec (f->chart)->accepted[0], ==, 42.0);
}

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
test_keys (Fixture *f, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (f->chart));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (f->chart)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (f->chart), GTK_ACCESSIBLE_ROLE_IMG);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (f->chart), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

/* Dots and list are two pictures of the same scores. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkWidget *dots = find_widget (gtk_widget_get_first_child (find_widget (page, GTK_TYPE_BOX)),
                                 GTK_TYPE_TOGGLE_BUTTON);
  GtkWidget *list;

  /* The toggle inside a drop-down comes first in the tree. */
  while (!gtk_widget_has_css_class (gtk_widget_get_parent (dots), "linked"))
    dots = find_widget (gtk_widget_get_next_sibling (gtk_widget_get_parent (dots)),
                        GTK_TYPE_TOGGLE_BUTTON);
  list = gtk_widget_get_next_sibling (dots);
  g_assert_cmpint (ori_chart_view_get_spec (f->chart)->kind, ==, ORI_CHART_BENCH);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (list), TRUE);
  g_assert_cmpint (ori_chart_view_get_spec (f->chart)->kind, ==, ORI_CHART_RANKED);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (dots), TRUE);
  g_assert_cmpint (ori_chart_view_get_spec (f->chart)->kind, ==, ORI_CHART_BENCH);
}

static void
count_cb (OriCertaintyRunner *runner, guint *n)
{
  (*n)++;
}

/* Thresholds that move on drop the runs before them: one result, of the last. */
static void
test_certainty (Fixture *f, gconstpointer data)
{
  g_autoptr (OriCertaintyRunner) runner = ori_certainty_runner_new ();
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  guint n = 0, stable, all;

  g_signal_connect (runner, "done", G_CALLBACK (count_cb), &n);
  for (int i = 0; i < 5; i++) {
    scheme->thresholds[0] = 10 + i;
    ori_certainty_runner_start (runner, snapshot, scheme, NULL, ori_session_cycle (f->session),
                                ori_session_level (f->session));
    app_test_settle ();
  }
  g_assert_true (ori_certainty_runner_is_stale (runner));
  g_assert_false (ori_certainty_runner_count (runner, &stable, &all));
  app_test_wait (n > 0);
  g_assert_false (ori_certainty_runner_is_stale (runner));
  g_assert_true (ori_certainty_runner_count (runner, &stable, &all));
  g_assert_cmpuint (all, ==, 4);
  g_assert_cmpuint (stable, <=, all);
  g_assert_nonnull (
      ori_certainty_runner_find (runner, ori_snapshot_find_orgunit (snapshot, "Курский МО")));
  app_test_settle ();
  g_assert_cmpuint (n, ==, 1);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    gboolean with_data;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"/app/groups/drag", TRUE, test_drag},
      {"/app/groups/type", TRUE, test_type},
      {"/app/groups/suggestion", TRUE, test_suggestion},
      {"/app/groups/accept", TRUE, test_accept},
      {"/app/groups/empty", FALSE, test_empty},
      {"/app/groups/keys", TRUE, test_keys},
      {"/app/groups/kinds", TRUE, test_kinds},
      {"/app/groups/certainty", TRUE, test_certainty},
  };

  application = app_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].with_data), set_up, tests[i].func,
                tear_down);
  return g_test_run ();
}
