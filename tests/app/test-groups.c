/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The threshold bench as a person uses it: drag, type, take a suggestion, accept, undo. */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-bench-handle.h"
#include "app/ori-bench-view.h"
#include "app/ori-certainty-runner.h"
#include "app/ori-group-names.h"
#include "app/ori-groups-page.h"
#include "app/ori-methods-panel.h"
#include "app/ori-movers.h"
#include "app/ori-protocol-window.h"
#include "app/ori-ring.h"
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
  OriBenchView *bench;
  OriChartView *chart;
  OriThresholdPanel *panel;
  OriMovers *movers;
} Fixture;

/* ── mouse and keyboard ── */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

/* Beside the main loop: a program that waits for it loses what is typed. */
static void
run_xdotool (const char *format, ...)
{
  g_autofree char *command = NULL;
  g_autofree char *arguments = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gboolean done = FALSE;
  va_list args;

  va_start (args, format);
  command = g_strdup_vprintf (format, args);
  va_end (args);
  arguments = g_strconcat ("xdotool ", command, NULL);
  argv = g_strsplit (arguments, " ", -1);
  process = g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, done_cb, &done);
  app_test_wait (done);
  app_test_settle ();
}

/* Where on the screen a place of a widget is. */
static void
find_place (GtkWidget *widget, double x, double y, int *screen_x, int *screen_y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double dx, dy;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y));
  gtk_native_get_surface_transform (native, &dx, &dy);
  *screen_x = (int)(x + dx);
  *screen_y = (int)(y + dy);
}

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
import_text (Fixture *f, const char *text)
{
  g_autoptr (OriImport) import = NULL;
  GError *error = NULL;

  g_assert_true (g_file_set_contents (f->csv, text, -1, NULL));
  import = ori_import_new (f->session, f->csv);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (f->session, import, NULL, &error);
  g_assert_no_error (error);
}

static void
import_table (Fixture *f)
{
  import_text (f, table);
}

static void
open_window (Fixture *f)
{
  f->window = ori_window_new (application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  ori_window_show_page (f->window, "groups");
  app_test_settle ();
  f->bench = ORI_BENCH_VIEW (find_widget (GTK_WIDGET (f->window), ORI_TYPE_BENCH_VIEW));
  f->chart = ori_bench_view_chart (f->bench);
  f->movers = ORI_MOVERS (find_widget (GTK_WIDGET (f->window), ORI_TYPE_MOVERS));
  f->panel = ORI_THRESHOLD_PANEL (find_widget (GTK_WIDGET (f->window), ORI_TYPE_THRESHOLD_PANEL));
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
  open_window (f);
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
undo (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_settle ();
}

/* The middle of a line in the picture. */
static void
find_line (Fixture *f, guint index, int *x, int *y)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (f->chart);
  double top, bottom;

  ori_chart_layout_lines (layout, &top, &bottom);
  find_place (GTK_WIDGET (f->chart), ori_chart_layout_value_to_x (layout, get_drawn (f, index)),
              top + 40, x, y);
}

/* By mouse: the picture follows, the workspace waits until it is let go, one drag is one step. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  double first = get_threshold (f, 0), second = get_threshold (f, 1), dragged;
  int x, y;

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  find_line (f, 0, &x, &y);
  /* Ten pixels beside the line is near enough. */
  run_xdotool ("mousemove %d %d mousedown 1", x + 10, y);
  run_xdotool ("mousemove %d %d", x - 30, y);
  run_xdotool ("mousemove %d %d", x - 60, y);
  app_test_wait (get_drawn (f, 0) < first);
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
  run_xdotool ("mouseup 1");
  app_test_wait (get_threshold (f, 0) < first);
  dragged = get_threshold (f, 0);
  g_assert_cmpfloat (get_drawn (f, 0), ==, dragged);
  g_assert_true (gtk_widget_has_focus (ori_bench_view_handle (f->bench, 0)));
  /* It cannot pass the other one. */
  find_line (f, 0, &x, &y);
  run_xdotool ("mousemove %d %d mousedown 1", x, y);
  run_xdotool ("mousemove %d %d", x + 40, y);
  run_xdotool ("mousemove %d %d", x + 2000, y);
  run_xdotool ("mouseup 1");
  g_assert_cmpfloat (get_threshold (f, 0), <, second);
  g_assert_cmpfloat (get_threshold (f, 1), ==, second);
  undo (f);
  g_assert_cmpfloat (get_threshold (f, 0), ==, dragged);
  g_assert_cmpfloat (get_drawn (f, 0), ==, dragged);
  undo (f);
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
}

