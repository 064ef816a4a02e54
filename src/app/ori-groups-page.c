/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page «Группы»: what is looked at and compared with, the toolbar, the protocol. */
#include "app/ori-groups-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-bench-chart.h"
#include "app/ori-chooser.h"
#include "app/ori-groups-private.h"
#include "app/ori-protocol-window.h"
#include "app/ori-save-chart.h"
#include "app/ori-thresholds.h"

#define ROOMY 1150 /* width of a window that has room for the side panel */

static void ori_groups_page_page_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriGroupsPage, ori_groups_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_groups_page_page_init))

/* ── what is looked at ── */

const OriSubject *
ori_groups_page_subject (OriGroupsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->subject);

  return self->subjects != NULL && selected < self->subjects->len
             ? &g_array_index (self->subjects, OriSubject, selected)
             : NULL;
}

const OriScheme *
ori_groups_page_accepted (OriGroupsPage *self)
{
  const OriScheme *accepted = self->accepted;

  return accepted != NULL && accepted->n_groups == self->scheme->n_groups ? accepted : NULL;
}

const OriProtocolEntry *
ori_groups_page_entry (OriGroupsPage *self)
{
  for (guint i = self->entries != NULL ? self->entries->len : 0; i-- > 0;) {
    const OriProtocolEntry *entry = g_ptr_array_index (self->entries, i);

    if (g_strcmp0 (entry->subject, self->key) == 0)
      return entry;
  }
  return NULL;
}

/* ── choices ── */

/* «Без сравнения», «Сравнить с 2021»… */
static void
fill_compare (OriGroupsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GArray) cycles = ori_bench_cycles (self->snapshot, ori_session_cycle (self->session));

  gtk_string_list_append (names, _ ("No comparison"));
  for (guint back = 1; back < cycles->len; back++) {
    g_autofree char *name = g_strdup_printf (_ ("Compare with %d"),
                                             g_array_index (cycles, int, cycles->len - 1 - back));

    gtk_string_list_append (names, name);
  }
  self->refreshing = TRUE;
  gtk_drop_down_set_model (self->compare, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->compare, MIN (self->compare_cycle, MAX (cycles->len, 1) - 1));
  self->refreshing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->compare), cycles->len > 1);
}

void
ori_groups_page_choose_compared (OriGroupsPage *self, guint back)
{
  self->compare_cycle = back;
  self->refreshing = TRUE;
  gtk_drop_down_set_selected (self->compare, back);
  self->refreshing = FALSE;
}

/* «1.2  Охват обучающихся»; the overall score and blocks have no number that people know, but
 * blocks a short name: «Условия: создание условий, обеспечивающих…». */
