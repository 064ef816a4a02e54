/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-steps.h"

/* Every correction goes through here: it is applied to the file in sight, can be taken back, and is
 * computed in a job when the file is large. The window goes on showing what was there before; the
 * next correction, or taking one back, gives the job up and starts one for all that waits. */

/* Deriving so many cells takes about 50 ms: 2 µs each. */
#define MAX_CELLS_AT_ONCE 25000
/* What was derived is kept for Ctrl+Z within so many cells, about 250 bytes each. */
#define MAX_CELLS_KEPT 400000

/* ── steps ── */

typedef struct {
  OriReading *reading;
  GPtrArray *siblings;  /* of OriReading, may be NULL */
  GPtrArray *decisions; /* of OriDecision */
  GPtrArray *moments;   /* of OriMoment: the other side of the step; NULL: never computed */
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_pointer (&step->siblings, g_ptr_array_unref);
  g_clear_pointer (&step->decisions, g_ptr_array_unref);
  g_clear_pointer (&step->moments, g_ptr_array_unref);
  g_free (step);
}

/* A step that waits to be made, made again or taken back. */
typedef struct {
  Step *step;
  gboolean back;
  gboolean fresh; /* just decided: nothing is left to be made again */
} Wait;

static void
wait_free (gpointer data)
{
  Wait *wait = data;

  g_clear_pointer (&wait->step, step_free);
  g_free (wait);
}

static gboolean
is_deriving (OriImportView *self)
{
  return self->waiting->len > 0;
}

void
ori_import_view_update_history (OriImportView *self)
{
  gboolean open = self->work == NULL || is_deriving (self);
  const Wait *last =
      is_deriving (self) ? g_ptr_array_index (self->waiting, self->waiting->len - 1) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo",
                                 open && (self->undo->len > 0 || (last != NULL && !last->back)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.redo",
                                 open && (self->redo->len > 0 || (last != NULL && last->back)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.add", self->work == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.compare", self->work == NULL);
}

/* ── memory ── */

/* Gives up what was derived for the steps farther away than others that fill the room. */
static void
trim_steps (GPtrArray *steps, gsize *room, const Step *keep)
{
  for (guint i = steps->len; i-- > 0;) {
    const Step *step = g_ptr_array_index (steps, i);
    gsize cells = 0;

    for (guint j = 0; step->moments != NULL && j < step->moments->len; j++)
      cells += ori_moment_count_cells (g_ptr_array_index (step->moments, j));
    if (step == keep || cells <= *room) {
      *room -= MIN (cells, *room);
      continue;
    }
    *room = 0;
    for (guint j = 0; j < step->moments->len; j++) {
      OriMoment *moment = g_ptr_array_index (step->moments, j);
      ori_recognition_give_up (ori_import_recognition (moment->import));
      moment->counts = (OriReadingCounts){0};
    }
  }
}

static void
trim (OriImportView *self, const Step *keep)
{
  gsize room = MAX_CELLS_KEPT;

  trim_steps (self->undo, &room, keep);
  trim_steps (self->redo, &room, keep);
}

/* ── computing ── */

static GPtrArray *
copy_moments (const GPtrArray *moments)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_moment_free);

  for (guint i = 0; moments != NULL && i < moments->len; i++)
    g_ptr_array_add (copies, ori_moment_copy (g_ptr_array_index (moments, i)));
  return copies;
}

static void
add_base (OriImportView *self, GPtrArray *bases, OriReading *reading)
{
  OriMoment *base;

  for (guint i = 0; i < bases->len; i++)
    if (((const OriMoment *)g_ptr_array_index (bases, i))->reading == reading)
      return;
  base = ori_moment_take (reading);
  ori_import_view_define_made (self, base->import);
  g_ptr_array_add (bases, base);
}

static OriTurns *
make_turns (OriImportView *self)
{
  OriTurns *turns = g_new0 (OriTurns, 1);

  turns->readings = g_ptr_array_ref (self->readings);
  turns->bases = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_moment_free);
  turns->turns = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_turn_free);
  for (guint i = 0; i < self->waiting->len; i++) {
    const Step *step = ((const Wait *)g_ptr_array_index (self->waiting, i))->step;
    OriTurn *turn = g_new0 (OriTurn, 1);

    turn->reading = step->reading;
    turn->siblings = step->siblings != NULL ? g_ptr_array_ref (step->siblings) : NULL;
    turn->decisions = g_ptr_array_ref (step->decisions);
    turn->moments = step->moments != NULL ? copy_moments (step->moments) : NULL;
    g_ptr_array_add (turns->turns, turn);
    if (step->moments != NULL)
      continue;
    add_base (self, turns->bases, step->reading);
    for (guint j = 0; step->siblings != NULL && j < step->siblings->len; j++)
      add_base (self, turns->bases, g_ptr_array_index (step->siblings, j));
  }
  return turns;
}

static gboolean
derives (const GPtrArray *decisions)
{
  for (guint i = 0; i < decisions->len; i++)
    if (((const OriDecision *)g_ptr_array_index (decisions, i))->kind != ORI_DECIDE_SETTLE)
      return TRUE;
  return FALSE;
}

static gboolean
is_long (OriImportView *self, const OriTurns *turns)
{
  gsize cells = 0;

  for (guint i = 0; i < turns->turns->len; i++) {
    const OriTurn *turn = g_ptr_array_index (turns->turns, i);
    for (guint j = 0; turn->moments != NULL && j < turn->moments->len; j++) {
      const OriMoment *moment = g_ptr_array_index (turn->moments, j);
      cells += ori_moment_is_pending (moment) ? ori_moment_count_cells (moment) : 0;
    }
    for (guint j = 0; turn->moments == NULL && derives (turn->decisions) && j < turns->bases->len;
         j++)
      cells += ori_moment_count_cells (g_ptr_array_index (turns->bases, j));
  }
  return cells > self->max_cells_at_once;
}

