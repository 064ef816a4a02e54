/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "analysis/ori-groups.h"

G_BEGIN_DECLS

/* Weights as controls: a slider for each block, which together make 100, and a field for each
 * criterion and indicator, relative to its neighbours; below each what it does in fact.
 *
 * Signal "changed": a weight was moved; ori_weight_rows_store() puts all of them into a scheme. */
#define ORI_TYPE_WEIGHT_ROWS (ori_weight_rows_get_type ())
G_DECLARE_FINAL_TYPE (OriWeightRows, ori_weight_rows, ORI, WEIGHT_ROWS, GObject)

/* Rows go into @blocks and @parts. */
OriWeightRows *ori_weight_rows_new (GtkBox *blocks, GtkBox *parts);
/* @weights: of OriWeight. Rows are made anew only when the parts are others, so that a slider under
 * the pointer stays. */
void ori_weight_rows_show (OriWeightRows *self, const OriProgramme *programme,
                           const OriScheme *scheme, const GArray *weights, guint *n_blocks,
                           guint *n_parts);
void ori_weight_rows_store (OriWeightRows *self, OriScheme *scheme);

G_END_DECLS
