/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"
#include "analysis/ori-groups.h"

G_BEGIN_DECLS

/* A practice worth showing to others: an org unit that is in the top group of an indicator and has
 * really improved since the cycle before (the verdict after correction over all org units, «little
 * data» and printed figures do not count). */
typedef struct {
  const OriIndicator *indicator;
  guint orgunit; /* index */
  guint period;  /* index */
  double score;  /* of the indicator */
  OriChange change;
} OriPractice;

/* Practices of a cycle among the org units of one level, best score first, then the greatest
 * improvement; @indicator NULL for all judged indicators. GArray of OriPractice. */
GArray *ori_practices_find (const OriSnapshot *snapshot, const OriScheme *scheme,
                            const OriIndicator *indicator, int cycle, OriOrgUnitLevel level);

G_END_DECLS
