/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ori-chart.h"

G_BEGIN_DECLS

/* Shows a chart. The picture is laid out anew only when the spec, the size or the style changes;
 * scrolling and hovering repaint a kept render node. The focused point is walked with the arrow
 * keys, and the accessible description says what it is; the label says what the picture says.
 *
 * Signals:
 *   "activated" (series, point): a mark was clicked, or Enter was pressed on it.
 *   "threshold-moved" (index, value, final): a threshold is dragged; @final when it was let go.
 * Only for specs with thresholds and with ori_chart_view_set_draggable(). */
#define ORI_TYPE_CHART_VIEW (ori_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (OriChartView, ori_chart_view, ORI, CHART_VIEW, GtkWidget)

GtkWidget *ori_chart_view_new (void);
/* Takes @spec; NULL shows nothing. */
void ori_chart_view_set_spec (OriChartView *self, OriChartSpec *spec);
const OriChartSpec *ori_chart_view_get_spec (OriChartView *self);
/* Whether thresholds can be dragged. */
void ori_chart_view_set_draggable (OriChartView *self, gboolean draggable);
/* Whether a drag is under way: the owner then leaves controls alone that would fight it. */
gboolean ori_chart_view_is_dragging (OriChartView *self);
/* The key of the series at an index (OriChartSeries.key). */
gpointer ori_chart_view_series_key (OriChartView *self, int series);
/* Where a point is, in coordinates of the view, for pointing a popover at it. FALSE before the
 * picture was laid out, and when the point has no value. */
gboolean ori_chart_view_point_area (OriChartView *self, int series, int point, GdkRectangle *area);

G_END_DECLS
