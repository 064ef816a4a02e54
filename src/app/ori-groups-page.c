/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-groups-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-certainty-runner.h"
#include "app/ori-chart-view.h"
#include "app/ori-mover.h"
#include "app/ori-page.h"
#include "app/ori-save-chart.h"
#include "app/ori-threshold-panel.h"
#include "app/ori-thresholds.h"

#define MAX_CYCLES_SHOWN 3
#define ROW_HEIGHT 22 /* of a ranked row, so that forty of them scroll instead of crowding */

struct _OriGroupsPage {
  AdwBin parent_instance;

  GtkDropDown *subject;
  GtkToggleButton *strip_button, *by_thresholds, *by_year, *everybody;
  GtkMenuButton *protocol_button;
  GtkLabel *protocol, *nobody;
  OriThresholdPanel *panel;
  GtkWidget *accept_button, *export_button, *chart_scroller;
  GtkStack *stack, *movers_stack;
  OriChartView *chart;
  GtkListView *movers;

  OriSession *session;
  OriScheme *scheme;       /* the draft as shown, ahead of the workspace during a drag */
  GPtrArray *indicators;   /* of const OriIndicator: item i + 1 of the drop-down */
  GArray *cycles;          /* of int: the last ones up to the chosen */
  GPtrArray *score_cycles; /* of GArray of OriScore: the last cycles, the chosen one last */
  GListStore *rows;
  OriCertaintyRunner *certainty;
  gboolean refreshing; /* controls are being set, not used */
  gboolean keeping;    /* the change of the session is the page's own: it shows it already */
};

static void ori_groups_page_page_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriGroupsPage, ori_groups_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_groups_page_page_init))

/* NULL: the overall score. */
static const OriIndicator *
get_indicator (OriGroupsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject);

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || self->indicators == NULL ||
      selected > self->indicators->len)
    return NULL;
  return g_ptr_array_index (self->indicators, selected - 1);
}

static const char *
get_subject_code (OriGroupsPage *self)
{
  const OriIndicator *indicator = get_indicator (self);

  return indicator != NULL ? indicator->code : NULL;
}

static const GArray *
get_scores (OriGroupsPage *self)
{
  return g_ptr_array_index (self->score_cycles, self->score_cycles->len - 1);
}

static const OriScore *
find_score (const GArray *scores, guint orgunit)
{
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (score->orgunit == orgunit)
      return score->has_score ? score : NULL;
  }
  return NULL;
}

static int
find_group (const OriScheme *scheme, double score)
{
  return (int)ori_group_of (score, scheme->thresholds, scheme->n_groups - 1);
}

/* The scheme that movers are counted from: the accepted one of the same number of groups. */
static const OriScheme *
get_accepted (OriGroupsPage *self)
{
  const OriScheme *accepted = ori_session_accepted_scheme (self->session, get_subject_code (self));

  return accepted != NULL && accepted->n_groups == self->scheme->n_groups ? accepted : NULL;
}

/* --- Picture --- */

static void
mark_movers (OriGroupsPage *self, OriChartSpec *spec)
{
  const OriScheme *accepted = get_accepted (self);

  if (accepted == NULL)
    return;
  for (guint i = 0; i < spec->n_thresholds; i++)
    if (accepted->thresholds[i] != self->scheme->thresholds[i])
      spec->accepted[i] = accepted->thresholds[i];
  for (guint i = 0; i < spec->series->len; i++) {
    OriChartSeries *series = g_ptr_array_index (spec->series, i);
    double score = g_array_index (series->points, OriChartPoint, 0).value;

    series->ringed = find_group (accepted, score) != series->group;
  }
}

static OriChartSpec *
make_chart (OriGroupsPage *self)
{
  gboolean ranked = !gtk_toggle_button_get_active (self->strip_button);
  OriChartSpec *spec = ori_groups_chart (ori_session_snapshot (self->session), self->scheme,
                                         get_indicator (self), ori_session_cycle (self->session));

  spec->training = ori_session_is_training (self->session);
  if (ranked)
    spec->kind = ORI_CHART_RANKED;
  mark_movers (self, spec);
  return spec;
}

static void
update_chart (OriGroupsPage *self)
{
  OriChartSpec *spec = make_chart (self);
  gboolean ranked = spec->kind == ORI_CHART_RANKED;
  int height = ranked ? (int)spec->series->len * ROW_HEIGHT + 120 : -1;

  gtk_widget_set_size_request (GTK_WIDGET (self->chart), -1, height);
  ori_chart_view_set_draggable (self->chart, !ranked);
  ori_chart_view_set_spec (self->chart, spec);
}

