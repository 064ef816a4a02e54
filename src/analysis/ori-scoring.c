/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-scoring-private.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

static void
free_column (gpointer data)
{
  OriColumn *column = data;
  g_free (column->values);
  g_free (column->scores);
  g_free (column->sorted);
  g_free (column);
}

void
ori_scoring_free (OriScoring *self)
{
  g_array_unref (self->units);
  g_ptr_array_unref (self->columns);
  g_array_unref (self->nodes);
  g_free (self);
}

gboolean
ori_indicator_uses_rate (const OriSnapshot *snapshot, const OriIndicator *indicator)
{
  guint counts = 0, rates = 0;
  if (!indicator->normalise_by)
    return FALSE;
  for (guint unit = 0; unit < snapshot->orgunits->len; unit++) {
    for (guint period = 0; period < snapshot->periods->len; period++) {
      OriValue value = ori_value_compute_rate (snapshot, indicator, unit, period);
      if (value.status != ORI_STATUS_VALUE)
        continue;
      counts++;
      rates += isfinite (value.denominator);
    }
  }
  return counts > 0 && 2 * rates >= counts;
}

OriValue
ori_column_value (const OriColumn *column, const OriSnapshot *snapshot, guint orgunit, guint period)
{
  if (!column->rate)
    return ori_value_compute (snapshot, column->indicator, orgunit, period);
  OriValue value = ori_value_compute_rate (snapshot, column->indicator, orgunit, period);
  if (value.status == ORI_STATUS_VALUE && isnan (value.denominator)) {
    value.status = ORI_STATUS_MISSING;
    value.value = 0;
    value.flags |= ORI_SCORE_NO_RATE;
  }
  return value;
}

OriChange
ori_column_change (const OriColumn *column, const OriSnapshot *snapshot, guint orgunit,
                   guint before, guint after)
{
  return column->rate
             ? ori_change_compute_rate (snapshot, column->indicator, orgunit, before, after)
             : ori_change_compute (snapshot, column->indicator, orgunit, before, after);
}

double
ori_column_median_of (const OriColumn *column, const OriScoring *scoring, const GArray *similar,
                      guint *units, guint *n)
{
  double values[ORI_N_SIMILAR] = {0};
  gsize k = 0, n_sorted;

  for (guint i = 0; i < similar->len && k < ORI_N_SIMILAR; i++) {
    guint unit = g_array_index (similar, OriSimilar, i).orgunit;
    guint at = ori_scoring_find_unit (scoring, unit);
    if (at == G_MAXUINT || column->values[at].status != ORI_STATUS_VALUE)
      continue;
    if (units)
      units[k] = unit;
    values[k++] = column->values[at].value;
  }
  if (n)
    *n = (guint)k;
  g_autofree double *sorted = ori_sorted_copy (values, k, &n_sorted);
  return k >= ORI_MIN_FOR_MEDIAN ? ori_quantile (sorted, n_sorted, 1, 2) : NAN;
}

OriValue
ori_scored_value (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                  guint period)
{
  OriColumn column = {.indicator = indicator,
                      .rate = ori_indicator_uses_rate (snapshot, indicator)};
  return ori_column_value (&column, snapshot, orgunit, period);
}

guint
ori_scoring_find_unit (const OriScoring *self, guint orgunit)
{
  for (guint i = 0; i < self->units->len; i++)
    if (g_array_index (self->units, guint, i) == orgunit)
      return i;
  return G_MAXUINT;
}

guint
ori_scoring_period_before (const OriScoring *self, const OriIndicator *indicator)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (self->snapshot);
  for (guint i = cycles->len; i-- > 0;) {
    int cycle = g_array_index (cycles, int, i);
    guint period = cycle < self->cycle
                       ? ori_value_period_of_cycle (self->snapshot, indicator, cycle)
                       : G_MAXUINT;
    if (period != G_MAXUINT)
      return period;
  }
  return G_MAXUINT;
}

/* The numbers of a column in one period, ascending. */
static double *
collect_sorted (const OriColumn *column, const OriSnapshot *snapshot, const GArray *units,
                guint period, gsize *n)
{
  double *sorted = g_new (double, MAX (units->len, 1));
  *n = 0;
  for (guint i = 0; i < units->len; i++) {
    OriValue value = ori_column_value (column, snapshot, g_array_index (units, guint, i), period);
    if (value.status == ORI_STATUS_VALUE)
      sorted[(*n)++] = value.value;
  }
  gsl_sort (sorted, 1, *n);
  return sorted;
}

static GArray *
list_units (const OriSnapshot *snapshot, OriOrgUnitLevel level)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < snapshot->orgunits->len; i++)
    if (ori_snapshot_orgunit (snapshot, i)->level == level)
      g_array_append_val (units, i);
  return units;
}

