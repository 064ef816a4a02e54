/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-groups.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* The scores of one subject in the chosen cycle and the ones before it: what the bench is filled
 * with. No widgets; of many org units they are computed in a thread. */

/* What is scored: references of its own, so that a thread may read while the window goes on. */
typedef struct {
  OriSnapshot *snapshot;
  OriScheme *scheme;
  OriSubject subject;
  int cycle;
  OriOrgUnitLevel level;
} OriBenchQuestion;

/* @subject (NULL: the overall score) is copied; what it points to belongs to the snapshot. */
OriBenchQuestion *ori_bench_question_new (OriSnapshot *snapshot, const OriScheme *scheme,
                                          const OriSubject *subject, int cycle,
                                          OriOrgUnitLevel level);
OriBenchQuestion *ori_bench_question_copy (const OriBenchQuestion *self);
void ori_bench_question_free (OriBenchQuestion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBenchQuestion, ori_bench_question_free)
/* TRUE when both are about the same data, whatever the scheme. */
gboolean ori_bench_question_same_data (const OriBenchQuestion *a, const OriBenchQuestion *b);

#define ORI_BENCH_CYCLES 3

/* Shared by threads: nobody changes them. */
typedef struct {
  gatomicrefcount refs;
  OriBenchQuestion *question;
  GArray *cycles;    /* of int: ori_bench_cycles() */
  GPtrArray *scores; /* of GArray of OriScore, in parallel */
  GArray *weights;   /* of OriWeight, in the chosen cycle */
} OriBenchScores;

/* The cycle and up to two with data before it, ascending; GArray of int. */
GArray *ori_bench_cycles (const OriSnapshot *snapshot, int cycle);

/* Three years of three thousand org units and forty indicators take half a second. Fails only when
 * cancelled, which is looked at between two years. */
OriBenchScores *ori_bench_scores_new (const OriBenchQuestion *question, const OriProgress *progress,
                                      GCancellable *cancellable, GError **error);
OriBenchScores *ori_bench_scores_ref (OriBenchScores *self);
void ori_bench_scores_unref (OriBenchScores *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBenchScores, ori_bench_scores_unref)

/* TRUE when the answer to @question would be the same. */
gboolean ori_bench_scores_answer (const OriBenchScores *self, const OriBenchQuestion *question);
/* The scores of the chosen cycle, of whoever has one; GArray of double. */
GArray *ori_bench_scores_values (const OriBenchScores *self);

G_END_DECLS