/* --- Movers --- */

static void
add_mover (OriGroupsPage *self, GListStore *rows, const OriScore *score, int from)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  const OriUnitCertainty *sure = ori_certainty_runner_find (self->certainty, score->orgunit);
  int to = find_group (self->scheme, score->score);
  g_autoptr (OriMover) mover = ori_mover_new (
      score->orgunit, ori_snapshot_orgunit (snapshot, score->orgunit)->short_name, score->score,
      self->scheme->n_groups, from, to, sure != NULL ? sure->share[to] : -1.0,
      ori_certainty_runner_is_stale (self->certainty));

  g_list_store_append (rows, mover);
}

typedef enum {
  MOVERS_BY_THRESHOLDS,
  MOVERS_BY_YEAR,
  MOVERS_EVERYBODY,
} MoversKind;

static guint
collect_movers (OriGroupsPage *self, MoversKind kind, GListStore *rows)
{
  const GArray *scores = get_scores (self);
  const OriScheme *accepted = get_accepted (self);
  guint n = 0;

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    const OriScore *before = NULL;
    int to, from;

    if (!score->has_score)
      continue;
    from = to = find_group (self->scheme, score->score);
    if (kind == MOVERS_BY_THRESHOLDS && accepted != NULL)
      from = find_group (accepted, score->score);
    if (kind == MOVERS_BY_YEAR && self->score_cycles->len > 1)
      before = find_score (g_ptr_array_index (self->score_cycles, self->score_cycles->len - 2),
                           score->orgunit);
    if (before != NULL)
      from = find_group (self->scheme, before->score);
    if (from == to && kind != MOVERS_EVERYBODY)
      continue;
    n++;
    if (rows != NULL)
      add_mover (self, rows, score, from);
  }
  return n;
}

static void
set_count (GtkToggleButton *button, const char *title, guint n)
{
  g_autofree char *label = g_strdup_printf ("%s · %u", title, n);

  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
update_movers (OriGroupsPage *self)
{
  MoversKind kind = MOVERS_BY_THRESHOLDS;

  if (gtk_toggle_button_get_active (self->by_year))
    kind = MOVERS_BY_YEAR;
  else if (gtk_toggle_button_get_active (self->everybody))
    kind = MOVERS_EVERYBODY;
  set_count (self->by_thresholds, _ ("By thresholds"),
             collect_movers (self, MOVERS_BY_THRESHOLDS, NULL));
  set_count (self->by_year, _ ("Over the year"), collect_movers (self, MOVERS_BY_YEAR, NULL));
  set_count (self->everybody, _ ("Everybody"), collect_movers (self, MOVERS_EVERYBODY, NULL));
  g_list_store_remove_all (self->rows);
  collect_movers (self, kind, self->rows);
  if (kind == MOVERS_BY_THRESHOLDS)
    gtk_label_set_text (self->nobody, get_accepted (self) != NULL
                                          ? _ ("The groups are those of the accepted thresholds")
                                          : _ ("No thresholds have been accepted yet"));
  else
    gtk_label_set_text (self->nobody, _ ("Nobody changed group against the year before"));
  gtk_stack_set_visible_child_name (
      self->movers_stack,
      g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0 ? "list" : "nobody");
}

/* --- Thresholds --- */

/* Everything that shows the draft, from the draft: table, picture and movers never differ. */
static void
show_draft (OriGroupsPage *self)
{
  update_chart (self);
  ori_threshold_panel_show (self->panel, self->scheme, get_accepted (self), self->cycles,
                            self->score_cycles);
  ori_certainty_runner_start (self->certainty, ori_session_snapshot (self->session), self->scheme,
                              get_indicator (self), ori_session_cycle (self->session),
                              ori_session_level (self->session));
  update_movers (self);
}

static void
keep_draft (OriGroupsPage *self)
{
  g_autoptr (GError) error = NULL;

  self->scheme->method = ORI_GROUPING_FIXED;
  self->keeping = TRUE;
  if (!ori_session_set_scheme (self->session, get_subject_code (self), self->scheme, &error))
    ori_threshold_panel_show_error (self->panel, error->message);
  self->keeping = FALSE;
}

static gboolean
is_shift_down (GtkWidget *widget)
{
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *keyboard = gdk_seat_get_keyboard (seat);

  return keyboard != NULL && (gdk_device_get_modifier_state (keyboard) & GDK_SHIFT_MASK) != 0;
}

static void
threshold_moved_cb (OriChartView *chart, int index, double value, gboolean final,
                    OriGroupsPage *self)
{
  if (!is_shift_down (GTK_WIDGET (self)))
    value = ori_thresholds_snap (get_scores (self), value);
  self->scheme->thresholds[index] = ori_thresholds_clamp (self->scheme, (guint)index, value);
  show_draft (self);
  if (final)
    keep_draft (self);
}

static void
panel_changed_cb (OriThresholdPanel *panel, const double *thresholds, OriGroupsPage *self)
{
  for (guint i = 0; i + 1 < self->scheme->n_groups; i++)
    self->scheme->thresholds[i] = thresholds[i];
  show_draft (self);
  keep_draft (self);
}

static void
certainty_done_cb (OriCertaintyRunner *runner, OriGroupsPage *self)
{
  guint stable, all;

  if (self->scheme == NULL || !ori_certainty_runner_count (runner, &stable, &all))
    return;
  ori_threshold_panel_set_certainty (self->panel, stable, all);
  update_movers (self);
}

/* --- Protocol --- */

static void
update_protocol (OriGroupsPage *self)
{
  g_autoptr (GPtrArray) entries = ori_store_protocol (ori_session_store (self->session), NULL);
  const char *subject = get_subject_code (self);
  g_autofree char *text = NULL;

  if (entries != NULL)
    text = ori_thresholds_protocol (entries, subject != NULL ? subject : "score");
  gtk_label_set_text (self->protocol,
                      text != NULL ? text : _ ("No thresholds have been accepted yet"));
}

static void
accept_response_cb (AdwMessageDialog *dialog, const char *response, OriGroupsPage *self)
{
  GtkEntry *entry = g_object_get_data (G_OBJECT (dialog), "reason");
  g_autofree char *reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (response, "accept") != 0)
    return;
  if (!ori_session_set_scheme (self->session, get_subject_code (self), self->scheme, &error) ||
      !ori_session_accept_scheme (self->session, get_subject_code (self), g_strstrip (reason),
                                  &error))
    ori_threshold_panel_show_error (self->panel, error->message);
}

