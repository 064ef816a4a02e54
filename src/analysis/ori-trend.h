/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"

G_BEGIN_DECLS

/* The direction of three to five years taken together (Cochran–Armitage, METHOD §5). From fewer
 * there is no trend, only a change; from three points nothing is forecast. */

#define ORI_TREND_MIN_YEARS 3

typedef struct {
  guint n_years;     /* with counts that make sense */
  int first, last;   /* the outermost cycles among them */
  double difference; /* of the share from the first to the last, in points; NAN if none */
  double chi2, p;    /* NAN when there is nothing to test */
  double p_adjusted; /* Benjamini–Hochberg over the trends of all shares and org units of the main
                      * level; NAN if none */
  guint flags;       /* OriFlags of all years */
  guint parts_common; /* with ORI_FLAG_PARTS_DIFFER: how many parts of the sums are compared, else
                       * 0 */
  guint parts_most;   /* likewise, how many reported in the year in which most did */
  OriVerdict verdict;
} OriTrend;

/* The trend of a share over @cycles (of int, any order, each once); years without data are left
 * out, the distance between years counts. Indicators without counts, and fewer than three years,
 * give ORI_VERDICT_NONE. Little data in any year is little data. Sums are those over the parts that
 * can be compared in all of the years, as in OriChange. */
OriTrend ori_trend_compute (const OriSnapshot *snapshot, const OriIndicator *indicator,
                            guint orgunit, const GArray *cycles);

G_END_DECLS