/* Arrows move, Shift by one, PageUp by five, Ctrl to the next place, Tab to the other threshold. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  GtkWidget *handle = ori_bench_view_handle (f->bench, 0);
  double first = get_threshold (f, 0), here;

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  gtk_widget_grab_focus (handle);
  run_xdotool ("key Right Right");
  g_assert_cmpfloat_with_epsilon (get_threshold (f, 0), first + 0.2, 1e-9);
  run_xdotool ("key shift+Left");
  g_assert_cmpfloat_with_epsilon (get_threshold (f, 0), first - 0.8, 1e-9);
  run_xdotool ("key Prior");
  g_assert_cmpfloat_with_epsilon (get_threshold (f, 0), first + 4.2, 1e-9);
  here = get_threshold (f, 0);
  run_xdotool ("key ctrl+Right");
  g_assert_cmpfloat (get_threshold (f, 0), >, here);
  run_xdotool ("key Tab");
  g_assert_true (gtk_widget_has_focus (ori_bench_view_handle (f->bench, 1)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_ROLE_SLIDER);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (handle),
                                                   GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (f->chart), GTK_ACCESSIBLE_PROPERTY_LABEL));
  undo (f);
  g_assert_cmpfloat (get_threshold (f, 0), ==, here);
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
  undo (f);
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
  g_assert_cmpfloat (get_drawn (f, 0), ==, first);
}

/* A row of suggestions is chosen by mouse: both thresholds go there. */
static void
test_suggestion (Fixture *f, gconstpointer data)
{
  const OriChartSpec *spec = ori_chart_view_get_spec (f->chart);
  const OriChartGhost *ghost = g_ptr_array_index (spec->ghosts, 0);
  double low = ghost->thresholds[0], high = ghost->thresholds[1], first = get_threshold (f, 0);
  double top, height;
  int x, y;

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  g_assert_true (ori_chart_layout_ghost (ori_chart_view_get_layout (f->chart), 0, &top, &height));
  find_place (GTK_WIDGET (f->chart), 60, top + height / 2, &x, &y);
  run_xdotool ("mousemove %d %d click 1", x, y);
  app_test_wait (get_threshold (f, 0) != first);
  g_assert_cmpfloat (get_threshold (f, 0), ==, low);
  g_assert_cmpfloat (get_threshold (f, 1), ==, high);
  g_assert_cmpfloat (get_drawn (f, 1), ==, high);
  undo (f);
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
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

static guint
count_rings (Fixture *f)
{
  const OriChartSpec *spec = ori_chart_view_get_spec (f->chart);
  guint n = 0;

  for (guint i = 0; i < spec->series->len; i++)
    n += ((OriChartSeries *)g_ptr_array_index (spec->series, i))->ringed;
  return n;
}

static void
test_accept (Fixture *f, gconstpointer data)
{
  GtkWindow *dialog;
  GtkWidget *page, *toolbar, *view;
  g_autoptr (GPtrArray) protocol = NULL;

  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 42.0, 0.0, TRUE);
  /* The suggested button is the last but one of the toolbar. */
  page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  toolbar = gtk_widget_get_first_child (find_widget (page, GTK_TYPE_BOX));
  g_signal_emit_by_name (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (toolbar)),
                         "clicked");
  app_test_wait (find_dialog () != NULL);
  dialog = find_dialog ();
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  /* Enter begins another line of the reason; Ctrl+Enter accepts, but nothing without a reason. */
  run_xdotool ("key Return ctrl+Return");
  g_assert_true (find_dialog () == dialog);
  view = find_widget (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "круглое значение",
                            -1);
  run_xdotool ("key ctrl+End Return 1");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  g_assert_null (ori_session_accepted_scheme (f->session, NULL));
  run_xdotool ("key ctrl+Return");
  app_test_wait (find_dialog () == NULL);
  g_assert_nonnull (ori_session_accepted_scheme (f->session, NULL));
  g_assert_cmpfloat (ori_session_accepted_scheme (f->session, NULL)->thresholds[0], ==, 42.0);
  protocol = ori_store_protocol (ori_session_store (f->session), NULL);
  g_assert_cmpuint (protocol->len, ==, 1);
  g_assert_cmpstr (((OriProtocolEntry *)g_ptr_array_index (protocol, 0))->reason, ==,
                   "круглое значение\n1");
  /* Now a move away from it is a draft: the accepted place stays on the picture. */
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 64.0, 0.0, TRUE);
  g_assert_cmpfloat (ori_chart_view_get_spec (f->chart)->accepted[0], ==, 42.0);
  /* Who moves because of it (63 of 60..75) is in the list and has a ring, in step. */
  g_assert_cmpuint (ori_grid_model_n_rows (ori_grid_get_model (ori_movers_grid (f->movers))), ==,
                    count_rings (f));
  g_assert_cmpuint (count_rings (f), ==, 1);
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 42.0, 0.0, FALSE);
  g_assert_cmpuint (count_rings (f), ==, 0);
  g_assert_cmpuint (ori_grid_model_n_rows (ori_grid_get_model (ori_movers_grid (f->movers))), ==,
                    0);
}

