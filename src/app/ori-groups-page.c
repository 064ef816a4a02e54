/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-groups-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-accept-dialog.h"
#include "app/ori-bench-chart.h"
#include "app/ori-bench-view.h"
#include "app/ori-certainty-runner.h"
#include "app/ori-methods-panel.h"
#include "app/ori-movers.h"
#include "app/ori-page.h"
#include "app/ori-protocol-window.h"
#include "app/ori-save-chart.h"
#include "app/ori-threshold-panel.h"
#include "app/ori-thresholds.h"

/* More scores than this are computed when a slider rests, not while it moves. */
#define LIVE_SCORES 100000
#define ROOMY 1150 /* width of a window that has room for the side panel */
#define REST 200   /* ms without a motion after which what a drag left out is made up for */

struct _OriGroupsPage {
  AdwBin parent_instance;

  GtkDropDown *subject, *compare;
  GtkToggleButton *strip_button;
  GtkToggleButton *panel_button;
  GtkWidget *accept_button, *export_button;
  GtkStack *stack;
  OriBenchView *bench;
  OriThresholdPanel *panel;
  OriMovers *movers;
  OriMethodsPanel *methods;

  OriSession *session;
  OriSnapshot *snapshot;   /* that the data below are of */
  OriScheme *scheme;       /* the draft as shown, ahead of the workspace during a drag */
  OriScheme *accepted;     /* that the page was last filled with, NULL */
  OriBenchData *data;      /* NULL: fewer than two scores */
  GArray *subjects;        /* of OriSubject: the items of the drop-down */
  GArray *cycles;          /* of int: the last ones up to the chosen */
  GPtrArray *score_cycles; /* of GArray of OriScore: the last cycles, the chosen one last */
  GPtrArray *entries;      /* of OriProtocolEntry */
  OriCertaintyRunner *certainty;
  char *key;           /* of the subject */
  guint compare_cycle; /* chosen: how many cycles back, 0 for none */
  guint resting;       /* timeout */
  guint choosing;      /* idle: whether the side panel has room */
  gboolean panel_chosen;
  gboolean refreshing; /* controls are being set, not used */
  gboolean keeping;    /* the change of the session is the page's own: it shows it already */
};

static void ori_groups_page_page_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriGroupsPage, ori_groups_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_groups_page_page_init))

/* NULL: the overall score. */
static const OriSubject *
get_subject (OriGroupsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject);

  return self->subjects != NULL && selected < self->subjects->len
             ? &g_array_index (self->subjects, OriSubject, selected)
             : NULL;
}

/* Under which the scheme of the subject is kept. */
static const char *
get_key (OriGroupsPage *self)
{
  return self->key;
}

/* The scheme that movers are counted from: the accepted one of the same number of groups. */
static const OriScheme *
get_accepted (OriGroupsPage *self)
{
  const OriScheme *accepted = ori_session_accepted_scheme (self->session, get_key (self));

  return accepted != NULL && accepted->n_groups == self->scheme->n_groups ? accepted : NULL;
}

/* The last entry of the protocol about the subject, NULL. */
static const OriProtocolEntry *
get_entry (OriGroupsPage *self)
{
  for (guint i = self->entries != NULL ? self->entries->len : 0; i-- > 0;) {
    const OriProtocolEntry *entry = g_ptr_array_index (self->entries, i);

    if (g_strcmp0 (entry->subject, self->key) == 0)
      return entry;
  }
  return NULL;
}

/* --- Showing --- */

static double
get_share (gpointer data, guint orgunit, guint group)
{
  OriGroupsPage *self = data;
  double shares[ORI_MAX_GROUPS];

  return ori_certainty_runner_get (self->certainty, orgunit, self->scheme, shares) ? shares[group]
                                                                                   : -1;
}

static void
show_prices (OriGroupsPage *self, gboolean announce)
{
  const OriScheme *accepted = get_accepted (self);

  for (guint i = 0; i + 1 < self->scheme->n_groups; i++) {
    double value = self->scheme->thresholds[i];
    OriBenchPrice price =
        ori_bench_data_price (self->data, self->scheme, accepted, i, get_share, self);
    g_autofree char *text = ori_bench_price_text (&price, self->data, value);
    g_autofree char *note = ori_bench_price_note (&price);
    /* Translators: the upper threshold of a group, by its name */
    g_autofree char *name =
        g_strdup_printf (_ ("Threshold of “%s”"), ori_group_name (self->scheme->n_groups, i));
    g_autofree char *spoken = ori_bench_price_spoken (&price, value);

    ori_bench_view_set_price (self->bench, i, text, note);
    if (announce)
      ori_bench_view_announce (self->bench, i, name, spoken);
  }
}

