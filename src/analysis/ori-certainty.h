/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-groups.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* How sure a group is: what the groups would be in other calculations just as defensible (METHOD
 * §3). Each replicate draws what is in doubt anew and groups everyone again. */

/* Sources of doubt. */
typedef enum {
  ORI_DOUBT_NOISE,      /* small numbers: each share anew from Beta (x + ½, n − x + ½) */
  ORI_DOUBT_WEIGHTS,    /* each weight anew, uniform within ± weight_spread of itself */
  ORI_DOUBT_METHODS,    /* normalisation and aggregation drawn from the sets given */
  ORI_DOUBT_THRESHOLDS, /* each threshold anew, uniform within ± threshold_shift */
  ORI_N_DOUBTS,
} OriDoubt;

const char *ori_doubt_code (OriDoubt doubt);  /* "noise", "weights"…: JSON */
const char *ori_doubt_label (OriDoubt doubt); /* translated */

typedef struct {
  guint replicates;
  guint64 seed;
  guint doubts;           /* 1 << OriDoubt of those that vary */
  double weight_spread;   /* 0 to 1; 0.25 */
  double threshold_shift; /* points of score; 0 when the regulation fixes the thresholds */
  guint normalisations;   /* 1 << OriNormalise to draw from; 0: the scheme's */
  guint aggregates;       /* 1 << OriAggregate likewise */
  gboolean attribute;     /* run every source by itself as well: OriUnitCertainty.flips */
} OriCertaintyPlan;

/* 2000 replicates, noise, weights ± 25 %, goalposts, min–max and percentile ranks, both means;
 * fixed thresholds. */
OriCertaintyPlan ori_certainty_plan_default (guint64 seed);

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
  guint varied;          /* 1 << OriDoubt of the sources that really had something to vary: no share
                          * has counts, one method only, no shift … drop out here, not in silence */
  const char *generator; /* name of the generator, static */
  GArray *units;         /* of OriUnitCertainty, in the order of ori_scores_compute() */
} OriCertainty;

/* The replicates of one scheme, indicator (NULL: overall) and cycle. Replicate b draws from a
 * stream of its own seeded by (seed, b), so the same seed gives the same result on every run. NULL
 * with G_IO_ERROR_CANCELLED, or G_IO_ERROR_INVALID_ARGUMENT for a plan that makes no sense. */
OriCertainty *ori_certainty_run (const OriSnapshot *snapshot, const OriScheme *scheme,
                                 const OriIndicator *indicator, int cycle, OriOrgUnitLevel level,
                                 const OriCertaintyPlan *plan, const OriProgress *progress,
                                 GCancellable *cancellable, GError **error);
void ori_certainty_free (OriCertainty *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCertainty, ori_certainty_free)

G_END_DECLS