static gboolean
shows_text (GtkWidget *root, const char *text)
{
  gboolean found =
      GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = shows_text (child, text);
  return found;
}

static GType
toast_type (void)
{
  return g_type_from_name ("AdwToastWidget");
}

/* The same thresholds accepted once more: the last reason is the one shown. */
static void
test_accept_again (Fixture *f, gconstpointer data)
{
  GError *error = NULL;
  GtkWidget *toasts;

  g_assert_true (ori_session_accept_scheme (f->session, NULL, "как было", &error));
  app_test_settle ();
  g_assert_true (shows_text (GTK_WIDGET (f->panel), "как было"));
  g_assert_true (ori_session_accept_scheme (f->session, NULL, "решение комиссии", &error));
  app_test_settle ();
  g_assert_true (shows_text (GTK_WIDGET (f->panel), "решение комиссии"));
  /* Its message, with a button that takes back the last step, goes with the next step. */
  toasts = find_widget (GTK_WIDGET (f->window), ADW_TYPE_TOAST_OVERLAY);
  g_assert_nonnull (find_widget (toasts, toast_type ()));
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 44.0, 0.0, TRUE);
  app_test_wait (find_widget (toasts, toast_type ()) == NULL);
}

/* Dragged away from accepted thresholds, the lists of movers are still each other's. */
static void
test_accepted_lists (Fixture *f, gconstpointer data)
{
  GtkWidget *by_year = find_widget (GTK_WIDGET (f->movers), GTK_TYPE_TOGGLE_BUTTON);
  GError *error = NULL;
  guint n;

  g_assert_true (ori_session_accept_scheme (f->session, NULL, "как было", &error));
  app_test_settle ();
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 64.0, 0.0, TRUE);
  n = ori_grid_model_n_rows (ori_grid_get_model (ori_movers_grid (f->movers)));
  g_assert_cmpuint (n, >, 0);
  while (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (by_year)))
    by_year = gtk_widget_get_next_sibling (by_year);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (by_year), TRUE);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (find_widget (GTK_WIDGET (f->movers), GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  g_assert_cmpuint (ori_grid_model_n_rows (ori_grid_get_model (ori_movers_grid (f->movers))), ==,
                    n);
}

static void
layout_cb (GdkFrameClock *clock, guint *n)
{
  (*n)++;
}

/* The layouts of the window while somebody moves under a drag, and nobody again. */
static guint
count_layouts (Fixture *f, double accepted)
{
  OriGridModel *movers = ori_grid_get_model (ori_movers_grid (f->movers));
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (f->window));
  guint n = 0;

  app_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  g_signal_connect (clock, "layout", G_CALLBACK (layout_cb), &n);
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 64.0, 0.0, FALSE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  g_assert_cmpuint (ori_grid_model_n_rows (movers), >, 0);
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, accepted, 0.0, FALSE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  g_assert_cmpuint (ori_grid_model_n_rows (movers), ==, 0);
  g_signal_handlers_disconnect_by_data (clock, &n);
  return n;
}