static gboolean
is_percent (const OriIndicator *indicator)
{
  return indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE ||
         indicator->kind == ORI_KIND_PRESENCE;
}

static gboolean
find_goalposts (const OriColumn *column, const OriSnapshot *snapshot, const GArray *units,
                int cycle, double *lo, double *hi)
{
  *lo = 0;
  *hi = 100;
  if (is_percent (column->indicator))
    return TRUE;
  guint period = ori_value_period_of_cycle (snapshot, column->indicator, cycle);
  if (period == G_MAXUINT)
    return FALSE;
  gsize n;
  g_autofree double *sorted = collect_sorted (column, snapshot, units, period, &n);
  if (n == 0)
    return FALSE;
  *lo = ori_quantile (sorted, n, 1, 20);
  *hi = ori_quantile (sorted, n, 19, 20);
  return *hi > *lo;
}

gboolean
ori_goalposts_of_cycle (const OriSnapshot *snapshot, const OriIndicator *indicator, int cycle,
                        OriOrgUnitLevel level, double *lo, double *hi)
{
  OriColumn column = {.indicator = indicator,
                      .rate = ori_indicator_uses_rate (snapshot, indicator)};
  g_autoptr (GArray) units = list_units (snapshot, level);
  return find_goalposts (&column, snapshot, units, cycle, lo, hi);
}

void
ori_column_goalposts (const OriColumn *column, const OriScoring *self, double *posts)
{
  const double *frozen = g_hash_table_lookup (self->scheme->goalposts, column->indicator->code);
  if (frozen) {
    memcpy (posts, frozen, 2 * sizeof (double));
    return;
  }
  g_autoptr (GArray) cycles = ori_snapshot_cycles (self->snapshot);
  for (guint i = 0; i < cycles->len; i++)
    if (find_goalposts (column, self->snapshot, self->units, g_array_index (cycles, int, i),
                        &posts[0], &posts[1]))
      return;
  posts[0] = posts[1] = 0;
}

OriScale
ori_column_scale (const OriColumn *column, OriNormalise method, const double *numbers, gsize n,
                  const double *posts)
{
  double target = column->indicator->target;
  if (method == ORI_NORMALISE_TARGET && !(target > 0))
    method = ORI_NORMALISE_GOALPOSTS;
  return ori_scale_new (method, column->indicator->direction, numbers, n, posts[0], posts[1],
                        target);
}

/* Frozen goalposts that were meant for other numbers give everyone 0 or everyone 100. */
static gboolean
is_beyond_goalposts (const OriColumn *column, const OriScheme *scheme)
{
  const double *frozen = g_hash_table_lookup (scheme->goalposts, column->indicator->code);
  if (!frozen || column->scale.method != ORI_NORMALISE_GOALPOSTS || column->n_sorted == 0)
    return FALSE;
  return column->sorted[column->n_sorted - 1] < frozen[0] || column->sorted[0] > frozen[1];
}

static void
score_column (OriColumn *column, const OriScoring *self)
{
  guint n = self->units->len;
  double posts[2] = {0, 0};
  g_autofree double *numbers = g_new (double, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    numbers[i] = column->values[i].status == ORI_STATUS_VALUE ? column->values[i].value : NAN;
  if (self->scheme->normalise == ORI_NORMALISE_GOALPOSTS ||
      self->scheme->normalise == ORI_NORMALISE_TARGET)
    ori_column_goalposts (column, self, posts);
  column->scale = ori_column_scale (column, self->scheme->normalise, numbers, n, posts);
  if (column->scale.method != self->scheme->normalise)
    column->flags |= ORI_SCORE_NO_TARGET;
  if (column->scale.constant)
    column->flags |= ORI_SCORE_NEUTRAL;
  if (is_beyond_goalposts (column, self->scheme))
    column->flags |= ORI_SCORE_BEYOND;
  /* Raw values are no scores where less is better: ori_subject_ranks_raw(). */
  gboolean reversed =
      self->scheme->normalise == ORI_NORMALISE_NONE && column->indicator->direction < 0;
  for (guint i = 0; i < n; i++)
    column->scores[i] =
        reversed ? NAN
                 : ori_scale_score (&column->scale, numbers[i], column->sorted, column->n_sorted);
}

static OriColumn *
read_column (const OriScoring *self, const OriIndicator *indicator, gboolean rate)
{
  OriColumn *column = g_new0 (OriColumn, 1);
  guint n = self->units->len;
  column->indicator = indicator;
  column->rate = rate;
  column->period = ori_value_period_of_cycle (self->snapshot, indicator, self->cycle);
  column->values = g_new0 (OriValue, MAX (n, 1));
  column->scores = g_new (double, MAX (n, 1));
  column->sorted = g_new (double, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    column->values[i] = ori_column_value (column, self->snapshot,
                                          g_array_index (self->units, guint, i), column->period);
    if (column->values[i].status == ORI_STATUS_VALUE)
      column->sorted[column->n_sorted++] = column->values[i].value;
  }
  gsl_sort (column->sorted, 1, column->n_sorted);
  return column;
}

static gboolean
has_column (const OriScoring *self, const char *code)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_strcmp0 (ori_scoring_column (self, i)->indicator->code, code) == 0)
      return TRUE;
  return FALSE;
}

