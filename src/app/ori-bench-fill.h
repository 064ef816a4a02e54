/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-bench-data.h"
#include "chart/ori-chart.h"

G_BEGIN_DECLS

/* What the bench is filled with, from the scores to the picture: all that takes long of many org
 * units and needs no window. It may be made in a thread. */

typedef struct {
  OriBenchQuestion *question;
  OriBenchScores *scores; /* that answer it; NULL: they are still to be computed */
  guint back;             /* cycles to the one that is compared with, 0 for none */
  OriScheme *accepted;    /* of whatever number of groups, NULL */
  int accepted_cycle;
  gboolean regrouped; /* the number of groups is new: thresholds are to be found for it */
} OriBenchOrder;

/* Copies the question and has a reference to the scores; the rest is for the caller to fill. */
OriBenchOrder *ori_bench_order_new (const OriBenchQuestion *question, OriBenchScores *scores);
void ori_bench_order_free (OriBenchOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBenchOrder, ori_bench_order_free)
/* The year compared with, by its index among @cycles; G_MAXUINT for none. */
guint ori_bench_find_compared (const GArray *cycles, guint back);

typedef struct {
  OriBenchScores *scores;
  OriScheme *scheme;  /* what was asked for, with the thresholds that were found */
  OriBenchData *data; /* NULL: fewer than two scores */
  OriChartSpec *spec; /* the picture of them; NULL as well */
} OriBenchFill;

/* Fails only when cancelled, which is looked at between two steps. */
OriBenchFill *ori_bench_fill_new (const OriBenchOrder *order, const OriProgress *progress,
                                  GCancellable *cancellable, GError **error);
void ori_bench_fill_free (OriBenchFill *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBenchFill, ori_bench_fill_free)

/* Thresholds for the number of groups of @scheme: the accepted ones of that number (@accepted may
 * be NULL), else natural breaks of @values (of double, NULL: not known yet), else equal parts:
 * never what another number left behind. */
void ori_bench_find_thresholds (OriScheme *scheme, const OriScheme *accepted, const GArray *values);

G_END_DECLS
