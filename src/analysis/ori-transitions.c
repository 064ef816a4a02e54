/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-transitions.h"

#include <math.h>

static int
find_group (const OriScore *score, const OriScheme *scheme)
{
  if (!score->has_score)
    return ORI_NO_GROUP;
  return (int)ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1);
}

/* Share of the replicates in which the org unit is in @from under the first scheme and run and in
 * @to under the second. */
static double
measure_certainty (const OriTransition *transition, const OriScheme *from, const OriScheme *to,
                   const OriCertainty *before, const OriCertainty *after)
{
  if (!before || !after || before->plan.replicates != after->plan.replicates)
    return NAN;
  guint i = ori_certainty_find (before, transition->orgunit);
  guint j = ori_certainty_find (after, transition->orgunit);
  guint agreed = 0, n = before->plan.replicates;
  if (i == G_MAXUINT || j == G_MAXUINT)
    return NAN;
  for (guint b = 0; b < n; b++) {
    int first = (int)ori_certainty_group (before, i, b, from->thresholds, from->n_groups - 1);
    int second = (int)ori_certainty_group (after, j, b, to->thresholds, to->n_groups - 1);
    agreed += first == transition->from && second == transition->to;
  }
  return (double)agreed / n;
}

GArray *
ori_transitions_find (const OriSnapshot *snapshot, const OriScheme *scheme,
                      const OriSubject *subject, int cycle_before, int cycle_after,
                      OriOrgUnitLevel level, const OriCertainty *before, const OriCertainty *after)
{
  GArray *transitions = g_array_new (FALSE, TRUE, sizeof (OriTransition));
  g_autoptr (GArray) old = ori_scores_compute (snapshot, scheme, subject, cycle_before, level);
  g_autoptr (GArray) new = ori_scores_compute (snapshot, scheme, subject, cycle_after, level);

  for (guint i = 0, j = 0; i < old->len || j < new->len;) {
    const OriScore *x = i < old->len ? &g_array_index (old, OriScore, i) : NULL;
    const OriScore *y = j < new->len ? &g_array_index (new, OriScore, j) : NULL;
    OriTransition transition = {.certainty = NAN};
    transition.orgunit = !y || (x && x->orgunit <= y->orgunit) ? x->orgunit : y->orgunit;
    transition.before.orgunit = transition.after.orgunit = transition.orgunit;
    if (x && x->orgunit == transition.orgunit) {
      transition.before = *x;
      i++;
    }
    if (y && y->orgunit == transition.orgunit) {
      transition.after = *y;
      j++;
    }
    transition.from = find_group (&transition.before, scheme);
    transition.to = find_group (&transition.after, scheme);
    if (transition.from == ORI_NO_GROUP && transition.to == ORI_NO_GROUP)
      continue;
    transition.certainty = measure_certainty (&transition, scheme, scheme, before, after);
    g_array_append_val (transitions, transition);
  }
  return transitions;
}

/* Of the same number of groups by place, whatever they are called; else by name. */
static gboolean
is_same_group (const OriScheme *from, int old, const OriScheme *to, int new)
{
  return from->n_groups == to->n_groups ? old == new
                                        : g_strcmp0 (ori_scheme_group_name (from, (guint)old),
                                                     ori_scheme_group_name (to, (guint) new)) == 0;
}

GArray *
ori_movers_find (const GArray *scores, const OriScheme *from, const OriScheme *to,
                 const OriCertainty *certainty)
{
  GArray *movers = g_array_new (FALSE, TRUE, sizeof (OriTransition));
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    OriTransition mover = {.orgunit = score->orgunit,
                           .before = *score,
                           .after = *score,
                           .from = find_group (score, from),
                           .to = find_group (score, to)};
    if (mover.from == ORI_NO_GROUP || is_same_group (from, mover.from, to, mover.to))
      continue;
    mover.certainty = measure_certainty (&mover, from, to, certainty, certainty);
    g_array_append_val (movers, mover);
  }
  return movers;
}