static void
reason_changed_cb (GtkEditable *editable, AdwMessageDialog *dialog)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (editable));

  adw_message_dialog_set_response_enabled (dialog, "accept", *g_strstrip (text) != '\0');
}

static void
accept_cb (OriGroupsPage *self)
{
  GtkWidget *dialog, *entry;
  g_autofree char *numbers =
      ori_thresholds_text (self->scheme->thresholds, self->scheme->n_groups - 1);

  dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                              _ ("Why were these values chosen? The reason enters the protocol "
                                 "with the date and your name."));
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _ ("Accept thresholds %s?"),
                                     numbers);
  entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Reason"));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reason"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "accept",
                                    _ ("_Accept"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept", FALSE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "reason", entry);
  g_signal_connect (entry, "changed", G_CALLBACK (reason_changed_cb), dialog);
  g_signal_connect_object (dialog, "response", G_CALLBACK (accept_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
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
    if (self->cycles->len > MAX_CYCLES_SHOWN)
      g_array_remove_index (self->cycles, 0);
  }
  for (guint i = 0; i < self->cycles->len; i++)
    g_ptr_array_add (self->score_cycles,
                     ori_scores_compute (ori_session_snapshot (self->session), self->scheme,
                                         get_indicator (self), g_array_index (self->cycles, int, i),
                                         ori_session_level (self->session)));
}

static gboolean
has_scores (OriGroupsPage *self)
{
  guint n = 0;

  if (self->score_cycles->len == 0)
    return FALSE;
  for (guint i = 0; i < get_scores (self)->len; i++)
    n += g_array_index (get_scores (self), OriScore, i).has_score;
  return n >= 2;
}

/* Judged indicators that have data; the choice stays with the same indicator. */
static void
fill_subjects (OriGroupsPage *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = g_strdup (get_subject_code (self));
  guint select = 0;

  gtk_string_list_append (names, _ ("Overall score"));
  g_ptr_array_set_size (self->indicators, 0);
  for (guint i = 0; i < snapshot->programme->indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (snapshot->programme->indicators, i);
    g_autofree char *name = NULL;

    if (indicator->direction == 0 ||
        ori_value_period_of_cycle (snapshot, indicator, ori_session_cycle (self->session)) ==
            G_MAXUINT)
      continue;
    g_ptr_array_add (self->indicators, indicator);
    name = g_strdup_printf ("%s  %s", indicator->code, ori_indicator_label (indicator));
    gtk_string_list_append (names, name);
    if (g_strcmp0 (indicator->code, chosen) == 0)
      select = self->indicators->len;
  }
  self->refreshing = TRUE;
  gtk_drop_down_set_model (self->subject, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->subject, select);
  self->refreshing = FALSE;
}

/* Before anything was accepted nobody moves because of thresholds: the year tells more. */
static void
choose_movers (OriGroupsPage *self)
{
  if (get_accepted (self) == NULL && gtk_toggle_button_get_active (self->by_thresholds))
    gtk_toggle_button_set_active (self->cycles->len > 1 ? self->by_year : self->everybody, TRUE);
}

static void
show_subject (OriGroupsPage *self)
{
  gboolean any;

  g_clear_pointer (&self->scheme, ori_scheme_free);
  self->scheme = ori_scheme_copy (ori_session_scheme (self->session, get_subject_code (self)));
  read_scores (self);
  any = has_scores (self);
  ori_certainty_runner_clear (self->certainty);
  gtk_stack_set_visible_child_name (self->stack, any ? "bench" : "empty");
  gtk_widget_set_sensitive (self->accept_button, any);
  gtk_widget_set_sensitive (self->export_button, any);
  update_protocol (self);
  if (!any)
    return;
  choose_movers (self);
  show_draft (self);
  ori_threshold_panel_suggest (self->panel);
}

static void
subject_cb (OriGroupsPage *self)
{
  if (!self->refreshing && self->session != NULL)
    show_subject (self);
}

static void
kind_cb (OriGroupsPage *self)
{
  if (self->scheme != NULL && has_scores (self))
    update_chart (self);
}

static void
movers_cb (OriGroupsPage *self)
{
  if (self->scheme != NULL && has_scores (self))
    update_movers (self);
}

static void
mover_activated_cb (OriGroupsPage *self, guint position)
{
  g_autoptr (OriMover) mover = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  ori_session_set_orgunit (self->session, ori_mover_orgunit (mover));
}

static void
chart_activated_cb (OriChartView *chart, int series, int point, OriGroupsPage *self)
{
  ori_session_set_orgunit (self->session,
                           GPOINTER_TO_UINT (ori_chart_view_series_key (chart, series)));
}

static void
export_cb (OriGroupsPage *self)
{
  ori_save_chart (GTK_WIDGET (self), make_chart (self), _ ("Groups"));
}

static void
ori_groups_page_set_session (OriPage *page, OriSession *session)
{
  g_set_object (&ORI_GROUPS_PAGE (page)->session, session);
}

static void
ori_groups_page_refresh (OriPage *page)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (page);

  if (!self->keeping) {
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

  if (self->scheme == NULL || self->score_cycles->len == 0)
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

  g_clear_object (&self->session);
  g_clear_object (&self->rows);
  g_clear_object (&self->certainty);
  g_clear_pointer (&self->scheme, ori_scheme_free);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->cycles, g_array_unref);
  g_clear_pointer (&self->score_cycles, g_ptr_array_unref);
  G_OBJECT_CLASS (ori_groups_page_parent_class)->dispose (object);
}

