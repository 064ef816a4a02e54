/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ori-chart.h"
#include "core/ori-snapshot.h"

G_BEGIN_DECLS

/* Where the lines of a chart lean over three and more years taken together, a row for each that has
 * a trend; hidden when none has. */
#define ORI_TYPE_TREND_CARD (ori_trend_card_get_type ())
G_DECLARE_FINAL_TYPE (OriTrendCard, ori_trend_card, ORI, TREND_CARD, GtkBox)

/* @spec NULL: nothing is drawn. @indicators: of const OriIndicator, one for each series, whose key
 * is an org unit. */
void ori_trend_card_show (OriTrendCard *self, const OriSnapshot *snapshot, const OriChartSpec *spec,
                          const GPtrArray *indicators);
/* What it says, a line for each row; free with g_free(). */
char *ori_trend_card_dup_text (OriTrendCard *self);

G_END_DECLS
