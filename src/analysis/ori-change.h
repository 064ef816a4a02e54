/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* Change over years; the verb is chosen here, once, for tables, charts and texts (METHOD §5, §7). */
typedef enum {
  ORI_VERDICT_NONE,          /* a value is missing */
  ORI_VERDICT_LITTLE_DATA,   /* n < 30, x < 5 or an interval wider than 25 points */
  ORI_VERDICT_NO_CHANGE,
  ORI_VERDICT_RATHER_ROSE,   /* p < .05, not after correction for many comparisons */
  ORI_VERDICT_ROSE,
  ORI_VERDICT_RATHER_FELL,
  ORI_VERDICT_FELL,
  ORI_VERDICT_DIFFERS, /* counts and printed figures: arithmetic difference, no test */
} OriVerdict;

const char *ori_verdict_code (OriVerdict verdict);  /* "rose", "little-data"…: JSON */
const char *ori_verdict_label (OriVerdict verdict); /* translated: «выросло», «мало данных»… */

typedef struct {
  OriValue before, after;
  double difference; /* after − before in points or units, NAN if missing */
  double low, high;  /* Newcombe's hybrid interval of the difference of shares, NAN if none */
  double p;          /* Fisher when an expected count < 5, else pooled z; NAN if none */
  double p_adjusted; /* Benjamini–Hochberg within the family given, NAN if none */
  double part_numerator, part_denominator; /* decomposition in points, NAN if none (METHOD §5) */
  gboolean growth_without_growth; /* sign of the change differs from that of the numerator, or the
                                   * denominator explains more than half */
  OriVerdict verdict;
} OriChange;

OriChange ori_change_compute (const OriSnapshot *snapshot, const OriIndicator *indicator,
                              guint orgunit, guint period_before, guint period_after);
/* Adjusts the p of a family of changes in place (q = .05) and chooses the verbs. */
void ori_change_adjust (OriChange *changes, gsize n);

/* Wilson's interval of x / n as shares 0 to 1; FALSE (0 and 1 written) when n <= 0. */
gboolean ori_wilson (double x, double n, double *low, double *high);
void ori_newcombe (double x1, double n1, double x2, double n2, double *low, double *high);
double ori_fisher_p (guint x1, guint n1, guint x2, guint n2);
double ori_pooled_z_p (double x1, double n1, double x2, double n2);

G_END_DECLS
