/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-trend.h"
#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* How tables print a value: a share by the rule of its denominator and without its sign, which
 * stands in the heading; a count as it is; words for presence and for what is missing. Free with
 * g_free(). */
char *ori_value_words (const OriIndicator *indicator, const OriValue *value);
/* The same with unit, for a single figure in a sentence: «51,9 %». */
char *ori_value_text_unit (const OriIndicator *indicator, const OriValue *value);
/* «414 / 797», NULL when there is no fraction. */
char *ori_value_fraction (const OriValue *value);
/* The words as the beginning of a sentence. */
char *ori_words_capital (const char *words);
/* «сумма по 12 из 14 школ» of a value that is a sum of org units at the level @parts. */
char *ori_value_sum_words (const OriValue *value, OriOrgUnitLevel parts);
/* «+9,1», in points or units; NULL when nothing can be compared. */
char *ori_change_text (const OriIndicator *indicator, const OriChange *change);
/* «выросло», «выросло, по 9 из 12» when not the same parts of a sum reported; NULL when nothing can
 * be said. */
char *ori_change_words (const OriChange *change);
/* The same of a trend, and with its years: «тренд за 2021–2023: выросло»; NULL when there is none.
 */
char *ori_trend_words (const OriTrend *trend);
char *ori_trend_text (const OriTrend *trend);
/* Doubts in words, one per line; NULL when there are none. */
char *ori_value_doubts (const OriValue *value);
/* A short word for a part of an indicator (ORI_PART_…): «всего», «из них», «%»; NULL for the figure
 * itself. Not owned. */
const char *ori_part_word (const char *part);
/* TRUE when the value needs a look. */
gboolean ori_value_is_doubtful (const OriValue *value);
/* TRUE when the indicator's values are numbers that can be sorted and compared. */
gboolean ori_indicator_is_numeric (const OriIndicator *indicator);

G_END_DECLS
