/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-scores.h"

/* The chosen cycle and up to two before it. */
static GArray *
choose_cycles (const GArray *all, int chosen)
{
  GArray *cycles = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < all->len; i++) {
    int cycle = g_array_index (all, int, i);

    if (cycle <= chosen)
      g_array_append_val (cycles, cycle);
    if (cycles->len > ORI_BENCH_CYCLES)
      g_array_remove_index (cycles, 0);
  }
  return cycles;
}

OriBenchScores *
ori_bench_scores_new (const OriSnapshot *snapshot, const OriScheme *scheme,
                      const OriSubject *subject, const GArray *cycles, int cycle,
                      OriOrgUnitLevel level)
{
  OriBenchScores *self = g_new0 (OriBenchScores, 1);

  self->cycles = choose_cycles (cycles, cycle);
  self->scores = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < self->cycles->len; i++)
    g_ptr_array_add (self->scores,
                     ori_scores_compute (snapshot, scheme, subject,
                                         g_array_index (self->cycles, int, i), level));
  return self;
}

void
ori_bench_scores_free (OriBenchScores *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->cycles);
  g_ptr_array_unref (self->scores);
  g_free (self);
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
