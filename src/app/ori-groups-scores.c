/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page «Группы», scoring, and making what shows the scores: at once where that is quick, else
 * in a job. Until the scores are there, the picture of the last ones is dimmed, or there is none,
 * so that nobody takes it for the new one. Whatever is asked next supersedes what is under way. */
#include <glib/gi18n-lib.h>

#include "app/ori-groups-private.h"

/* Org units times indicators up to which scores follow a slider: about 25 ms; goalposts take 2. */
#define LIVE_SCORES 8000
/* Org units up to which known scores are shown at once: about 10 ms. */
#define LIVE_UNITS 5000
/* ms that may pass before one is told to wait. */
#define PATIENCE 250

static gpointer
run (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  return ori_bench_fill_new (data, progress, cancellable, error);
}

static void
drop_job (OriGroupsPage *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  ori_job_cancel (self->job);
  g_clear_object (&self->job);
}

/* ── waiting ── */

static gboolean
patience_cb (gpointer data)
{
  OriGroupsPage *self = data;

  self->patience = 0;
  gtk_widget_set_visible (self->wait_card, TRUE);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (OriJob *job, GParamSpec *pspec, OriGroupsPage *self)
{
  g_autofree char *message = ori_job_dup_message (job);

  gtk_progress_bar_set_fraction (self->wait_bar, ori_job_fraction (job));
  if (message != NULL)
    gtk_label_set_text (self->wait_text, message);
}

/* Nothing can be done with a picture that is not true any more. */
static void
set_waiting (OriGroupsPage *self, gboolean waiting)
{
  GtkWidget *bench = gtk_stack_get_child_by_name (self->stack, "bench");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (waiting == self->waiting)
    return;
  self->waiting = waiting;
  if (waiting && focus != NULL &&
      (gtk_widget_is_ancestor (focus, bench) ||
       gtk_widget_is_ancestor (focus, GTK_WIDGET (self->compare))))
    g_set_weak_pointer (&self->focus, focus);
  /* Not by sensitivity: labels would stay pale when it comes back, for GTK 4.8 keeps them as drawn
   * when animations are off. */
  gtk_widget_set_can_target (bench, !waiting);
  gtk_widget_set_can_focus (bench, !waiting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->compare), !waiting);
  gtk_widget_set_opacity (bench, waiting ? 0.35 : 1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (bench), GTK_ACCESSIBLE_STATE_BUSY, waiting, -1);
  if (waiting) {
    gtk_widget_set_sensitive (self->accept_button, FALSE);
    gtk_widget_set_sensitive (self->export_button, FALSE);
    return;
  }
  gtk_widget_set_visible (self->wait_card, FALSE);
  if (self->focus != NULL && gtk_widget_get_mapped (self->focus))
    gtk_widget_grab_focus (self->focus);
  g_clear_weak_pointer (&self->focus);
}

/* Waiting already. */
static void
start_job (OriGroupsPage *self, OriJob *job, GCallback finished)
{
  drop_job (self);
  self->job = job;
  gtk_widget_set_visible (self->wait_cancel, self->data != NULL);
  gtk_progress_bar_set_fraction (self->wait_bar, 0);
  g_signal_connect (self->job, "notify", G_CALLBACK (progress_cb), self);
  g_signal_connect (self->job, "finished", finished, self);
  ori_job_start (self->job);
  if (!gtk_widget_get_visible (self->wait_card))
    self->patience = g_timeout_add (PATIENCE, patience_cb, self);
}

/* ── goalposts ── */

static guint
count_values (const OriSnapshot *snapshot)
{
  return snapshot->orgunits->len * snapshot->programme->indicators->len;
}

static void
goalposts_cb (OriJob *job, OriGroupsPage *self)
{
  OriScheme *goalposts = ori_job_take_result (job, NULL);

  drop_job (self);
  self->preparing = FALSE;
  g_return_if_fail (goalposts != NULL);
  ori_session_take_goalposts (self->session, self->snapshot, goalposts);
  ori_page_refresh (ORI_PAGE (self));
}

gboolean
ori_groups_page_prepare (OriGroupsPage *self)
{
  OriSnapshot *snapshot = ori_session_snapshot (self->session);

  if (ori_session_has_goalposts (self->session) || count_values (snapshot) <= LIVE_SCORES) {
    self->preparing = FALSE;
    return TRUE;
  }
  if (self->preparing && self->snapshot == snapshot)
    return FALSE;
  self->preparing = TRUE;
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  self->snapshot = ori_snapshot_ref (snapshot);
  g_clear_pointer (&self->scores, ori_bench_scores_unref);
  g_clear_pointer (&self->shown, ori_scheme_free);
  ori_certainty_runner_clear (self->certainty);
  set_waiting (self, TRUE);
  ori_groups_page_turn_to (self, "waiting");
  start_job (self, ori_session_goalposts_job_new (self->session), G_CALLBACK (goalposts_cb));
  return FALSE;
}

/* ── asking ── */

/* Shows what is there now; @fill NULL: the data are what they were. A number of groups that was
 * waiting for its scores has its thresholds only then. */
