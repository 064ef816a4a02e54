/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"
#include "analysis/ori-groups.h"
#include "analysis/ori-likeness.h"
#include "core/ori-recommendation.h"

G_BEGIN_DECLS

/* One indicator in which an org unit lags, with every reason that holds. */
typedef struct {
  const OriIndicator *indicator;
  guint period; /* index */
  OriValue value;
  double median;  /* of the org units of the same level in that period, NAN with fewer than 3 */
  double similar; /* median of the similar org units, NAN with fewer than 3 */
  guint similar_units[ORI_N_SIMILAR]; /* who they are, nearest first: those with a number */
  guint n_similar;
  double threshold; /* value at which the indicator's score meets the low threshold, NAN if none */
  OriChange change; /* since the nearest earlier cycle with data */
  double before;    /* the earlier value of that change, over the parts compared; NAN if none */
  guint reasons;    /* bit per OriDeficitReason: 1 << reason */
  double weight;    /* distance to median and threshold in points of score: sorts, worst first */
} OriDeficit;

/* Deficits of an org unit in a cycle among the indicators that are scored (see
 * ori_scores_compute()), worst first; free with g_array_unref(). Values, medians and thresholds of
 * counts are rates where counts are scored as rates. A change too small to tell from chance or of
 * little data is no fall; of counts and printed figures, which have no test, any fall is one, and
 * the verdict says so. Changes are corrected for the number of indicators of the org unit. */
GArray *ori_deficits_find (const OriSnapshot *snapshot, const OriScheme *scheme, guint orgunit,
                           int cycle);
/* All reasons in words, with what is compared: «хуже порога 50 %, хуже медианы похожих территорий
 * 62 %». Free with g_free(). */
char *ori_deficit_text (const OriDeficit *deficit);

G_END_DECLS
