/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-composition-private.h"

#include <math.h>

#include "analysis/ori-rollup-private.h"

/* Sums over the comparable parts seen so far. */
typedef struct {
  const OriSnapshot *snapshot;
  const OriIndicator *indicator;
  gboolean rate;
  const guint *periods;
  guint n_periods;
  double *x, *n;  /* by period: counts, or numerators and denominators */
  guint *present; /* by period */
  guint n_common;
  gboolean differs; /* somebody was left out */
} Walk;

static Walk
start_walk (const OriSnapshot *snapshot, const OriIndicator *indicator, gboolean rate,
            const guint *periods, guint n_periods)
{
  Walk walk = {snapshot, indicator, rate, periods, n_periods, NULL, NULL, NULL, 0, FALSE};
  walk.x = g_new0 (double, n_periods);
  walk.n = g_new0 (double, n_periods);
  walk.present = g_new0 (guint, n_periods);
  return walk;
}

static void
end_walk (Walk *walk)
{
  g_free (walk->x);
  g_free (walk->n);
  g_free (walk->present);
}

static void
join_walk (Walk *walk, const Walk *part)
{
  for (guint i = 0; i < walk->n_periods; i++) {
    walk->x[i] += part->x[i];
    walk->n[i] += part->n[i];
    walk->present[i] += part->present[i];
  }
  walk->n_common += part->n_common;
  walk->differs |= part->differs;
}

static gboolean
take_number (const Walk *walk, const OriValue *value, double *x, double *n)
{
  if (!walk->rate)
    return ori_rollup_take (walk->indicator, value, x, n);
  *x = value->numerator;
  *n = value->denominator;
  return value->status == ORI_STATUS_VALUE && isfinite (*x) && isfinite (*n);
}

static gboolean
is_rightly_absent (const Walk *walk, guint unit, guint i, const OriValue *value)
{
  return value->status == ORI_STATUS_NOT_APPLICABLE ||
         !ori_rollup_exists (walk->snapshot, unit, walk->periods[i]);
}

/* An org unit taken as it is, without looking at its parts. */
static void
take_unit (Walk *walk, guint unit, const OriValue *values)
{
  g_autofree double *x = g_new0 (double, walk->n_periods);
  g_autofree double *n = g_new0 (double, walk->n_periods);
  guint n_speaking = 0, n_silent = 0;

  for (guint i = 0; i < walk->n_periods; i++) {
    gboolean speaks = take_number (walk, &values[i], &x[i], &n[i]);
    if (!speaks) {
      x[i] = n[i] = 0;
      n_silent += !is_rightly_absent (walk, unit, i, &values[i]);
    }
    n_speaking += speaks;
    walk->present[i] += speaks;
  }
  if (n_speaking == 0)
    return;
  if (n_silent > 0) {
    walk->differs = TRUE;
    return;
  }
  walk->n_common++;
  for (guint i = 0; i < walk->n_periods; i++) {
    walk->x[i] += x[i];
    walk->n[i] += n[i];
  }
}

static void take_parts (Walk *walk, guint unit);

/* An incomplete sum in one period and a figure of its own in another: its parts may have reported
 * beside that figure, too. */
static void
take_parts_instead (Walk *walk, guint unit, const OriValue *values)
{
  Walk below =
      start_walk (walk->snapshot, walk->indicator, walk->rate, walk->periods, walk->n_periods);

  take_parts (&below, unit);
  below.differs = TRUE; /* from what the values are, whoever reported */
  if (below.n_common == 0)
    for (guint i = 0; i < walk->n_periods; i++)
      if (below.present[i] == 0)
        below.present[i] = values[i].status == ORI_STATUS_VALUE;
  join_walk (walk, &below);
  end_walk (&below);
}

static void
visit_unit (Walk *walk, guint unit)
{
  g_autofree OriValue *values = g_new (OriValue, walk->n_periods);
  guint n_sums = 0, n_own = 0, flags = 0;

  for (guint i = 0; i < walk->n_periods; i++) {
    values[i] =
        walk->rate
            ? ori_value_compute_rate (walk->snapshot, walk->indicator, unit, walk->periods[i])
            : ori_value_compute (walk->snapshot, walk->indicator, unit, walk->periods[i]);
    gboolean sum = (values[i].flags & ORI_FLAG_SUM) != 0;
    n_sums += sum;
    n_own += !sum && values[i].status != ORI_STATUS_MISSING;
    flags |= values[i].flags;
  }
  if (n_sums > 0 && n_own == 0) {
    take_parts (walk, unit);
    return;
  }
  if (n_sums > 0 && flags & ORI_FLAG_PARTIAL)
    take_parts_instead (walk, unit, values);
  else
    take_unit (walk, unit, values);
}

