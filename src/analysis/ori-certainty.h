/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-groups.h"
#include "core/ori-certainty-plan.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* How sure a group is: what the groups would be in other calculations just as defensible (METHOD
 * §3). Each replicate draws what is in doubt anew and groups everyone again. */

typedef struct {
  guint orgunit;
  gboolean has_score; /* of the scheme itself; the rest is 0 without one */
  double score;
  guint group;                  /* of the scheme itself */
  double share[ORI_MAX_GROUPS]; /* of the replicates that put it into each group */
  gboolean borderline;          /* no group has 0.8 */
  double score_low, score_high; /* 5 and 95 % of the replicates */
  guint rank_low, rank_high;    /* likewise, 1 is the best */
  double flips[ORI_N_DOUBTS];   /* share of replicates in another group when this source alone
                                 * varies; 0 without attribution */
} OriUnitCertainty;

typedef struct {
  OriCertaintyPlan plan;
  OriNormalise normalise; /* of the scheme: what is used where the plan draws none */
  OriAggregate aggregate;
  guint varied;          /* 1 << OriDoubt of the sources that really had something to vary: no share
                          * has counts, one method only, no shift … drop out here, not in silence */
  const char *generator; /* name of the generator, static */
  GArray *units;         /* of OriUnitCertainty, in the order of ori_scores_compute() */
  double *scores;        /* units × replicates: what each replicate gave, NAN without a score */
  double *shifts;        /* replicates × (ORI_MAX_GROUPS − 1): added to the thresholds */
} OriCertainty;

/* The replicates of one scheme, subject (NULL: overall) and cycle. Replicate b draws from a
 * stream of its own seeded by (seed, b), so the same seed gives the same result on every run, and
 * replicate b of another cycle has the same weights and methods. NULL with G_IO_ERROR_CANCELLED, or
 * G_IO_ERROR_INVALID_ARGUMENT for a plan that makes no sense. */
OriCertainty *ori_certainty_run (const OriSnapshot *snapshot, const OriScheme *scheme,
                                 const OriSubject *subject, int cycle, OriOrgUnitLevel level,
                                 const OriCertaintyPlan *plan, const OriProgress *progress,
                                 GCancellable *cancellable, GError **error);
void ori_certainty_free (OriCertainty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCertainty, ori_certainty_free)

/* One replicate by itself: what was drawn and what came of it, the same as in the run. */
typedef struct {
  OriNormalise normalise;
  OriAggregate aggregate;
  double shifts[ORI_MAX_GROUPS - 1]; /* added to the thresholds */
  GArray *weights; /* of OriWeight: subject and the weight drawn, among its neighbours */
  double *scores;  /* in the order of ori_scores_compute(), NAN without one */
} OriReplicate;

OriReplicate *ori_certainty_replicate (const OriSnapshot *snapshot, const OriScheme *scheme,
                                       const OriSubject *subject, int cycle, OriOrgUnitLevel level,
                                       const OriCertaintyPlan *plan, guint index, GError **error);
void ori_replicate_free (OriReplicate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriReplicate, ori_replicate_free)

/* The place of an org unit in OriCertainty.units; G_MAXUINT when it is not there or has no score.
 */
guint ori_certainty_find (const OriCertainty *self, guint orgunit);

/* The group of the unit at place @unit in one replicate, had the thresholds been these. */
guint ori_certainty_group (const OriCertainty *self, guint unit, guint replicate,
                           const double *thresholds, guint n_thresholds);
/* Shares of the groups of the unit at place @unit, had the thresholds been these: what a run with
 * them gives, at once, so that a threshold may be dragged. Writes n_thresholds + 1 shares. */
void ori_certainty_shares (const OriCertainty *self, guint unit, const double *thresholds,
                           guint n_thresholds, double *share);

G_END_DECLS