/* Who moves comes and goes under a drag, and nothing beside it changes its place: the window is not
 * laid out for that, which takes long where the display is far or busy. What comes with the
 * acceptance (a message, the certainty) may still lay it out for a while. */
static void
test_quiet_drag (Fixture *f, gconstpointer data)
{
  double accepted = get_threshold (f, 0);
  GError *error = NULL;

  g_assert_true (ori_session_accept_scheme (f->session, NULL, "как было", &error));
  app_test_wait (count_layouts (f, accepted) == 0);
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

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* The histogram keeps thresholds and class table beside it. */
static void
test_kinds (Fixture *f, gconstpointer data)
{
  GtkWidget *histogram = find_button (GTK_WIDGET (f->window), "Histogram");
  double first = get_drawn (f, 0);

  g_assert_false (ori_chart_view_get_spec (f->chart)->histogram);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (histogram), TRUE);
  g_assert_true (ori_chart_view_get_spec (f->chart)->histogram);
  g_assert_cmpfloat (get_drawn (f, 0), ==, first);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->panel)));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (f->bench)));
}

/* What was set is there on reopening. */
static void
test_reopen (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 33.3, 0.0, TRUE);
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_clear_object (&f->session);
  f->session = ori_session_open (f->workspace, &error);
  g_assert_no_error (error);
  open_window (f);
  g_assert_cmpfloat (get_threshold (f, 0), ==, 33.3);
  g_assert_cmpfloat (get_drawn (f, 0), ==, 33.3);
}

/* A click on a dot or on a line of the list selects everywhere; the other one follows. */
static void
test_selection (Fixture *f, gconstpointer data)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  guint unit = ori_snapshot_find_orgunit (snapshot, "Курский МО");
  const OriChartSpec *spec = ori_chart_view_get_spec (f->chart);
  double x, y;
  int screen_x, screen_y;

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  /* The lowest score is the first series. */
  g_assert_cmpuint (GPOINTER_TO_UINT (ori_chart_view_series_key (f->chart, 0)), ==, unit);
  g_assert_true (ori_chart_layout_point (ori_chart_view_get_layout (f->chart), 0, 0, &x, &y));
  find_place (GTK_WIDGET (f->chart), x, y, &screen_x, &screen_y);
  run_xdotool ("mousemove %d %d click 1", screen_x, screen_y);
  app_test_wait (ori_session_orgunit (f->session) == unit);
  app_test_settle ();
  spec = ori_chart_view_get_spec (f->chart);
  g_assert_cmpint (spec->highlighted, ==, 0);
}

/* Another number of groups has thresholds of its own, as many handles and bins; undo brings back
 * what was. */
