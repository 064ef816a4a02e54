/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"

G_BEGIN_DECLS

/* The rules of the verb, shared by changes of two years and trends of several. */

/* Shares are tested, when they have counts; other indicators are not. */
gboolean ori_change_is_tested (const OriIndicator *indicator);
gboolean ori_change_has_counts (const OriIndicator *indicator, const OriValue *value);
/* Not adjusted; NAN without a test. */
double ori_change_p (const OriIndicator *indicator, const OriValue *before, const OriValue *after);
/* Fewer than 30 people or fewer than 5 cases. */
gboolean ori_change_is_little (const OriValue *value);
/* «Выросло» when @p_adjusted is below .05, «скорее» when only @p is; which way by the sign of
 * @direction. */
OriVerdict ori_verdict_choose (double p, double p_adjusted, double direction);

G_END_DECLS
