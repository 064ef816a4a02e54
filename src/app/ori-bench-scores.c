/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-scores.h"

#include <glib/gi18n-lib.h>

OriBenchQuestion *
ori_bench_question_new (OriSnapshot *snapshot, const OriScheme *scheme, const OriSubject *subject,
                        int cycle, OriOrgUnitLevel level)
{
  OriBenchQuestion *self = g_new0 (OriBenchQuestion, 1);

  self->snapshot = ori_snapshot_ref (snapshot);
  self->scheme = ori_scheme_copy (scheme);
  self->subject = subject != NULL ? *subject : ori_subject_of (NULL);
  self->cycle = cycle;
  self->level = level;
  return self;
}

OriBenchQuestion *
ori_bench_question_copy (const OriBenchQuestion *self)
{
  return ori_bench_question_new (self->snapshot, self->scheme, &self->subject, self->cycle,
                                 self->level);
}

void
ori_bench_question_free (OriBenchQuestion *self)
{
  if (self == NULL)
    return;
  ori_snapshot_unref (self->snapshot);
  ori_scheme_free (self->scheme);
  g_free (self);
}

gboolean
ori_bench_question_same_data (const OriBenchQuestion *a, const OriBenchQuestion *b)
{
  return a->snapshot == b->snapshot && ori_subject_equal (&a->subject, &b->subject) &&
         a->cycle == b->cycle && a->level == b->level;
}

GArray *
ori_bench_cycles (const OriSnapshot *snapshot, int cycle)
{
  GArray *cycles = ori_snapshot_cycles (snapshot);
  guint n = cycles->len;

  while (n > 0 && g_array_index (cycles, int, n - 1) > cycle)
    n--;
  g_array_set_size (cycles, n);
  if (n > ORI_BENCH_CYCLES)
    g_array_remove_range (cycles, 0, n - ORI_BENCH_CYCLES);
  return cycles;
}

/* The cycles, then what the parts of the score do. */
static gboolean
compute (OriBenchScores *self, const OriProgress *progress, GCancellable *cancellable,
         GError **error)
{
  const OriBenchQuestion *question = self->question;
  double steps = self->cycles->len + 1;

  for (guint i = 0; i < self->cycles->len; i++) {
    int cycle = g_array_index (self->cycles, int, i);
    g_autofree char *message = g_strdup_printf (_ ("Scores of %d"), cycle);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    ori_progress_report (progress, i / steps, message);
    g_ptr_array_add (self->scores, ori_scores_compute (question->snapshot, question->scheme,
                                                       &question->subject, cycle, question->level));
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  ori_progress_report (progress, self->cycles->len / steps, _ ("What each part of the score does"));
  self->weights = ori_weights_compute (question->snapshot, question->scheme, &question->subject,
                                       question->cycle, question->level);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

OriBenchScores *
ori_bench_scores_new (const OriBenchQuestion *question, const OriProgress *progress,
                      GCancellable *cancellable, GError **error)
{
  g_autoptr (OriBenchScores) self = g_new0 (OriBenchScores, 1);

  g_atomic_ref_count_init (&self->refs);
  self->question = ori_bench_question_copy (question);
  self->cycles = ori_bench_cycles (question->snapshot, question->cycle);
  self->scores = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  return compute (self, progress, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

OriBenchScores *
ori_bench_scores_ref (OriBenchScores *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
ori_bench_scores_unref (OriBenchScores *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  ori_bench_question_free (self->question);
  g_array_unref (self->cycles);
  g_ptr_array_unref (self->scores);
  g_clear_pointer (&self->weights, g_array_unref);
  g_free (self);
}

gboolean
ori_bench_scores_answer (const OriBenchScores *self, const OriBenchQuestion *question)
{
  return ori_bench_question_same_data (self->question, question) &&
         ori_scheme_equal_scoring (self->question->scheme, question->scheme);
}

GArray *
ori_bench_scores_values (const OriBenchScores *self)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  const GArray *scores =
      self->scores->len > 0 ? g_ptr_array_index (self->scores, self->scores->len - 1) : NULL;

  for (guint i = 0; scores != NULL && i < scores->len; i++)
    if (g_array_index (scores, OriScore, i).has_score)
      g_array_append_val (values, g_array_index (scores, OriScore, i).score);
  return values;
}
