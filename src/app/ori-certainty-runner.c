/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-certainty-runner.h"

#include <glib/gi18n-lib.h>

#include "app/ori-bench-scores.h"

#define ATTRIBUTED 500 /* org units up to which every source of doubt is run by itself as well */
#define LIVE 400000    /* replicates of all org units that are looked at again in a drag */
#define DELAY 300      /* ms without a change before a run starts */

struct _OriCertaintyRunner {
  GObject parent_instance;
  OriBenchQuestion *asked; /* last: there, under way or waiting */
  OriBenchQuestion *next;  /* waits for its turn */
  guint timeout;
  OriJob *job;
  OriCertainty *result;
  guint n_groups;         /* of the result */
  guint n_groups_running; /* of the run under way */
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (OriCertaintyRunner, ori_certainty_runner, G_TYPE_OBJECT)

static guint done_signal;

static gpointer
run (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const OriBenchQuestion *question = data;
  OriCertaintyPlan plan = question->scheme->plan;

  /* Which doubt unsettles whom is told where that does not take long. */
  plan.attribute = question->snapshot->orgunits->len <= ATTRIBUTED;
  return ori_certainty_run (question->snapshot, question->scheme, &question->subject,
                            question->cycle, question->level, &plan, progress, cancellable, error);
}

static void
drop_job (OriCertaintyRunner *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  ori_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
finished_cb (OriJob *job, OriCertaintyRunner *self)
{
  /* A plan that makes no sense for these data leaves the groups without certainty, not wrong. */
  g_clear_pointer (&self->result, ori_certainty_free);
  self->result = ori_job_take_result (job, NULL);
  self->n_groups = self->n_groups_running;
  self->stale = FALSE;
  g_clear_object (&self->job);
  g_signal_emit (self, done_signal, 0);
}

static gboolean
timeout_cb (gpointer data)
{
  OriCertaintyRunner *self = data;

  self->timeout = 0;
  drop_job (self);
  self->n_groups_running = self->next->scheme->n_groups;
  self->job =
      ori_job_new (_ ("How sure the groups are"), run, g_steal_pointer (&self->next),
                   (GDestroyNotify)ori_bench_question_free, (GDestroyNotify)ori_certainty_free);
  g_signal_connect (self->job, "finished", G_CALLBACK (finished_cb), self);
  ori_job_start (self->job);
  return G_SOURCE_REMOVE;
}

OriCertaintyRunner *
ori_certainty_runner_new (void)
{
  return g_object_new (ORI_TYPE_CERTAINTY_RUNNER, NULL);
}

/* TRUE when both have the same answer. What the groups are called and how the thresholds were found
 * does not change it. */
static gboolean
equal_questions (const OriBenchQuestion *a, const OriBenchQuestion *b)
{
  const OriScheme *x = a->scheme, *y = b->scheme;

  if (!ori_bench_question_same_data (a, b) || !ori_scheme_equal_scoring (x, y) ||
      !ori_certainty_plan_equal (&x->plan, &y->plan) || x->n_groups != y->n_groups)
    return FALSE;
  for (guint i = 0; i + 1 < x->n_groups; i++)
    if (x->thresholds[i] != y->thresholds[i])
      return FALSE;
  return TRUE;
}

void
ori_certainty_runner_start (OriCertaintyRunner *self, OriSnapshot *snapshot,
                            const OriScheme *scheme, const OriSubject *subject, int cycle,
                            OriOrgUnitLevel level)
{
  g_autoptr (OriBenchQuestion) question =
      ori_bench_question_new (snapshot, scheme, subject, cycle, level);

  if (self->asked != NULL && equal_questions (self->asked, question))
    return;
  if (self->asked != NULL && !ori_bench_question_same_data (self->asked, question))
    ori_certainty_runner_clear (self);
  g_clear_pointer (&self->asked, ori_bench_question_free);
  self->asked = ori_bench_question_copy (question);
  g_clear_pointer (&self->next, ori_bench_question_free);
  self->next = g_steal_pointer (&question);
  self->stale = TRUE;
  drop_job (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (DELAY, timeout_cb, self);
}

void
ori_certainty_runner_clear (OriCertaintyRunner *self)
{
  drop_job (self);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->asked, ori_bench_question_free);
  g_clear_pointer (&self->next, ori_bench_question_free);
  g_clear_pointer (&self->result, ori_certainty_free);
}

const OriUnitCertainty *
ori_certainty_runner_find (OriCertaintyRunner *self, guint orgunit)
{
  guint at = self->result != NULL ? ori_certainty_find (self->result, orgunit) : G_MAXUINT;

  return at != G_MAXUINT ? &g_array_index (self->result->units, OriUnitCertainty, at) : NULL;
}

gboolean
ori_certainty_runner_follows (OriCertaintyRunner *self)
{
  return self->result != NULL &&
         (guint64)self->result->units->len * self->result->plan.replicates <= LIVE;
}

gboolean
ori_certainty_runner_get (OriCertaintyRunner *self, guint orgunit, const OriScheme *scheme,
                          double *shares)
{
  guint at = self->result != NULL ? ori_certainty_find (self->result, orgunit) : G_MAXUINT;

  if (at == G_MAXUINT)
    return FALSE;
  if (ori_certainty_runner_follows (self)) {
    ori_certainty_shares (self->result, at, scheme->thresholds, scheme->n_groups - 1, shares);
    return TRUE;
  }
  if (self->n_groups != scheme->n_groups)
    return FALSE;
  memcpy (shares, g_array_index (self->result->units, OriUnitCertainty, at).share,
          sizeof (double) * scheme->n_groups);
  return TRUE;
}

int
ori_certainty_runner_count_flips (OriCertaintyRunner *self, OriDoubt doubt)
{
  int n = 0;

  if (self->result == NULL || !self->result->plan.attribute ||
      (self->result->varied & 1u << doubt) == 0)
    return -1;
  for (guint i = 0; i < self->result->units->len; i++) {
    const OriUnitCertainty *unit = &g_array_index (self->result->units, OriUnitCertainty, i);

    n += unit->has_score && unit->flips[doubt] > 0.2;
  }
  return n;
}

gboolean
ori_certainty_runner_count (OriCertaintyRunner *self, guint *stable, guint *all)
{
  *stable = *all = 0;
  for (guint i = 0; self->result != NULL && i < self->result->units->len; i++) {
    const OriUnitCertainty *unit = &g_array_index (self->result->units, OriUnitCertainty, i);

    *all += unit->has_score;
    *stable += unit->has_score && !unit->borderline;
  }
  return self->result != NULL;
}

gboolean
ori_certainty_runner_is_stale (OriCertaintyRunner *self)
{
  return self->stale;
}

static void
ori_certainty_runner_finalize (GObject *object)
{
  ori_certainty_runner_clear (ORI_CERTAINTY_RUNNER (object));
  G_OBJECT_CLASS (ori_certainty_runner_parent_class)->finalize (object);
}

static void
ori_certainty_runner_class_init (OriCertaintyRunnerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ori_certainty_runner_finalize;
  done_signal = g_signal_new ("done", ORI_TYPE_CERTAINTY_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
ori_certainty_runner_init (OriCertaintyRunner *self)
{
}