static void
show_chart (OriGroupsPage *self)
{
  const OriProtocolEntry *entry = get_entry (self);
  OriChartSpec *spec =
      ori_bench_chart_new (self->snapshot, self->data, self->scheme, get_accepted (self),
                           entry != NULL ? entry->cycle : 0, ORI_BENCH_HEAD);

  spec->histogram = !gtk_toggle_button_get_active (self->strip_button);
  ori_bench_chart_set_doubt (spec, self->data, self->certainty);
  ori_bench_chart_choose (spec, self->data, ori_session_orgunit (self->session));
  ori_bench_view_set_spec (self->bench, spec);
}

static void
show_movers (OriGroupsPage *self, gboolean hasty)
{
  ori_movers_show (self->movers, self->snapshot, self->data, self->scheme, get_accepted (self),
                   self->certainty, hasty);
}

/* What everything that shows the draft has in common: table, picture and movers never differ.
 * @hasty: in the midst of a drag. */
static void
show_draft (OriGroupsPage *self, gboolean hasty)
{
  OriChartSpec *spec = ori_chart_view_edit_spec (ori_bench_view_chart (self->bench));

  ori_bench_chart_update (spec, self->data, self->scheme, get_accepted (self), hasty);
  ori_bench_view_update (self->bench);
  ori_threshold_panel_show (self->panel, self->data, self->scheme);
  show_movers (self, hasty);
  show_prices (self, !hasty);
}

