/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-deficits.h"

#include <math.h>

#include "analysis/ori-scoring-private.h"

#define MIN_FOR_MEDIAN 3

static gboolean
is_worse (const OriIndicator *indicator, double value, double reference)
{
  return indicator->direction < 0 ? value > reference : value < reference;
}

static void
add_reason (OriDeficit *deficit, OriDeficitReason reason)
{
  deficit->reasons |= 1u << reason;
}

static OriChange
measure_change (const OriScoring *scoring, const OriColumn *column, guint at)
{
  guint orgunit = g_array_index (scoring->units, guint, at);
  guint before = ori_scoring_period_before (scoring, column->indicator);
  return ori_column_change (column, scoring->snapshot, orgunit, before, column->period);
}

/* Below the low threshold, the median, the target: each by how many points of score. */
static void
judge_level (const OriScoring *scoring, const OriColumn *column, guint at, OriDeficit *deficit)
{
  const OriIndicator *indicator = column->indicator;
  const OriScheme *scheme = scoring->scheme;
  double value = column->values[at].value;
  double score = ori_scoring_round (scoring, column->scores[at]);

  if (scheme->normalise != ORI_NORMALISE_NONE && !column->scale.constant) {
    deficit->threshold = ori_scale_invert (&column->scale, scheme->thresholds[0]);
    if (score < scheme->thresholds[0]) {
      add_reason (deficit, ORI_DEFICIT_BELOW_THRESHOLD);
      deficit->weight += scheme->thresholds[0] - score;
    }
  }
  if (column->n_sorted >= MIN_FOR_MEDIAN) {
    deficit->median = ori_quantile (column->sorted, column->n_sorted, 1, 2);
    if (is_worse (indicator, value, deficit->median)) {
      double typical =
          ori_scale_score (&column->scale, deficit->median, column->sorted, column->n_sorted);
      add_reason (deficit, ORI_DEFICIT_BELOW_MEDIAN);
      if (scheme->normalise != ORI_NORMALISE_NONE && typical > column->scores[at])
        deficit->weight += typical - column->scores[at];
    }
  }
  if (isfinite (indicator->target) && is_worse (indicator, value, indicator->target))
    add_reason (deficit, ORI_DEFICIT_BELOW_TARGET);
}

/* Chance and little data are no fall. Counts and printed figures have no test: any fall is one, and
 * the verdict says which kind. */
static void
judge_change (const OriIndicator *indicator, const OriChange *change, OriDeficit *deficit)
{
  gboolean less_is_better = indicator->direction < 0;
  gboolean fell = FALSE;
  switch (change->verdict) {
  case ORI_VERDICT_FELL:
  case ORI_VERDICT_RATHER_FELL:
    fell = !less_is_better;
    break;
  case ORI_VERDICT_ROSE:
  case ORI_VERDICT_RATHER_ROSE:
    fell = less_is_better;
    break;
  case ORI_VERDICT_DIFFERS:
    fell = is_worse (indicator, change->common_after.value, change->common_before.value);
    break;
  case ORI_VERDICT_NONE:
  case ORI_VERDICT_LITTLE_DATA:
  case ORI_VERDICT_NO_CHANGE:
    break;
  }
  deficit->change = *change;
  deficit->before =
      change->common_before.status == ORI_STATUS_VALUE ? change->common_before.value : NAN;
  if (fell)
    add_reason (deficit, ORI_DEFICIT_FALLING);
}

static OriDeficit
judge_column (const OriScoring *scoring, const OriColumn *column, guint at)
{
  OriChange change = measure_change (scoring, column, at);
  OriDeficit deficit = {.indicator = column->indicator,
                        .period = column->period,
                        .value = column->values[at],
                        .median = NAN,
                        .threshold = NAN,
                        .before = NAN};
  judge_change (column->indicator, &change, &deficit);
  if (column->values[at].status == ORI_STATUS_VALUE)
    judge_level (scoring, column, at, &deficit);
  else if (column->values[at].status == ORI_STATUS_MISSING &&
           !(column->values[at].flags & ORI_SCORE_NO_RATE))
    add_reason (&deficit, ORI_DEFICIT_MISSING);
  return deficit;
}

typedef struct {
  OriDeficit deficit;
  guint order; /* in the programme */
} Ranked;

static gint
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;
  if (x->deficit.weight != y->deficit.weight)
    return x->deficit.weight < y->deficit.weight ? 1 : -1;
  return x->order < y->order ? -1 : x->order > y->order;
}

GArray *
ori_deficits_find (const OriSnapshot *snapshot, const OriScheme *scheme, guint orgunit, int cycle)
{
  GArray *deficits = g_array_new (FALSE, FALSE, sizeof (OriDeficit));
  g_return_val_if_fail (orgunit < snapshot->orgunits->len, deficits);

  OriOrgUnitLevel level = ori_snapshot_orgunit (snapshot, orgunit)->level;
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, NULL, cycle, level);
  guint at = ori_scoring_find_unit (scoring, orgunit);
  if (at == G_MAXUINT)
    return deficits;

  guint n = scoring->columns->len;
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  for (guint i = 0; i < n; i++) {
    Ranked entry = {judge_column (scoring, ori_scoring_column (scoring, i), at), i};
    if (entry.deficit.reasons)
      g_array_append_val (ranked, entry);
  }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_array_append_val (deficits, g_array_index (ranked, Ranked, i).deficit);
  return deficits;
}
