/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-proportion.h"
#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* Change over years; the verb is chosen here, once, for tables, charts and texts (METHOD §5, §7).
 *
 * A sum of schools or municipalities also moves when others report than the year before. The
 * headline of such a change (difference, interval, test and verdict) is therefore the one over the
 * parts that can be compared (ori-composition-private.h): a verb must tell what schools did, not
 * who answered. The values of the years stay what they are everywhere else, the sums of all that
 * reported, so that they agree with the tables beside them; ORI_FLAG_PARTS_DIFFER tells that the
 * difference is not theirs. Over less than half of the parts it is little data, without any in
 * common there is no comparison. */
typedef enum {
  ORI_VERDICT_NONE,        /* a value is missing */
  ORI_VERDICT_LITTLE_DATA, /* n < 30, x < 5, an interval wider than 25 points, less than half of
                            * the parts of a sum */
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
  guint flags; /* OriFlags of both */
  /* What is compared: the same two values, or, with ORI_FLAG_PARTS_DIFFER, the sums over the parts
   * that can be compared. */
  OriValue common_before, common_after;
  guint parts_before, parts_after; /* with that flag: how many reported, else 0 */
  guint parts_common;              /* with that flag: how many are compared, else 0 */
  double difference; /* common_after − common_before in points or units, NAN if missing */
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
/* The same for rates (ori_value_compute_rate()); a count whose size is not known is none. */
OriChange ori_change_compute_rate (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                   guint orgunit, guint period_before, guint period_after);
/* The same for ori_value_total() of @orgunits (guint). */
OriChange ori_change_compute_total (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                    const GArray *orgunits, guint period_before,
                                    guint period_after);
/* No comparison: something hidden, or a period without data. */
OriChange ori_change_none (void);
/* «Состав отличается: отчитались 12 и 10, сопоставимых 9», NULL when it does not; translated, free
 * with g_free(). */
char *ori_change_parts_text (const OriChange *change);
/* Finds what the correction needs, once for a snapshot: the first change that is asked for waits
 * for it otherwise, 0,4 s with 3 000 org units, 42 shares and three years. Any thread. */
void ori_change_prepare (const OriSnapshot *snapshot);

G_END_DECLS
