/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-certainty.h"

G_BEGIN_DECLS

/* Who changes groups: between two cycles under the same, frozen thresholds, or in one cycle when
 * the thresholds move. */

#define ORI_NO_GROUP (-1)
#define ORI_SURE 0.8 /* a move of which at least 80 of 100 replicates tell is sure */

typedef struct {
  guint orgunit;
  OriScore before, after; /* the same score twice when the thresholds move */
  int from, to;           /* groups, ORI_NO_GROUP without a score */
  double certainty;       /* share of the replicates that make this very move; NAN when there are
                           * none */
} OriTransition;

/* From one cycle to another: a line for every org unit with a score in either, also for those that
 * stay; thresholds are those of @scheme in both. @before and @after are runs of the two cycles with
 * the same plan, so that replicate b has the same weights and methods in both; NULL: certainty is
 * not known. GArray of OriTransition in the order of org units. */
GArray *ori_transitions_find (const OriSnapshot *snapshot, const OriScheme *scheme,
                              const OriSubject *subject, int cycle_before, int cycle_after,
                              OriOrgUnitLevel level, const OriCertainty *before,
                              const OriCertainty *after);

/* Who moves when the thresholds of @from become those of @to: only those whose group becomes
 * another: of the same number of groups by place, else by name. @scores are those of
 * ori_scores_compute() in one cycle, @certainty (may be NULL) a run of that cycle, under whatever
 * thresholds: they are put in place of its own. GArray of OriTransition.
 */
GArray *ori_movers_find (const GArray *scores, const OriScheme *from, const OriScheme *to,
                         const OriCertainty *certainty);

G_END_DECLS
