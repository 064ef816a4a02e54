/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page «Группы», scoring: at once where that is quick, else in a job. Until the scores are
 * there, the picture of the last ones is dimmed, or there is none, so that nobody takes it for the
 * new one. Whatever is asked next supersedes what is under way. */
#include <glib/gi18n-lib.h>

#include "app/ori-groups-private.h"

/* Org units times indicators up to which scores follow a slider: about 25 ms. */
#define LIVE_SCORES 8000
/* ms that may pass before one is told to wait. */
#define PATIENCE 250

static gpointer
run (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  return ori_bench_scores_new (data, progress, cancellable, error);
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
  if (waiting && focus != NULL && gtk_widget_is_ancestor (focus, bench))
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

/* ── asking ── */

/* Shows what is there now; a number of groups that was waiting for its scores is kept only then. */
static void
answer (OriGroupsPage *self, gboolean hasty)
{
  gboolean regrouped = self->regrouped;

  drop_job (self);
  set_waiting (self, FALSE);
  if (regrouped)
    ori_groups_page_find_thresholds (self);
  ori_groups_page_show_data (self);
  if (hasty)
    return;
  if (self->data != NULL)
    ori_groups_page_start_certainty (self);
  ori_groups_page_show_methods (self);
  if (regrouped)
    ori_groups_page_keep_draft (self);
}

static void
finished_cb (OriJob *job, OriGroupsPage *self)
{
  OriBenchScores *scores = ori_job_take_result (job, NULL);

  /* Only cancelling makes it fail, and who cancels does not listen any more. */
  g_return_if_fail (scores != NULL);
  g_clear_pointer (&self->scores, ori_bench_scores_free);
  self->scores = scores;
  answer (self, FALSE);
}

static void
start_job (OriGroupsPage *self, const OriBenchQuestion *question)
{
  drop_job (self);
  if (self->scores != NULL && !ori_bench_question_same_data (self->scores->question, question))
    g_clear_pointer (&self->scores, ori_bench_scores_free);
  if (self->scores == NULL || self->data == NULL)
    ori_groups_page_turn_to (self, "waiting");
  gtk_widget_set_visible (self->wait_cancel, self->data != NULL);
  gtk_progress_bar_set_fraction (self->wait_bar, 0);
  ori_certainty_runner_clear (self->certainty);
  ori_groups_page_show_methods (self);
  self->job =
      ori_job_new (_ ("Scores"), run, ori_bench_question_copy (question),
                   (GDestroyNotify)ori_bench_question_free, (GDestroyNotify)ori_bench_scores_free);
  g_signal_connect (self->job, "notify", G_CALLBACK (progress_cb), self);
  g_signal_connect (self->job, "finished", G_CALLBACK (finished_cb), self);
  ori_job_start (self->job);
}

void
ori_groups_page_score (OriGroupsPage *self, gboolean hasty)
{
  g_autoptr (OriBenchQuestion) question =
      ori_bench_question_new (self->snapshot, self->scheme, ori_groups_page_subject (self),
                              ori_session_cycle (self->session), ori_session_level (self->session));
  guint size = self->snapshot->orgunits->len * self->snapshot->programme->indicators->len;

  /* The scheme that was shown goes away, and so may the data. */
  ori_movers_show (self->movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  if (self->scores != NULL && ori_bench_scores_answer (self->scores, question)) {
    answer (self, hasty);
  } else if (size <= LIVE_SCORES) {
    g_clear_pointer (&self->scores, ori_bench_scores_free);
    self->scores = ori_bench_scores_new (question, NULL, NULL, NULL);
    answer (self, hasty);
  } else {
    set_waiting (self, TRUE);
    if (hasty) {
      drop_job (self);
      return;
    }
    start_job (self, question);
    if (!gtk_widget_get_visible (self->wait_card))
      self->patience = g_timeout_add (PATIENCE, patience_cb, self);
  }
}

/* Back to what the picture shows: a step that can be undone like any other. */
void
ori_groups_page_cancel_scores (OriGroupsPage *self)
{
  if (self->job == NULL || self->shown == NULL)
    return;
  ori_scheme_free (self->scheme);
  self->scheme = g_steal_pointer (&self->shown);
  self->regrouped = FALSE;
  if (self->focus == NULL)
    g_set_weak_pointer (&self->focus, ori_bench_view_handle (self->bench, 0));
  ori_groups_page_score (self, FALSE);
  ori_groups_page_keep_draft (self);
}

void
ori_groups_page_drop_scores (OriGroupsPage *self)
{
  drop_job (self);
  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->scores, ori_bench_scores_free);
}
