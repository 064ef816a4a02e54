/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Intervals and tests of shares x / n (METHOD §4, §5). Shares are 0 to 1 here, at the level of 95
 * %. Counts that make no sense (not finite, negative, n = 0, x > n) give FALSE or NAN, never a
 * number.
 *
 * The counts are complete, not samples: an interval answers "would a similar year give this by
 * chance?" and is called «коридор случайных колебаний». */

/* Wilson (1927). FALSE (0 and 1 written) for counts that make no sense. */
gboolean ori_wilson (double x, double n, double *low, double *high);

/* The same with continuity correction, 0 at x = 0 and 1 at x = n. */
gboolean ori_wilson_corrected (double x, double n, double *low, double *high);

/* Clopper–Pearson (exact) and Jeffreys (quantiles of Beta (x + ½, n − x + ½), 0 at x = 0, 1 at x =
 * n); FALSE as above. */
gboolean ori_clopper_pearson (double x, double n, double *low, double *high);
gboolean ori_jeffreys (double x, double n, double *low, double *high);

/* Garwood's interval of a count of events (Poisson): not for planned capacities. FALSE, 0 and
 * G_MAXDOUBLE written, for counts that make no sense. */
gboolean ori_garwood (double count, double *low, double *high);

/* Difference x1 / n1 − x2 / n2 by Newcombe's hybrid of two Wilson intervals (1998, method 10); −1
 * and 1 for counts that make no sense. */
void ori_newcombe (double x1, double n1, double x2, double n2, double *low, double *high);

/* Two-sided p of Fisher's exact test: the sum over all tables that are no likelier than the one
 * seen. */
double ori_fisher_p (guint x1, guint n1, guint x2, guint n2);

/* Two-sided p of the z test with pooled variance; 1 when both shares are 0 or both 1. */
double ori_pooled_z_p (double x1, double n1, double x2, double n2);

/* Trend of shares over ordered years (Cochran–Armitage). @scores NULL means 1, 2, 3… FALSE when
 * there is nothing to test: fewer than two usable years, all shares 0 or 1, equal scores. */
gboolean ori_trend_test (const double *x, const double *n, const double *scores, gsize k,
                         double *chi2, double *p);

/* Whether all shares are the same (Pearson's chi-squared, k − 1 degrees). FALSE when there is
 * nothing to test: counts that make no sense, all shares 0 or 1. */
gboolean ori_homogeneity_test (const double *x, const double *n, gsize k, double *chi2, double *p);

/* Benjamini–Hochberg: p adjusted within the family, NAN where @p is NAN. */
void ori_adjust_bh (const double *p, gsize n, double *adjusted);

G_END_DECLS
