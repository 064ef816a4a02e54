/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* Sums of org units by their parents, made once for an indicator and kept with the snapshot. */

/* What was reported under the key itself, without any sum. */
OriValue ori_value_own (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                        guint period);
/* @own, or the sum in its place, or @own flagged as another than the sum. */
OriValue ori_rollup_resolve (const OriSnapshot *snapshot, const OriIndicator *indicator,
                             guint orgunit, guint period, const OriValue *own);
/* The rate of a sum (see ori_value_compute_rate()): over the parts whose size is known; FALSE when
 * that is none of them. */
gboolean ori_rollup_rate (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                          guint period, OriValue *value);
/* The sum of a contextual element over all parts, all of which must have it. */
gboolean ori_rollup_context (const OriSnapshot *snapshot, const char *code, guint orgunit,
                             guint period, double *sum, guint *flags);

/* The org units directly below one, in the order of the snapshot, whenever they existed; G_MAXUINT
 * after the last. */
guint ori_rollup_first_part (const OriSnapshot *snapshot, guint orgunit);
guint ori_rollup_next_part (const OriSnapshot *snapshot, guint part);
/* Whether the year of the period is one of the org unit's. */
gboolean ori_rollup_exists (const OriSnapshot *snapshot, guint orgunit, guint period);
/* What one part adds to a sum; FALSE when it has nothing that could be added. */
gboolean ori_rollup_take (const OriIndicator *indicator, const OriValue *value, double *x,
                          double *n);

/* TRUE for kinds whose value is a number of things, which can be added. */
gboolean ori_kind_is_count (OriIndicatorKind kind);
/* TRUE for kinds whose sum is a percent of two sums. */
gboolean ori_kind_is_ratio (OriIndicatorKind kind);
/* The size to divide a count by: of the same period, else of another period of its year; FALSE when
 * it is not known. */
gboolean ori_value_context (const OriSnapshot *snapshot, const char *code, guint orgunit,
                            guint period, double *size, guint *flags);

G_END_DECLS