static gboolean
rest_cb (gpointer data)
{
  OriGroupsPage *self = data;

  self->resting = 0;
  if (self->data != NULL)
    show_draft (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
start_certainty (OriGroupsPage *self)
{
  ori_certainty_runner_start (self->certainty, self->snapshot, self->scheme, get_subject (self),
                              ori_session_cycle (self->session), ori_session_level (self->session));
}

/* --- The draft --- */

static void
keep_draft (OriGroupsPage *self)
{
  g_autoptr (GError) error = NULL;

  self->keeping = TRUE;
  if (!ori_session_set_scheme (self->session, get_key (self), self->scheme, &error))
    ori_threshold_panel_show_error (self->panel, error->message);
  self->keeping = FALSE;
  ori_page_subtitle_changed (ORI_PAGE (self));
}

static void
set_threshold (OriGroupsPage *self, guint index, double value, gboolean final)
{
  value = ori_thresholds_clamp (self->scheme, index, value);
  if (!final && value == self->scheme->thresholds[index])
    return;
  self->scheme->thresholds[index] = value;
  self->scheme->method = ORI_GROUPING_FIXED;
  show_draft (self, !final);
  g_clear_handle_id (&self->resting, g_source_remove);
  if (final) {
    start_certainty (self);
    keep_draft (self);
  } else {
    self->resting = g_timeout_add (REST, rest_cb, self);
  }
}

static void
threshold_moved_cb (OriBenchView *bench, int index, double value, double reach, gboolean final,
                    OriGroupsPage *self)
{
  if (reach > 0)
    value = ori_bench_data_snap (self->data, get_accepted (self), (guint)index, value, reach);
  set_threshold (self, (guint)index, value, final);
}

static void
snap_asked_cb (OriBenchView *bench, int index, int direction, OriGroupsPage *self)
{
  double value = ori_bench_data_next_snap (self->data, get_accepted (self), (guint)index,
                                           self->scheme->thresholds[index], direction);

  set_threshold (self, (guint)index, value, FALSE);
}

static void
ghost_chosen_cb (OriBenchView *bench, int index, OriGroupsPage *self)
{
  const OriChartSpec *spec = ori_chart_view_get_spec (ori_bench_view_chart (bench));
  const OriChartGhost *ghost = g_ptr_array_index (spec->ghosts, index);

  for (guint i = 0; i + 1 < self->scheme->n_groups; i++)
    self->scheme->thresholds[i] = ghost->thresholds[i];
  self->scheme->method = ORI_GROUPING_FIXED;
  show_draft (self, FALSE);
  start_certainty (self);
  keep_draft (self);
}

static void
panel_changed_cb (OriThresholdPanel *panel, guint index, double value, OriGroupsPage *self)
{
  set_threshold (self, index, value, TRUE);
}

static void
certainty_done_cb (OriCertaintyRunner *runner, OriGroupsPage *self)
{
  OriChartView *chart = ori_bench_view_chart (self->bench);

  if (self->data == NULL)
    return;
  ori_bench_chart_set_doubt (ori_chart_view_edit_spec (chart), self->data, runner);
  ori_methods_panel_set_certainty (self->methods, runner);
  show_prices (self, TRUE);
  show_movers (self, FALSE);
}

/* --- Protocol --- */

static void
read_protocol (OriGroupsPage *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = ori_store_protocol (ori_session_store (self->session), NULL);
  ori_threshold_panel_set_entry (self->panel, get_entry (self));
}

static void
protocol_cb (OriGroupsPage *self)
{
  ori_protocol_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session);
}

static void
accept (gpointer data, const char *reason)
{
  OriGroupsPage *self = data;
  g_autoptr (GError) error = NULL;

  if (!ori_session_set_scheme (self->session, get_key (self), self->scheme, &error) ||
      !ori_session_accept_scheme (self->session, get_key (self), reason, &error))
    ori_threshold_panel_show_error (self->panel, error->message);
}

static void
accept_cb (OriGroupsPage *self)
{
  g_autofree char *numbers =
      ori_thresholds_text (self->scheme->thresholds, self->scheme->n_groups - 1);

  ori_accept_dialog_show (GTK_WIDGET (self), numbers, accept, G_OBJECT (self));
}

/* --- Page --- */

/* The chosen cycle and up to two before it. */
static void
read_scores (OriGroupsPage *self)
{
  const GArray *cycles = ori_session_cycles (self->session);

  g_array_set_size (self->cycles, 0);
  g_ptr_array_set_size (self->score_cycles, 0);
  for (guint i = 0; i < cycles->len; i++) {
    int cycle = g_array_index (cycles, int, i);

    if (cycle <= ori_session_cycle (self->session))
      g_array_append_val (self->cycles, cycle);
    if (self->cycles->len > ORI_BENCH_CYCLES)
      g_array_remove_index (self->cycles, 0);
  }
  for (guint i = 0; i < self->cycles->len; i++)
    g_ptr_array_add (self->score_cycles,
                     ori_scores_compute (self->snapshot, self->scheme, get_subject (self),
                                         g_array_index (self->cycles, int, i),
                                         ori_session_level (self->session)));
}

static guint
count_scores (OriGroupsPage *self)
{
  const GArray *scores;
  guint n = 0;

  if (self->score_cycles->len == 0)
    return 0;
  scores = g_ptr_array_index (self->score_cycles, self->score_cycles->len - 1);
  for (guint i = 0; i < scores->len; i++)
    n += g_array_index (scores, OriScore, i).has_score;
  return n;
}

/* «Без сравнения», «Сравнить с 2021»… */
static void
fill_compare (OriGroupsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("No comparison"));
  for (guint back = 1; back < self->cycles->len; back++) {
    g_autofree char *name = g_strdup_printf (
        _ ("Compare with %d"), g_array_index (self->cycles, int, self->cycles->len - 1 - back));

    gtk_string_list_append (names, name);
  }
  self->refreshing = TRUE;
  gtk_drop_down_set_model (self->compare, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->compare,
                              MIN (self->compare_cycle, MAX (self->cycles->len, 1) - 1));
  self->refreshing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->compare), self->cycles->len > 1);
}

/* «1.2  Охват обучающихся»; the overall score and blocks have no number that people know. */
static char *
dup_subject_name (const OriProgramme *programme, const OriSubject *subject)
{
  const char *label = ori_subject_label (programme, subject);

  if (subject->kind == ORI_SUBJECT_OVERALL || subject->kind == ORI_SUBJECT_BLOCK)
    return g_strdup (label);
  return g_strdup_printf ("%s  %s", subject->code, label);
}