/* A variant prints a part of what the programme declares; where the declared indicator itself has
 * numbers, its variants would count the same thing twice. */
static void
drop_doubled_variants (OriScoring *self)
{
  for (guint i = self->columns->len; i-- > 0;) {
    const char *declared = ori_scoring_column (self, i)->indicator->variant_of;
    if (declared && has_column (self, declared))
      g_ptr_array_remove_index (self->columns, i);
  }
}

static gboolean
existed (const OriOrgUnit *unit, int cycle)
{
  return unit->from <= cycle && cycle <= unit->to;
}

static gboolean
unit_has_number (const OriScoring *self, guint at)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (ori_scoring_column (self, i)->values[at].status == ORI_STATUS_VALUE)
      return TRUE;
  return FALSE;
}

/* Org units outside their years of existence are not expected to report; if one did, its numbers
 * count. */
static void
drop_units_of_other_years (OriScoring *self)
{
  guint kept = 0;
  for (guint i = 0; i < self->units->len; i++) {
    guint unit = g_array_index (self->units, guint, i);
    if (!existed (ori_snapshot_orgunit (self->snapshot, unit), self->cycle) &&
        !unit_has_number (self, i))
      continue;
    g_array_index (self->units, guint, kept) = unit;
    for (guint k = 0; k < self->columns->len; k++) {
      OriColumn *column = g_ptr_array_index (self->columns, k);
      column->values[kept] = column->values[i];
    }
    kept++;
  }
  g_array_set_size (self->units, kept);
}

static gboolean
belongs (const OriSubject *subject, const OriIndicator *indicator)
{
  switch (subject->kind) {
  case ORI_SUBJECT_BLOCK:
    return g_strcmp0 (indicator->block, subject->code) == 0;
  case ORI_SUBJECT_CRITERION:
    return g_strcmp0 (indicator->criterion, subject->code) == 0;
  case ORI_SUBJECT_INDICATOR:
    return indicator == subject->indicator;
  case ORI_SUBJECT_OVERALL:
    break;
  }
  return TRUE;
}

/* The judged indicators of the subject that have a number in the cycle. */
static void
read_judged (OriScoring *self)
{
  const GPtrArray *all = self->snapshot->programme->indicators;
  for (guint i = 0; i < all->len; i++) {
    const OriIndicator *judged = g_ptr_array_index (all, i);
    if (judged->direction == 0 || !ori_value_is_numeric (judged) ||
        !belongs (&self->subject, judged))
      continue;
    OriColumn *column =
        read_column (self, judged, ori_indicator_uses_rate (self->snapshot, judged));
    if (column->n_sorted > 0)
      g_ptr_array_add (self->columns, column);
    else
      free_column (column);
  }
  drop_doubled_variants (self);
}

static void
read_one (OriScoring *self, const OriIndicator *indicator)
{
  gboolean rate = self->scheme->normalise != ORI_NORMALISE_NONE &&
                  ori_indicator_uses_rate (self->snapshot, indicator);
  if (ori_value_is_numeric (indicator))
    g_ptr_array_add (self->columns, read_column (self, indicator, rate));
}

OriScoring *
ori_scoring_new (const OriSnapshot *snapshot, const OriScheme *scheme, const OriSubject *subject,
                 int cycle, OriOrgUnitLevel level)
{
  OriScoring *self = g_new0 (OriScoring, 1);
  self->snapshot = snapshot;
  self->scheme = scheme;
  self->subject = subject ? *subject : ori_subject_of (NULL);
  self->cycle = cycle;
  self->units = list_units (snapshot, level);
  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->nodes = g_array_new (FALSE, TRUE, sizeof (OriNode));
  if (self->subject.indicator)
    read_one (self, self->subject.indicator);
  else
    read_judged (self);
  ori_scoring_set_levels (self);
  drop_units_of_other_years (self);
  for (guint i = 0; i < self->columns->len; i++)
    score_column (g_ptr_array_index (self->columns, i), self);
  return self;
}
