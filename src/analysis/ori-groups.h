/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* A score per org unit and cycle, and groups by thresholds (METHOD §1, §2). The interval rule, once:
 * [lo, t1) is the lowest group, [t1, t2) the next, … [tk, hi] the highest; a score equal to a
 * threshold goes up. Scores are rounded half-up to 0,01 before they meet a threshold. */

typedef struct {
  guint orgunit;       /* index in the snapshot */
  gboolean has_score;  /* FALSE: nothing reported, or too little (see completeness) */
  double score;        /* rounded to 0,01 */
  double completeness; /* share of the weight present, 0 to 1 */
  double low, high;    /* score with what is missing at 0 and at 100 */
  guint flags;
} OriScore;

/* Scores of one cycle for the org units of one level, ascending index; free with g_array_unref().
 * @indicator NULL: the overall score of all judged indicators; else of that one (with
 * ORI_NORMALISE_NONE its raw value). */
GArray *ori_scores_compute (const OriSnapshot *snapshot, const OriScheme *scheme,
                            const OriIndicator *indicator, int cycle, OriOrgUnitLevel level);

/* Goalposts of every judged indicator, frozen from @cycle, stored into the scheme where absent. */
void ori_scheme_freeze_goalposts (OriScheme *scheme, const OriSnapshot *snapshot, int cycle);

/* Thresholds by a method over scores (values without a score do not count). Writes n_groups − 1
 * ascending values that lie between scores; FALSE with fewer distinct values than groups (then
 * nothing is written). Terciles are quantiles of type 7, generalised to n groups; sd is
 * mean ± k·sd with k = 0.5 for three groups. */
gboolean ori_grouping_suggest (OriGroupingMethod method, const double *values, gsize n,
                               guint n_groups, double *thresholds);

/* Exact Fisher natural breaks by dynamic programming with divide and conquer, O(k n log n).
 * @values need not be sorted. Writes the class maxima of the first k − 1 classes into @maxima.
 * FALSE when there are fewer distinct values than classes. */
gboolean ori_natural_breaks (const double *values, gsize n, guint k, double *maxima);

/* Goodness of variance fit 1 − SSE within / SSE total of the groups that thresholds make; 1 when
 * all values are equal. */
double ori_grouping_gvf (const double *values, gsize n, const double *thresholds,
                         guint n_thresholds);

/* Index of the group of a score: the number of thresholds that are ≤ score. */
guint ori_group_of (double score, const double *thresholds, guint n_thresholds);

G_END_DECLS