/* What can be scored in the chosen year; the choice stays with the same subject. */
static void
fill_subjects (OriGroupsPage *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint select = 0;

  g_clear_pointer (&self->subjects, g_array_unref);
  self->subjects = ori_subjects_list (snapshot, ori_session_cycle (self->session));
  for (guint i = 0; i < self->subjects->len; i++) {
    const OriSubject *subject = &g_array_index (self->subjects, OriSubject, i);
    g_autofree char *name = dup_subject_name (snapshot->programme, subject);
    g_autofree char *key = ori_subject_key (subject);

    gtk_string_list_append (names, name);
    if (g_strcmp0 (key, self->key) == 0)
      select = i;
  }
  self->refreshing = TRUE;
  gtk_drop_down_set_model (self->subject, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->subject, select);
  self->refreshing = FALSE;
}

/* --- Methods and weights --- */

static void
show_methods (OriGroupsPage *self)
{
  g_autoptr (GArray) weights =
      ori_weights_compute (self->snapshot, self->scheme, get_subject (self),
                           ori_session_cycle (self->session), ori_session_level (self->session));

  ori_methods_panel_show (self->methods, self->snapshot->programme, self->scheme,
                          get_subject (self), weights);
  ori_methods_panel_set_certainty (self->methods, self->certainty);
}

/* Another number of groups starts with the accepted thresholds of that number, else with natural
 * breaks, else with equal parts: never with what the old number left behind. */
static void
find_thresholds (OriGroupsPage *self)
{
  OriScheme *scheme = self->scheme;
  const OriScheme *accepted = get_accepted (self);
  const GArray *scores = g_ptr_array_index (self->score_cycles, self->score_cycles->len - 1);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < scores->len; i++)
    if (g_array_index (scores, OriScore, i).has_score)
      g_array_append_val (values, g_array_index (scores, OriScore, i).score);
  memset (scheme->thresholds, 0, sizeof scheme->thresholds);
  for (guint i = 0; i + 1 < scheme->n_groups; i++)
    scheme->thresholds[i] =
        accepted != NULL ? accepted->thresholds[i] : 100.0 * (i + 1) / scheme->n_groups;
  if (accepted == NULL)
    ori_grouping_suggest (ORI_GROUPING_NATURAL, (const double *)(gpointer)values->data, values->len,
                          scheme->n_groups, scheme->sd_k, scheme->thresholds);
  scheme->method = ORI_GROUPING_FIXED;
}

static void show_data (OriGroupsPage *self);

static void
methods_changed_cb (OriMethodsPanel *panel, const OriScheme *scheme, gboolean final,
                    OriGroupsPage *self)
{
  gboolean regrouped = scheme->n_groups != self->scheme->n_groups;
  guint size = self->snapshot->orgunits->len * self->snapshot->programme->indicators->len;

  if (!final && size > LIVE_SCORES)
    return;
  ori_scheme_free (self->scheme);
  self->scheme = ori_scheme_copy (scheme);
  read_scores (self);
  if (regrouped)
    find_thresholds (self);
  show_data (self);
  if (!final)
    return;
  if (self->data != NULL)
    start_certainty (self);
  show_methods (self);
  keep_draft (self);
}

static gboolean
toggle_panel_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (widget);

  gtk_toggle_button_set_active (self->panel_button,
                                !gtk_toggle_button_get_active (self->panel_button));
  return TRUE;
}

/* Why there is no picture: nobody reported, or what they reported weighs nothing. */
static const char *
find_reason (OriGroupsPage *self)
{
  g_autoptr (GArray) weights =
      ori_weights_compute (self->snapshot, self->scheme, get_subject (self),
                           ori_session_cycle (self->session), ori_session_level (self->session));

  return ori_weights_are_zero (weights) ? "weightless" : "empty";
}

