/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-groups.h"
#include "analysis/ori-normalise.h"

G_BEGIN_DECLS

/* The table that scores, deficits, practices and certainty start from: org units of one level by
 * indicators of one cycle, with values, scores and weights. */

typedef struct {
  const OriIndicator *indicator;
  guint period;  /* index, G_MAXUINT when nobody reported anything */
  gboolean rate; /* values are rates: ori_value_compute_rate() */
  double weight; /* not negative; sums are up to the reader */
  guint flags;   /* OriScoreFlags of every score of the column */
  OriScale scale;
  OriValue *values; /* per org unit of OriScoring.units */
  double *scores;   /* likewise, NAN when there is none */
  double *sorted;   /* finite values ascending */
  gsize n_sorted;
} OriColumn;

typedef struct {
  const OriSnapshot *snapshot;
  const OriScheme *scheme;
  int cycle;
  GArray *units;      /* of guint, ascending */
  GPtrArray *columns; /* of OriColumn, in the order of the programme */
} OriScoring;

/* @indicator NULL: every judged indicator with a number in the cycle (see ori_scores_compute());
 * else that one alone, whether judged or not. The snapshot and the scheme must outlive it. */
OriScoring *ori_scoring_new (const OriSnapshot *snapshot, const OriScheme *scheme,
                             const OriIndicator *indicator, int cycle, OriOrgUnitLevel level);
void ori_scoring_free (OriScoring *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriScoring, ori_scoring_free)

static inline const OriColumn *
ori_scoring_column (const OriScoring *self, guint index)
{
  return (const OriColumn *)g_ptr_array_index (self->columns, index);
}

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
