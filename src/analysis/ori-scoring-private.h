/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"
#include "analysis/ori-groups.h"
#include "analysis/ori-likeness.h"
#include "analysis/ori-normalise.h"
#include "core/ori-subject.h"

G_BEGIN_DECLS

#define ORI_MIN_FOR_MEDIAN 3

/* The table that scores, deficits, practices and certainty start from: org units of one level by
 * indicators of one cycle, with values, scores and weights. */

typedef struct {
  const OriIndicator *indicator;
  guint period;  /* index, G_MAXUINT when nobody reported anything */
  gboolean rate; /* values are rates: ori_value_compute_rate() */
  guint node;    /* the criterion it belongs to, index into OriScoring.nodes */
  double weight; /* within its node; not negative */
  double share;  /* nominal share of the whole, 0 to 1 */
  guint flags;   /* OriScoreFlags of every score of the column */
  OriScale scale;
  OriValue *values; /* per org unit of OriScoring.units */
  double *scores;   /* likewise, NAN when there is none */
  double *sorted;   /* finite values ascending */
  gsize n_sorted;
} OriColumn;

/* A criterion (of one block) or a block: its score is the mean of its parts. */
typedef struct {
  const char *code; /* NULL for indicators without one */
  gboolean block;
  guint parent;  /* index of a block, G_MAXUINT for the whole */
  double weight; /* among those with the same parent; not negative */
  double share;  /* nominal share of the whole, 0 to 1 */
} OriNode;

typedef struct {
  const OriSnapshot *snapshot;
  const OriScheme *scheme;
  OriSubject subject;
  int cycle;
  GArray *units;      /* of guint, ascending */
  GPtrArray *columns; /* of OriColumn, in the order of the programme */
  GArray *nodes;      /* of OriNode, criteria first, blocks behind */
} OriScoring;

/* @subject NULL or more than one indicator: every judged indicator of it with a number in the cycle
 * (see ori_scores_compute()); else that one alone, whether judged or not. The snapshot and the
 * scheme must outlive it. */
OriScoring *ori_scoring_new (const OriSnapshot *snapshot, const OriScheme *scheme,
                             const OriSubject *subject, int cycle, OriOrgUnitLevel level);
void ori_scoring_free (OriScoring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriScoring, ori_scoring_free)

static inline const OriColumn *
ori_scoring_column (const OriScoring *self, guint index)
{
  return (const OriColumn *)g_ptr_array_index (self->columns, index);
}

static inline OriNode *
ori_scoring_node (const OriScoring *self, guint index)
{
  return &g_array_index (self->nodes, OriNode, index);
}

/* Puts the columns into criteria and blocks and sets weights and shares (ori-scoring-levels.c). */
void ori_scoring_set_levels (OriScoring *self);

/* The score of one row of @scores (a number per column, NAN is left out with its weight), level by
 * level, not rounded; NAN when no weight is left. @weights per column and @node_weights per node.
 * A single column is its own score. @floored as in ori_aggregate(). */
double ori_scoring_aggregate (const OriScoring *self, OriAggregate how, const double *scores,
                              const double *weights, const double *node_weights, gboolean *floored);
/* The weights of the scheme for ori_scoring_aggregate(); free with g_free(). */
double *ori_scoring_weights (const OriScoring *self);
double *ori_scoring_node_weights (const OriScoring *self);

/* Scores are rounded half-up to 0,01 before they meet a threshold; raw values stay as they are. NAN
 * for what is not finite. */
double ori_scoring_round (const OriScoring *self, double score);

/* The score of the org unit at place @at of OriScoring.units. */
OriScore ori_scoring_score (const OriScoring *self, guint at);

/* The scale of @method for @numbers in place of the column's own (NAN is skipped); @posts are its
 * goalposts. A target that is not set leaves the goalposts, see ORI_SCORE_NO_TARGET. */
OriScale ori_column_scale (const OriColumn *column, OriNormalise method, const double *numbers,
                           gsize n, const double *posts);
/* The frozen goalposts, else those of the first cycle in which org units differ; equal when none.
 */
void ori_column_goalposts (const OriColumn *column, const OriScoring *self, double *posts);

/* The value of a column's indicator for an org unit in another period, in the unit of the column.
 */
OriValue ori_column_value (const OriColumn *column, const OriSnapshot *snapshot, guint orgunit,
                           guint period);
/* How that value changed from one period to another, not corrected for any family. */
OriChange ori_column_change (const OriColumn *column, const OriSnapshot *snapshot, guint orgunit,
                             guint before, guint after);
/* The median over those of @similar (OriSimilar) that have a number, NAN with fewer than three.
 * @units (room for ORI_N_SIMILAR) and @n, NULL or not, receive who they are. */
double ori_column_median_of (const OriColumn *column, const OriScoring *scoring,
                             const GArray *similar, guint *units, guint *n);
/* The place of an org unit in OriScoring.units, G_MAXUINT when it is not there. */
guint ori_scoring_find_unit (const OriScoring *self, guint orgunit);

/* The period of the nearest earlier cycle in which @indicator was reported, G_MAXUINT when none:
 * rounds are not held every year. */
guint ori_scoring_period_before (const OriScoring *self, const OriIndicator *indicator);

/* Whether the counts of @indicator are compared as rates: when the size to divide by is known for
 * at least half of the org units and periods that have a count. One rule for the whole snapshot, so
 * that a count never stands beside a rate. */
gboolean ori_indicator_uses_rate (const OriSnapshot *snapshot, const OriIndicator *indicator);

/* Goalposts without looking at the scheme: 0 and 100 for shares and presence, else P5 and P95 of
 * @cycle. FALSE when they would coincide. */
gboolean ori_goalposts_of_cycle (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                 int cycle, OriOrgUnitLevel level, double *lo, double *hi);

G_END_DECLS