/* Data and everything that shows them, from the scores. */
static void
show_data (OriGroupsPage *self)
{
  gboolean any = count_scores (self) >= 2;
  guint compare = self->compare_cycle > 0 && self->compare_cycle < self->cycles->len
                      ? self->cycles->len - 1 - self->compare_cycle
                      : G_MAXUINT;

  g_clear_handle_id (&self->resting, g_source_remove);
  ori_movers_show (self->movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  g_clear_pointer (&self->data, ori_bench_data_free);
  gtk_stack_set_visible_child_name (self->stack, any ? "bench" : find_reason (self));
  gtk_widget_set_sensitive (self->accept_button, any);
  gtk_widget_set_sensitive (self->export_button, any);
  gtk_widget_set_visible (self->accept_button, any);
  if (!any)
    return;
  self->data = ori_bench_data_new (self->cycles, self->score_cycles, compare, self->scheme);
  ori_movers_choose (self->movers, get_accepted (self) != NULL);
  show_chart (self);
  ori_threshold_panel_show (self->panel, self->data, self->scheme);
  show_movers (self, FALSE);
  show_prices (self, TRUE);
  ori_movers_select (self->movers, ori_session_orgunit (self->session));
}

static void
show_subject (OriGroupsPage *self)
{
  const OriSubject *subject = get_subject (self);

  g_free (self->key);
  self->key = subject != NULL ? ori_subject_key (subject) : g_strdup (ORI_SUBJECT_KEY_OVERALL);
  g_clear_pointer (&self->scheme, ori_scheme_free);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  self->snapshot = ori_snapshot_ref (ori_session_snapshot (self->session));
  self->scheme = ori_scheme_copy (ori_session_scheme (self->session, get_key (self)));
  g_clear_pointer (&self->accepted, ori_scheme_free);
  if (get_accepted (self) != NULL)
    self->accepted = ori_scheme_copy (get_accepted (self));
  read_scores (self);
  fill_compare (self);
  ori_certainty_runner_clear (self->certainty);
  read_protocol (self);
  show_data (self);
  show_methods (self);
  if (self->data != NULL)
    start_certainty (self);
}

static void
subject_cb (OriGroupsPage *self)
{
  if (!self->refreshing && self->session != NULL)
    show_subject (self);
}

static void
compare_cb (OriGroupsPage *self)
{
  if (self->refreshing || self->data == NULL)
    return;
  self->compare_cycle = gtk_drop_down_get_selected (self->compare);
  show_data (self);
}

static void
kind_cb (OriGroupsPage *self)
{
  if (self->data != NULL)
    show_chart (self);
}

static void
mover_chosen_cb (OriMovers *movers, guint orgunit, OriGroupsPage *self)
{
  ori_session_set_orgunit (self->session, orgunit);
}

static void
chart_activated_cb (OriChartView *chart, int series, int point, OriGroupsPage *self)
{
  ori_session_set_orgunit (self->session,
                           GPOINTER_TO_UINT (ori_chart_view_series_key (chart, series)));
}

/* The same picture with a title, for documents. */
static void
export_cb (OriGroupsPage *self)
{
  const OriProtocolEntry *entry = get_entry (self);
  const OriSubject *subject = get_subject (self);
  OriChartSpec *spec =
      ori_bench_chart_new (self->snapshot, self->data, self->scheme, get_accepted (self),
                           entry != NULL ? entry->cycle : 0, 0);

  spec->title = g_strdup (subject != NULL ? ori_subject_label (self->snapshot->programme, subject)
                                          : _ ("Overall score"));
  spec->subtitle = g_strdup_printf ("%s, %d", ori_session_title (self->session),
                                    ori_session_cycle (self->session));
  spec->training = ori_session_is_training (self->session);
  spec->histogram = !gtk_toggle_button_get_active (self->strip_button);
  ori_bench_chart_set_doubt (spec, self->data, self->certainty);
  ori_save_chart (GTK_WIDGET (self), spec, _ ("Groups"));
}

/* The side panel is there from the beginning where there is room for it. */
static gboolean
choose_panel_cb (gpointer data)
{
  OriGroupsPage *self = data;
  int least;

  self->choosing = 0;
  gtk_toggle_button_set_active (self->panel_button, TRUE);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least > gtk_widget_get_width (GTK_WIDGET (self)) ||
      gtk_widget_get_width (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)))) < ROOMY)
    gtk_toggle_button_set_active (self->panel_button, FALSE);
  return G_SOURCE_REMOVE;
}

static void
ori_groups_page_map (GtkWidget *widget)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (widget);

  GTK_WIDGET_CLASS (ori_groups_page_parent_class)->map (widget);
  if (!self->panel_chosen)
    self->choosing = g_idle_add (choose_panel_cb, self);
  self->panel_chosen = TRUE;
}

static void
ori_groups_page_set_session (OriPage *page, OriSession *session)
{
  g_set_object (&ORI_GROUPS_PAGE (page)->session, session);
}

