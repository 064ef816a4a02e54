/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-groups.h"
#include "analysis/ori-scoring-private.h"
#include "core/ori-number.h"

#define EPSILON 1e-9 /* two of three weights of 1/3 are two thirds */

double
ori_scoring_round (const OriScoring *self, double score)
{
  if (!isfinite (score))
    return NAN;
  return self->scheme->normalise == ORI_NORMALISE_NONE ? score : ori_number_round (score, 2);
}

/* The aggregate of row @at with every missing score replaced by @filler (NAN: left out). */
static double
aggregate_row (const OriScoring *self, guint at, double filler, guint *flags)
{
  guint n = self->columns->len;
  g_autofree double *scores = g_new (double, MAX (n, 1));
  g_autofree double *weights = ori_scoring_weights (self);
  g_autofree double *node_weights = ori_scoring_node_weights (self);
  gboolean floored = FALSE;

  for (guint i = 0; i < n; i++) {
    const OriColumn *column = ori_scoring_column (self, i);
    gboolean excused = column->values[at].status == ORI_STATUS_NOT_APPLICABLE;
    gboolean present = isfinite (column->scores[at]);
    scores[i] = present ? column->scores[at] : excused ? NAN : filler;
  }
  double score = ori_scoring_aggregate (self, self->scheme->aggregate, scores, weights,
                                        node_weights, &floored);
  if (floored && flags)
    *flags |= ORI_SCORE_FLOORED;
  return ori_scoring_round (self, score);
}

static double
measure_completeness (const OriScoring *self, guint at)
{
  double present = 0, expected = 0;
  for (guint i = 0; i < self->columns->len; i++) {
    const OriColumn *column = ori_scoring_column (self, i);
    if (column->values[at].status == ORI_STATUS_NOT_APPLICABLE)
      continue;
    expected += column->share;
    if (isfinite (column->scores[at]))
      present += column->share;
  }
  return expected > 0 ? present / expected : 0;
}

static guint
collect_flags (const OriScoring *self, guint at)
{
  guint flags = 0;
  for (guint i = 0; i < self->columns->len; i++) {
    const OriColumn *column = ori_scoring_column (self, i);
    if (!(column->share > 0))
      continue;
    flags |= column->values[at].flags;
    if (isfinite (column->scores[at]))
      flags |= column->flags;
  }
  return flags;
}

OriScore
ori_scoring_score (const OriScoring *self, guint at)
{
  gboolean raw = self->scheme->normalise == ORI_NORMALISE_NONE;
  OriScore score = {.orgunit = g_array_index (self->units, guint, at), .high = raw ? 0 : 100};
  if (raw && (self->columns->len != 1 || ori_scoring_column (self, 0)->indicator->direction < 0)) {
    score.flags = self->columns->len > 0 ? ORI_SCORE_NO_RAW : 0;
    return score;
  }

  score.flags = collect_flags (self, at);
  score.completeness = measure_completeness (self, at);
  double mean = aggregate_row (self, at, NAN, &score.flags);
  if (!isfinite (mean))
    return score;
  double low = aggregate_row (self, at, 0, NULL), high = aggregate_row (self, at, 100, NULL);
  score.score = mean;
  score.low = isfinite (low) ? low : mean;
  score.high = isfinite (high) ? high : mean;
  score.has_score = score.completeness + EPSILON >= self->scheme->min_completeness;
  if (!score.has_score)
    score.flags |= ORI_SCORE_INCOMPLETE;
  return score;
}

gboolean
ori_subject_ranks_raw (const OriSubject *subject)
{
  return subject && subject->indicator && subject->indicator->direction >= 0;
}

static const struct {
  OriScoreFlags flag;
  const char *code;
  const char *note; /* NULL: told otherwise */
} score_flags[ORI_N_SCORE_FLAGS] = {
    {ORI_SCORE_NEUTRAL, "neutral",
     N_ ("An indicator has the same value everywhere: everyone gets 50 for it.")},
    {ORI_SCORE_INCOMPLETE, "incomplete", NULL},
    {ORI_SCORE_FLOORED, "floored", N_ ("In this mean scores below 1 count as 1.")},
    {ORI_SCORE_NO_TARGET, "no-target",
     N_ ("An indicator has no target: it is scored by its goalposts.")},
    {ORI_SCORE_NO_RATE, "no-rate",
     N_ ("A count is not scored where the size that makes it a rate is not known.")},
    {ORI_SCORE_BEYOND, "beyond-goalposts",
     N_ ("All values of an indicator lie beyond its frozen goalposts.")},
    {ORI_SCORE_NO_RAW, "no-raw",
     N_ ("Values as they are make no groups of several indicators, nor where less is better.")},
};

OriScoreFlags
ori_score_flag (guint index, const char **code)
{
  g_return_val_if_fail (index < ORI_N_SCORE_FLAGS, 0);
  *code = score_flags[index].code;
  return score_flags[index].flag;
}

char *
ori_scores_notes (const GArray *scores, const char *separator)
{
  GString *notes = g_string_new (NULL);
  guint flags = 0;

  for (guint i = 0; i < scores->len; i++)
    flags |= g_array_index (scores, OriScore, i).flags;
  for (guint i = 0; i < ORI_N_SCORE_FLAGS; i++)
    if (flags & score_flags[i].flag && score_flags[i].note)
      g_string_append_printf (notes, "%s%s", separator, _ (score_flags[i].note));
  return g_string_free (notes, FALSE);
}

GArray *
ori_scores_compute (const OriSnapshot *snapshot, const OriScheme *scheme, const OriSubject *subject,
                    int cycle, OriOrgUnitLevel level)
{
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, subject, cycle, level);
  GArray *scores = g_array_sized_new (FALSE, TRUE, sizeof (OriScore), scoring->units->len);
  for (guint i = 0; i < scoring->units->len; i++) {
    OriScore score = ori_scoring_score (scoring, i);
    g_array_append_val (scores, score);
  }
  return scores;
}

void
ori_scheme_freeze_goalposts (OriScheme *scheme, const OriSnapshot *snapshot, int cycle)
{
  const GPtrArray *indicators = snapshot->programme->indicators;
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    double posts[2];
    if (indicator->direction == 0 || !ori_value_is_numeric (indicator) ||
        g_hash_table_contains (scheme->goalposts, indicator->code))
      continue;
    if (ori_goalposts_of_cycle (snapshot, indicator, cycle, level, &posts[0], &posts[1]))
      g_hash_table_insert (scheme->goalposts, g_strdup (indicator->code),
                           g_memdup2 (posts, sizeof posts));
  }
}