static void
test_groups (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (f->session, NULL));
  double first = get_threshold (f, 0);
  const OriChartSpec *spec;

  scheme->n_groups = 4;
  g_signal_emit_by_name (methods, "changed", scheme, TRUE);
  app_test_settle ();
  spec = ori_chart_view_get_spec (f->chart);
  g_assert_cmpuint (spec->n_thresholds, ==, 3);
  g_assert_cmpfloat (spec->thresholds[0], <, spec->thresholds[1]);
  g_assert_cmpfloat (spec->thresholds[1], <, spec->thresholds[2]);
  g_assert_cmpuint (ori_session_scheme (f->session, NULL)->n_groups, ==, 4);
  g_assert_true (gtk_widget_get_child_visible (ori_bench_view_handle (f->bench, 2)));
  undo (f);
  spec = ori_chart_view_get_spec (f->chart);
  g_assert_cmpuint (spec->n_thresholds, ==, 2);
  g_assert_cmpfloat (spec->thresholds[0], ==, first);
  g_assert_false (gtk_widget_get_child_visible (ori_bench_view_handle (f->bench, 2)));
}

/* A name typed in the panel is the name everywhere; what cannot be one is not taken. */
static void
test_names (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  GtkExpander *expander = GTK_EXPANDER (find_widget (methods, GTK_TYPE_EXPANDER));
  g_autofree char *usual = NULL;
  GtkWidget *entry;

  gtk_expander_set_expanded (expander, TRUE);
  entry = ori_group_names_entry (ORI_GROUP_NAMES (gtk_expander_get_child (expander)), 0);
  usual = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "слабая");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (ori_scheme_group_name (ori_session_scheme (f->session, NULL), 0), ==, "слабая");
  g_assert_cmpstr (ori_chart_view_get_spec (f->chart)->group_names[0], ==, "слабая");
  gtk_editable_set_text (GTK_EDITABLE (entry), " ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (ori_scheme_group_name (ori_session_scheme (f->session, NULL), 0), ==, "слабая");
  undo (f);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, usual);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (ori_chart_view_get_spec (f->chart)->group_names[0], ==, usual);
}

/* A method gives other scores, the thresholds stay, and it is one step. */
static void
test_method (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  GtkWidget *choice = find_widget (methods, GTK_TYPE_DROP_DOWN);
  double first = get_threshold (f, 0);
  const OriChartSpec *spec = ori_chart_view_get_spec (f->chart);
  const OriChartSeries *series = g_ptr_array_index (spec->series, 0);

  g_assert_cmpfloat (g_array_index (series->points, OriChartPoint, 0).value, ==, 20);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1); /* worst = 0, best = 100 */
  app_test_settle ();
  g_assert_cmpint (ori_session_scheme (f->session, NULL)->normalise, ==, ORI_NORMALISE_MINMAX);
  spec = ori_chart_view_get_spec (f->chart);
  series = g_ptr_array_index (spec->series, 0);
  g_assert_cmpfloat (g_array_index (series->points, OriChartPoint, 0).value, ==, 0);
  g_assert_cmpfloat (get_drawn (f, 0), ==, first);
  undo (f);
  g_assert_cmpint (ori_session_scheme (f->session, NULL)->normalise, ==, ORI_NORMALISE_GOALPOSTS);
}

/* Ctrl+F9 hides the side panel and brings it back, wherever the focus is. */
static void
test_side_panel (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  gboolean shown = gtk_widget_get_mapped (methods);

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  gtk_widget_grab_focus (ori_bench_view_handle (f->bench, 0));
  run_xdotool ("key ctrl+F9");
  app_test_wait (gtk_widget_get_mapped (methods) != shown);
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  run_xdotool ("key ctrl+F9");
  app_test_wait (gtk_widget_get_mapped (methods) == shown);
}

/* The protocol prints. */
static void
test_protocol (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "протокол.pdf", NULL);
  g_autofree char *content = NULL;
  GError *error = NULL;
  gsize length;

  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 42.0, 0.0, TRUE);
  g_assert_true (ori_session_accept_scheme (f->session, NULL, "у просвета", &error));
  g_assert_no_error (error);
  ori_protocol_print (GTK_WINDOW (f->window), f->session, GTK_PRINT_OPERATION_ACTION_EXPORT, path,
                      &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF"));
  g_assert_cmpuint (length, >, 2000);
  g_remove (path);
}

