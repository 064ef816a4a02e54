/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-compare.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-change-private.h"
#include "analysis/ori-scoring-private.h"
#include "core/ori-number.h"

static const double tails[4] = {0.001, 0.025, 0.975, 0.999};

static void
compare_shares (const OriScoring *scoring, const OriColumn *column, OriCompared *compared)
{
  guint n = scoring->units->len;
  g_autofree double *x = g_new (double, n + 1);
  g_autofree double *sizes = g_new (double, n + 1);
  guint k = 0;

  for (guint i = 0; i < 4; i++)
    compared->limits[i] = compared->wide[i] = NAN;
  compared->low = compared->high = compared->z = NAN;
  if (!ori_change_has_counts (column->indicator, &compared->value))
    return;
  for (guint u = 0; u < n; u++)
    if (ori_change_has_counts (column->indicator, &column->values[u])) {
      x[k] = column->values[u].numerator;
      sizes[k++] = column->values[u].denominator;
    }
  double own_x = compared->value.numerator, own_n = compared->value.denominator;
  if (ori_wilson (own_x, own_n, &compared->low, &compared->high)) {
    compared->low *= 100;
    compared->high *= 100;
  } else
    compared->low = compared->high = NAN;
  if (!ori_funnel_fit (x, sizes, k, &compared->funnel))
    return;
  compared->place = ori_funnel_place (&compared->funnel, own_x, own_n);
  compared->place_wide = ori_funnel_place_dispersed (&compared->funnel, own_x, own_n);
  compared->z = ori_funnel_z (&compared->funnel, own_x, own_n, compared->funnel.enough);
  for (guint i = 0; i < 4; i++) {
    compared->limits[i] = 100 * ori_funnel_limit (compared->funnel.theta, (guint)own_n, tails[i]);
    compared->wide[i] =
        100 * ori_funnel_limit_dispersed (&compared->funnel, (guint)own_n, tails[i]);
  }
}

static void
compare_values (const OriColumn *column, OriCompared *compared)
{
  gboolean less = column->indicator->direction < 0;
  gsize n = column->n_sorted;
  compared->n = (guint)n;
  compared->median = n >= ORI_MIN_FOR_MEDIAN ? ori_quantile (column->sorted, n, 1, 2) : NAN;
  compared->best = n > 0 ? column->sorted[less ? 0 : n - 1] : NAN;
  if (compared->value.status != ORI_STATUS_VALUE)
    return;
  compared->rank = 1;
  for (gsize i = 0; i < n; i++)
    compared->rank += less ? column->sorted[i] < compared->value.value
                           : column->sorted[i] > compared->value.value;
}

static OriCompared
compare_column (const OriScoring *scoring, const OriColumn *column, guint at, const GArray *similar)
{
  OriCompared compared = {.indicator = column->indicator,
                          .period = column->period,
                          .value = column->values[at],
                          .score = NAN,
                          .group = -1};
  const OriScheme *scheme = scoring->scheme;
  compare_values (column, &compared);
  compare_shares (scoring, column, &compared);
  compared.similar = ori_column_median_of (column, scoring, similar, NULL, NULL);
  if (isfinite (column->scores[at])) {
    compared.score = ori_scoring_round (scoring, column->scores[at]);
    compared.group = (int)ori_group_of (compared.score, scheme->thresholds, scheme->n_groups - 1);
  }
  return compared;
}

static void
add_changes (const OriScoring *scoring, guint at, GArray *compared)
{
  for (guint i = 0; i < compared->len; i++) {
    const OriColumn *column = ori_scoring_column (scoring, i);
    guint before = ori_scoring_period_before (scoring, column->indicator);
    g_array_index (compared, OriCompared, i).change =
        ori_column_change (column, scoring->snapshot, g_array_index (scoring->units, guint, at),
                           before, column->period);
  }
}

static OriCompared *
find_compared (const GArray *compared, const OriIndicator *indicator)
{
  for (guint i = 0; i < compared->len; i++)
    if (g_array_index (compared, OriCompared, i).indicator == indicator)
      return &g_array_index (compared, OriCompared, i);
  return NULL;
}

static void
add_deficits (const OriSnapshot *snapshot, const OriScheme *scheme, OriComparison *self)
{
  g_autoptr (GArray) deficits = ori_deficits_find (snapshot, scheme, self->orgunit, self->cycle);
  for (guint i = 0; i < deficits->len; i++) {
    const OriDeficit *deficit = &g_array_index (deficits, OriDeficit, i);
    OriCompared *compared = find_compared (self->compared, deficit->indicator);
    if (!compared)
      continue;
    compared->deficit = *deficit;
    compared->reasons = deficit->reasons;
  }
}

static void
add_practices (const OriSnapshot *snapshot, const OriScheme *scheme, const OriIndicator *indicator,
               OriComparison *self)
{
  OriOrgUnitLevel level = ori_snapshot_orgunit (snapshot, self->orgunit)->level;
  g_autoptr (GArray) practices =
      ori_practices_find (snapshot, scheme, indicator, self->cycle, level);
  for (guint i = 0; i < practices->len; i++) {
    const OriPractice *practice = &g_array_index (practices, OriPractice, i);
    OriCompared *compared = find_compared (self->compared, practice->indicator);
    if (compared && practice->orgunit == self->orgunit)
      compared->practice = TRUE;
  }
}

OriComparison *
ori_compare (const OriSnapshot *snapshot, const OriScheme *scheme, guint orgunit, int cycle,
             const OriIndicator *indicator)
{
  g_return_val_if_fail (orgunit < snapshot->orgunits->len, NULL);
  OriComparison *self = g_new0 (OriComparison, 1);
  OriOrgUnitLevel level = ori_snapshot_orgunit (snapshot, orgunit)->level;
  OriSubject subject = ori_subject_of (indicator);
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, &subject, cycle, level);
  guint at = ori_scoring_find_unit (scoring, orgunit);

  self->orgunit = orgunit;
  self->cycle = cycle;
  self->similar = ori_similar_find (snapshot, orgunit, cycle, ORI_N_SIMILAR);
  self->compared = g_array_new (FALSE, TRUE, sizeof (OriCompared));
  for (guint i = 0; i < scoring->columns->len && at != G_MAXUINT; i++) {
    OriCompared compared =
        compare_column (scoring, ori_scoring_column (scoring, i), at, self->similar);
    g_array_append_val (self->compared, compared);
  }
  if (at != G_MAXUINT) {
    add_changes (scoring, at, self->compared);
    add_deficits (snapshot, scheme, self);
    add_practices (snapshot, scheme, indicator, self);
  }
  return self;
}

void
ori_comparison_free (OriComparison *self)
{
  if (!self)
    return;
  g_array_unref (self->similar);
  g_array_unref (self->compared);
  g_free (self);
}

char *
ori_compared_deficit_text (const OriCompared *compared)
{
  return compared->reasons ? ori_deficit_text (&compared->deficit) : NULL;
}

char *
ori_compared_practice_text (const OriCompared *compared)
{
  g_autofree char *before = NULL, *after = NULL;
  if (!compared->practice)
    return NULL;
  before = ori_number_format_short (compared->change.common_before.value, 2);
  after = ori_number_format_short (compared->change.common_after.value, 2);
  return g_strdup_printf (_ ("in the top group and really better than before: %s, was %s"), after,
                          before);
}