static void
ori_groups_page_class_init (OriGroupsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ori_groups_page_dispose;
  g_type_ensure (ORI_TYPE_CHART_VIEW);
  g_type_ensure (ORI_TYPE_THRESHOLD_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-groups-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, subject);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, strip_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, by_thresholds);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, by_year);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, everybody);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, protocol_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, panel);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, protocol);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, accept_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, chart_scroller);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, movers_stack);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, chart);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, movers);
  gtk_widget_class_bind_template_callback (widget_class, subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, movers_cb);
  gtk_widget_class_bind_template_callback (widget_class, mover_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
ori_groups_page_init (OriGroupsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = ori_mover_factory_new ();
  GtkSelectionModel *selection;

  self->indicators = g_ptr_array_new ();
  self->cycles = g_array_new (FALSE, FALSE, sizeof (int));
  self->score_cycles = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->rows = g_list_store_new (ORI_TYPE_MOVER);
  self->certainty = ori_certainty_runner_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows))));
  gtk_list_view_set_model (self->movers, selection);
  g_object_unref (selection);
  gtk_list_view_set_factory (self->movers, factory);
  g_signal_connect (self->certainty, "done", G_CALLBACK (certainty_done_cb), self);
  g_signal_connect (self->chart, "threshold-moved", G_CALLBACK (threshold_moved_cb), self);
  g_signal_connect (self->panel, "changed", G_CALLBACK (panel_changed_cb), self);
  g_signal_connect (self->chart, "activated", G_CALLBACK (chart_activated_cb), self);
}