static void
count_cb (OriCertaintyRunner *runner, guint *n)
{
  (*n)++;
}

/* Accepting what is shown changes nobody's certainty; it is not calculated again. */
static void
test_accept_certain (Fixture *f, gconstpointer data)
{
  GtkSpinner *spinner = GTK_SPINNER (find_widget (GTK_WIDGET (f->movers), GTK_TYPE_SPINNER));
  GError *error = NULL;

  app_test_wait (!gtk_spinner_get_spinning (spinner));
  g_assert_true (ori_session_accept_scheme (f->session, NULL, "как есть", &error));
  app_test_settle ();
  g_assert_false (gtk_spinner_get_spinning (spinner));
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 64.0, 0.0, TRUE);
  g_assert_true (gtk_spinner_get_spinning (spinner));
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
      ORI_METHODS_PANEL (find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL));
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
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkDropDown *subject = GTK_DROP_DOWN (find_widget (page, GTK_TYPE_DROP_DOWN));
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
  GtkWidget *entry = find_widget (GTK_WIDGET (choice), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list = find_widget (GTK_WIDGET (choice), GTK_TYPE_LIST_VIEW);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list))));
}

/* A subject is found by any part of its name, not by its number alone. */
static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkDropDown *choice = GTK_DROP_DOWN (find_widget (page, GTK_TYPE_DROP_DOWN));
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
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkDropDown *choice = GTK_DROP_DOWN (find_widget (page, GTK_TYPE_DROP_DOWN));
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
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  GtkWidget *subject = find_widget (page, GTK_TYPE_DROP_DOWN);
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
  GtkWidget *methods = find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);

  g_assert_false (gtk_widget_get_visible (find_widget (methods, ORI_TYPE_RING)));
  import_table (f);
  app_test_settle ();
  g_assert_true (gtk_widget_get_visible (find_widget (methods, ORI_TYPE_RING)));
}

/* With every weight at zero there is no picture: the page says why and takes the step back. */
static void
test_weightless (Fixture *f, gconstpointer data)
{
  GtkWidget *methods = find_widget (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
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
  static const struct {
    const char *path;
    gboolean with_data;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"/app/groups/drag", TRUE, test_drag},
      {"/app/groups/type", TRUE, test_type},
      {"/app/groups/suggestion", TRUE, test_suggestion},
      {"/app/groups/accept", TRUE, test_accept},
      {"/app/groups/accept-again", TRUE, test_accept_again},
      {"/app/groups/accepted-lists", TRUE, test_accepted_lists},
      {"/app/groups/quiet-drag", TRUE, test_quiet_drag},
      {"/app/groups/empty", FALSE, test_empty},
      {"/app/groups/keys", TRUE, test_keys},
      {"/app/groups/kinds", TRUE, test_kinds},
      {"/app/groups/groups", TRUE, test_groups},
      {"/app/groups/method", TRUE, test_method},
      {"/app/groups/names", TRUE, test_names},
      {"/app/groups/side-panel", TRUE, test_side_panel},
      {"/app/groups/protocol", TRUE, test_protocol},
      {"/app/groups/reopen", TRUE, test_reopen},
      {"/app/groups/selection", TRUE, test_selection},
      {"/app/groups/accept-certain", TRUE, test_accept_certain},
      {"/app/groups/certainty-width", TRUE, test_certainty_width},
      {"/app/groups/narrow", TRUE, test_narrow},
      {"/app/groups/ink", TRUE, test_ink},
      {"/app/groups/subject", TRUE, test_subject},
      {"/app/groups/search", TRUE, test_search},
      {"/app/groups/equal", FALSE, test_equal},
      {"/app/groups/weightless", TRUE, test_weightless},
      {"/app/groups/missing", FALSE, test_missing},
      {"/app/groups/nothing", FALSE, test_nothing},
      {"/app/groups/no-comparison", TRUE, test_no_comparison},
  };

  application = app_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].with_data), set_up, tests[i].func,
                tear_down);
  return g_test_run ();
}
