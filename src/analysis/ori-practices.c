/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-practices.h"

#include <math.h>

#include "analysis/ori-scoring-private.h"

static gboolean
has_improved (const OriPractice *practice)
{
  OriVerdict wanted = practice->indicator->direction < 0 ? ORI_VERDICT_FELL : ORI_VERDICT_ROSE;
  return practice->change.verdict == wanted;
}

static gint
compare_practices (gconstpointer a, gconstpointer b)
{
  const OriPractice *x = a, *y = b;
  if (x->score != y->score)
    return x->score < y->score ? 1 : -1;
  double dx = fabs (x->change.difference), dy = fabs (y->change.difference);
  if (dx != dy)
    return dx < dy ? 1 : -1;
  return x->orgunit < y->orgunit ? -1 : x->orgunit > y->orgunit;
}

static void
find_in_column (const OriScoring *scoring, const OriColumn *column, GArray *practices)
{
  const OriScheme *scheme = scoring->scheme;
  guint before = ori_scoring_period_before (scoring, column->indicator);
  if (before == G_MAXUINT || column->rate)
    return;

  for (guint i = 0; i < scoring->units->len; i++) {
    guint unit = g_array_index (scoring->units, guint, i);
    if (!isfinite (column->scores[i]))
      continue;
    OriPractice practice = {
        .indicator = column->indicator,
        .orgunit = unit,
        .period = column->period,
        .score = ori_scoring_round (scoring, column->scores[i]),
        .change = ori_column_change (column, scoring->snapshot, unit, before, column->period)};
    guint group = ori_group_of (practice.score, scheme->thresholds, scheme->n_groups - 1);
    if (group == scheme->n_groups - 1 && has_improved (&practice))
      g_array_append_val (practices, practice);
  }
}

GArray *
ori_practices_find (const OriSnapshot *snapshot, const OriScheme *scheme,
                    const OriIndicator *indicator, int cycle, OriOrgUnitLevel level)
{
  OriSubject subject = ori_subject_of (indicator);
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, &subject, cycle, level);
  GArray *practices = g_array_new (FALSE, FALSE, sizeof (OriPractice));
  for (guint i = 0; i < scoring->columns->len; i++)
    find_in_column (scoring, ori_scoring_column (scoring, i), practices);
  g_array_sort (practices, compare_practices);
  return practices;
}
