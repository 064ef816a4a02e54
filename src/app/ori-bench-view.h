/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-chart-view.h"

G_BEGIN_DECLS

/* The bench: a chart of scores with its thresholds as handles to drag or to move by keys, what a
 * move costs beside them, and rows of suggestions to choose. Where a threshold goes is decided by
 * the owner, who answers each signal by changing the spec.
 *
 * Signals:
 *   "threshold-moved" (index, value, reach, final): dragged, or moved by a key. @reach: how far a
 * place to snap to may be, 0 when it must not snap; @final: let go.
 *   "snap-asked" (index, direction): to the next place to snap to, 1 up or -1 down.
 *   "ghost-chosen" (index): a row of suggestions was clicked or entered. */
#define ORI_TYPE_BENCH_VIEW (ori_bench_view_get_type ())
G_DECLARE_FINAL_TYPE (OriBenchView, ori_bench_view, ORI, BENCH_VIEW, GtkWidget)

/* Height that is left for the handles, OriChartSpec.head. */
#define ORI_BENCH_HEAD 34

/* The picture inside: its marks are walked and clicked there. */
OriChartView *ori_bench_view_chart (OriBenchView *self);
/* Takes @spec. */
void ori_bench_view_set_spec (OriBenchView *self, OriChartSpec *spec);
/* After the spec was changed in place (ori_chart_view_edit_spec): thresholds, groups, rings. */
void ori_bench_view_update (OriBenchView *self);
/* What the move of a threshold costs: two lines beside its handle. */
void ori_bench_view_set_price (OriBenchView *self, guint index, const char *text, const char *note);
void ori_bench_view_announce (OriBenchView *self, guint index, const char *name,
                              const char *spoken);
/* The handle of a threshold, for tests. */
GtkWidget *ori_bench_view_handle (OriBenchView *self, guint index);

G_END_DECLS
