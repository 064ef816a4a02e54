/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-groups.h"

G_BEGIN_DECLS

/* The scores of one subject in the chosen cycle and the ones before it: what the bench is filled
 * with. No widgets. */

#define ORI_BENCH_CYCLES 3

typedef struct {
  GArray *cycles;    /* of int, ascending, at most ORI_BENCH_CYCLES; the chosen one is the last */
  GPtrArray *scores; /* of GArray of OriScore, in parallel */
} OriBenchScores;

/* @cycles (of int, ascending): all that have data; those up to @cycle count. The rest is as of
 * ori_scores_compute(). */
OriBenchScores *ori_bench_scores_new (const OriSnapshot *snapshot, const OriScheme *scheme,
                                      const OriSubject *subject, const GArray *cycles, int cycle,
                                      OriOrgUnitLevel level);
void ori_bench_scores_free (OriBenchScores *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBenchScores, ori_bench_scores_free)

/* The scores of the chosen cycle, of whoever has one; GArray of double. */
GArray *ori_bench_scores_values (const OriBenchScores *self);

G_END_DECLS
