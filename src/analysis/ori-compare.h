/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"
#include "analysis/ori-deficits.h"
#include "analysis/ori-funnel.h"
#include "analysis/ori-likeness.h"
#include "analysis/ori-practices.h"

G_BEGIN_DECLS

/* One org unit beside all others of its level, indicator by indicator. */

typedef struct {
  const OriIndicator *indicator;
  guint period; /* index */
  OriValue value;
  double low, high; /* Wilson's interval of a share with counts, in percent; NAN if none */
  double median;    /* of all org units with a number, NAN with fewer than three */
  double similar;   /* median of the similar org units, NAN with fewer than three */
  double best;      /* the best value of all */
  double score;     /* of the indicator, NAN if none */
  int group;        /* by the thresholds of the scheme, -1 without a score */
  guint rank, n;    /* 1 is the best, equal values share it; among n */
  OriFunnel funnel; /* of the shares of all; zeros when there is none */
  double limits[4]; /* at the size of this org unit: .001, .025, .975, .999, in percent; NAN */
  double wide[4];   /* likewise with over-dispersion */
  OriFunnelPlace place, place_wide;
  double z;           /* over-dispersion taken in, NAN */
  guint reasons;      /* bits of OriDeficitReason: what is wrong with it */
  OriDeficit deficit; /* filled when there are reasons; of its own reasons the same bits */
  gboolean practice;  /* in the top group and really improved */
  OriChange change;   /* since the cycle before */
} OriCompared;

typedef struct {
  guint orgunit;
  int cycle;
  GArray *similar;  /* of OriSimilar */
  GArray *compared; /* of OriCompared, in the order of the programme */
} OriComparison;

/* @indicator NULL: every judged indicator with a number in the cycle. */
OriComparison *ori_compare (const OriSnapshot *snapshot, const OriScheme *scheme, guint orgunit,
                            int cycle, const OriIndicator *indicator);
void ori_comparison_free (OriComparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriComparison, ori_comparison_free)

/* What is wrong, or what is worth showing to others, in words; NULL when there is nothing to say.
 * Free with g_free(). */
char *ori_compared_deficit_text (const OriCompared *compared);
char *ori_compared_practice_text (const OriCompared *compared);

G_END_DECLS
