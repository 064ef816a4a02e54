/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ori-chart.h"

G_BEGIN_DECLS

/* What a funnel says, as a list: the territories outside the limits first, then the others, each
 * with its value and limits.
 *
 * Signal "activated" (series): a row was chosen; the index of its series. */
#define ORI_TYPE_FUNNEL_PANEL (ori_funnel_panel_get_type ())
G_DECLARE_FINAL_TYPE (OriFunnelPanel, ori_funnel_panel, ORI, FUNNEL_PANEL, GtkBox)

/* @spec is only read; NULL or one of another kind empties the list. */
void ori_funnel_panel_show (OriFunnelPanel *self, const OriChartSpec *spec);

G_END_DECLS