/* All at once: nothing is seen in between. */
static void
take_outcomes (OriImportView *self, GPtrArray *outcomes)
{
  const Step *last = NULL;

  ori_import_view_forget_versions (self);
  for (guint i = 0; i < outcomes->len; i++) {
    Wait *wait = g_ptr_array_index (self->waiting, i);
    Step *step = g_steal_pointer (&wait->step);

    g_clear_pointer (&step->moments, g_ptr_array_unref);
    step->moments = g_ptr_array_ref (g_ptr_array_index (outcomes, i));
    for (guint j = 0; j < step->moments->len; j++)
      ori_moment_swap (g_ptr_array_index (step->moments, j));
    if (wait->fresh)
      g_ptr_array_set_size (self->redo, 0);
    g_ptr_array_add (wait->back ? self->redo : self->undo, step);
    last = step;
  }
  g_ptr_array_set_size (self->waiting, 0);
  ori_import_view_rederived (self);
  trim (self, last);
  ori_import_view_update_history (self);
}

static void
worked_cb (OriJob *job, OriImportView *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = ori_job_take_result (job, &error);

  ori_import_view_set_work (self, NULL);
  if (outcomes != NULL)
    take_outcomes (self, outcomes);
}

static gpointer
run_cb (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  return ori_turns_run (data, progress, cancellable, error);
}

/* Small files at once, so that a key has its effect in the same frame; large ones in a job. */
static void
start (OriImportView *self)
{
  OriTurns *turns;
  OriJob *job;

  ori_import_view_stop_work (self);
  if (!is_deriving (self))
    return;
  turns = make_turns (self);
  if (!is_long (self, turns)) {
    g_autoptr (GPtrArray) outcomes = ori_turns_run (turns, NULL, NULL, NULL);
    ori_turns_free (turns);
    take_outcomes (self, outcomes);
    return;
  }
  trim (self, NULL);
  job = ori_job_new (_ ("Working out the correction…"), run_cb, turns,
                     (GDestroyNotify)ori_turns_free, (GDestroyNotify)g_ptr_array_unref);
  g_signal_connect_object (job, "finished", G_CALLBACK (worked_cb), self, 0);
  ori_import_view_set_work (self, job);
}

static void
await (OriImportView *self, Step *step, gboolean back, gboolean fresh)
{
  Wait *wait = g_new0 (Wait, 1);

  *wait = (Wait){step, back, fresh};
  g_ptr_array_add (self->waiting, wait);
  start (self);
}

/* Puts the last step that waits back where it was; FALSE when none waits. */
static gboolean
unwait (OriImportView *self, gboolean back)
{
  Wait *last =
      is_deriving (self) ? g_ptr_array_index (self->waiting, self->waiting->len - 1) : NULL;

  if (last == NULL || last->back != back)
    return FALSE;
  g_ptr_array_add (back ? self->undo : self->redo, g_steal_pointer (&last->step));
  g_ptr_array_set_size (self->waiting, self->waiting->len - 1);
  return TRUE;
}

/* ── verbs ── */

void
ori_import_view_decide_all (OriImportView *self, GPtrArray *decisions)
{
  OriReading *reading = g_ptr_array_index (self->readings, self->current);
  Step *step;

  ori_import_view_cancel_again (self);
  if ((self->work != NULL && !is_deriving (self)) || reading->import == NULL ||
      decisions->len == 0) {
    g_ptr_array_unref (decisions);
    return;
  }
  g_ptr_array_set_size (self->redo, 0);
  step = g_new0 (Step, 1);
  step->reading = reading;
  step->decisions = decisions;
  if (ori_decisions_are_shared (decisions))
    step->siblings = ori_import_view_siblings (self);
  await (self, step, FALSE, TRUE);
}

void
ori_import_view_decide (OriImportView *self, OriDecision *decision)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_decision_free);

  g_ptr_array_add (decisions, decision);
  ori_import_view_decide_all (self, decisions);
}

static void
go (OriImportView *self, GPtrArray *from, gboolean back)
{
  Step *step;
  guint index;

  ori_import_view_cancel_again (self);
  if ((self->work != NULL && !is_deriving (self)) || self->commit != NULL)
    return;
  if (unwait (self, !back)) {
    start (self);
    return;
  }
  if (from->len == 0)
    return;
  step = g_ptr_array_steal_index (from, from->len - 1);
  if (g_ptr_array_find (self->readings, step->reading, &index) && index != self->current)
    ori_import_view_select_file (self, index);
  await (self, step, back, FALSE);
}

void
ori_import_view_undo (OriImportView *self)
{
  go (self, self->undo, TRUE);
}

void
ori_import_view_redo (OriImportView *self)
{
  go (self, self->redo, FALSE);
}

gboolean
ori_import_view_cancel_decisions (OriImportView *self)
{
  if (!is_deriving (self))
    return FALSE;
  while (unwait (self, FALSE) || unwait (self, TRUE))
    ;
  start (self);
  return TRUE;
}

void
ori_import_view_init_history (OriImportView *self)
{
  self->max_cells_at_once = MAX_CELLS_AT_ONCE;
  self->undo = g_ptr_array_new_with_free_func (step_free);
  self->redo = g_ptr_array_new_with_free_func (step_free);
  self->waiting = g_ptr_array_new_with_free_func (wait_free);
  ori_import_view_update_history (self);
}

void
ori_import_view_forget_history (OriImportView *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  ori_import_view_update_history (self);
}
