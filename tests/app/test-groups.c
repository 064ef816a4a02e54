/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The threshold bench as a person uses it: drag, type, take a suggestion, accept, undo. */
#include "app/ori-group-names.h"
#include "app/ori-groups-page.h"
#include "app/ori-methods-panel.h"
#include "app/ori-protocol-window.h"
#include "groups-test.h"

/* By mouse: the picture follows, the workspace waits until it is let go, one drag is one step. */
static void
test_drag (Fixture *f, gconstpointer data)
{
  double first = get_threshold (f, 0), second = get_threshold (f, 1), dragged;
  int x, y;

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  find_line (f, 0, &x, &y);
  /* Ten pixels beside the line is near enough. */
  app_test_xdotool ("mousemove %d %d mousedown 1", x + 10, y);
  app_test_xdotool ("mousemove %d %d", x - 30, y);
  app_test_xdotool ("mousemove %d %d", x - 60, y);
  app_test_wait (get_drawn (f, 0) < first);
  g_assert_cmpfloat (get_threshold (f, 0), ==, first);
  app_test_xdotool ("mouseup 1");
  app_test_wait (get_threshold (f, 0) < first);
  dragged = get_threshold (f, 0);
  g_assert_cmpfloat (get_drawn (f, 0), ==, dragged);
  g_assert_true (gtk_widget_has_focus (ori_bench_view_handle (f->bench, 0)));
  /* It cannot pass the other one. */
  find_line (f, 0, &x, &y);
  app_test_xdotool ("mousemove %d %d mousedown 1", x, y);
  app_test_xdotool ("mousemove %d %d", x + 40, y);
  app_test_xdotool ("mousemove %d %d", x + 2000, y);
  app_test_xdotool ("mouseup 1");
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
  app_test_xdotool ("key Right Right");
  g_assert_cmpfloat_with_epsilon (get_threshold (f, 0), first + 0.2, 1e-9);
  app_test_xdotool ("key shift+Left");
  g_assert_cmpfloat_with_epsilon (get_threshold (f, 0), first - 0.8, 1e-9);
  app_test_xdotool ("key Prior");
  g_assert_cmpfloat_with_epsilon (get_threshold (f, 0), first + 4.2, 1e-9);
  here = get_threshold (f, 0);
  app_test_xdotool ("key ctrl+Right");
  g_assert_cmpfloat (get_threshold (f, 0), >, here);
  app_test_xdotool ("key Tab");
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
  GtkWidget *spin = app_test_find (GTK_WIDGET (f->panel), GTK_TYPE_SPIN_BUTTON);
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
  app_test_xdotool ("mousemove %d %d click 1", x, y);
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
  page = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_GROUPS_PAGE);
  toolbar = gtk_widget_get_first_child (app_test_find (page, GTK_TYPE_BOX));
  g_signal_emit_by_name (gtk_widget_get_prev_sibling (gtk_widget_get_last_child (toolbar)),
                         "clicked");
  app_test_wait (find_dialog () != NULL);
  dialog = find_dialog ();
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  /* Enter begins another line of the reason; Ctrl+Enter accepts, but nothing without a reason. */
  app_test_xdotool ("key Return ctrl+Return");
  g_assert_true (find_dialog () == dialog);
  view = app_test_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "круглое значение",
                            -1);
  app_test_xdotool ("key ctrl+End Return 1");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  g_assert_null (ori_session_accepted_scheme (f->session, NULL));
  app_test_xdotool ("key ctrl+Return");
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
  toasts = app_test_find (GTK_WIDGET (f->window), ADW_TYPE_TOAST_OVERLAY);
  g_assert_nonnull (app_test_find (toasts, toast_type ()));
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 44.0, 0.0, TRUE);
  app_test_wait (app_test_find (toasts, toast_type ()) == NULL);
}

/* Dragged away from accepted thresholds, the lists of movers are still each other's. */
static void
test_accepted_lists (Fixture *f, gconstpointer data)
{
  GtkWidget *by_year = app_test_find (GTK_WIDGET (f->movers), GTK_TYPE_TOGGLE_BUTTON);
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
      GTK_TOGGLE_BUTTON (app_test_find (GTK_WIDGET (f->movers), GTK_TYPE_TOGGLE_BUTTON)), TRUE);
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
  app_test_xdotool ("mousemove %d %d click 1", screen_x, screen_y);
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
  GtkWidget *methods = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
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
  GtkWidget *methods = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  GtkExpander *expander = GTK_EXPANDER (app_test_find (methods, GTK_TYPE_EXPANDER));
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
  GtkWidget *methods = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  GtkWidget *choice = app_test_find (methods, GTK_TYPE_DROP_DOWN);
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
  GtkWidget *methods = app_test_find (GTK_WIDGET (f->window), ORI_TYPE_METHODS_PANEL);
  gboolean shown = gtk_widget_get_mapped (methods);

  app_test_wait (gtk_window_is_active (GTK_WINDOW (f->window)));
  gtk_widget_grab_focus (ori_bench_view_handle (f->bench, 0));
  app_test_xdotool ("key ctrl+F9");
  app_test_wait (gtk_widget_get_mapped (methods) != shown);
  gtk_window_set_focus (GTK_WINDOW (f->window), NULL);
  app_test_xdotool ("key ctrl+F9");
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

/* Accepting what is shown changes nobody's certainty; it is not calculated again. */
static void
test_accept_certain (Fixture *f, gconstpointer data)
{
  GtkSpinner *spinner = GTK_SPINNER (app_test_find (GTK_WIDGET (f->movers), GTK_TYPE_SPINNER));
  GError *error = NULL;

  app_test_wait (!gtk_spinner_get_spinning (spinner));
  g_assert_true (ori_session_accept_scheme (f->session, NULL, "как есть", &error));
  app_test_settle ();
  g_assert_false (gtk_spinner_get_spinning (spinner));
  g_signal_emit_by_name (f->bench, "threshold-moved", 0, 64.0, 0.0, TRUE);
  g_assert_true (gtk_spinner_get_spinning (spinner));
}

int
main (int argc, char *argv[])
{
  static const GroupsTest tests[] = {
      {"/app/groups/drag", TRUE, test_drag},
      {"/app/groups/type", TRUE, test_type},
      {"/app/groups/suggestion", TRUE, test_suggestion},
      {"/app/groups/accept", TRUE, test_accept},
      {"/app/groups/accept-again", TRUE, test_accept_again},
      {"/app/groups/accepted-lists", TRUE, test_accepted_lists},
      {"/app/groups/quiet-drag", TRUE, test_quiet_drag},
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
  };

  return groups_test_main (argc, argv, tests, G_N_ELEMENTS (tests));
}
