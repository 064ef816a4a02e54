/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "chart/ori-chart.h"

G_BEGIN_DECLS

/* Asks for a file and saves the picture as PNG, SVG or PDF by its suffix. Takes @spec. @name is
 * suggested, without a suffix. Failures and success are told by a toast of the window. */
void ori_save_chart (GtkWidget *parent, OriChartSpec *spec, const char *name);

G_END_DECLS
