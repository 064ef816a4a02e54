/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-proportion.h"
#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* Change over years; the verb is chosen here, once, for tables, charts and texts (METHOD §5, §7).
 */
typedef enum {
  ORI_VERDICT_NONE,        /* a value is missing */
  ORI_VERDICT_LITTLE_DATA, /* n < 30, x < 5 or an interval wider than 25 points */
  ORI_VERDICT_NO_CHANGE,
  ORI_VERDICT_RATHER_ROSE, /* p < .05, not after correction for many comparisons */
  ORI_VERDICT_ROSE,
  ORI_VERDICT_RATHER_FELL,
  ORI_VERDICT_FELL,
  ORI_VERDICT_DIFFERS, /* counts and printed figures: arithmetic difference, no test; without any
                        * difference NO_CHANGE */
} OriVerdict;

const char *ori_verdict_code (OriVerdict verdict); /* "rose", "little-data"…: JSON */
const char *ori_verdict_label (OriVerdict verdict); /* translated: «выросло», «мало данных»… */

typedef struct {
  OriValue before, after;
  guint flags;       /* OriFlags of both */
  double difference; /* after − before in points or units, NAN if missing */
  double low, high;  /* Newcombe's hybrid interval of the difference of shares, NAN if none */
  double p;          /* Fisher when an expected count < 5, else pooled z; NAN if none */
  double p_adjusted; /* Benjamini–Hochberg over all changes of the snapshot; NAN if none */
  double part_numerator, part_denominator; /* what the numerator's and the denominator's change
                                            * give, in points; they add up to the difference (METHOD
                                            * §5); NAN if none */
  gboolean growth_without_growth; /* sign of the change differs from that of the numerator, or the
                                   * denominator explains more than half */
  OriVerdict verdict;
} OriChange;

/* Values are those of ori_value_compute(). Significance is corrected over every change of every
 * share from each year to the next, of all org units of the main level of the snapshot, whatever is
 * shown: the verdict of a change is the same in every table, chart and sentence. */
OriChange ori_change_compute (const OriSnapshot *snapshot, const OriIndicator *indicator,
                              guint orgunit, guint period_before, guint period_after);
/* The same for two values at hand: rates, totals. */
OriChange ori_change_between (const OriSnapshot *snapshot, const OriIndicator *indicator,
                              const OriValue *before, const OriValue *after);
/* Finds what the correction needs, once for a snapshot: the first change that is asked for waits
 * for it otherwise, 0,4 s with 3 000 org units, 42 shares and three years. Any thread. */
void ori_change_prepare (const OriSnapshot *snapshot);

G_END_DECLS