/* The chosen org unit alone may have changed: nothing is computed anew for that. */
static gboolean
is_up_to_date (OriGroupsPage *self)
{
  const OriScheme *accepted = self->scheme != NULL ? get_accepted (self) : NULL;

  if ((accepted != NULL) != (self->accepted != NULL) ||
      (accepted != NULL && !ori_scheme_equal (accepted, self->accepted)))
    return FALSE;
  return self->data != NULL && self->snapshot == ori_session_snapshot (self->session) &&
         self->data->cycles[self->data->n_cycles - 1] == ori_session_cycle (self->session) &&
         ori_scheme_equal (self->scheme, ori_session_scheme (self->session, get_key (self)));
}

static void
ori_groups_page_refresh (OriPage *page)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (page);

  if (self->keeping)
    return;
  if (is_up_to_date (self)) {
    guint orgunit = ori_session_orgunit (self->session);

    ori_bench_chart_choose (ori_chart_view_edit_spec (ori_bench_view_chart (self->bench)),
                            self->data, orgunit);
    ori_movers_select (self->movers, orgunit);
  } else {
    fill_subjects (self);
    show_subject (self);
  }
  ori_page_subtitle_changed (page);
}

static char *
ori_groups_page_dup_subtitle (OriPage *page)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (page);
  const OriScheme *accepted;

  if (self->scheme == NULL || self->data == NULL)
    return NULL;
  accepted = get_accepted (self);
  if (accepted == NULL)
    return g_strdup (_ ("Draft of thresholds, not accepted"));
  for (guint i = 0; i + 1 < accepted->n_groups; i++)
    if (accepted->thresholds[i] != self->scheme->thresholds[i])
      return g_strdup (_ ("Draft differs from the accepted thresholds"));
  return g_strdup (_ ("Thresholds accepted"));
}

static void
ori_groups_page_page_init (OriPageInterface *iface)
{
  iface->set_session = ori_groups_page_set_session;
  iface->refresh = ori_groups_page_refresh;
  iface->dup_subtitle = ori_groups_page_dup_subtitle;
}

static void
ori_groups_page_dispose (GObject *object)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (object);

  g_clear_handle_id (&self->resting, g_source_remove);
  g_clear_handle_id (&self->choosing, g_source_remove);
  if (self->movers != NULL)
    ori_movers_show (self->movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  g_clear_object (&self->session);
  g_clear_object (&self->certainty);
  g_clear_pointer (&self->data, ori_bench_data_free);
  g_clear_pointer (&self->scheme, ori_scheme_free);
  g_clear_pointer (&self->accepted, ori_scheme_free);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_clear_pointer (&self->subjects, g_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->cycles, g_array_unref);
  g_clear_pointer (&self->score_cycles, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  G_OBJECT_CLASS (ori_groups_page_parent_class)->dispose (object);
}

static void
ori_groups_page_class_init (OriGroupsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ori_groups_page_dispose;
  widget_class->map = ori_groups_page_map;
  g_type_ensure (ORI_TYPE_BENCH_VIEW);
  g_type_ensure (ORI_TYPE_METHODS_PANEL);
  g_type_ensure (ORI_TYPE_MOVERS);
  g_type_ensure (ORI_TYPE_THRESHOLD_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, subject);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, compare);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, strip_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, panel_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, methods);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, accept_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, bench);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, panel);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, movers);
  gtk_widget_class_bind_template_callback (widget_class, subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, protocol_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F9, GDK_CONTROL_MASK, toggle_panel_cb, NULL);
}

static void
ori_groups_page_init (OriGroupsPage *self)
{
  self->compare_cycle = 1;
  self->cycles = g_array_new (FALSE, FALSE, sizeof (int));
  self->score_cycles = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->certainty = ori_certainty_runner_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self->certainty, "done", G_CALLBACK (certainty_done_cb), self);
  g_signal_connect (self->bench, "threshold-moved", G_CALLBACK (threshold_moved_cb), self);
  g_signal_connect (self->bench, "snap-asked", G_CALLBACK (snap_asked_cb), self);
  g_signal_connect (self->bench, "ghost-chosen", G_CALLBACK (ghost_chosen_cb), self);
  g_signal_connect (self->panel, "changed", G_CALLBACK (panel_changed_cb), self);
  g_signal_connect (self->methods, "changed", G_CALLBACK (methods_changed_cb), self);
  g_signal_connect (self->movers, "chosen", G_CALLBACK (mover_chosen_cb), self);
  g_signal_connect (ori_bench_view_chart (self->bench), "activated",
                    G_CALLBACK (chart_activated_cb), self);
}