static void
take_parts (Walk *walk, guint unit)
{
  for (guint part = ori_rollup_first_part (walk->snapshot, unit); part != G_MAXUINT;
       part = ori_rollup_next_part (walk->snapshot, part))
    visit_unit (walk, part);
}

static void
replace_value (const Walk *walk, guint i, OriValue *value)
{
  OriValue sum = {.status = ORI_STATUS_MISSING,
                  .numerator = NAN,
                  .denominator = NAN,
                  .printed = NAN,
                  .flags = value->flags | ORI_FLAG_PARTS_DIFFER,
                  .sum_present = walk->n_common,
                  .sum_expected = walk->present[i]};
  double per = 100;

  if (walk->rate)
    per = walk->indicator->normalise_per > 0 ? walk->indicator->normalise_per : 1;
  if (walk->n_common > 0) {
    gboolean ratio = walk->rate || ori_kind_is_ratio (walk->indicator->kind);
    double number = ratio ? per * walk->x[i] / walk->n[i] : walk->x[i];
    if (ratio) {
      sum.numerator = walk->x[i];
      sum.denominator = walk->n[i];
    }
    if (isfinite (number)) {
      sum.status = ORI_STATUS_VALUE;
      sum.value = number;
    }
  }
  *value = sum;
}

static gboolean
finish_walk (Walk *walk, OriValue *values, guint *present, OriComposition *composition)
{
  composition->n_common = walk->n_common;
  composition->n_most = 0;
  for (guint i = 0; i < walk->n_periods; i++) {
    composition->n_most = MAX (composition->n_most, walk->present[i]);
    if (!walk->differs)
      continue;
    present[i] = walk->present[i];
    replace_value (walk, i, &values[i]);
  }
  end_walk (walk);
  return walk->differs;
}

static gboolean
is_silent (const Walk *walk)
{
  for (guint i = 0; i < walk->n_periods; i++)
    if (walk->present[i] > 0)
      return FALSE;
  return TRUE;
}

/* Sums that lack nobody, and figures reported as such, are compared as they are. */
static gboolean
needs_look (const OriValue *values, guint n)
{
  guint flags = 0;
  for (guint i = 0; i < n; i++) {
    if (values[i].status != ORI_STATUS_VALUE)
      return FALSE;
    flags |= values[i].flags;
  }
  return (flags & ORI_FLAG_PARTIAL) != 0;
}

gboolean
ori_composition_align (const OriSnapshot *snapshot, const OriIndicator *indicator, gboolean rate,
                       guint orgunit, const guint *periods, guint n, OriValue *values,
                       guint *present, OriComposition *composition)
{
  *composition = (OriComposition){0};
  if (!needs_look (values, n))
    return FALSE;
  Walk walk = start_walk (snapshot, indicator, rate, periods, n);
  visit_unit (&walk, orgunit);
  if (rate && is_silent (&walk)) {
    /* Only the whole knows its size: whether the counts have the same parts can be told, but there
     * is no rate of some of them. */
    walk.rate = FALSE;
    visit_unit (&walk, orgunit);
    walk.n_common = 0;
  }
  return finish_walk (&walk, values, present, composition);
}

gboolean
ori_composition_align_total (const OriSnapshot *snapshot, const OriIndicator *indicator,
                             const GArray *orgunits, const guint *periods, guint n,
                             OriValue *values, guint *present, OriComposition *composition)
{
  *composition = (OriComposition){0};
  if (!needs_look (values, n))
    return FALSE;
  Walk walk = start_walk (snapshot, indicator, indicator->kind == ORI_KIND_RATE, periods, n);
  for (guint i = 0; i < orgunits->len; i++)
    visit_unit (&walk, g_array_index (orgunits, guint, i));
  return finish_walk (&walk, values, present, composition);
}

gboolean
ori_composition_is_thin (const OriComposition *composition)
{
  return 2 * composition->n_common < composition->n_most;
}