static char *
dup_subject_name (const OriProgramme *programme, const OriSubject *subject)
{
  const char *label = ori_subject_label (programme, subject);

  if (subject->kind == ORI_SUBJECT_BLOCK &&
      g_strcmp0 (label, ori_block_short_label (subject->code)) != 0)
    return g_strdup_printf ("%s: %s", ori_block_short_label (subject->code), label);
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

/* ── protocol ── */

static void
read_protocol (OriGroupsPage *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = ori_store_protocol (ori_session_store (self->session), NULL);
  ori_threshold_panel_set_entry (self->panel, ori_groups_page_entry (self));
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

  if (!ori_session_set_scheme (self->session, self->key, self->scheme, &error) ||
      !ori_session_accept_scheme (self->session, self->key, reason, &error))
    ori_threshold_panel_show_error (self->panel, error->message);
}

static void
accept_cb (OriGroupsPage *self)
{
  g_autofree char *numbers =
      ori_thresholds_text (self->scheme->thresholds, self->scheme->n_groups - 1);

  ori_accept_dialog_show (GTK_WIDGET (self), numbers, accept, G_OBJECT (self));
}

/* ── page ── */

static gboolean
have_same_thresholds (const OriScheme *a, const OriScheme *b)
{
  return a->n_groups == b->n_groups &&
         memcmp (a->thresholds, b->thresholds, sizeof (double) * (a->n_groups - 1)) == 0;
}

static void
show_subject (OriGroupsPage *self)
{
  const OriSubject *subject = ori_groups_page_subject (self);
  const OriScheme *accepted;
  g_autofree char *key = g_steal_pointer (&self->key);
  g_autoptr (OriScheme) before = NULL;

  ori_movers_show (self->movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  self->key = subject != NULL ? ori_subject_key (subject) : g_strdup (ORI_SUBJECT_KEY_OVERALL);
  if (g_strcmp0 (key, self->key) != 0)
    self->regrouped = FALSE;
  if (!ori_groups_page_prepare (self))
    return;
  before = g_steal_pointer (&self->scheme);
  g_clear_pointer (&self->shown, ori_scheme_free);
  g_clear_pointer (&self->accepted, ori_scheme_free);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  self->snapshot = ori_snapshot_ref (ori_session_snapshot (self->session));
  self->cycle = ori_session_cycle (self->session);
  self->scheme = ori_scheme_copy (ori_session_scheme (self->session, self->key));
  accepted = ori_session_accepted_scheme (self->session, self->key);
  if (accepted != NULL)
    self->accepted = ori_scheme_copy (accepted);
  /* Thresholds that were not found for one year are found for the next one. */
  self->regrouped = self->regrouped && have_same_thresholds (before, self->scheme);
  self->makeshift = self->makeshift && self->regrouped;
  fill_compare (self);
  read_protocol (self);
  ori_groups_page_score (self, FALSE);
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
  if (self->refreshing || self->data == NULL || self->waiting)
    return;
  self->compare_cycle = gtk_drop_down_get_selected (self->compare);
  ori_groups_page_score (self, FALSE);
}

static void
kind_cb (OriGroupsPage *self)
{
  if (self->data != NULL && !self->waiting)
    ori_groups_page_show_chart (self);
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
  const OriProtocolEntry *entry = ori_groups_page_entry (self);
  const OriSubject *subject = ori_groups_page_subject (self);
  OriChartSpec *spec =
      ori_bench_chart_new (self->snapshot, self->data, self->scheme,
                           ori_groups_page_accepted (self), entry != NULL ? entry->cycle : 0, 0);

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

static gboolean
toggle_panel_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (widget);

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  gtk_toggle_button_set_active (self->panel_button,
                                !gtk_toggle_button_get_active (self->panel_button));
  return TRUE;
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
  const OriScheme *accepted =
      self->key != NULL ? ori_session_accepted_scheme (self->session, self->key) : NULL;

  if (self->preparing || !ori_session_has_goalposts (self->session))
    return FALSE;
  if ((accepted != NULL) != (self->accepted != NULL) ||
      (accepted != NULL && !ori_scheme_equal (accepted, self->accepted)))
    return FALSE;
  return (self->data != NULL || self->waiting) &&
         self->snapshot == ori_session_snapshot (self->session) &&
         self->cycle == ori_session_cycle (self->session) &&
         ori_scheme_equal (self->scheme, ori_session_scheme (self->session, self->key));
}

static void
ori_groups_page_refresh (OriPage *page)
{
  OriGroupsPage *self = ORI_GROUPS_PAGE (page);

  if (self->keeping)
    return;
  if (is_up_to_date (self)) {
    /* The same thresholds may have been accepted again, with another reason. */
    read_protocol (self);
    if (self->waiting)
      return;
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

  if (self->scheme == NULL || self->data == NULL || self->preparing)
    return NULL;
  accepted = ori_groups_page_accepted (self);
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
  ori_groups_page_drop_scores (self);
  g_clear_object (&self->session);
  g_clear_object (&self->certainty);
  g_clear_pointer (&self->data, ori_bench_data_free);
  g_clear_pointer (&self->scheme, ori_scheme_free);
  g_clear_pointer (&self->accepted, ori_scheme_free);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_clear_pointer (&self->subjects, g_array_unref);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->shown, ori_scheme_free);
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
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, wait_card);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, wait_cancel);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, wait_text);
  gtk_widget_class_bind_template_child (widget_class, OriGroupsPage, wait_bar);
  gtk_widget_class_bind_template_callback (widget_class, subject_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, protocol_cb);
  gtk_widget_class_bind_template_callback (widget_class, ori_groups_page_cancel_scores);
}

/* Wherever in the window the focus is. */
static void
add_shortcut (OriGroupsPage *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F9, GDK_CONTROL_MASK),
                        gtk_callback_action_new (toggle_panel_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ori_groups_page_init (OriGroupsPage *self)
{
  self->compare_cycle = 1;
  self->certainty = ori_certainty_runner_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_shortcut (self);
  ori_chooser_setup_flexible (self->subject, 10, 40);
  ori_groups_page_connect_certainty (self);
  ori_groups_page_connect_draft (self);
  g_signal_connect (self->movers, "chosen", G_CALLBACK (mover_chosen_cb), self);
  g_signal_connect (ori_bench_view_chart (self->bench), "activated",
                    G_CALLBACK (chart_activated_cb), self);
}
