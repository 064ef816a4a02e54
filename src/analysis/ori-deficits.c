/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-deficits.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-scoring-private.h"
#include "core/ori-number.h"

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

/* Below the low threshold, the median of all and of the similar, the target: the first two each by
 * how many points of score. */
static void
judge_level (const OriScoring *scoring, const OriColumn *column, guint at, const GArray *similar,
             OriDeficit *deficit)
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
  if (column->n_sorted >= ORI_MIN_FOR_MEDIAN) {
    deficit->median = ori_quantile (column->sorted, column->n_sorted, 1, 2);
    if (is_worse (indicator, value, deficit->median)) {
      double typical =
          ori_scale_score (&column->scale, deficit->median, column->sorted, column->n_sorted);
      add_reason (deficit, ORI_DEFICIT_BELOW_MEDIAN);
      if (scheme->normalise != ORI_NORMALISE_NONE && typical > column->scores[at])
        deficit->weight += typical - column->scores[at];
    }
  }
  deficit->similar =
      ori_column_median_of (column, scoring, similar, deficit->similar_units, &deficit->n_similar);
  if (isfinite (deficit->similar) && is_worse (indicator, value, deficit->similar))
    add_reason (deficit, ORI_DEFICIT_BELOW_SIMILAR);
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
judge_column (const OriScoring *scoring, const OriColumn *column, guint at, const GArray *similar)
{
  OriChange change = measure_change (scoring, column, at);
  OriDeficit deficit = {.indicator = column->indicator,
                        .period = column->period,
                        .value = column->values[at],
                        .median = NAN,
                        .similar = NAN,
                        .threshold = NAN,
                        .before = NAN};
  judge_change (column->indicator, &change, &deficit);
  if (column->values[at].status == ORI_STATUS_VALUE)
    judge_level (scoring, column, at, similar, &deficit);
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
  g_autoptr (GArray) similar = ori_similar_find (snapshot, orgunit, cycle, ORI_N_SIMILAR);
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  for (guint i = 0; i < n; i++) {
    Ranked entry = {judge_column (scoring, ori_scoring_column (scoring, i), at, similar), i};
    if (entry.deficit.reasons)
      g_array_append_val (ranked, entry);
  }
  g_array_sort (ranked, compare_ranked);
  for (guint i = 0; i < ranked->len; i++)
    g_array_append_val (deficits, g_array_index (ranked, Ranked, i).deficit);
  return deficits;
}

/* Words */

/* @base as for ori_number_format_percent(). */
static char *
format_figure (const OriDeficit *deficit, double value, double base)
{
  const char *unit = deficit->indicator->unit;
  g_autofree char *number = NULL;

  if (g_strcmp0 (unit, "%") == 0)
    return ori_number_format_percent (value, base);
  number = ori_number_format_short (value, 1);
  return unit != NULL && *unit != '\0' ? g_strconcat (number, ORI_NBSP, unit, NULL)
                                       : g_steal_pointer (&number);
}

static char *
describe_reason (const OriDeficit *deficit, OriDeficitReason reason)
{
  double base = isfinite (deficit->value.denominator) ? deficit->value.denominator : 0;
  g_autofree char *threshold = format_figure (deficit, deficit->threshold, 0);
  g_autofree char *median = format_figure (deficit, deficit->median, base);
  g_autofree char *before = format_figure (deficit, deficit->before, base);
  g_autofree char *similar = format_figure (deficit, deficit->similar, base);
  g_autofree char *now = format_figure (deficit, deficit->change.common_after.value, base);
  g_autofree char *target = format_figure (deficit, deficit->indicator->target, 0);

  switch (reason) {
  case ORI_DEFICIT_BELOW_THRESHOLD:
    /* Translators: of a value, against the threshold of the low group */
    return g_strdup_printf (_ ("worse than the threshold %s"), threshold);
  case ORI_DEFICIT_BELOW_MEDIAN:
    return g_strdup_printf (_ ("worse than the median %s"), median);
  case ORI_DEFICIT_BELOW_SIMILAR:
    return g_strdup_printf (_ ("worse than the median of similar territories %s"), similar);
  case ORI_DEFICIT_FALLING:
    if (deficit->change.flags & ORI_FLAG_PARTS_DIFFER)
      /* Translators: of the parts of a sum; the value before and now */
      return g_strdup_printf (
          _ ("worse than before over %u of %u: was %s, now %s"), deficit->change.parts_common,
          MAX (deficit->change.parts_before, deficit->change.parts_after), before, now);
    /* Translators: %s is the value before */
    return g_strdup_printf (_ ("worse than before: was %s"), before);
  case ORI_DEFICIT_BELOW_TARGET:
    return g_strdup_printf (_ ("does not reach the target %s"), target);
  case ORI_DEFICIT_MISSING:
    break;
  }
  return g_strdup (_ ("nothing was reported"));
}

char *
ori_deficit_text (const OriDeficit *deficit)
{
  GString *text = g_string_new (NULL);

  for (guint reason = 0; reason <= ORI_DEFICIT_MISSING; reason++) {
    g_autofree char *words = NULL;
    if ((deficit->reasons & (1u << reason)) == 0)
      continue;
    words = describe_reason (deficit, (OriDeficitReason)reason);
    g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
  }
  return g_string_free (text, FALSE);
}