static void
answer (OriGroupsPage *self, OriBenchFill *fill, gboolean hasty)
{
  gboolean regrouped = self->regrouped;

  drop_job (self);
  if (fill != NULL && self->scores != fill->scores) {
    g_clear_pointer (&self->scores, ori_bench_scores_unref);
    self->scores = ori_bench_scores_ref (fill->scores);
  }
  if (regrouped)
    memcpy (self->scheme->thresholds, fill->scheme->thresholds, sizeof fill->scheme->thresholds);
  self->regrouped = FALSE;
  set_waiting (self, FALSE);
  if (!hasty && (fill != NULL ? fill->data != NULL : self->data != NULL))
    ori_groups_page_start_certainty (self);
  else if (!hasty)
    ori_certainty_runner_clear (self->certainty);
  ori_groups_page_show_data (self, fill);
  if (hasty)
    return;
  ori_groups_page_show_methods (self);
  if (regrouped)
    ori_groups_page_keep_draft (self);
  else
    ori_page_subtitle_changed (ORI_PAGE (self));
}

static void
finished_cb (OriJob *job, OriGroupsPage *self)
{
  g_autoptr (OriBenchFill) fill = ori_job_take_result (job, NULL);

  /* Only cancelling makes it fail, and who cancels does not listen any more. */
  g_return_if_fail (fill != NULL);
  answer (self, fill, FALSE);
}

static OriBenchOrder *
make_order (OriGroupsPage *self)
{
  g_autoptr (OriBenchQuestion) question =
      ori_bench_question_new (self->snapshot, self->scheme, ori_groups_page_subject (self),
                              ori_session_cycle (self->session), ori_session_level (self->session));
  gboolean known = self->scores != NULL && ori_bench_scores_answer (self->scores, question);
  OriBenchOrder *order = ori_bench_order_new (question, known ? self->scores : NULL);
  const OriProtocolEntry *entry = ori_groups_page_entry (self);

  order->back = self->compare_cycle;
  order->accepted = self->accepted != NULL ? ori_scheme_copy (self->accepted) : NULL;
  order->accepted_cycle = entry != NULL ? entry->cycle : 0;
  order->regrouped = self->regrouped;
  return order;
}

static void
start_order (OriGroupsPage *self, OriBenchOrder *order)
{
  gboolean known = order->scores != NULL;

  set_waiting (self, TRUE);
  if (self->scores != NULL &&
      !ori_bench_question_same_data (self->scores->question, order->question))
    g_clear_pointer (&self->scores, ori_bench_scores_unref);
  if (self->scores == NULL || self->data == NULL)
    ori_groups_page_turn_to (self, "waiting");
  if (!known)
    ori_certainty_runner_clear (self->certainty);
  start_job (self,
             ori_job_new (_ ("Scores"), run, order, (GDestroyNotify)ori_bench_order_free,
                          (GDestroyNotify)ori_bench_fill_free),
             G_CALLBACK (finished_cb));
  if (!known)
    ori_groups_page_show_methods (self);
}

/* TRUE when the data are made of these scores, and would be again. */
static gboolean
has_data (OriGroupsPage *self, const OriBenchOrder *order)
{
  return self->data != NULL && order->scores != NULL && !order->regrouped &&
         ori_bench_data_answers (
             self->data, ori_bench_find_compared (self->scores->cycles, order->back), self->scheme);
}

static gboolean
is_quick (const OriBenchOrder *order)
{
  const OriSnapshot *snapshot = order->question->snapshot;

  return order->scores != NULL ? snapshot->orgunits->len <= LIVE_UNITS
                               : count_values (snapshot) <= LIVE_SCORES;
}

void
ori_groups_page_score (OriGroupsPage *self, gboolean hasty)
{
  g_autoptr (OriBenchOrder) order = make_order (self);

  /* The scheme that was shown goes away, and so may the data. */
  ori_movers_show (self->movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  if (has_data (self, order)) {
    answer (self, NULL, hasty);
  } else if (is_quick (order)) {
    g_autoptr (OriBenchFill) fill = ori_bench_fill_new (order, NULL, NULL, NULL);

    answer (self, fill, hasty);
  } else if (hasty) {
    set_waiting (self, TRUE);
    drop_job (self);
  } else {
    start_order (self, g_steal_pointer (&order));
  }
}

/* Back to what the picture shows: a step that can be undone like any other. */
void
ori_groups_page_cancel_scores (OriGroupsPage *self)
{
  if (self->job == NULL || self->data == NULL)
    return;
  if (self->focus == NULL)
    g_set_weak_pointer (&self->focus, ori_bench_view_handle (self->bench, 0));
  if (self->shown == NULL) {
    ori_groups_page_choose_compared (self, self->data->compare < self->data->n_cycles
                                               ? self->data->n_cycles - 1 - self->data->compare
                                               : 0);
    ori_groups_page_score (self, FALSE);
    return;
  }
  ori_scheme_free (self->scheme);
  self->scheme = g_steal_pointer (&self->shown);
  self->regrouped = self->makeshift = FALSE;
  ori_groups_page_score (self, FALSE);
  ori_groups_page_keep_draft (self);
}

void
ori_groups_page_drop_scores (OriGroupsPage *self)
{
  drop_job (self);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->scores, ori_bench_scores_unref);
}
