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
 *   "activated" (series, point): a mark was clicked, or Enter was pressed on it. */
#define ORI_TYPE_CHART_VIEW (ori_chart_view_get_type ())
G_DECLARE_FINAL_TYPE (OriChartView, ori_chart_view, ORI, CHART_VIEW, GtkWidget)

GtkWidget *ori_chart_view_new (void);
/* Takes @spec; NULL shows nothing. */
void ori_chart_view_set_spec (OriChartView *self, OriChartSpec *spec);
const OriChartSpec *ori_chart_view_get_spec (OriChartView *self);
/* The spec for changes in place; the picture is made anew, the words when nothing has changed for a
 * while. */
OriChartSpec *ori_chart_view_edit_spec (OriChartView *self);
/* Gives the spec away: for setting it again, changed, where making one takes long. */
OriChartSpec *ori_chart_view_take_spec (OriChartView *self);
/* Pixels per point of the layout: 4/3 unless set, which is the type of the interface. */
void ori_chart_view_set_scale (OriChartView *self, double scale);
/* The layout as shown, NULL before there is a size. Valid until the next change. */
const OriChartLayout *ori_chart_view_get_layout (OriChartView *self);
/* The key of the series at an index (OriChartSeries.key). */
gpointer ori_chart_view_series_key (OriChartView *self, int series);
/* Where a point is, in coordinates of the view, for pointing a popover at it. FALSE before the
 * picture was laid out, and when the point has no value. */
gboolean ori_chart_view_point_area (OriChartView *self, int series, int point, GdkRectangle *area);

G_END_DECLS
